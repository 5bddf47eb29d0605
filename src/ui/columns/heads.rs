//! The names of columns, on a row of their own or on a rule.
//! Invariant: a name is painted whole or not at all, and an empty name leaves the row as it was.

use super::GAP;
use crate::app::view::{Journey, Label, Labels, Overview};
use crate::text::Plain;
use crate::ui::brush::{Brush, Ink};
use crate::ui::fold::Field;
use crate::ui::theme::Role;

/// The names of columns.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Heads<'v> {
    /// Over the figures: the metric with its unit.
    pub(super) metric: &'v Plain,
    /// Over the counts.
    pub(super) n: &'static str,
    /// Over the rails: the ends of their scale.
    pub(super) scale: &'v Plain,
    /// Over the strips, from the longest: `own average ±5`.
    pub(super) swing: Vec<Plain>,
    /// Over sentiment, likewise.
    pub(super) sentiment: Vec<Plain>,
    /// Over the pain points.
    pub(super) pains: &'static str,
    /// Over the last column.
    pub(super) aside: &'static str,
    /// Over the names: the time that the strips span.
    span: Option<&'v Plain>,
    is_on_rule: bool,
}

fn swings(labels: Labels, swing: &Plain) -> Vec<Plain> {
    if swing.is_empty() {
        return Vec::new();
    }
    let filled = |label: Label| labels.filled(label, &[swing.as_str()]);
    [filled(Label::OwnAverage), filled(Label::Average), swing.to_string()].iter().map(Plain::from).collect()
}

fn sentiments(labels: Labels, overview: &Overview) -> Vec<Plain> {
    let (word, swing) = (labels.word(Label::Sentiment), &overview.sentiment.swing);
    let whole = (!swing.is_empty()).then(|| Plain::new(&format!("{word} {swing}")));
    whole.into_iter().chain([Plain::new(word)]).collect()
}

impl<'v> Heads<'v> {
    pub(in crate::ui) fn of_touchpoints(journey: &'v Journey, metric: &'v Plain) -> Self {
        let (overview, labels) = (&journey.overview, journey.labels);
        let has_channel = overview.rows.iter().flatten().any(|row| !row.channel.is_empty());
        Self {
            metric,
            n: labels.word(Label::N),
            scale: &overview.scale,
            swing: swings(labels, &overview.swing),
            sentiment: sentiments(labels, overview),
            pains: "",
            aside: if has_channel { labels.word(Label::Channel) } else { "" },
            span: None,
            is_on_rule: false,
        }
    }

    pub(in crate::ui) fn of_stages(journey: &'v Journey, metric: &'v Plain) -> Self {
        let labels = journey.labels;
        let has_worst = journey.stages().iter().any(|stage| stage.worst.is_some());
        let aside = if has_worst { labels.word(Label::Worst) } else { "" };
        Self { pains: labels.word(Label::Pains), aside, ..Self::of_touchpoints(journey, metric) }
    }

    /// The same, written on a rule with the time that the strips span.
    pub(in crate::ui) fn on_rule(self, span: &'v Plain) -> Self {
        Self { span: Some(span), is_on_rule: true, ..self }
    }

    /// Paints the longest of some words that fits at the right end of a field.
    pub(super) fn longest(&self, brush: &mut Brush<'_>, field: Field, words: &[Plain]) {
        if let Some(words) = words.iter().find(|words| brush.columns(*words) <= field.width) {
            self.right(brush, field, words);
        }
    }

    /// The same at its left end.
    pub(super) fn first_fitting(&self, brush: &mut Brush<'_>, field: Field, words: &[Plain]) {
        if let Some(words) = words.iter().find(|words| brush.columns(*words) <= field.width) {
            self.put(brush, field, words.into());
        }
    }

    /// Paints the time over the names.
    pub(super) fn span(&self, brush: &mut Brush<'_>, field: Field) {
        if let Some(span) = self.span {
            self.put(brush, field, span.into());
        }
    }

    /// Paints a name at the right end of a field.
    pub(super) fn right<'i>(&self, brush: &mut Brush<'_>, field: Field, word: impl Into<Ink<'i>>) {
        let word = word.into();
        self.put(brush, field.last(brush.columns(word)), word);
    }

    /// Paints a name over a column of numbers; gives back what is right of it.
    pub(super) fn right_over<'i>(
        &self,
        brush: &mut Brush<'_>,
        field: Field,
        width: u16,
        word: impl Into<Ink<'i>>,
    ) -> Field {
        let word = word.into();
        let place = over(brush, field, width, word);
        self.put(brush, place.last(brush.columns(word)), word);
        after(field, width)
    }

    /// Paints a name over any other column; gives back what is right of it.
    pub(super) fn left_over<'i>(
        &self,
        brush: &mut Brush<'_>,
        field: Field,
        width: u16,
        word: impl Into<Ink<'i>>,
    ) -> Field {
        let word = word.into();
        let place = over(brush, field, width, word);
        self.put(brush, place.first(brush.columns(word)), word);
        after(field, width)
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

/// Where a name stands over its column; nowhere if it is too wide or the column is not shown.
fn over(brush: &Brush<'_>, field: Field, width: u16, word: Ink<'_>) -> Field {
    let columns = brush.columns(word);
    // A name may be wider than its column, for the next column begins with a gap.
    let fits = width > 0 && columns < width + GAP;
    if fits { field.skip(GAP).first(width.max(columns)) } else { field.first(0) }
}

/// What is right of a column with the gap before it; all of the field if the column is not shown.
fn after(field: Field, width: u16) -> Field {
    if width == 0 { field } else { field.skip(GAP + width) }
}
