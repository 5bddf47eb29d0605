//! Columns of which nothing tells for sure what they are, and those that are nobody's business.
//! Invariant: a guess is a question, and says why it is asked.

use super::{Asked, Guess, MOST_GROUPS, Rate, Role};
use crate::metric::kinds::TakesScale;
use crate::source::cells::answer::number;
use crate::source::mask::mask;
use crate::source::survey::column::{Column, Value};
use crate::source::survey::hints::{self, Hint, has};
use crate::source::survey::scale::Scale;
use crate::source::survey::words::{counted, grouped, told_all};

pub(in crate::source) fn asked(key: &'static str, why: impl Into<String>) -> Role {
    Role::Asked(Asked { guess: Guess::Key(key), why: why.into() })
}

pub(in crate::source) fn measure(role: Role, why: impl Into<String>) -> Role {
    Role::Asked(Asked { guess: Guess::Measure(Box::new(role)), why: why.into() })
}

/// Answers on a scale; where something may be otherwise, a question.
pub(in crate::source) fn score(column: &Column, scale: Scale) -> Role {
    if scale.kind.row().takes_scale == TakesScale::Any
        && let Some(highest) = hints::reversed(&column.name)
    {
        let n_best = if highest >= 10 { 3 } else { i32::from(highest > 3) + 1 };
        let codes = |from: i32, to: i32| (from..=to).map(|code| code.to_string()).collect::<Vec<_>>();
        let (yes, no) = (codes(1, n_best), codes(n_best + 1, highest));
        let said = "its name says that 1 is best: are these the satisfied?";
        let why = format!("{}; {said}", scale.found.join("; "));
        let missing = scale.missing;
        return measure(Role::Rate(Rate { yes, no, missing, reason: String::new() }), why);
    }
    if scale.doubts.is_empty() {
        return Role::Score(scale);
    }
    let (n, rest) = scale.found.split_at(1.min(scale.found.len()));
    let why = n.iter().chain(&scale.doubts).chain(rest).cloned().collect::<Vec<_>>().join("; ");
    measure(Role::Score(scale), why)
}

/// Does it hold ways to reach people? Nobody is told apart by these.
pub(in crate::source) fn personal(column: &Column) -> Option<Role> {
    let is_named = has(&column.name, Hint::Contact);
    let is_told = is_named || !has(&column.name, Hint::Id);
    let is_masked = |value: &&Value| {
        let masked = mask(&value.text);
        masked.contains("[email]")
            || masked.contains("[phone]") && is_told && (is_named || value.text.contains(['+', '(', ' ']))
    };
    let n_masked: u64 = column.values.iter().filter(is_masked).map(|value| value.n).sum();
    let n_kept: u64 = column.values.iter().map(|value| value.n).sum();
    let is_long = column.mean_length() > 60 || column.n_phrases * 3 > column.n && !is_named;
    let why = "holds e-mail addresses or phone numbers, which tell nobody apart here";
    (n_masked * 2 >= n_kept.max(1) && !is_long).then(|| Role::Unbound(why.to_owned()))
}

/// Does it look like the weights of a survey?
pub(in crate::source) fn weight(column: &Column) -> Option<Role> {
    let is_positive = column.ends.is_some_and(|(low, _)| low >= 0.0);
    let is_weight = has(&column.name, Hint::Weight) && column.is_numbers(95) && is_positive;
    let blank = blank(column);
    is_weight.then(|| {
        asked(
            "weight",
            format!(
                "looks like a weight: a mean of {:.2}{blank}; yes weighs the answers by it, until then each counts as one",
                column.mean()
            ),
        )
    })
}

fn blank(column: &Column) -> String {
    match column.n_blank {
        0 => String::new(),
        n => format!(", blank in {}", counted(n, "row")),
    }
}

/// Does it say how far people came in answering? Then some of them may not have finished.
pub(in crate::source) fn progress(column: &Column) -> Option<Role> {
    if !hints::is(&column.name, Hint::Progress) || !column.is_listed {
        return None;
    }
    let (low, high) = column.ends.unwrap_or_default();
    let is_percent = column.is_numbers(100) && low >= 0.0 && (high - 100.0).abs() < 0.5;
    // Of a state in numbers nobody knows which is which.
    let is_state = has(&column.name, Hint::Status) || has(&column.name, Hint::Segment);
    let is_open = |value: &&Value| match number(value.text.as_bytes(), true) {
        Some(number) if is_percent => number < 99.5,
        number => hints::is_unfinished(&value.text) && !(is_state && number.is_some()),
    };
    let (n_values, n) = (column.values.len(), counted(column.n, "row"));
    let open: Vec<&Value> = column.values.iter().filter(is_open).collect();
    let n_open: u64 = open.iter().map(|value| value.n).sum();
    if n_values == 1 {
        return Some(Role::Unbound("is the same in every row".to_owned()));
    }
    if n_open > 0 {
        let words = told_all(open.into_iter().map(|value| value.text.as_str()));
        let why = "yes tells them apart as a segment; they are counted either way, unless their rows are taken off";
        return Some(asked("segments", format!("{} of {n} are unfinished ({words}): {why}", grouped(n_open))));
    }
    (column.is_numbers(95) && n_values <= MOST_GROUPS).then(|| {
        let words = told_all(column.values.iter().map(|value| value.text.as_str()));
        asked(
            "segments",
            format!(
                "{words} in {n}: if some are unfinished or previews, yes tells them apart; they are counted either way"
            ),
        )
    })
}

/// Does it tell who answered, and some did more than once?
pub(in crate::source) fn person(column: &Column) -> Option<Role> {
    let name = &column.name;
    let n_distinct = column.n_distinct();
    let is_person = has(name, Hint::Person) || hints::is(name, Hint::Id);
    let is_many = n_distinct.is_none_or(|n| n > MOST_GROUPS as u64 || has(name, Hint::Person) && n * 4 >= column.n);
    if !is_person || !is_many || n_distinct == Some(column.n) {
        return None;
    }
    let why = match n_distinct {
        Some(n) => format!("{} of {} are repeated", grouped(column.n - n), grouped(column.n)),
        None => format!("most of {} are repeated", grouped(column.n)),
    };
    let after = "answers of one person are not independent; yes counts only the first of each";
    Some(asked("respondent", format!("{why}{}: {after}", blank(column))))
}

/// Are these words, or does the name say what 1 and 0 are?
pub(in crate::source) fn is_sure(column: &Column) -> bool {
    let hints = [Hint::Nps, Hint::Csat, Hint::Ces, Hint::Ease, Hint::Lower, Hint::Rate, Hint::Completed];
    !column.is_numbers(50)
        || hints.iter().any(|hint| has(&column.name, *hint)) && !column.values.iter().any(|value| value.text == "2")
}

/// 1 and 0, or 1 and 2, of which the name does not say what they are.
pub(in crate::source) fn two_numbers(rate: Rate) -> Role {
    let why = format!("{}; no name says what they are", rate.reason);
    measure(Role::Rate(rate), why)
}
