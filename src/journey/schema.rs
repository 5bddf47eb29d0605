//! What the map format is described with: a table, its keys, and what the value of each must be.
//! Invariant: a key stands once in its table.

use super::Noun;

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub enum ValueKind {
    /// Names a thing: text of letters, digits, `-`, `_` and `.`.
    Id,
    /// Text.
    Text,
    /// Texts; a single text stands for a list of one.
    Texts,
    /// Values of CSV cells: texts or whole numbers, or a single one.
    Codes,
    /// A date without a time.
    Date,
    /// A time span: whole days, or text like `6 months`.
    Days,
    /// A time span from minutes on: text like `30 minutes`.
    Span,
    /// A whole number from `low` to `high`.
    Whole {
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// A calendar period.
    Period,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A text of one ASCII character.
    Letter,
    /// Lowest and highest answer: two whole numbers.
    Scale,
    /// Lowest and highest value: two numbers.
    Range,
    /// A table of the author's own keys, each with a text or texts.
    Choices,
    /// A table of the author's own keys, each with a text.
    Columns,
    /// A table of ids of personas, each with a text.
    TextBy,
    /// A table of ids of personas, each with a whole number from `low` to `high`.
    WholeBy {
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// The address of a page of the web, or of a mailbox.
    Link,
    /// The path of a file, relative to the map.
    Path,
    /// A table.
    Table(&'static Table),
    /// A list of tables.
    Tables(&'static Table),
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What its value must be.
    pub kind: ValueKind,
    /// Must it be there?
    pub required: bool,
    /// What holds without it, in words; empty where that is nothing.
    pub default: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// What it is called on a screen; empty: as its key.
    pub label: &'static str,
    /// What its texts are the ids of.
    pub names: Option<Noun>,
    /// How it is told.
    pub role: Role,
    /// The key beside it without which it does nothing.
    pub needs: &'static str,
    /// Does the id of its thing stand in for it where it is missing?
    pub or_id: bool,
}

/// What a key is for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A field of its own: where it changed, a short value is told as it was and as it is.
    #[default]
    Own,
    /// Says in a sentence or more what somebody thinks: where it changed, it is told as it is now.
    Prose,
    /// Says what the thing is: its name, its text.
    Title,
    /// Signs it, and is no change of what it says.
    Signed,
    /// How numbers find their place: nobody reads it as a word about the journey.
    Wiring,
}

/// A table of the format.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// What it is called in a message: `a touchpoint`.
    pub name: &'static str,
    /// How it is written: `[[stage.touchpoint]]`.
    pub headers: &'static [&'static str],
    /// One or two sentences.
    pub doc: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
}

impl Table {
    /// The key that says what a thing is: its name, its text.
    #[must_use]
    pub fn title(&self) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.role == Role::Title)
    }

    /// Must each of its things have an id?
    pub(crate) fn has_needed_id(&self) -> bool {
        self.field("id").is_some_and(|field| field.required)
    }

    /// The field of that key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

impl ValueKind {
    /// What is expected, as the end of a sentence: `-2 to 2`.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Id | Self::Text => "text".to_owned(),
            Self::Texts => "a list of texts".to_owned(),
            Self::Codes => "a list of texts or whole numbers".to_owned(),
            Self::Date => "a date like 2018-06-01".to_owned(),
            Self::Period => {
                "a period like \"2017\", \"2017-Q4\", \"2017-11\", \"2017-W05\" or \"2017-11-30\"".to_owned()
            }
            Self::Days => "days like 90, or text like \"90 days\", \"12 weeks\", \"6 months\" or \"1 year\"".to_owned(),
            Self::Span => "text like \"30 minutes\", \"48 hours\", \"7 days\" or \"2 weeks\"".to_owned(),
            Self::Whole { low, high: i64::MAX } => format!("a whole number from {low} up"),
            Self::Whole { low, high } => format!("{low} to {high}"),
            Self::Number => "a number".to_owned(),
            Self::Truth => "true or false".to_owned(),
            Self::Words(words) => alternatives(words),
            Self::Letter => "text of one character".to_owned(),
            Self::Scale => "two whole numbers like [1, 5]".to_owned(),
            Self::Range => "two numbers like [0, 100]".to_owned(),
            Self::Choices => "a table like { column = \"value\" }".to_owned(),
            Self::Columns => "a table like { metric = \"column\" }".to_owned(),
            Self::TextBy => "a table like { persona = \"text\" }".to_owned(),
            Self::WholeBy { low, high } => format!("a table like {{ persona = 1 }}, of numbers from {low} to {high}"),
            Self::Link => "an address like https://example.org/report".to_owned(),
            Self::Path => "a path relative to the map".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Tables(_) => "a list of tables".to_owned(),
        }
    }
}

/// `"a", "b" or "c"`.
fn alternatives(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A key that must be there.
pub(crate) const fn must(kind: ValueKind) -> Field {
    Field { required: true, ..may(kind) }
}

/// A key that may be there.
pub(crate) const fn may(kind: ValueKind) -> Field {
    or(kind, "")
}

/// A key that may be there, and what holds without it.
pub(crate) const fn or(kind: ValueKind, default: &'static str) -> Field {
    Field {
        key: "",
        kind,
        required: false,
        default,
        doc: "",
        label: "",
        names: None,
        role: Role::Own,
        needs: "",
        or_id: false,
    }
}

/// A text that says what a thing is: without it, the thing is called by its id.
pub(crate) const TITLE: Field = Field { or_id: true, ..must(ValueKind::Text).told(Role::Title) };

/// Somebody's words, in a sentence or more.
pub(crate) const PROSE: Field = may(ValueKind::Text).told(Role::Prose);

/// From 1 (little) to 5 (much).
pub(crate) const FIVE: Field = may(ValueKind::Whole { low: 1, high: 5 });

impl Field {
    /// Called otherwise on a screen.
    #[must_use]
    pub(crate) const fn called(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    /// Its texts are ids of such things.
    #[must_use]
    pub(crate) const fn naming(self, noun: Noun) -> Self {
        Self { names: Some(noun), ..self }
    }

    /// Does nothing without another key.
    #[must_use]
    pub(crate) const fn with(self, needs: &'static str) -> Self {
        Self { needs, ..self }
    }

    /// Told in that way.
    #[must_use]
    pub(crate) const fn told(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// What it is called on a screen.
    #[must_use]
    pub fn label(&self) -> String {
        if self.label.is_empty() { self.key.replace('_', " ") } else { self.label.to_owned() }
    }
}
