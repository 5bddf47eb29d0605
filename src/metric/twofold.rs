//! Numbers of twice the digits of a float, so that what is left of a difference of large sums is not rounding.
//! Invariant: the second part is what the first lost.

/// A float and what it lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Twofold {
    most: f64,
    rest: f64,
}

impl Twofold {
    /// Of two numbers.
    ///
    /// Source: Knuth, The Art of Computer Programming 2, 4.2.2 (theorem B).
    pub(super) fn sum(one: f64, other: f64) -> Self {
        let most = one + other;
        let part = most - one;
        Self { most, rest: (one - (most - part)) + (other - part) }
    }

    /// Of two numbers, as exact as their product can be held.
    pub(super) fn product(one: f64, other: f64) -> Self {
        let most = one * other;
        Self { most, rest: one.mul_add(other, -most) }
    }

    /// Both together.
    pub(super) fn plus(self, other: Self) -> Self {
        let sum = Self::sum(self.most, other.most);
        Self::sum(sum.most, sum.rest + self.rest + other.rest)
    }

    /// So many times this.
    pub(super) fn times(self, other: f64) -> Self {
        let product = Self::product(self.most, other);
        Self::sum(product.most, self.rest.mul_add(other, product.rest))
    }

    /// Both parts.
    pub(super) const fn parts(self) -> [f64; 2] {
        [self.most, self.rest]
    }

    /// As a float.
    pub(super) const fn real(self) -> f64 {
        self.most
    }
}

/// Σw(x - m)² of Σw, Σwx and Σwx², for any m.
pub(super) fn around(m: f64, [w, wx, wxx]: [Twofold; 3]) -> f64 {
    let [square, rest] = Twofold::product(m, m).parts();
    let squares = w.times(square).plus(w.times(rest));
    wxx.plus(wx.times(-2.0 * m)).plus(squares).real().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::vectors::near;

    #[test]
    fn what_a_float_loses_is_kept() {
        assert_eq!(Twofold::sum(1e20, 1.0).plus(Twofold::sum(-1e20, 0.0)).real().to_bits(), 1.0_f64.to_bits());
        // (10^9 + 1)² = 10^18 + 2 x 10^9 + 1
        let square = Twofold::product(1e9 + 1.0, 1e9 + 1.0);
        assert_eq!(square.plus(Twofold::sum(-1e18, -2e9)).real().to_bits(), 1.0_f64.to_bits());
        assert_eq!(square.times(3.0).plus(Twofold::sum(-3e18, -6e9)).real().to_bits(), 3.0_f64.to_bits());
    }

    #[test]
    fn a_small_spread_far_from_zero_is_known() {
        // 10^9 - 1, 10^9 and 10^9 + 1, each of weight 1.
        let squares = [1e9 - 1.0, 1e9, 1e9 + 1.0].map(|x| Twofold::product(x, x));
        let wxx = squares.into_iter().reduce(Twofold::plus).expect("three");
        near(around(1e9, [Twofold::sum(3.0, 0.0), Twofold::sum(3e9, 0.0), wxx]), 2.0);
    }
}
