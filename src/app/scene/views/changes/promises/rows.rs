//! The ledger as a table: what was promised, what was before, what is since, and so what came of it.

use super::facts;
use crate::analysis::promises::{Aftermath, Entry, EntryLack};
use crate::app::figures::{self, written};
use crate::app::scene::outcome::{digits, n, sign, word};
use crate::app::scene::pieces::Scene;
use crate::app::scene::told::day;
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Tone};
use crate::metric::{Direction, Disclosed, Metric, PromiseVerdict, Unsaid};
use crate::text::Plain;

/// Under so many columns a screen is narrow, and from so many on wide.
const NARROW: u16 = 60;
const WIDE: u16 = 100;

/// What was shipped, and under a head of its own what is to come, each with its rows.
///
/// * `here`: the action under the cursor, which is told in words where there is no room for columns.
pub(super) fn of(scene: Scene<'_>, shown: &[&Entry], here: Option<&Entry>, few: u64) -> Vec<Block> {
    let (open, shipped): (Vec<&Entry>, Vec<&Entry>) = shown.iter().copied().partition(|own| own.is_unshipped());
    let width = scene.size.map_or(WIDE, |own| own.width);
    let in_words = |own: &Entry| {
        let is_told = width < NARROW && here.is_some_and(|here| here.at == own.at);
        is_told.then(|| facts::in_words(scene, own, promised(own).as_str()).map(Block::Sentence)).flatten()
    };
    let has_fading = shown.iter().any(|own| own.is_fading());
    let tables = [(shipped, has_fading, true), (open, false, false)];
    let tables = tables.into_iter().filter(|(own, ..)| !own.is_empty());
    let blocks = tables.flat_map(|(all, has_fading, is_shipped)| {
        let head = GridHead { columns: columns(scene, width, has_fading, is_shipped), is_bare: false };
        let rows = all.into_iter().flat_map(move |own| {
            let row = row(scene, own, (has_fading, is_shipped), few);
            std::iter::once(Block::GridRow(row)).chain(in_words(own))
        });
        std::iter::once(Block::GridHead(head)).chain(rows).collect::<Vec<Block>>()
    });
    blocks.collect()
}

/// The columns: those of the side before are only there where something was shipped.
fn columns(scene: Scene<'_>, width: u16, has_fading: bool, is_shipped: bool) -> Vec<GridColumn> {
    let title = |label: Label| scene.label(label);
    let least = match width {
        ..NARROW => 12,
        NARROW..WIDE => 14,
        _ => 24,
    };
    let before = [
        GridColumn::numbers(title(Label::BeforeIt)).going(4),
        GridColumn::numbers("").going(10),
        GridColumn::numbers("").going(9),
    ];
    let (first, stands) =
        if is_shipped { (Label::Shipped, Label::SinceIt) } else { (Label::NotShippedYet, Label::Now) };
    let mut columns = vec![
        GridColumn::words(title(first)).cut_to(least),
        GridColumn::words("").cut_to(8).going(7),
        GridColumn::words("").cut_to(10).going(3),
        GridColumn::numbers(title(Label::Promised)).going(2),
    ];
    columns.extend(before.into_iter().filter(|_| is_shipped));
    columns.extend([
        GridColumn::numbers(title(stands)).going(1),
        GridColumn::numbers("").going(6),
        GridColumn::numbers("").going(8),
        GridColumn::words(title(Label::SoItIs)),
    ]);
    columns.extend(has_fading.then(|| GridColumn::words("")));
    columns.push(GridColumn::words("").going(11));
    columns
}

