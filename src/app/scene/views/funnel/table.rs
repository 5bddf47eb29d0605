//! The steps as rows with bars, on two scales: of all who came, and of those who mean it.
//! Invariant: what a bar is as wide as is said in words.

use super::words;
use crate::analysis::funnel::Funnel;
use crate::app::figures::{self, count};
use crate::app::scene::claims::severity;
use crate::app::scene::pieces::{Scene, worst_pain};
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Sketch, Tone};
use crate::metric::StepCounts;
use crate::text::Plain;

/// Every step: who came, who goes on, who left, and how that moved.
pub(super) fn steps(scene: Scene<'_>, funnel: &Funnel) -> Vec<Block> {
    let labels = scene.labels;
    let entered = (0..funnel.steps.len()).filter_map(|idx| funnel.came(idx));
    let came = entered.max().unwrap_or(0);
    let since = funnel.before.map(|own| labels.filled(Label::Since, &[&figures::since(own)])).unwrap_or_default();
    let head = GridHead {
        columns: vec![
            GridColumn::words(labels.word(Label::FunnelStep)).cut_to(10),
            GridColumn::drawn(format!("of {}", count(came)), (0.0, real(came.max(1)))).going(4),
            GridColumn::numbers(labels.word(Label::Came)).going(2),
            GridColumn::numbers(format!("{} {}", labels.word(Label::GoesOn), funnel.metric.unit).trim()),
            GridColumn::numbers(labels.word(Label::LeftHere)).going(1),
            GridColumn::numbers(labels.word(Label::LeftADay)).going(6),
            GridColumn::words(since).going(3),
            GridColumn::words(labels.word(Label::Pains)).going(5),
            GridColumn::words("").going(7),
        ],
        is_bare: false,
    };
    let rows = (0..funnel.steps.len()).flat_map(|idx| {
        let own = row(scene, funnel, idx);
        on_the_way(scene, funnel, idx).into_iter().chain([own]).map(Block::GridRow)
    });
    std::iter::once(Block::GridHead(head)).chain(rows).collect()
}

/// Those who went on from the step before, and how many of them came; nothing where all did.
fn on_the_way(scene: Scene<'_>, funnel: &Funnel, idx: usize) -> Option<GridRow> {
    let step = funnel.step(idx).filter(|own| own.n_between > 0 && !funnel.is_end(idx))?;
    let went_on = funnel.step(idx.checked_sub(1)?)?.counts.completed;
    let arrived = step.arrived.as_ref()?;
    let is_leak = funnel.told.leaks.between == Some(idx);
    let leak = if is_leak { scene.label(Label::LostBetween) } else { "" };
    let cells = vec![
        GridCell::told(scene.label(Label::OnTheWay)),
        GridCell::drawn(bar(StepCounts { entered: went_on, completed: step.counts.entered }, false)),
        GridCell::told(count(went_on)),
        GridCell::in_forms(words::share(&funnel.metric, arrived, "")),
        GridCell::told(count(step.n_between)),
        funnel.a_day(step.n_between).and_then(words::rate).map(GridCell::told).unwrap_or_default(),
        GridCell::default(),
        GridCell::default(),
        GridCell::told(leak).toned(Tone::Strong),
    ];
    Some(GridRow { cells, is_dim: !is_leak, ..GridRow::default() })
}

