//! Numerals as a person reads them: commas between thousands, and a true minus sign.

/// A number with so many decimals, commas between thousands, and U+2212 for minus.
#[must_use]
pub fn number(value: f64, n_decimals: usize) -> String {
    let digits = format!("{:.n_decimals$}", value.abs());
    let (whole, rest) = digits.split_once('.').map_or((digits.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let is_zero = digits.chars().all(|c| matches!(c, '0' | '.'));
    let mut text = String::new();
    if value < 0.0 && !is_zero {
        text.push('−');
    }
    text.push_str(&group(whole));
    if let Some(rest) = rest {
        text.push('.');
        text.push_str(rest);
    }
    text
}

/// A count with commas between thousands.
#[must_use]
pub fn count(n: u64) -> String {
    group(&n.to_string())
}

/// How large a file is: `870 bytes`, `1.4 MB`.
#[must_use]
pub fn size(n_bytes: u64) -> String {
    let mut left = n_bytes;
    let mut shown = format!("{} bytes", count(n_bytes));
    for unit in ["kB", "MB", "GB", "TB"] {
        if left < 1_000 {
            break;
        }
        // One decimal, cut: a file is not larger than it is.
        shown = format!("{}.{} {unit}", count(left / 1_000), left % 1_000 / 100);
        left /= 1_000;
    }
    shown
}

fn group(digits: &str) -> String {
    let n = digits.chars().count();
    let mut text = String::with_capacity(n + n / 3);
    for (idx, c) in digits.chars().enumerate() {
        if idx > 0 && (n - idx).is_multiple_of(3) && c.is_ascii_digit() {
            text.push(',');
        }
        text.push(c);
    }
    text
}
