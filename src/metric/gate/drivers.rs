//! What may be told of how answers go with an outcome, and of how many met what was asked about.
//! Invariant: of fewer pairs than are relied on there is no correlation, but a reason.

use std::fmt;

use super::{Gate, Gated, Withheld};
use crate::metric::fixed::real;
use crate::metric::{Correlation, JointCounts, Measure, People, Period, Sample, Series, Tally, Weighing, score};

/// Why it is not told how two answers go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrelated {
    /// Nobody gave both.
    Nobody,
    /// So many gave both, fewer than are relied on.
    Few {
        /// How many.
        n: u64,
        /// From how many on it is told.
        few: u64,
    },
    /// They weigh so differently that they are worth no more than three.
    Worthless {
        /// How many.
        n: u64,
    },
    /// All who gave both said the same.
    Alike {
        /// How many.
        n: u64,
        /// What they said.
        answer: i32,
        /// Is it the outcome that is the same in all?
        is_outcome: bool,
    },
    /// The people behind them could be told apart.
    Withheld(Withheld),
}

impl Gate {
    /// How an answer goes with an outcome, which is the second of each pair ([`JointCounts::correlation`]).
    ///
    /// * `beside`: how many pairs there are of the groups that hold this one, or are held by it.
    ///
    /// # Errors
    ///
    /// Where it may not be told, or there is nothing to tell it by.
    pub fn correlation(
        self,
        counts: &JointCounts,
        beside: impl Iterator<Item = u64>,
    ) -> Result<Correlation, Unrelated> {
        let (n, few) = (counts.n(), self.few());
        if let Some(withheld) = self.withholds_beside(n, beside) {
            return Err(Unrelated::Withheld(withheld));
        }
        let answers = || counts.cells().map(|cell| cell.answers);
        let Some(first) = answers().next() else { return Err(Unrelated::Nobody) };
        if n < few {
            return Err(Unrelated::Few { n, few });
        }
        let alike =
            [(first.0, answers().all(|own| own.0 == first.0)), (first.1, answers().all(|own| own.1 == first.1))];
        let alike = alike.into_iter().zip([false, true]).find(|((_, is_alike), _)| *is_alike);
        if let Some(((answer, _), is_outcome)) = alike {
            return Err(Unrelated::Alike { n, answer, is_outcome });
        }
        counts.correlation().ok_or(Unrelated::Worthless { n })
    }

    /// Which share of the respondents of a period answered, by what they weigh where that is said ([`Tally::part_of`]).
    ///
    /// * `rows`: of each respondent one.
    #[must_use]
    pub fn reach(self, answers: &Series, rows: &Series, period: Period) -> Option<Gated> {
        let reading = of_period(answers, period)?.part_of(&of_period(rows, period)?)?;
        Some(self.admit(&reading, &Measure::yes_no()))
    }

    /// The same of people whose answers stand in several rows, each counting the same.
    #[must_use]
    pub fn reach_of_people(self, answers: &Series, people: &People, period: Period) -> Option<Gated> {
        let tally = of_period(answers, period)?;
        let n_people = [Weighing::Even, Weighing::Weighed].map(|own| people.n(period, own)).into_iter().sum();
        let reading = score::share(real(tally.n()), Sample::of(n_people))?;
        Some(self.admit(&reading, &Measure::yes_no()))
    }

    /// The reading of one period.
    ///
    /// * `beside`: the series of the groups that hold this one, or are held by it.
    #[must_use]
    pub fn reading_of(
        self,
        series: &Series,
        beside: &[&Series],
        (period, measure): (Period, &Measure),
    ) -> Option<Gated> {
        self.of_period(series, beside, measure, told_apart(series, period))
    }
}

/// A period, or the one around it that a series tells apart.
fn told_apart(series: &Series, period: Period) -> Period {
    Period::of(period.day(), period.grain.min(series.finest))
}

/// The counts of a period, as far as it is told apart.
fn of_period(series: &Series, period: Period) -> Option<Tally> {
    series.tally_of(told_apart(series, period))
}

impl fmt::Display for Unrelated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => f.write_str("nobody answered both"),
            Self::Few { n, few } => write!(f, "n {n}, fewer than {few}"),
            Self::Worthless { n } => write!(f, "n {n}, by their weights worth no more than 3"),
            Self::Alike { answer, is_outcome: false, .. } => write!(f, "everybody said {answer}"),
            Self::Alike { answer, is_outcome: true, .. } => write!(f, "everybody gave {answer} as outcome"),
            Self::Withheld(withheld) => withheld.fmt(f),
        }
    }
}
