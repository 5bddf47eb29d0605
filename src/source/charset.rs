//! From the bytes of a file to text in UTF-8: unpacked, and out of whatever encoding it is in.
//! Invariant: what is read is UTF-8, or was said to be; a packed file that is cut off is never taken for a short one.

mod decoded;
mod foreign;
mod frames;
mod label;
mod letters;
mod packing;
#[cfg(test)]
mod tests;

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::UTF_8;

use self::decoded::Decoded;
pub use self::decoded::Faults;
pub(crate) use self::label::fault;
use self::letters::Letters;
pub use self::packing::{Damage, Packing};
use super::bytes::Bytes;

/// How many bytes at the start of a file tell its encoding.
const HEAD: u64 = 256 * 1024;

/// How many more places of an unpacked file are looked at.
const N_PROBES: u64 = 8;

/// How many bytes at each of them.
const PROBE: u64 = 16 * 1024;

/// How the bytes of a file become text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// How it is packed.
    pub packing: Packing,
    /// The name of its encoding: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Does the map say which encoding it is? Not where a byte order mark says otherwise.
    pub is_given: bool,
    /// Does it begin with a byte order mark?
    pub has_mark: bool,
}

/// A file as text.
pub struct Text<'a> {
    /// UTF-8 without a byte order mark. What is UTF-8 in the file comes as it is, right or wrong.
    pub reader: Box<dyn Read + Send + 'a>,
    /// How it became that.
    pub script: Script,
    /// How many bytes of the file itself were taken so far.
    pub taken: Arc<AtomicU64>,
    /// What did not fit the encoding so far.
    pub faults: Arc<Faults>,
}

/// Why a file cannot be read as text, and what helps.
#[derive(Debug)]
pub enum Foreign {
    /// It is no text that can be read.
    Unreadable(String, &'static str),
    /// The system said no.
    Failed(io::Error),
}

impl Foreign {
    /// What an error of a reader says, which may be about the packing.
    fn of(error: io::Error) -> Self {
        match Damage::of(&error) {
            Some(damage) => Self::Unreadable(damage.to_string(), damage.help()),
            None => Self::Failed(error),
        }
    }
}

/// Opens a file as text. `wanted` is the label of its encoding, where the map gives one.
///
/// # Errors
///
/// Where it is packed or written in a way that is not known, or the system says no.
pub fn open<'a>(bytes: &'a dyn Bytes, wanted: Option<&str>) -> Result<Text<'a>, Foreign> {
    let unreadable = |(why, help): (&str, &'static str)| Foreign::Unreadable(why.to_owned(), help);
    let raw = head(&mut *bytes.reader_at(0).map_err(Foreign::Failed)?).map_err(Foreign::Failed)?;
    let packing = Packing::of(&raw);
    let taken = Arc::new(AtomicU64::new(0));
    let counted = |offset| {
        taken.store(offset, Ordering::Relaxed);
        Ok(Passing::new(bytes.reader_at(offset).map_err(Foreign::Failed)?, &taken))
    };
    let (sample, probes, rest) = if packing == Packing::Plain {
        (raw, probes(bytes).map_err(Foreign::Failed)?, None)
    } else {
        let mut unpacked = packing::unpack(counted(0)?, packing);
        (head(&mut *unpacked).map_err(Foreign::of)?, Vec::new(), Some(unpacked))
    };
    if let Some(refused) = foreign::foreign(&sample, packing) {
        return Err(unreadable(refused));
    }
    let letters = Letters::told(&sample, &probes, wanted).map_err(unreadable)?;
    let mark = letters.mark;
    let reader: Box<dyn Read + Send + 'a> = match rest {
        None => Box::new(counted(mark as u64)?),
        Some(rest) => {
            let mut sample = Cursor::new(sample);
            sample.set_position(mark as u64);
            Box::new(sample.chain(rest))
        }
    };
    let faults = Arc::<Faults>::default();
    let reader = if letters.encoding == UTF_8 {
        reader
    } else {
        Box::new(Decoded::new(reader, letters.encoding, Arc::clone(&faults)))
    };
    let script = Script { packing, encoding: letters.encoding.name(), is_given: letters.is_given, has_mark: mark > 0 };
    Ok(Text { reader, script, taken, faults })
}

/// The first bytes, whatever the pieces they come in.
fn head(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(HEAD).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Bytes of places spread over what follows the head, the end of the file among them.
fn probes(bytes: &dyn Bytes) -> io::Result<Vec<Vec<u8>>> {
    let rest = bytes.size().saturating_sub(HEAD);
    let n_probes = N_PROBES.min(rest.div_ceil(PROBE));
    let last = bytes.size().saturating_sub(PROBE).max(HEAD);
    let place = |idx: u64| HEAD + (last - HEAD) / n_probes * idx;
    let places = (1..n_probes).map(place).chain((n_probes > 0).then_some(last));
    places
        .map(|offset| {
            let mut probe = Vec::new();
            bytes.reader_at(offset)?.take(PROBE).read_to_end(&mut probe)?;
            Ok(probe)
        })
        .collect()
}

/// Counts the bytes that go by.
pub(super) struct Passing<R> {
    input: R,
    taken: Arc<AtomicU64>,
}

impl<R> Passing<R> {
    /// None have gone by yet; `taken` counts on from where it is.
    pub(super) fn new(input: R, taken: &Arc<AtomicU64>) -> Self {
        Self { input, taken: Arc::clone(taken) }
    }
}

impl<R: Read> Read for Passing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.taken.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
