//! The kinds of metrics, a row each.
//! Invariant: whatever differs between two kinds stands in their rows; nothing else names a kind to ask what it is
//! like.
//!
//! A new kind is a row here. Where its score is none of [`Formula`], or its counts are none of [`Storage`], it is a new
//! variant of these, too, and what does not know it yet does not compile.

use super::catalog::Direction::{HigherIsBetter, LowerIsBetter};
use super::catalog::{Direction, Measure};

/// What a kind of metric is.
#[derive(Clone, Copy, Debug)]
pub struct KindRow {
    /// Its name in files.
    pub word: &'static str,
    /// One sentence for the reference page.
    pub doc: &'static str,
    /// The usual unit, as shown.
    pub unit: &'static str,
    /// Which way is better unless a metric says otherwise.
    pub direction: Direction,
    /// The scale of its answers unless a binding says otherwise.
    pub scale: (i32, i32),
    /// May a binding say another one?
    pub takes_scale: TakesScale,
    /// How many answers from the best on count as satisfied or easy, unless a binding says otherwise; `None` where none do.
    pub n_top: Option<u8>,
    /// What one answer may be.
    pub answers: AnswerRange,
    /// How answers are counted.
    pub storage: Storage,
    /// What they come to.
    pub formula: Formula,
    /// What is told beside, or instead of, the mean.
    pub quantiles: Quantiles,
    /// How many digits it deserves.
    pub digits: Precision,
    /// How far it may change and still be called steady.
    pub steady: Steady,
    /// What it is of cases that go through events, or are opened and closed.
    pub of_cases: OfCases,
    /// Does a funnel answer it?
    pub takes_funnel: bool,
    /// What it reads of comments.
    pub of_comments: Option<OfComments>,
    /// Is it asked of a journey as a whole, rather than of its touchpoints?
    pub is_of_journey: bool,
    /// What a question is for, where that is not the metric's name: satisfaction, ease.
    pub asks_for: Option<&'static str>,
    /// What whoever defines such a metric is told where lower is not said to be better.
    pub on_direction: Option<&'static str>,
    /// What whoever defines such a metric is told where no unit is known.
    pub on_unit: Option<&'static str>,
}

/// Whether a binding says the scale of its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakesScale {
    /// There is none.
    No,
    /// Only the usual one.
    Usual,
    /// Any.
    Any,
}

/// What one answer may be; never larger than a tally holds (10^12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerRange {
    /// A whole number on the scale.
    Whole,
    /// Any number on the scale.
    OnScale,
    /// No (0) or yes (1).
    YesNo,
    /// A number that is not negative.
    NotNegative,
    /// Any number.
    Any,
}

/// How answers are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// How often each whole answer was given.
    Answers,
    /// Hits among all.
    Share,
    /// Moments, and how many are clearly positive or negative.
    Polarity,
    /// Moments, and how often each number was met.
    Values,
    /// A sum.
    Sum,
}

/// What counts come to.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// Percent of answers that are hits: those from one to another, both included. [`share`](super::score::share).
    Share(fn(&Measure) -> (i32, i32)),
    /// Percent of answers from one up, less percent of those up to the other. [`nps`](super::score::nps).
    Net(fn(&Measure) -> (i32, i32)),
    /// The mean. [`mean`](super::score::mean).
    Mean,
    /// The sum, without an interval. [`sum`](super::score::sum).
    Sum,
}

/// What is told of numbers beside their mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantiles {
    /// Nothing.
    None,
    /// Their median.
    Median,
    /// Their median, instead of the mean, and the time nine of ten are done in.
    Time,
}

/// How many decimals are told at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// None.
    Whole,
    /// One of a value under 10.
    Share,
    /// So many that half the width of the interval has two significant digits, two at most.
    Scale,
    /// The same, where these digits are under 35.
    Size,
}

/// How far a value may change and still be called steady.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Steady {
    /// By so much.
    By(f64),
    /// By such a part of its scale.
    OneIn(f64),
    /// Nothing suggests it.
    Unknown,
}

/// What a metric is of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfCases {
    /// Nothing.
    Nothing,
    /// How many there are.
    Number,
    /// The share of which something holds: they went on, they are closed.
    Share,
    /// How long they take: its unit is one of time.
    Time,
}

/// What a metric reads of a column of comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfComments {
    /// Whether there is one.
    Presence,
    /// How it feels.
    Feeling,
}

