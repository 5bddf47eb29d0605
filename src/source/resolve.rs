//! From an address as a person types it, whole or only as much as is distinct in the map, to a place.
//! Invariant: an address that is shown leads back to its place when it is typed.

mod typed;

use std::fmt;

use self::typed::{Segment, Typed};
use super::atlas::Atlas;
use super::edit::refused_field;
use super::format::{Parsed, did_you_mean, shorten};
use crate::journey::{Address, Noun, Step};

/// How many addresses a message names.
const MOST: usize = 8;

/// No id that people mistype is longer, in bytes.
const LONGEST: usize = 200;

/// Why there is no place for some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There is nothing of that name; what is called nearly so.
    Unknown {
        /// As typed.
        words: String,
        /// The nearest.
        near: Vec<Address>,
    },
    /// There are several; all of them.
    Ambiguous {
        /// As typed.
        words: String,
        /// All that it may be.
        all: Vec<Address>,
    },
    /// The place is there, but has no such field.
    Field {
        /// What was expected, lower case.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// It does not end with a kind of thing.
    Kind {
        /// The last word.
        word: String,
    },
    /// It is no address: a quote without its end, or nothing.
    Odd {
        /// As typed.
        words: String,
    },
}

/// The place that is meant by an address as it is shown, or by the end of one, with what is not needed left out:
/// `wait/food/pain/prices.severity`, `food/prices.severity`, `prices.severity`.
///
/// * A word alone is a stage or a touchpoint before it is anything else.
///
/// # Errors
/// When it is nothing, or may be several things.
pub fn resolve(map: &Parsed<'_>, words: &str) -> Result<Address, Unresolved> {
    let typed = Typed::read(words).ok_or_else(|| Unresolved::Odd { words: words.to_owned() })?;
    let places = Atlas::new(&map.tree).places();
    choose(&places, &typed.readings(), words).or_else(|unresolved| by_number(&places, &typed, words).ok_or(unresolved))
}

/// The question that is meant by its number among those of its source: `ask/2`.
fn by_number(places: &[Address], typed: &Typed, words: &str) -> Option<Address> {
    let mut numbered: Vec<Address> = Vec::new();
    let mut meant: Vec<&Address> = Vec::new();
    for place in places {
        let Some((Step { noun: Noun::Ask, .. }, source)) = place.steps.split_last() else { continue };
        let n = meant.iter().filter(|other| other.steps.starts_with(source)).count();
        let source = Address { steps: source.to_vec(), field: None };
        numbered.push(source.then(Noun::Ask, (n + 1).to_string()));
        meant.push(place);
    }
    let found = choose(&numbered, &typed.readings(), words).ok().filter(|found| found.field.is_none())?;
    let at = numbered.iter().position(|place| *place == found)?;
    meant.get(at).map(|place| (*place).clone())
}

/// The place and the kind of what is to be added: `wait/food/pain`, `note`.
///
/// # Errors
/// When it does not end with a kind of thing, and when its place is nothing, or may be several things.
pub fn resolve_new(map: &Parsed<'_>, words: &str) -> Result<(Address, Noun), Unresolved> {
    let typed = Typed::read(words).ok_or_else(|| Unresolved::Odd { words: words.to_owned() })?;
    let (noun, under) = typed.kind().ok_or_else(|| Unresolved::Kind { word: typed.last_word() })?;
    if under.is_empty() {
        return Ok((Address::journey(), noun));
    }
    let at = choose(&Atlas::new(&map.tree).places(), &[(under, None)], words)?;
    Ok((at, noun))
}

/// The steps and the field of one way to read what was typed.
type Reading = (Vec<Segment>, Option<String>);

/// How well a place fits what was typed, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the whole address.
    Whole,
    /// Stages and touchpoints without those around them.
    Place,
    /// Anything without what is around it.
    Part,
}

