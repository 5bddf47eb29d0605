//! The axis of a plot: round numbers in even steps, and as many rows a step as fit.

use crate::app::view::TimelineValue;
use crate::text::{Plain, numeral};

/// The axis of a plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Axis {
    /// The value of the first row.
    top: f64,
    /// Between two ticks.
    step: f64,
    rows_a_step: u16,
    pub(in crate::ui) n_rows: u16,
}

impl Axis {
    /// The axis from one value to another that shows most of what differs in that many rows; `None` where those are too
    /// few.
    pub(in crate::ui) fn of((low, high): (f64, f64), most_rows: u16) -> Option<Self> {
        let (low, high) = if high > low { (low, high) } else { (low - 1.0, high + 1.0) };
        let power = (high - low).log10().floor();
        let steps = [-2.0, -1.0, 0.0, 1.0].map(|more| 10_f64.powf(power + more));
        let steps = steps.into_iter().flat_map(|power| [1.0, 2.0, 5.0].map(|times| times * power));
        let of = |step: f64, rows_a_step: u16| {
            let (bottom, top) = ((low / step).floor(), (high / step).ceil());
            let n_rows = (top - bottom).mul_add(f64::from(rows_a_step), 1.0);
            let fits = n_rows <= f64::from(most_rows);
            fits.then(|| Self { top: top * step, step, rows_a_step, n_rows: whole(n_rows) })
        };
        let all = steps.flat_map(|step| [2, 3, 4, 5].map(|rows| of(step, rows))).flatten();
        all.max_by(|one, other| one.fineness().total_cmp(&other.fineness()))
    }

    /// Rows for a unit of the metric.
    fn fineness(&self) -> f64 {
        f64::from(self.rows_a_step) / self.step
    }

    /// The row of a value; what lies beyond stands at the end.
    pub(in crate::ui) fn row(&self, value: f64) -> u16 {
        let row = ((self.top - value) * self.fineness()).round();
        whole(row).min(self.n_rows.saturating_sub(1))
    }

    /// `80`, `0.25`, `50M`: a tick with as many decimals as tell it from the next, and no more digits than there is room
    /// for.
    pub(in crate::ui) fn label(&self, value: f64) -> Plain {
        let (unit, sign) = match self.step {
            step if step >= 1e9 => (1e9, "G"),
            step if step >= 1e6 => (1e6, "M"),
            step if step >= 1e3 => (1e3, "k"),
            _ => (1.0, ""),
        };
        let tenths = [1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5];
        let n_decimals = tenths.iter().position(|own| self.step / unit >= *own * (1.0 - 1e-9)).unwrap_or(tenths.len());
        format!("{}{sign}", numeral::number(value / unit, n_decimals)).into()
    }

    /// The row and the value of every tick, from the top.
    pub(in crate::ui) fn ticks(&self) -> impl Iterator<Item = (u16, f64)> {
        let Self { top, step, rows_a_step, n_rows, .. } = *self;
        (0..n_rows).step_by(usize::from(rows_a_step)).map(move |row| {
            let value = top - f64::from(row / rows_a_step) * step;
            (row, if value.abs() < step / 1e6 { 0.0 } else { value })
        })
    }
}

/// The lowest and the highest that is drawn; `None` where nothing was measured.
pub(in crate::ui) fn ends<'v>(values: impl IntoIterator<Item = &'v TimelineValue>) -> Option<(f64, f64)> {
    let of = |own: &TimelineValue| {
        let (low, high) = own.interval.unwrap_or((own.value, own.value));
        let before = own.before.unwrap_or(own.value);
        (low.min(before), high.max(before))
    };
    let all = values.into_iter().map(of);
    all.filter(|(low, high)| low.is_finite() && high.is_finite()).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and a few hundred")]
fn whole(number: f64) -> u16 {
    number.clamp(0.0, 10_000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(values: &[f64], n_rows: u16) -> Axis {
        let of = |value: &f64| TimelineValue { value: *value, ..TimelineValue::default() };
        let values: Vec<TimelineValue> = values.iter().map(of).collect();
        Axis::of(ends(&values).expect("values"), n_rows).expect("an axis")
    }

    fn ticks(axis: &Axis) -> Vec<f64> {
        axis.ticks().map(|(_, value)| value).collect()
    }

    #[test]
    fn ticks_are_round_and_even() {
        let fifteen = axis(&[52.0, 89.0], 15);
        assert_eq!((ticks(&fifteen), fifteen.n_rows), (vec![90.0, 80.0, 70.0, 60.0, 50.0], 13));
        assert_eq!(ticks(&axis(&[-0.3, 0.42], 12)), [0.5, 0.0, -0.5]);
        assert_eq!(ticks(&axis(&[5.0], 9)).len() % 2, 1, "one value has room on both sides");
        assert_eq!(ends(&[]), None);
    }

    #[test]
    fn a_value_stands_at_its_tick_and_within_the_plot() {
        let own = axis(&[52.0, 89.0], 15);
        for (row, value) in own.ticks() {
            assert_eq!(own.row(value), row);
        }
        assert_eq!((own.row(1e9), own.row(-1e9)), (0, own.n_rows - 1));
    }
}
