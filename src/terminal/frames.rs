//! Whole frames: what was painted becomes one write.
//! Invariant: a frame equal to the one shown writes nothing.

use std::io;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::encode::Encoder;
use super::tty::Tty;
use crate::app::Size;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// After this the screen is blank whatever was on it. No query, so no answer to wait for.
const WIPE: &[u8] = b"\x1b[m\x1b[2J";

/// What is on the terminal, and how it is changed.
#[derive(Debug)]
pub(super) struct Frames {
    tty: Arc<Tty>,
    shown: Buffer,
    encoder: Encoder,
    bytes: Vec<u8>,
    is_wiped: bool,
}

impl Frames {
    /// A blank screen.
    pub(super) fn new(tty: Arc<Tty>, size: Size) -> Self {
        Self { tty, shown: blank(size), encoder: Encoder::new(), bytes: Vec::new(), is_wiped: false }
    }

    /// The size of the next frame.
    pub(super) fn size(&self) -> Size {
        Size::new(self.shown.area.width, self.shown.area.height)
    }

    /// The next frame has this size and is written as a whole, whatever is on the terminal.
    pub(super) fn wipe(&mut self, size: Size) {
        self.shown = blank(size);
        self.encoder = Encoder::new();
        self.is_wiped = true;
    }

    /// Shows a frame, and leaves the one before in its place where they differ. The cursor cannot be seen, but is left at the caret: input methods compose there.
    pub(super) fn show(&mut self, frame: &mut Buffer, caret: Option<(u16, u16)>) -> io::Result<()> {
        self.bytes.clear();
        self.bytes.extend_from_slice(BEGIN);
        if std::mem::take(&mut self.is_wiped) {
            self.bytes.extend_from_slice(WIPE);
        }
        self.encoder.change(&self.shown, frame, &mut self.bytes);
        if let Some(caret) = caret {
            self.encoder.rest(caret, &mut self.bytes);
        }
        if self.bytes.len() == BEGIN.len() {
            return Ok(());
        }
        std::mem::swap(&mut self.shown, frame);
        self.bytes.extend_from_slice(END);
        self.tty.write(&self.bytes)
    }
}

fn blank(size: Size) -> Buffer {
    Buffer::empty(Rect::new(0, 0, size.width, size.height))
}
