//! What was found of two personas: where one has it worse, why some places are not compared, and the same for programs.
//! Invariant: what is not compared has a reason.

use super::contrast::{against, alone, compared};
use super::matter::Analysis;
use super::record::{AnalysisData, Datum, Facts, gated, lacking};
use crate::metric::{Comparison, Gated, Metric, Period, Verdict};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PersonaPair {
    pub metric: Option<Metric>,
    /// The two, or why there are none.
    pub found: Result<PeopleFound, Unpaired>,
}

/// Two personas by all touchpoints.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PeopleFound {
    /// The one that is looked at, and the one beside.
    pub sides: [PersonaSide; 2],
    /// May some be both?
    pub overlap: Overlap,
    /// The journey's first metric, which is judged alone.
    pub whole: Option<PeopleRow>,
    /// Every touchpoint that is measured, in the order of the map.
    pub rows: Vec<PeopleRow>,
}

/// One of two personas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonaSide {
    pub id: String,
    pub name: String,
    /// How many people answered at the least; `None` where that is not known or not told.
    pub n_people: Option<u64>,
}

/// Two personas at one place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PeopleRow {
    /// Ids; the journey where there is no stage.
    pub stage: Option<String>,
    pub touchpoint: Option<String>,
    /// What both are called.
    pub names: (Option<String>, Option<String>),
    pub metric: Metric,
    pub period: Period,
    /// The one before it in which either answered.
    pub before: Option<Period>,
    /// What each says; `None` where none of them answered.
    pub sides: [Option<Gated>; 2],
    /// How each changed since the period before, among its own.
    pub moved: [Option<Comparison>; 2],
    /// The one that is looked at less the one beside; `None` where they are not compared.
    pub difference: Option<Comparison>,
    /// How many are both.
    pub n_both: u64,
    /// From how many answers on they are compared.
    pub few: u64,
}

/// Are some of the people both?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overlap {
    /// A column says that nobody is.
    Nobody,
    /// Their answers are still being read.
    Unread,
    /// They were counted place by place.
    Counted,
}

/// Why there are no two personas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpaired {
    /// Fewer than two personas have a segment.
    NoTwo,
    /// There is no such persona with a segment, or it is the same.
    NotThat,
    /// Only some rows count.
    Narrowed,
    /// Nothing is measured at touchpoints.
    NoMetric,
}

impl Unpaired {
    /// In words, and what would make it otherwise.
    #[must_use]
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::NoTwo => {
                "fewer than two personas have a segment: `segment = { column = \"value\" }` says which rows are theirs"
            }
            Self::NotThat => "the persona beside has no segment of its own: no rows are theirs",
            Self::Narrowed => "two personas are compared by all of their rows, not with `--where`",
            Self::NoMetric => "nothing is measured at touchpoints",
        }
    }
}

impl PeopleRow {
    /// Which of the two has it worse, beyond chance.
    #[must_use]
    pub(crate) fn worse(&self) -> Option<usize> {
        let is_good = self.difference?.verdict.is_good(self.metric.direction)?;
        Some(usize::from(is_good))
    }

    /// Why they are not compared; `None` where they are.
    #[must_use]
    pub(crate) fn lack(&self, overlap: Overlap) -> Option<String> {
        if self.difference.is_some() {
            return None;
        }
        let known = || self.sides.iter().flatten();
        if let Some(withheld) = known().find_map(Gated::withheld) {
            return Some(withheld.to_string());
        }
        if known().count() < self.sides.len() {
            return Some("no answers of one of them".to_owned());
        }
        let least = known().map(Gated::n).min().unwrap_or(0);
        Some(match overlap {
            _ if least < self.few => format!("n {least}: too few to compare"),
            Overlap::Unread => "who is both is being read".to_owned(),
            _ if self.n_both > 0 => format!("{} answers are of people who are both: not compared", self.n_both),
            _ => "cannot be compared".to_owned(),
        })
    }
}

impl Analysis for PersonaPair {
    fn data(&self) -> AnalysisData {
        let record = Facts::default().with("metric", self.metric.as_ref().map(|own| own.id.clone()));
        let found = match &self.found {
            Ok(found) => found,
            Err(why) => {
                let record = record.with("reason", why.words()).with("people", Datum::List(Vec::new()));
                return AnalysisData { rows: "people", record };
            }
        };
        let [one, other] = &found.sides;
        let record = record
            .with("persona", found.side(one))
            .with("beside", found.side(other))
            .with("whole", found.whole.as_ref().map(|own| found.row(own)))
            .with("people", found.rows.iter().map(|own| found.row(own)).collect::<Vec<Facts>>());
        AnalysisData { rows: "people", record }
    }
}

impl PeopleFound {
    /// At how many touchpoints the two are compared.
    #[must_use]
    pub(crate) fn n_compared(&self) -> usize {
        self.rows.iter().filter(|own| own.difference.is_some()).count()
    }

    fn side(&self, own: &PersonaSide) -> Facts {
        let n_worse = self.rows.iter().filter(|row| self.worse(row) == Some(&own.id)).count();
        Facts::default()
            .with("id", own.id.as_str())
            .with("name", own.name.as_str())
            .with("people_at_least", own.n_people)
            .with("worse_at", n_worse)
    }

    fn worse(&self, row: &PeopleRow) -> Option<&String> {
        self.sides.get(row.worse()?).map(|own| &own.id)
    }

    fn row(&self, row: &PeopleRow) -> Facts {
        let unit = row.metric.unit.as_str();
        let [one, other] = &row.sides;
        let side = |own: &Option<Gated>| own.as_ref().map_or_else(|| lacking("no answers"), |own| gated(own, unit));
        let verdict = row.difference.map_or(Verdict::CannotTell, |own| own.verdict);
        let note = row.lack(self.overlap).or_else(|| alone(row.difference.as_ref()?));
        let record = Facts::default()
            .with("stage", row.stage.clone())
            .with("stage_name", row.names.0.clone())
            .with("touchpoint", row.touchpoint.clone())
            .with("touchpoint_name", row.names.1.clone())
            .with("metric", row.metric.id.as_str())
            .with("period", row.period.label())
            .with("period_before", row.before.map(|own| own.label()))
            .with("persona", side(one))
            .with("beside", side(other));
        let [moved, moved_beside] = &row.moved;
        compared(record, row.difference.as_ref())
            .with("worse", self.worse(row).cloned())
            .with("verdict", against(verdict))
            .with("both", row.n_both)
            .with("persona_moved", compared(Facts::default(), moved.as_ref()))
            .with("beside_moved", compared(Facts::default(), moved_beside.as_ref()))
            .with("note", note)
    }
}
