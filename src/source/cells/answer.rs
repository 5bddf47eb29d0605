//! One cell to one answer.
//! Invariant: a blank cell or a missing code is never an answer, and never a zero.

use super::ledger::Reason;
use super::records::{Peeked, Record};
use crate::metric::kinds::AnswerRange;
use crate::metric::{Batch, Measure};
use crate::sentiment::{self, Language, Scoring};

/// The largest number taken for an amount, either way.
pub(in crate::source) const LARGEST: f64 = 1e12;

/// What a cell may hold.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) enum Rule {
    /// A whole answer of a scale.
    Whole {
        /// The lowest answer.
        low: i32,
        /// The highest answer.
        high: i32,
    },
    /// A number between two ends.
    Number {
        /// The least.
        low: f64,
        /// The most.
        high: f64,
    },
    /// A number to be summed up.
    Sum,
    /// Any text: that there is one counts.
    Filled,
    /// A comment: how it sounds counts.
    Comment(Language),
    /// A word for yes or one for no.
    YesNo {
        /// Words for yes; empty: all that is not a no.
        yes: Codes,
        /// Words for no; empty: all that is not a yes.
        no: Codes,
    },
}

impl Rule {
    /// The rule for cells of a metric.
    pub(in crate::source) fn of(measure: &Measure, yes: &[String], no: &[String]) -> Self {
        let row = measure.kind.row();
        match row.answers {
            AnswerRange::Whole => Self::Whole { low: measure.scale.0, high: measure.scale.1 },
            _ if !measure.kind.is_estimate() => Self::Sum,
            AnswerRange::OnScale | AnswerRange::NotNegative | AnswerRange::Any => {
                let (low, high) = row.answers.ends(measure.scale);
                Self::Number { low: low.max(-LARGEST), high: high.min(LARGEST) }
            }
            AnswerRange::YesNo if yes.is_empty() && no.is_empty() => {
                let words = |words: &[&str]| Codes::new(words.iter().copied());
                Self::YesNo { yes: words(&["1", "yes", "true"]), no: words(&["0", "no", "false"]) }
            }
            AnswerRange::YesNo => Self::YesNo {
                yes: Codes::new(yes.iter().map(String::as_str)),
                no: Codes::new(no.iter().map(String::as_str)),
            },
        }
    }
}

/// Codes a cell is compared with: as text whatever the case of Latin letters, and as numbers (`6` is `6.0`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::source) struct Codes {
    words: Vec<Vec<u8>>,
    numbers: Vec<f64>,
}

impl Codes {
    /// Codes from their texts; blank ones mean nothing, a blank cell is no answer anyway.
    pub(in crate::source) fn new<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for code in codes.map(str::trim).filter(|code| !code.is_empty()) {
            all.words.push(code.as_bytes().to_vec());
            all.numbers.extend(number(code.as_bytes(), false));
        }
        all
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn has_word(&self, cell: &[u8]) -> bool {
        self.words.iter().any(|word| word.eq_ignore_ascii_case(cell))
    }

    fn has_number(&self, value: f64) -> bool {
        self.numbers.contains(&value)
    }

    /// Is the cell one of them?
    pub(in crate::source) fn has(&self, cell: &[u8]) -> bool {
        self.has_word(cell)
            || !self.numbers.is_empty() && number(cell, false).is_some_and(|value| self.has_number(value))
    }
}

/// What a cell said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) enum Answer {
    /// A whole answer: how far above the lowest of its scale.
    Whole(usize),
    /// A number.
    Number(f64),
    /// A number to be summed up.
    Sum(f64),
    /// So many of n.
    Share {
        /// How many.
        hits: u64,
        /// Of how many.
        n: u64,
    },
    /// A figure that stands for many answers.
    Figure(Batch),
}

/// What a cell said that needs no closer look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) enum Glance {
    /// As [`Answer::Whole`].
    Whole(usize),
    /// As [`Answer::Number`], in millionths.
    Millionths(i64),
}

/// There is one.
const PRESENT: Glance = Glance::Millionths(1_000_000);

/// What a look at a cell tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) enum Look {
    /// This.
    Said(Glance),
    /// Nothing is in it.
    Blank,
    /// Nothing yet: it takes a closer look.
    Closer,
}

/// How cells are read.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Reader {
    /// What they may hold.
    pub(in crate::source) rule: Rule,
    /// Codes for "no answer".
    pub(in crate::source) missing: Codes,
    /// May a comma stand for the decimal point?
    pub(in crate::source) takes_comma: bool,
    /// What one and two digits say on a scale of whole answers: `0` to `9`, then `00` to `99`. Most cells of most
    /// surveys are such.
    short: Vec<Result<u16, Reason>>,
    /// Does any text count as one?
    takes_any: bool,
    /// The ends of a rule for numbers, in millionths.
    ends: (i64, i64),
}

