//! The time of day after a date, and how far it is from UTC.
//! Invariant: what is read is a time that a clock can show, and nothing follows it.

use super::digits::{digits, small};

/// The blanks that programs write before `PM`, besides the plain one.
const BLANKS: [&[u8]; 3] = [b" ", b"\xc2\xa0", b"\xe2\x80\xaf"];

/// Names of UTC. Those of other zones mean several, or change with the season.
const UTC: [&[u8]; 4] = [b"Z", b"UTC", b"GMT", b"UT"];

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// Seconds since midnight, in 0..=86400: a day ends at 24:00. Of a leap second the one before.
    pub(super) seconds: i32,
    /// How far from UTC.
    pub(super) offset: Offset,
}

/// How far a time is from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offset {
    /// Not said.
    Unsaid,
    /// Seconds east of Greenwich.
    East(i32),
    /// A name that means several zones, or one that changes with the season.
    Word,
}

impl Time {
    /// Reads all that follows a date.
    pub(super) fn after_date(rest: &[u8]) -> Option<Self> {
        match rest {
            [b'T' | b't' | b':', time @ ..] => Self::read(time, true),
            [b',', time @ ..] => {
                let time = time.strip_prefix(b" ").unwrap_or(time);
                Self::read(time.strip_prefix(b"at ").unwrap_or(time), false)
            }
            [b' ', time @ ..] => {
                let time = time.trim_ascii_start();
                Self::read(time.strip_prefix(b"at ").unwrap_or(time), false)
            }
            [b'0'..=b'9', ..] => Self::read(rest, false),
            _ => None,
        }
    }

    /// Reads `23:30`, `23:30:59.5`, `2330`, `11:30 PM` and the offset that may follow. Hours alone need a
    /// `T` before or an `AM` behind.
    pub(super) fn read(text: &[u8], takes_hours: bool) -> Option<Self> {
        let (first, rest) = digits(text)?;
        let is_hours = first.len() <= 2 && rest.first() != Some(&b':');
        let ((hours, minutes, seconds), mut rest) = match (first.len(), rest) {
            (1 | 2, [b':', after @ ..]) => {
                let (minutes, rest) = two(after)?;
                let (seconds, rest) = match rest {
                    [b':', after @ ..] => two(after)?,
                    _ => (0, rest),
                };
                ((small(first)?, minutes, seconds), rest)
            }
            (1 | 2, _) => ((small(first)?, 0, 0), rest),
            (4 | 6, _) => {
                let (hours, after) = first.split_at(2);
                let (minutes, seconds) = after.split_at(2);
                ((small(hours)?, small(minutes)?, small(seconds)?), rest)
            }
            _ => return None,
        };
        if let [b'.' | b',', fraction @ ..] = rest
            && !is_hours
        {
            (_, rest) = digits(fraction)?;
        }
        let (half, rest) = half_of_day(rest);
        let hours = match half {
            None => hours,
            Some(_) if hours > 12 => return None,
            Some(after_noon) => hours % 12 + after_noon,
        };
        let is_end_of_day = hours == 24 && minutes == 0 && seconds == 0;
        let is_time = (hours < 24 || is_end_of_day) && minutes < 60 && seconds <= 60;
        let is_whole = !is_hours || half.is_some() || (takes_hours && first.len() == 2);
        let seconds = i32::from(hours) * 3_600 + i32::from(minutes) * 60 + i32::from(seconds.min(59));
        let offset = offset(trim(rest))?;
        (is_time && is_whole).then_some(Self { seconds, offset })
    }
}

/// Exactly two digits.
fn two(text: &[u8]) -> Option<(i8, &[u8])> {
    let (number, rest) = digits(text)?;
    (number.len() == 2).then_some(())?;
    Some((small(number)?, rest))
}

fn trim(mut text: &[u8]) -> &[u8] {
    while let Some(rest) = BLANKS.iter().find_map(|blank| text.strip_prefix(*blank)) {
        text = rest;
    }
    text
}

/// The hours that `AM` or `PM` add, and what follows.
fn half_of_day(text: &[u8]) -> (Option<i8>, &[u8]) {
    let (hours, rest) = match trim(text) {
        [b'A' | b'a', rest @ ..] => (0, rest),
        [b'P' | b'p', rest @ ..] => (12, rest),
        _ => return (None, text),
    };
    match rest {
        [b'M' | b'm', rest @ ..] | [b'.', b'M' | b'm', b'.', rest @ ..] if !is_letter(rest.first()) => {
            (Some(hours), rest)
        }
        _ => (None, text),
    }
}

/// The whole rest: nothing, `Z`, `+02:00`, `+0200`, `+02`, `GMT+3`, a name, or a name in brackets after one.
fn offset(text: &[u8]) -> Option<Offset> {
    let n_letters = text.iter().take_while(|byte| is_letter(Some(byte))).count();
    let (word, rest) = text.split_at(n_letters);
    let is_utc = UTC.iter().any(|name| word.eq_ignore_ascii_case(name));
    let (shift, rest) = match rest {
        [sign @ (b'+' | b'-'), figures @ ..] if word.is_empty() || is_utc => {
            let (seconds, rest) = east(figures)?;
            (Some(if *sign == b'-' { -seconds } else { seconds }), rest)
        }
        _ => (is_utc.then_some(0), rest),
    };
    let is_name = match trim(rest) {
        [] => false,
        [b'[', name @ .., b']'] | [b'(', name @ .., b')'] if is_text(name) => true,
        _ => return None,
    };
    match shift {
        Some(seconds) => Some(Offset::East(seconds)),
        None if word.is_empty() && !is_name => Some(Offset::Unsaid),
        None => (word.is_empty() || is_zone(word)).then_some(Offset::Word),
    }
}

/// `02`, `2`, `0200` or `02:00` as seconds.
fn east(text: &[u8]) -> Option<(i32, &[u8])> {
    let (figures, rest) = digits(text)?;
    let (hours, minutes, rest) = match (figures, rest) {
        ([_] | [_, _], [b':', after @ ..]) => {
            let (minutes, rest) = two(after)?;
            (small(figures)?, minutes, rest)
        }
        ([_] | [_, _], _) => (small(figures)?, 0, rest),
        ([hours @ .., a, b], _) if figures.len() == 4 => (small(hours)?, small(&[*a, *b])?, rest),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then(|| (i32::from(hours) * 3_600 + i32::from(minutes) * 60, rest))
}

/// Does a word look like `CEST`?
fn is_zone(word: &[u8]) -> bool {
    matches!(word.len(), 2..=5) && word.iter().all(u8::is_ascii_uppercase)
}

fn is_text(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

fn is_letter(byte: Option<&u8>) -> bool {
    byte.is_some_and(u8::is_ascii_alphabetic)
}

/// The seconds from Greenwich that a text says: `UTC`, `Z`, `+02:00`.
pub(super) fn fixed(text: &[u8]) -> Option<i32> {
    match offset(text)? {
        Offset::East(seconds) => Some(seconds),
        Offset::Unsaid | Offset::Word => None,
    }
}
