//! How a number moved, in words: `fell`, `broke`, `steady within 2`, `cannot tell`.
//! Invariant: what fell is said with how far, how sure and since when; what cannot be told with what would show.

use jiff::civil::Date;

use super::figures::{self, count, number};
use super::judged::{Hindrance, PeriodPair, Said};
use super::track::Track;
use super::view::{Movement, Tone};
use crate::metric::scan::Break;
use crate::metric::{Change, Digits, Disclosed, Grain, Period, Verdict, Weighing};

/// How a track moved, to be shown beside its n; `None` without an earlier period to compare with.
#[must_use]
pub(crate) fn movement(track: &Track) -> Option<Movement> {
    let latest = track.latest();
    match track.judged.said() {
        Some(Said::Broke(own)) => Some(broke(track, own)),
        Some(Said::Stepped(step)) => Some(stepped(track, step)),
        None if latest.is_some_and(|(_, reading)| reading.is_few() && track.is_weak) => {
            Some(dim("too few".to_owned(), String::new()))
        }
        None => None,
    }
}

fn dim(words: String, since: String) -> Movement {
    Movement { way: None, words: words.into(), since: since.into(), tone: Tone::Dim, ..Movement::default() }
}

/// `broke 22 Feb to 2 Mar 2026: 73 → 19`; what became better `rose 2014 to 2016: 63 → 73`.
fn broke(track: &Track, own: &Break<Disclosed>) -> Movement {
    let verdict = own.verdict();
    let (way, tone) = figures::toward(verdict, track).unzip();
    let headlines = [own.sides.0.headline(), own.sides.1.headline()];
    let digits = Digits::shared(track.metric.kind, headlines.into_iter());
    let shown = |reading: &Disclosed| figures::shown(reading, digits);
    let by = format!("{} → {}", shown(&own.sides.0), shown(&own.sides.1));
    let is_bad = verdict.is_good(track.metric.direction) == Some(false);
    let word = if is_bad { "broke" } else { verdict.word() };
    Movement {
        way,
        words: format!("{word} {}:", days(own.days, own.grain)).into(),
        by: by.into(),
        sure: format!("({})", sure(&own.change, &track.metric.unit)).into(),
        tone: tone.unwrap_or(Tone::Dim),
        ..Movement::default()
    }
}

fn stepped(track: &Track, step: &PeriodPair) -> Movement {
    let (then, now) = (&step.earlier.1, &step.later.1);
    let since = format!("since {}", figures::since(step.earlier.0));
    let change = match step.outcome {
        Ok(change) => change,
        Err(Hindrance::Few) => return dim("too few".to_owned(), String::new()),
        Err(Hindrance::FewBefore) => {
            let before = format!("(n = {} in {})", count(then.n()), figures::since(step.earlier.0));
            return dim("too few before".to_owned(), before);
        }
        Err(Hindrance::Weights) => {
            let which = if now.weighing() == Weighing::Unweighed { "now" } else { "then" };
            return dim("cannot tell".to_owned(), format!("{since}, unweighted {which}"));
        }
        Err(Hindrance::Open(n)) => {
            let are = if n == 1 { "is" } else { "are" };
            return dim("cannot tell:".to_owned(), format!("{} {are} still open", count(n)));
        }
        Err(Hindrance::NoInterval) => {
            let (value, label) =
                (figures::shown(then, figures::digits(&track.metric, then)), figures::since(step.earlier.0));
            let words =
                if now.interval().is_none() { format!("({value} in {label})") } else { format!("{value} in {label}") };
            return dim(words, String::new());
        }
    };
    let size = |size: f64| figures::difference(&track.metric, now, size);
    let unit = &track.metric.unit;
    let ends = sure(&change, unit);
    match change.verdict {
        Verdict::Rose | Verdict::Fell => {
            let (way, tone) = figures::toward(change.verdict, track).unzip();
            Movement {
                way,
                words: change.verdict.word().into(),
                by: size(change.difference.abs()).into(),
                sure: format!("({ends})").into(),
                since: since.into(),
                tone: tone.unwrap_or(Tone::Dim),
                ..Movement::default()
            }
        }
        Verdict::Steady => {
            let within = change.steady_within.map(figures::written).unwrap_or_default();
            Movement { sure: format!("({ends})").into(), ..dim(format!("steady within {within}"), since) }
        }
        Verdict::CannotTell => {
            let is_alone = change.alone() != Verdict::CannotTell && change.standing.family > 1;
            let why = if is_alone {
                format!("alone it would count, among {} it may be chance", change.standing.family)
            } else {
                format!("{} or more would show", size(change.smallest()))
            };
            Movement { why: format!("({ends}; {why})").into(), ..dim("cannot tell".to_owned(), since) }
        }
    }
}

/// `1.1 to 9.5 points`: how far it moved, for sure. Of what fell for sure both ends are told without their sign; of what
/// is steady the ends are those that say so.
fn sure(change: &Change, unit: &str) -> String {
    let is_steady = change.verdict == Verdict::Steady;
    let interval = if is_steady { change.equivalence } else { change.interval };
    let (low, high) = (interval.low, interval.high);
    let (low, high) = if high < 0.0 && change.verdict != Verdict::CannotTell { (-high, -low) } else { (low, high) };
    let n_decimals = match (high - low).abs() {
        20.0.. => 0,
        1.0.. => 1,
        _ => 2,
    };
    let unit = if unit == "%" { "points" } else { unit };
    let level = if is_steady { "90 %: " } else { "" };
    format!("{level}{} to {} {unit}", number(low, n_decimals), number(high, n_decimals)).trim_end().to_owned()
}

/// `22 Feb to 2 Mar 2026`, `in 2018`, `2016 to 2018`: when it was, as exactly as that is known.
pub(crate) fn days((first, last): (Date, Date), grain: Grain) -> String {
    if grain < Grain::Day {
        let label = |start| figures::since(Period::of(start, grain));
        return if first == last {
            format!("in {}", label(first))
        } else {
            format!("{} to {}", label(first), label(last))
        };
    }
    let day = |date: Date| date.strftime("%-d %b").to_string();
    let whole = |date: Date| date.strftime("%-d %b %Y").to_string();
    match (first == last, first.year() == last.year()) {
        (true, _) => format!("on {}", whole(first)),
        (false, true) => format!("{} to {}", day(first), whole(last)),
        (false, false) => format!("{} to {}", whole(first), whole(last)),
    }
}
