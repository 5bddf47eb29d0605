//! Phone and card numbers in text, told from dates, prices and the like.
//! Invariant: a number is masked as a whole or not at all.

use super::{FEWEST_DIGITS, Kind, Part, digit, is_unseen};

/// The signs of prices.
const CURRENCIES: [char; 6] = ['$', '€', '£', '₪', '¥', '%'];

/// The words of prices, in lower case.
const CURRENCY_WORDS: [&str; 16] = [
    "nis",
    "ils",
    "usd",
    "eur",
    "gbp",
    "chf",
    "dollar",
    "dollars",
    "euro",
    "euros",
    "pounds",
    "ש\"ח",
    "שח",
    "שקל",
    "שקלים",
    "אירו",
];

/// Digits that stand together.
#[derive(Debug)]
struct Group {
    start: usize,
    end: usize,
    digits: Vec<u8>,
    /// What stands between it and the group before, invisible characters left out.
    gap: String,
}

/// Groups with nothing between them but the signs that phone numbers are written with.
#[derive(Debug, Default)]
struct Run {
    groups: Vec<Group>,
    /// What stands before the first.
    before: String,
}

/// Finds phone and card numbers.
pub(super) fn find(text: &str) -> Vec<Part> {
    runs(text).iter().flat_map(|run| parts(text, run)).collect()
}

fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '‐' | '‑' | '–' | '.' | '(' | ')' | '/')
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut run = Run::default();
    let mut gap = String::new();
    let mut is_in_group = false;
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            let end = at + c.len_utf8();
            if let Some(group) = run.groups.last_mut().filter(|_| is_in_group) {
                group.end = end;
                group.digits.push(digit);
            } else {
                let gap = std::mem::take(&mut gap);
                run.groups.push(Group { start: at, end, digits: vec![digit], gap });
            }
            is_in_group = true;
        } else if is_unseen(c) {
            // Invisible characters are passed over.
        } else if is_between(c) && !run.groups.is_empty() && gap.chars().count() < 3 {
            is_in_group = false;
            gap.push(c);
        } else {
            let before = text.get(..at + c.len_utf8()).unwrap_or_default();
            let next = Run { groups: Vec::new(), before: before.chars().rev().take(24).collect() };
            let done = std::mem::replace(&mut run, next);
            runs.extend((!done.groups.is_empty()).then_some(done));
            is_in_group = false;
            gap.clear();
        }
    }
    runs.extend((!run.groups.is_empty()).then_some(run));
    runs
}

fn parts(text: &str, run: &Run) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut idx = 0;
    while let Some(rest) = run.groups.get(idx..).filter(|rest| !rest.is_empty()) {
        let n_date = date(rest);
        if n_date > 0 && !(idx == 0 && has_plus(run)) {
            idx += n_date;
            continue;
        }
        let taken = (1..=rest.len().min(12)).rev().find_map(|n| {
            let groups = rest.get(..n)?;
            let (first, last) = (groups.first()?, groups.last()?);
            let kind = kind(text, groups, idx == 0 && has_plus(run))?;
            // A long row of fours is another kind of number.
            if kind == Kind::Phone && groups.len() > 1 && is_in_fours(run, idx) {
                return None;
            }
            let start = opened(text, first.start, run, idx);
            Some((n, Part { start, end: last.end, kind }))
        });
        match taken {
            Some((n, part)) => {
                parts.push(part);
                idx += n;
            }
            None => idx += 1,
        }
    }
    parts
}

/// Is a group one of three or more in a row that have four digits each?
fn is_in_fours(run: &Run, idx: usize) -> bool {
    let is_four = |group: &&Group| group.digits.len() == 4;
    let n_before = run.groups.get(..idx).unwrap_or_default().iter().rev().take_while(is_four).count();
    let n_after = run.groups.get(idx..).unwrap_or_default().iter().take_while(is_four).count();
    n_after > 0 && n_before + n_after > 2
}

/// Does `+`, or `(+`, stand before it?
fn has_plus(run: &Run) -> bool {
    run.before.trim_start_matches([' ', '(', '\u{200e}', '\u{200f}']).starts_with(['+', '＋'])
}

/// Where a number begins, the plus and the bracket before it included.
fn opened(text: &str, start: usize, run: &Run, idx: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    let mut own = before;
    if idx == 0 && has_plus(run) {
        own = own.trim_end_matches(|c: char| c == ' ' || c == '(' || is_unseen(c)).trim_end_matches(['+', '＋']);
    }
    own.strip_suffix('(').unwrap_or(own).len()
}

fn kind(text: &str, groups: &[Group], has_plus: bool) -> Option<Kind> {
    if is_card(groups) {
        return Some(Kind::Card);
    }
    let n = n_digits(groups);
    let first = groups.first()?;
    let is_zero = |idx: usize| first.digits.get(idx) == Some(&0);
    let is_sure = (has_plus && (8..=15).contains(&n))
        || (is_zero(0) && is_zero(1) && (10..=17).contains(&n))
        || (is_zero(0) && (9..=11).contains(&n) && groups.iter().any(|group| group.digits.len() > 1));
    let is_amount = groups.iter().skip(1).all(|group| group.digits.len() == 3);
    if (is_price(text, groups) && (is_amount || !is_sure)) || (!has_plus && is_behind_name(text, first)) {
        return None;
    }
    if is_sure {
        return Some(Kind::Phone);
    }
    let is_likely = if groups.len() == 1 { (FEWEST_DIGITS..=15).contains(&n) } else { is_local(groups) };
    (is_likely && !is_before_name(text, groups)).then_some(Kind::Phone)
}

