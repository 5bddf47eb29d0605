//! A row of a list, cell by cell. Invariant: a cell without a value takes its columns all the same.

use super::{GAP, Heads, ListColumns, ListRow, MARKER, Selected, gap_of, pains};
use crate::ui::brush::Brush;
use crate::ui::figure;
use crate::ui::fold::Field;
use crate::ui::theme::Role;
use crate::ui::{rail, strip};

impl ListColumns {
    /// Paints the names of the columns.
    pub(in crate::ui) fn paint_heads(&self, brush: &mut Brush<'_>, field: Field, heads: &Heads<'_>) {
        if field.width == 0 {
            return;
        }
        let names = MARKER + self.name + gap_of(self.truth, 1) + self.truth + gap_of(self.emotion, GAP) + self.emotion;
        let figures = self.figure.together();
        let before_metric = (names + gap_of(figures, GAP) + figures).saturating_sub(brush.columns(heads.metric) + 2);
        heads.span(brush, field.first(before_metric).skip(MARKER));
        let mut rest = field.skip(names);
        if self.figure.value > 0 {
            rest = rest.skip(GAP);
            // A long name of a metric stands over the names, where there is no other head.
            let reach = Field { x: field.x + MARKER, width: 0, ..rest };
            heads.right(brush, Field { width: rest.x + figures - reach.x, ..reach }, heads.metric);
            rest = rest.skip(figures);
        }
        rest = rest.skip(gap_of(self.worst, 1)).skip(self.worst);
        rest = heads.right_over(brush, rest, self.figure.n, heads.n);
        rest = rest.skip(gap_of(self.metric, 1)).skip(self.metric);
        // What moved has no name: so the strips have room for theirs.
        let before = rest;
        rest = rest.skip(gap_of(self.change, 1)).skip(self.change);
        if self.rail > 0 {
            rest = heads.left_over(brush, rest, self.rail, heads.scale);
        }
        if self.strip > 0 {
            let end = rest.skip(GAP + self.strip);
            let from = if self.rail > 0 { rest } else { before };
            let over = Field { width: end.x.saturating_sub(from.x), ..from };
            heads.longest(brush, over.skip(1), &heads.swing);
            rest = end;
        }
        let felt = self.felt_columns();
        if felt > 0 {
            let is_last = self.pains_columns() + self.aside == 0;
            let over = rest.skip(GAP).first(if is_last { felt.max(9) } else { felt }).shorten(u16::from(is_last));
            heads.first_fitting(brush, over, &heads.sentiment);
            rest = rest.skip(GAP + felt);
        }
        rest = heads.left_over(brush, rest, self.pains_columns(), heads.pains);
        heads.left_over(brush, rest, self.aside, heads.aside);
    }

    fn felt_columns(&self) -> u16 {
        self.felt.together() + gap_of(self.felt.n, GAP) + self.felt.n + gap_of(self.felt_strip, GAP) + self.felt_strip
    }

    fn pains_columns(&self) -> u16 {
        self.severity + gap_of(self.count, 1) + self.count
    }

    /// Paints a row.
    pub(in crate::ui) fn paint(&self, brush: &mut Brush<'_>, field: Field, entry: &ListRow<'_>, selected: Selected) {
        if selected != Selected::No {
            brush.sign(field.skip(1).first(1), brush.glyphs.selected, selected_sign(selected));
        }
        if entry.is_news {
            brush.sign(field.skip(2).first(1), brush.glyphs.news, Role::Strong);
        }
        let mut rest = field.skip(MARKER);
        let name = entry.short.filter(|_| self.is_short).unwrap_or(entry.name);
        brush.left(rest.first(self.name), name, selected.role());
        rest = rest.skip(self.name);
        if self.truth > 0 {
            if entry.is_moment_of_truth {
                // Close to its name, wherever that ends.
                let used = brush.fitted(name, self.name);
                brush.sign(field.skip(MARKER + used + 1).first(1), brush.glyphs.truth, Role::Strong);
            }
            rest = rest.skip(1 + self.truth);
        }
        if self.emotion > 0 {
            rest = rest.skip(GAP);
            emotion(brush, rest.first(self.emotion), entry.emotion);
            rest = rest.skip(self.emotion);
        }
        rest = self.paint_figure(brush, rest, entry);
        if self.rail > 0 {
            rest = rest.skip(GAP);
            if let Some(own) = entry.rail {
                rail::paint(brush, rest.first(self.rail), own);
            }
            rest = rest.skip(self.rail);
        }
        if self.strip > 0 {
            rest = rest.skip(GAP);
            strip::paint(brush, rest.first(self.strip), &entry.score.strip);
            rest = rest.skip(self.strip);
        }
        rest = self.paint_sentiment(brush, rest, entry);
        if self.severity > 0 {
            rest = rest.skip(GAP);
            pains::severity(brush, rest.first(self.severity), entry.pains);
            rest = rest.skip(self.severity);
        }
        if self.count > 0 {
            rest = rest.skip(1);
            pains::count(brush, rest.first(self.count), entry.pains);
            rest = rest.skip(self.count);
        }
        if let Some(aside) = entry.aside.filter(|_| self.aside > 0) {
            brush.left(rest.skip(GAP).first(self.aside), aside, Role::Dim);
        }
    }

