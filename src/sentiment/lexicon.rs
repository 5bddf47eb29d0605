//! What is known of single words.
//! Invariant: a word has one entry, whatever it is known for; the table is made once, when the first text is scored.

mod key;

use std::sync::LazyLock;

pub(super) use self::key::Key;
use super::language::Tongues;

/// Words and their mean valence; see `data/README.md`.
const MEANS: &str = include_str!("data/words.tsv");

/// By language: its smallest words, which tell it from others.
const SMALL_WORDS: &str = include_str!("data/small_words.tsv");

/// They strengthen the word that follows.
const BOOSTERS: &str = "absolutely amazingly awfully completely considerable considerably decidedly deeply effing \
    enormous enormously entirely especially exceptional exceptionally extreme extremely fabulously flippin flipping \
    frackin fracking frickin fricking friggin frigging fuckin fucking fuggin fugging fully greatly hella highly hugely \
    incredible incredibly intensely major majorly more most particularly purely quite really remarkably so \
    substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very";

/// They weaken it.
const DAMPENERS: &str = "almost barely hardly kinda kindof kind-of less little marginal marginally occasional \
    occasionally partly scarce scarcely slight slightly somewhat sorta sortof sort-of";

/// They turn it round. Any word with `n't` in it does too.
const NEGATIONS: &str = "aint arent cannot cant couldnt darent despite didnt doesnt dont hadnt hasnt havent isnt mightnt \
    mustnt neednt neither never none nope nor not nothing nowhere oughtnt rarely seldom shant shouldnt uh-uh uhuh wasnt \
    werent without wont wouldnt";

/// A word that rules and idioms are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Ass,
    At,
    Bad,
    Beating,
    Bomb,
    Bus,
    Death,
    Die,
    Doubt,
    Enough,
    For,
    Heart,
    Just,
    Kind,
    Kiss,
    Least,
    Never,
    No,
    Nor,
    Of,
    Or,
    Right,
    Shit,
    So,
    Sort,
    Stop,
    The,
    This,
    To,
    Very,
    Without,
    Yeah,
}

#[rustfmt::skip]
const PARTS: [(&str, Part); 32] = {
    use Part::{
        Ass, At, Bad, Beating, Bomb, Bus, Death, Die, Doubt, Enough, For, Heart, Just, Kind, Kiss, Least, Never, No, Nor, Of, Or,
        Right, Shit, So, Sort, Stop, The, This, To, Very, Without, Yeah,
    };
    [
        ("ass", Ass), ("at", At), ("bad", Bad), ("beating", Beating), ("bomb", Bomb), ("bus", Bus), 
        ("death", Death), ("die", Die), ("doubt", Doubt), ("enough", Enough), ("for", For), ("heart", Heart),
        ("just", Just), ("kind", Kind), ("kiss", Kiss), ("least", Least), ("never", Never), ("no", No), ("nor", Nor),
        ("of", Of), ("or", Or), ("right", Right), ("shit", Shit), ("so", So), ("sort", Sort), ("stop", Stop),
        ("the", The), ("this", This), ("to", To), ("very", Very), ("without", Without), ("yeah", Yeah),
    ]
};

/// How it changes the strength of the word that follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Degree {
    /// Not at all.
    #[default]
    Plain,
    /// It strengthens.
    Boost,
    /// It weakens.
    Dampen,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// How glad (above zero) or sad it sounds, -4 to 4.
    pub(super) mean: Option<f64>,
    /// What it does to the strength of others.
    pub(super) degree: Degree,
    /// Does it turn others round?
    pub(super) negates: bool,
    /// The word itself, where rules name it.
    pub(super) part: Option<Part>,
    /// Languages that it is one of the smallest words of.
    pub(super) tongues: Tongues,
}

/// The number of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntryIdx(u16);

/// How many entries are of no word of their own.
const N_WORDLESS: u16 = 2;

impl EntryIdx {
    /// A word of which nothing is known.
    pub(super) const UNKNOWN: Self = Self(0);
    /// The same with `n't` in it.
    pub(super) const NEGATION: Self = Self(1);
}

/// All entries.
#[derive(Debug)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    keys: Vec<Key>,
    /// By hash: the number of an entry (low half, 0 is none) and a tag of the hash, so that most misses end here.
    slots: Vec<u32>,
    /// How many entries have a mean: the first after those without a word.
    n_means: u16,
    but: EntryIdx,
}

/// Nearly twice as many as there are words, and no more than a fast cache holds.
const N_SLOTS: usize = 1 << 14;

