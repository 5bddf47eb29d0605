//! Why a source could not be read, as its author is told.
//! Invariant: whoever cancelled is told nothing.

use super::counts::SourceCounts;
use super::intake::{LONGEST_RECORD, Stopped};
use crate::journey::{Finding, Source, SourceReport, rule as rules};
use crate::source::charset::Damage;

/// Why a source could not be read.
#[derive(Debug)]
pub(super) struct Failure {
    line: u64,
    /// Why, in words.
    pub(super) message: String,
    help: Option<&'static str>,
    /// Was it cancelled? Then nothing is wrong.
    pub(super) is_cancelled: bool,
}

impl Failure {
    /// At a line; 0 where it is about the whole file.
    pub(super) fn new(line: u64, message: impl Into<String>, help: &'static str) -> Self {
        Self { line, message: message.into(), help: Some(help), is_cancelled: false }
    }

    /// Why the bytes stopped coming, and after which line.
    pub(super) fn of(stopped: &Stopped, line: u64) -> Self {
        match stopped {
            Stopped::Cancelled => Self { line, message: String::new(), help: None, is_cancelled: true },
            Stopped::TooLong => {
                let most = LONGEST_RECORD / 1024 / 1024;
                let message = format!("the row that begins on line {line} is longer than {most} MiB");
                Self::new(line, message, "look for a quote that is not closed")
            }
            Stopped::Failed(error) => {
                let stopped = || format!("reading stopped after line {line}: {}", error.kind());
                let damage = Damage::of(error);
                let message = damage.map_or_else(stopped, |damage| damage.to_string());
                Self { line, message, help: damage.map(Damage::help), is_cancelled: false }
            }
        }
    }

    /// As the author is told.
    pub(super) fn finding(&self, source: &Source) -> Finding {
        Finding {
            rule: &rules::UNREADABLE_SOURCE,
            message: self.message.clone(),
            help: self.help.map(str::to_owned),
            file: source.file.clone(),
            line: usize::try_from(self.line).unwrap_or_default(),
            column: usize::from(self.line > 0),
            excerpt: None,
            address: None,
        }
    }

    /// A source that gave nothing.
    pub(super) fn counts(&self, source: &Source) -> SourceCounts {
        let id = source.id.clone();
        if self.is_cancelled {
            let report = SourceReport { id, ..Default::default() };
            return SourceCounts { report, is_cancelled: true, ..Default::default() };
        }
        let report = SourceReport { id, failed: Some(self.message.clone()), ..Default::default() };
        SourceCounts { report, findings: vec![self.finding(source)], ..Default::default() }
    }
}
