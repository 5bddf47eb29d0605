//! The one place that writes cells: sanitised text and our own signs, measured in columns, cut,
//! aligned and put in order. Must not know what the text means.
//! Invariant: nothing is written outside the field it was meant for, nor outside the buffer.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Look;
use super::bidi::{self, Base};
use super::cluster::{self, Cluster};
use super::fold::Field;
use super::glyph::{Glyphs, glyphs};
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

/// No character that a person takes for one is wider: some scripts join several letters.
const WIDEST: u16 = 8;

/// Paints a buffer with the signs and colors of a look.
#[derive(Debug)]
pub(super) struct Brush<'a> {
    buffer: &'a mut Buffer,
    look: Look,
    is_right_to_left: bool,
    /// The signs to paint with.
    pub(super) glyphs: &'static Glyphs,
}

impl<'a> Brush<'a> {
    /// A brush for a frame whose own texts run from right to left, or not.
    pub(super) fn new(buffer: &'a mut Buffer, look: Look, is_right_to_left: bool) -> Self {
        Self { buffer, look, is_right_to_left, glyphs: glyphs(look.is_unicode) }
    }

    /// The brush for words of ours: they start at the left and read from their own first word, whatever the map's do.
    pub(super) fn ours(&mut self) -> Brush<'_> {
        Brush { buffer: self.buffer, look: self.look, is_right_to_left: false, glyphs: self.glyphs }
    }

    /// Everything there is to paint on.
    pub(super) fn area(&self) -> Area {
        let Rect { x, y, width, height } = *self.buffer.area();
        Area { x, y, width, height }
    }

    /// How many columns it takes.
    #[expect(clippy::unused_self, reason = "whoever paints asks the brush; how it measures is its own business")]
    pub(super) fn columns<'i>(&self, ink: impl Into<Ink<'i>>) -> u16 {
        cluster::columns(ink.into().as_str())
    }

    /// At the left end; gives back how many columns it took.
    pub(super) fn left<'i>(&mut self, field: Field, ink: impl Into<Ink<'i>>, role: Role) -> u16 {
        self.write(field, ink.into(), role, false)
    }

    /// At the right end; gives back how many columns it took.
    pub(super) fn right<'i>(&mut self, field: Field, ink: impl Into<Ink<'i>>, role: Role) -> u16 {
        self.write(field, ink.into(), role, true)
    }

    /// At the end where the map's texts start.
    pub(super) fn prose<'i>(&mut self, field: Field, ink: impl Into<Ink<'i>>, role: Role) -> u16 {
        self.write(field, ink.into(), role, self.is_right_to_left)
    }

    /// At the end opposite to where the map's texts start.
    pub(super) fn opposite<'i>(&mut self, field: Field, ink: impl Into<Ink<'i>>, role: Role) -> u16 {
        self.write(field, ink.into(), role, !self.is_right_to_left)
    }

    /// Do the map's texts start at the right?
    pub(super) const fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    /// Where a part of the whole stands when rows start where the map's texts do.
    pub(super) fn placed(&self, part: Field, whole: Field) -> Field {
        if self.is_right_to_left { part.mirrored(whole) } else { part }
    }

    /// The sign in front of what is selected, on the side where the map's texts start.
    pub(super) const fn pointer(&self) -> &'static str {
        if self.is_right_to_left { self.glyphs.selected_back } else { self.glyphs.selected }
    }

    /// The sign between the steps of a way.
    pub(super) const fn step(&self) -> &'static str {
        if self.is_right_to_left { self.glyphs.more_left } else { self.glyphs.remark }
    }

    /// At the left end, some characters standing out; `marked` are character positions, ascending.
    pub(super) fn marked(&mut self, field: Field, text: &Plain, role: Role, marked: &[usize]) -> u16 {
        if marked.is_empty() {
            return self.left(field, text, role);
        }
        let shown = self.shown(text.as_str(), field.width);
        let (plain, bright) = (theme::style(self.look, role), theme::style(self.look, Role::Match));
        let ordered = self.ordered(&shown);
        self.part(field);
        self.spread(
            field,
            &ordered,
            |cluster| {
                if marked.binary_search(&cluster.char_idx).is_ok() { bright } else { plain }
            },
        )
    }

    /// One row of what is being typed, in the whole field, from the left or from the right end. Gives back the column
    /// of the character at the caret, which is turned over; `caret` counts bytes.
    pub(super) fn typed(&mut self, field: Field, text: &Plain, is_right: bool, caret: Option<usize>) -> Option<u16> {
        self.fill(field, " ", Role::Typed);
        // Where nothing to be seen follows, the caret has a blank to stand on, which goes where the text ends.
        let (before, after) = text.as_str().split_at_checked(caret.unwrap_or_default()).unwrap_or((text.as_str(), ""));
        let is_last = caret.is_some() && cluster::columns(after) == 0;
        let whole = format!("{text}{}", if is_last { " " } else { "" });
        let ordered = self.ordered(&whole);
        let at = caret.and_then(|_| {
            let (at, places) = (before.chars().count(), || ordered.iter().map(|cluster| cluster.char_idx));
            places().filter(|idx| *idx <= at).max().or_else(|| places().min())
        });
        let used = ordered.iter().fold(0_u16, |sum, cluster| sum.saturating_add(cluster.columns));
        let mut rest = if is_right { field.last(used) } else { field };
        let mut found = None;
        for cluster in &ordered {
            let place = rest.first(cluster.columns);
            let is_caret = at == Some(cluster.char_idx) && place.width > 0;
            let role = if is_caret { Role::Cursor } else { Role::Typed };
            if self.look.is_unicode {
                self.put(place.x, place, cluster.text, theme::style(self.look, role));
            } else {
                self.put(place.x, place, &text::ascii(cluster.text), theme::style(self.look, role));
            }
            found = if is_caret { Some(place.x) } else { found };
            rest = rest.skip(cluster.columns);
        }
        found
    }

    /// One sign of one column.
    pub(super) fn sign(&mut self, field: Field, sign: &'static str, role: Role) {
        let style = theme::style(self.look, role);
        self.part(field);
        if field.width > 0
            && let Some(cell) = self.buffer.cell_mut(Position::new(field.x, field.y))
        {
            *cell = Cell::new(sign);
            cell.set_style(style);
        }
    }

    /// The same sign all along.
    pub(super) fn fill(&mut self, field: Field, sign: &'static str, role: Role) {
        let mut inked = Cell::new(sign);
        inked.set_style(theme::style(self.look, role));
        self.part(field);
        for x in field.x..field.x.saturating_add(field.width) {
            if let Some(cell) = self.buffer.cell_mut(Position::new(x, field.y)) {
                cell.clone_from(&inked);
            }
        }
    }

    /// Wipes an area to paint over; half of a wide character at its edge goes too.
    pub(super) fn wipe(&mut self, area: Area) {
        for y in area.y..area.y.saturating_add(area.height) {
            self.part(Field { x: area.x, y, width: area.width });
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Half of a wide character before the field would hide what is painted there.
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

    fn write(&mut self, field: Field, ink: Ink<'_>, role: Role, is_right: bool) -> u16 {
        let shown = self.shown(ink.as_str(), field.width);
        let used = cluster::columns(&shown);
        let field = if is_right { field.last(used) } else { field };
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

    /// The text as far as it fits, in the signs there are.
    fn shown<'t>(&self, text: &'t str, width: u16) -> Cow<'t, str> {
        if self.look.is_unicode {
            return cluster::cut(text, width, self.glyphs.ellipsis);
        }
        match text::ascii(text) {
            Cow::Borrowed(text) => cluster::cut(text, width, self.glyphs.ellipsis),
            Cow::Owned(text) => Cow::Owned(cluster::cut(&text, width, self.glyphs.ellipsis).into_owned()),
        }
    }

    fn ordered<'t>(&self, shown: &'t str) -> Vec<Cluster<'t>> {
        if self.look.reorders {
            let base = if self.is_right_to_left { Base::RightToLeft } else { Base::FirstStrong };
            bidi::visual(shown, base)
        } else {
            cluster::clusters(shown).collect()
        }
    }

    fn spread(&mut self, field: Field, ordered: &[Cluster<'_>], style: impl Fn(&Cluster<'_>) -> Style) -> u16 {
        let mut used = 0;
        for cluster in ordered {
            self.put(field.x.saturating_add(used), field, cluster.text, style(cluster));
            used += cluster.columns;
        }
        used
    }

    fn put(&mut self, x: u16, field: Field, text: &str, style: Style) {
        let end = field.x.saturating_add(field.width);
        if x < end && self.buffer.area().contains(Position::new(x, field.y)) {
            self.buffer.set_stringn(x, field.y, text, usize::from(end - x), style);
        }
    }
}

#[cfg(test)]
mod tests;
