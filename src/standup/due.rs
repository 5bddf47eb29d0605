//! Days in the words of a standup: `due 1 Sep, 3 days ago`.

use jiff::civil::Date;

/// `1 Sep`, and `1 Sep 2017` of another year.
#[must_use]
pub fn day(date: Date, today: Date) -> String {
    let form = if date.year() == today.year() { "%-d %b" } else { "%-d %b %Y" };
    date.strftime(form).to_string()
}

/// `due 1 Sep, 3 days ago`, `due 15 Oct, in 6 weeks`, `due 4 Sep, today`.
#[must_use]
pub fn due(date: Date, today: Date) -> String {
    format!("due {}, {}", day(date, today), away(date, today))
}

/// `3 days ago`, `in 6 weeks`: whole weeks from two on, whole months from ten weeks on, whole years from two on.
fn away(date: Date, today: Date) -> String {
    let n_days = date.since(today).map_or(0, |span| span.get_days());
    let (n, unit) = match n_days.abs() {
        n @ 0..14 => (n, "day"),
        n @ 14..70 => (n / 7, "week"),
        // As many as are surely over.
        n @ 70..730 => (n * 10 / 305, "month"),
        n => (n * 100 / 36_525, "year"),
    };
    let plural = if n == 1 { "" } else { "s" };
    match n_days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {n} {unit}{plural}"),
        _ => format!("{n} {unit}{plural} ago"),
    }
}
