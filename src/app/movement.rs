//! How a number moved, in words: `fell`, `broke`, `steady within 2`, `cannot tell`.
//! Invariant: what fell is said with how far, how sure and since when; what cannot be told with what would show.

use jiff::civil::Date;

use super::figures::{self, count, number};
use super::view::{Label, Labels, Movement, Tone};
use crate::analysis::judged::{Hindrance, PeriodPair, Said};
use crate::analysis::track::Track;
use crate::metric::scan::Break;
use crate::metric::unit::of_difference;
use crate::metric::{Comparison, Digits, Disclosed, Grain, Period, Verdict, Weighing};

/// How a track moved, to be shown beside its n; `None` without an earlier period to compare with.
#[must_use]
pub(crate) fn movement(labels: Labels, track: &Track) -> Option<Movement> {
    let latest = track.latest();
    match track.judged.said() {
        Some(Said::Broke(own)) => Some(broke(labels, track, own)),
        Some(Said::Stepped(step)) => Some(stepped(labels, track, step)).filter(|own| !own.words.is_empty()),
        None if latest.is_some_and(|(_, reading)| reading.is_few() && track.is_weak) => {
            Some(dim(labels.word(Label::TooFew).to_owned(), String::new()))
        }
        None => None,
    }
}

fn dim(words: String, since: String) -> Movement {
    Movement { way: None, words: words.into(), since: since.into(), tone: Tone::Dim, ..Movement::default() }
}

/// `broke 22 Feb to 2 Mar 2026: 73 → 19`; what became better `rose 2014 to 2016: 63 → 73`.
fn broke(labels: Labels, track: &Track, own: &Break<Disclosed>) -> Movement {
    let verdict = own.verdict();
    let (way, tone) = figures::toward(verdict, track).unzip();
    let by = whence(track, own);
    let is_bad = verdict.is_good(track.metric.direction) == Some(false);
    let word = match verdict {
        _ if is_bad => Label::BrokeWhen,
        Verdict::Rose => Label::RoseWhen,
        _ => Label::FellWhen,
    };
    Movement {
        way,
        words: labels.filled(word, &[&days(labels, own.days, own.grain)]).into(),
        by: by.into(),
        sure: format!("({})", sure(&own.change, &track.metric.unit)).into(),
        tone: tone.unwrap_or(Tone::Dim),
        ..Movement::default()
    }
}

/// `73 → 19`.
pub(super) fn whence(track: &Track, own: &Break<Disclosed>) -> String {
    let headlines = [own.sides.0.headline(), own.sides.1.headline()];
    let digits = Digits::shared(track.metric.kind, headlines.into_iter());
    let shown = |reading: &Disclosed| figures::shown(reading, digits);
    format!("{} → {}", shown(&own.sides.0), shown(&own.sides.1))
}

fn stepped(labels: Labels, track: &Track, step: &PeriodPair) -> Movement {
    let (then, now) = (&step.earlier.1, &step.later.1);
    let since = labels.filled(Label::Since, &[&figures::since(step.earlier.0)]);
    let change = match step.outcome {
        Ok(change) => change,
        Err(Hindrance::Few) => {
            return dim(
                labels.word(Label::TooFew).to_owned(),
                format!("(n = {} in {})", count(now.n()), figures::since(step.later.0)),
            );
        }
        Err(Hindrance::FewBefore) => {
            let before = format!("(n = {} in {})", count(then.n()), figures::since(step.earlier.0));
            return dim(labels.word(Label::TooFewBefore).to_owned(), before);
        }
        Err(Hindrance::Weights) => {
            let is_now = now.weighing() == Weighing::Unweighed;
            let which = labels.word(if is_now { Label::UnweightedNow } else { Label::UnweightedThen });
            return dim(labels.word(Label::CannotTell).to_owned(), format!("{since}{which}"));
        }
        Err(Hindrance::Open(n)) => {
            return dim(labels.filled(Label::StillOpen, &[&count(n)]), String::new());
        }
        // What is drawn may be of other periods, and a sum of one is not to be set against that of another.
        Err(Hindrance::NoInterval) if track.latest().is_none_or(|(period, _)| *period != step.later.0) => {
            return Movement::default();
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
                words: labels.word(if change.verdict == Verdict::Rose { Label::Rose } else { Label::Fell }).into(),
                by: size(change.difference.abs()).into(),
                sure: format!("({ends})").into(),
                since: since.into(),
                tone: tone.unwrap_or(Tone::Dim),
                ..Movement::default()
            }
        }
        Verdict::Steady => {
            let within = change.steady_within.map(figures::written).unwrap_or_default();
            Movement { sure: format!("({ends})").into(), ..dim(labels.filled(Label::Steady, &[&within]), since) }
        }
        Verdict::CannotTell => {
            let is_alone = change.alone() != Verdict::CannotTell && change.standing.family > 1;
            let why = if is_alone {
                format!("alone it would count, among {} it may be chance", change.standing.family)
            } else {
                format!(
                    "{} or more would show",
                    number(change.smallest(), decimals(change.interval.high - change.interval.low))
                )
            };
            Movement { why: format!("({ends}; {why})").into(), ..dim(labels.word(Label::CannotTell).to_owned(), since) }
        }
    }
}

