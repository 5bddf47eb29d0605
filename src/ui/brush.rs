//! The one place that writes cells: sanitised text and our own signs are measured in columns, cut, aligned and put in
//! order. In a frame that starts at the right, columns are counted from there, and the brush mirrors them.
//! Invariant: the brush writes nothing outside the field it was given, nor outside the buffer.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::bidi::{self, Base};
use super::cluster::{self, Cluster};
use super::fold::Field;
use super::glyph::{self, Glyphs, glyphs};
use super::look::Look;
use super::theme::{self, Role};
use crate::app::view::Area;
use crate::text::{self, Plain};

/// What may be painted: sanitised text, or words of our own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ink<'a> {
    /// From a map, a file or a message.
    Data(&'a Plain),
    /// Written in this program.
    Own(&'static str),
}

impl<'a> From<&'a Plain> for Ink<'a> {
    fn from(text: &'a Plain) -> Self {
        Self::Data(text)
    }
}

impl From<&'static str> for Ink<'_> {
    fn from(text: &'static str) -> Self {
        Self::Own(text)
    }
}

impl<'a> Ink<'a> {
    fn as_str(self) -> &'a str {
        match self {
            Self::Data(text) => text.as_str(),
            Self::Own(text) => text,
        }
    }
}

/// No cluster is wider than this: some scripts join several letters into one.
const WIDEST: u16 = 8;

/// Paints a buffer with the signs and colors of a look.
#[derive(Debug)]
pub(super) struct Brush<'a> {
    buffer: &'a mut Buffer,
    look: Look,
    /// Are columns counted from the right end of the screen?
    is_mirrored: bool,
    /// From which side a text starts that has words of both directions.
    base: Base,
    pub(super) glyphs: &'static Glyphs,
}

impl<'a> Brush<'a> {
    /// A brush for a frame that runs from right to left, or not.
    pub(super) fn new(buffer: &'a mut Buffer, look: Look, is_right_to_left: bool) -> Self {
        let base = if is_right_to_left { Base::RightToLeft } else { Base::FirstStrong };
        Self { buffer, look, is_mirrored: is_right_to_left, base, glyphs: glyphs(look.is_unicode) }
    }

