//! What the format is described with: a table, its keys, and what the value of each must be.

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
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
    pub kind: Kind,
    /// Must it be there?
    pub required: bool,
    /// What holds without it, in words; empty where that is nothing.
    pub default: &'static str,
    /// One sentence.
    pub doc: &'static str,
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
    /// The field of that key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

impl Kind {
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
pub(super) const fn must(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, required: true, default: "", doc }
}

/// A key that may be there.
pub(super) const fn may(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, required: false, default: "", doc }
}

/// A key that may be there, and what holds without it.
pub(super) const fn or(key: &'static str, kind: Kind, default: &'static str, doc: &'static str) -> Field {
    Field { key, kind, required: false, default, doc }
}
