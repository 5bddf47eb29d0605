//! Floor 0: what is measured and how sure one can be.
//!
//! Responsible for the catalog of metrics, the counts a reading keeps, the reading itself
//! (value, n, interval), calendar periods and the verdict on a change. Knows nothing of
//! journeys, files or screens. One invariant: a reading without answers does not exist.

pub mod catalog;
pub mod change;
pub mod course;
pub mod digits;
pub mod drivers;
pub mod family;
mod fixed;
pub mod funnel;
pub mod gate;
pub mod homogeneity;
pub mod interval;
pub mod joint;
pub mod kinds;
pub mod median;
pub mod mix;
pub mod objective;
pub mod omnibus;
pub mod people;
pub mod period;
pub mod power;
pub mod promised;
pub mod rate_ratio;
pub mod reading;
pub mod scan;
pub mod score;
pub mod series;
pub mod shipping;
pub mod signal;
mod small;
pub mod tally;
pub mod trend;
mod twofold;
pub mod unit;
#[cfg(test)]
mod vectors;

pub use catalog::{Direction, Margin, Measure, Metric};
pub use change::{Comparison, Verdict};
pub use course::{Course, Passage};
pub use digits::Digits;
pub use drivers::{Correlation, DriverMedians, FixOrder, PlaceRange, Quadrant};
pub use funnel::{Leaks, StepCounts};
pub use gate::drivers::Unrelated;
pub use gate::funnel::{DisclosedFunnel, DisclosedStep, NowAndBefore, StepSeries};
pub use gate::groups::{GroupCounts, GroupTold, GroupsTold};
pub use gate::{Crowd, Disclosed, Gate, Gated, Limits, Withheld};
pub use homogeneity::Homogeneity;
pub use interval::Interval;
pub use joint::{AnswerScale, JointCounts, JointSeries};
pub use kinds::Kind;
pub use median::Median;
pub use mix::{Contribution, MixOrReal};
pub use objective::Attainment;
pub use people::{Answerers, People, SharedSums, Together, Worth};
pub use period::{Grain, Period};
pub use promised::PromiseVerdict;
pub use rate_ratio::RateRatio;
pub use reading::{Basis, Estimate, Headline, Reading, Sample, Weighing};
pub use scan::Break;
pub use series::Series;
pub use shipping::{BeforeAfter, DaySpan, Season, Shift, ShipWindows, SidePair, Unsaid};
pub use signal::{ControlChart, Signal, SignalRule};
pub use small::{Small, SmallKind};
pub use tally::{Batch, Tally, Weight};
pub use trend::Trend;
