//! The counts a reading keeps. Must not keep rows. Invariant: tallies add up, in any order,
//! to the same digits (sums are fixed point).

use std::collections::BTreeMap;

/// Counts of the answers of one binding in one period.
#[derive(Clone, Debug, PartialEq)]
pub enum Tally {
    /// How often each whole answer `low..` was given.
    Answers {
        /// The lowest answer.
        low: i32,
        /// The lowest answer that is a hit (CSAT, CES).
        top: i32,
        /// Count of `low`, `low + 1`, ...
        counts: Vec<u64>,
    },
    /// Moments of numbers, in millionths, and how often each value was met (four significant digits).
    Numbers {
        /// How many.
        n: u64,
        /// Sum in millionths.
        sum: i128,
        /// Sum of squares in millionths of millionths; `i128::MAX` where the spread is not known.
        squares: i128,
        /// Value in millionths, rounded to four significant digits, and its count.
        values: BTreeMap<i64, u64>,
    },
    /// Promoters and detractors of scores that came without their answers.
    Groups {
        /// Promoters.
        promoters: u64,
        /// Detractors.
        detractors: u64,
        /// How many answers.
        n: u64,
    },
    /// Hits among n.
    Share {
        /// How many of n.
        hits: u64,
        /// How many.
        n: u64,
    },
    /// A sum of n rows, in millionths.
    Sum {
        /// How many rows.
        n: u64,
        /// Their sum in millionths.
        sum: i128,
    },
}
