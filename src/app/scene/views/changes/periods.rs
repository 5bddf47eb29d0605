//! The side `periods`: where every touchpoint goes over all of its periods, in four words.
//! Invariant: what moved without a direction is not told as no change.

use super::found::found;
use super::here::{self, slope, stands_out, word_of};
use super::side::ChangesSide;
use super::words;
use crate::analysis::changes::group::ChangeGroup;
use crate::analysis::changes::place::{PlaceFound, PlaceLevel};
use crate::analysis::changes::{ChangesFound, ChangesRows};
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::strips::{Swings, strip};
use crate::app::scene::views::row::SideRow;
use crate::app::view::{Block, GridCell, GridColumn, GridHead, GridRow, Label, Page, Sketch, Tone};
use crate::app::viewing::Dials;
use crate::metric::signal::FEWEST_OF_LIMITS;
use crate::metric::trend::FEWEST_POINTS;
use crate::metric::{Course, Digits, Direction, Disclosed, Period, Verdict};
use crate::text::Plain;

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "periods", by: "", lack: |_| None },
    asks: |_, _| None,
    of: |matter, dials| found(matter, dials, ChangesRows::Trends),
    fold,
};

/// How many values stand beside a strip.
const MOST_VALUES: usize = 8;

/// All words, those that ask for an answer first for a metric of that direction.
const fn in_order(direction: Direction) -> [Course; 5] {
    match direction {
        Direction::HigherIsBetter => {
            [Course::Falling, Course::Rising, Course::Moved, Course::NoSign, Course::TooFewPoints]
        }
        Direction::LowerIsBetter => {
            [Course::Rising, Course::Falling, Course::Moved, Course::NoSign, Course::TooFewPoints]
        }
    }
}

fn fold(scene: Scene<'_>, _: &Dials) -> Page {
    let title: Plain = scene.label(Label::WhereItGoes).into();
    let Some(own) = scene.analysis::<ChangesFound>() else {
        return Page { title, blocks: vec![Block::Sentence(scene.inquiry_words())], ..Page::default() };
    };
    let shown: Vec<&PlaceFound> = own.of(PlaceLevel::Touchpoint).filter(|own| words::is_shown(scene, own)).collect();
    let whole: Vec<&PlaceFound> = own.of(PlaceLevel::Journey).collect();
    let all = || shown.iter().chain(&whole);
    let mut blocks = vec![Block::Sentence(headline(own, &shown))];
    if all().any(|own| own.passage.n_points > 0) {
        blocks.push(Block::Gap);
        table(&mut blocks, scene, own, (&whole, &shown));
    }
    let longest = all().map(|own| own.passage.n_points).max().unwrap_or(0);
    if (FEWEST_POINTS..FEWEST_OF_LIMITS).contains(&longest) {
        blocks.push(Block::Gap);
        blocks.push(Block::Sentence(
            format!("No limits are drawn from {longest} points: {FEWEST_OF_LIMITS} would do.").into(),
        ));
    }
    let grain = scene.board.grain.map(figures::by).unwrap_or_default().to_owned();
    let aside = joined([scene.label(Label::PeriodByPeriod).to_owned(), grain]);
    Page { title, aside, is_dated: true, blocks, ..Page::default() }
}

/// `None of 21 rises or falls; 13 moved without direction, 8 show no sign of change.`
fn headline(found: &ChangesFound, shown: &[&PlaceFound]) -> Plain {
    if found.metric.is_none() {
        return "Nothing is measured yet: `cjm bind FILE.csv` proposes what to measure.".into();
    }
    let n = |course: Course| shown.iter().filter(|own| own.passage.course == course).count();
    let names = |course: Course| -> String {
        let own: Vec<&str> =
            shown.iter().filter(|own| own.passage.course == course).map(|own| own.name.as_str()).take(4).collect();
        own.join(", ")
    };
    let n_followed = shown.len() - n(Course::TooFewPoints);
    if n_followed == 0 {
        let most = shown.iter().map(|own| own.passage.n_points).max().unwrap_or(0);
        let n_periods = shown.iter().map(|own| own.points.len()).max().unwrap_or(0);
        let journey = found.of(PlaceLevel::Journey).next().filter(|own| own.passage.course != Course::TooFewPoints);
        return match journey {
            Some(own) if shown.is_empty() => format!("{} {}.", own.metric.name, own.passage.course.word()).into(),
            _ if n_periods >= FEWEST_POINTS => {
                format!("Too few answers in a period for a trend: {most} of {n_periods} periods have enough, and it takes {FEWEST_POINTS}. Longer periods may have them.").into()
            }
            _ => format!("Too few periods for a trend: {most} of the {FEWEST_POINTS} that it takes. Shorter ones may have enough.").into(),
        };
    }
    let mut parts = Vec::new();
    for (course, word) in [(Course::Falling, "fall"), (Course::Rising, "rise")] {
        if n(course) > 0 {
            let s = if n(course) == 1 { "s" } else { "" };
            parts.push(format!("{} of {} {word}{s}: {}", n(course), shown.len(), names(course)));
        }
    }
    if parts.is_empty() {
        parts.push(format!("No steady rise or fall over all periods at {n_followed} touchpoints"));
    }
    if n(Course::Moved) > 0 {
        parts.push(format!("{} moved up and down", n(Course::Moved)));
    }
    if n(Course::NoSign) > 0 {
        parts.push(format!(
            "{} {} no sign of change",
            n(Course::NoSign),
            if n(Course::NoSign) == 1 { "shows" } else { "show" }
        ));
    }
    // The last step is another question than all periods.
    let of_late: Vec<Option<Verdict>> = shown.iter().map(|own| own.judged.recent()?.verdict()).collect();
    for (verdict, word) in [(Verdict::Fell, "fell"), (Verdict::Rose, "rose")] {
        let n = of_late.iter().filter(|own| **own == Some(verdict)).count();
        if n > 0 {
            parts.push(format!("{n} {word} last"));
        }
    }
    if n(Course::TooFewPoints) > 0 {
        parts.push(format!("{} have too few points", n(Course::TooFewPoints)));
    }
    format!("{}.", parts.join("; ")).into()
}

