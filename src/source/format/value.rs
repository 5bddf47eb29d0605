//! Numbers and spans of time from TOML values.
//! Invariant: what does not fit is `None`, never a near value.

use super::tree::Value;

/// The whole number, where it is one that fits.
pub(super) fn whole(value: &Value<'_>) -> Option<i64> {
    let Value::Integer(digits, radix) = value else { return None };
    i64::from_str_radix(digits, *radix).ok()
}

/// The number, where it is a finite one.
pub(super) fn number(value: &Value<'_>) -> Option<f64> {
    let number = match value {
        Value::Float(float) => float.parse::<f64>().ok()?,
        // Whole numbers of more than 32 bits are no value of a metric.
        other => f64::from(i32::try_from(whole(other)?).ok()?),
    };
    number.is_finite().then_some(number)
}

/// The two values of a list of two.
pub(super) fn two<'a, 't>(value: &'a Value<'t>) -> Option<(&'a Value<'t>, &'a Value<'t>)> {
    match value {
        Value::List(list) => match list.as_slice() {
            [first, second] => Some((&first.value, &second.value)),
            _ => None,
        },
        _ => None,
    }
}

/// `12 weeks` in days; a month is a twelfth of 365 days.
pub(super) fn days_of(text: &str) -> Option<u32> {
    let mut words = text.split_whitespace();
    let (count, unit, rest) = (words.next()?, words.next()?, words.next());
    let count: u32 = count.parse().ok().filter(|count| (1..=10_000).contains(count))?;
    let days = match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => count,
        "week" => count * 7,
        "month" => (count * 365 + 6) / 12,
        "year" => count * 365,
        _ => return None,
    };
    rest.is_none().then_some(days).filter(|days| *days <= 36_525)
}

/// `30 minutes` in seconds; a day is one of 24 hours.
pub(crate) fn seconds_of(text: &str) -> Option<u32> {
    if let Some(days) = days_of(text) {
        return days.checked_mul(86_400);
    }
    let mut words = text.split_whitespace();
    let (count, unit, rest) = (words.next()?, words.next()?, words.next());
    let count: u32 = count.parse().ok().filter(|count| (1..=10_000).contains(count))?;
    let seconds = match unit.strip_suffix('s').unwrap_or(unit) {
        "minute" => 60,
        "hour" => 3_600,
        _ => return None,
    };
    rest.is_none().then_some(count * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_are_days() {
        let rows = [
            ("90 days", Some(90)),
            ("1 day", Some(1)),
            ("12 weeks", Some(84)),
            ("6 months", Some(183)),
            ("1 year", Some(365)),
            ("  2   years ", Some(730)),
            ("0 days", None),
            ("90", None),
            ("days", None),
            ("9 moons", None),
            ("90 days ago", None),
            ("4294967295 years", None),
        ];
        for (text, expected) in rows {
            assert_eq!(days_of(text), expected, "{text}");
        }
    }

    #[test]
    fn windows_are_seconds() {
        let rows = [
            ("30 minutes", Some(1_800)),
            ("1 hour", Some(3_600)),
            ("7 days", Some(604_800)),
            ("2 weeks", Some(1_209_600)),
            ("36525 days", None),
            ("0 hours", None),
            ("90 seconds", None),
            ("1 hour ago", None),
            ("7", None),
        ];
        for (text, expected) in rows {
            assert_eq!(seconds_of(text), expected, "{text}");
        }
    }
}
