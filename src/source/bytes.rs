//! The bytes of a file, to be read by several at once.
//! Invariant: readers do not move each other: each has an offset of its own.

use std::io::{self, Read};

/// Bytes that can be read more than once, from any offset on.
pub trait Bytes: Sync {
    /// A reader of all that follows the offset.
    ///
    /// # Errors
    ///
    /// When the system says no.
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>>;

    /// How many bytes there are, as far as is known.
    fn size(&self) -> u64;
}

impl Bytes for &[u8] {
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        Ok(Box::new(self.get(from..).unwrap_or_default()))
    }

    fn size(&self) -> u64 {
        self.len() as u64
    }
}
