//! What is checked when a file is read: the name of each rule, how bad it is, and a sentence.
//! Must not know how a rule is applied. Invariant: names are distinct and never change.

use crate::journey::Severity;

/// One thing that is checked.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable name: `unknown-key`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence.
    pub doc: &'static str,
}

const fn error(name: &'static str, doc: &'static str) -> Rule {
    Rule { name, severity: Severity::Error, doc }
}

const fn warning(name: &'static str, doc: &'static str) -> Rule {
    Rule { name, severity: Severity::Warning, doc }
}

macro_rules! rules {
    ($($rule:ident = $severity:ident($name:literal, $doc:literal);)*) => {
        $(#[doc = $doc] pub static $rule: Rule = $severity($name, $doc);)*

        /// Every rule of reading a file, in the order they are applied.
        pub const RULES: &[&Rule] = &[$(&$rule),*];
    };
}

rules! {
    SYNTAX = error("syntax", "The text is not TOML here; the rest of the file is still read.");
    OTHER_TOOLS = warning("toml-1.1", "Syntax of TOML 1.1, which many other tools cannot read.");
    UNKNOWN_KEY = error("unknown-key", "A key that the table does not have; it is not read.");
    WRONG_TYPE = error("wrong-type", "A value of another type than the key has: a number for text, a table for a list.");
    OFF_SCALE = error("off-scale", "A number outside its scale, or a scale whose end is not above its start.");
    UNKNOWN_WORD = error("unknown-word", "A word that is not among those the key takes.");
    MISSING_KEY = error("missing-key", "A table without a key that it needs.");
    EMPTY_VALUE = warning("empty-value", "A key that needs text has an empty one.");
    DUPLICATE_ID = error("duplicate-id", "Two things of one kind have the same id; the later one gets another.");
    ODD_ID = warning("odd-id", "An id with characters other than letters, digits, `-`, `_` and `.`.");
    UNKNOWN_METRIC = error("unknown-metric", "A metric that is neither built in nor defined in the map.");
    UNKNOWN_SOURCE = error("unknown-source", "A source that the map does not have.");
    UNKNOWN_CHANNEL = error("unknown-channel", "A channel that is not among the `[[channel]]` tables of the map.");
    UNKNOWN_PERSONA = error("unknown-persona", "A persona that the map does not have.");
    UNKNOWN_TOUCHPOINT = error("unknown-touchpoint", "A touchpoint that the map does not have.");
    UNKNOWN_PAIN = error("unknown-pain", "A pain point that the map does not have.");
    SOURCE_SHAPE = error("source-shape", "The columns of a source do not make one of the shapes: wide, long, series, funnel.");
    BINDING_SHAPE = error("binding-shape", "A binding that its source cannot answer, such as one without `column` in a wide file.");
    UNUSED_KEY = warning("unused-key", "A key that is right but does nothing here.");
    FUNNEL_UNIT = warning("funnel-unit", "A funnel that does not say what it counts.");
    ABSOLUTE_PATH = warning("absolute-path", "The path of a source is not relative to the map; it works on one machine only.");
    NO_STAGES = warning("no-stages", "A journey without stages.");
    TOO_MANY = error("too-many-findings", "More findings than are shown; mend the first ones and look again.");
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
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || "-.1".contains(c)), "{}", rule.name);
            assert!(rule.doc.ends_with('.'), "{}", rule.name);
        }
    }
}
