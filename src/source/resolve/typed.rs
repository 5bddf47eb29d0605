//! Cuts a typed address into its words.
//! Invariant: what stands in quotes is an id, whatever it looks like.

use crate::journey::{Noun, Step};

/// A step as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// What it is, where that was said.
    pub(super) noun: Option<Noun>,
    pub(super) id: String,
    /// How many dots it has that are not in quotes.
    pub(super) n_dots: usize,
}

impl Segment {
    /// Is it that step?
    pub(super) fn names(&self, step: &Step) -> bool {
        step.id == self.id && self.noun.is_none_or(|noun| noun == step.noun)
    }
}

/// A word between two slashes.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    is_quoted: bool,
}

/// What was typed.
pub(super) struct Typed {
    words: Vec<Word>,
    /// What follows a dot behind a quote, or stands in quotes behind a dot.
    field: Option<String>,
}

impl Typed {
    /// Cuts an address apart; `None` where it is none.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let mut words = Vec::new();
        let mut rest = typed.trim();
        loop {
            if rest.starts_with('"') {
                let (text, after) = unquoted(rest)?;
                words.push(Word { text, is_quoted: true });
                match after.chars().next() {
                    None => return Some(Self { words, field: None }),
                    Some('/') => rest = after.get(1..)?,
                    Some('.') => return Some(Self { words, field: Some(field(after.get(1..)?)?) }),
                    Some(_) => return None,
                }
                continue;
            }
            let word = rest.split('/').next()?;
            // A field in quotes may hold slashes.
            if let Some((id, _)) = word.split_once(".\"").filter(|(id, _)| !id.is_empty()) {
                let field = field(rest.get(id.len() + 1..)?)?;
                words.push(Word { text: id.to_owned(), is_quoted: false });
                return Some(Self { words, field: Some(field) });
            }
            if word.is_empty() {
                return None;
            }
            words.push(Word { text: word.to_owned(), is_quoted: false });
            match rest.get(word.len() + 1..) {
                Some(after) => rest = after,
                None => return Some(Self { words, field: None }),
            }
        }
    }

    /// Every way to read it: each dot of the last word may be where the field begins.
    pub(super) fn readings(&self) -> Vec<(Vec<Segment>, Option<String>)> {
        let Some((last, before)) = self.words.split_last() else { return Vec::new() };
        if self.field.is_some() || last.is_quoted {
            return vec![(segments(&self.words), self.field.clone())];
        }
        let splits = last.text.match_indices('.').filter_map(|(at, _)| {
            let (id, field) = (last.text.get(..at)?, last.text.get(at + 1..)?);
            (!id.is_empty() && !field.is_empty()).then(|| (id.to_owned(), Some(field.to_owned())))
        });
        let whole = std::iter::once((last.text.clone(), None));
        let read = |(text, field)| {
            let words: Vec<Word> = before.iter().cloned().chain([Word { text, is_quoted: false }]).collect();
            (segments(&words), field)
        };
        whole.chain(splits).map(read).collect()
    }

    /// The kind of thing that it ends with, and what stands before.
    pub(super) fn kind(&self) -> Option<(Noun, Vec<Segment>)> {
        let (last, before) = self.words.split_last()?;
        let noun = Noun::of_word(&last.text).filter(|noun| !last.is_quoted && *noun != Noun::Journey)?;
        self.field.is_none().then(|| (noun, segments(before)))
    }

    /// The word that it ends with.
    pub(super) fn last_word(&self) -> String {
        self.field.clone().or_else(|| self.words.last().map(|word| word.text.clone())).unwrap_or_default()
    }
}

/// Words that are kinds of things belong to the id behind them; the journey is around everything.
fn segments(words: &[Word]) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(words.len());
    let mut noun = None;
    for (idx, word) in words.iter().enumerate() {
        let kind = if word.is_quoted || noun.is_some() { None } else { Noun::of_word(&word.text) };
        match kind {
            Some(Noun::Journey) if idx == 0 => {}
            Some(kind) if idx + 1 < words.len() => noun = Some(kind),
            _ => {
                let n_dots = if word.is_quoted { 0 } else { word.text.matches('.').count() };
                segments.push(Segment { noun: noun.take(), id: word.text.clone(), n_dots });
            }
        }
    }
    segments
}

/// A field, in quotes or not.
fn field(typed: &str) -> Option<String> {
    if !typed.starts_with('"') {
        return (!typed.is_empty()).then(|| typed.to_owned());
    }
    unquoted(typed).filter(|(_, after)| after.is_empty()).map(|(field, _)| field)
}

/// What stands in quotes at the start, and what follows.
fn unquoted(typed: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut chars = typed.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((text, typed.get(at + 1..)?)),
            '\\' => match chars.next()?.1 {
                'u' => {
                    let hex = typed.get(at + 3..)?.split('}').next()?;
                    text.push(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?);
                    // The braces and what is in them.
                    chars.by_ref().take(hex.len() + 2).for_each(drop);
                }
                c => text.push(c),
            },
            c => text.push(c),
        }
    }
    None
}
