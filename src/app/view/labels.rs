//! The words that label what a map says, in the map's language. One table: a row for each label, a column for each
//! language. Invariant: no word is empty, and no two labels of the same kind are called the same.

use jiff::civil::Date;

use crate::journey::{Field, Map};
use crate::source::settings::LabelChoice;

mod analyses;
mod table;

pub(crate) use table::Label;

/// The languages that labels are written in: the columns of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Language {
    #[default]
    English,
    Hebrew,
    Arabic,
    German,
    French,
    Spanish,
}

/// The labels of one map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    language: Language,
}

impl Labels {
    /// In the language of a map if there is a column for it and the user does not want English, else in English.
    pub(crate) fn of(choice: LabelChoice, map: Option<&Map>) -> Self {
        let language = map.and_then(Map::primary_language).filter(|_| choice == LabelChoice::Auto);
        let language = match language.as_deref() {
            Some("he" | "iw") => Language::Hebrew,
            Some("ar") => Language::Arabic,
            Some("de") => Language::German,
            Some("fr") => Language::French,
            Some("es") => Language::Spanish,
            _ => Language::English,
        };
        Self { language }
    }

    /// Are they in English?
    pub(crate) fn is_english(self) -> bool {
        self.language == Language::English
    }

    /// The word of a label.
    pub(crate) const fn word(self, label: Label) -> &'static str {
        let [english, hebrew, arabic, german, french, spanish] = label.row();
        match self.language {
            Language::English => english,
            Language::Hebrew => hebrew,
            Language::Arabic => arabic,
            Language::German => german,
            Language::French => french,
            Language::Spanish => spanish,
        }
    }

    /// What a key of the format is called on a page; in English where the table has no row of that name.
    pub(crate) fn field(self, field: &Field) -> String {
        self.said(&field.label())
    }

    /// A word of the format in the language of the map.
    pub(crate) fn said(self, word: &str) -> String {
        let own = Label::ALL.iter().find(|label| label.row().first() == Some(&word));
        own.map_or_else(|| word.to_owned(), |own| self.word(*own).to_owned())
    }

    /// `owner Dana`: a label before what it labels. A prefix of Hebrew stands close to its number.
    pub(crate) fn before(self, label: Label, text: &impl std::fmt::Display) -> String {
        let word = self.word(label);
        let gap = if word.ends_with('־') { "" } else { " " };
        format!("{word}{gap}{text}")
    }

    /// `missed by 2.0`: a label with what belongs into it.
    pub(crate) fn filled(self, label: Label, parts: &[&str]) -> String {
        parts.iter().fold(self.word(label).to_owned(), |text, part| text.replacen("{}", part, 1))
    }

    /// `Jun 2019`: the month of a date.
    pub(crate) fn month(self, date: Date) -> String {
        format!("{} {}", self.month_name(date), date.year())
    }

    /// `22 Dec`: a day without its year. In German the number is an ordinal, with a full stop.
    pub(crate) fn day(self, date: Date) -> String {
        let stop = if self.language == Language::German { "." } else { "" };
        format!("{}{stop} {}", date.day(), self.month_name(date))
    }

    fn month_name(self, date: Date) -> &'static str {
        self.word(match date.month() {
            ..=1 => Label::January,
            2 => Label::February,
            3 => Label::March,
            4 => Label::April,
            5 => Label::May,
            6 => Label::June,
            7 => Label::July,
            8 => Label::August,
            9 => Label::September,
            10 => Label::October,
            11 => Label::November,
            12.. => Label::December,
        })
    }
}

#[cfg(test)]
mod tests;
