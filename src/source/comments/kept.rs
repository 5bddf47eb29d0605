//! The comments that are kept of a place: their texts in one arena, and what stands beside each.
//! Invariant: a value that too few people share is not handed out.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::OnceLock;

use super::cut::{BREAK, put};
use super::fold::{self, Folded};
use super::wish::Privacy;
use crate::journey::Address;
use crate::metric::Period;
use crate::source::readings::beside::BesideValues;
use crate::source::readings::remarks::Remark;

/// One comment, with what its row says besides.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment<'a> {
    /// What it is about: the place that was asked for, or one in it.
    pub at: &'a Address,
    /// Its text as it was written, with what is personal masked.
    pub text: &'a str,
    /// `None` where the source has no dates.
    pub period: Option<Period>,
    /// The columns that tell people apart, with their values, without those that are blank or that few people share.
    pub segments: Vec<(&'a str, &'a str)>,
    /// The names of metrics, and what the same row answered to them here.
    pub answers: Vec<(&'a str, &'a str)>,
    /// Its sentiment in the data, from -1 to 1.
    pub given: Option<f64>,
    /// A BCP 47 tag, where the map gives one.
    pub language: Option<&'a str>,
}

/// What all comments of one source share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) segments: Vec<BesideValues>,
    pub(super) answers: Vec<String>,
    pub(super) language: Option<String>,
}

/// Where one comment stands, and when it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    /// Where it ends in the arena; it begins where the one before ends.
    pub(super) end: usize,
    /// Where the numbers of what stands beside it begin.
    pub(super) beside: usize,
    pub(super) period: Option<Period>,
    pub(super) given: Option<f32>,
    pub(super) origin: u16,
    pub(super) place: u16,
}

/// The comments of a place and all in it.
#[derive(Debug, Default)]
pub struct Comments {
    pub(super) arena: String,
    pub(super) entries: Vec<Entry>,
    /// The numbers of the values beside each comment; the values are in its origin.
    pub(super) beside: Vec<Option<u32>>,
    pub(super) origins: Vec<Origin>,
    places: Vec<Address>,
    pub(super) n_met: u64,
    pub(super) has_hidden: bool,
    pub(super) hidden_segments: Vec<String>,
    pub(super) is_cut: bool,
    pub(super) failed: Vec<String>,
    /// Filled by the first search.
    folded: OnceLock<Folded>,
    /// Filled when they are first put in order.
    newest: OnceLock<Vec<u32>>,
    /// Filled when they are first grouped.
    firsts: OnceLock<Vec<u32>>,
}

/// What was made of them later makes no difference.
impl PartialEq for Comments {
    fn eq(&self, other: &Self) -> bool {
        let flags = |own: &Self| (own.n_met, own.has_hidden, own.is_cut);
        flags(self) == flags(other)
            && self.arena == other.arena
            && self.entries == other.entries
            && self.beside == other.beside
            && self.origins == other.origins
            && self.places == other.places
            && self.hidden_segments == other.hidden_segments
            && self.failed == other.failed
    }
}

impl Comments {
    /// No comments yet, about these places.
    pub(super) fn of(places: Vec<Address>) -> Self {
        Self { places, ..Self::default() }
    }

    /// How many are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Is none kept?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many there are in the data, kept or not; those that are hidden are not among them.
    #[must_use]
    pub const fn n_met(&self) -> u64 {
        self.n_met
    }

    /// Are there places with so few answers of a segment that no comment of theirs is kept?
    #[must_use]
    pub const fn has_hidden(&self) -> bool {
        self.has_hidden
    }

    /// Are all comments of such places?
    #[must_use]
    pub const fn is_hidden(&self) -> bool {
        self.has_hidden && self.n_met == 0
    }

    /// The columns with a value that is left out beside a comment, because few people share it.
    #[must_use]
    pub fn hidden_segments(&self) -> &[String] {
        &self.hidden_segments
    }

    /// Was reading stopped before the end?
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Why sources could not be read to their end, one entry each.
    #[must_use]
    pub fn failed(&self) -> &[String] {
        &self.failed
    }

