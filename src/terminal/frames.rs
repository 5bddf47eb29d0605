//! Whole frames: what changed on the screen becomes one write. `ratatui::Terminal` says what changed.
//! Invariant: a frame equal to the one shown writes nothing.
//!
//! Where a pane lies and what is in it is told by `ui`, so there are no layouts and no widgets here.

use std::io;
use std::sync::Arc;

use crossterm::queue;
use crossterm::terminal::{self as commands, BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size as Columns};

use super::encode::{Encoder, RESET};
use super::tty::Tty;
use crate::app::Size;
use crate::app::view::Links;

/// What is on the terminal, and how it is changed.
#[derive(Debug)]
pub(super) struct Frames {
    tty: Arc<Tty>,
    /// Kept here, too: to erase the rest of a row one must know that it is blank, and a gap is written again from it.
    shown: Buffer,
    encoder: Encoder,
    bytes: Vec<u8>,
    /// How many of the bytes begin a frame.
    n_begun: usize,
}

impl Frames {
    /// A blank screen.
    pub(super) fn new(tty: Arc<Tty>, size: Size) -> io::Result<Self> {
        let mut frames = Self { tty, shown: blank(size), encoder: Encoder::new(), bytes: Vec::new(), n_begun: 0 };
        frames.begin()?;
        Ok(frames)
    }

    /// The next frame has this size.
    pub(super) fn resize(&mut self, size: Size) {
        self.shown.resize(area(size));
    }

    /// What the next frame leads to.
    pub(super) fn lead(&mut self, links: Links) {
        self.encoder.lead(links);
    }

    fn begin(&mut self) -> io::Result<()> {
        self.bytes.clear();
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        self.n_begun = self.bytes.len();
        Ok(())
    }
}

impl Backend for Frames {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        self.encoder.change(&mut self.shown, content, &mut self.bytes);
        Ok(())
    }

    /// The cursor is never seen, and is left at the caret all the same: input methods compose there.
    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Nobody needs it, and a terminal that is asked answers into the program.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.encoder.rest((x, y), &mut self.bytes);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// After this the screen is blank whatever was on it. A part of it is never asked for.
    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        if part != ClearType::All {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.begin()?;
        self.bytes.extend_from_slice(RESET);
        queue!(self.bytes, commands::Clear(commands::ClearType::All))?;
        self.shown.reset();
        self.encoder = Encoder::new();
        Ok(())
    }

    fn size(&self) -> io::Result<Columns> {
        Ok(self.shown.area.as_size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.shown.area.as_size(), pixels: Columns::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.len() == self.n_begun {
            return Ok(());
        }
        queue!(self.bytes, EndSynchronizedUpdate)?;
        let written = self.tty.write(&self.bytes);
        self.begin()?;
        written
    }
}

/// A frame without anything on it.
pub(super) fn blank(size: Size) -> Buffer {
    Buffer::empty(area(size))
}

/// All cells of a screen.
pub(super) fn area(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height)
}