impl Reader {
    /// A reader of cells.
    pub(in crate::source) fn new(rule: Rule, missing: Codes, takes_comma: bool) -> Self {
        let has_short = matches!(rule, Rule::Whole { .. });
        let ends = if let Rule::Number { low, high } = rule { (scaled(low), scaled(high)) } else { (0, 0) };
        let takes_any = rule == Rule::Filled && missing.is_empty();
        let mut reader = Self { rule, missing, takes_comma, short: Vec::new(), takes_any, ends };
        if has_short {
            let digits = b'0'..=b'9';
            let one = digits.clone().map(|a| vec![a]);
            let two = digits.clone().flat_map(|a| digits.clone().map(move |b| vec![a, b]));
            let read = |cell: Vec<u8>| match reader.read_any(&cell) {
                Ok(Answer::Whole(above)) => u16::try_from(above).map_err(|_| Reason::OutOfRange),
                Ok(_) => Err(Reason::NotWhole),
                Err(reason) => Err(reason),
            };
            reader.short = one.chain(two).map(read).collect();
        }
        reader
    }

    /// As [`glance`](Self::glance), at a cell of a row.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub(in crate::source) fn look(&self, record: &Record<'_>, column: usize) -> Look {
        let said = match record.peek(column) {
            Peeked::Blank => return Look::Blank,
            Peeked::Cell(cell) => self.glance(cell),
            Peeked::Quoted if self.takes_any => record.is_filled(column).then_some(PRESENT),
            Peeked::Quoted => record.get(column).and_then(|cell| self.glance(cell)),
        };
        said.map_or(Look::Closer, Look::Said)
    }

    /// The answer of most cells of most files; `None` where it takes a closer look.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub(in crate::source) fn glance(&self, cell: &[u8]) -> Option<Glance> {
        let place = match *cell {
            [a @ b'0'..=b'9'] => usize::from(a - b'0'),
            [a @ b'0'..=b'9', b @ b'0'..=b'9'] => 10 + usize::from(a - b'0') * 10 + usize::from(b - b'0'),
            _ => usize::MAX,
        };
        match self.rule {
            Rule::Whole { .. } => self.short.get(place)?.ok().map(|above| Glance::Whole(usize::from(above))),
            Rule::Number { .. } if self.missing.is_empty() => {
                let value = millionths(cell)?;
                (self.ends.0..=self.ends.1).contains(&value).then_some(Glance::Millionths(value))
            }
            Rule::Filled if self.takes_any => (!cell.trim_ascii_start().is_empty()).then_some(PRESENT),
            _ => None,
        }
    }

    /// Reads a cell.
    pub(in crate::source) fn read(&self, cell: &[u8]) -> Result<Answer, Reason> {
        match self.glance(cell) {
            Some(Glance::Whole(above)) => Ok(Answer::Whole(above)),
            None if cell.is_empty() => Err(Reason::Blank),
            Some(Glance::Millionths(_)) | None => self.read_any(cell),
        }
    }

    fn read_any(&self, cell: &[u8]) -> Result<Answer, Reason> {
        let cell = cell.trim_ascii();
        if cell.is_empty() {
            return Err(Reason::Blank);
        }
        match &self.rule {
            Rule::Whole { low, high } => {
                let value = self.number(cell)?;
                if value.fract() != 0.0 {
                    return Err(Reason::NotWhole);
                }
                if value < f64::from(*low) || value > f64::from(*high) {
                    return Err(Reason::OutOfRange);
                }
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not under low")]
                let above = (value - f64::from(*low)) as usize;
                Ok(Answer::Whole(above))
            }
            Rule::Number { low, high } => {
                let value = self.number(cell)?;
                if value < *low || value > *high { Err(outside(value, *low, *high)) } else { Ok(Answer::Number(value)) }
            }
            Rule::Sum => {
                let value = self.number(cell)?;
                if value.abs() > LARGEST { Err(Reason::Beyond) } else { Ok(Answer::Sum(value)) }
            }
            Rule::Filled => {
                if self.missing.has(cell) {
                    Err(Reason::MissingCode)
                } else {
                    Ok(Answer::Sum(1.0))
                }
            }
            Rule::Comment(language) => {
                if self.missing.has(cell) {
                    return Err(Reason::MissingCode);
                }
                match sentiment::score(&String::from_utf8_lossy(cell), *language) {
                    Scoring::Scored(score) => Ok(Answer::Number(score)),
                    Scoring::NoLexicon => Err(Reason::NoLexicon),
                }
            }
            Rule::YesNo { yes, no } => {
                if self.missing.has(cell) {
                    return Err(Reason::MissingCode);
                }
                let is_hit = match (yes.has(cell), no.has(cell)) {
                    (true, _) => true,
                    (false, true) => false,
                    (false, false) if no.is_empty() => false,
                    (false, false) if yes.is_empty() => true,
                    (false, false) => return Err(Reason::NeitherYesNorNo),
                };
                Ok(Answer::Share { hits: u64::from(is_hit), n: 1 })
            }
        }
    }

    /// Reads a number, unless it is a missing code.
    pub(in crate::source) fn number(&self, cell: &[u8]) -> Result<f64, Reason> {
        let cell = cell.trim_ascii();
        if cell.is_empty() {
            return Err(Reason::Blank);
        }
        if self.missing.has_word(cell) {
            return Err(Reason::MissingCode);
        }
        let value = number(cell, self.takes_comma).ok_or(Reason::NotANumber)?;
        if self.missing.has_number(value) { Err(Reason::MissingCode) } else { Ok(value) }
    }
}

