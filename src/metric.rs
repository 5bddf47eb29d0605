//! Floor 0: what is measured and how sure one can be.
//!
//! Responsible for the catalog of metrics, the counts a reading keeps, the reading itself
//! (value, n, interval), calendar periods and the verdict on a change. Knows nothing of
//! journeys, files or screens. One invariant: a reading without answers does not exist.

pub mod catalog;
pub mod change;
pub mod digits;
pub mod family;
mod fixed;
pub mod gate;
pub mod interval;
pub mod joint;
pub mod kinds;
pub mod median;
pub mod people;
pub mod period;
pub mod reading;
pub mod scan;
pub mod score;
pub mod series;
mod small;
pub mod tally;
pub mod trend;
mod twofold;
pub mod unit;
#[cfg(test)]
mod vectors;

pub use catalog::{Direction, Measure, Metric};
pub use change::{Comparison, Verdict};
pub use digits::Digits;
pub use gate::{Crowd, Disclosed, Gate, Gated, Limits, Withheld};
pub use interval::Interval;
pub use joint::{AnswerScale, JointCounts, JointSeries};
pub use kinds::Kind;
pub use median::Median;
pub use people::{Answerers, People, SharedSums, Together, Worth};
pub use period::{Grain, Period};
pub use reading::{Basis, Estimate, Headline, Reading, Sample, Weighing};
pub use scan::Break;
pub use series::Series;
pub use small::{Small, SmallKind};
pub use tally::{Batch, Tally, Weight};
pub use trend::{Course, Trend};