fn choose(places: &[Address], readings: &[Reading], words: &str) -> Result<Address, Unresolved> {
    let mut found: Vec<((Fit, usize, usize), Address)> = Vec::new();
    let mut refused = None;
    for (segments, field) in readings {
        // A field begins at the first dot, but where an id has one.
        let n_dots = segments.last().map_or(0, |last| last.n_dots);
        for (fit, gap, place) in places.iter().filter_map(|place| {
            let (fit, gap) = fit(segments, &place.steps)?;
            Some((fit, gap, place))
        }) {
            let rank = (fit, gap, n_dots);
            match field {
                None => found.push((rank, place.clone())),
                Some(field) => match refused_field(&place.field(field)) {
                    None => found.push((rank, place.field(field))),
                    Some(refusal) => refused = refused.or(Some(refusal)),
                },
            }
        }
    }
    let best = found.iter().map(|(rank, _)| *rank).min();
    let mut all = found.into_iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, at)| at);
    match (all.next(), all.next()) {
        (Some(only), None) => Ok(only),
        (Some(one), Some(two)) => {
            Err(Unresolved::Ambiguous { words: words.to_owned(), all: [one, two].into_iter().chain(all).collect() })
        }
        (None, _) => Err(match refused {
            Some(refusal) => Unresolved::Field { message: refusal.to_string(), help: refusal.help() },
            None => Unresolved::Unknown { words: words.to_owned(), near: near(places, readings) },
        }),
    }
}

/// Do the segments lead to these steps, those that are left out aside? Says how well, and how many are left out
/// between those that are told.
fn fit(segments: &[Segment], steps: &[Step]) -> Option<(Fit, usize)> {
    let Some((last, before)) = segments.split_last() else { return steps.is_empty().then_some((Fit::Whole, 0)) };
    let (own, around) = steps.split_last()?;
    if !last.names(own) {
        return None;
    }
    let mut rest = around.iter().rev();
    if !before.iter().rev().all(|segment| rest.any(|step| segment.names(step))) {
        return None;
    }
    let gap = steps.len() - rest.len() - segments.len();
    let is_told = |(segment, step): (&Segment, &Step)| segment.noun.is_some() || is_place(step);
    Some(match segments.len() == steps.len() && segments.iter().zip(steps).all(is_told) {
        true => (Fit::Whole, gap),
        false if last.noun.is_some() || is_place(own) => (Fit::Place, gap),
        false => (Fit::Part, gap),
    })
}

fn is_place(step: &Step) -> bool {
    matches!(step.noun, Noun::Stage | Noun::Touchpoint)
}

/// The places whose own id is a slip away from what was typed.
fn near(places: &[Address], readings: &[Reading]) -> Vec<Address> {
    let typed: Vec<String> = readings.iter().filter_map(|(own, _)| Some(own.last()?.id.to_lowercase())).collect();
    let slip = |id: &str| {
        let id = id.to_lowercase();
        let slips = typed.iter().filter(|typed| typed.len() < LONGEST && id.len() < LONGEST).filter_map(|typed| {
            let most = (typed.chars().count() / 3).clamp(1, 4);
            let distance = strsim::osa_distance(typed, &id);
            (distance <= most && distance < id.chars().count()).then_some(distance)
        });
        slips.min()
    };
    let with_ids = places.iter().filter_map(|place| Some((place, place.steps.last()?)));
    let mut near: Vec<(usize, &Address)> =
        with_ids.filter_map(|(place, step)| Some((slip(&step.id)?, place))).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(3).map(|(_, place)| place.clone()).collect()
}

impl Unresolved {
    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let quoted = |all: &[Address]| all.iter().map(|at| format!("`{at}`")).collect::<Vec<_>>();
        match self {
            Self::Unknown { near, .. } if near.is_empty() => None,
            Self::Unknown { near, .. } => Some(format!("did you mean {}?", quoted(near).join(" or "))),
            Self::Ambiguous { all, .. } => {
                let more = all.len().saturating_sub(MOST);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                Some(format!("use one of {}{more}", quoted(all.get(..MOST).unwrap_or(all)).join(", ")))
            }
            Self::Field { help, .. } => help.clone(),
            Self::Kind { word } => {
                let nouns: Vec<&str> = Noun::ALL.iter().skip(1).map(|noun| noun.word()).collect();
                let meant = did_you_mean(word, nouns.iter().copied(), '`');
                Some(meant.unwrap_or_else(|| format!("end it with one of {}", nouns.join(", "))))
            }
            Self::Odd { .. } => Some("write stage/touchpoint/pain/id.field; odd ids go in double quotes".to_owned()),
        }
    }
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { words, .. } => write!(f, "there is nothing called `{}` in the map", shorten(words)),
            Self::Ambiguous { words, all } => {
                write!(f, "`{}` may be any of {} places, expected one", shorten(words), all.len())
            }
            Self::Field { message, .. } => f.write_str(message),
            Self::Kind { word } => write!(f, "`{}` is no kind of thing, expected one to add", shorten(word)),
            Self::Odd { words } => write!(f, "`{}` is no address", shorten(words)),
        }
    }
}

impl std::error::Error for Unresolved {}

#[cfg(test)]
mod tests;
