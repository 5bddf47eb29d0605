//! Which scale the answers of a column are on, and which of its codes lie outside.
//! Invariant: no number is taken for "no answer" unless somebody is asked; a doubt says what yes does.

mod sisters;
mod span;
#[cfg(test)]
mod tests;

pub(in crate::source) use self::sisters::Sisters;
use self::sisters::{Counts, counts, highest, is_candidate, is_nps};
use self::span::{FEW, Telling};
use super::column::Column;
use super::hints::{self, Hint, has};
use super::words::{self, counted, grouped};
use crate::metric::Kind;

/// In how many cells a code stands at least that somebody is asked about.
const LEAST: u64 = 5;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Scale {
    /// NPS, CSAT or CES.
    pub(in crate::source) kind: Kind,
    /// Lowest and highest answer.
    pub(in crate::source) ends: (i32, i32),
    /// Codes that mean "no answer": words that say so, and where there is a doubt numbers that it names.
    pub(in crate::source) missing: Vec<String>,
    /// What is on it, what is not, and how the ends were told.
    pub(in crate::source) reasons: Vec<String>,
    /// What is asked where something could be otherwise: how many answers there are, and what is not among them.
    pub(in crate::source) found: Vec<String>,
    /// What could be otherwise: then somebody is asked.
    pub(in crate::source) doubts: Vec<String>,
}

/// The scale of a column, where its answers are on one.
pub(in crate::source) fn tell(column: &Column, sisters: &Sisters<'_>) -> Option<Scale> {
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
    if !is_named && (is_other && hints::scale(name).is_none() || is_unordered(column, &counts)) {
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
            (Kind::Nps, (0, 10))
        }
    } else {
        (usual, telling.block(usual, is_named)?)
    };
    if !is_named {
        telling.doubt("its name does not say what is asked");
    }
    Some(settle(telling, kind, ends))
}

/// Are these codes, which have no order? A name may say so, numbers that go on beyond every scale, or that of six or more
/// each is as frequent as it likes: answers to one question are most like their neighbors.
fn is_unordered(column: &Column, counts: &Counts) -> bool {
    if has(&column.name, Hint::Code) || column.name.to_lowercase().ends_with("date") {
        return true;
    }
    let is_beyond = |whole: i64| column.wholes().iter().any(|(own, _)| *own == whole);
    if is_beyond(10) && is_beyond(11) && is_beyond(12) {
        return true;
    }
    let met: Vec<f64> = counts.iter().filter(|n| **n > 0).map(|n| as_float(*n)).collect();
    let n: u64 = counts.iter().sum();
    if met.len() < 6 || n < FEW {
        return false;
    }
    let mean = met.iter().sum::<f64>() / as_float(met.len() as u64);
    let spread: f64 = met.iter().map(|own| (own - mean).powi(2)).sum();
    let steps: f64 = met.iter().zip(met.iter().skip(1)).map(|(one, next)| (next - one).powi(2)).sum();
    // Von Neumann's ratio: about 2 where neighbors are no more alike than others.
    steps > spread * if met.len() < 8 { 1.6 } else { 1.2 }
}

#[expect(clippy::cast_precision_loss, reason = "rows are far fewer than 2^53")]
fn as_float(n: u64) -> f64 {
    n as f64
}

/// Says of every code outside the ends how often it stands there. Words that say so are "no answer"; of a number that is
/// nobody knows: where it is frequent somebody is asked, else it is off the scale and told as left out.
fn settle(mut telling: Telling<'_, '_>, kind: Kind, (low, high): (i32, i32)) -> Scale {
    let is_on = |whole: i64| (i64::from(low)..=i64::from(high)).contains(&whole);
    let mut missing: Vec<String> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    let wholes = telling.column.wholes();
    let n_answers: u64 = wholes.iter().filter(|(whole, _)| is_on(*whole)).map(|(_, n)| n).sum();
    for (whole, n) in wholes.iter().copied().filter(|(whole, _)| !is_on(*whole)) {
        let standing = telling.standing(whole, n);
        let is_near = whole >= 0 && (whole + 1 == i64::from(low) || whole == i64::from(high) + 1);
        let is_frequent = !telling.is_rare(n) && (is_near || n >= LEAST);
        if is_frequent && is_near {
            telling.doubt(format!("{standing}, beyond {low} to {high}: yes leaves them out as off the scale"));
        } else if is_frequent && is_code(whole) {
            telling.doubt(format!("{standing}, far off {low} to {high}: yes takes it for \"no answer\""));
            missing.push(whole.to_string());
        } else {
            told.push(format!("{standing}, off the scale: left out"));
        }
    }
    if kind == Kind::Nps && telling.n(0) == 0 && telling.n(1) > 0 && n_answers >= FEW {
        let is_shifted = wholes.iter().any(|(whole, _)| *whole == 11);
        telling.doubt(if is_shifted {
            "0 never occurs: if 1 to 11 stand for 0 to 10, say no and take 1 off in the file"
        } else {
            "0 never occurs: if it was asked from 1 to 10, say no"
        });
    }
    for value in telling.column.fractions() {
        let n = counted(value.n, "cell");
        telling.doubt(format!(
            "{} stands in {n}, as in the row of a total or an average: yes leaves it out",
            words::told(&value.text)
        ));
    }
    for value in telling.column.odd_values() {
        let cells = counted(value.n, "cell");
        if hints::is_no_answer(&value.text) {
            told.push(format!("{} stands in {cells} and says \"no answer\"", words::told(&value.text)));
            missing.push(value.text.clone());
        } else {
            told.push(format!("{} stands in {cells} and is no number: left out", words::told(&value.text)));
        }
    }
    let blank =
        if telling.column.n_blank > 0 { format!(", {} blank", grouped(telling.column.n_blank)) } else { String::new() };
    let summary = format!("{low} to {high} in {}{blank}", counted(n_answers, "cell"));
    let found =
        std::iter::once(format!("{}{blank}", counted(n_answers, "answer"))).chain(told.iter().cloned()).collect();
    let reasons = std::iter::once(summary).chain(told).chain(telling.reasons).collect();
    Scale { kind, ends: (low, high), missing, reasons, found, doubts: telling.doubts }
}

/// Is it a number that people take for "no answer": -1, 9, 55, 97, 99, 999?
fn is_code(whole: i64) -> bool {
    let digits = whole.to_string();
    let is_one_digit = digits.chars().all(|digit| digits.starts_with(digit));
    whole < 0 || is_one_digit || digits.trim_start_matches('9').len() == 1 && digits.ends_with(['6', '7', '8'])
}
