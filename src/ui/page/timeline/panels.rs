//! The panels of a timeline: a title with the baseline, then dots on an axis or, for want of room, a row of signs a line.

use super::sketch::Sketch;
use crate::app::view::{Feeling, Label, TimelinePanel, TimelineValue};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::figure;
use crate::ui::page::words::Alignment;
use crate::ui::plot::axis::{self, Axis};
use crate::ui::plot::ink::{Inked, line};
use crate::ui::plot::under::UnderDots;
use crate::ui::plot::{Plot, PlotDot, forms};
use crate::ui::theme::Role;

/// Who is told apart by a letter: capital where there is evidence, small where it is only assumed.
pub(super) const LETTERS: [(&str, &str); 6] = [("A", "a"), ("B", "b"), ("C", "c"), ("D", "d"), ("E", "e"), ("F", "f")];

/// The letters of the nth of several.
pub(super) fn letters(nth: usize) -> (&'static str, &'static str) {
    LETTERS.get(nth).copied().unwrap_or(("*", "*"))
}

impl<'v> Sketch<'v> {
    /// A panel with its dots in at most so many rows; names that found no place go to `untold`.
    pub(super) fn plot(
        &self,
        brush: &Brush<'_>,
        panel: &'v TimelinePanel,
        most: u16,
        untold: &mut Vec<Plain>,
    ) -> Vec<Inked<'v>> {
        let mut rows = self.head(brush, panel);
        let baseline = panel.baseline.as_ref().map(|(value, _)| *value);
        let all = panel.series.iter().flat_map(|own| own.values.iter().flatten());
        let wider = |(low, high): (f64, f64)| baseline.map_or((low, high), |own| (low.min(own), high.max(own)));
        let ends = panel.ends.filter(|_| panel.is_emotion).or_else(|| axis::ends(all).map(wider)).or(panel.ends);
        let Some(axis) = ends.and_then(|ends| Axis::of(ends, most)) else { return rows };
        let dots = panel.series.iter().enumerate().flat_map(|(nth, _)| self.dots(brush, panel, nth)).collect();
        let has_values = !panel.is_emotion;
        let plot =
            Plot { axis, width: self.width, slot: self.slots.slot, baseline, has_values, is_cutting: false, dots };
        let (own, left) = plot.rows(brush);
        if has_values {
            untold.extend(left.iter().filter_map(|dot| forms(dot, has_values).into_iter().next()));
        }
        rows.extend(own);
        rows
    }

    /// The dots of one line of a panel. Several lines stand beside one another, each with its letter.
    fn dots(&self, brush: &Brush<'_>, panel: &'v TimelinePanel, nth: usize) -> Vec<PlotDot<'v>> {
        let n = panel.series.len();
        let values = panel.series.get(nth).and_then(|own| own.values.get(self.part.points())).unwrap_or_default();
        let (aside, back) = (u16::try_from(nth).unwrap_or(0), u16::try_from(n / 2).unwrap_or(0));
        let (capital, small) = letters(nth);
        let mut dots = Vec::new();
        for ((x, point), value) in self.points().into_iter().zip(values) {
            let Some(value) = value else { continue };
            let (sign, role) = figure::dot(brush, value, point.anchor.is_marked);
            let (x, sign) = match (n, value.is_assumed) {
                (0 | 1, _) => (x, sign),
                (_, true) => ((x + aside).saturating_sub(back), small),
                (_, false) => ((x + aside).saturating_sub(back), capital),
            };
            dots.push(PlotDot { x, value, sign, role, name: &point.name });
        }
        dots
    }

    /// The title of a panel and its baseline; under it who the letters are.
    fn head(&self, brush: &Brush<'_>, panel: &TimelinePanel) -> Vec<Inked<'v>> {
        let mut row = vec![line(0, self.width, panel.title.clone(), Role::Heading)];
        let mut rows = Vec::new();
        if let Some((_, words)) = &panel.baseline {
            let words = Plain::from(format!("{} {words}", brush.glyphs.dotted));
            let columns = brush.columns(&words);
            let room = self.width.saturating_sub(brush.columns(&panel.title) + 3);
            if columns <= room {
                row.push(line(self.width - columns, columns, words, Role::Dim).at(Alignment::End));
            }
        }
        rows.push(row);
        if panel.series.len() > 1 {
            rows.push(self.legend(brush, panel));
        }
        rows
    }

    /// `A Dana   B Omer`.
    fn legend(&self, brush: &Brush<'_>, panel: &TimelinePanel) -> Inked<'v> {
        let mut x = 1;
        let mut row = Vec::new();
        for (nth, series) in panel.series.iter().enumerate() {
            let is_assumed = series.values.iter().flatten().all(|own| own.is_assumed);
            let is_known = series.values.iter().flatten().all(|own| !own.is_assumed);
            let (capital, small) = letters(nth);
            let sign = match (is_assumed, is_known) {
                (true, false) => small.to_owned(),
                (false | true, true) => capital.to_owned(),
                (false, false) => format!("{capital} {small}"),
            };
            let columns = brush.columns(&Plain::new(&sign));
            let name = brush.columns(&series.name);
            row.push(line(x, columns, sign, Role::Strong));
            row.push(line(
                x + columns + 1,
                name.min(self.width.saturating_sub(x + columns + 1)),
                series.name.clone(),
                Role::Dim,
            ));
            x += columns + name + 4;
        }
        row
    }

    /// A row of signs for each line of a panel of emotion, and where there is evidence of it.
    pub(super) fn lines(
        &self,
        brush: &Brush<'_>,
        panel: &'v TimelinePanel,
        under: UnderDots<'_, 'v>,
    ) -> Vec<Inked<'v>> {
        let mut rows = vec![vec![line(0, self.width, panel.title.clone(), Role::Heading)]];
        rows.extend(panel.series.iter().map(|series| {
            let values = series.values.get(self.part.points()).unwrap_or_default();
            let feelings: Vec<Option<Feeling>> = values.iter().map(|own| own.as_ref().map(feeling)).collect();
            under.feelings(brush, &series.name, &feelings)
        }));
        rows.push(under.known(brush, self.timeline.labels.word(Label::Evidence)));
        rows
    }
}

/// A value of a panel of emotion as it is felt.
pub(super) fn feeling(value: &TimelineValue) -> Feeling {
    let emotion = [-2, -1, 0, 1].into_iter().find(|own| value.value <= f64::from(*own) + 0.5).unwrap_or(2);
    Feeling { emotion, is_assumed: value.is_assumed }
}
