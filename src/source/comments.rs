//! What customers wrote at a place of a map and all in it: the words, and what each row says besides.
//! Invariant: what is personal is masked before it is kept, unless the user asked for it.
//!
//! Kept are at most [`MOST_BYTES`]; of more than that the newest, and how many there were is told.

pub(in crate::source) mod beside;
pub mod fold;
mod gathering;
pub mod mask;
mod rank;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::journey::{Address, Binding, Column, Map, Segment, Source};
use crate::metric::{Crowd, Gate, Kind, Limits, Period};
use crate::source::readings::remarks::Remark;
use crate::text::Plain;
use beside::BesideValues;
use fold::Folded;

pub use gathering::Gathering;
pub use rank::{Found, Order, Scores};

/// How much is kept of one place, in bytes: texts, and what stands beside them.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

/// What a comment takes at the least, so that a million short ones are not kept for the bytes of a few long ones.
const LEAST_BYTES: usize = 32;

/// How long one comment may be, in bytes; the rest is cut off, and that is seen.
const LONGEST: usize = 8 * 1024;

/// What stands where a comment was cut.
const CUT: &str = " […]";

/// Between the parts of what is kept of a comment. No part holds it.
const BREAK: char = '\u{1f}';

/// Is personal data masked?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// E-mail addresses, phone, card and account numbers are.
    #[default]
    Masked,
    /// Nothing is: the user asked for it.
    Shown,
}

/// Whose comments are wanted, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The place.
    pub at: Address,
    /// Which rows; none chosen: everyone's.
    pub segment: Segment,
    /// Is personal data masked?
    pub privacy: Privacy,
    /// How small a filtered group is not shown, by the settings: see [`Limits::hidden`].
    pub hidden: u64,
}

impl Wish {
    /// What decides whether the comments of so many answers are shown.
    fn gate(&self) -> Gate {
        self.gate_of(if self.segment.choices.is_empty() { Crowd::Everyone } else { Crowd::Filtered })
    }

    /// How many people must share a value for it to stand beside a comment: those of one value are a filtered group.
    pub(in crate::source) fn least_beside(&self) -> u64 {
        self.gate_of(Crowd::Filtered).least()
    }

    fn gate_of(&self, crowd: Crowd) -> Gate {
        Gate::new(Limits { hidden: self.hidden, ..Limits::default() }, crowd)
    }
}

/// One comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment<'a> {
    /// What it is about: the place that was asked for, or one in it.
    pub at: &'a Address,
    /// Its text as it was written, with what is personal masked.
    pub text: &'a str,
    /// When; `None` where the source has no dates.
    pub period: Option<Period>,
    /// Columns people are told apart by, with their values; those that are blank or that few people share are left out.
    pub segments: Vec<(&'a str, &'a str)>,
    /// The names of metrics, and what the same row answered to them here.
    pub answers: Vec<(&'a str, &'a str)>,
    /// How it feels as the data have it, from -1 to 1.
    pub given: Option<f64>,
    /// BCP 47 language, where the map says it.
    pub language: Option<&'a str>,
}

/// What all comments of one source share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Origin {
    segments: Vec<BesideValues>,
    answers: Vec<String>,
    language: Option<String>,
}

/// Where one comment is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    /// Where it ends in the arena; it begins where the one before ends.
    end: usize,
    /// Where the numbers of what stands beside it begin.
    beside: usize,
    period: Option<Period>,
    given: Option<f32>,
    origin: u16,
    place: u16,
}

/// The comments of a place and all in it.
#[derive(Debug, Default)]
pub struct Comments {
    arena: String,
    entries: Vec<Entry>,
    /// The values that stand beside each, by their numbers in its origin.
    beside: Vec<Option<u32>>,
    origins: Vec<Origin>,
    places: Vec<Address>,
    n_met: u64,
    has_hidden: bool,
    hidden_segments: Vec<String>,
    is_cut: bool,
    failed: Vec<String>,
    /// Made by the first search.
    folded: OnceLock<Folded>,
    /// Made once they are ordered.
    newest: OnceLock<Vec<u32>>,
}

/// What was made of them later makes no difference.
impl PartialEq for Comments {
    fn eq(&self, other: &Self) -> bool {
        let flags = |own: &Self| (own.n_met, own.has_hidden, own.is_cut);
        flags(self) == flags(other)
            && self.arena == other.arena
            && self.entries == other.entries
            && self.origins == other.origins
            && self.places == other.places
            && self.failed == other.failed
    }
}