fn row(scene: Scene<'_>, funnel: &Funnel, idx: usize) -> GridRow {
    let Some(own) = funnel.steps.get(idx) else { return GridRow::default() };
    let anchor = Anchor { at: Some(own.at.clone()), is_marked: false };
    let name = GridCell::told(Plain::new(&own.name));
    let blank = GridCell::default;
    let pains = own.at.id_of(crate::journey::Noun::Touchpoint).and_then(|id| scene.map().touchpoint(id));
    let pains = pains.and_then(|(_, touchpoint)| worst_pain(touchpoint));
    let pains = pains.map_or_else(blank, |worst| {
        GridCell::told(severity(worst)).toned(if worst >= 4 { Tone::Bad } else { Tone::Neutral })
    });
    let Some(step) = funnel.step(idx) else {
        let no_rows = || scene.labels.filled(Label::NoRowsIn, &[&figures::since(funnel.period)]);
        let nobody = || if funnel.is_hole(idx) { no_rows().into() } else { scene.label(Label::Nobody).into() };
        let why = funnel.withheld(idx).map_or_else(nobody, figures::hidden);
        let came = funnel.came(idx).map(|own| GridCell::told(count(own))).unwrap_or_default();
        let cells = vec![name, blank(), came, GridCell::told(why), blank(), blank(), blank(), pains, blank()];
        return GridRow { anchor, cells, is_dim: true };
    };
    let is_end = funnel.is_end(idx);
    let counts = step.counts;
    let conversion = step.conversion.now.disclosed();
    let goes_on = conversion.filter(|_| !is_end).map(|own| GridCell::in_forms(words::share(&funnel.metric, own, "")));
    let change = conversion.zip(step.conversion.change.as_ref());
    let change = change.map(|(own, change)| {
        let (words, tone) = words::moved_briefly(scene.labels, (&funnel.metric, own), change);
        GridCell::told(words).toned(tone)
    });
    let few = step.loss.is_few().then(|| GridCell::told(scene.label(Label::TooFew)).toned(Tone::Dim));
    let a_day = funnel.lost_a_day(idx).filter(|_| !is_end).and_then(words::rate).map(GridCell::told);
    let cells = vec![
        name,
        GridCell::drawn(bar(counts, is_end)),
        GridCell::told(count(counts.entered)),
        goes_on.unwrap_or_default(),
        if is_end { blank() } else { GridCell::told(count(counts.lost())) },
        a_day.unwrap_or_default(),
        few.or(change).unwrap_or_default(),
        pains,
        named(scene, funnel, idx),
    ];
    GridRow { anchor, cells, is_dim: step.loss.is_few() }
}

/// Who goes on, and behind them who left here.
fn bar(counts: StepCounts, is_end: bool) -> Sketch {
    let on = if is_end { counts.entered } else { counts.completed };
    Sketch::Bar { value: real(on), lost_to: Some(real(counts.entered)).filter(|_| !is_end), tone: Tone::Neutral }
}

/// Which leak it is, in a word or two.
fn named(scene: Scene<'_>, funnel: &Funnel, idx: usize) -> GridCell {
    if funnel.steps.len() == 1 {
        return GridCell::default();
    }
    let leaks = funnel.told.leaks;
    let all =
        [(leaks.after_looking, Label::AfterLooking), (leaks.most, Label::MostPeople), (leaks.rate, Label::WorstRate)];
    let label = all.into_iter().find(|(own, _)| *own == Some(idx)).map(|(_, label)| scene.label(label));
    label.map_or_else(GridCell::default, |label| GridCell::told(label).toned(Tone::Strong))
}

/// Those who mean it on a scale of their own; nothing where that is the same.
pub(super) fn in_earnest(scene: Scene<'_>, funnel: &Funnel) -> Vec<Block> {
    let Some((from, _)) = funnel.told.abandonment.as_ref().filter(|(from, _)| *from > 0) else { return Vec::new() };
    let (Some(first), Some(begin)) = (funnel.step(*from), funnel.steps.get(*from)) else { return Vec::new() };
    let came = first.counts.entered;
    let said = scene.labels.filled(Label::OwnScale, &[&begin.name, &count(came)]);
    let head = GridHead {
        columns: vec![
            GridColumn::words("").cut_to(10),
            GridColumn::drawn(" ", (0.0, real(came))).going(2),
            GridColumn::numbers(scene.label(Label::Came)).going(1),
            GridColumn::numbers(scene.label(Label::GoesOn)),
        ],
        is_bare: false,
    };
    let rows = (*from..funnel.steps.len()).filter_map(|idx| {
        let (own, step) = (funnel.steps.get(idx)?, funnel.step(idx)?);
        let on = if funnel.is_end(idx) { String::new() } else { count(step.counts.completed) };
        let cells = vec![
            GridCell::told(Plain::new(&own.name)),
            GridCell::drawn(bar(step.counts, funnel.is_end(idx))),
            GridCell::told(count(step.counts.entered)),
            GridCell::told(on),
        ];
        Some(Block::GridRow(GridRow { cells, ..GridRow::default() }))
    });
    [Block::Gap, Block::Sentence(said.into()), Block::GridHead(head)].into_iter().chain(rows).collect()
}

fn real(n: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts above 2^53 lose less than the last digit shown")]
    let real = n as f64;
    real
}
