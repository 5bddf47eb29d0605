//! The columns of a CSV file by name.
//! Invariant: of two columns with one name the first is meant, and that is said.

use super::dialect::{likeness, name};
use crate::journey::{Finding, Rule, rule as rules};
use crate::source::dates::{Clock, Terms};
use crate::source::format::shorten;

/// How many column names a help line lists.
const MOST_LISTED: usize = 12;

/// The header of a file.
#[derive(Debug)]
pub(in crate::source) struct Header {
    /// The names, without blanks around them.
    pub(in crate::source) names: Vec<String>,
    /// What they are compared by.
    likenesses: Vec<String>,
    /// Its line.
    pub(in crate::source) line: usize,
    /// The file, as the map has it.
    pub(in crate::source) file: String,
}

impl Header {
    /// The header from the first record of a file.
    pub(in crate::source) fn new(record: &csv::ByteRecord, line: u64, file: &str) -> Self {
        let line = usize::try_from(line).unwrap_or(1);
        let names: Vec<String> = record.iter().map(name).collect();
        let likenesses = names.iter().map(|name| likeness(name)).collect();
        Self { names, likenesses, line, file: file.to_owned() }
    }

    /// The column of that name.
    ///
    /// # Errors
    ///
    /// A finding when there is none.
    pub(in crate::source) fn find(&self, wanted: &str) -> Result<usize, Box<Finding>> {
        let wanted = likeness(wanted);
        self.likenesses.iter().position(|name| *name == wanted).ok_or_else(|| Box::new(self.absent(&wanted)))
    }

    /// Says that two columns have the name, where they do.
    pub(in crate::source) fn twice(&self, wanted: &str) -> Option<Finding> {
        let wanted = likeness(wanted);
        let mut places =
            self.likenesses.iter().enumerate().filter(|(_, name)| **name == wanted).map(|(idx, _)| idx + 1);
        let (first, second) = (places.next()?, places.next()?);
        let name = shorten(&wanted);
        let message = format!("columns {first} and {second} are both named `{name}`, the first is read");
        let help = format!("rename one of them, or drop column {second}");
        Some(self.finding(&rules::DUPLICATE_COLUMN, message, Some(help)))
    }

    /// A finding about the header.
    pub(in crate::source) fn finding(&self, rule: &'static Rule, message: String, help: Option<String>) -> Finding {
        Finding {
            rule,
            message,
            help,
            file: self.file.clone(),
            line: self.line,
            column: 1,
            excerpt: None,
            address: None,
        }
    }

    fn absent(&self, wanted: &str) -> Finding {
        let near = |name: &&String| {
            let likeness = strsim::jaro_winkler(&wanted.to_lowercase(), &name.to_lowercase());
            (likeness > 0.75 && !name.is_empty()).then_some(likeness)
        };
        let nearest = self.names.iter().filter_map(|name| near(&name).map(|likeness| (likeness, name)));
        let nearest = nearest.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name);
        let (wanted, file) = (shorten(wanted), shorten(&self.file));
        let message = match nearest {
            Some(name) => format!("no column `{wanted}` in `{file}`, did you mean `{}`?", shorten(name)),
            None => format!("no column `{wanted}` in `{file}`"),
        };
        let listed = self.names.iter().filter(|name| !name.is_empty()).take(MOST_LISTED);
        let listed = listed.map(|name| format!("`{}`", shorten(name))).collect::<Vec<_>>().join(", ");
        let more = if self.names.len() > MOST_LISTED { ", ..." } else { "" };
        let help = format!("name one of its {} columns: {listed}{more}", self.names.len());
        self.finding(&rules::UNKNOWN_COLUMN, message, Some(help))
    }
}

/// Is it a date or a number, as people write them, and no name?
pub(in crate::source) fn looks_like_a_value(name: &str) -> bool {
    is_date(name) || is_numeral(name)
}

/// Do these names look like a row of answers? Columns that are named by a year, a month or a number alone do not, nor
/// those of a table that has its dates side by side.
pub(in crate::source) fn look_like_answers(names: &[String]) -> bool {
    let n_values = names.iter().filter(|name| looks_like_a_value(name)).count();
    let n_dates = names.iter().filter(|name| is_date(name) && !name.chars().all(|c| c.is_ascii_digit())).count();
    let is_plain = |name: &&String| {
        let n_groups = name.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).count();
        if is_date(name) { n_groups < 3 } else { n_groups < 2 }
    };
    let is_telling = names.iter().any(|name| looks_like_a_value(name) && !is_plain(&name));
    n_values * 2 > names.len() && n_dates * 2 <= n_values && is_telling
}

fn is_date(text: &str) -> bool {
    let clock = Clock::learn(std::iter::once(text.as_bytes()), &Terms::default());
    !text.is_empty() && clock.is_some()
}

fn is_numeral(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || ".,-+'’ \u{a0}\u{202f}−%$€£".contains(c);
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(fields: &[&str]) -> Header {
        Header::new(&csv::ByteRecord::from(fields.to_vec()), 1, "responses.csv")
    }

    #[test]
    fn a_missing_column_gets_the_nearest_name() {
        let header = header(&["id", " park ", "all"]);
        assert_eq!(header.find("park"), Ok(1));
        let finding = header.find("prak").expect_err("there is none");
        assert_eq!(finding.message, "no column `prak` in `responses.csv`, did you mean `park`?");
        assert_eq!((finding.file.as_str(), finding.line), ("responses.csv", 1));
        assert_eq!(header.find("zzz").expect_err("there is none").message, "no column `zzz` in `responses.csv`");
        assert_eq!(
            header.find("PARK").expect_err("case counts").message,
            "no column `PARK` in `responses.csv`, did you mean `park`?"
        );
    }

    #[test]
    fn a_name_used_twice_is_said() {
        let header = header(&["a", "b", "a", "a"]);
        let finding = header.twice("a").expect("it is there three times");
        assert_eq!(finding.message, "columns 1 and 3 are both named `a`, the first is read");
        assert_eq!(header.twice("b"), None);
        assert_eq!(header.twice("c"), None);
    }

    #[track_caller]
    fn check(names: &[&str], is: bool) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(look_like_answers(&names), is, "{names:?}");
    }

    #[test]
    fn a_first_line_of_answers_is_told_from_names() {
        check(&["08/01/2016", "A", "-21.419,06"], true);
        check(&["2025-01-01", "4"], true);
        check(&["2025-01-01", "4.5", "fine"], true);
        check(&["date", "4", "5"], false);
        check(&["1", "2", "3"], false);
        check(&["2019", "2020", "2021"], false);
        check(&["name", "2024-01", "2024-02"], false);
        check(&["name", "2024-01-01", "2024-02-01"], false);
        check(&["date", "csat"], false);
        check(&[], false);
    }
}