fn row(scene: Scene<'_>, own: &Entry, (has_fading, is_shipped): (bool, bool), few: u64) -> GridRow {
    let outcome = own.outcome.as_ref().ok();
    let side = |of: fn(&Aftermath) -> Option<&Disclosed>| outcome.and_then(of);
    let (earlier, later) = (side(|own| own.told.change.earlier()), side(|own| own.told.change.later()));
    let now = own.now.as_ref().and_then(|(_, own)| own.disclosed());
    let digits_of = |metric: &Metric, disclosed: &Disclosed| {
        let own = outcome.map(|own| digits(metric, &own.told.change));
        own.unwrap_or_else(|| figures::digits(metric, disclosed))
    };
    let value = |reading_of: Option<&Disclosed>| {
        let both = own.metric.as_ref().zip(reading_of);
        let shown = both.map(|(metric, own)| {
            // Few are told by how many they are, which may have no room of its own.
            let is_few = own.is_few() && metric.kind.is_estimate();
            if is_few { format!("n {}: too few", own.n()) } else { figures::shown(own, digits_of(metric, own)) }
        });
        shown.map(Plain::from).unwrap_or_default()
    };
    let ends = |reading_of: Option<&Disclosed>| {
        let both = own.metric.as_ref().zip(reading_of);
        let ends = both.and_then(|(metric, own)| {
            Some(figures::range(own.interval().filter(|_| !own.is_few())?, digits_of(metric, own)))
        });
        ends.map(Plain::from).unwrap_or_default()
    };
    let counted = |reading_of: Option<&Disclosed>| {
        let is_estimate = own.metric.as_ref().is_some_and(|own| own.kind.is_estimate());
        reading_of.filter(|own| is_estimate && !own.is_few()).map(|own| Plain::from(n(own))).unwrap_or_default()
    };
    let since = later.or(now);
    let place = own.touchpoint.as_deref().unwrap_or_else(|| scene.label(Label::WholeJourney));
    let mut cells = vec![
        GridCell::told(Plain::new(&own.text)),
        GridCell::told(Plain::new(place)).toned(Tone::Dim),
        GridCell::told(metric(own)).toned(Tone::Dim),
        GridCell::told(promised(own)),
    ];
    let before = [
        GridCell::told(value(earlier)),
        GridCell::told(ends(earlier)).toned(Tone::Dim),
        GridCell::told(counted(earlier)).toned(Tone::Dim),
    ];
    cells.extend(before.into_iter().filter(|_| is_shipped));
    cells.extend([
        GridCell::told(value(since)),
        GridCell::told(ends(since)).toned(Tone::Dim),
        GridCell::told(counted(since)).toned(Tone::Dim),
        so(scene, own, few),
    ]);
    let fades = own.is_fading().then(|| Plain::from(format!("▼ {}", scene.label(Label::Fades))));
    cells.extend(has_fading.then(|| GridCell::told(fades.unwrap_or_default()).toned(Tone::Bad)));
    cells.push(GridCell::told(own.owner.as_deref().map(Plain::new).unwrap_or_default()).toned(Tone::Dim));
    GridRow { anchor: Anchor { at: Some(own.at.clone()), is_marked: false }, cells, is_dim: outcome.is_none() }
}

/// `Cart abandonment`; with a sign where lower is better and what was promised does not show it.
fn metric(own: &Entry) -> Plain {
    let Some(metric) = &own.metric else { return Plain::default() };
    let has_way = own.promise.as_ref().is_some_and(|own| own.from.is_some());
    let is_lower = metric.direction == Direction::LowerIsBetter && !has_way;
    if is_lower { format!("{} ↓", metric.name).into() } else { Plain::new(&metric.name) }
}

/// `37.5 → 30 %`.
fn promised(own: &Entry) -> Plain {
    let Some(promise) = &own.promise else { return Plain::default() };
    let ends = [promise.from, promise.to].into_iter().flatten().map(written).collect::<Vec<_>>();
    let unit = own.metric.as_ref().map(|own| own.unit.as_str()).unwrap_or_default();
    format!("{} {unit}", ends.join(" → ")).trim().into()
}

/// `● kept`, `○ planned for 15 May`, `n 12, fewer than 30`.
fn so(scene: Scene<'_>, own: &Entry, few: u64) -> GridCell {
    let (sign, tone) = sign(own.verdict);
    let said = |words: String| if own.verdict.is_some() { format!("{sign} {words}") } else { words };
    let by = own.promise.as_ref().and_then(|own| own.by);
    let promised_by = by.map(|by| scene.labels.before(Label::PromisedBy, &scene.labels.month(by)));
    let forms: Vec<Plain> = match (own.verdict, &own.outcome) {
        (Some(PromiseVerdict::Due | PromiseVerdict::Late), Err(EntryLack::Unshipped)) => {
            let planned =
                own.due.map(|due| scene.labels.before(Label::PlannedFor, &day(scene.labels, due, scene.today)));
            let is_late = own.due.or(by).is_some_and(|by| by < scene.today);
            let late = is_late.then(|| scene.label(Label::Late).to_owned());
            let words: Vec<String> = late.into_iter().chain(planned.or(promised_by)).collect();
            vec![said(words.join(", ")).into()]
        }
        (Some(PromiseVerdict::Due), Ok(outcome)) => {
            let when = promised_by.unwrap_or_default();
            let so_far = outcome.so_far.map(|own| word(scene.labels, own)).unwrap_or_default();
            vec![said(format!("{when}, {} {so_far}", scene.label(Label::Now))).into(), said(when).into()]
        }
        (Some(verdict), Ok(outcome)) => {
            let why = outcome.told.change.shift.err().map(|why| match why {
                // What is told above in full.
                Unsaid::Open(1) => ", 1 case still open".to_owned(),
                Unsaid::Open(n) => format!(", {n} cases still open"),
                why => format!(": {}", why.words(few)),
            });
            let words = word(scene.labels, verdict);
            if let Some(remark) = own.remark() {
                return GridCell::in_forms(vec![
                    said(format!("{words}{remark}")).into(),
                    said(words.to_owned()).into(),
                ])
                .toned(tone);
            }
            vec![said(format!("{words}{}", why.unwrap_or_default())).into(), said(words.to_owned()).into()]
        }
        (verdict, Err(why)) => {
            let words = verdict.map(|own| format!("{}: ", word(scene.labels, own))).unwrap_or_default();
            vec![said(format!("{words}{}", why.words(few))).into()]
        }
        (None, Ok(_)) if own.promise.is_some() => vec!["promised no value".into()],
        (None, Ok(_)) => vec![scene.label(Label::PromisedNothing).into()],
    };
    GridCell::in_forms(forms).toned(tone)
}
