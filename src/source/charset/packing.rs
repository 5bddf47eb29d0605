//! How a file is packed, and unpacking it as it streams by.
//! Invariant: a packed file is read to its end, or an error says why not.

use std::fmt;
use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::frames::Frames;

/// How many bytes of a packed file may come out.
const LARGEST: u64 = 8 * 1024 * 1024 * 1024;

/// How many packed bytes are read at once.
const BLOCK: usize = 64 * 1024;

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

impl Packing {
    /// What the first bytes of a file say.
    pub(super) fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            // A frame, or one to be skipped.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            _ => Self::Plain,
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// What is wrong with a packed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It ends too early.
    CutOff(Packing),
    /// It does not hold what its packing asks for, or its checksum is another.
    Broken(Packing),
    /// More comes out of it than is read.
    TooLarge(Packing),
    /// Unpacking it would take too much memory.
    WideWindow,
    /// It was packed with a dictionary that is not in it.
    NeedsDictionary,
}

impl Damage {
    /// The damage that an error of a reader is about.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    /// What helps.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::CutOff(_) | Self::Broken(_) => "pack it again, or fetch it again where it came from",
            Self::TooLarge(_) => "split it into several sources",
            Self::WideWindow => "pack it again without `--long` and `--ultra`",
            Self::NeedsDictionary => "pack it again without a dictionary",
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutOff(packing) => write!(f, "the {} file is cut off, its end is missing", packing.name()),
            Self::Broken(packing) => write!(f, "the {} file is damaged", packing.name()),
            Self::TooLarge(packing) => {
                write!(f, "the {} file holds more than {} GiB", packing.name(), LARGEST / 1024 / 1024 / 1024)
            }
            Self::WideWindow => write!(f, "the zstd file needs more than 128 MiB of memory to be unpacked"),
            Self::NeedsDictionary => write!(f, "the zstd file needs a dictionary to be unpacked"),
        }
    }
}

impl std::error::Error for Damage {}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::new(io::ErrorKind::InvalidData, damage)
    }
}

/// What comes out of a packed file.
pub(super) fn unpack<'a>(input: impl Read + Send + 'a, packing: Packing) -> Box<dyn Read + Send + 'a> {
    let input = BufReader::with_capacity(BLOCK, input);
    match packing {
        Packing::Plain => Box::new(input),
        Packing::Gzip => Box::new(Unpacked::new(MultiGzDecoder::new(input), packing, LARGEST)),
        Packing::Zstd => Box::new(Unpacked::new(Frames::new(input), packing, LARGEST)),
    }
}

/// What comes out of a packed file, up to a limit.
pub(super) struct Unpacked<R> {
    input: R,
    packing: Packing,
    n_left: u64,
    /// Once damaged, nothing more comes.
    damage: Option<Damage>,
}

impl<R: Read> Unpacked<R> {
    /// At most so many bytes of it.
    pub(super) fn new(input: R, packing: Packing, most: u64) -> Self {
        Self { input, packing, n_left: most, damage: None }
    }

    fn damage(&self, error: &io::Error) -> Option<Damage> {
        Damage::of(error).or(match error.kind() {
            io::ErrorKind::UnexpectedEof => Some(Damage::CutOff(self.packing)),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Some(Damage::Broken(self.packing)),
            _ => None,
        })
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(damage) = self.damage {
            return Err(damage.into());
        }
        let n = match self.input.read(buffer) {
            Ok(n) => n,
            Err(error) => {
                self.damage = self.damage(&error);
                return Err(self.damage.map_or(error, io::Error::from));
            }
        };
        let Some(n_left) = self.n_left.checked_sub(n as u64) else {
            let damage = Damage::TooLarge(self.packing);
            self.damage = Some(damage);
            return Err(damage.into());
        };
        self.n_left = n_left;
        Ok(n)
    }
}
