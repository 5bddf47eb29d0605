//! What the sides of changes say in words, and the numbers between them.
//! Invariant: a difference has the digits of its interval, and its sign.

use super::contrast;
use super::here;
use crate::analysis::changes::ChangesFound;
use crate::analysis::changes::group::ChangeGroup;
use crate::analysis::changes::place::{PlaceFound, PlaceLevel};
use crate::analysis::judged::{PeriodPair, Said};
use crate::app::figures::{self, number};
use crate::app::movement::{self, days, movement};
use crate::app::scene::pieces::Scene;
use crate::app::view::{Anchor, Block, Label};
use crate::journey::Noun;
use crate::metric::{Comparison, Digits, Direction, Disclosed, Grain, Period, Verdict, Weighing};
use crate::text::{Plain, capitalized};

/// How many places are told by name in a sentence.
const MOST_NAMED: usize = 4;

/// Is a place among those that are shown: all, or only moments of truth?
pub(super) fn is_shown(scene: Scene<'_>, own: &PlaceFound) -> bool {
    let touchpoint = own.at.id_of(Noun::Touchpoint).and_then(|id| scene.map().touchpoint(id));
    !scene.is_truths_only || touchpoint.is_some_and(|(_, own)| own.is_moment_of_truth)
}

/// What a place is called: of the journey itself its metric comes first.
pub(super) fn name(scene: Scene<'_>, own: &PlaceFound) -> String {
    match own.level {
        PlaceLevel::Journey => format!("{} · {}", own.metric.name, scene.label(Label::WholeJourney)),
        PlaceLevel::Stage | PlaceLevel::Touchpoint => own.name.clone(),
    }
}

/// Where the cursor is on a place: of what is measured of it twice on the first.
pub(super) fn anchor(found: &ChangesFound, own: &PlaceFound) -> Anchor {
    let first = found.places.iter().find(|other| other.at == own.at);
    let is_first = first.is_some_and(|other| other.binding == own.binding);
    Anchor { at: is_first.then(|| own.at.clone()), is_marked: false }
}

/// `▼ `, `▲ `; blank where nothing moved for sure.
pub(super) const fn sign(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Fell) => "▼ ",
        Some(Verdict::Rose) => "▲ ",
        _ => "",
    }
}

/// `+1.2`, `−7.6`.
pub(super) fn signed(value: f64, n_decimals: usize) -> String {
    let words = number(value, n_decimals);
    let is_nothing = words.chars().all(|own| matches!(own, '0' | '.' | '−'));
    if value > 0.0 && !is_nothing { format!("+{words}") } else { words }
}

/// As many decimals as a difference needs, by the width of its interval.
pub(super) fn decimals(change: &Comparison) -> usize {
    movement::decimals(change.interval.high - change.interval.low).min(6)
}

/// `−10.1 to −5.0`.
pub(super) fn range(change: &Comparison) -> String {
    let n = decimals(change);
    format!("{} to {}", signed(change.interval.low, n), signed(change.interval.high, n))
}

/// The digits that both values of a pair share.
pub(super) fn digits(own: &PlaceFound, pair: &PeriodPair) -> Digits {
    Digits::shared(own.metric.kind, [pair.earlier.1.headline(), pair.later.1.headline()].into_iter())
}

/// How far a place moved, whichever way, by which rows of a group are in order: those that moved most first.
pub(super) fn size(own: &PlaceFound) -> f64 {
    let said = own.judged.said().and_then(|said| said.change()).map(|(change, ..)| change.difference.abs());
    own.change().map(|own| own.difference.abs()).or(said).unwrap_or(-1.0)
}

/// The two periods that most places are compared between.
pub(super) fn periods(own: &ChangesFound) -> Option<(Period, Period)> {
    own.asked.or_else(|| {
        let all = own.places.iter().filter_map(|own| own.pair.as_ref().ok());
        all.map(|pair| (pair.earlier.0, pair.later.0)).max_by_key(|(_, later)| *later)
    })
}

/// `2017 ○ with 2018 ●`.
pub(super) fn between(own: &ChangesFound) -> String {
    periods(own)
        .map(|(from, to)| format!("{} ○ with {} ●", figures::since(from), figures::since(to)))
        .unwrap_or_default()
}

/// How many places are judged together: those that can be compared.
pub(super) fn n_judged(shown: &[&PlaceFound], is_asked: bool) -> usize {
    shown.iter().filter(|own| ChangeGroup::of(own, is_asked) != ChangeGroup::NotCompared).count()
}

/// `12 of 13 can be compared`; blank where all can.
pub(super) fn comparable(shown: &[&PlaceFound], is_asked: bool) -> String {
    let n = n_judged(shown, is_asked);
    if n == shown.len() { String::new() } else { format!("{n} of {} can be compared", shown.len()) }
}

