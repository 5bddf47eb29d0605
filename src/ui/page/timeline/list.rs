//! A timeline where there are few columns: a touchpoint a line under the name of its stage, with what is felt there, what
//! was measured, and the worst pain point.

use super::panels::{feeling, letters};
use crate::app::view::{Timeline, TimelinePanel, TimelinePoint, TimelineValue};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::page::words::Alignment;
use crate::ui::plot::ink::{Inked, line, sign};
use crate::ui::theme::Role;
use crate::ui::{cluster, columns, figure};

/// The columns of what is felt, and of a pain point with the blank before it.
const FELT: u16 = 3;
const PAIN: u16 = 5;

/// The rows of a list, and which of them the cursor is on.
pub(super) fn rows<'v>(brush: &Brush<'_>, timeline: &'v Timeline, width: u16) -> (Vec<Inked<'v>>, Option<usize>) {
    let mut rows: Vec<Inked<'v>> = Vec::new();
    let felt = timeline.panels.iter().find(|panel| panel.is_emotion);
    let measured = timeline.panels.iter().find(|panel| !panel.is_emotion);
    let n_felt = felt.map_or(0, |own| u16::try_from(own.series.len()).unwrap_or(1));
    // Every letter stands over its column, its name beside it.
    rows.extend(felt.filter(|own| own.series.len() > 1).into_iter().flat_map(|own| {
        (0_u16..).zip(&own.series).map(move |(nth, series)| {
            let x = n_felt * FELT;
            let letter = letters(usize::from(nth)).0;
            vec![
                line(nth * FELT, 2, letter, Role::Strong),
                line(x, width.saturating_sub(x), series.name.clone(), Role::Dim),
            ]
        })
    }));
    let values = measured.map(one).unwrap_or_default();
    let figures = values.iter().flatten().map(|own| brush.columns(&own.shown)).max().unwrap_or(0);
    let mut marked = None;
    let mut first = 0;
    for stage in &timeline.stages {
        rows.push(vec![line(0, width, stage.name.clone(), Role::Heading)]);
        for idx in first..first + stage.n_points {
            let Some(point) = timeline.points.get(idx) else { continue };
            if timeline.here() == Some(idx) {
                marked = Some(rows.len());
            }
            let mut row = Vec::new();
            for (nth, series) in felt.iter().flat_map(|own| own.series.iter().enumerate()) {
                let Some(value) = series.values.get(idx).and_then(Option::as_ref) else { continue };
                let x = u16::try_from(nth).unwrap_or(0) * FELT;
                let (sign, role) = columns::emotion_sign(brush, feeling(value).emotion);
                row.push(line(x, 2, sign, role));
            }
            let place = (n_felt * FELT, width, figures);
            let is_here = timeline.here() == Some(idx);
            let role = match (point.anchor.is_marked, is_here) {
                (true, _) => Role::Selected,
                (false, true) => Role::Kept,
                (false, false) => Role::Text,
            };
            row.extend(told(brush, point, values.get(idx).and_then(Option::as_ref), place, role));
            rows.push(row);
        }
        first += stage.n_points;
    }
    rows.push(Vec::new());
    for panel in &timeline.panels {
        let baseline = panel.baseline.iter().filter(|_| !panel.is_emotion && !panel.is_sentiment);
        for words in std::iter::once(&panel.title).chain(baseline.map(|(_, words)| words)) {
            rows.extend(cluster::wrap(words, width).into_iter().map(|words| vec![line(0, width, words, Role::Dim)]));
        }
    }
    (rows, marked)
}

/// The values of a panel with one line.
fn one(panel: &TimelinePanel) -> &[Option<TimelineValue>] {
    panel.series.first().map(|own| own.values.as_slice()).unwrap_or_default()
}

/// The name of a touchpoint, its figure and its pain point.
fn told<'v>(
    brush: &Brush<'_>,
    point: &'v TimelinePoint,
    value: Option<&TimelineValue>,
    (x, width, figures): (u16, u16, u16),
    role: Role,
) -> Inked<'v> {
    let behind = PAIN + if figures > 0 { figures + 3 } else { 0 };
    let room = width.saturating_sub(x + behind);
    let name = room.saturating_sub(2 * u16::from(point.is_moment_of_truth));
    let mut row = vec![line(x, name, point.name.clone(), role)];
    if point.is_moment_of_truth {
        row.push(sign(x + brush.fitted(&point.name, name) + 1, brush.glyphs.truth, Role::Strong));
    }
    let at = x + room + 1;
    if let Some(value) = value {
        let (sign_of, role) = figure::dot(brush, value, point.anchor.is_marked);
        row.push(sign(at, sign_of, role));
        let role = if value.is_few { Role::Dim } else { Role::Text };
        row.push(line(at + 2, figures, value.shown.clone(), role).at(Alignment::End));
    }
    if let Some(severity) = point.pain {
        let role = if severity >= 4 { Role::Bad } else { Role::Text };
        let words = Plain::from(format!("{severity}{}", columns::alarm(severity)));
        let words = if severity == 0 { Plain::new(brush.glyphs.value) } else { words };
        row.push(line(width - PAIN + 1, PAIN - 1, words, role));
    }
    row
}
