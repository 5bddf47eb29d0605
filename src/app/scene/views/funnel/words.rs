//! What is lost in words: one in four, about ten a day, how a share moved.
//! Invariant: no share without how many it is of.

use crate::analysis::funnel::{Funnel, FunnelLeak};
use crate::app::figures::{self, count, number};
use crate::app::view::{Label, Labels, Spread, Tone};
use crate::metric::{Comparison, Digits, Disclosed, Metric, Verdict};
use crate::text::{Plain, capitalized};

/// The most decimals of a share.
const MOST_DECIMALS: usize = 4;

/// `1 in 4 who reach Payment leave: 907 of 3,650, about 10 a day; worse since 2025-Q4`.
pub(super) fn headline(labels: Labels, funnel: &Funnel, first: FunnelLeak) -> Option<Plain> {
    let idx = match first {
        FunnelLeak::At(idx) => idx,
        FunnelLeak::Before(idx) => return astray(labels, funnel, idx),
    };
    let (own, step) = (funnel.steps.get(idx)?, funnel.step(idx)?);
    let (lost, entered) = (count(step.counts.lost()), count(step.counts.entered));
    if funnel.is_end(idx) {
        return Some(format!("{} reach {}, the last step", entered, own.name).into());
    }
    if step.counts.lost() == 0 {
        return Some(format!("nobody who reaches {} leaves: n {entered}", own.name).into());
    }
    let moved = step.conversion.change.zip(funnel.before).map(|(change, before)| {
        let label = match change.verdict {
            Verdict::Fell => Label::WorseSince,
            Verdict::Rose => Label::BetterSince,
            Verdict::Steady => Label::SteadySince,
            Verdict::CannotTell => Label::NotKnownSince,
        };
        format!("; {}", labels.filled(label, &[&figures::since(before)]))
    });
    let a_day =
        funnel.lost_a_day(idx).and_then(rate).map(|own| format!(", {}", labels.filled(Label::AboutADay, &[&own])));
    let few = if step.loss.is_few() { format!(", {}", labels.word(Label::TooFew)) } else { String::new() };
    let share = one_in(labels, step.loss.value() / 100.0);
    let begin = match funnel.steps.len() {
        // All of them: a share of a hundred would not say so.
        2.. if step.counts.completed == 0 => labels.filled(Label::AllLeaveAt, &[&entered, &own.name]),
        1 => {
            let begin = labels.filled(Label::OneStep, &[&share]);
            format!("{begin}: {}", labels.filled(Label::OfAll, &[&lost, &entered]))
        }
        _ => labels.filled(Label::LeaveAt, &[&share, &own.name, &lost, &entered]),
    };
    Some(format!("{begin}{}{few}{}", a_day.unwrap_or_default(), moved.unwrap_or_default()).into())
}

/// `459 of 851 who go on from Fitting never come to Video call, about 5 a day`.
fn astray(labels: Labels, funnel: &Funnel, idx: usize) -> Option<Plain> {
    let earlier = idx.checked_sub(1)?;
    let (before, own) = (funnel.steps.get(earlier)?, funnel.steps.get(idx)?);
    let n = funnel.step(idx)?.n_between;
    let went_on = count(funnel.step(earlier)?.counts.completed);
    let begin = labels.filled(Label::NeverCame, &[&count(n), &went_on, &before.name, &own.name]);
    let a_day = funnel.a_day(n).and_then(rate).map(|own| format!(", {}", labels.filled(Label::AboutADay, &[&own])));
    Some(format!("{begin}{}", a_day.unwrap_or_default()).into())
}

/// `Payment: 1 in 4`, `1 in 2 never come to Video call`.
pub(super) fn where_first(labels: Labels, funnel: &Funnel, first: FunnelLeak) -> Option<Plain> {
    let idx = first.idx();
    let (own, step) = (funnel.steps.get(idx)?, funnel.step(idx)?);
    if matches!(first, FunnelLeak::Before(_)) {
        let share = one_in(labels, step.astray?.value() / 100.0);
        return Some(labels.filled(Label::NeverComeTo, &[&share, &own.name]).into());
    }
    let is_told = step.counts.lost() > 0 && !funnel.is_end(idx);
    is_told.then(|| format!("{}: {}", own.name, one_in(labels, step.loss.value() / 100.0)).into())
}

/// `Fitting → Video call`.
pub(super) fn way(funnel: &Funnel, idx: usize) -> Option<String> {
    let before = funnel.steps.get(idx.checked_sub(1)?)?;
    Some(format!("{} → {}", before.name, funnel.steps.get(idx)?.name))
}

/// A share as so many of so many: `1 in 4`, `3 in 10`, `9 in 10`.
pub(super) fn one_in(labels: Labels, share: f64) -> String {
    let (n, of) = parts(share);
    labels.filled(Label::OneIn, &[&n, &of])
}

