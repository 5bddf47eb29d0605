//! Which scale the answers of a column are on, and which of its codes lie outside. Must not know the shape of the file.
//! Invariant: a code is never taken out without a word, and what could be otherwise is a doubt that says how.

mod sisters;
mod span;
#[cfg(test)]
mod tests;

pub(super) use self::sisters::Sisters;
use self::sisters::{counts, highest, is_candidate, is_nps};
use self::span::{FEW, Telling};
use super::column::Column;
use super::hints::{self, Hint, has};
use super::words::{self, counted, grouped};
use crate::metric::Kind;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// NPS, CSAT or CES.
    pub(super) kind: Kind,
    /// Lowest and highest answer.
    pub(super) ends: (i32, i32),
    /// Codes that mean "no answer".
    pub(super) missing: Vec<String>,
    /// Does the name say what is asked? If not, only the answers do.
    pub(super) is_named: bool,
    pub(super) reasons: Vec<String>,
}

/// The scale of a column, where its answers are on one.
pub(super) fn tell(column: &Column, sisters: &Sisters<'_>) -> Option<Scale> {
    if !is_candidate(column) {
        return None;
    }
    let name = &column.name;
    let counts = counts(column);
    let is_easy = has(name, Hint::Ease);
    let has_few = counts.iter().sum::<u64>() < FEW && sisters.with_top(5, name).is_empty();
    let is_ces = has(name, Hint::Ces) || is_easy && (highest(&counts) == Some(7) || has_few);
    let is_nps = is_nps(column, &counts);
    let is_named = is_nps || is_ces || has(name, Hint::Csat);
    let is_other = [Hint::Segment, Hint::Count, Hint::Amount, Hint::Duration].iter().any(|hint| has(name, *hint));
    if !is_named && is_other && hints::scale(name).is_none() {
        return None;
    }
    let mut telling = Telling::new(column, sisters, counts);
    let usual = if is_ces { Kind::Ces } else { Kind::Csat };
    let (kind, ends) = if let Some(ends) = hints::scale(name) {
        telling.reasons.push(format!("its name says {} to {}", ends.0, ends.1));
        (if ends == (0, 10) && (is_nps || !is_named) { Kind::Nps } else { usual }, ends)
    } else if is_nps && telling.is_up_to_ten() {
        telling.reasons.push("named like a recommendation, asked from 0 to 10".to_owned());
        (Kind::Nps, (0, 10))
    } else if telling.is_zero_to_ten() {
        if sisters.has_nps || is_named {
            (usual, (0, 10))
        } else {
            let n = telling.counts.iter().filter(|n| **n > 0).count();
            telling.reasons.push(format!("{n} different answers from 0 to 10: a recommendation, by its scale"));
            telling.doubt("if it asks for satisfaction, bind it as csat with scale = [0, 10]");
            (Kind::Nps, (0, 10))
        }
    } else {
        (usual, telling.block(usual, is_named)?)
    };
    let is_named = is_named || kind != Kind::Csat;
    Some(Scale { is_named, ..settle(telling, kind, ends) })
}

/// Says of every code outside the ends how often it stands there and why it is left out.
fn settle(mut telling: Telling<'_, '_>, kind: Kind, (low, high): (i32, i32)) -> Scale {
    let is_on = |whole: i64| (i64::from(low)..=i64::from(high)).contains(&whole);
    let mut missing: Vec<String> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    let wholes = telling.column.wholes();
    let mut n_answers = 0;
    for (whole, n) in &wholes {
        let taken = telling.codes.iter().find(|(code, _)| i64::try_from(*code) == Ok(*whole));
        let cells = counted(*n, "cell");
        match taken {
            _ if is_on(*whole) => {
                n_answers += n;
                continue;
            }
            Some((0, why)) => told.push(format!("0 stands in {cells}, {why}: it looks like a blank")),
            Some((code, why)) => told.push(format!("{code} stands in {cells}, {why}: it looks like \"not used\"")),
            None => {
                told.push(format!("{whole} stands in {cells} outside {low}-{high}, it looks like \"no answer\""));
            }
        }
        missing.push(whole.to_string());
    }
    if kind == Kind::Nps && telling.n(0) == 0 && n_answers >= FEW && missing.iter().any(|code| code == "11") {
        telling.doubt("0 does not occur: if 1 to 11 stand for 0 to 10, take 1 off in the file first");
    }
    for value in telling.column.odd_values() {
        let cells = counted(value.n, "cell");
        told.push(format!("{} stands in {cells} and is no number", words::told(&value.text)));
        missing.push(value.text.clone());
    }
    let blank =
        if telling.column.n_blank > 0 { format!(", {} blank", grouped(telling.column.n_blank)) } else { String::new() };
    let summary = format!("{low} to {high} in {}{blank}", counted(n_answers, "cell"));
    let reasons = std::iter::once(summary).chain(told).chain(telling.reasons).collect();
    Scale { kind, ends: (low, high), missing, is_named: true, reasons }
}
