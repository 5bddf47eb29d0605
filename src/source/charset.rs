//! From the bytes of a file to text in UTF-8. Must not know delimiters, rows or columns.
//! Invariant: what is read is UTF-8, or was said to be.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::bytes::Bytes;

/// How a file is packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    #[default]
    Plain,
    /// Gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// How the bytes of a file become text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// How it is packed.
    pub packing: Packing,
    /// The name of its encoding: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Does the map say which encoding it is?
    pub is_given: bool,
    /// Does it begin with a byte order mark?
    pub has_mark: bool,
}

/// A file as text.
pub struct Text<'a> {
    /// UTF-8 without a byte order mark.
    pub reader: Box<dyn Read + Send + 'a>,
    /// How it became that.
    pub script: Script,
    /// How many bytes of the file itself were taken so far.
    pub taken: Arc<AtomicU64>,
}

/// Why a file cannot be read as text, and what helps.
#[derive(Debug)]
pub enum Foreign {
    /// It is no text that can be read.
    Unreadable(String, &'static str),
    /// The system said no.
    Failed(io::Error),
}

/// Opens a file as text.
///
/// # Errors
///
/// Where it is packed or written in a way that is not known, or the system says no.
pub fn open<'a>(bytes: &'a dyn Bytes, encoding: Option<&str>) -> Result<Text<'a>, Foreign> {
    let _ = encoding;
    let taken = Arc::new(AtomicU64::new(0));
    let reader = Counted { input: bytes.reader_at(0).map_err(Foreign::Failed)?, taken: Arc::clone(&taken) };
    Ok(Text { reader: Box::new(reader), script: Script { encoding: "UTF-8", ..Script::default() }, taken })
}

/// Counts the bytes that go by.
struct Counted<R> {
    input: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.taken.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
