//! The ledger as a table: what was promised, what was before, what is since, and so what came of it.

use crate::analysis::promises::{Aftermath, Entry, EntryLack};
use crate::app::figures::{self, written};
use crate::app::scene::outcome::{digits, n, sign, word};
use crate::app::scene::pieces::Scene;
use crate::app::scene::told::day;
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Tone};
use crate::journey::Promise;
use crate::metric::{Disclosed, Metric, PromiseVerdict};
use crate::text::Plain;

/// The head and the rows.
pub(super) fn of(scene: Scene<'_>, shown: &[&Entry], few: u64) -> Vec<Block> {
    let title = |label: Label| scene.label(label);
    let columns = vec![
        GridColumn::words("").cut_to(12),
        GridColumn::words("").cut_to(11).going(4),
        GridColumn::numbers(title(Label::Promised)).going(2),
        GridColumn::numbers(title(Label::BeforeIt)).going(3),
        GridColumn::numbers("").going(8),
        GridColumn::numbers("").going(7),
        GridColumn::numbers(title(Label::SinceIt)).going(1),
        GridColumn::numbers("").going(6),
        GridColumn::numbers("").going(5),
        GridColumn::words(title(Label::SoItIs)),
        GridColumn::words("").going(9),
    ];
    let head = Block::GridHead(GridHead { columns, is_bare: false });
    std::iter::once(head).chain(shown.iter().map(|own| Block::GridRow(row(scene, own, few)))).collect()
}

fn row(scene: Scene<'_>, own: &Entry, few: u64) -> GridRow {
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
        let shown = both.map(|(metric, own)| figures::shown(own, digits_of(metric, own)));
        shown.map(Plain::from).unwrap_or_default()
    };
    let ends = |reading_of: Option<&Disclosed>| {
        let both = own.metric.as_ref().zip(reading_of);
        let ends = both.and_then(|(metric, own)| Some(figures::range(own.interval()?, digits_of(metric, own))));
        ends.map(Plain::from).unwrap_or_default()
    };
    let counted = |reading_of: Option<&Disclosed>| {
        let is_estimate = own.metric.as_ref().is_some_and(|own| own.kind.is_estimate());
        reading_of.filter(|_| is_estimate).map(|own| Plain::from(n(own))).unwrap_or_default()
    };
    let since = later.or(now);
    let tone = if now.is_some() { Tone::Dim } else { Tone::Neutral };
    let place = own.touchpoint.as_deref().unwrap_or_else(|| scene.label(Label::WholeJourney));
    GridRow {
        anchor: Anchor { at: Some(own.at.clone()), is_marked: false },
        cells: vec![
            GridCell::told(Plain::new(&own.text)),
            GridCell::told(Plain::new(place)).toned(Tone::Dim),
            GridCell::told(own.promise.as_ref().map(promised).unwrap_or_default()),
            GridCell::told(value(earlier)),
            GridCell::told(ends(earlier)).toned(Tone::Dim),
            GridCell::told(counted(earlier)).toned(Tone::Dim),
            GridCell::told(value(since)).toned(tone),
            GridCell::told(ends(since)).toned(Tone::Dim),
            GridCell::told(counted(since)).toned(Tone::Dim),
            so(scene, own, few),
            GridCell::told(own.owner.as_deref().map(Plain::new).unwrap_or_default()).toned(Tone::Dim),
        ],
        is_dim: outcome.is_none(),
    }
}

/// `37.5 → 30`.
fn promised(own: &Promise) -> Plain {
    let ends = [own.from, own.to].into_iter().flatten().map(written).collect::<Vec<_>>();
    ends.join(" → ").into()
}

/// `● kept ▼ fading`, `○ due 15 May`, `n 12, fewer than 30`.
fn so(scene: Scene<'_>, own: &Entry, few: u64) -> GridCell {
    let (sign, tone) = sign(own.verdict);
    let said = |words: String| if own.verdict.is_some() { format!("{sign} {words}") } else { words };
    let fading = if own.is_fading() { format!(" ▼ {}", scene.label(Label::Fades)) } else { String::new() };
    let forms: Vec<Plain> = match (own.verdict, &own.outcome) {
        (Some(PromiseVerdict::Due | PromiseVerdict::Late), Err(EntryLack::Unshipped)) => {
            let by = own.due.or_else(|| own.promise.as_ref()?.by);
            let when = by.map(|by| scene.labels.before(Label::Due, &day(scene.labels, by, scene.today)));
            let is_late = by.is_some_and(|by| by < scene.today);
            let late = if is_late { format!("{}, ", scene.label(Label::Late)) } else { String::new() };
            vec![said(format!("{late}{}", when.unwrap_or_default())).into()]
        }
        (Some(PromiseVerdict::Due), Ok(outcome)) => {
            let by = own.promise.as_ref().and_then(|own| own.by);
            let when = by.map(|by| scene.labels.before(Label::Due, &scene.labels.month(by))).unwrap_or_default();
            let so_far = outcome.so_far.map(|own| word(scene.labels, own)).unwrap_or_default();
            vec![said(format!("{when}, {} {so_far}{fading}", scene.label(Label::Now))).into(), said(when).into()]
        }
        (Some(verdict), Ok(outcome)) => {
            let few = outcome.told.change.shift.err().map(|why| format!(": {}", why.words(few))).unwrap_or_default();
            let words = word(scene.labels, verdict);
            vec![
                said(format!("{words}{few}{fading}")).into(),
                said(format!("{words}{fading}")).into(),
                said(words.to_owned()).into(),
            ]
        }
        (verdict, Err(why)) => {
            let words = verdict.map(|own| format!("{}: ", word(scene.labels, own))).unwrap_or_default();
            vec![said(format!("{words}{}", why.words(few))).into()]
        }
        (None, Ok(_)) => vec![format!("{}{fading}", scene.label(Label::PromisedNothing)).into()],
    };
    GridCell::in_forms(forms).toned(tone)
}
