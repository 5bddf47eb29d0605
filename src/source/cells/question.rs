//! What may be asked of a row, and what it answers. A shape says once for a file what it asks; which shape that was is
//! not known here, nor are places and counts.
//! Invariant: a row that is about another metric answers nothing, and is not to blame for it.

use super::answer::{Answer, Reader, Rule, outside};
use super::case::Outcome;
use super::ledger::{Reason, Refusal};
use super::records::Record;
use crate::metric::{Batch, Measure};

/// The most people that may stand behind one row of a series or funnel.
const MOST_PEOPLE: f64 = 1e12;

/// What is asked of a row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) enum RowQuestion {
    /// One cell.
    Cell {
        /// Its column.
        column: usize,
        /// How it is read.
        reader: Reader,
    },
    /// Nothing but that the row is there.
    Row,
    /// A value that stands for answers.
    Figure {
        /// The column that names the metric, and the name there.
        metric: Option<(usize, String)>,
        /// The column of the value.
        value: usize,
        /// The column of the number of answers.
        n: Option<usize>,
        /// The column of the standard deviation.
        sd: Option<usize>,
        /// What the value is.
        measure: Measure,
        /// How numbers are read.
        reader: Reader,
    },
    /// So many of so many.
    Share {
        /// The column of how many there are.
        all: usize,
        /// The column of how many of them did it.
        hits: usize,
        /// Are those counted who did not?
        counts_others: bool,
        /// How numbers are read.
        reader: Reader,
    },
    /// How a case came out.
    Case(Outcome),
    /// One cell that takes long: it is asked when the file is read again.
    Later {
        /// Its column.
        column: usize,
        /// How it is read.
        reader: Reader,
    },
}

/// How numbers are written in the file.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Dialect {
    /// May a comma stand for the decimal point?
    pub(in crate::source) takes_comma: bool,
}

impl RowQuestion {
    /// The rule of its cell, where it is about one.
    pub(in crate::source) fn rule(&self) -> Option<&Rule> {
        match self {
            Self::Cell { reader, .. } => Some(&reader.rule),
            Self::Row | Self::Figure { .. } | Self::Share { .. } | Self::Case(_) | Self::Later { .. } => None,
        }
    }

    /// The column that its answer is told beside, where it is read from one.
    pub(in crate::source) fn home(&self) -> Option<usize> {
        match self {
            Self::Cell { column, .. } | Self::Figure { value: column, .. } | Self::Share { hits: column, .. } => {
                Some(*column)
            }
            Self::Row | Self::Case(_) | Self::Later { .. } => None,
        }
    }

    /// The column whose blanks are told once, however many ask for it. Of figures those of each metric are, no row is
    /// of two.
    pub(in crate::source) fn blank(&self) -> Option<(usize, &str)> {
        match self {
            Self::Cell { column, .. } | Self::Share { all: column, .. } => Some((*column, "")),
            Self::Figure { value, metric, .. } => Some((*value, metric.as_ref().map_or("", |(_, id)| id.as_str()))),
            Self::Row | Self::Case(_) | Self::Later { .. } => None,
        }
    }

    /// Does an answer to it stand for many?
    pub(in crate::source) const fn is_of_many(&self) -> bool {
        matches!(self, Self::Figure { .. } | Self::Share { .. })
    }

    /// The answer of a row; `None` where the row is about another metric.
    pub(in crate::source) fn answer(&self, record: &Record<'_>) -> Result<Option<Answer>, Refusal> {
        match self {
            Self::Cell { column, reader } => {
                let cell = record.get(*column).unwrap_or_default();
                reader.read(cell).map(Some).map_err(|reason| (reason, *column))
            }
            Self::Row => Ok(Some(Answer::Sum(1.0))),
            // What is asked of a case is asked of several cells at once.
            Self::Case(_) | Self::Later { .. } => Ok(None),
            Self::Figure { metric: Some((column, id)), .. }
                if !record.cell(*column).eq_ignore_ascii_case(id.as_bytes()) =>
            {
                Ok(None)
            }
            Self::Figure { value, n, sd, measure, reader, .. } => {
                series(record, reader, (*value, *n, *sd), measure).map(Some)
            }
            Self::Share { all, hits, counts_others, reader } => {
                let n = people(record, reader, *all)?;
                let through = people(record, reader, *hits)?;
                if n == 0 {
                    return Err((Reason::Blank, *all));
                }
                let left = n.checked_sub(through).ok_or((Reason::MoreThanEntered, *hits))?;
                Ok(Some(Answer::Share { hits: if *counts_others { left } else { through }, n }))
            }
        }
    }
}

/// A whole number of people.
fn people(record: &Record<'_>, reader: &Reader, column: usize) -> Result<u64, Refusal> {
    let value = reader.number(record.cell(column)).map_err(|reason| (reason, column))?;
    if !(0.0..=MOST_PEOPLE).contains(&value) {
        return Err((Reason::OutOfRange, column));
    }
    if value.fract() != 0.0 {
        return Err((Reason::NotWhole, column));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and checked to be in range")]
    Ok(value as u64)
}

/// A row of a series: its value stands for `n` answers.
fn series(
    record: &Record<'_>,
    reader: &Reader,
    (value_column, n_column, sd_column): (usize, Option<usize>, Option<usize>),
    measure: &Measure,
) -> Result<Answer, Refusal> {
    let text = record.cell(value_column);
    let text = text.strip_suffix(b"%").unwrap_or(text);
    let value = reader.number(text).map_err(|reason| (reason, value_column))?;
    let (low, high) = measure.bounds();
    let (low, high) = (low.max(-MOST_PEOPLE), high.min(MOST_PEOPLE));
    if !(low..=high).contains(&value) {
        return Err((outside(value, low, high), value_column));
    }
    let n = n_column.map(|column| people(record, reader, column)).transpose()?;
    if n == Some(0) {
        return Err((Reason::Blank, n_column.unwrap_or(value_column)));
    }
    let sd = sd_column.map(|column| record.cell(column)).filter(|cell| !cell.is_empty());
    let sd = sd.map(|cell| reader.number(cell).map_err(|reason| (reason, sd_column.unwrap_or(value_column))));
    let sd = sd.transpose()?;
    if let (Some(sd), Some(column)) = (sd, sd_column)
        && !(0.0..=MOST_PEOPLE).contains(&sd)
    {
        return Err((Reason::OutOfRange, column));
    }
    match n {
        _ if !measure.kind.is_estimate() => Ok(Answer::Sum(value)),
        // Each row is one number of its own.
        None if !measure.is_bounded() => Ok(Answer::Number(value)),
        None => Err((Reason::WithoutN, value_column)),
        Some(n) => Ok(Answer::Figure(Batch { value, n, sd })),
    }
}
