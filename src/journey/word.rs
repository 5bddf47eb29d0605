//! Words of the format that stand for one of a few values.
//! Invariant: each word stands for one value.

/// One of a few values, each with a word.
pub trait Word: Copy + PartialEq + 'static {
    /// All of them, in the order of the format.
    const ALL: &'static [Self];
    /// Their words.
    const WORDS: &'static [&'static str];
    /// What holds where none is written.
    const USUAL: Option<Self>;

    /// The word for it, in maps and on screens.
    fn word(self) -> &'static str;

    /// What a word stands for.
    #[must_use]
    fn of(word: &str) -> Option<Self> {
        let at = Self::WORDS.iter().position(|own| *own == word)?;
        Self::ALL.get(at).copied()
    }
}

/// Words of the format: each is a row.
macro_rules! words {
    ($(
        $(#[$meta:meta])*
        pub enum $name:ident $(or $usual:ident)? {
            $( $(#[$doc:meta])* $variant:ident = $word:literal, )*
        }
    )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$doc])* $variant, )*
        }

        $(
            impl Default for $name {
                fn default() -> Self {
                    Self::$usual
                }
            }
        )?

        impl $name {
            /// The word for it, in maps and on screens.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )*
                }
            }
        }

        impl crate::journey::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            const WORDS: &'static [&'static str] = &[$($word),*];
            const USUAL: Option<Self> = crate::journey::word::usual!($($usual)?);

            fn word(self) -> &'static str {
                self.word()
            }
        }
    )* };
}

/// The value without a word.
macro_rules! usual {
    () => {
        None
    };
    ($usual:ident) => {
        Some(Self::$usual)
    };
}

pub(crate) use {usual, words};