/// A number as people and programs write it: `4`, `4.0`, `-1.5e3`, and `4,5` where a comma may stand for the point.
pub(in crate::source) fn number(cell: &[u8], takes_comma: bool) -> Option<f64> {
    match *cell {
        // Most cells of most surveys.
        [a @ b'0'..=b'9'] => return Some(f64::from(a - b'0')),
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => return Some(f64::from((a - b'0') * 10 + (b - b'0'))),
        _ => {}
    }
    if let Some(value) = decimal(cell) {
        return Some(value);
    }
    let is_plain = cell.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E' | b','));
    if !is_plain || cell.len() > 64 {
        return None;
    }
    let text = std::str::from_utf8(cell).ok()?;
    let value: f64 = match text.split_once(',') {
        None => text.parse().ok()?,
        Some((whole, part)) if takes_comma && !text.contains('.') => format!("{whole}.{part}").parse().ok()?,
        Some(_) => return None,
    };
    value.is_finite().then_some(value)
}

/// Why a number is not within its ends.
pub(in crate::source) fn outside(value: f64, low: f64, high: f64) -> Reason {
    let is_beyond = value > high && high >= LARGEST || value < low && low <= -LARGEST;
    if is_beyond { Reason::Beyond } else { Reason::OutOfRange }
}

/// The end of a scale in millionths; saturated.
fn scaled(end: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "ends are at most 10^12 either way")]
    let scaled = (end * 1e6) as i64;
    scaled
}

/// A decimal of at most nine digits, six of them after the point, in millionths. As many as a tally makes of it as a
/// float: what is lost there is less than half a millionth.
fn millionths(cell: &[u8]) -> Option<i64> {
    const POWERS: [i64; 7] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    let (is_negative, number) = match cell {
        [b'-', number @ ..] => (true, number),
        _ => (false, cell),
    };
    if number.len() > 10 {
        return None;
    }
    let (mut digits, mut point) = (0_i64, None);
    for (idx, byte) in number.iter().enumerate() {
        match byte {
            // Ten digits at most: an i64 holds them.
            b'0'..=b'9' => digits = digits.wrapping_mul(10).wrapping_add(i64::from(byte - b'0')),
            b'.' if point.is_none() => point = Some(idx),
            _ => return None,
        }
    }
    let (n_digits, n_after) = match point {
        None => (number.len(), 0),
        Some(at) => (number.len() - 1, number.len() - 1 - at),
    };
    let power = POWERS.get(n_after).filter(|_| (1..=9).contains(&n_digits))?;
    let value = digits.wrapping_mul(*power);
    Some(if is_negative { -value } else { value })
}

/// A decimal of at most 15 digits, such as `-0.4215`: both its digits and the power of ten below them are held by a
/// float as they are, so that dividing them rounds once, as parsing does.
fn decimal(cell: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (is_negative, number) = match cell.split_first() {
        Some((b'-', number)) => (true, number),
        _ => (false, cell),
    };
    let (mut digits, mut n_digits, mut n_after, mut has_point) = (0_u64, 0_usize, 0_usize, false);
    for byte in number {
        match byte {
            b'0'..=b'9' if n_digits < 15 => {
                digits = digits.wrapping_mul(10).wrapping_add(u64::from(byte.wrapping_sub(b'0')));
                n_digits += 1;
                n_after += usize::from(has_point);
            }
            b'.' if !has_point => has_point = true,
            _ => return None,
        }
    }
    let power = POWERS.get(n_after).filter(|_| n_digits > 0)?;
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits are fewer than 2^53")]
    let value = digits as f64 / power;
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests;
