//! Bands over the touchpoints: before, during, after; the stages; where it happens.

use super::sketch::Sketch;
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::plot::ink::{Inked, line};
use crate::ui::theme::Role;

impl<'v> Sketch<'v> {
    /// `before ────  during ──────`, over the stages.
    pub(super) fn whens(&self, brush: &Brush<'_>) -> Inked<'v> {
        let mut bands: Vec<(u16, u16, &Plain)> = Vec::new();
        for ((x, width), stage) in self.slots.stages().zip(self.stages()) {
            match bands.last_mut().filter(|(.., when)| **when == stage.when) {
                Some((_, end, _)) => *end = x + width,
                None => bands.push((x, x + width, &stage.when)),
            }
        }
        let bands = bands.into_iter().filter(|(.., when)| !when.is_empty());
        bands.flat_map(|(x, end, when)| band(brush, x, end, when, brush.glyphs.rule)).collect()
    }

    /// The names of the stages, that of the touchpoint under the cursor brighter.
    pub(super) fn names(&self) -> Inked<'v> {
        let here = self.timeline.here();
        let each = self.slots.stages().zip(self.stages()).zip(self.ranges());
        each.map(|(((x, width), stage), points)| {
            let is_here = here.is_some_and(|here| points.contains(&here));
            line(x, width, stage.name.clone(), if is_here { self.role_here() } else { Role::Text })
        })
        .collect()
    }

    /// `at home ┈┈┈  in the shop ┈┈┈┈┈`; `None` where no place is given.
    pub(super) fn zones(&self, brush: &Brush<'_>) -> Option<Inked<'v>> {
        let own = self.part.points();
        let zones = self.timeline.zones.iter().filter_map(|zone| {
            let points = zone.points.start.max(own.start)..zone.points.end.min(own.end);
            let first = self.columns.get(points.start.checked_sub(own.start)?)?;
            let last = self.columns.get(points.end.checked_sub(own.start + 1)?).filter(|_| !points.is_empty())?;
            let half = self.slots.slot / 2;
            Some((first.saturating_sub(half), last.saturating_sub(half) + self.slots.slot, &zone.name))
        });
        let all: Vec<_> = zones.collect();
        (!all.is_empty()).then(|| {
            all.into_iter().flat_map(|(x, end, name)| band(brush, x, end, name, brush.glyphs.dotted)).collect()
        })
    }
}

/// A name, and a rule to the end of what it is of.
fn band<'v>(brush: &Brush<'_>, x: u16, end: u16, name: &Plain, rule: &'static str) -> Inked<'v> {
    let width = end.saturating_sub(x).saturating_sub(1);
    let used = brush.fitted(name, width) + 1;
    let rest = width.saturating_sub(used);
    let rule = Plain::from(rule.repeat(usize::from(rest)));
    vec![line(x, width, name.clone(), Role::Dim), line(x + used, rest, rule, Role::Rule)]
}
