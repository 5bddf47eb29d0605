//! Reads the frames of a Zstandard file, one after the other.
//! Invariant: no more than one window and one block is held in memory.

use std::error::Error;
use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::packing::{Damage, Packing};

/// How far back a frame may refer: what `zstd -d` takes without being asked.
const WIDEST_WINDOW: u64 = 128 * 1024 * 1024;

/// What comes out of the frames.
pub(super) struct Frames<R> {
    input: R,
    decoder: FrameDecoder,
    is_within: bool,
}

impl<R: BufRead> Frames<R> {
    /// Nothing read yet.
    pub(super) fn new(input: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WIDEST_WINDOW);
        Self { input, decoder, is_within: false }
    }

    /// Goes to the next frame with something in it; is there one?
    fn begin(&mut self) -> io::Result<bool> {
        while !self.input.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.input) {
                Ok(()) => {
                    self.is_within = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let length = u64::from(length);
                    if io::copy(&mut self.input.by_ref().take(length), &mut io::sink())? < length {
                        return Err(Damage::CutOff(Packing::Zstd).into());
                    }
                }
                Err(error) => return Err(said(&error)),
            }
        }
        Ok(false)
    }

    /// Is what came out what went in? Not every frame tells.
    fn check(&self) -> io::Result<()> {
        let is_same = match self.decoder.get_checksum_from_data() {
            None => true,
            told => told == self.decoder.get_calculated_checksum(),
        };
        if is_same { Ok(()) } else { Err(Damage::Broken(Packing::Zstd).into()) }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.is_within && !self.begin()? {
                return Ok(0);
            }
            let n = self.decoder.read(buffer)?;
            if n > 0 {
                return Ok(n);
            }
            if self.decoder.is_finished() {
                self.is_within = false;
                self.check()?;
            } else {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.input, one).map_err(|error| said(&error))?;
            }
        }
    }
}

/// What an error of the decoder is about: the system, the end of the file, or what is in it.
fn said(error: &FrameDecoderError) -> io::Error {
    match error {
        FrameDecoderError::WindowSizeTooBig { .. } => return Damage::WideWindow.into(),
        FrameDecoderError::DictNotProvided { .. } => return Damage::NeedsDictionary.into(),
        _ => {}
    }
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(own) = cause {
        match own.downcast_ref::<io::Error>().map(io::Error::kind) {
            Some(io::ErrorKind::UnexpectedEof) => return Damage::CutOff(Packing::Zstd).into(),
            Some(io::ErrorKind::Other | io::ErrorKind::InvalidData) | None => cause = own.source(),
            Some(kind) => return kind.into(),
        }
    }
    Damage::Broken(Packing::Zstd).into()
}
