//! The order in which the list shows its maps.
//! Invariant: maps of which nothing is known by an order come last, in the order of the folder.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::app::view::MapRank;

/// Which maps come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MapOrder {
    /// As they lie in the folder.
    #[default]
    Folder,
    /// Those with the worst touchpoint: among maps that measure it by one metric, as numbers of two do not compare.
    Worst,
    /// Those whose review is overdue for longest, then those that are due next.
    Overdue,
    /// Those that missed their goal, then those that have not reached it.
    Goal,
}

impl MapOrder {
    /// The next one, in a ring.
    #[must_use]
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Folder => Self::Worst,
            Self::Worst => Self::Overdue,
            Self::Overdue => Self::Goal,
            Self::Goal => Self::Folder,
        }
    }

    /// `worst first`.
    #[must_use]
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Folder => "as in the folder",
            Self::Worst => "worst first",
            Self::Overdue => "overdue first",
            Self::Goal => "missed goals first",
        }
    }

    /// Which of two maps comes first.
    ///
    /// * `n_by_metric`: how many maps have their worst touchpoint by a metric, see [`metrics`].
    pub(super) fn compare(self, n_by_metric: &BTreeMap<String, usize>, one: &MapRank, other: &MapRank) -> Ordering {
        match self {
            Self::Folder => Ordering::Equal,
            Self::Worst => match (&one.worst, &other.worst) {
                (Some((own, a)), Some((theirs, b))) => {
                    let usual = |metric: &String| Reverse(n_by_metric.get(metric).copied());
                    usual(own).cmp(&usual(theirs)).then_with(|| own.cmp(theirs)).then_with(|| a.total_cmp(b))
                }
                (one, other) => one.is_none().cmp(&other.is_none()),
            },
            Self::Overdue => known_first(one.days_left, other.days_left),
            Self::Goal => known_first(one.goal, other.goal),
        }
    }
}

fn known_first<T: Copy + Ord>(one: Option<T>, other: Option<T>) -> Ordering {
    one.is_none().cmp(&other.is_none()).then_with(|| one.cmp(&other))
}

/// How many maps have their worst touchpoint by each metric.
pub(super) fn metrics<'r>(ranks: impl Iterator<Item = &'r MapRank>) -> BTreeMap<String, usize> {
    let mut n_by_metric = BTreeMap::new();
    for (metric, _) in ranks.filter_map(|rank| rank.worst.as_ref()) {
        *n_by_metric.entry(metric.clone()).or_default() += 1;
    }
    n_by_metric
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::GoalMark;

    #[track_caller]
    fn check(order: MapOrder, ranks: &[(&str, MapRank)], expected: &[&str]) {
        let n_by_metric = metrics(ranks.iter().map(|(_, rank)| rank));
        let mut sorted: Vec<&(&str, MapRank)> = ranks.iter().collect();
        sorted.sort_by(|(_, one), (_, other)| order.compare(&n_by_metric, one, other));
        let names: Vec<&str> = sorted.into_iter().map(|(name, _)| *name).collect();
        assert_eq!(names, expected, "{order:?}");
    }

    #[test]
    fn what_is_not_known_comes_last_and_equals_stay_as_they_were() {
        let rank = |worst: Option<(&str, f64)>, days_left, goal| MapRank {
            worst: worst.map(|(metric, value)| (metric.to_owned(), value)),
            days_left,
            goal,
        };
        let ranks = [
            ("new", rank(None, None, None)),
            ("nps", rank(Some(("nps", -50.0)), Some(20), Some(GoalMark::Reached))),
            ("good", rank(Some(("csat", 80.0)), Some(-3), Some(GoalMark::CannotTell))),
            ("bad", rank(Some(("csat", 20.0)), Some(i64::MIN), Some(GoalMark::Missed))),
            ("same", rank(Some(("csat", 20.0)), Some(20), Some(GoalMark::NotReached))),
        ];
        check(MapOrder::Folder, &ranks, &["new", "nps", "good", "bad", "same"]);
        check(MapOrder::Worst, &ranks, &["bad", "same", "good", "nps", "new"]);
        check(MapOrder::Overdue, &ranks, &["bad", "good", "nps", "same", "new"]);
        check(MapOrder::Goal, &ranks, &["bad", "same", "good", "nps", "new"]);
    }
}