/// `fell 7.6 since 2017`, and the same in fewer words, the last of which still say since when; `None` where nothing moved.
pub(super) fn since(scene: Scene<'_>, own: &PlaceFound, group: ChangeGroup) -> Option<Vec<Plain>> {
    let verdict = group.verdict()?;
    let sign = sign(Some(verdict));
    let track = own.binding.and_then(|idx| scene.board.verdicts.tracks.get(idx)?.as_ref())?;
    let said = movement(scene.labels, track)?;
    let parts = [&said.words, &said.by, &said.since].map(Plain::as_str);
    let whole = parts.into_iter().filter(|own| !own.is_empty()).collect::<Vec<_>>().join(" ");
    let mut forms: Vec<Plain> = vec![whole.into()];
    match own.judged.said()? {
        Said::Broke(broke) => {
            // A month says enough of a day.
            let grain = if broke.grain > Grain::Month { Grain::Month } else { broke.grain };
            let when = figures::since(Period::of(broke.days.1, grain));
            let when = scene.labels.filled(Label::Since, &[&when]);
            let words = said.words.as_str().trim_end_matches(':').to_owned();
            forms.extend([format!("{} {when}", said.by), words, format!("{sign}{when}")].map(Plain::from));
        }
        Said::Stepped(_) => forms.push(format!("{sign}{}", said.since).into()),
    }
    forms.push(sign.trim_end().into());
    Some(forms)
}

/// A value with so many decimals, marked where it has no weights.
pub(super) fn shown(reading: &Disclosed, n_decimals: usize) -> String {
    let mark = if reading.weighing() == Weighing::Unweighed { "*" } else { "" };
    format!("{}{mark}", number(reading.value(), n_decimals))
}

/// The decimals of both values of a pair and of the change between them: so many that they agree.
pub(super) fn agreed(own: &PlaceFound, pair: &PeriodPair) -> (usize, usize) {
    let n_values = digits(own, pair).decimals();
    let Ok(change) = pair.outcome else { return (n_values, n_values) };
    let values = (pair.earlier.1.value(), pair.later.1.value());
    contrast::agreeing(values, change.difference, (n_values, decimals(&change)))
}

/// What a product owner has to know first: what got worse and since when, what got better, or that one cannot tell.
pub(super) fn headline(scene: Scene<'_>, found: &ChangesFound, shown: &[&PlaceFound]) -> Plain {
    let Some(metric) = &found.metric else {
        return "Nothing is measured yet: `cjm bind FILE.csv` proposes what to measure.".into();
    };
    if scene.board.viewpoint().is_some_and(|own| own.cohort.is_none()) {
        return "Nobody of this persona answered: there is nothing to compare.".into();
    }
    let is_asked = found.asked.is_some();
    let n_judged = n_judged(shown, is_asked);
    let of = |verdict: Verdict, word: &str| -> Option<String> {
        let own = || shown.iter().copied().filter(|own| is_of(own, verdict, is_asked));
        let most = own().max_by(|one, other| size(one).total_cmp(&size(other)))?;
        let n = own().count();
        let which = if n > 1 {
            format!("{n} of {n_judged} {word}, most {}", brief(scene, most, is_asked))
        } else {
            format!("{n} of {n_judged} {word}: {}", brief(scene, most, is_asked))
        };
        let is_bad = verdict.is_good(metric.direction) == Some(false);
        // On a low screen the numbers come first; what hurts is told at the touchpoint.
        let is_told = is_bad && scene.size.is_none_or(|size| size.height >= here::LOWEST);
        Some(format!("{which}{}", if is_told { hurts(scene, most) } else { String::new() }))
    };
    let (down, up) = (of(Verdict::Fell, "fell"), of(Verdict::Rose, "rose"));
    let is_none = down.is_none() && up.is_none();
    let (first, then) = match metric.direction {
        Direction::HigherIsBetter => (down, up),
        Direction::LowerIsBetter => (up, down),
    };
    let mut parts: Vec<String> = first.into_iter().chain(then).collect();
    if parts.is_empty() {
        parts.extend(found.of(PlaceLevel::Journey).next().and_then(|own| told(scene, own, is_asked)));
    }
    let n_compared = shown.iter().filter(|own| own.change().is_some()).count();
    if is_none && n_compared > 0 {
        let least = shown.iter().filter_map(|own| Some(own.change()?.smallest())).fold(f64::INFINITY, f64::min);
        let least =
            if least.is_finite() { format!("; it takes {} or more to show", number(least, 1)) } else { String::new() };
        let n_earlier = |verdict: Verdict| shown.iter().filter(|own| is_earlier(own, verdict, is_asked)).count();
        let earlier =
            [(Verdict::Fell, "fell"), (Verdict::Rose, "rose")].map(|(verdict, word)| (n_earlier(verdict), word));
        let earlier: Vec<String> =
            earlier.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word} earlier")).collect();
        let late = if earlier.is_empty() { "" } else { " of late" };
        parts.push(match n_compared {
            1 => format!("the one touchpoint did not change for sure{late}{least}"),
            n => format!("none of {n} touchpoints changed for sure{late}{least}"),
        });
        parts.extend(earlier);
    }
    if parts.is_empty() {
        return nothing(found, shown);
    }
    format!("{}.", capitalized(&parts.join("; "))).into()
}

