//! What is checked: the name of each rule, how bad it is, and a sentence. One table for maps, sources and settings.
//! Invariant: names are distinct and never change, and there is no rule outside the table.

use std::fmt;

use super::Severity;

/// One thing that is checked. All of them stand in [`RULES`]: nobody else can make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    name: &'static str,
    severity: Severity,
    leaves_unread: bool,
    doc: &'static str,
}

impl Rule {
    /// Its stable name: `unknown-key`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Does it keep a file, or what follows in it, from being read?
    #[must_use]
    pub const fn leaves_unread(&self) -> bool {
        self.leaves_unread
    }

    /// One sentence.
    #[must_use]
    pub const fn doc(&self) -> &'static str {
        self.doc
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

const fn error(name: &'static str, doc: &'static str) -> Rule {
    Rule { name, severity: Severity::Error, leaves_unread: false, doc }
}

const fn warning(name: &'static str, doc: &'static str) -> Rule {
    Rule { name, severity: Severity::Warning, leaves_unread: false, doc }
}

const fn advice(name: &'static str, doc: &'static str) -> Rule {
    Rule { name, severity: Severity::Advice, leaves_unread: false, doc }
}

/// An error after which there is nothing to go on with.
const fn unread(name: &'static str, doc: &'static str) -> Rule {
    Rule { name, severity: Severity::Error, leaves_unread: true, doc }
}

macro_rules! rules {
    ($($rule:ident = $severity:ident($name:literal, $doc:literal);)*) => {
        $(#[doc = $doc] pub static $rule: Rule = $severity($name, $doc);)*

        /// Every rule: those of maps first, then those of their sources, then those of the settings.
        pub static RULES: &[&Rule] = &[$(&$rule),*];
    };
}

rules! {
    SYNTAX = unread("syntax", "The text is not TOML here; the rest of the file is still read.");
    OTHER_TOOLS = warning("toml-1.1", "Syntax of TOML 1.1, which many other tools cannot read.");
    UNKNOWN_KEY = error("unknown-key", "A key that the table does not have; it is not read.");
    WRONG_TYPE = error("wrong-type", "A value of another type than the key has: a number for text, a table for a list.");
    OFF_SCALE = error("off-scale", "A number outside its scale, or a scale whose end is not above its start.");
    UNKNOWN_WORD = error("unknown-word", "A word that is not among those the key takes.");
    MISSING_KEY = error("missing-key", "A table without a key that it needs.");
    EMPTY_VALUE = warning("empty-value", "A key that needs text has an empty one.");
    TO_FILL_IN = advice("to-fill-in", "A text that begins with `? `: a question of a template, which waits for an answer.");
    MADE_UP = advice("made-up", "A source with the id `made-up`: its numbers came with a template, and stand for nothing.");
    DUPLICATE_ID = error("duplicate-id", "Two things of one kind have the same id; the later one gets another.");
    ODD_ID = warning("odd-id", "An id with characters other than letters, digits, `-`, `_` and `.`.");
    UNKNOWN_METRIC = error("unknown-metric", "A metric that is neither built in nor defined in the map.");
    UNKNOWN_SOURCE = error("unknown-source", "A source that the map does not have.");
    UNKNOWN_CHANNEL = error("unknown-channel", "A channel that is not among the `[[channel]]` tables of the map.");
    UNKNOWN_PERSONA = error("unknown-persona", "A persona that the map does not have.");
    UNKNOWN_TOUCHPOINT = error("unknown-touchpoint", "A touchpoint that the map does not have.");
    UNKNOWN_STAGE = error("unknown-stage", "A stage that the map does not have.");
    UNKNOWN_OPPORTUNITY = error("unknown-opportunity", "An opportunity that the map does not have.");
    UNKNOWN_PAIN = error("unknown-pain", "A pain point that the map does not have.");
    SOURCE_SHAPE = error("source-shape", "The columns of a source do not make one of the shapes: wide, long, series, funnel, event log, cases.");
    BINDING_SHAPE = error("binding-shape", "A binding that its source cannot answer, such as one without `column` in a wide file.");
    UNKNOWN_MAP = warning("unknown-map", "A path to another map where there is none, or that leads out of the folder that was opened.");
    UNUSED_KEY = warning("unused-key", "A key that is right but does nothing here.");
    FUNNEL_UNIT = warning("funnel-unit", "A funnel that does not say what it counts.");
    ABSOLUTE_PATH = warning("absolute-path", "A path is not relative to the map; it works on one machine only.");
    DATE_PATTERN = error("date-pattern", "A `format` of dates that strptime does not know, or one without a year; the data decide.");
    UNKNOWN_ZONE = error("unknown-zone", "A `zone` that is neither an offset from UTC nor a time zone of this machine; dates count as they are written.");
    ENCODING = error("unknown-encoding", "An `encoding` that is not among those of the web; the data decide.");
    NO_STAGES = warning("no-stages", "A journey without stages.");
    TOO_MANY = error("too-many-findings", "More findings than are shown; mend the first ones and look again.");
    OUTSIDE_PATH = unread("outside-path", "A file outside the folder that was opened; it is not read.");
    UNREADABLE_FILE = unread("unreadable-file", "A file that is not there, cannot be opened, is no regular file or is too large.");
    NOT_TEXT = unread("not-text", "A map or a settings file that is not UTF-8 text.");
    UNREADABLE_SOURCE = error("unreadable-source", "A source that is no CSV, has no header, or could not be read to its end.");
    UNCLOSED_QUOTE = error("unclosed-quote", "A quote in a source that is never closed; what follows it is left out.");
    STRAY_QUOTE = warning("stray-quote", "A row or a header of a source that seems to hold others, because of a quote.");
    MISREAD_TEXT = warning("misread-text", "A source with bytes that mean nothing in its encoding.");
    ABSENT_DELIMITER = error("absent-delimiter", "A `delimiter` that the header of its source does not hold, which has another one.");
    UNKNOWN_COLUMN = error("unknown-column", "A column that the map names and its source does not have.");
    DUPLICATE_COLUMN = warning("duplicate-column", "Two columns of a source have the same name; the first is read.");
    UNKNOWN_DATES = error("unknown-date-format", "A column of dates in which no date could be read.");
    AMBIGUOUS_DATES = error("ambiguous-dates", "Dates in which nothing tells day from month; they need a `format`, until then only the year is used.");
    TOO_MANY_CASES = warning("too-many-cases", "A log of events or a file of cases with more of them than are kept until its end; what is told of cases is absent, counts of rows are not.");
    MANY_RESPONDENTS = warning("many-respondents", "A source with more respondents than are told apart.");
    NO_ANSWERS = error("no-answers", "A source with rows, none of which gave an answer.");
    NO_HEADER = warning("no-header", "A source whose first line looks like answers, and is taken for the names of its columns.");
    ROWS_LEFT_OUT = warning("rows-left-out", "Rows of a source that are left out for one reason: five or more and a hundredth of them, or a tenth of fewer than fifty.");
    ANSWERS_LEFT_OUT = warning("answers-left-out", "Answers of a column, or of one place, that are left out for one reason: as many as of rows.");
    TOO_LARGE = warning("too-large", "Numbers of a source beyond 10^12, which are left out; a larger unit mends that.");
    TOO_SMALL = warning("too-small", "Numbers of a source so near to 0 that the millionths they are kept in are 0, or off by more than a thousandth; a smaller unit mends that.");
    NO_WEIGHTS = warning("no-weights", "A column of weights in which no row has one; their answers count the same.");
    OPEN_QUESTION = warning("open-question", "A guess about a column that nobody has said yes or no to; it is not counted.");
    UNUSED_WEIGHT = warning("unused-weight", "A column that is called a weight, of a source that counts every answer as one.");
    MISSING_ON_SCALE = warning("missing-on-scale", "A code of a whole source that means no answer, and is an answer on the scale of one of its columns.");
    UNKNOWN_COMMAND = warning("unknown-command", "The settings give keys to a command that there is not.");
    UNKNOWN_KEY_NAME = warning("unknown-key-name", "The settings name a key that there is not.");
    KEY_USED_TWICE = warning("key-used-twice", "The settings give a key to a command that means another one already.");
    KEY_TYPES = warning("key-types", "The settings give a letter to a command of a list that one types in.");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_distinct_and_kebab() {
        let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        for rule in RULES {
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || "-.1".contains(c)), "{rule}");
            assert!(rule.doc.ends_with('.'), "{rule}");
        }
    }
}