/// Makes the kinds and their rows of one table.
macro_rules! kinds {
    ($($kind:ident = $doc:literal { $($field:ident: $value:expr),* $(,)? })*) => {
        /// How a metric is computed from answers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $(#[doc = $doc] $kind,)*
        }

        impl Kind {
            /// Every kind, in the order of the reference page.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// What it is.
            #[must_use]
            pub const fn row(self) -> &'static KindRow {
                match self {
                    $(Self::$kind => {
                        const ROW: &KindRow = &KindRow { doc: $doc, $($field: $value),* };
                        ROW
                    })*
                }
            }
        }
    };
}

kinds! {
    Nps = "Net Promoter Score: percent of 9-10 less percent of 0-6; adjusted Wald interval." {
        word: "nps", unit: "points", direction: HigherIsBetter, scale: (0, 10), takes_scale: TakesScale::Usual, n_top: None,
        answers: AnswerRange::Whole, storage: Storage::Answers, formula: Formula::Net(|_| (9, 6)),
        quantiles: Quantiles::None, digits: Precision::Whole, steady: Steady::By(2.0),
        of_cases: OfCases::Nothing, takes_funnel: false, of_comments: None,
        is_of_journey: true, asks_for: Some("a recommendation"), on_direction: None, on_unit: None,
    }
    Csat = "Customer satisfaction: percent of answers in the top two boxes of the scale; Wilson interval; the mean beside it." {
        word: "csat", unit: "%", direction: HigherIsBetter, scale: (1, 5), takes_scale: TakesScale::Any, n_top: Some(2),
        answers: AnswerRange::Whole, storage: Storage::Answers, formula: Formula::Share(|own| (own.top, own.scale.1)),
        quantiles: Quantiles::None, digits: Precision::Whole, steady: Steady::By(2.0),
        of_cases: OfCases::Nothing, takes_funnel: false, of_comments: None,
        is_of_journey: false, asks_for: Some("satisfaction"), on_direction: None, on_unit: None,
    }
    // On the usual 1-7 scale the easy answers are 5, 6 and 7.
    Ces = "Customer Effort Score 2.0: mean of 1-7, high is easy; t interval." {
        word: "ces", unit: "of 7", direction: HigherIsBetter, scale: (1, 7), takes_scale: TakesScale::Any, n_top: Some(3),
        answers: AnswerRange::Whole, storage: Storage::Answers, formula: Formula::Mean,
        quantiles: Quantiles::None, digits: Precision::Scale, steady: Steady::OneIn(50.0),
        of_cases: OfCases::Nothing, takes_funnel: false, of_comments: None,
        is_of_journey: false, asks_for: Some("ease"), on_direction: None, on_unit: None,
    }
    Sentiment = "Mean of scores from -1 to 1, supplied or scored from comments (VADER); t interval." {
        word: "sentiment", unit: "", direction: HigherIsBetter, scale: (-1, 1), takes_scale: TakesScale::Any, n_top: None,
        answers: AnswerRange::OnScale, storage: Storage::Polarity, formula: Formula::Mean,
        quantiles: Quantiles::None, digits: Precision::Scale, steady: Steady::OneIn(50.0),
        of_cases: OfCases::Nothing, takes_funnel: false, of_comments: Some(OfComments::Feeling),
        is_of_journey: false, asks_for: None, on_direction: None, on_unit: None,
    }
    Rate = "A share: a of b; Wilson interval." {
        word: "rate", unit: "%", direction: HigherIsBetter, scale: (0, 1), takes_scale: TakesScale::No, n_top: None,
        answers: AnswerRange::YesNo, storage: Storage::Share, formula: Formula::Share(|_| (1, 1)),
        quantiles: Quantiles::None, digits: Precision::Share, steady: Steady::By(2.0),
        of_cases: OfCases::Share, takes_funnel: true, of_comments: None,
        is_of_journey: false, asks_for: None,
        on_direction: Some("a higher share counts as better: else add better = \"lower\""), on_unit: None,
    }
    Amount = "A mean of numbers (money, items, points); t interval." {
        word: "amount", unit: "", direction: HigherIsBetter, scale: (0, 1), takes_scale: TakesScale::No, n_top: None,
        answers: AnswerRange::Any, storage: Storage::Values, formula: Formula::Mean,
        quantiles: Quantiles::Median, digits: Precision::Size, steady: Steady::Unknown,
        of_cases: OfCases::Nothing, takes_funnel: false, of_comments: None,
        is_of_journey: false, asks_for: None, on_direction: None,
        on_unit: Some("add unit = \"...\"; better = \"lower\" where less is better"),
    }
    Count = "A sum, without an interval." {
        word: "count", unit: "", direction: HigherIsBetter, scale: (0, 1), takes_scale: TakesScale::No, n_top: None,
        answers: AnswerRange::Any, storage: Storage::Sum, formula: Formula::Sum,
        quantiles: Quantiles::None, digits: Precision::Whole, steady: Steady::Unknown,
        of_cases: OfCases::Number, takes_funnel: false, of_comments: Some(OfComments::Presence),
        is_of_journey: false, asks_for: None, on_direction: None, on_unit: None,
    }
    Duration = "A time, told by its median." {
        word: "duration", unit: "", direction: LowerIsBetter, scale: (0, 1), takes_scale: TakesScale::No, n_top: None,
        answers: AnswerRange::NotNegative, storage: Storage::Values, formula: Formula::Mean,
        quantiles: Quantiles::Time, digits: Precision::Size, steady: Steady::Unknown,
        of_cases: OfCases::Time, takes_funnel: false, of_comments: None,
        is_of_journey: false, asks_for: None, on_direction: None,
        on_unit: Some("no name says in which unit it is: add unit = \"min\", \"h\" or \"days\""),
    }
}

