//! Why nothing is put in order by an outcome, in a sentence that says what would do.
//! Invariant: what is said to be missing is what is missing.

use super::place::{DriverPlace, UNMEASURED, nobody, unjoined};
use super::wish::{DriverWish, Outcome, is_long};
use crate::analysis::matter::Matter;
use crate::analysis::offer::everyone;
use crate::journey::{Book, Column, Unjoined};
use crate::metric::{AnswerScale, Period};

/// Why no place has a number of the period that was asked for; `None` where one has, or where some are only hidden.
pub(super) fn empty(places: &[DriverPlace], period: Period) -> Option<String> {
    if places.iter().any(|own| own.performance.is_ok()) {
        return None;
    }
    let all = places.iter().filter_map(|own| own.performance.as_ref().err()).filter(|why| why.as_str() != UNMEASURED);
    let all: Vec<&String> = all.collect();
    let first = *all.first()?;
    let none = nobody(period);
    let is_none = |why: &str| why == none || why.starts_with("its ");
    match () {
        () if !all.iter().all(|own| is_none(own)) => None,
        () if all.iter().all(|own| *own == first) => Some(first.clone()),
        () => Some(none),
    }
}

/// Why there is no order; `None` where there is.
pub(super) fn unordered(
    places: &[DriverPlace],
    matter: &Matter<'_>,
    (outcome, wish): (Option<&Outcome<'_>>, &DriverWish<'_>),
    goal: &str,
) -> Option<String> {
    if places.iter().any(|own| own.order.is_some()) {
        return None;
    }
    let n_asked = places.iter().filter(|own| own.goes_with.is_ok()).count();
    if n_asked > 0 {
        return Some(match n_asked {
            1 => format!(
                "cannot tell what goes with {goal}: one touchpoint is asked about with it, and it does not surely"
            ),
            n => format!("cannot tell what goes with {goal}: none of {n} touchpoints surely does"),
        });
    }
    let Some(outcome) = outcome else { return Some(without_outcome(matter.book, wish)) };
    let name = &outcome.metric.name;
    let of_measured = places.iter().filter(|own| own.performance.is_ok());
    let reasons: Vec<&String> = of_measured.filter_map(|own| own.goes_with.as_ref().err()).collect();
    let has = |words: &str| reasons.iter().any(|own| own.as_str() == words);
    let long = is_long(&matter.book.map, outcome);
    let hidden = places.iter().filter_map(|own| own.performance.as_ref().err()).find(|why| why.as_str() != UNMEASURED);
    Some(match reasons.first() {
        _ if has(unjoined(Unjoined::NoRespondent)) => {
            format!("{name}: {}", unjoined(Unjoined::NoRespondent))
        }
        _ if long && has("nobody answered both") => format!(
            "{name}: answers cannot be joined, nobody has two rows: add respondent = a column that is the same in all rows of a customer"
        ),
        _ if reasons.iter().any(|own| own.contains("fewer than")) => {
            format!("{name}: too few answered both in that period")
        }
        _ if has(unjoined(Unjoined::OtherSource)) => {
            format!(
                "{name} is in another file than the touchpoints: ask both in the same row: column {}",
                outcome.metric.id
            )
        }
        Some(first) if reasons.iter().all(|own| own == first) => format!("{name}: {first}"),
        Some(_) if reasons.iter().all(|own| own.starts_with("everybody said")) => {
            format!("{name}: everybody said the same of each touchpoint")
        }
        Some(first) => format!("{name}: no touchpoint can be told to go with it: {first}"),
        None => match (hidden, matter.metric) {
            (Some(why), _) => format!("{name}: {why}"),
            (None, Some(metric)) => format!("{name}: no touchpoint is measured by {}", metric.name),
            (None, None) => format!("{name}: no touchpoint is asked about in the same rows"),
        },
    })
}

/// What an outcome would need that there is none.
fn without_outcome(book: &Book, wish: &DriverWish<'_>) -> String {
    let map = &book.map;
    let is_meant = |id: &str| match wish.outcome {
        Some(own) => own == id,
        None => map.metric(id).is_some_and(|own| own.kind.is_net()),
    };
    let bound: Vec<_> = map.bindings().enumerate().filter(|(_, (_, own))| is_meant(&own.metric)).collect();
    let metric = bound.first().and_then(|(_, (_, own))| map.metric(&own.metric));
    let metric = metric.or_else(|| map.metric(wish.outcome?));
    let rows = "in the same row as the touchpoints";
    let Some(metric) = metric.filter(|_| wish.outcome.is_some() || !bound.is_empty()) else {
        return match wish.outcome {
            Some(id) => format!("nothing is measured by {id}: an outcome needs a column {rows}"),
            None => format!("needs an answer to “would you recommend us” {rows}: column nps"),
        };
    };
    let name = &metric.name;
    let is_raw =
        |own: &&(usize, (_, &crate::journey::Binding))| matches!(own.1.1.column, Column::Own(_) | Column::Matched(_));
    let raw: Vec<_> = bound.iter().filter(is_raw).collect();
    let is_few = |own: &crate::journey::Binding| map.measure(own).as_ref().and_then(AnswerScale::of).is_some();
    let n_answered = raw.iter().filter(|own| is_few(own.1.1) && everyone(book, own.0).is_some()).count();
    match () {
        () if bound.is_empty() => format!("{name} is measured nowhere: an outcome needs its column {rows}"),
        () if raw.is_empty() => {
            format!("{name} is counted and not asked: an outcome needs an answer of each respondent {rows}")
        }
        () if !raw.iter().any(|own| is_few(own.1.1)) => {
            format!("{name} is an amount: an outcome needs an answer out of few {rows}")
        }
        () if n_answered == 0 => format!("{name}: no answers"),
        () => format!("{name} is asked at {n_answered} places: an outcome is asked once, of the journey"),
    }
}
