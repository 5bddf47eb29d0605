//! What a row answers to one question. Must not know places or counts.
//! Invariant: a row that is about another metric answers nothing, and is not to blame for it.

use super::answer::{Answer, Reader, outside};
use super::ledger::{Reason, Refusal};
use super::plan::RowQuestion;
use super::records::Record;
use crate::metric::{Batch, Measure};

/// The most people that may stand behind one row of a series or funnel.
const MOST_PEOPLE: f64 = 1e12;

impl RowQuestion {
    /// The answer of a row; `None` where the row is about another metric.
    pub(super) fn answer(&self, record: &Record<'_>) -> Result<Option<Answer>, Refusal> {
        match self {
            Self::Cell { column, reader } => {
                let cell = record.get(*column).unwrap_or_default();
                reader.read(cell).map(Some).map_err(|reason| (reason, *column))
            }
            Self::Row => Ok(Some(Answer::Sum(1.0))),
            // What is asked of a case is asked of several cells at once.
            Self::Case(_) | Self::Later { .. } => Ok(None),
            Self::Series { metric: Some((column, id)), .. }
                if !record.cell(*column).eq_ignore_ascii_case(id.as_bytes()) =>
            {
                Ok(None)
            }
            Self::Series { value, n, sd, measure, reader, .. } => {
                series(record, reader, (*value, *n, *sd), measure).map(Some)
            }
            Self::Funnel { entered, completed, counts_those_who_left, reader } => {
                let n = people(record, reader, *entered)?;
                let through = people(record, reader, *completed)?;
                if n == 0 {
                    return Err((Reason::Blank, *entered));
                }
                let left = n.checked_sub(through).ok_or((Reason::MoreThanEntered, *completed))?;
                Ok(Some(Answer::Share { hits: if *counts_those_who_left { left } else { through }, n }))
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