impl Kind {
    /// What a number is taken for of which nothing is known: it stands for itself.
    pub const BARE: Self = Self::Count;

    /// The words of the format, each with its kind.
    pub const WORDS: [(&'static str, Self); Self::ALL.len()] = {
        let mut words = [("", Self::BARE); Self::ALL.len()];
        let mut idx = 0;
        while idx < words.len() {
            words[idx] = (Self::ALL[idx].row().word, Self::ALL[idx]);
            idx += 1;
        }
        words
    };

    /// The words of those of which something holds: `csat or ces`.
    ///
    /// * `article`: what stands before each, a blank after it.
    #[must_use]
    pub fn either(article: &str, holds: impl Fn(&KindRow) -> bool) -> String {
        let rows = Self::ALL.iter().map(|kind| kind.row()).filter(|row| holds(row));
        rows.map(|row| format!("{article}{}", row.word)).collect::<Vec<_>>().join(" or ")
    }

    /// The scale of the answers unless a binding says otherwise.
    #[must_use]
    pub const fn default_scale(self) -> (i32, i32) {
        self.row().scale
    }

    /// The fixed scale of strips and charts, in the unit shown; `None` where the data decide.
    #[must_use]
    pub fn range(self) -> Option<(f64, f64)> {
        let usual = Measure { kind: self, scale: self.default_scale(), top: self.default_scale().1 };
        usual.is_bounded().then(|| usual.bounds())
    }

    /// Is it an estimate, of which an interval says how sure it is? A plain count is what it is, however small.
    #[must_use]
    pub const fn is_estimate(self) -> bool {
        !matches!(self.row().formula, Formula::Sum)
    }

    /// Is it how people feel?
    #[must_use]
    pub const fn is_felt(self) -> bool {
        matches!(self.row().storage, Storage::Polarity)
    }

    /// Is it the share of some answers among all?
    #[must_use]
    pub const fn is_share(self) -> bool {
        matches!(self.row().formula, Formula::Share(_))
    }

    /// Is it the share of some answers less that of others: would people recommend it?
    #[must_use]
    pub const fn is_net(self) -> bool {
        matches!(self.row().formula, Formula::Net(_))
    }

    /// Is it the mean of answers on a scale that people are asked for?
    #[must_use]
    pub const fn is_mean_of_scale(self) -> bool {
        matches!(self.row().formula, Formula::Mean) && self.row().asks_for.is_some()
    }

    /// Is it a time? Then its unit is one.
    #[must_use]
    pub fn is_time(self) -> bool {
        self.row().of_cases == OfCases::Time
    }

    /// Is it told of which cases something holds, or how long they take?
    #[must_use]
    pub fn is_of_some_cases(self) -> bool {
        matches!(self.row().of_cases, OfCases::Share | OfCases::Time)
    }

    /// Does it read so much of comments?
    #[must_use]
    pub fn reads_comments(self, what: OfComments) -> bool {
        self.row().of_comments == Some(what)
    }
}

impl Formula {
    /// The values that say "nobody" and "everybody", in the unit shown; `None` where none do.
    #[must_use]
    pub const fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Self::Share(_) => Some((0.0, 100.0)),
            Self::Net(_) => Some((-100.0, 100.0)),
            Self::Mean | Self::Sum => None,
        }
    }
}

#[cfg(test)]
mod tests;