    /// The brush for the program's own words: they are read in their own direction even where the texts of the map are
    /// read from the right.
    pub(super) fn ours(&mut self) -> Brush<'_> {
        Brush {
            buffer: self.buffer,
            look: self.look,
            is_mirrored: self.is_mirrored,
            base: Base::FirstStrong,
            glyphs: self.glyphs,
        }
    }

    /// The brush for what runs from left to right in any map, such as time and keys, and the field as it counts columns.
    pub(super) fn forward(&mut self, field: Field) -> (Brush<'_>, Field) {
        let field = self.on_screen(field);
        let brush = Brush {
            buffer: self.buffer,
            look: self.look,
            is_mirrored: false,
            base: Base::FirstStrong,
            glyphs: self.glyphs,
        };
        (brush, field)
    }

    /// Can the terminal's user open an address that stands behind words?
    pub(super) const fn has_links(&self) -> bool {
        self.look.has_links
    }

    /// Where a field stands on the screen.
    fn on_screen(&self, field: Field) -> Field {
        if !self.is_mirrored {
            return field;
        }
        let Rect { x, width, .. } = *self.buffer.area();
        let beyond = field.x.saturating_add(field.width).saturating_sub(x.saturating_add(width));
        field.shorten(beyond).mirrored(Field { x, width, ..field })
    }

    /// The whole buffer.
    pub(super) fn area(&self) -> Area {
        let Rect { x, y, width, height } = *self.buffer.area();
        Area { x, y, width, height }
    }

    /// How many columns a text takes.
    #[expect(clippy::unused_self, reason = "whoever paints asks the brush; how it measures is its own business")]
    pub(super) fn columns<'i>(&self, ink: impl Into<Ink<'i>>) -> u16 {
        cluster::columns(ink.into().as_str())
    }

    /// How many columns are written of a text where there are only so many.
    pub(super) fn fitted<'i>(&self, ink: impl Into<Ink<'i>>, width: u16) -> u16 {
        cluster::columns(&self.shown(ink.into().as_str(), width))
    }

    /// Writes at the end of a field where reading starts; gives back how many columns that took.
    pub(super) fn left<'i>(&mut self, field: Field, ink: impl Into<Ink<'i>>, role: Role) -> u16 {
        self.write(field, ink.into(), role, false)
    }

    /// Writes at the opposite end.
    pub(super) fn right<'i>(&mut self, field: Field, ink: impl Into<Ink<'i>>, role: Role) -> u16 {
        self.write(field, ink.into(), role, true)
    }

    /// Writes where reading starts and makes some characters stand out; `marked` holds their positions, ascending.
    pub(super) fn marked(&mut self, field: Field, text: &Plain, role: Role, marked: &[usize]) -> u16 {
        if marked.is_empty() {
            return self.left(field, text, role);
        }
        let shown = self.shown(text.as_str(), field.width);
        let (plain, bright) = (theme::style(self.look, role), theme::style(self.look, Role::Match));
        let ordered = self.ordered(&shown);
        let field = self.on_screen(field.first(cluster::columns(&shown)));
        self.part(field);
        self.spread(
            field,
            &ordered,
            |cluster| {
                if marked.binary_search(&cluster.char_idx).is_ok() { bright } else { plain }
            },
        )
    }

    /// Writes a row of what is being typed into the whole field. The character at the caret is reversed, and its column
    /// on the screen given back; `caret` counts bytes.
    pub(super) fn typed(&mut self, field: Field, text: &Plain, caret: Option<usize>) -> Option<u16> {
        self.fill(field, " ", Role::Typed);
        // Behind the last visible character the caret gets a blank to stand on, where the text ends.
        let (before, after) = text.as_str().split_at_checked(caret.unwrap_or_default()).unwrap_or((text.as_str(), ""));
        let is_last = caret.is_some() && cluster::columns(after) == 0;
        let whole = format!("{text}{}", if is_last { " " } else { "" });
        let ordered = self.ordered(&whole);
        let at = caret.and_then(|_| {
            let (at, places) = (before.chars().count(), || ordered.iter().map(|cluster| cluster.char_idx));
            places().filter(|idx| *idx <= at).max().or_else(|| places().min())
        });
        let used = ordered.iter().fold(0_u16, |sum, cluster| sum.saturating_add(cluster.columns));
        let mut rest = self.on_screen(field.first(used));
        let mut found = None;
        for cluster in &ordered {
            let place = rest.first(cluster.columns);
            let is_caret = at == Some(cluster.char_idx) && place.width > 0;
            let role = if is_caret { Role::Cursor } else { Role::Typed };
            self.put(place.x, place, cluster.text, theme::style(self.look, role));
            found = if is_caret { Some(place.x) } else { found };
            rest = rest.skip(cluster.columns);
        }
        found
    }

    /// Writes a sign of one column.
    pub(super) fn sign(&mut self, field: Field, sign: &'static str, role: Role) {
        let style = theme::style(self.look, role);
        let sign = if self.is_mirrored { glyph::facing(sign) } else { sign };
        let field = self.on_screen(field.first(1));
        self.part(field);
        if field.width > 0
            && let Some(cell) = self.buffer.cell_mut(Position::new(field.x, field.y))
        {
            *cell = Cell::new(sign);
            cell.set_style(style);
        }
    }

    /// Fills a field with one sign.
    pub(super) fn fill(&mut self, field: Field, sign: &'static str, role: Role) {
        let mut inked = Cell::new(sign);
        inked.set_style(theme::style(self.look, role));
        let field = self.on_screen(field);
        self.part(field);
        for x in field.x..field.x.saturating_add(field.width) {
            if let Some(cell) = self.buffer.cell_mut(Position::new(x, field.y)) {
                cell.clone_from(&inked);
            }
        }
    }

    /// Lights a whole row that is painted already: the cursor is on it.
    pub(super) fn light(&mut self, field: Field) {
        let (style, field) = (theme::lit(self.look), self.on_screen(field));
        for x in field.x..field.x.saturating_add(field.width) {
            if let Some(cell) = self.buffer.cell_mut(Position::new(x, field.y)) {
                cell.set_style(style);
            }
        }
    }

    /// Blanks an area that is to be painted over, and a wide character that reaches into it.
    pub(super) fn wipe(&mut self, area: Area) {
        for y in area.y..area.y.saturating_add(area.height) {
            let field = self.on_screen(Field { x: area.x, y, width: area.width });
            self.part(field);
            for x in field.x..field.x.saturating_add(field.width) {
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Has an area step back behind what is to be painted over it. Blanks stay as they are, and so do rules, which are
    /// fainter still.
    pub(super) fn dim(&mut self, area: Area) {
        let (style, rule) = (theme::style(self.look, Role::Dim), theme::style(self.look, Role::Rule));
        let is_rule = |cell: &Cell| Some(cell.fg) == rule.fg && cell.modifier == rule.add_modifier;
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) else { continue };
                if (cell.symbol() != " " || !cell.modifier.is_empty()) && !is_rule(cell) {
                    cell.set_style(style);
                } else {
                    cell.set_bg(Color::Reset);
                }
            }
        }
    }

    /// Removes a wide character that reaches into the field from the left: it would hide what is painted there.
    fn part(&mut self, field: Field) {
        if field.width == 0 {
            return;
        }
        for back in 1..=WIDEST {
            let Some(x) = field.x.checked_sub(back) else { return };
            let Some(cell) = self.buffer.cell_mut(Position::new(x, field.y)) else { return };
            if cell.symbol().len() > 1 && cell.cell_width() > back {
                cell.reset();
            }
        }
    }

    fn write(&mut self, field: Field, ink: Ink<'_>, role: Role, is_end: bool) -> u16 {
        let shown = self.shown(ink.as_str(), field.width);
        let used = cluster::columns(&shown);
        let field = self.on_screen(if is_end { field.last(used) } else { field.first(used) });
        if used > 0 {
            self.part(field);
        }
        let style = theme::style(self.look, role);
        if shown.is_ascii() {
            self.put(field.x, field, &shown, style);
            return used;
        }
        let ordered = self.ordered(&shown);
        self.spread(field, &ordered, |_| style)
    }

    /// As much of the text as fits.
    fn shown<'t>(&self, text: &'t str, width: u16) -> Cow<'t, str> {
        cluster::cut(text, width, self.glyphs.ellipsis)
    }

    fn ordered<'t>(&self, shown: &'t str) -> Vec<Cluster<'t>> {
        if self.look.reorders { bidi::visual(shown, self.base) } else { cluster::clusters(shown).collect() }
    }

    fn spread(&mut self, field: Field, ordered: &[Cluster<'_>], style: impl Fn(&Cluster<'_>) -> Style) -> u16 {
        let mut used = 0;
        for cluster in ordered {
            self.put(field.x.saturating_add(used), field, cluster.text, style(cluster));
            used += cluster.columns;
        }
        used
    }

    /// Signs become plain last, when the text has its order: they tell where its parts end.
    fn put(&mut self, x: u16, field: Field, text: &str, style: Style) {
        let text = if self.look.is_unicode { Cow::Borrowed(text) } else { text::ascii_signs(text) };
        let end = field.x.saturating_add(field.width);
        if x < end && self.buffer.area().contains(Position::new(x, field.y)) {
            self.buffer.set_stringn(x, field.y, &*text, usize::from(end - x), style);
        }
    }
}

#[cfg(test)]
mod tests;
