//! The shape of a source: what one of its rows is. Must not know what is bound to it.
//! Invariant: every source has one shape, whatever its keys.

use super::Reader;
use super::sources::LONG;
use crate::journey::Source;
use crate::source::format::{Fields, Remark, rules};

/// What a row of a source is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A value with its n.
    Series,
    /// How many entered and completed.
    Funnel,
    /// What happened to a case.
    Log,
    /// A case from its opening to its closing.
    Cases,
    /// One answer: wide or long.
    Rows,
}

impl Shape {
    /// The shape of a source; of one with keys of several, that whose metrics need no column.
    pub(super) fn of(source: &Source) -> Self {
        if source.value.is_some() {
            Self::Series
        } else if source.entered.is_some() && source.completed.is_some() {
            Self::Funnel
        } else if source.case.is_some() && source.activity.is_some() {
            Self::Log
        } else if source.opened.is_some() {
            Self::Cases
        } else {
            Self::Rows
        }
    }

    /// As it is called in a sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Funnel => "funnel",
            Self::Log => "log of events",
            Self::Cases => "file of cases",
            Self::Rows => "file of answers",
        }
    }

    /// Can a binding name a column of it?
    pub(super) fn has_cells(self) -> bool {
        !matches!(self, Self::Series | Self::Funnel)
    }
}

/// A key, the one it needs, and why.
const NEEDS: [(&str, &str, &str); 9] = [
    ("value", "metric", "a series needs both"),
    ("metric", "value", "a series needs both"),
    ("entered", "completed", "a funnel needs both"),
    ("completed", "entered", "a funnel needs both"),
    ("case", "activity", "an event log needs both"),
    ("activity", "case", "an event log needs both"),
    ("due", "opened", "a case is opened before it is due"),
    ("closed", "opened", "a case is opened before it is closed"),
    ("status", "opened", "expected the column that says when a case was opened"),
];

/// A key that does nothing without another, and where it would.
const IDLE: [(&str, &str, &str); 4] = [
    ("n", "value", "in a series"),
    ("sd", "value", "in a series"),
    ("unit", "entered", "in a funnel"),
    ("done", "status", "beside the state of cases"),
];

/// The first key of each shape, and its name.
const FIRST_KEYS: [(&str, &str); 4] =
    [("value", "a series"), ("entered", "a funnel"), ("case", "an event log"), ("opened", "a file of cases")];

impl Reader<'_, '_> {
    /// Keys that only work together.
    pub(super) fn check_shape(&mut self, fields: &Fields<'_>) {
        for (given, needed, why) in NEEDS {
            if fields.has(given) && !fields.has(needed) {
                let message = format!("{given} without {needed}, {why}");
                let help = Some(format!("add {needed} = \"...\""));
                self.add(Remark { help, ..fields.remark(given, &rules::SOURCE_SHAPE, message) });
            }
        }
        if fields.has("case") && fields.has("activity") && !fields.has("time") {
            let message = "an event log without time, expected the column that says when it happened".to_owned();
            let help = Some("add time = \"...\"".to_owned());
            self.add(Remark { help, ..fields.remark("case", &rules::SOURCE_SHAPE, message) });
        }
        if fields.has("due") && fields.has("opened") && !fields.has("closed") {
            let message = "due without closed, expected the column that says when a case was closed".to_owned();
            let help = Some("add closed = \"...\", or remove due".to_owned());
            self.add(Remark { help, ..fields.remark("due", &rules::SOURCE_SHAPE, message) });
        }
        if !fields.has("touchpoint") && !fields.has("activity") {
            let long = LONG.into_iter().chain(["columns"]).find(|key| fields.has(key));
            if let Some(key) = long {
                let message = format!("{key} without touchpoint, expected the column that names the touchpoint");
                let help = Some("add touchpoint = \"...\", or bind the column where it is measured".to_owned());
                self.add(Remark { help, ..fields.remark(key, &rules::SOURCE_SHAPE, message) });
            }
        }
        if fields.has("touchpoint") && fields.has("activity") {
            let message = "touchpoint does nothing here, the activity of an event log names the touchpoint".to_owned();
            let help = Some("remove it".to_owned());
            self.add(Remark { help, ..fields.remark("touchpoint", &rules::UNUSED_KEY, message) });
        }
        let of_many = [("value", "a series"), ("entered", "a funnel")].into_iter().find(|(key, _)| fields.has(key));
        if let Some((_, shape)) = of_many.filter(|_| fields.has("weight")) {
            let message = format!("weight does nothing here, a row of {shape} says how many it stands for");
            let help = Some("remove it".to_owned());
            self.add(Remark { help, ..fields.remark("weight", &rules::UNUSED_KEY, message) });
        }
        for (key, needed, place) in IDLE {
            if fields.has(key) && !fields.has(needed) {
                let message = format!("{key} does nothing here, expected it {place}");
                let help = Some(format!("remove it, or add {needed} = \"...\""));
                self.add(Remark { help, ..fields.remark(key, &rules::UNUSED_KEY, message) });
            }
        }
        let mut shapes = FIRST_KEYS.iter().filter(|(key, _)| fields.has(key));
        if let (Some((_, one)), Some((key, other))) = (shapes.next(), shapes.next()) {
            let message = format!("{one} and {other} at once, expected one shape");
            let help = Some("write two sources for the one file".to_owned());
            self.add(Remark { help, ..fields.remark(key, &rules::SOURCE_SHAPE, message) });
        }
        if fields.has("entered") && fields.has("completed") && !fields.has("unit") {
            let message = "a funnel without unit, expected what is counted".to_owned();
            let help = Some("add unit = \"sessions\", \"people\" or \"orders\"".to_owned());
            self.add(Remark { help, ..fields.remark("unit", &rules::FUNNEL_UNIT, message) });
        }
    }
}
