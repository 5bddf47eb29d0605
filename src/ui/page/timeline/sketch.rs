//! A part of a timeline as rows: bands on top, panels, the rows under them, and the rule on which the cursor is.

use std::ops::Range;

use super::fit::{self, PanelForm};
use super::parts::Part;
use crate::app::view::{Label, Timeline, TimelinePanel, TimelinePoint, TimelineStage};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::plot::ink::{Inked, line};
use crate::ui::plot::slots::Slots;
use crate::ui::plot::under::UnderDots;
use crate::ui::theme::Role;

/// From so many rows on it is said what is before, during and after.
const ROWS_WITH_WHENS: u16 = 18;

/// A part of a timeline in its columns.
#[derive(Debug)]
pub(super) struct Sketch<'v> {
    pub(super) timeline: &'v Timeline,
    pub(super) part: Part,
    pub(super) slots: Slots,
    /// The column of every touchpoint of the part.
    pub(super) columns: Vec<u16>,
    pub(super) width: u16,
    /// The fewest columns that a touchpoint has in any part.
    least_slot: u16,
}

impl<'v> Sketch<'v> {
    pub(super) fn of(timeline: &'v Timeline, part: Part, (width, least_slot): (u16, u16)) -> Option<Self> {
        let slots = part.slots(width)?;
        Some(Self { timeline, columns: slots.columns(), part, slots, width, least_slot })
    }

    /// Its stages.
    pub(super) fn stages(&self) -> impl Iterator<Item = &'v TimelineStage> + use<'_, 'v> {
        self.part.stages.iter().filter_map(|(idx, _)| self.timeline.stages.get(*idx))
    }

    /// The touchpoints of each stage, counted along the journey.
    pub(super) fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.part.stages.iter().map(|(_, points)| points.clone())
    }

    /// Its touchpoints with their columns.
    pub(super) fn points(&self) -> Vec<(u16, &'v TimelinePoint)> {
        let points = self.timeline.points.get(self.part.points()).unwrap_or_default();
        self.columns.iter().copied().zip(points).collect()
    }

    /// What the touchpoint under the cursor looks like, and the one whose words the cursor is on.
    pub(super) fn role_here(&self) -> Role {
        let has_cursor = self.timeline.points.iter().any(|point| point.anchor.is_marked);
        if has_cursor { Role::Selected } else { Role::Kept }
    }

    /// Is there room for the letters of a panel side by side?
    fn has_slots(&self, panel: &TimelinePanel) -> bool {
        panel.series.len() < 2 || panel.series.len() < usize::from(self.least_slot)
    }

    /// All its rows, no more than so many if that can be; `None` on paper.
    pub(super) fn rows(&self, brush: &Brush<'_>, n_rows: Option<u16>) -> Vec<Inked<'v>> {
        let mut rows = Vec::new();
        let has_whens = self.stages().any(|stage| !stage.when.is_empty());
        if has_whens && n_rows.is_none_or(|n_rows| n_rows >= ROWS_WITH_WHENS) {
            rows.push(self.whens(brush));
        }
        rows.push(self.names());
        rows.extend(self.zones(brush));
        let n_used = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let points = self.points();
        let under = UnderDots { points: &points, slot: self.slots.slot };
        let any = |is: &dyn Fn(&TimelinePoint) -> bool| points.iter().any(|(_, point)| is(point));
        let (has_pain, has_decided) = (any(&|own| own.pain.is_some()), any(&|own| own.is_moment_of_truth));
        // Pain, what decides, the rule with the cursor.
        let n_under = [has_pain, has_decided, true].map(u16::from).iter().sum::<u16>();
        let room = n_rows.map(|n_rows| n_rows.saturating_sub(n_used + n_under));
        let panels = &self.timeline.panels;
        let forms = fit::forms(panels, room, |panel| self.has_slots(panel));
        let mut untold = Vec::new();
        for (panel, form) in panels.iter().zip(&forms) {
            match form {
                PanelForm::Plot(most) => rows.extend(self.plot(brush, panel, *most, &mut untold)),
                PanelForm::Rows if panel.series.len() > 1 => rows.extend(self.lines(brush, panel, under)),
                PanelForm::Rows => {}
            }
        }
        let is_row = |is: fn(&TimelinePanel) -> bool| {
            let all = panels.iter().zip(&forms).filter(|(panel, _)| is(panel));
            all.filter(|(panel, form)| **form == PanelForm::Rows && panel.series.len() < 2).count() > 0
        };
        let has_felt = is_row(|panel| panel.is_emotion);
        let has_truths = has_decided && (self.slots.slot < 4 || !has_felt);
        let word = |label: Label| self.timeline.labels.word(label);
        if has_felt {
            // Where nobody was asked anywhere, the name of the row says so.
            let is_assumed = !any(&|own| own.feeling.is_some_and(|own| !own.is_assumed));
            let hollow = if is_assumed { format!(" {}", brush.glyphs.before) } else { String::new() };
            rows.push(under.felt(brush, &format!("{}{hollow}", word(Label::Emotion)), has_truths));
        }
        if has_truths {
            rows.push(under.truths(brush, word(Label::Decides), |_| true));
        }
        if is_row(|panel| panel.is_sentiment) {
            rows.push(under.sentiment(brush, word(Label::Sentiment)));
        }
        if has_pain {
            rows.push(under.pain(brush, word(Label::Pain)));
        }
        if !untold.is_empty() {
            let words: Vec<&str> = untold.iter().map(Plain::as_str).collect();
            let words = self.timeline.labels.filled(Label::Also, &[&words.join(" · ")]);
            rows.push(vec![line(1, self.width.saturating_sub(1), words, Role::Text)]);
        }
        if n_rows.is_some() {
            rows.push(self.rule(brush));
        }
        rows
    }

    /// The rule under the drawing, heavy under the touchpoint that the cursor is on.
    fn rule(&self, brush: &Brush<'_>) -> Inked<'v> {
        let of = |sign: &'static str, n: u16| sign.repeat(usize::from(n));
        let mut row = vec![line(0, self.width, of(brush.glyphs.rule, self.width), Role::Rule)];
        let nth = self.timeline.here().and_then(|here| here.checked_sub(self.part.points().start));
        if let Some(x) = nth.and_then(|nth| self.columns.get(nth)) {
            let slot = self.slots.slot.max(1);
            row.push(line(x.saturating_sub(slot / 2), slot, of(brush.glyphs.heavy, slot), self.role_here()));
        }
        row
    }
}
