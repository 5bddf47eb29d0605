//! The numbers that dates are made of.
//! Invariant: a number is all the digits that follow each other.

/// Years that are taken for years.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// The digits a text begins with, at least one, and the rest.
pub(super) fn digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let n = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (n > 0).then(|| text.split_at(n))
}

/// A year of four digits.
pub(super) fn year(digits: &[u8]) -> Option<i16> {
    let in_full = digits.len() == 4;
    let year = || digits.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
    in_full.then(year).filter(|year| YEARS.contains(year))
}

/// A year of four digits, or of two: 69 is 1969, 68 is 2068.
pub(super) fn year_of_two(digits: &[u8]) -> Option<i16> {
    match (digits.len(), small(digits)) {
        (2, Some(year)) => Some(i16::from(year) + if year < 69 { 2000 } else { 1900 }),
        _ => year(digits),
    }
}

/// A number of one or two digits.
pub(super) fn small(digits: &[u8]) -> Option<i8> {
    (digits.len() <= 2).then(|| digits.iter().fold(0, |value, digit| value * 10 + (digit - b'0').cast_signed()))
}
