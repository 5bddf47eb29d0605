//! A card over the page with something to decide.
//! Invariant: all choices are seen, or the selected one where there is no room for all; a text that is cut says how
//! many lines are hidden.

use super::brush::Brush;
use super::cluster;
use super::fold::{self, Field};
use super::frame;
use super::scroll;
use super::theme::Role;
use crate::app::view::{Area, Card, CardLine, CardPart, Geometry, Target};
use crate::text::Plain;

/// Longer lines are hard to compare.
const WIDEST: u16 = 84;
/// Between two choices on a row.
const GAP: u16 = 3;

/// Paints the card near the top of the page.
pub(super) fn paint(brush: &mut Brush<'_>, card: &Card, page: Area, geometry: &mut Geometry) {
    let width = if page.width < WIDEST + 4 { page.width } else { WIDEST };
    let is_roomy = page.height >= 20;
    let most = page.height.saturating_sub(if is_roomy { 4 } else { 0 });
    let inner_width = width.saturating_sub(4);
    let texts: Vec<Vec<PartLine>> = card.parts.iter().map(|part| lines(brush, part, inner_width)).collect();
    let n_parts: u16 =
        texts.iter().zip(&card.parts).map(|(text, part)| wanted(text, part)).fold(0, u16::saturating_add);
    let aside = u16::from(!card.aside.is_empty());
    // A blank row before the choices where the card is tall enough.
    let air = u16::from(most >= 12);
    let room = most.saturating_sub(2 + aside + air);
    let choices = Choices::of(brush, card, inner_width, room.saturating_sub(n_parts));
    let gaps = u16::try_from(texts.len()).unwrap_or(u16::MAX);
    let n_choices = choices.n_rows().min(room);
    let blanks = if n_parts.saturating_add(n_choices).saturating_add(gaps) <= room { gaps } else { 0 };
    let height = (2 + aside + air).saturating_add(n_parts).saturating_add(blanks).saturating_add(n_choices).min(most);
    let y = page.y + if is_roomy { 2 } else { 0 };
    let area = Area { x: page.x + (page.width - width) / 2, y, width, height };
    brush.wipe(area);
    frame::paint(brush, area, &card.title, &Plain::default());
    let mut inner = fold::inset(area, 2);
    fold::take_top(&mut inner, 1);
    fold::take_bottom(&mut inner, 1);
    let choices_area = fold::take_bottom(&mut inner, n_choices);
    fold::take_bottom(&mut inner, air);
    let head = fold::take_top(&mut inner, aside);
    brush.left(fold::row(head, 0), &card.aside, Role::Dim);
    paint_parts(brush, card, &texts, inner, blanks > 0);
    choices.paint(brush, card, choices_area, geometry);
    geometry.page = usize::from(n_choices.max(1));
}

/// One row of a part; where the part is a difference, with the sign of an added or removed line.
#[derive(Debug)]
struct PartLine {
    sign: &'static str,
    text: Plain,
    role: Role,
}

/// The lines of a part, wrapped.
fn lines(brush: &Brush<'_>, part: &CardPart, width: u16) -> Vec<PartLine> {
    let mut all = Vec::new();
    for line in &part.lines {
        let (sign, text, role) = match line {
            CardLine::Words(text) => ("", text, Role::of(part.tone)),
            CardLine::Kept(text) => (" ", text, Role::Dim),
            CardLine::Added(text) => ("+", text, Role::Good),
            CardLine::Removed(text) => (brush.glyphs.minus, text, Role::Bad),
        };
        let room = if sign.is_empty() { width } else { width.saturating_sub(2) };
        let wrapped = cluster::wrap(text, room).into_iter().enumerate();
        all.extend(wrapped.map(|(nth, text)| PartLine {
            sign: if nth == 0 || sign.is_empty() { sign } else { " " },
            text,
            role,
        }));
    }
    all
}

/// How many rows a part takes if there is room for it all.
fn wanted(text: &[PartLine], part: &CardPart) -> u16 {
    u16::try_from(text.len()).unwrap_or(u16::MAX).saturating_add(u16::from(!part.label.is_empty()))
}

/// Paints the parts from top to bottom; where they do not fit, each gets its share of the rows.
fn paint_parts(brush: &mut Brush<'_>, card: &Card, texts: &[Vec<PartLine>], mut area: Area, has_blanks: bool) {
    let labels: u16 = card.parts.iter().map(|part| u16::from(!part.label.is_empty())).sum();
    let n_parts = u16::try_from(card.parts.len()).unwrap_or(u16::MAX);
    // With few rows the labels stand beside the texts.
    let is_tight = area.height < labels.saturating_add(n_parts);
    let columns = card.parts.iter().map(|part| brush.columns(&part.label)).max().unwrap_or(0).min(area.width / 3);
    let texts_room = if is_tight { area.height } else { area.height.saturating_sub(labels) };
    let wants: Vec<u16> = texts.iter().map(|text| u16::try_from(text.len()).unwrap_or(u16::MAX)).collect();
    for ((part, text), n_rows) in card.parts.iter().zip(texts).zip(shares(&wants, texts_room)) {
        if has_blanks {
            fold::take_top(&mut area, 1);
        }
        if is_tight {
            let own = fold::take_top(&mut area, n_rows);
            let row = fold::row(own, 0);
            brush.left(row.first(columns), &part.label, Role::Dim);
            let skip = columns + if columns > 0 { 2 } else { 0 };
            paint_lines(brush, text, own, skip);
        } else {
            if !part.label.is_empty() {
                let row = fold::take_top(&mut area, 1);
                brush.left(fold::row(row, 0), &part.label, Role::Dim);
            }
            let own = fold::take_top(&mut area, n_rows);
            paint_lines(brush, text, own, 0);
        }
    }
}

