//! What was understood of a source, in the words that every view of it shares.
//! Invariant: no count is told here; a view writes it as it writes the others.

use std::fmt::{self, Display, Write as _};

use super::{Comma, Dates, Dialect, Expected, LineEnds, Taken, Use};
use crate::metric::{Grain, Period};

impl Dialect {
    /// `gzip, UTF-16LE (given), semicolons, CRLF, decimal comma`.
    #[must_use]
    pub fn words(&self) -> String {
        let given = |is_given| if is_given { " (given)" } else { "" };
        let delimiter = self.delimiter.map(|sign| {
            let name = match sign {
                ',' => "commas".to_owned(),
                ';' => "semicolons".to_owned(),
                '\t' => "tabs".to_owned(),
                '|' => "pipes".to_owned(),
                ' ' => "blanks".to_owned(),
                other => format!("`{other}`"),
            };
            format!("{name}{}", given(self.is_delimiter_given))
        });
        let parts = [
            self.packing.map(str::to_owned),
            Some(format!("{}{}", self.encoding, given(self.is_encoding_given))),
            Some(delimiter.unwrap_or_else(|| "one column".to_owned())),
            Some(format!("{} line ends", self.line_ends.name())),
            self.comma.words().map(str::to_owned),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl LineEnds {
    /// `LF`, `CRLF` or `CR`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feed => "LF",
            Self::ReturnFeed => "CRLF",
            Self::Return => "CR",
        }
    }
}

impl Comma {
    const fn words(self) -> Option<&'static str> {
        match self {
            Self::Delimits => None,
            Self::Allowed => Some("decimal comma allowed"),
            Self::Met => Some("decimal comma"),
        }
    }
}

impl Dates {
    /// `date: year-month-day, by day, 2012-05-02 to 2018-05-31`.
    #[must_use]
    pub fn words(&self) -> String {
        let mut text = format!("{}: {}{}", self.column, self.written, if self.is_given { " (given)" } else { "" });
        if self.finest != Grain::All {
            let _ = write!(text, ", by {}", self.finest.name());
        }
        if let Some((first, last)) = self.ends() {
            let span = if first == last { format!(", all {first}") } else { format!(", {first} to {last}") };
            text.push_str(&span);
        }
        if let Some(zone) = &self.zone {
            let _ = write!(text, ", in {zone}");
        }
        text
    }

    /// The first and the last period.
    #[must_use]
    pub fn ends(&self) -> Option<(String, String)> {
        let label = |date| Period::of(date, self.finest).label();
        self.span.map(|(first, last)| (label(first), label(last)))
    }
}

impl Use {
    /// What it is used for where that is no metric: `time`, `segment`.
    #[must_use]
    pub fn role(&self) -> Option<&'static str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Shape { role, .. } => Some(role),
            Self::Persona => Some("persona"),
            Self::Metric(_) => None,
        }
    }

    /// Does it go without saying beside a metric that is read from the column?
    #[must_use]
    pub fn holds_answers(&self) -> bool {
        matches!(self, Self::Key("comment") | Self::Shape { holds_answers: true, .. })
    }
}

impl Display for Expected {
    /// `1-5`, `0 and more`, `yes: 1; no: 2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Whole(low, high) => format!("{low}-{high}"),
            Self::Number(low, high) => match (low.is_finite(), high.is_finite()) {
                (true, true) => format!("{low} to {high}"),
                (true, false) => format!("{low} and more"),
                (false, true) => format!("up to {high}"),
                (false, false) => "a number".to_owned(),
            },
            Self::YesNo(yes, no) => match (yes.join(" "), no.join(" ")) {
                (yes, no) if no.is_empty() => format!("yes: {yes}"),
                (yes, no) if yes.is_empty() => format!("no: {no}"),
                (yes, no) => format!("yes: {yes}; no: {no}"),
            },
            Self::Words => "by its words (VADER, en)".to_owned(),
            Self::Share => "a share".to_owned(),
            Self::Anything => "any".to_owned(),
        };
        f.pad(&text)
    }
}

impl Display for Taken {
    /// `2018-05-02`, `4`, `no answer (code 11)`, `left out: bad date (31/31)`; the metric is told beside it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(text) | Self::Text(text) if text.is_empty() => f.write_str("blank"),
            Self::Date(text) | Self::Text(text) => f.write_str(text),
            Self::Comment => f.write_str("text"),
            Self::Answer { said, .. } => f.write_str(said),
            Self::NoAnswer { code: None, .. } => f.write_str("blank"),
            Self::NoAnswer { code: Some(code), .. } => write!(f, "no answer (code {code})"),
            Self::LeftOut { reason, cell, .. } if cell.is_empty() => write!(f, "left out: {reason}"),
            Self::LeftOut { reason, cell, .. } => write!(f, "left out: {reason} ({cell})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_is_told_in_one_line() {
        let plain = Dialect { encoding: "UTF-8", delimiter: Some(','), ..Dialect::default() };
        assert_eq!(plain.words(), "UTF-8, commas, LF line ends");
        let odd = Dialect {
            packing: Some("gzip"),
            encoding: "windows-1255",
            is_encoding_given: true,
            delimiter: Some(';'),
            is_delimiter_given: true,
            line_ends: LineEnds::ReturnFeed,
            comma: Comma::Met,
        };
        assert_eq!(odd.words(), "gzip, windows-1255 (given), semicolons (given), CRLF line ends, decimal comma");
        let single = Dialect { encoding: "UTF-8", ..Dialect::default() };
        assert_eq!(single.words(), "UTF-8, one column, LF line ends");
    }

    #[test]
    fn dates_say_how_they_are_written_and_how_far_they_reach() {
        let dates = Dates {
            column: "week".to_owned(),
            written: "year-month-day".to_owned(),
            is_given: false,
            finest: Grain::Day,
            span: Some((jiff::civil::date(2017, 1, 2), jiff::civil::date(2017, 3, 4))),
            zone: Some("UTC".to_owned()),
        };
        assert_eq!(dates.words(), "week: year-month-day, by day, 2017-01-02 to 2017-03-04, in UTC");
        let year = Dates { finest: Grain::Year, is_given: true, zone: None, ..dates };
        assert_eq!(year.words(), "week: year-month-day (given), by year, all 2017");
    }

    #[test]
    fn scales_and_cells_read_as_a_person_would_say_them() {
        let words = |expected: Expected| expected.to_string();
        assert_eq!(words(Expected::Whole(0, 10)), "0-10");
        assert_eq!(words(Expected::Number(-1.0, 1.0)), "-1 to 1");
        assert_eq!(words(Expected::Number(0.0, f64::INFINITY)), "0 and more");
        assert_eq!(words(Expected::Words), "by its words (VADER, en)");
        assert_eq!(words(Expected::YesNo(vec!["1".into()], vec!["2".into(), "3".into()])), "yes: 1; no: 2 3");
        let metric = || "nps".to_owned();
        assert_eq!(Taken::NoAnswer { metric: metric(), code: Some("11".into()) }.to_string(), "no answer (code 11)");
        let cell = "12".to_owned();
        let off = Taken::LeftOut { metric: Some(metric()), reason: "out of range", cell };
        assert_eq!((off.to_string().as_str(), off.metric()), ("left out: out of range (12)", Some("nps")));
        assert_eq!(Taken::Text(String::new()).to_string(), "blank");
    }
}
