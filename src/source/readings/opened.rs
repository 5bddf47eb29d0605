//! A source from its first byte to its header: which way it is written, what its columns are called, and whether its dates
//! need a look further down.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::counts::Progress;
use super::crew::Sharing;
use super::dialect::{LONGEST_HEADER, Layout, MOST_COLUMNS};
use super::failure::Failure;
use super::header::Header;
use super::intake::{Intake, Stopped};
use super::plan;
use super::records::Record;
use super::sheet::{Next, Sheet};
use super::width::Width;
use crate::journey::Question;
use crate::source::bytes::Bytes;
use crate::source::charset::{self, Faults, Foreign, Script};

/// How many rows are looked at to learn how dates are written.
pub(super) const SAMPLE: usize = 1_000;

/// What is to be counted.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) question: &'a Question,
    pub(super) bytes: &'a dyn Bytes,
    pub(super) sharing: Sharing,
}

/// A file whose header is read.
pub(super) struct Opened<'a> {
    pub(super) sheet: Sheet<'a, Box<dyn Read + Send + 'a>>,
    pub(super) layout: Layout,
    pub(super) header: Header,
    /// How wide its rows are.
    pub(super) width: Width,
    pub(super) script: Script,
    /// Bytes that mean nothing in its encoding, as far as it was read.
    pub(super) faults: Arc<Faults>,
}

impl<'a> Opened<'a> {
    /// The same file from its header on, once what else is known of it was learned before.
    pub(super) fn again(self) -> (Sheet<'a, Box<dyn Read + Send + 'a>>, Arc<Faults>) {
        (self.sheet, self.faults)
    }
}

/// Opens a file and reads its header.
pub(super) fn open<'a>(job: Job<'a>, progress: Progress<'a>) -> Result<Opened<'a>, Failure> {
    let source = &job.question.source;
    let text = charset::open(job.bytes, source.encoding.as_deref()).map_err(|foreign| match foreign {
        Foreign::Unreadable(why, help) => Failure::new(1, why, help),
        Foreign::Failed(error) => Failure::of(&Stopped::Failed(error), 1),
    })?;
    let intake = Intake::new(text.reader, job.sharing.size, text.taken, progress);
    let (sheet, layout, header) = start(job.question, intake)?;
    let width = Width { n_columns: header.names.len(), n_surplus: layout.n_surplus };
    Ok(Opened { sheet, layout, header, width, script: text.script, faults: text.faults })
}

/// Reads on until the dates tell day from month, or to the end where they never do.
///
/// * `is_enough` hears of every whole record, and says whether all is known now.
pub(super) fn scout<R: Read>(
    mut sheet: Sheet<'_, R>,
    width: Width,
    mut is_enough: impl FnMut(&Record<'_>) -> bool,
) -> Result<(), Failure> {
    let read = sheet.each(|record, _| {
        let is_decided = record.fits(width) && is_enough(&record);
        if is_decided { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match read {
        Err((Stopped::Cancelled, line)) => Err(Failure::of(&Stopped::Cancelled, line)),
        // The pass that counts tells of anything else.
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Recognizes the file and reads its header.
fn start<'a, R: Read>(
    question: &Question,
    mut intake: Intake<'a, R>,
) -> Result<(Sheet<'a, R>, Layout, Header), Failure> {
    let source = &question.source;
    if let Some(stopped) = intake.stopped() {
        return Err(Failure::of(&stopped, 1));
    }
    let given = match source.delimiter.map(u8::try_from) {
        None => None,
        Some(Ok(delimiter @ (b'\t' | b' '..=b'~'))) if delimiter != b'"' => Some(delimiter),
        Some(_) => {
            let help = "write the sign between two fields: delimiter = \";\"";
            return Err(Failure::new(0, "the delimiter is no single ASCII character", help));
        }
    };
    let layout = Layout::told(intake.prefix(), &plan::columns(question), given);
    let mut records = Sheet::new(intake, &layout);
    for _ in 0..layout.n_before {
        records.advance();
    }
    match records.advance() {
        Next::Record if records.record().len() > MOST_COLUMNS => {
            let why = format!("the header has {} columns, at most {MOST_COLUMNS} are read", records.record().len());
            Err(Failure::new(records.line(), why, "check the delimiter, or split the file"))
        }
        Next::Record if records.record().as_slice().len() > LONGEST_HEADER => {
            let why = format!("the header is longer than {} MiB", LONGEST_HEADER / 1024 / 1024);
            Err(Failure::new(records.line(), why, "look for a quote in it that is not closed"))
        }
        Next::Record => {
            let header = Header::new(records.record(), records.line(), &source.file);
            Ok((records, layout, header))
        }
        Next::End => Err(Failure::new(1, "the file is empty, expected a header", "name the columns in the first line")),
        Next::UnclosedQuote(line) => {
            Err(Failure::new(line, "a quote in the header is never closed", "close it, or take it out"))
        }
        Next::Stopped(stopped, line) => Err(Failure::of(&stopped, line)),
    }
}
