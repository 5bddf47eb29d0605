//! Whole frames: what was painted becomes one write. Must not know what is painted.
//! Invariant: a frame equal to the one shown writes nothing.

use std::io;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::encode::Pen;
use super::tty::Tty;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// After this the screen is blank whatever was on it. No query, so no answer to wait for.
const WIPE: &[u8] = b"\x1b[m\x1b[2J";

/// What is on the terminal, and how it is changed.
#[derive(Debug)]
pub(super) struct Screen {
    tty: Arc<Tty>,
    shown: Buffer,
    next: Buffer,
    pen: Pen,
    bytes: Vec<u8>,
    is_wiped: bool,
}

impl Screen {
    /// A blank screen.
    pub(super) fn new(tty: Arc<Tty>, (columns, rows): (u16, u16)) -> Self {
        let blank = Buffer::empty(Rect::new(0, 0, columns, rows));
        Self { tty, shown: blank.clone(), next: blank, pen: Pen::new(), bytes: Vec::new(), is_wiped: false }
    }

    /// The next frame is painted anew at this size, whatever is on the terminal.
    pub(super) fn wipe(&mut self, (columns, rows): (u16, u16)) {
        self.shown = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.next = self.shown.clone();
        self.pen = Pen::new();
        self.is_wiped = true;
    }

    /// A blank sheet of the screen's size to paint the next frame on.
    pub(super) fn sheet(&mut self) -> &mut Buffer {
        self.next.reset();
        &mut self.next
    }

    /// Shows what was painted. The cursor cannot be seen, but is left at the caret: input methods compose there.
    pub(super) fn commit(&mut self, caret: Option<(u16, u16)>) -> io::Result<()> {
        self.bytes.clear();
        self.bytes.extend_from_slice(BEGIN);
        if std::mem::take(&mut self.is_wiped) {
            self.bytes.extend_from_slice(WIPE);
        }
        self.pen.change(&self.shown, &self.next, &mut self.bytes);
        if let Some(caret) = caret {
            self.pen.rest(caret, &mut self.bytes);
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        if self.bytes.len() == BEGIN.len() {
            return Ok(());
        }
        self.bytes.extend_from_slice(END);
        self.tty.write(&self.bytes)
    }
}
