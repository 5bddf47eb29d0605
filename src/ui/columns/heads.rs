//! The names of columns, on a row of their own or on a rule. Must not know the rows under them.
//! Invariant: a name is shown whole or not at all, and an empty one leaves its column as it was.

use super::GAP;
use crate::app::view::Journey;
use crate::text::Plain;
use crate::ui::brush::{Brush, Ink};
use crate::ui::fold::Field;
use crate::ui::theme::Role;

/// The names of columns.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Heads<'v> {
    /// Over the values: the metric with its unit.
    pub(super) metric: &'v Plain,
    /// Over the counts.
    pub(super) n: &'static str,
    /// Over the strips: the ends of their scale.
    pub(super) scale: &'v Plain,
    /// Over the pain points.
    pub(super) pains: &'static str,
    /// Does what only touchpoints have get a name?
    pub(super) has_own: bool,
    /// Over what is at the right.
    pub(super) aside: &'static str,
    /// Over the names: from when to when the strips reach.
    span: Option<&'v Plain>,
    is_on_rule: bool,
}

static NOTHING: std::sync::LazyLock<Plain> = std::sync::LazyLock::new(Plain::default);

fn channel(journey: &Journey) -> &'static str {
    if journey.touchpoints.iter().any(|row| !row.channel.is_empty()) { "channel" } else { "" }
}

impl<'v> Heads<'v> {
    /// Over touchpoints.
    pub(in crate::ui) fn of_touchpoints(journey: &'v Journey, metric: &'v Plain) -> Self {
        let (scale, aside) = (&journey.scale, channel(journey));
        Self { metric, n: "n", scale, pains: "pains", has_own: true, aside, span: None, is_on_rule: false }
    }

    /// Over stages.
    pub(in crate::ui) fn of_stages(journey: &'v Journey, metric: &'v Plain) -> Self {
        let aside = if journey.stages.iter().any(|stage| stage.worst.is_some()) { "worst" } else { "" };
        Self { has_own: false, aside, ..Self::of_touchpoints(journey, metric) }
    }

    /// What touchpoints have and stages lack, where they share their columns.
    pub(in crate::ui) fn rest(journey: &Journey) -> Self {
        let (none, aside) = (&*NOTHING, channel(journey));
        Self { metric: none, n: "", scale: none, pains: "", has_own: true, aside, span: None, is_on_rule: true }
    }

    /// The same, written on a rule with the time that the strips span.
    pub(in crate::ui) const fn on_rule(self, span: &'v Plain) -> Self {
        Self { span: Some(span), is_on_rule: true, ..self }
    }

    /// Over the names.
    pub(super) fn span(&self, brush: &mut Brush<'_>, field: Field) {
        if let Some(span) = self.span {
            self.put(brush, field, span.into());
        }
    }

    /// At the right end of a field.
    pub(super) fn right<'i>(&self, brush: &mut Brush<'_>, field: Field, word: impl Into<Ink<'i>>) {
        let word = word.into();
        self.put(brush, field.last(brush.columns(word)), word);
    }

    /// Over a column of numbers; gives back what is right of it.
    pub(super) fn right_over<'i>(
        &self,
        brush: &mut Brush<'_>,
        field: Field,
        width: u16,
        word: impl Into<Ink<'i>>,
    ) -> Field {
        self.over(brush, field, width, (word.into(), true))
    }

    /// Over a column of anything else; gives back what is right of it.
    pub(super) fn left_over<'i>(
        &self,
        brush: &mut Brush<'_>,
        field: Field,
        width: u16,
        word: impl Into<Ink<'i>>,
    ) -> Field {
        self.over(brush, field, width, (word.into(), false))
    }

    fn over(&self, brush: &mut Brush<'_>, field: Field, width: u16, (word, is_right): (Ink<'_>, bool)) -> Field {
        if width == 0 {
            return field;
        }
        let field = field.skip(GAP);
        let columns = brush.columns(word);
        // A head may be wider than its column where the next one has a gap to spare.
        if columns < width + GAP {
            let place = field.first(width.max(columns));
            self.put(brush, if is_right { place.last(columns) } else { place.first(columns) }, word);
        }
        field.skip(width)
    }

    fn put(&self, brush: &mut Brush<'_>, field: Field, word: Ink<'_>) {
        let columns = brush.columns(word);
        if columns == 0 || columns > field.width {
            return;
        }
        if self.is_on_rule {
            let x = field.x.saturating_sub(1);
            brush.fill(Field { x, width: columns + 1 + (field.x - x), ..field }, " ", Role::Dim);
        }
        brush.left(field, word, Role::Dim);
    }
}
