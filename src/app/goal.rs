//! Whether the objective of a map is reached, as far as its interval tells.
//! Invariant: what the interval does not tell is `cannot tell`, however near the value is.

use super::board::Board;
use super::figures;
use super::view::{GoalMark, Label, Labels};
use crate::analysis::objective;
pub(crate) use crate::analysis::objective::GoalState;
use crate::analysis::track::Track;
use crate::journey::{Book, Map, Objective};
use crate::metric::Disclosed;
use crate::text::Plain;

/// How the objective of a map stands on a day, by everyone's answers of the last period that is over, whatever is drawn;
/// `None` where nobody measured it, or with too few answers, or where only some people are looked at.
#[must_use]
pub(crate) fn outcome(map: &Map, board: &Board) -> Option<GoalState> {
    let today = board.today()?;
    let target = map.target.as_ref()?;
    let track = board.verdicts.tracks.get(board.overall?)?.as_ref().filter(|_| !board.is_of_some())?;
    let track = Some(track).filter(|track| track.metric.id == target.metric)?;
    objective::state(target, track, today)
}

/// `goal 45 by May 2019: not reached, 9.9 to go`.
///
/// * `is_score`: does the score of the same metric stand beside it? Else it is named: `goal NPS 45`.
#[must_use]
pub(crate) fn words(labels: Labels, map: &Map, outcome: Option<GoalState>, is_score: bool) -> Plain {
    let how = outcome.filter(|_| map.target.is_some()).map(|outcome| state(labels, outcome)).unwrap_or_default();
    format!("{}{how}", target(labels, map, is_score)).into()
}

/// `goal 45 by May 2019`; blank without one.
///
/// * `is_score`: does the score of the same metric stand beside it? Else it is named: `goal NPS 45`.
#[must_use]
pub(crate) fn target(labels: Labels, map: &Map, is_score: bool) -> String {
    let Some(target) = &map.target else { return String::new() };
    let by = target.by.map(|by| format!(" {}", labels.before(Label::By, &labels.month(by)))).unwrap_or_default();
    format!("{}{by}", bare(labels, map, target, is_score))
}

/// `goal 45`.
fn bare(labels: Labels, map: &Map, target: &Objective, is_score: bool) -> String {
    let name = if is_score { String::new() } else { format!("{} ", metric_name(map, target)) };
    format!("{} {name}{}", labels.word(Label::Target), figures::written(target.target))
}

/// The same, and in fewer words: `goal 45: not reached`, `goal 45`.
#[must_use]
pub(super) fn forms(labels: Labels, map: &Map, outcome: Option<GoalState>, is_score: bool) -> Vec<Plain> {
    let Some(target) = &map.target else { return Vec::new() };
    let bare = bare(labels, map, target, is_score);
    let state = outcome.map(|own| match own {
        GoalState::Reached => Label::Reached,
        GoalState::CannotTell => Label::CannotTell,
        GoalState::NotReached(_) => Label::NotYet,
        GoalState::Missed(_) => Label::NotAnyMore,
    });
    let brief = state.map(|state| Plain::from(format!("{bare}: {}", labels.word(state))));
    std::iter::once(words(labels, map, outcome, is_score)).chain(brief).chain([bare.into()]).collect()
}

/// `: not reached, 9.9 to go`.
#[must_use]
pub(crate) fn state(labels: Labels, outcome: GoalState) -> String {
    let words = match outcome {
        GoalState::Reached => labels.word(Label::Reached).to_owned(),
        GoalState::CannotTell => labels.word(Label::CannotTell).to_owned(),
        GoalState::NotReached(missing) => labels.filled(Label::NotReached, &[&figures::number(missing, 1)]),
        GoalState::Missed(missing) => labels.filled(Label::Missed, &[&figures::number(missing, 1)]),
    };
    format!(": {words}")
}

