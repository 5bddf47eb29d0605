//! Units of time as people write them, and of differences.
//! Invariant: a unit of time is a whole number of seconds.

/// Units of time and their seconds. A month and a year have no one length.
#[rustfmt::skip]
const UNITS: &[(u32, &[&str])] = &[
    (1,       &["s", "sec", "secs", "second", "seconds"]),
    (60,      &["min", "mins", "minute", "minutes"]),
    (3_600,   &["h", "hr", "hrs", "hour", "hours"]),
    (86_400,  &["d", "day", "days"]),
    (604_800, &["w", "week", "weeks"]),
];

/// How many seconds a unit of time has; `None` where it is none.
#[must_use]
pub fn seconds(unit: &str) -> Option<u32> {
    let is_it = |name: &&&str| name.eq_ignore_ascii_case(unit.trim());
    UNITS.iter().find(|(_, names)| names.iter().any(|name| is_it(&name))).map(|(seconds, _)| *seconds)
}

/// The unit of a difference: that of shares is points.
#[must_use]
pub fn of_difference(unit: &str) -> &str {
    if unit == "%" { "points" } else { unit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_time_as_people_write_them() {
        let rows = [("s", 1), (" Min ", 60), ("hours", 3_600), ("d", 86_400), ("days", 86_400), ("weeks", 604_800)];
        for (unit, expected) in rows {
            assert_eq!(seconds(unit), Some(expected), "{unit}");
        }
        for unit in ["", "m", "months", "%", "€"] {
            assert_eq!(seconds(unit), None, "{unit}");
        }
    }

    #[test]
    fn shares_differ_by_points() {
        assert_eq!(["%", "points", "min", ""].map(of_difference), ["points", "points", "min", ""]);
    }
}