/// `; what hurts most there: “The queue ...”, nobody has it`.
fn hurts(scene: Scene<'_>, own: &PlaceFound) -> String {
    let touchpoint = own.at.id_of(Noun::Touchpoint).and_then(|id| scene.map().touchpoint(id)).map(|(_, own)| own);
    let Some(pain) = touchpoint.and_then(here::worst) else {
        return "; nobody has said what hurts there".to_owned();
    };
    let words = Plain::lines(&pain.text).into_iter().next().unwrap_or_default();
    let owner = pain.owner.as_ref().or(touchpoint.and_then(|own| own.owner.as_ref()));
    let owner = owner.map_or_else(|| "nobody has it".to_owned(), |owner| format!("{owner} has it"));
    format!("; what hurts most there: {words} ({owner})")
}

/// Why nothing is compared, and what would make it.
fn nothing(found: &ChangesFound, shown: &[&PlaceFound]) -> Plain {
    let why = shown.iter().copied().chain(&found.places).find_map(PlaceFound::note);
    let why = why.unwrap_or_else(|| "nothing is measured by this metric".to_owned());
    format!("Nothing to compare: {why}. Answers of two periods would make it: a source with a `time` column.").into()
}

/// Did it go that way once, or all along, and not of late?
fn is_earlier(own: &PlaceFound, verdict: Verdict, is_asked: bool) -> bool {
    let group = ChangeGroup::of(own, is_asked);
    matches!(group, ChangeGroup::FellEarlier | ChangeGroup::RoseEarlier) && group.verdict() == Some(verdict)
}

fn is_of(own: &PlaceFound, verdict: Verdict, is_asked: bool) -> bool {
    let group = ChangeGroup::of(own, is_asked);
    matches!(group, ChangeGroup::Fell | ChangeGroup::Rose) && group.verdict() == Some(verdict)
}

/// `Security 7.6 since 2017`.
fn brief(scene: Scene<'_>, own: &PlaceFound, is_asked: bool) -> String {
    let said = own.judged.recent().filter(|_| !is_asked);
    let (change, since) = match said {
        Some(Said::Broke(broke)) => (Some(broke.change), format!(" {}", days(scene.labels, broke.days, broke.grain))),
        Some(Said::Stepped(step)) => (step.outcome.ok(), format!(" since {}", figures::since(step.earlier.0))),
        None => (own.change(), String::new()),
    };
    let by = change.map(|own| format!(" {}", number(own.difference.abs(), decimals(&own)))).unwrap_or_default();
    format!("{}{by}{since}", own.name)
}

/// `NPS fell 5.3 since 2017`; `None` where it did not move for sure.
fn told(scene: Scene<'_>, own: &PlaceFound, is_asked: bool) -> Option<String> {
    let group = ChangeGroup::of(own, is_asked);
    let word = match group {
        ChangeGroup::Fell => "fell",
        ChangeGroup::Rose => "rose",
        _ => return None,
    };
    let whole = brief(scene, own, is_asked);
    let name = &own.metric.name;
    Some(format!("{name} {word}{}", whole.strip_prefix(own.name.as_str()).unwrap_or_default()))
}

/// What is missing for more to be said: touchpoints that the metric does not measure, periods that are not over.
pub(super) fn lacks(scene: Scene<'_>, found: &ChangesFound, shown: &[&PlaceFound]) -> Vec<Block> {
    let mut all = Vec::new();
    if let Some(metric) = found.metric.as_ref().filter(|_| !found.unmeasured.is_empty()) {
        let names = found.unmeasured.iter().filter_map(|at| scene.map().touchpoint(at.id_of(Noun::Touchpoint)?));
        let names: Vec<&str> = names.map(|(_, own)| own.name.as_str()).collect();
        let told: Vec<&str> = names.iter().take(MOST_NAMED).copied().collect();
        let more = names.len().saturating_sub(told.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        all.push(Block::Sentence(format!("Without answers by {}: {}{more}.", metric.name, told.join(", ")).into()));
    }
    let few: Vec<String> = shown
        .iter()
        .filter_map(|own| {
            let pair = own.pair.as_ref().ok()?;
            let (_, thinnest) = if pair.later.1.n() <= pair.earlier.1.n() { &pair.later } else { &pair.earlier };
            thinnest.is_few().then(|| format!("{}: n {}", own.name, figures::count(thinnest.n())))
        })
        .take(MOST_NAMED)
        .collect();
    if !few.is_empty() {
        all.push(Block::Sentence(format!("Too few to compare: {}.", few.join(", ")).into()));
    }
    all
}
