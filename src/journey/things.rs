//! Things of a map as rows.
//! Invariant: a key of the format is one row: the field of the struct, the sentence of the reference, what the reader
//! takes, what search finds, what a comparison compares and what an edit changes.

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
                key: crate::journey::things::key!($field $($key)?),
                doc: concat!($($row_doc),+).trim_ascii(),
                ..$row
            } ),*],
        };

        impl crate::journey::thing::Thing for $name {
            fn table(&self) -> &'static crate::journey::schema::Table {
                &$table
            }

            fn noun(&self) -> Option<crate::journey::Noun> {
                crate::journey::things::noun!($($noun)?)
            }

            fn id(&self) -> std::borrow::Cow<'_, str> {
                crate::journey::things::id!(self $($by)?)
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
