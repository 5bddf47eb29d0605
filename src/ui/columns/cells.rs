//! A row of a list, cell by cell. Invariant: a cell without a value takes its columns all the same.

use super::{GAP, Heads, ListColumns, ListRow, MARKER, Selected, gap_of};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::figure;
use crate::ui::fold::Field;
use crate::ui::strip;
use crate::ui::theme::Role;

impl ListColumns {
    /// Paints the names of the columns.
    pub(in crate::ui) fn paint_heads(&self, brush: &mut Brush<'_>, field: Field, heads: &Heads<'_>) {
        if field.width == 0 {
            return;
        }
        let names = MARKER + self.name + gap_of(self.emotion, GAP) + self.emotion;
        let figures = self.figures_columns();
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
        rest = heads.right_over(brush, rest, self.figure.n, heads.n);
        rest = rest.skip(gap_of(self.metric, 1)).skip(self.metric);
        rest = rest.skip(gap_of(self.change + self.worst, 1)).skip(self.change + self.worst);
        rest = heads.left_over(brush, rest, self.strip, heads.scale);
        let mood = if self.sentiment >= 9 { "sentiment" } else { "mood" };
        rest = heads.left_over(brush, rest, self.sentiment, if heads.has_own { mood } else { "" });
        rest = heads.left_over(brush, rest, self.pains, heads.pains);
        rest = rest.skip(gap_of(self.truth, GAP)).skip(self.truth);
        heads.left_over(brush, rest, self.aside, heads.aside);
    }

    fn figures_columns(&self) -> u16 {
        self.figure.value + gap_of(self.figure.margin, 1) + self.figure.margin
    }

    /// Paints a row.
    pub(in crate::ui) fn paint(&self, brush: &mut Brush<'_>, field: Field, entry: &ListRow<'_>, selected: Selected) {
        if selected != Selected::No {
            brush.sign(field.skip(1).first(1), brush.glyphs.selected, selected_sign(selected));
        }
        let mut rest = field.skip(MARKER);
        brush.prose(rest.first(self.name), entry.name, selected.role());
        rest = rest.skip(self.name);
        if self.emotion > 0 {
            rest = rest.skip(GAP);
            emotion(brush, rest.first(self.emotion), entry.emotion);
            rest = rest.skip(self.emotion);
        }
        rest = self.paint_figure(brush, rest, entry);
        if self.strip > 0 {
            rest = rest.skip(GAP);
            strip::paint(brush, rest.first(self.strip), entry.strip);
            rest = rest.skip(self.strip);
        }
        if self.sentiment > 0 {
            rest = rest.skip(GAP);
            if let Some(sentiment) = entry.sentiment {
                strip::paint(brush, rest.first(self.sentiment), sentiment);
            }
            rest = rest.skip(self.sentiment);
        }
        if self.pains > 0 {
            rest = rest.skip(GAP);
            pains(brush, rest.first(self.pains), entry, self.severities);
            rest = rest.skip(self.pains);
        }
        if self.truth > 0 {
            rest = rest.skip(GAP);
            if entry.is_moment_of_truth {
                brush.sign(rest, brush.glyphs.truth, Role::Strong);
            }
            rest = rest.skip(self.truth);
        }
        if let Some(aside) = entry.aside.filter(|_| self.aside > 0) {
            brush.prose(rest.skip(GAP).first(self.aside), aside, Role::Dim);
        }
    }

    fn paint_figure(&self, brush: &mut Brush<'_>, field: Field, entry: &ListRow<'_>) -> Field {
        let mut rest = field;
        if self.figure.value > 0 {
            rest = rest.skip(GAP);
            let value = rest.first(self.figure.value);
            if let Some(figure) = entry.figure {
                let usual = if entry.is_worst { Role::Worst } else { Role::Text };
                brush.right(value, &figure.value, figure::value_role(figure, usual));
            } else {
                let sign = figure::lack(brush, entry.lack);
                brush.right(value, sign, Role::Dim);
            }
            rest = rest.skip(self.figure.value);
        }
        if self.figure.margin > 0 {
            rest = rest.skip(1);
            if let Some(figure) = entry.figure {
                figure::margin(brush, rest.first(self.figure.margin), figure);
            }
            rest = rest.skip(self.figure.margin);
        }
        if self.figure.n > 0 {
            rest = rest.skip(GAP);
            if let Some(figure) = entry.figure {
                brush.right(rest.first(self.figure.n), &figure.n, Role::Dim);
            }
            rest = rest.skip(self.figure.n);
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
            if let Some((way, tone)) = entry.figure.and_then(|figure| figure.change) {
                brush.sign(rest, figure::arrow(brush, way), Role::of(tone));
            }
            rest = rest.skip(1);
        }
        if self.worst > 0 {
            rest = rest.skip(gap_of(1 - self.change, 1));
            if entry.is_worst {
                brush.sign(rest, brush.glyphs.worst, Role::Worst);
            }
            rest = rest.skip(1);
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
fn emotion(brush: &mut Brush<'_>, field: Field, emotion: Option<i8>) {
    let Some(emotion) = emotion else { return };
    let step = emotion.clamp(-2, 2);
    let role = match step {
        ..0 => Role::Bad,
        0 => Role::Dim,
        _ => Role::Good,
    };
    let sign = match step {
        -2 => brush.glyphs.emotion[0],
        -1 => brush.glyphs.emotion[1],
        0 => brush.glyphs.emotion[2],
        1 => brush.glyphs.emotion[3],
        _ => brush.glyphs.emotion[4],
    };
    brush.right(field, sign, role);
}

const fn alarm(severity: u8) -> &'static str {
    match severity {
        0..=2 => "",
        3 => "!",
        4 => "!!",
        _ => "!!!",
    }
}

/// Paints `4 !! ×2`: the worst severity, and how many pain points there are.
fn pains(brush: &mut Brush<'_>, field: Field, entry: &ListRow<'_>, severities: u16) {
    if entry.n_pains == 0 {
        return;
    }
    if let Some(severity) = entry.severity {
        let role = if severity >= 4 { Role::Bad } else { Role::Text };
        brush.left(field, &Plain::new(&severity.to_string()), role);
        brush.left(field.skip(2), alarm(severity), role);
    }
    if entry.n_pains > 1 || entry.severity.is_none() {
        let rest = field.skip(severities + gap_of(severities, 1));
        brush.left(rest, brush.glyphs.times, Role::Dim);
        brush.left(rest.skip(1), &Plain::new(&entry.n_pains.to_string()), Role::Dim);
    }
}
