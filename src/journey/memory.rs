//! What somebody is likely to remember of a journey: not its mean, but its strongest moment and its end (Kahneman 1993).
//! It is a model of memory, and no score.

use std::cmp::Reverse;

/// A journey as it was felt, and as it is likely to be remembered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// The mean of all emotions.
    pub mean: f64,
    /// The one farthest from 0; of equals the worse, then the later.
    pub peak: Felt,
    /// The last one.
    pub end: Felt,
}

/// One emotion of a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Felt {
    /// Its position among those that were given, with those that nobody knows.
    pub nth: usize,
    /// From -2 to 2.
    pub emotion: i8,
}

impl Memory {
    /// The memory of emotions in the order in which they are felt; `None` where nobody knows a single one. Those that
    /// nobody knows are passed by.
    #[must_use]
    pub fn of(emotions: impl IntoIterator<Item = Option<i8>>) -> Option<Self> {
        let all = emotions.into_iter().enumerate();
        let known: Vec<Felt> = all.filter_map(|(nth, own)| Some(Felt { nth, emotion: own? })).collect();
        let end = *known.last()?;
        let peak = *known.iter().max_by_key(|own| (own.emotion.unsigned_abs(), Reverse(own.emotion), own.nth))?;
        let sum: f64 = known.iter().map(|own| f64::from(own.emotion)).sum();
        let n = u32::try_from(known.len()).unwrap_or(u32::MAX);
        Some(Self { mean: sum / f64::from(n), peak, end })
    }

    /// Halfway between the strongest moment and the end.
    #[must_use]
    pub fn peak_end(&self) -> f64 {
        f64::midpoint(f64::from(self.peak.emotion), f64::from(self.end.emotion))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_moment_and_the_end_stay() {
        let cases = [
            ("a family at the airport", &[-1, -1, 0, -2, -1, 0, 0][..], -5.0 / 7.0, (3, -2), 0, -1.0),
            ("of equals the worse", &[2, -2, 1][..], 1.0 / 3.0, (1, -2), 1, -0.5),
            ("of equals the later", &[-2, 0, -2, 1][..], -0.75, (2, -2), 1, -0.5),
            ("the end is the peak", &[0, 1, 2][..], 1.0, (2, 2), 2, 2.0),
            ("nothing is felt", &[0, 0][..], 0.0, (1, 0), 0, 0.0),
            ("one moment", &[-1][..], -1.0, (0, -1), -1, -1.0),
        ];
        for (name, emotions, mean, (nth, emotion), end, peak_end) in cases {
            let own = Memory::of(emotions.iter().copied().map(Some)).expect("emotions");
            assert!((own.mean - mean).abs() < 1e-12, "{name}: {}", own.mean);
            assert_eq!((own.peak, own.end.emotion), (Felt { nth, emotion }, end), "{name}");
            assert!((own.peak_end() - peak_end).abs() < 1e-12, "{name}: {}", own.peak_end());
        }
    }

    #[test]
    fn what_nobody_knows_is_passed_by() {
        let own = Memory::of([None, Some(2), None, Some(-1), None]).expect("emotions");
        assert_eq!((own.peak.nth, own.end.nth), (1, 3));
        assert!((own.mean - 0.5).abs() < 1e-12);
        assert_eq!(Memory::of([None, None]), None);
        assert_eq!(Memory::of([]), None);
    }
}