    fn paint_figure(&self, brush: &mut Brush<'_>, field: Field, entry: &ListRow<'_>) -> Field {
        let figure = entry.score.figure.as_ref();
        let mut rest = field;
        if self.figure.value > 0 {
            let usual = if entry.is_worst { Role::Worst } else { Role::Text };
            let none = (figure::lack(brush, entry.lack), Role::Dim);
            rest = self.figure.paint(brush, rest.skip(GAP), figure, usual, none);
        }
        if self.worst > 0 {
            if entry.is_worst {
                brush.sign(rest.skip(1), brush.glyphs.worst, Role::Worst);
            }
            rest = rest.skip(1 + self.worst);
        }
        if self.figure.n > 0 {
            rest = self.figure.paint_n(brush, rest.skip(GAP), figure);
        }
        if self.metric > 0 {
            rest = rest.skip(1);
            if let Some(metric) = entry.metric {
                brush.left(rest.first(self.metric), metric, Role::Dim);
            }
            rest = rest.skip(self.metric);
        }
        if self.change > 0 {
            rest = rest.skip(1);
            if let Some((figure, (way, tone))) = figure.and_then(|figure| Some((figure, figure.change?))) {
                let place = rest.first(self.change);
                brush.sign(place, figure::arrow(brush, way), Role::of(tone));
                brush.left(place.skip(2), &figure.by, Role::of(tone));
            }
            rest = rest.skip(self.change);
        }
        rest
    }

    /// Paints what customers feel by their words; a sign where nobody knows.
    fn paint_sentiment(&self, brush: &mut Brush<'_>, field: Field, entry: &ListRow<'_>) -> Field {
        let mut rest = field;
        let figure = entry.sentiment.figure.as_ref();
        if self.felt.value > 0 {
            let none = (brush.glyphs.none, Role::Rule);
            rest = self.felt.paint(brush, rest.skip(GAP), figure, Role::Text, none);
        }
        if self.felt.n > 0 {
            rest = self.felt.paint_n(brush, rest.skip(GAP), figure);
        }
        if self.felt_strip > 0 {
            rest = rest.skip(GAP);
            strip::paint(brush, rest.first(self.felt_strip), &entry.sentiment.strip);
            rest = rest.skip(self.felt_strip);
        }
        rest
    }
}

const fn selected_sign(selected: Selected) -> Role {
    match selected {
        Selected::Here => Role::Underline,
        Selected::Elsewhere | Selected::No => Role::Dim,
    }
}

/// Paints `−−` to `++` at the right end of a field.
pub(in crate::ui) fn emotion(brush: &mut Brush<'_>, field: Field, emotion: Option<i8>) {
    if let Some(emotion) = emotion {
        let (sign, role) = emotion_sign(brush, emotion);
        brush.right(field, sign, role);
    }
}

/// `−−` to `++`.
pub(in crate::ui) fn emotion_sign(brush: &Brush<'_>, emotion: i8) -> (&'static str, Role) {
    let [awful, bad, neither, good, great] = brush.glyphs.emotion;
    match emotion {
        ..-1 => (awful, Role::Bad),
        -1 => (bad, Role::Bad),
        0 => (neither, Role::Dim),
        1 => (good, Role::Good),
        2.. => (great, Role::Good),
    }
}