fn n_digits(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.digits.len()).sum()
}

/// 13 to 19 digits that pass Luhn's check.
fn is_card(groups: &[Group]) -> bool {
    let n = n_digits(groups);
    let last = groups.len().saturating_sub(1);
    let is_even = groups.iter().enumerate().all(|(idx, group)| group.digits.len() >= 4 || idx == last);
    let is_close = groups.iter().skip(1).all(|group| group.gap.chars().count() == 1);
    if !(13..=19).contains(&n) || !is_even || !is_close {
        return false;
    }
    let digits = groups.iter().flat_map(|group| &group.digits).rev();
    let sum: u32 = digits
        .enumerate()
        .map(|(idx, digit)| {
            let value = u32::from(*digit) << (idx % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}

/// Are these groups how people write a number of their own country?
fn is_local(groups: &[Group]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let n: usize = lengths.iter().sum();
    let Some((first, rest)) = lengths.split_first() else { return false };
    if !(FEWEST_DIGITS..=12).contains(&n) || *first > 4 || !rest.iter().all(|length| (2..=4).contains(length)) {
        return false;
    }
    if *first == 1 && rest.contains(&2) {
        return false;
    }
    let gaps: Vec<&str> = groups.iter().skip(1).map(|group| group.gap.as_str()).collect();
    let is_uniform = gaps.windows(2).all(|pair| pair.first() == pair.last());
    if gaps.iter().any(|gap| gap.contains('/')) || (lengths.contains(&2) && !is_uniform) {
        return false;
    }
    let is_sign = |sign: &str| gaps.iter().all(|gap| *gap == sign);
    let is_thousands = *first < 3 && rest.iter().all(|length| *length == 3) && (is_sign(" ") || is_sign("."));
    let is_address = lengths.len() == 4 && is_sign(".") && lengths.iter().all(|length| *length <= 3);
    let is_years = groups.iter().all(|group| year(&group.digits).is_some());
    let is_pairs = lengths.iter().all(|length| *length == 2);
    let is_decimal = lengths.len() == 2 && is_sign(".") && rest.last().is_some_and(|length| *length < 3);
    !(is_thousands || is_address || is_years || is_decimal || (is_pairs && n != 8 && n != 10))
}

/// Is it an amount: with the sign of a currency, or with decimals?
fn is_price(text: &str, groups: &[Group]) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return false };
    let before = text.get(..first.start).unwrap_or_default().trim_end();
    let after = text.get(last.end..).unwrap_or_default();
    let mut decimals = after.chars();
    let is_decimal = matches!(decimals.next(), Some('.' | ',')) && {
        let n = decimals.by_ref().take_while(char::is_ascii_digit).count();
        n == 1 || n == 2
    };
    let after = after.trim_start();
    let word: String = after.chars().take_while(|c| c.is_alphabetic() || *c == '"').collect();
    is_decimal
        || before.ends_with(CURRENCIES)
        || after.starts_with(CURRENCIES)
        || CURRENCY_WORDS.contains(&word.to_lowercase().as_str())
}

/// Is it the number of an order or a thing: `#1234567`, `INV1234567`?
fn is_behind_name(text: &str, first: &Group) -> bool {
    text.get(..first.start).unwrap_or_default().ends_with(|c: char| c == '#' || c.is_ascii_alphabetic())
}

/// The same with its letters behind it: `1234567X`.
fn is_before_name(text: &str, groups: &[Group]) -> bool {
    let end = groups.last().map_or(0, |last| last.end);
    text.get(end..).unwrap_or_default().starts_with(|c: char| c.is_ascii_alphabetic())
}

/// How many groups the date at the start of a run takes; 0 where there is none.
fn date(groups: &[Group]) -> usize {
    let Some(first) = groups.first() else { return 0 };
    if first.digits.len() == 8 {
        let part = |range: std::ops::Range<usize>| first.digits.get(range).map(value).unwrap_or_default();
        let is_date = |range: std::ops::Range<usize>, month, day| {
            first.digits.get(range).and_then(year).is_some()
                && (1..=12).contains(&part(month))
                && (1..=31).contains(&part(day))
        };
        return usize::from(is_date(0..4, 4..6, 6..8) || is_date(4..8, 2..4, 0..2));
    }
    let [one, two, three] = groups.get(..3).unwrap_or_default() else { return 0 };
    let is_joined = two.gap == three.gap && matches!(two.gap.as_str(), "-" | "/" | ".");
    let goes_on = groups.get(3).is_some_and(|next| next.gap == two.gap);
    let small = |group: &Group| Some(value(&group.digits)).filter(|n| group.digits.len() < 3 && (1..=31).contains(n));
    let is_day = |one: &Group, other: &Group| match (small(one), small(other)) {
        (Some(one), Some(other)) => one <= 12 || other <= 12,
        _ => false,
    };
    let is_date = (year(&one.digits).is_some() && is_day(two, three))
        || (is_day(one, two) && (year(&three.digits).is_some() || three.digits.len() == 2));
    if is_joined && !goes_on && is_date { 3 } else { 0 }
}

fn value(digits: &[u8]) -> u32 {
    digits.iter().take(8).fold(0, |value, digit| value * 10 + u32::from(*digit))
}

fn year(digits: &[u8]) -> Option<u32> {
    Some(value(digits)).filter(|year| digits.len() == 4 && (1900..=2200).contains(year))
}