impl Comments {
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

    /// Are all of them of such places?
    #[must_use]
    pub const fn is_hidden(&self) -> bool {
        self.has_hidden && self.n_met == 0
    }

    /// The columns of which a value is left out beside a comment, because few people share it.
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

    /// One of them, in the order of the data.
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

    /// The text of one of them.
    fn text(&self, idx: usize) -> &str {
        let end = self.entries.get(idx).map_or(0, |entry| entry.end);
        let whole = self.arena.get(self.start(idx)..end).unwrap_or_default();
        whole.split(BREAK).next().unwrap_or_default()
    }

    fn start(&self, idx: usize) -> usize {
        idx.checked_sub(1).and_then(|before| self.entries.get(before)).map_or(0, |before| before.end)
    }

    /// Which of them hold what was typed, whatever the case and the accents; all of them where nothing was.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<u32> {
        let folded = || Folded::new((0..self.len()).map(|idx| self.text(idx)));
        let wanted = fold::fold(typed);
        match wanted.trim() {
            "" => (0..).take(self.len()).collect(),
            wanted => self.folded.get_or_init(folded).find(wanted),
        }
    }

    /// Keeps one; what is personal is masked first, or cutting could leave half of it.
    fn keep(&mut self, remark: &Remark<'_>, privacy: Privacy, origin: u16) {
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

    fn find_hidden_segments(&self) -> Vec<String> {
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

    /// Forgets those of other places.
    fn retain(&mut self, is_shown: impl Fn(u16) -> bool) {
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

/// As much of a text as one may have, without what breaks parts. What is personal is masked before it is cut.
fn put(arena: &mut String, text: &str, privacy: Privacy) {
    let text = match privacy {
        Privacy::Masked => mask::mask(text),
        Privacy::Shown => Cow::Borrowed(text),
    };
    let text = text.trim();
    let is_long = text.len() > LONGEST;
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    let kept = text.get(..end.unwrap_or_default()).unwrap_or_default();
    arena.extend(kept.chars().map(|c| if c == BREAK { ' ' } else { c }));
    if is_long {
        arena.push_str(CUT);
    }
}

/// What is read of a comment as one line: safe, with single blanks.
#[must_use]
pub fn shown(text: &str) -> Plain {
    let plain = Plain::new(text);
    let is_even = !plain.as_str().contains("  ") && plain.as_str().trim().len() == plain.as_str().len();
    if is_even { plain } else { plain.as_str().split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// Does a binding read comments?
#[must_use]
pub fn is_of_comments(map: &Map, binding: &Binding) -> bool {
    let (Column::Own(column) | Column::Matched(column)) = &binding.column else { return false };
    let source = map.sources.iter().find(|source| source.id == binding.source);
    let is_named = source.is_some_and(|source| source.comment.as_deref() == Some(column));
    let is_count = map.metric(&binding.metric).is_some_and(|metric| metric.kind == Kind::Count);
    binding.metric == "comments" || (is_named && is_count)
}

/// Are comments bound at a place, or in it?
#[must_use]
pub fn has_comments(map: &Map, at: &Address) -> bool {
    bound(map, at).next().is_some()
}

/// The sources with comments of a place and all in it, in the order of the map.
#[must_use]
pub fn sources<'m>(map: &'m Map, at: &Address) -> Vec<&'m Source> {
    let bound: Vec<&str> = bound(map, at).map(|(_, binding)| binding.source.as_str()).collect();
    map.sources.iter().filter(|source| bound.contains(&source.id.as_str())).collect()
}

/// A place and all in it that have comments, the innermost first: a row is about the first that it fits.
#[must_use]
pub fn places(map: &Map, at: &Address) -> Vec<Address> {
    let mut places: Vec<Address> = bound(map, at).map(|(place, _)| place).collect();
    places.dedup();
    places.sort_by_key(|place| std::cmp::Reverse(place.steps.len()));
    places
}

fn bound<'m>(map: &'m Map, at: &Address) -> impl Iterator<Item = (Address, &'m Binding)> {
    let bindings = map.bindings().filter(|(place, _)| place.steps.starts_with(&at.steps));
    bindings.filter(|(_, binding)| is_of_comments(map, binding))
}
