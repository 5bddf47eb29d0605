//! What customers wrote at a place of a map and all in it: the words, and what each row says besides. Must not know files.
//! Invariant: what is personal is masked before it is kept, unless the user asked for it.
//!
//! Kept are at most [`MOST_BYTES`]; of more than that the newest, and how many there were is told.

pub mod fold;
pub mod mask;
mod rank;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use crate::journey::{Address, Binding, Column, Map, Segment, Source};
use crate::metric::{Kind, Period};
use crate::source::bytes::Bytes;
use crate::source::readings::remarks::{self, Remark};
use crate::text::Plain;
use fold::Folded;

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
    /// Of a place with fewer answers of a segment no comment is kept; everyone's are.
    pub hidden: u64,
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
    /// Columns people are told apart by, with their values; those that are blank are left out.
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
    segments: Vec<String>,
    answers: Vec<String>,
    language: Option<String>,
}

/// Where one comment is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    /// Where it ends in the arena; it begins where the one before ends.
    end: usize,
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
    origins: Vec<Origin>,
    places: Vec<Address>,
    n_met: u64,
    has_hidden: bool,
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
        let mut named = |names: &'_ [String]| -> Vec<&str> { names.iter().filter_map(|_| parts.next()).collect() };
        let (segments, answers) = (named(&origin.segments), named(&origin.answers));
        Some(Comment {
            at: self.places.get(usize::from(entry.place))?,
            text,
            period: entry.period,
            segments: pairs(&origin.segments, segments),
            answers: pairs(&origin.answers, answers),
            given: entry.given.map(f64::from),
            language: origin.language.as_deref(),
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
        let put = |arena: &mut String, text: &str| match privacy {
            Privacy::Masked => put(arena, &mask::mask(text)),
            Privacy::Shown => put(arena, text),
        };
        put(&mut self.arena, &remark.text);
        for part in remark.segments.iter().chain(&remark.answers) {
            self.arena.push(BREAK);
            put(&mut self.arena, part);
        }
        #[expect(clippy::cast_possible_truncation, reason = "a score has few digits")]
        let given = remark.given.map(|given| given as f32);
        self.entries.push(Entry { end: self.arena.len(), period: None, given, origin, place: remark.place });
    }

    /// Forgets those of other places.
    fn retain(&mut self, is_shown: impl Fn(u16) -> bool) {
        let mut arena = String::new();
        let mut entries = Vec::new();
        for (idx, entry) in self.entries.iter().enumerate().filter(|(_, entry)| is_shown(entry.place)) {
            arena.push_str(self.arena.get(self.start(idx)..entry.end).unwrap_or_default());
            entries.push(Entry { end: arena.len(), ..*entry });
        }
        (self.arena, self.entries) = (arena, entries);
    }
}

fn pairs<'a>(names: &'a [String], values: Vec<&'a str>) -> Vec<(&'a str, &'a str)> {
    names.iter().map(String::as_str).zip(values).filter(|(_, value)| !value.is_empty()).collect()
}

/// As much of a text as one may have, without what breaks parts.
fn put(arena: &mut String, text: &str) {
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

/// Gathers the comments of a place, source by source.
#[derive(Debug)]
pub struct Gathering<'m> {
    map: &'m Map,
    wish: &'m Wish,
    /// What one source may take.
    room: usize,
    comments: Comments,
    /// By place: how many comments were met, and how many answers of the segment.
    n_met: Vec<u64>,
    n_answers: Vec<u64>,
}

impl<'m> Gathering<'m> {
    /// None gathered yet.
    #[must_use]
    pub fn new(map: &'m Map, wish: &'m Wish) -> Self {
        let n_sources = sources(map, &wish.at).len();
        let places = places(map, &wish.at);
        let (n_met, n_answers) = (vec![0; places.len()], vec![0; places.len()]);
        let comments = Comments { places, ..Comments::default() };
        Self { map, wish, room: MOST_BYTES / n_sources.max(1), comments, n_met, n_answers }
    }

