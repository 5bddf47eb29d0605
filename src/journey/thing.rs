//! What every thing of a map has in common: a table of the format, and what each of its keys says.
//! Invariant: the keys stand in the order of the table.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;

use super::schema::{Field, Table};
use super::{Noun, Word};
use crate::metric::Period;

/// What a key says.
pub enum Content<'a> {
    /// Nothing.
    Nothing,
    /// A text, a number, a word.
    Words(Cow<'a, str>),
    /// A list of texts.
    List(Cow<'a, [String]>),
    /// A table of its own.
    Part(&'a dyn Thing),
    /// Things of their own.
    Things(Vec<&'a dyn Thing>),
}

/// What a key says of one persona.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByPersona<T> {
    /// The id of the persona.
    pub persona: String,
    /// What is said.
    pub value: T,
}

/// A thing of a map.
pub trait Thing {
    /// Its keys.
    fn table(&self) -> &'static Table;

    /// What it is called in addresses; `None` for a part of another thing, such as a target.
    fn noun(&self) -> Option<Noun>;

    /// Its id in an address.
    fn id(&self) -> Cow<'_, str>;

    /// Is it written in the map, and not only implied?
    fn is_written(&self) -> bool {
        true
    }

    /// Each key with what it says.
    fn values(&self) -> Vec<(&'static Field, Content<'_>)>;
}

impl dyn Thing + '_ {
    /// What a key says.
    #[must_use]
    pub fn said(&self, key: &str) -> Content<'_> {
        self.values().into_iter().find(|(field, _)| field.key == key).map_or(Content::Nothing, |(_, said)| said)
    }

    /// What it is called: its name, its text; empty where it has none.
    #[must_use]
    pub fn title(&self) -> Cow<'_, str> {
        self.table().title().and_then(|field| self.said(field.key).words()).unwrap_or_default()
    }
}

/// The thing at an address, from the place of a map outwards.
pub(super) fn step_in<'a>(thing: &'a dyn Thing, noun: Noun, id: &str) -> Option<&'a dyn Thing> {
    let lists = thing.values().into_iter().filter_map(|(_, content)| match content {
        Content::Things(things) => Some(things),
        _ => None,
    });
    lists.flatten().find(|own| own.noun() == Some(noun) && own.id() == id)
}

impl<'a> Content<'a> {
    /// As words: lists with commas between; `None` where it says nothing, and for things.
    #[must_use]
    pub fn words(self) -> Option<Cow<'a, str>> {
        let words = match self {
            Self::Nothing | Self::Things(_) => return None,
            Self::Words(words) => words,
            Self::List(list) => Cow::Owned(list.join(", ")),
            Self::Part(part) => {
                let said = part
                    .values()
                    .into_iter()
                    .filter_map(|(field, said)| said.words().map(|words| (field.label(), words)));
                Cow::Owned(said.map(|(label, words)| format!("{label} {words}")).collect::<Vec<_>>().join(", "))
            }
        };
        Some(words).filter(|words| !words.trim().is_empty())
    }

    /// Each text by itself.
    #[must_use]
    pub fn texts(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Nothing | Self::Part(_) | Self::Things(_) => Vec::new(),
            Self::Words(words) => vec![words],
            Self::List(Cow::Borrowed(list)) => list.iter().map(|text| Cow::Borrowed(text.as_str())).collect(),
            Self::List(Cow::Owned(list)) => list.into_iter().map(Cow::Owned).collect(),
        }
    }
}

/// The value of a field of a thing.
pub(crate) trait Shown {
    fn said(&self) -> Content<'_>;
}

impl Shown for String {
    fn said(&self) -> Content<'_> {
        Content::Words(Cow::Borrowed(self))
    }
}

impl<T: Shown> Shown for Option<T> {
    fn said(&self) -> Content<'_> {
        self.as_ref().map_or(Content::Nothing, Shown::said)
    }
}

impl Shown for Vec<String> {
    fn said(&self) -> Content<'_> {
        if self.is_empty() { Content::Nothing } else { Content::List(Cow::Borrowed(self)) }
    }
}

impl<T: fmt::Display> Shown for Vec<ByPersona<T>> {
    fn said(&self) -> Content<'_> {
        let own = self.iter().map(|own| format!("{}: {}", own.persona, own.value)).collect::<Vec<_>>();
        if own.is_empty() { Content::Nothing } else { Content::List(Cow::Owned(own)) }
    }
}

impl<T: Thing> Shown for Vec<T> {
    fn said(&self) -> Content<'_> {
        if self.is_empty() {
            Content::Nothing
        } else {
            Content::Things(self.iter().map(|thing| -> &dyn Thing { thing }).collect())
        }
    }
}

impl Shown for bool {
    fn said(&self) -> Content<'_> {
        if *self { Content::Words(Cow::Borrowed("yes")) } else { Content::Nothing }
    }
}

impl<T: Word> Shown for T {
    fn said(&self) -> Content<'_> {
        Content::Words(Cow::Borrowed(self.word()))
    }
}

/// What a value says in words; `None` where that is nothing.
pub(crate) fn words_of(value: &impl Shown) -> Option<Cow<'_, str>> {
    value.said().words()
}

/// Values that are said as they are printed.
macro_rules! printed {
    ($($type:ty),*) => { $(
        impl Shown for $type {
            fn said(&self) -> Content<'_> {
                Content::Words(Cow::Owned(self.to_string()))
            }
        }
    )* };
}

printed!(u8, i8, u32, u64, f64, Date);

/// Both ends of a scale or a range.
impl<T: fmt::Display> Shown for (T, T) {
    fn said(&self) -> Content<'_> {
        Content::Words(Cow::Owned(format!("{} to {}", self.0, self.1)))
    }
}

impl Shown for Period {
    fn said(&self) -> Content<'_> {
        Content::Words(Cow::Owned(self.label()))
    }
}
