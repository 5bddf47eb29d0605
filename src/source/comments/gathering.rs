//! Gathers the comments of a place, source by source.
//! Invariant: where there are more than fit, the newest are kept, and all are counted.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::cut::{LONGEST, put};
use super::kept::{Comments, Origin};
use super::wish::{Privacy, Wish};
use crate::journey::{Map, Source};
use crate::metric::Period;
use crate::source::bytes::Bytes;
use crate::source::commented::{places, sources};
use crate::source::readings::beside::BesideValues;
use crate::source::readings::remarks::{self, Remark, RemarkQuery};

/// How much is kept of one place, in bytes: texts, and what stands beside them.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The least that a comment counts for, in bytes: else a million short ones would be kept for the bytes of a few long
/// ones.
pub(super) const LEAST_BYTES: usize = 32;

/// Gathers the comments of a place, source by source.
#[derive(Debug)]
pub struct Gathering<'m> {
    map: &'m Map,
    wish: &'m Wish,
    /// The room of one source, in bytes.
    pub(super) room: usize,
    comments: Comments,
    /// By place: how many comments were met, and how many answers of the segment.
    n_met: Vec<u64>,
    n_answers: Vec<u64>,
}

impl<'m> Gathering<'m> {
    /// Starts without comments.
    #[must_use]
    pub fn new(map: &'m Map, wish: &'m Wish) -> Self {
        let n_sources = sources(map, &wish.at).len();
        let places = places(map, &wish.at);
        let (n_met, n_answers) = (vec![0; places.len()], vec![0; places.len()]);
        Self { map, wish, room: MOST_BYTES / n_sources.max(1), comments: Comments::of(places), n_met, n_answers }
    }

    /// Reads the comments of one source; `progress` hears how many bytes are read, and may cancel.
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
        let (end_before, beside_before) = (self.comments.arena.len(), self.comments.beside.len());
        // Where there is too much for the room, a second pass over the file keeps the newest dates.
        let mut met = MetByDate::default();
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
        let query =
            RemarkQuery { map, source_idx, at: &wish.at, segment: &wish.segment, least_beside: wish.least_beside() };
        let heard = remarks::read(query, bytes, progress, &mut take);
        let (mut periods, mut segments) = (heard.periods, heard.segments);
        if met.n_bytes > self.room && !heard.is_cancelled {
            comments.entries.truncate(n_before);
            comments.arena.truncate(end_before);
            comments.beside.truncate(beside_before);
            let mut choice = met.choose(&periods, self.room);
            let mut take = |remark: &Remark<'_>| {
                if choice.takes(remark) {
                    comments.keep(remark, wish.privacy, origin);
                }
            };
            let again = remarks::read(query, bytes, progress, &mut take);
            comments.is_cut |= again.is_cancelled;
            (periods, segments) = (again.periods, again.segments);
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
            segments: segments.into_iter().map(|own| cut(own, wish.privacy)).collect(),
            answers: heard.answers,
            language: source.language.clone(),
        });
        comments.failed.extend(heard.failed.map(|why| format!("{}: {why}", source.file)));
    }

    /// Notes that a source could not be opened.
    pub fn fail(&mut self, why: String) {
        self.comments.failed.push(why);
    }

    /// The comments gathered, without those of places where too few of the segment answered.
    #[must_use]
    pub fn finish(self) -> Comments {
        let Self { wish, mut comments, n_met, n_answers, .. } = self;
        let gate = wish.gate();
        let is_shown: Vec<bool> = n_answers.iter().map(|n| gate.withholds(*n).is_none()).collect();
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
        comments.hidden_segments = comments.find_hidden_segments();
        comments
    }
}

/// The values beside comments as they are kept: masked and cut as comments are.
fn cut(mut beside: BesideValues, privacy: Privacy) -> BesideValues {
    for value in beside.values.iter_mut().flatten() {
        let raw = std::mem::take(value);
        put(value, &raw, privacy);
    }
    beside
}

/// How much one pass met of each date.
#[derive(Debug, Default)]
struct MetByDate {
    n_bytes: usize,
    /// By the number of the date.
    by_date: BTreeMap<Option<usize>, usize>,
    /// The date of each comment that fits, by its number, in the order of the file.
    numbers: Vec<Option<usize>>,
}

impl MetByDate {
    fn add(&mut self, remark: &Remark<'_>) {
        let n_bytes = room_of(remark);
        self.n_bytes = self.n_bytes.saturating_add(n_bytes);
        *self.by_date.entry(remark.date).or_default() += n_bytes;
        if self.n_bytes <= MOST_BYTES {
            self.numbers.push(remark.date);
        }
    }

    /// Chooses the newest that fit. Among comments of one date, or without dates, the last in the file are newest.
    fn choose(&self, periods: &[Period], room: usize) -> NewestKept {
        let start = |number: &Option<usize>| number.and_then(|number| periods.get(number)).map(|period| period.start);
        let mut dates: Vec<(&Option<usize>, usize)> = self.by_date.iter().map(|(number, n)| (number, *n)).collect();
        dates.sort_by_key(|(number, _)| std::cmp::Reverse(start(number)));
        let mut choice = NewestKept { to_skip: BTreeMap::new(), numbers: Vec::new() };
        let mut left = room;
        for (number, n_bytes) in dates {
            choice.to_skip.insert(*number, n_bytes.saturating_sub(left));
            left = left.saturating_sub(n_bytes);
        }
        choice
    }
}

/// The choice of the newest comments, where not all fit.
#[derive(Debug)]
struct NewestKept {
    /// How many bytes of a date are still to be passed over, by its number.
    to_skip: BTreeMap<Option<usize>, usize>,
    numbers: Vec<Option<usize>>,
}

impl NewestKept {
    fn takes(&mut self, remark: &Remark<'_>) -> bool {
        // The file may have grown by a date since the first pass.
        let Some(to_skip) = self.to_skip.get_mut(&remark.date) else { return false };
        if *to_skip > 0 {
            *to_skip = to_skip.saturating_sub(room_of(remark));
            return false;
        }
        self.numbers.push(remark.date);
        true
    }
}

/// The room that a comment takes. Masks are about as long as what they hide.
fn room_of(remark: &Remark<'_>) -> usize {
    let answers: usize = remark.answers.iter().map(|answer| answer.len() + 1).sum();
    let beside = size_of_val(remark.segments.as_slice());
    (remark.text.len().min(LONGEST) + answers + beside).max(LEAST_BYTES)
}