/// Both numbers of that.
fn parts(share: f64) -> (String, String) {
    let simple = (2..=20_u32).map(|of| (1, of));
    let tenths = [(2, 3), (3, 4), (3, 10), (2, 5), (3, 5), (7, 10), (4, 5), (9, 10)];
    let off = |(n, of): &(u32, u32)| (f64::from(*n) / f64::from(*of) - share).abs();
    let best = simple.chain(tenths).min_by(|one, other| off(one).total_cmp(&off(other)));
    match best {
        Some((n, of)) if (1.0 / 20.5..=0.95).contains(&share) => (n.to_string(), of.to_string()),
        _ if share >= 1.0 => ("100".to_owned(), "100".to_owned()),
        _ if share > 0.5 => (number((100.0 * share).min(99.0), 0), "100".to_owned()),
        _ => ("1".to_owned(), number(1.0 / share.max(1e-9), 0)),
    }
}

/// So many a day: one decimal where that is under ten; nothing where that would read as none.
pub(super) fn rate(a_day: f64) -> Option<String> {
    let is_told = !(f64::MIN_POSITIVE..0.05).contains(&a_day);
    is_told.then(|| number(a_day, usize::from(a_day < 9.95)))
}

/// The digits of a share: of counts so large that more are known, these tell enough.
fn digits(metric: &Metric, own: &Disclosed) -> Digits {
    figures::digits(metric, own).at_most(MOST_DECIMALS)
}

/// `75.2 % ±1.4`, and shorter.
///
/// * `unit`: blank where its column says it.
pub(super) fn share(metric: &Metric, own: &Disclosed, unit: &str) -> Vec<Plain> {
    let digits = digits(metric, own);
    let value = format!("{} {unit}", figures::shown(own, digits)).trim().to_owned();
    let sure = figures::margin(own, digits).map(|margin| match margin {
        Spread::Half(half) => format!("{value} ±{half}"),
        Spread::Ends(ends) => format!("{value} ({ends})"),
    });
    sure.into_iter().chain([value.clone()]).map(Plain::from).collect()
}

/// `75.2 % (73.7 to 76.5)`.
pub(super) fn sure(metric: &Metric, own: &Disclosed) -> String {
    let digits = digits(metric, own);
    let value = format!("{} {}", figures::shown(own, digits), metric.unit).trim().to_owned();
    match own.interval().filter(|own| own.half_width() > 0.0) {
        Some(interval) => format!("{value} ({})", figures::range(interval, digits)),
        None => value,
    }
}

/// `▼ worse by 2.6 points`, `steady within 2`, `cannot tell`, and whether that is good.
///
/// * `is_loss`: is it a share that is lost, so that more of it is worse?
pub(super) fn moved(
    labels: Labels,
    (metric, own): (&Metric, &Disclosed),
    change: &Comparison,
    is_loss: bool,
) -> (String, Tone) {
    let by = figures::difference(metric, own, change.difference);
    match (change.verdict, is_loss) {
        (Verdict::Rose, false) | (Verdict::Fell, true) => {
            (format!("▲ {}", labels.filled(Label::BetterBy, &[&by])), Tone::Good)
        }
        (Verdict::Fell, false) | (Verdict::Rose, true) => {
            (format!("▼ {}", labels.filled(Label::WorseBy, &[&by])), Tone::Bad)
        }
        (Verdict::Steady, _) => {
            let within = figures::written(change.steady_within.unwrap_or_default());
            (labels.filled(Label::Steady, &[&within]), Tone::Dim)
        }
        (Verdict::CannotTell, _) => (labels.word(Label::CannotTell).to_owned(), Tone::Dim),
    }
}

/// The same in a column: `▼ 2.6`.
pub(super) fn moved_briefly(labels: Labels, of: (&Metric, &Disclosed), change: &Comparison) -> (String, Tone) {
    let (words, tone) = moved(labels, of, change, false);
    let by = figures::difference(of.0, of.1, change.difference);
    let brief = match change.verdict {
        Verdict::Rose => format!("▲ {by}"),
        Verdict::Fell => format!("▼ {by}"),
        Verdict::Steady => labels.word(Label::SteadyAlone).to_owned(),
        Verdict::CannotTell => words,
    };
    (brief, tone)
}

/// With a capital and a full stop.
pub(super) fn sentence(words: &str) -> String {
    format!("{}.", capitalized(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_as_people_say_it() {
        let rows = [
            (0.248, "1 in 4"),
            (0.5, "1 in 2"),
            (0.54, "1 in 2"),
            (0.33, "1 in 3"),
            (0.29, "3 in 10"),
            (0.66, "2 in 3"),
            (0.93, "9 in 10"),
            (0.97, "97 in 100"),
            (0.999, "99 in 100"),
            (1.0, "100 in 100"),
            (0.03, "1 in 33"),
            (0.002, "1 in 500"),
        ];
        for (share, expected) in rows {
            let (n, of) = parts(share);
            assert_eq!(format!("{n} in {of}"), expected, "{share}");
        }
    }

    #[test]
    fn a_day_has_a_decimal_where_there_are_few() {
        for (a_day, expected) in [(733.7, "734"), (9.97, "10"), (9.4, "9.4"), (1.31, "1.3")] {
            assert_eq!(rate(a_day).as_deref(), Some(expected));
        }
        assert_eq!(rate(0.0333), None, "that would read as none");
    }
}