/// So many decimals that a width has two significant digits, one at least under 20.
pub(crate) fn decimals(width: f64) -> usize {
    let tenth = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(|n| 10.0_f64.powf(1.0 - n));
    tenth.iter().position(|own| width.abs() >= 2.0 * own).unwrap_or(tenth.len())
}

/// `1.1 to 9.5 points`: how far it moved, for sure. Of what fell for sure both ends are told without their sign; of what
/// is steady the ends are those that say so.
fn sure(change: &Comparison, unit: &str) -> String {
    let is_steady = change.verdict == Verdict::Steady;
    let interval = if is_steady { change.equivalence } else { change.interval };
    let (low, high) = (interval.low, interval.high);
    let (low, high) = if high < 0.0 && change.verdict != Verdict::CannotTell { (-high, -low) } else { (low, high) };
    let n_decimals = decimals(high - low);
    let unit = of_difference(unit);
    let level = if is_steady { "90 %: " } else { "" };
    format!("{level}{} to {} {unit}", number(low, n_decimals), number(high, n_decimals)).trim_end().to_owned()
}

/// `22 Feb to 2 Mar 2026`, `in 2018`, `2016 to 2018`: when it was, as exactly as that is known.
pub(crate) fn days(labels: Labels, (first, last): (Date, Date), grain: Grain) -> String {
    let span = |first: String, last: String| labels.filled(Label::Span, &[&first, &last]);
    if grain < Grain::Day {
        let label = |start| figures::since(Period::of(start, grain));
        return if first == last {
            labels.filled(Label::InPeriod, &[&label(first)])
        } else {
            span(label(first), label(last))
        };
    }
    let whole = |date: Date| format!("{} {}", labels.day(date), date.year());
    match (first == last, first.year() == last.year()) {
        (true, _) => labels.filled(Label::OnDay, &[&whole(first)]),
        (false, true) => span(labels.day(first), whole(last)),
        (false, false) => span(whole(first), whole(last)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::analysis::judged::{Judged, PeriodPair};
    use crate::analysis::track::Eye;
    use crate::metric::{Crowd, Gate, Limits, Measure, Series, Tally, change};

    const LIMITS: Limits = Limits { few: 30, hidden: 5 };

    /// What is said of two years of CSAT, 4 of 5 satisfied in each, of weights as given.
    #[track_caller]
    fn check_weights(weights: [Option<f64>; 2], value: &str, more: &str, moved: &str) {
        let metric = crate::metric::catalog::built_in("csat").expect("built in");
        let measure = Measure { kind: metric.kind, scale: (1, 5), top: 4 };
        let mut of_years = weights.into_iter().zip([2017, 2018]).map(|(weight, year)| {
            let mut tally = Tally::weighted(&measure);
            for n in 0..40_u32 {
                let weight = weight.map(|weight| if n < 20 { weight } else { 1.0 });
                assert!(tally.add_weighted(if n % 5 == 0 { 1.0 } else { 5.0 }, weight));
            }
            (jiff::civil::date(year, 1, 1), tally)
        });
        let series = Series::of(Grain::Year, &mut of_years).expect("two years");
        let eye = Eye { grain: Grain::Year, gate: Gate::new(Limits::default(), Crowd::Everyone), beside: &[] };
        let mut track = Track::of(&series, metric, &measure, eye, None).expect("answers");
        let [earlier, later] = track.over().collect::<Vec<_>>()[..] else { panic!("two years") };
        track.judged.step = Some(PeriodPair::of(earlier, later, true, 0));
        let movement = movement(Labels::default(), &track).expect("two years");
        let figure = figures::figure(&track).expect("a figure");
        assert_eq!(figure.value.as_str(), value, "{weights:?}");
        assert!(figures::more(&track).ends_with(more), "{weights:?}: {}", figures::more(&track));
        assert_eq!(format!("{} {}", movement.words, movement.since), moved, "{weights:?}");
    }

    #[test]
    fn what_is_weighed_says_so_and_is_not_compared_with_what_is_not() {
        check_weights([Some(3.0), Some(1.0)], "80", "mean 4.20 · weighted", "cannot tell since 2017");
        // (20 x 3 + 20)² / (20 x 9 + 20)
        check_weights([Some(1.0), Some(3.0)], "80", "weighted, worth 32 answers", "cannot tell since 2017");
        check_weights([None, Some(1.0)], "80", "weighted", "cannot tell since 2017, unweighted then");
        check_weights([Some(1.0), None], "80*", "* unweighted: no weights", "cannot tell since 2017, unweighted now");
        check_weights([None, None], "80*", "* unweighted: no weights", "cannot tell since 2017");
    }

    /// What is said in full of two years of a conversion, so many of so many, among `family` with nothing to see.
    #[track_caller]
    fn check([(hits, n), (hits_then, n_then)]: [(u64, u64); 2], family: usize, expected: &str) {
        let metric = crate::metric::catalog::built_in("conversion").expect("built in");
        let measure = Measure { kind: metric.kind, scale: (0, 1), top: 1 };
        let years = [(date(2017, 1, 1), Tally::share(hits, n)), (date(2018, 1, 1), Tally::share(hits_then, n_then))];
        let series = Series::of(Grain::Year, years).expect("two years");
        let eye = Eye { grain: Grain::Year, gate: Gate::new(LIMITS, Crowd::Everyone), beside: &[] };
        let mut track = Track::of(&series, metric, &measure, eye, None).expect("answers");
        let [earlier, later] = track.over().collect::<Vec<_>>()[..] else { panic!("two years") };
        let mut step = PeriodPair::of(earlier, later, true, 0);
        if let Ok(own) = step.outcome {
            let mut all = vec![Comparison { p: 1.0, ..own }; family];
            all[0] = own;
            change::discover(&mut all);
            step.outcome = Ok(all[0].within(Some(crate::metric::Margin { size: 2.0, is_usual: true })));
        }
        track.judged = Judged { step: Some(step), breaks: Vec::new() };
        let Movement { words, by, sure, since, why, .. } = movement(Labels::default(), &track).expect("two years");
        let parts = [words, by, sure, since, why].map(|part| part.to_string());
        assert_eq!(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_change_is_said_with_how_sure_it_is() {
        check([(320, 400), (260, 400)], 1, "fell 15.0 (8.8 to 21.0 points) since 2017");
        check(
            [(1_000, 2_000), (1_002, 2_000)],
            1,
            "cannot tell since 2017 (−3.0 to 3.2 points; 4.4 or more would show)",
        );
        check([(8_000, 16_000), (8_010, 16_000)], 1, "steady within 2 (90 %: −0.86 to 0.98 points) since 2017");
        let alone = "cannot tell since 2017 (−13.2 to −0.7 points; alone it would count, among 21 it may be chance)";
        check([(300, 400), (272, 400)], 21, alone);
        check([(30, 40), (9, 29)], 1, "too few (n = 29 in 2018)");
        check([(9, 29), (30, 40)], 1, "too few before (n = 29 in 2017)");
    }

    #[test]
    fn a_break_is_said_with_its_days() {
        let metric = crate::metric::catalog::built_in("conversion").expect("built in");
        let measure = Measure { kind: metric.kind, scale: (0, 1), top: 1 };
        let day = |nth: i64| date(2026, 1, 1).saturating_add(nth.days());
        let dated = (0..120).map(|nth| (day(nth), Tally::share(if nth < 60 { 8 } else { 4 }, 10)));
        let series = Series::of(Grain::Day, dated).expect("one measure");
        let gate = Gate::new(LIMITS, Crowd::Everyone);
        let eye = Eye { grain: Grain::Month, gate, beside: &[] };
        let mut track = Track::of(&series, metric, &measure, eye, None).expect("answers");
        let breaks = gate.breaks(&series, &[], &measure, &|_| true);
        track.judged = Judged { step: None, breaks };
        let told = movement(Labels::default(), &track).expect("a break");
        assert_eq!(format!("{} {}", told.words, told.by), "broke on 2 Mar 2026: 80 → 40");
        let years = |first, last| days(Labels::default(), (date(first, 1, 1), date(last, 1, 1)), Grain::Year);
        assert_eq!((years(2014, 2016).as_str(), years(2018, 2018).as_str()), ("2014 to 2016", "in 2018"));
        let of = |first, last| days(Labels::default(), (first, last), Grain::Day);
        assert_eq!(of(date(2026, 2, 22), date(2026, 3, 2)), "22 Feb to 2 Mar 2026");
        assert_eq!(of(date(2025, 12, 22), date(2026, 1, 2)), "22 Dec 2025 to 2 Jan 2026");
    }
}