/// Deals the rows out one by one, to each no more than it wants.
fn shares(wants: &[u16], room: u16) -> Vec<u16> {
    let mut shares = vec![0; wants.len()];
    let mut left = room;
    loop {
        let before = left;
        for (share, want) in shares.iter_mut().zip(wants) {
            if *share < *want && left > 0 {
                *share += 1;
                left -= 1;
            }
        }
        if left == 0 || left == before {
            return shares;
        }
    }
}

/// Paints as many lines as there are rows; the last row says how many are hidden.
fn paint_lines(brush: &mut Brush<'_>, lines: &[PartLine], area: Area, skip: u16) {
    let n_rows = usize::from(area.height);
    let n_hidden = lines.len().saturating_sub(n_rows);
    for (y, (nth, line)) in (0..area.height).zip(lines.iter().enumerate()) {
        let whole = fold::row(area, y);
        let mut field = whole.skip(skip);
        if nth + 1 == n_rows && n_hidden > 0 {
            let more = Plain::new(&format!("{} {n_hidden} more", brush.glyphs.ellipsis));
            let columns = brush.columns(&more) + 1;
            brush.right(field.last(columns), &more, Role::Dim);
            field = field.shorten(columns + 1);
        }
        if !line.sign.is_empty() {
            brush.sign(field.first(1), line.sign, line.role);
            field = field.skip(2);
        }
        // The line was wrapped to the whole width, so it may be cut where something stands beside it.
        brush.left(field, &line.text, line.role);
    }
}

/// The choices in rows.
#[derive(Debug)]
struct Choices {
    /// Of each choice its position on the card, and its columns.
    rows: Vec<Vec<(usize, u16)>>,
}

impl Choices {
    /// All on one row if they fit; else one on each row if there are rows enough; else as many on a row as fit.
    fn of(brush: &Brush<'_>, card: &Card, width: u16, room: u16) -> Self {
        let columns =
            |idx: usize| card.choices.get(idx).map_or(0, |own| 3 + brush.columns(&own.key) + brush.columns(&own.words));
        let all: Vec<(usize, u16)> = (0..card.choices.len()).map(|idx| (idx, columns(idx))).collect();
        let total = all.iter().fold(0_u16, |sum, (_, columns)| sum.saturating_add(columns + GAP));
        if total.saturating_sub(GAP) > width && usize::from(room) >= all.len() {
            return Self { rows: all.into_iter().map(|own| vec![own]).collect() };
        }
        let mut rows: Vec<Vec<(usize, u16)>> = Vec::new();
        let mut used = 0_u16;
        for (idx, columns) in all {
            if let Some(row) = rows.last_mut().filter(|_| used + GAP + columns <= width) {
                used += GAP + columns;
                row.push((idx, columns));
            } else {
                used = columns;
                rows.push(vec![(idx, columns)]);
            }
        }
        Self { rows }
    }

    fn n_rows(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    fn paint(&self, brush: &mut Brush<'_>, card: &Card, area: Area, geometry: &mut Geometry) {
        let selected = self.rows.iter().position(|row| row.iter().any(|(idx, _)| *idx == card.selected));
        let first = scroll::first_shown(selected.unwrap_or(0), self.rows.len(), usize::from(area.height));
        for (y, row) in (0..area.height).zip(self.rows.iter().skip(first)) {
            let mut rest = fold::row(area, y);
            for (idx, columns) in row {
                let field = rest.first(*columns);
                paint_choice(brush, card, *idx, field);
                if field.width > 0 {
                    geometry.targets.push((field.area(), Target::Choice(*idx)));
                }
                rest = rest.skip(columns + GAP);
            }
        }
    }
}

/// Paints `▸m merge`.
fn paint_choice(brush: &mut Brush<'_>, card: &Card, idx: usize, field: Field) {
    let Some(choice) = card.choices.get(idx) else { return };
    let is_selected = idx == card.selected;
    if is_selected {
        brush.sign(field, brush.glyphs.selected, Role::Underline);
    }
    let columns = brush.columns(&choice.key) + 1 + brush.columns(&choice.words);
    let (mut brush, rest) = brush.forward(field.skip(2).first(columns));
    let used = brush.left(rest, &choice.key, Role::Key);
    brush.left(rest.skip(used + 1), &choice.words, if is_selected { Role::Selected } else { Role::Text });
}

#[cfg(test)]
mod tests;
