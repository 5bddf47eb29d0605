//! The one place that writes to standard output and standard error.
//! Invariant: no text makes a terminal do anything but show it.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write as _};

use crate::text;

pub(super) struct Printer {
    out: BufWriter<io::Stdout>,
}

impl Printer {
    pub(super) fn new() -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, io::stdout()) }
    }

    /// Prints text made of lines, each without control bytes.
    pub(super) fn lines(&mut self, text: &str) -> io::Result<()> {
        for line in text.lines() {
            self.out.write_all(text::plain(line).as_bytes())?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Prints what is safe already: a table, a frame with its colors, a picture, a man page.
    pub(super) fn made(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Flushes what is buffered.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Prints to standard error: lines without control bytes.
pub(super) fn complain(text: &str) {
    // If standard error is closed, there is nowhere to say so.
    let mut lines = text::plain_lines(text);
    lines.push('\n');
    io::stderr().write_all(lines.as_bytes()).ok();
}

/// JSON in which whatever a terminal may act on stands as `\uXXXX`: nothing is lost.
pub(super) fn escaped(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || text::is_plain(c) {
            safe.push(c);
        } else {
            let mut units = [0; 2];
            safe.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_every_character_and_shows_none_that_acts() {
        let odd = "a\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{200b}\u{e0041}\u{feff} שלום 旅客";
        let json = serde_json::to_string(odd).unwrap();
        let json = escaped(&json);
        assert!(json.contains("שלום 旅客"), "{json:?}");
        assert_eq!(text::plain(&json), json);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), odd);
    }
}
