//! Is a number where it is to be?
//! Invariant: what an interval does not tell is `CannotTell`, however near the value is.

use super::{Direction, Interval};

/// How a number stands to what it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attainment {
    /// The whole interval lies on the good side.
    Reached,
    /// The target lies within it.
    CannotTell,
    /// The whole interval lies on the other side.
    Short,
}

/// How a number stands to a target.
///
/// * Input: the 95 % interval of the number, the target in its unit, and which way is better.
/// * Output: reached, short, or that one cannot tell.
/// * Formula: where higher is better: reached where low >= target, short where high < target; else the other way around.
/// * Undefined never: an interval is all it takes.
/// * Source: none needed.
#[must_use]
pub fn attainment(interval: Interval, target: f64, direction: Direction) -> Attainment {
    let (is_good, is_short) = match direction {
        Direction::HigherIsBetter => (interval.low >= target, interval.high < target),
        Direction::LowerIsBetter => (interval.high <= target, interval.low > target),
    };
    match (is_good, is_short) {
        (true, _) => Attainment::Reached,
        (_, false) => Attainment::CannotTell,
        _ => Attainment::Short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_interval_tells() {
        let interval = Interval { low: 40.0, high: 50.0 };
        let of = |target| attainment(interval, target, Direction::HigherIsBetter);
        assert_eq!(
            [of(40.0), of(45.0), of(50.0), of(50.1)].map(|own| own == Attainment::Reached),
            [true, false, false, false]
        );
        assert_eq!([of(45.0), of(50.0), of(50.1)], [Attainment::CannotTell, Attainment::CannotTell, Attainment::Short]);
        let of = |target| attainment(interval, target, Direction::LowerIsBetter);
        assert_eq!([of(50.0), of(45.0), of(39.0)], [Attainment::Reached, Attainment::CannotTell, Attainment::Short]);
    }
}
