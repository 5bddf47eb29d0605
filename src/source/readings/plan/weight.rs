//! The column that says how much a row weighs.
//! Invariant: a weight is above 0, and not so small that its square would be lost.

use super::super::answer::{Answer, Codes, Reader, Rule};
use super::super::ledger::{Reason, Refusal};
use super::super::records::Record;
use crate::journey::Source;

/// The least that a row may weigh.
const LEAST_WEIGHT: f64 = 1e-6;
/// The most.
const MOST_WEIGHT: f64 = 1e6;

/// A column of weights.
#[derive(Clone, Debug)]
pub(in super::super) struct WeightColumn {
    column: usize,
    reader: Reader,
}

impl WeightColumn {
    /// The weights of a source.
    pub(super) fn new(column: usize, source: &Source, takes_comma: bool) -> Self {
        let missing = Codes::new(source.missing.iter().map(String::as_str));
        let rule = Rule::Number { low: LEAST_WEIGHT, high: MOST_WEIGHT };
        Self { column, reader: Reader::new(rule, missing, takes_comma) }
    }

    /// Its place in the file.
    pub(in super::super) const fn column(&self) -> usize {
        self.column
    }

    /// How much a row weighs, or why it weighs nothing.
    pub(in super::super) fn read(&self, record: &Record<'_>) -> Result<f64, Refusal> {
        match self.reader.read(record.cell(self.column)) {
            Ok(Answer::Number(weight)) => Ok(weight),
            Err(Reason::Blank | Reason::MissingCode) => Err((Reason::NoWeight, self.column)),
            Ok(_) | Err(_) => Err((Reason::BadWeight, self.column)),
        }
    }
}
