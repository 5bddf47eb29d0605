//! What is odd about a file as a whole: what the map says of it and its bytes do not bear out, a header that a quote
//! ran away with.
//! Invariant: each is said once, with what to write instead.

use super::dialect::Layout;
use super::header::{Header, look_like_answers};
use crate::journey::{Address, Finding, Noun, Rule, Source, rule as rules};
use crate::source::charset::{Faults, Script};
use crate::source::format::shorten;

/// A delimiter that the header does not hold.
pub(super) fn delimiter(source: &Source, header: &Header, layout: &Layout) -> Option<Finding> {
    let instead = char::from(layout.instead?);
    let given = source.delimiter?;
    let message = format!("delimiter is \"{}\", and the header holds none", shown(given));
    let help = format!("write delimiter = \"{}\", or leave it out to have it told", shown(instead));
    Some(finding(source, header, (&rules::ABSENT_DELIMITER, "delimiter"), message, help))
}

/// A column name with a row of the file in it: a quote of the header is closed too late.
pub(super) fn quote(header: &Header, layout: &Layout) -> Option<Finding> {
    let n_least = (header.names.len() / 2).max(3);
    let is_row = |line: &str| line.matches(char::from(layout.delimiter)).count() >= n_least;
    let name = header.names.iter().find(|name| name.split(['\n', '\r']).skip(1).any(is_row))?;
    let n_feeds = name.matches('\n').count();
    let message = format!("the name of a column is {} lines long and holds a row: `{}`", n_feeds + 1, shorten(name));
    let help = "look for a quote in the header that is not closed on its line".to_owned();
    Some(header.finding(&rules::STRAY_QUOTE, message, Some(help)))
}

/// A first line of answers where names of columns should be.
pub(super) fn names(header: &Header) -> Option<Finding> {
    let message = "the first line looks like answers, and is taken for the names of the columns".to_owned();
    let help = "add a line with names above it".to_owned();
    look_like_answers(&header.names).then(|| header.finding(&rules::NO_HEADER, message, Some(help)))
}

/// A byte order mark of another encoding than the map names.
pub(super) fn encoding(source: &Source, header: &Header, script: &Script) -> Option<Finding> {
    let given = source.encoding.as_deref().filter(|_| !script.is_given && script.has_mark)?;
    let message = format!(
        "encoding is \"{}\", and the file begins with the mark of {}, which is taken",
        shorten(given),
        script.encoding
    );
    let help = "leave `encoding` out: the mark says it".to_owned();
    Some(finding(source, header, (&rules::MISREAD_TEXT, "encoding"), message, help))
}

/// Bytes that mean nothing in the encoding.
pub(super) fn letters(source: &Source, header: &Header, script: &Script, faults: &Faults) -> Option<Finding> {
    let (count, line) = faults.told()?;
    let places = if count == 1 { "place" } else { "places" };
    let whose = if script.is_given { "the map names" } else { "its other letters look like" };
    let message =
        format!("{count} {places} cannot be read as {}, which {whose}; the first is on line {line}", script.encoding);
    let help = if script.is_given {
        "mend `encoding`, or leave it out to have it told from the data"
    } else {
        "say which it is: encoding = \"windows-1252\""
    };
    let finding = finding(source, header, (&rules::MISREAD_TEXT, "encoding"), message, help.to_owned());
    // Where the map names none, the place in the file is all there is.
    let address = finding.address.filter(|_| source.encoding.is_some());
    Some(Finding { address, line: usize::try_from(line).unwrap_or_default(), ..finding })
}

fn finding(
    source: &Source,
    header: &Header,
    (rule, key): (&'static Rule, &str),
    message: String,
    help: String,
) -> Finding {
    let address = Address::journey().then(Noun::Source, &source.id).field(key);
    Finding { address: Some(address), ..header.finding(rule, message, Some(help)) }
}

/// A sign as one would write it in a map.
fn shown(sign: char) -> String {
    if sign == '\t' { "\\t".to_owned() } else { shorten(&sign.to_string()) }
}
