//! Where a value stands on the fixed scale of its metric: a dot with its interval on a rail, which has no foot, so that a
//! scale that does not begin at zero misleads nobody.

use super::brush::Brush;
use super::fold::Field;
use super::theme::Role;
use crate::app::view::Rail;

/// The columns of a rail.
pub(super) const COLUMNS: u16 = 14;

/// Paints a rail over a field.
pub(super) fn paint(brush: &mut Brush<'_>, field: Field, rail: &Rail) {
    // A scale runs from left to right, as its name does.
    let (mut brush, field) = brush.forward(field);
    brush.fill(field, brush.glyphs.dotted, Role::Rule);
    let [low, value, high] = [rail.low, rail.value, rail.high].map(|share| at(share, field.width));
    brush.fill(field.skip(low).first(high + 1 - low.min(high)), brush.glyphs.whiskers[1], Role::Dim);
    brush.sign(field.skip(value).first(1), brush.glyphs.value, Role::Text);
}

/// The column of a share of a rail.
fn at(share: f64, width: u16) -> u16 {
    let last = width.saturating_sub(1);
    (0..last).find(|column| f64::from(*column) + 0.5 > share.clamp(0.0, 1.0) * f64::from(last)).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_rail_are_its_ends() {
        let columns = [0.0, 0.49, 0.51, 1.0, 7.0, -3.0].map(|share| at(share, 11));
        assert_eq!(columns, [0, 5, 5, 10, 10, 0]);
        assert_eq!(at(0.5, 0), 0);
    }
}