    /// Takes in the comments of one source; `progress` hears how many bytes are read, and may cancel.
    pub fn read(
        &mut self,
        source: &Source,
        bytes: &dyn Bytes,
        progress: &mut (dyn FnMut(u64) -> ControlFlow<()> + Send),
    ) {
        let (map, wish) = (self.map, self.wish);
        let Some(source_idx) = map.sources.iter().position(|own| own.id == source.id) else { return };
        let origin = u16::try_from(self.comments.origins.len()).unwrap_or(u16::MAX);
        let n_before = self.comments.len();
        let end_before = self.comments.arena.len();
        // What was met of each date: where all of it is more than there is room for, the newest is read once more.
        let mut met = Met::default();
        let (comments, n_met) = (&mut self.comments, &mut self.n_met);
        let mut take = |remark: &Remark<'_>| {
            met.add(remark);
            if let Some(n) = n_met.get_mut(usize::from(remark.place)) {
                *n += 1;
            }
            if met.n_bytes <= self.room {
                comments.keep(remark, wish.privacy, origin);
            }
        };
        let heard = remarks::read((map, source_idx, wish), bytes, progress, &mut take);
        let mut periods = heard.periods;
        if met.n_bytes > self.room && !heard.is_cancelled {
            comments.entries.truncate(n_before);
            comments.arena.truncate(end_before);
            let mut choice = met.choose(&periods, self.room);
            let mut take = |remark: &Remark<'_>| {
                if choice.takes(remark) {
                    comments.keep(remark, wish.privacy, origin);
                }
            };
            let again = remarks::read((map, source_idx, wish), bytes, progress, &mut take);
            comments.is_cut |= again.is_cancelled;
            periods = again.periods;
            met.numbers = choice.numbers;
        }
        comments.is_cut |= heard.is_cancelled;
        let kept = comments.entries.iter_mut().skip(n_before);
        for (entry, number) in kept.zip(&met.numbers) {
            entry.period = number.and_then(|number| periods.get(number).copied());
        }
        for (n, more) in self.n_answers.iter_mut().zip(&heard.n_answers) {
            *n += more;
        }
        comments.origins.push(Origin {
            segments: heard.segments,
            answers: heard.answers,
            language: source.language.clone(),
        });
        comments.failed.extend(heard.failed.map(|why| format!("{}: {why}", source.file)));
    }

    /// A source could not be opened.
    pub fn fail(&mut self, why: String) {
        self.comments.failed.push(why);
    }

    /// What was gathered. Of places with few answers of a segment nothing is kept.
    #[must_use]
    pub fn finish(self) -> Comments {
        let Self { wish, mut comments, n_met, n_answers, .. } = self;
        let is_everyone = wish.segment.choices.is_empty();
        let is_shown: Vec<bool> = n_answers.iter().map(|n| is_everyone || *n >= wish.hidden).collect();
        for (n, is_shown) in n_met.iter().zip(&is_shown) {
            if *is_shown {
                comments.n_met += n;
            } else {
                comments.has_hidden |= *n > 0;
            }
        }
        if comments.has_hidden {
            comments.retain(|place| is_shown.get(usize::from(place)) == Some(&true));
        }
        comments
    }
}

/// What was met in one pass.
#[derive(Debug, Default)]
struct Met {
    n_bytes: usize,
    /// By the number of the date.
    by_date: BTreeMap<Option<usize>, usize>,
    /// The numbers of the dates of those that fit, in the order they came.
    numbers: Vec<Option<usize>>,
}

impl Met {
    fn add(&mut self, remark: &Remark<'_>) {
        let n_bytes = room_of(remark);
        self.n_bytes = self.n_bytes.saturating_add(n_bytes);
        *self.by_date.entry(remark.date).or_default() += n_bytes;
        if self.n_bytes <= MOST_BYTES {
            self.numbers.push(remark.date);
        }
    }

    /// Which of them are the newest that fit. Of one date, and without dates, what stands last in the file is newest.
    fn choose(&self, periods: &[Period], room: usize) -> Choice {
        let start = |number: &Option<usize>| number.and_then(|number| periods.get(number)).map(|period| period.start);
        let mut dates: Vec<(&Option<usize>, usize)> = self.by_date.iter().map(|(number, n)| (number, *n)).collect();
        dates.sort_by_key(|(number, _)| std::cmp::Reverse(start(number)));
        let mut choice = Choice { to_skip: BTreeMap::new(), numbers: Vec::new() };
        let mut left = room;
        for (number, n_bytes) in dates {
            choice.to_skip.insert(*number, n_bytes.saturating_sub(left));
            left = left.saturating_sub(n_bytes);
        }
        choice
    }
}

/// What is kept when not all of it can be.
#[derive(Debug)]
struct Choice {
    /// By the number of the date: how many bytes of it are still passed over.
    to_skip: BTreeMap<Option<usize>, usize>,
    numbers: Vec<Option<usize>>,
}

impl Choice {
    fn takes(&mut self, remark: &Remark<'_>) -> bool {
        // The file may have grown by a date meanwhile.
        let Some(to_skip) = self.to_skip.get_mut(&remark.date) else { return false };
        if *to_skip > 0 {
            *to_skip = to_skip.saturating_sub(room_of(remark));
            return false;
        }
        self.numbers.push(remark.date);
        true
    }
}

/// How much room one takes. Masks are about as long as what they hide.
fn room_of(remark: &Remark<'_>) -> usize {
    let beside: usize = remark.segments.iter().chain(&remark.answers).map(|part| part.len() + 1).sum();
    (remark.text.len().min(LONGEST) + beside).max(LEAST_BYTES)
}