/// How it stands, without how far it is.
#[must_use]
pub(crate) const fn mark(outcome: GoalState) -> GoalMark {
    match outcome {
        GoalState::Reached => GoalMark::Reached,
        GoalState::CannotTell => GoalMark::CannotTell,
        GoalState::NotReached(_) => GoalMark::NotReached,
        GoalState::Missed(_) => GoalMark::Missed,
    }
}

/// How far it is, behind its mark: `, 9.9 to go`; blank where that is not so.
#[must_use]
pub(crate) fn missing(outcome: GoalState) -> String {
    match outcome {
        GoalState::Reached | GoalState::CannotTell => String::new(),
        GoalState::NotReached(missing) => format!(", {} to go", figures::number(missing, 1)),
        GoalState::Missed(missing) => format!(" by {}", figures::number(missing, 1)),
    }
}

/// Is the score that stands beside an objective of the metric that it is about? So it is where there is no score.
pub(crate) fn is_about_score(map: &Map, overall: Option<&Track>) -> bool {
    let metric = overall.map(|track| &track.metric.id);
    metric.is_none() || map.target.as_ref().is_none_or(|target| Some(&target.metric) == metric)
}

/// The name of the metric that an objective is about.
pub(crate) fn metric_name(map: &Map, target: &Objective) -> String {
    map.metric(&target.metric).map_or_else(|| target.metric.clone(), |metric| metric.name)
}

/// The reading of the period in which an objective started, by everyone's answers, where the map names one.
#[must_use]
pub(crate) fn baseline(book: &Book, board: &Board, target: &Objective) -> Option<Disclosed> {
    let period = target.baseline_period?;
    let idx = board.overall?;
    let binding = book.map.bindings().nth(idx).map(|(_, binding)| binding).filter(|own| own.metric == target.metric)?;
    let series = book.counts.series.get(idx)?.first()?.between(Some(period.start), Some(period.end()));
    let gate = board.gate()?;
    gate.total(&series, &[], &book.map.measure(binding)?)?.disclosed().copied()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::app::lens::Lens;
    use crate::app::stand::book;
    use crate::metric::Limits;

    /// What is said of a goal where the NPS is 20 of 200 answers, 6.6 to 33.4.
    #[track_caller]
    fn check(target: f64, by: Date, expected: &str) {
        let mut book = book();
        book.map.target = Some(Objective { target, by: Some(by), ..book.map.target.clone().expect("a target") });
        let today = date(2019, 1, 1);
        let board = Board::new(&book, &Lens::default(), Limits { few: 30, hidden: 5 }, today);
        let outcome = outcome(&book.map, &board);
        assert_eq!(words(Labels::default(), &book.map, outcome, true).as_str(), expected);
    }

    #[test]
    fn a_goal_is_reached_where_its_interval_says_so() {
        check(45.0, date(2019, 5, 31), "goal 45 by May 2019: not reached, 25.0 to go");
        check(45.0, date(2018, 12, 31), "goal 45 by Dec 2018: missed by 25.0");
        // By the last year that was over on the day: 2017, 50 of 200.
        check(45.0, date(2018, 6, 30), "goal 45 by Jun 2018: cannot tell");
        check(45.0, date(2015, 6, 30), "goal 45 by Jun 2015");
        check(25.0, date(2019, 5, 31), "goal 25 by May 2019: cannot tell");
        check(18.0, date(2018, 12, 31), "goal 18 by Dec 2018: cannot tell");
        check(5.0, date(2019, 5, 31), "goal 5 by May 2019: reached");
    }

    #[test]
    fn a_baseline_may_be_the_reading_of_a_period() {
        let mut book = book();
        let period = crate::metric::Period::parse("2017");
        let target = Objective { baseline_period: period, ..book.map.target.clone().expect("a target") };
        book.map.target = Some(target.clone());
        let board = Board::new(&book, &Lens::default(), Limits { few: 30, hidden: 5 }, date(2019, 1, 1));
        let own = baseline(&book, &board, &target).expect("2017 was measured");
        assert_eq!((own.value(), own.n()), (50.0, 200));
    }
}