    /// A comment by its position in the data.
    #[must_use]
    pub fn get(&self, idx: usize) -> Option<Comment<'_>> {
        let entry = self.entries.get(idx)?;
        let origin = self.origins.get(usize::from(entry.origin))?;
        let mut parts = self.arena.get(self.start(idx)..entry.end)?.split(BREAK);
        let text = parts.next()?;
        Some(Comment {
            at: self.places.get(usize::from(entry.place))?,
            text,
            period: entry.period,
            segments: self.beside(entry, origin).filter_map(|(own, value)| Some((own.name.as_str(), value?))).collect(),
            answers: origin
                .answers
                .iter()
                .map(String::as_str)
                .zip(parts)
                .filter(|(_, said)| !said.is_empty())
                .collect(),
            given: entry.given.map(f64::from),
            language: origin.language.as_deref(),
        })
    }

    /// When a comment was written; `None` where the source has no dates.
    #[must_use]
    pub fn period(&self, idx: usize) -> Option<Period> {
        self.entries.get(idx)?.period
    }

    /// What stands beside a comment; `None` where few people share it.
    fn beside<'a>(
        &'a self,
        entry: &Entry,
        origin: &'a Origin,
    ) -> impl Iterator<Item = (&'a BesideValues, Option<&'a str>)> {
        let numbers = self.beside.get(entry.beside..).unwrap_or_default();
        let met = origin.segments.iter().zip(numbers).filter_map(|(own, number)| Some((own, (*number)?)));
        met.map(|(own, number)| {
            let value = usize::try_from(number).ok().and_then(|idx| own.values.get(idx));
            (own, value.and_then(Option::as_deref))
        })
    }

    pub(super) fn text(&self, idx: usize) -> &str {
        let end = self.entries.get(idx).map_or(0, |entry| entry.end);
        let whole = self.arena.get(self.start(idx)..end).unwrap_or_default();
        whole.split(BREAK).next().unwrap_or_default()
    }

    fn start(&self, idx: usize) -> usize {
        idx.checked_sub(1).and_then(|before| self.entries.get(before)).map_or(0, |before| before.end)
    }

    /// The positions of those that contain what was typed, whatever its case and accents; all where nothing was typed.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<u32> {
        let folded = || Folded::new((0..self.len()).map(|idx| self.text(idx)));
        let wanted = fold::fold(typed);
        match wanted.trim() {
            "" => (0..).take(self.len()).collect(),
            wanted => self.folded.get_or_init(folded).find(wanted),
        }
    }

    /// Keeps a comment, masked and cut; its period is filled in once the dates are known.
    pub(super) fn keep(&mut self, remark: &Remark<'_>, privacy: Privacy, origin: u16) {
        put(&mut self.arena, &remark.text, privacy);
        for answer in &remark.answers {
            self.arena.push(BREAK);
            put(&mut self.arena, answer, privacy);
        }
        let beside = self.beside.len();
        self.beside.extend(&remark.segments);
        #[expect(clippy::cast_possible_truncation, reason = "a score has few digits")]
        let given = remark.given.map(|given| given as f32);
        self.entries.push(Entry { end: self.arena.len(), beside, period: None, given, origin, place: remark.place });
    }

    pub(super) fn find_hidden_segments(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for entry in &self.entries {
            let Some(origin) = self.origins.get(usize::from(entry.origin)) else { continue };
            for (own, _) in self.beside(entry, origin).filter(|(_, value)| value.is_none()) {
                if !names.contains(&own.name) {
                    names.push(own.name.clone());
                }
            }
        }
        names
    }

    /// All positions, the newest first; among those of one date, the last in the data first.
    pub(super) fn newest(&self) -> &[u32] {
        let start = |idx: &u32| self.entries.get(*idx as usize)?.period.map(|period| period.start);
        let sorted = || {
            let mut rows: Vec<u32> = (0..).take(self.len()).collect();
            rows.sort_unstable_by_key(|idx| Reverse((start(idx), *idx)));
            rows
        };
        self.newest.get_or_init(sorted)
    }

    /// For each the first that says the same at the same place, whatever its case and blanks.
    pub(super) fn firsts(&self) -> &[u32] {
        let said = |idx: u32| {
            let place = self.entries.get(idx as usize).map(|entry| entry.place);
            (place, fold::evened(self.text(idx as usize)))
        };
        let compared = || {
            let mut by_hash: HashMap<u64, u32> = HashMap::new();
            let first = |idx: u32| {
                let own = said(idx);
                let mut hasher = DefaultHasher::new();
                own.hash(&mut hasher);
                let first = *by_hash.entry(hasher.finish()).or_insert(idx);
                // Two that differ may have one hash.
                if first == idx || said(first) == own { first } else { idx }
            };
            (0..).take(self.len()).map(first).collect()
        };
        self.firsts.get_or_init(compared)
    }

    /// Keeps only the comments of the places that are shown.
    pub(super) fn retain(&mut self, is_shown: impl Fn(u16) -> bool) {
        let (mut arena, mut entries, mut beside) = (String::new(), Vec::new(), Vec::new());
        for (idx, entry) in self.entries.iter().enumerate().filter(|(_, entry)| is_shown(entry.place)) {
            arena.push_str(self.arena.get(self.start(idx)..entry.end).unwrap_or_default());
            let n_segments = self.origins.get(usize::from(entry.origin)).map_or(0, |origin| origin.segments.len());
            let numbers = self.beside.get(entry.beside..entry.beside + n_segments).unwrap_or_default();
            entries.push(Entry { end: arena.len(), beside: beside.len(), ..*entry });
            beside.extend_from_slice(numbers);
        }
        (self.arena, self.entries, self.beside) = (arena, entries, beside);
    }
}