fn table(
    blocks: &mut Vec<Block>,
    scene: Scene<'_>,
    own: &ChangesFound,
    (whole, shown): (&[&PlaceFound], &[&PlaceFound]),
) {
    let swings = Swings::of(scene.board.tracks.iter().flatten());
    let metric = own.metric.as_ref().map(|own| format!("{} {}", own.name, own.unit)).unwrap_or_default();
    let periods = scene.board.periods.first().zip(scene.board.periods.last());
    let span = periods.map(|(first, last)| format!("{}–{}", first.label(), last.label())).unwrap_or_default();
    let has_signals = shown.iter().chain(whole).any(|own| !stands_out(own).is_empty());
    let mut columns = vec![
        GridColumn::words(metric.trim_end().to_owned()).cut_to(20),
        GridColumn::drawn(span, (0.0, 0.0)).going(1),
        GridColumn::words("").going(5),
        GridColumn::words(scene.label(Label::SlopeEach)).going(4).cut_to(22),
        GridColumn::words(scene.label(Label::SinceWhen)).going(2).cut_to(16),
    ];
    if has_signals {
        columns.push(GridColumn::words(scene.label(Label::StandsOut)).going(6).cut_to(12));
    }
    blocks.push(Block::GridHead(GridHead { columns, is_bare: false }));
    blocks.extend(whole.iter().flat_map(|place| row(scene, own, place, &swings, has_signals)));
    let direction = own.metric.as_ref().map_or(Direction::HigherIsBetter, |own| own.direction);
    for course in in_order(direction) {
        let members: Vec<&&PlaceFound> = shown.iter().filter(|own| own.passage.course == course).collect();
        if members.is_empty() {
            continue;
        }
        let label = match course {
            Course::Rising => Label::RisesOf,
            Course::Falling => Label::FallsOf,
            Course::Moved => Label::MovedOf,
            Course::NoSign => Label::NoSignOf,
            Course::TooFewPoints => Label::TooFewPointsOf,
        };
        let heading = scene.labels.filled(label, &[&members.len().to_string(), &shown.len().to_string()]);
        blocks.push(Block::Heading(heading.into()));
        blocks.extend(members.into_iter().flat_map(|place| row(scene, own, place, &swings, has_signals)));
    }
}

fn row(scene: Scene<'_>, found: &ChangesFound, own: &PlaceFound, swings: &Swings, has_signals: bool) -> Vec<Block> {
    let track = scene.board.track(own.binding);
    let sketch = track.map(|track| Sketch::Strip(strip(scene.board, track, swings)));
    let group = ChangeGroup::of(own, false);
    let tone = match group.verdict().and_then(|verdict| verdict.is_good(own.metric.direction)) {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Neutral,
    };
    let sign = words::sign(group.verdict());
    // What is measured of the journey stands in no group.
    let course = if own.level == PlaceLevel::Journey { scene.label(word_of(own.passage.course)) } else { "" };
    let since = words::since(scene, own, group).map(|mut forms| {
        if let Some(whole) = forms.first_mut() {
            *whole = joined([course.to_owned(), format!("{sign}{whole}")]);
        }
        forms
    });
    let mut cells = vec![
        GridCell::told(words::name(scene, own)),
        GridCell { sketch, ..GridCell::default() },
        GridCell::told(values(scene, own)),
        GridCell::told(slope(own)),
        GridCell::in_forms(since.or_else(|| chance(scene, own)).unwrap_or_else(|| vec![course.into()])).toned(tone),
    ];
    if has_signals {
        cells.push(GridCell::told(stands_out(own)));
    }
    let is_dim = matches!(own.passage.course, Course::NoSign | Course::TooFewPoints);
    let anchor = words::anchor(found, own);
    let is_here = anchor.at.is_some() && here::is_here(scene, own);
    let under = if is_here { here::blocks(scene, own) } else { Vec::new() };
    std::iter::once(Block::GridRow(GridRow { anchor, cells, is_dim })).chain(under).collect()
}

/// A slope that would count alone, beside no direction.
fn chance(scene: Scene<'_>, own: &PlaceFound) -> Option<Vec<Plain>> {
    let why = here::by_chance(own)?;
    let among = own.passage.standing.family.to_string();
    Some(vec![why.into(), scene.labels.filled(Label::MayBeChance, &[&among]).into(), "may be chance".into()])
}

/// `65 76 82 83 77 82 73`: the last values, `·` where nobody was asked.
fn values(scene: Scene<'_>, own: &PlaceFound) -> String {
    let drawn = &scene.board.periods;
    let skip = drawn.len().saturating_sub(MOST_VALUES);
    let reading = |period: &Period| {
        let at = own.points.binary_search_by_key(period, |(own, _)| *own).ok()?;
        own.points.get(at)?.1.disclosed()
    };
    let told = || drawn.iter().skip(skip).map(reading);
    let relied: Vec<_> = told().flatten().filter(|own| !own.is_few()).map(Disclosed::headline).collect();
    let digits = Digits::shared(own.metric.kind, relied.into_iter());
    let shown: Vec<String> =
        told().map(|own| own.map_or_else(|| "·".to_owned(), |own| figures::shown(own, digits))).collect();
    shown.join(" ")
}
