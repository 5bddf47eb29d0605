//! What every thing of a map has in common: a table of the format, and what each of its keys says.
//! Must not know how a map is written. Invariant: the keys stand in the order of the table.
//!
//! A key of the format is one row of [`things!`]: the row is the field of the struct, the sentence of the reference, what the
//! reader takes, what search finds, what a comparison compares and what an edit changes.

use std::borrow::Cow;

use jiff::civil::Date;

use super::schema::{Field, Table};
use super::{Noun, Segment, Word};
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

impl<'a> Content<'a> {
    /// As words: lists with commas between; `None` where it says nothing, and for things.
    #[must_use]
    pub fn words(self) -> Option<Cow<'a, str>> {
        let words = match self {
            Self::Nothing | Self::Things(_) => return None,
            Self::Words(words) => words,
            Self::List(list) => Cow::Owned(list.join(", ")),
            Self::Part(part) => {
                let said = part.values().into_iter().filter_map(|(field, said)| Some((field.label(), said.words()?)));
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

impl Shown for Segment {
    fn said(&self) -> Content<'_> {
        if self.choices.is_empty() {
            return Content::Nothing;
        }
        let choice = |own: &super::Choice| format!("{} = {}", own.column, own.values.join(" or "));
        Content::List(Cow::Owned(self.choices.iter().map(choice).collect()))
    }
}

impl<T: Word> Shown for T {
    fn said(&self) -> Content<'_> {
        Content::Words(Cow::Borrowed(self.word()))
    }
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

impl Shown for Period {
    fn said(&self) -> Content<'_> {
        Content::Words(Cow::Owned(self.label()))
    }
}

/// Things of a map, each with its table: a key is a row.
///
/// A row is the sentence of the reference, the name of the field (and of the key, where that is another one), its type, and
/// what its value must be. Fields after a `+` are no keys.
macro_rules! things {
    ($(
        $(#[doc = $doc:literal])+
        $(#[derive($($derive:ident),+)])?
        pub struct $name:ident, $table:ident = $called:literal at [$($header:literal),*] $(is $noun:ident)? $(by $by:ident)? {
            $( $(#[doc = $row_doc:literal])+ $field:ident $(as $key:literal)? : $type:ty = $row:expr; )*
            $( + $(#[doc = $extra_doc:literal])+ $extra:ident : $extra_type:ty = $made:expr; )*
        }
    )*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq $($(, $derive)+)?)]
        pub struct $name {
            $( $(#[doc = $row_doc])+ pub $field: $type, )*
            $( $(#[doc = $extra_doc])+ pub $extra: $extra_type, )*
        }

        $(#[doc = $doc])+
        pub static $table: crate::journey::schema::Table = crate::journey::schema::Table {
            name: $called,
            headers: &[$($header),*],
            doc: concat!($($doc),+).trim_ascii(),
            fields: &[$( crate::journey::schema::Field {
                key: crate::journey::thing::key!($field $($key)?),
                doc: concat!($($row_doc),+).trim_ascii(),
                ..$row
            } ),*],
        };

        impl crate::journey::thing::Thing for $name {
            fn table(&self) -> &'static crate::journey::schema::Table {
                &$table
            }

            fn noun(&self) -> Option<crate::journey::Noun> {
                crate::journey::thing::noun!($($noun)?)
            }

            fn id(&self) -> std::borrow::Cow<'_, str> {
                crate::journey::thing::id!(self $($by)?)
            }

            fn values(&self) -> Vec<(&'static crate::journey::schema::Field, crate::journey::thing::Content<'_>)> {
                use crate::journey::thing::Shown as _;
                $table.fields.iter().zip([$( self.$field.said() ),*]).collect()
            }
        }

        impl crate::journey::thing::Shown for $name {
            fn said(&self) -> crate::journey::thing::Content<'_> {
                crate::journey::thing::Content::Part(self)
            }
        }

        impl crate::journey::given::Read for $name {
            fn read(given: &mut dyn crate::journey::given::Given) -> Option<Self> {
                let mut rows = $table.fields.iter();
                Some(Self {
                    $( $field: crate::journey::given::Take::take(given, rows.next()?)?, )*
                    $( $extra: ($made)(&*given), )*
                })
            }
        }

        impl crate::journey::given::Take for Vec<$name> {
            fn take(
                given: &mut dyn crate::journey::given::Given,
                field: &'static crate::journey::schema::Field,
            ) -> Option<Self> {
                Some(crate::journey::given::each(given, field))
            }
        }

        impl crate::journey::given::Take for Option<$name> {
            fn take(
                given: &mut dyn crate::journey::given::Given,
                field: &'static crate::journey::schema::Field,
            ) -> Option<Self> {
                Some(crate::journey::given::each(given, field).into_iter().next())
            }
        }
    )* };
}

/// The key of a row: its own word, or that of the field.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// What a thing is in an address.
macro_rules! noun {
    () => {
        None
    };
    ($noun:ident) => {
        Some(crate::journey::Noun::$noun)
    };
}

/// Its id in an address.
macro_rules! id {
    ($self:ident) => {
        std::borrow::Cow::Borrowed("")
    };
    ($self:ident id) => {
        std::borrow::Cow::Borrowed($self.id.as_str())
    };
    ($self:ident $by:ident) => {
        std::borrow::Cow::Owned($self.$by.to_string())
    };
}

pub(crate) use {id, key, noun, things};
