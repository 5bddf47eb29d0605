//! In which language a text is, as far as that matters: the one there is a lexicon for, or another.
//! Invariant: a text is another language's only where more speaks for that than for English.

use std::cmp::Ordering;

use super::lexicon::Lexicon;
use super::spelling;
use super::words::Words;

/// What is known of the language before a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// It is said to be English: every text is scored.
    English,
    /// It is said to be another one: none is.
    Another,
    /// Each text tells by its letters and its smallest words. Where it does not, it is taken for English.
    #[default]
    Told,
    /// The same among texts most of which are in another language: where it does not tell, it is as they are.
    ToldAmongOthers,
}

impl Language {
    /// The language of a BCP 47 tag, as in `en`, `en-US` or `he`; a blank tag says nothing.
    #[must_use]
    pub fn named(tag: &str) -> Self {
        let tag = tag.trim();
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary {
            "" => Self::Told,
            _ if ["en", "eng"].iter().any(|english| primary.eq_ignore_ascii_case(english)) => Self::English,
            _ => Self::Another,
        }
    }

    /// What a sample of texts tells of their neighbors: the language that most of them are in.
    #[must_use]
    pub fn of_sample<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut n_english, mut n_others) = (0_usize, 0_usize);
        for text in texts {
            match Leaning::of(text, &Words::of(text)) {
                Leaning::English => n_english += 1,
                Leaning::Another => n_others += 1,
                Leaning::Unclear | Leaning::Wordless => {}
            }
        }
        if n_others > n_english { Self::ToldAmongOthers } else { Self::Told }
    }

    /// Is the text to be scored? Its words are known already.
    pub(super) fn takes_for_english(self, text: &str, words: &Words) -> bool {
        match self {
            Self::English => true,
            Self::Another => false,
            Self::Told => Leaning::of(text, words) != Leaning::Another,
            Self::ToldAmongOthers => matches!(Leaning::of(text, words), Leaning::English | Leaning::Wordless),
        }
    }
}

/// What a text says of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaning {
    English,
    Another,
    /// As much speaks for one as for the other, as a rule nothing.
    Unclear,
    /// Numbers, signs and emoji are of all languages.
    Wordless,
}

impl Leaning {
    fn of(text: &str, words: &Words) -> Self {
        if words.has_emoji {
            // Their names are English whoever wrote them.
            let text = spelling::without_emoji(text);
            return Self::of(&text, &Words::of(&text));
        }
        let other = words.letters.other;
        let n_plain = || text.bytes().filter(u8::is_ascii_alphabetic).count();
        if other > 0 && other > words.letters.latin + n_plain() {
            return Self::Another;
        }
        let lexicon = Lexicon::get();
        let (mut n_english, mut votes) = (0_usize, [0_usize; N_OTHERS]);
        for word in &words.list {
            let entry = lexicon.at(word.entry);
            let Tongues(mut others) = entry.tongues;
            n_english += usize::from(others & ENGLISH != 0 || entry.mean.is_some());
            others >>= 1;
            while others != 0 {
                if let Some(votes) = votes.get_mut(others.trailing_zeros() as usize) {
                    *votes += 1;
                }
                others &= others - 1;
            }
        }
        let most = votes.into_iter().max().unwrap_or_default();
        if most == 0 && n_english == 0 {
            return match (words.n_accented, words.letters.latin + n_plain()) {
                (0, 0) => Self::Wordless,
                (0, _) => Self::Unclear,
                _ => Self::Another,
            };
        }
        match n_english.cmp(&most) {
            Ordering::Greater => Self::English,
            Ordering::Equal => Self::Unclear,
            // A sentence has more small words than one in five; a name or a loan has not.
            Ordering::Less if most * LEAST_SHARE < words.list.len() => Self::Unclear,
            Ordering::Less => Self::Another,
        }
    }
}

/// Of so many words one at least is a small one, where that language is spoken.
const LEAST_SHARE: usize = 5;

/// Languages of the Latin script that texts are told by, English first.
const TONGUES: [&str; 20] = [
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "pl", "tr", "id", "ro", "cs", "hu", "fi", "vi", "tl",
    "ca",
];

const N_OTHERS: usize = TONGUES.len() - 1;

/// English alone.
const ENGLISH: u32 = 1;

/// A set of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tongues(u32);

impl Tongues {
    /// The set with one more.
    pub(super) fn and(self, tag: &str) -> Self {
        let place = TONGUES.iter().position(|tongue| *tongue == tag).expect("the table names languages of the list");
        Self(self.0 | 1 << place)
    }
}
