//! Merges the changes of two authors line by line, neighboring ones too.
//! Invariant: no line that one of them changed is lost; where both changed the same line there is no result.

use std::ops::Range;

use diffy::{DiffOptions, Line};

/// Lines of the first text and what comes in their place.
#[derive(Clone, Debug, PartialEq)]
struct Hunk<'t> {
    lines: Range<usize>,
    new: Vec<&'t str>,
}

/// Ways to make in `theirs` what makes `base` into `mine`, the likeliest first. Changes that touch are no conflict: of two that
/// come to the same place, either may be the upper one, and a block whose last line is that above it may stand one
/// line higher.
pub(super) fn meshes(base: &str, theirs: &str, mine: &str) -> Vec<String> {
    let lines: Vec<&str> = base.split_inclusive('\n').collect();
    let (theirs, mut mine) = (hunks(&lines, base, theirs), hunks(&lines, base, mine));
    // What both did is done.
    mine.retain(|hunk| !theirs.contains(hunk));
    let theirs: Vec<Hunk<'_>> = theirs.iter().map(|hunk| slid(&lines, hunk, Slide::ToBlank)).collect();
    let slides = [Slide::ToBlank, Slide::Not, Slide::Up, Slide::Down];
    let mut found: Vec<String> = Vec::new();
    for slide in slides {
        let mine: Vec<Hunk<'_>> = mine.iter().map(|hunk| slid(&lines, hunk, slide)).collect();
        for first in [Side::Mine, Side::Theirs] {
            found.extend(woven(&lines, (&theirs, &mine), first).filter(|text| !found.contains(text)));
        }
    }
    found.sort_by_cached_key(|text| n_turns(text));
    found
}

/// How often a header has another one below it than its own kind: what belongs to one list stands together.
fn n_turns(text: &str) -> usize {
    let mut headers = text.lines().filter(|line| line.trim_start().starts_with('['));
    let Some(mut above) = headers.next() else { return 0 };
    headers.filter(|line| std::mem::replace(&mut above, line) != *line).count()
}

/// Whose lines are the upper ones where both come to the same place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
}

/// Where a block stands that may stand a few lines higher or lower.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slide {
    Not,
    Up,
    Down,
    /// So that it starts with a blank line, as blocks come and go.
    ToBlank,
}

fn hunks<'t>(lines: &[&'t str], base: &'t str, other: &'t str) -> Vec<Hunk<'t>> {
    let patch = DiffOptions::new().set_context_len(lines.len()).create_patch(base, other);
    let mut hunks: Vec<Hunk<'t>> = Vec::new();
    let mut others = other.split_inclusive('\n');
    let mut at = 0;
    for line in patch.hunks().iter().flat_map(diffy::Hunk::lines) {
        let new = if matches!(line, Line::Delete(_)) { None } else { others.next() };
        let is_open = hunks.last().is_some_and(|hunk| hunk.lines.end == at);
        if !is_open && !matches!(line, Line::Context(_)) {
            hunks.push(Hunk { lines: at..at, new: Vec::new() });
        }
        match (line, hunks.last_mut()) {
            (Line::Delete(_), Some(hunk)) => {
                at += 1;
                hunk.lines.end = at;
            }
            (Line::Insert(_), Some(hunk)) => hunk.new.extend(new),
            _ => at += 1,
        }
    }
    hunks
}

/// The same change, told of other lines: a block that only comes or only goes, with equal lines around it.
fn slid<'t>(lines: &[&'t str], hunk: &Hunk<'t>, slide: Slide) -> Hunk<'t> {
    let mut all = vec![hunk.clone()];
    if slide != Slide::Down {
        while let Some(higher) = all.last().and_then(|hunk| moved_up(lines, hunk)) {
            all.push(higher);
        }
        all.reverse();
    }
    if matches!(slide, Slide::Down | Slide::ToBlank) {
        while let Some(lower) = all.last().and_then(|hunk| moved_down(lines, hunk)) {
            all.push(lower);
        }
    }
    let starts_blank = |hunk: &&Hunk<'t>| {
        let first = if hunk.new.is_empty() { lines.get(hunk.lines.start) } else { hunk.new.first() };
        first.is_some_and(|line| line.trim().is_empty())
    };
    let chosen = match slide {
        Slide::Not => None,
        Slide::Up => all.first(),
        Slide::Down => all.last(),
        Slide::ToBlank => all.iter().find(starts_blank),
    };
    chosen.unwrap_or(hunk).clone()
}

fn moved_up<'t>(lines: &[&'t str], hunk: &Hunk<'t>) -> Option<Hunk<'t>> {
    let above = *lines.get(hunk.lines.start.checked_sub(1)?)?;
    let Range { start, end } = hunk.lines;
    if hunk.new.is_empty() {
        return (lines.get(end - 1) == Some(&above)).then(|| Hunk { lines: start - 1..end - 1, new: Vec::new() });
    }
    let is_so = start == end && hunk.new.last() == Some(&above);
    let mut new = hunk.new.clone();
    new.rotate_right(1);
    is_so.then_some(Hunk { lines: start - 1..end - 1, new })
}

fn moved_down<'t>(lines: &[&'t str], hunk: &Hunk<'t>) -> Option<Hunk<'t>> {
    let Range { start, end } = hunk.lines;
    let below = *lines.get(end)?;
    if hunk.new.is_empty() {
        return (lines.get(start) == Some(&below)).then(|| Hunk { lines: start + 1..end + 1, new: Vec::new() });
    }
    let is_so = start == end && hunk.new.first() == Some(&below);
    let mut new = hunk.new.clone();
    new.rotate_left(1);
    is_so.then_some(Hunk { lines: start + 1..end + 1, new })
}

/// The lines with both changes; `None` where they overlap.
fn woven(lines: &[&str], (theirs, mine): (&[Hunk<'_>], &[Hunk<'_>]), first: Side) -> Option<String> {
    let theirs = theirs.iter().map(|hunk| (hunk, u8::from(first == Side::Mine)));
    let mine = mine.iter().map(|hunk| (hunk, u8::from(first == Side::Theirs)));
    let mut all: Vec<(&Hunk<'_>, u8)> = theirs.chain(mine).collect();
    all.sort_by_key(|(hunk, rank)| (hunk.lines.start, !hunk.lines.is_empty(), *rank));
    let mut woven: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    for (hunk, _) in all {
        woven.extend(lines.get(at..hunk.lines.start)?);
        woven.extend(&hunk.new);
        at = hunk.lines.end;
    }
    woven.extend(lines.get(at..)?);
    // Nothing follows a line without an ending.
    let (_, before) = woven.split_last()?;
    before.iter().all(|line| line.ends_with('\n')).then(|| woven.concat())
}