/// The lexicon there is.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    /// The lexicon.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn new() -> Self {
        let negation = Entry { negates: true, ..Entry::default() };
        let mut lexicon = Self {
            entries: vec![Entry::default(), negation],
            keys: vec![Key::default(); 2],
            slots: vec![0; N_SLOTS],
            n_means: 0,
            but: EntryIdx::UNKNOWN,
        };
        for (word, mean) in MEANS.lines().filter_map(|line| line.split_once('\t')) {
            lexicon.entry(word).mean = mean.parse().ok();
            lexicon.n_means += 1;
        }
        for word in BOOSTERS.split_ascii_whitespace() {
            lexicon.entry(word).degree = Degree::Boost;
        }
        for word in DAMPENERS.split_ascii_whitespace() {
            lexicon.entry(word).degree = Degree::Dampen;
        }
        for word in NEGATIONS.split_ascii_whitespace() {
            lexicon.entry(word).negates = true;
        }
        for (word, part) in PARTS {
            lexicon.entry(word).part = Some(part);
        }
        for (tongue, words) in SMALL_WORDS.lines().filter_map(|line| line.split_once('\t')) {
            for word in words.split_ascii_whitespace() {
                let entry = lexicon.entry(word);
                entry.tongues = entry.tongues.and(tongue);
            }
        }
        lexicon.but = Key::of(b"but").and_then(|key| lexicon.find(key)).unwrap_or(EntryIdx::UNKNOWN);
        lexicon
    }

    /// What is known under a number.
    pub(super) fn at(&self, idx: EntryIdx) -> &Entry {
        self.entries.get(usize::from(idx.0)).expect("numbers come from the lexicon")
    }

    /// Is a word of that number glad or sad?
    pub(super) fn has_mean(&self, idx: EntryIdx) -> bool {
        idx.0.wrapping_sub(N_WORDLESS) < self.n_means
    }

    /// The number of `but`.
    pub(super) fn but(&self) -> EntryIdx {
        self.but
    }

    /// The number of a word in lower case.
    pub(super) fn find(&self, key: Key) -> Option<EntryIdx> {
        let hash = key.hash();
        let tag = tag(hash);
        let mut place = place(hash);
        loop {
            let slot = *self.slots.get(place)?;
            if slot == 0 {
                return None;
            }
            let idx = low(slot);
            if slot & TAG == tag && self.keys.get(usize::from(idx)) == Some(&key) {
                return Some(EntryIdx(idx));
            }
            place = (place + 1) % N_SLOTS;
        }
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        let key = Key::of(word.as_bytes()).expect("words of the lexicon are short");
        let idx = self.find(key).unwrap_or_else(|| self.add(key, word));
        self.entries.get_mut(usize::from(idx.0)).expect("numbers come from the lexicon")
    }

    fn add(&mut self, key: Key, word: &str) -> EntryIdx {
        let idx = u16::try_from(self.entries.len()).expect("fewer words than slots");
        self.entries.push(Entry { negates: word.contains("n't"), ..Entry::default() });
        self.keys.push(key);
        let hash = key.hash();
        let mut place = place(hash);
        while self.slots.get(place).is_some_and(|slot| *slot != 0) {
            place = (place + 1) % N_SLOTS;
        }
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = tag(hash) | u32::from(idx);
        }
        EntryIdx(idx)
    }
}

const TAG: u32 = 0xffff_0000;

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & TAG
}

#[expect(clippy::cast_possible_truncation, reason = "some bits of a hash")]
fn place(hash: u64) -> usize {
    hash as usize % N_SLOTS
}

#[expect(clippy::cast_possible_truncation, reason = "the low half")]
fn low(slot: u32) -> u16 {
    slot as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_tables_is_found_again() {
        let lexicon = Lexicon::get();
        let find = |word: &str| lexicon.at(lexicon.find(Key::of(word.as_bytes()).unwrap()).unwrap());
        let mut n_words = 0;
        for (word, mean) in MEANS.lines().filter_map(|line| line.split_once('\t')) {
            assert_eq!(find(word).mean, mean.parse().ok(), "{word}");
            assert!(lexicon.has_mean(lexicon.find(Key::of(word.as_bytes()).unwrap()).unwrap()), "{word}");
            n_words += 1;
        }
        assert_eq!(n_words, 7488);
        for (word, part) in PARTS {
            assert_eq!(find(word).part, Some(part));
        }
        assert!(lexicon.find(Key::of(b"serendipitous").unwrap()).is_none());
        let n_means = lexicon.entries.iter().filter(|entry| entry.mean.is_some()).count();
        assert_eq!(n_means, n_words, "no other word has a mean");
        assert!(lexicon.keys.len() * 5 < N_SLOTS * 3, "the table stays sparse");
    }
}
