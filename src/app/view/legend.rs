//! What every sign on the screen means. A row here is a sign of the legend; how it looks is in `ui::legend`.

/// Makes the signs and the legend from one list, so that no sign lacks a meaning.
macro_rules! signs {
    ($( $sign:ident $means:literal )*) => {
        /// A sign on the screen, whatever it looks like on this terminal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Sign {
            $( #[doc = $means] $sign, )*
        }

        /// Every sign with what it means, in the order in which they are explained.
        pub(crate) const LEGEND: &[(Sign, &str)] = &[$( (Sign::$sign, $means), )*];
    };
}

#[rustfmt::skip]
signs! {
    Worst       "The worst of its list, as far as it can be told from the others"
    Fell        "Fell, by more than chance"
    Rose        "Rose, by more than chance"
    Margin      "Half of its 95 % interval: so much to either side"
    LeftOut     "So many answers were left out: the detail says why"
    Unweighted  "Counted without the weights of the answers, and not compared with others"
    Unmeasured  "Nothing was measured here"
    Value       "A value: of a touchpoint on the curve, of a row on its rail"
    Interval    "The 95 % interval of that value"
    Before      "What that value was before, where its interval now does not hold that"
    Shipped     "Something was shipped there, in a strip, a chart or among dots"
    Strip       "A period around its row's own average; bright where its interval does not hold that"
    NotAsked    "A period in which nobody was asked"
    Few         "Too few answers to be relied on"
    Emotion     "Emotion or sentiment: very bad, bad, neither, good, very good"
    Assumed     "The same where only its author says so: a hollow dot, or a mark in brackets"
    Severity    "How much a pain point hurts, from 1 to 5: 3, 4 and 5 are marked"
    Truth       "A moment of truth: it decides whether the customer stays"
    Chart       "A period of the chart, from the bottom of the scale up"
    Below       "A period of the chart below zero"
    Goal        "The goal, in a chart"
    Wrong       "Something is wrong: the file, a source, or what is typed"
    Remark      "By the way: findings, questions, a standup"
    Selected    "The keys act on this row"
    More        "There is more on this side"
    Cut         "There is more text than room; in a strip, a period that is not over"
    News        "Others changed it since you looked"
    Done        "Done with, in a standup"
    Standing    "A goal: missed, not reached, cannot be told, reached"
    Walked      "A touchpoint of a walk: behind, here, ahead"
    Times       "So many of them"
    Removed     "A line that is no longer there, where texts are compared"
}

impl Sign {
    /// No sign takes more columns.
    pub(crate) const WIDEST: usize = 11;
}
