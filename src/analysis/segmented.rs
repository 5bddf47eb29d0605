//! What was found of the values of a column: what may be told of each, why some are not judged, and whether other people came.
//! Invariant: what is not told has a reason.

use super::contrast::{against, alone, compared, contribution, omnibus};
use super::matter::Analysis;
use super::places::SegmentPlace;
use super::record::{AnalysisData, Datum, Facts, gated, lacking, reading};
use crate::metric::mix::{Contribution, MixOrReal};
use crate::metric::{Comparison, Gated, GroupTold, GroupsTold, Metric, Period, Verdict};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segments {
    /// The column.
    pub column: Option<String>,
    /// The stage and the touchpoint, by id; the journey where there is none.
    pub at: Option<(String, String)>,
    pub metric: Option<Metric>,
    /// The groups, or why there are none.
    pub found: Result<SegmentsFound, Unsegmented>,
    /// The same at every touchpoint, where the journey is looked at.
    pub places: Vec<SegmentPlace>,
}

/// The values of a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SegmentsFound {
    /// The earlier period, where there is one, and the later.
    pub periods: (Option<Period>, Period),
    /// Each value that has answers in either, the most frequent first.
    pub values: Vec<String>,
    /// What may be told of them, in that order.
    pub told: GroupsTold,
    /// How many answers have no value in the column, in either period.
    pub n_outside: (u64, u64),
    /// From how many answers on a value is judged.
    pub few: u64,
}

/// Why there are no groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unsegmented {
    /// No source names a column that tells people apart.
    NoColumn,
    /// There is no such touchpoint, or nothing is measured there.
    NoPlace,
    /// A plain count has no interval.
    NoInterval,
    /// The sources are still being read.
    Unread,
    /// The column has more values than are told apart.
    TooMany,
    /// The answers come from files that have no such column.
    NotThere,
    /// Nobody answered in these periods.
    NoAnswers,
}

/// What is said of why a whole changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MixVerdict {
    /// The same people say otherwise.
    SamePeople,
    /// Other people came.
    OtherPeople,
    /// Both.
    Both,
    CannotTell,
}

/// Why a value is hidden in a period. How many answers it has is not said: less those of others it would tell theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HiddenFor {
    /// Fewer answers than this.
    Few(u64),
    /// So that fewer than this of others are not told.
    Others(u64),
    /// Of fewer than this in the other period.
    OtherPeriod(u64),
}

impl HiddenFor {
    /// `None` of what is told.
    #[must_use]
    pub(crate) fn of(own: &Gated) -> Option<Self> {
        let withheld = own.withheld()?;
        let limit = withheld.limit();
        Some(match (own.n() < limit, withheld.is_for_others()) {
            (true, _) => Self::Few(limit),
            (false, true) => Self::Others(limit),
            (false, false) => Self::OtherPeriod(limit),
        })
    }

    /// In words.
    #[must_use]
    pub(crate) fn words(self) -> String {
        match self {
            Self::Few(limit) => format!("hidden: fewer than {limit} answers"),
            Self::Others(limit) => format!("hidden: beside it fewer than {limit} answers of others could be told"),
            Self::OtherPeriod(limit) => format!("hidden: fewer than {limit} answers in the other period"),
        }
    }
}

/// What is told of a value in a period, as a record; else why it is not.
pub(super) fn told(own: Option<&Gated>, unit: &str) -> Facts {
    match own.map(|own| (own, HiddenFor::of(own))) {
        None => lacking("no answers"),
        Some((_, Some(why))) => lacking(&why.words()),
        Some((own, None)) => gated(own, unit),
    }
}

impl Unsegmented {
    /// In words, and what would make it otherwise.
    #[must_use]
    pub(crate) fn words(&self, column: Option<&str>) -> String {
        let column = column.unwrap_or("the column");
        match self {
            Self::NoColumn => {
                "no source names a column under `segments`: `segments = [\"device\"]` of a source tells people apart"
                    .to_owned()
            }
            Self::NoPlace => "nothing is measured there".to_owned(),
            Self::NoInterval => "a count, not compared".to_owned(),
            Self::Unread => "the sources are being read".to_owned(),
            Self::TooMany => format!("{column} has too many values to tell them apart"),
            Self::NotThere => format!("the answers come from a file without the column {column}"),
            Self::NoAnswers => "no answers in these periods".to_owned(),
        }
    }
}

impl MixVerdict {
    /// By which of the two parts is beyond chance.
    #[must_use]
    pub(crate) fn of(own: &MixOrReal) -> Self {
        // What goes against the whole did not bring it where it is.
        let is_part = |part: &Contribution| part.is_sure() && part.value * own.total > 0.0;
        match (is_part(&own.within), is_part(&own.mix)) {
            // A part of a tenth is not what it is about.
            (true, true) if own.mix.value.abs() < 0.1 * own.total.abs() => Self::SamePeople,
            (true, true) if own.within.value.abs() < 0.1 * own.total.abs() => Self::OtherPeople,
            (true, true) => Self::Both,
            (true, false) => Self::SamePeople,
            (false, true) => Self::OtherPeople,
            (false, false) => Self::CannotTell,
        }
    }

    /// In words: `the same people`.
    #[must_use]
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::SamePeople => "the same people",
            Self::OtherPeople => "other people came",
            Self::Both => "the same people, and other people came",
            Self::CannotTell => "cannot tell",
        }
    }
}

impl SegmentsFound {
    /// Each value with what may be told of it. Those of so few that nothing may be are not named: a value can be somebody's
    /// name.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &GroupTold)> {
        let all = self.values.iter().map(String::as_str).zip(&self.told.groups);
        all.filter(|(_, own)| {
            let sides = || [own.before, own.after].into_iter().flatten();
            let limit = sides().find_map(|own| own.withheld()).map_or(0, |own| own.limit());
            sides().any(|own| own.n() >= limit)
        })
    }

    /// Is there an earlier period?
    #[must_use]
    pub(crate) const fn is_change(&self) -> bool {
        self.periods.0.is_some()
    }

    /// What is compared of a value: how it changed, or where there is one period how it stands to the rest.
    #[must_use]
    pub(crate) fn compared<'t>(&self, own: &'t GroupTold) -> Option<&'t Comparison> {
        if self.is_change() { own.change.as_ref() } else { own.against_rest.as_ref() }
    }

    /// How many values are compared.
    #[must_use]
    pub(crate) fn n_compared(&self) -> usize {
        self.rows().filter(|(_, own)| self.compared(own).is_some()).count()
    }

    /// The same of all of them, to be judged anew.
    pub(super) fn compared_mut(&mut self) -> impl Iterator<Item = &mut Comparison> {
        let is_change = self.is_change();
        let all = self.told.groups.iter_mut();
        all.filter_map(move |own| if is_change { own.change.as_mut() } else { own.against_rest.as_mut() })
    }

    /// In which period the reason lies that a value is hidden for, and the reason; `None` where it is not hidden.
    #[must_use]
    pub(crate) fn hidden(&self, own: &GroupTold) -> Option<(Period, HiddenFor)> {
        let (before, after) = self.periods;
        let sides = [(before, own.before), (Some(after), own.after)].into_iter();
        let told: Vec<(Period, HiddenFor)> =
            sides.filter_map(|(period, own)| Some((period?, HiddenFor::of(own.as_ref()?)?))).collect();
        let is_own = |own: &&(Period, HiddenFor)| !matches!(own.1, HiddenFor::OtherPeriod(_));
        told.iter().find(is_own).or(told.first()).copied()
    }

    /// Why a value is not judged; `None` where it is.
    #[must_use]
    pub(crate) fn lack(&self, own: &GroupTold) -> Option<String> {
        if self.compared(own).is_some() {
            return None;
        }
        let sides = [Some(own.before).filter(|_| self.is_change()), Some(own.after)];
        let mut sides = sides.into_iter().flatten();
        if let Some((_, why)) = self.hidden(own) {
            return Some(why.words());
        }
        if sides.clone().any(|own| own.is_none()) {
            return Some("no answers in one of the periods".to_owned());
        }
        let least = sides.by_ref().flatten().map(|own| own.n()).min().unwrap_or(0);
        Some(if least < self.few {
            format!("n {least}: too few to compare")
        } else if own.rest.is_none() && !self.is_change() {
            "there is no rest to compare it with".to_owned()
        } else {
            "cannot be compared".to_owned()
        })
    }
}

impl Analysis for Segments {
    fn data(&self) -> AnalysisData {
        let unit = self.metric.as_ref().map_or("", |own| own.unit.as_str());
        let (stage, touchpoint) = self.at.clone().unzip();
        let record = Facts::default()
            .with("segment", self.column.clone())
            .with("stage", stage)
            .with("touchpoint", touchpoint.filter(|own| !own.is_empty()))
            .with("metric", self.metric.as_ref().map(|own| own.id.clone()));
        let found = match &self.found {
            Ok(found) => found,
            Err(why) => {
                let reason = why.words(self.column.as_deref());
                let record = record.with("reason", reason).with("segments", Datum::List(Vec::new()));
                return AnalysisData { rows: "segments", record };
            }
        };
        let rows: Vec<Facts> = found.rows().map(|(value, own)| found.row(value, own, unit)).collect();
        let whole = found.told.whole.as_ref();
        // Of those that are hidden only how many they are: less one of them their sum would tell of the others.
        let n_hidden = found.told.n_hidden;
        let hidden = (n_hidden > 0).then(|| Facts::default().with("values", n_hidden));
        let (outside_before, outside) = found.n_outside;
        let record = record
            .with("from", found.periods.0.map(|own| own.label()))
            .with("to", found.periods.1.label())
            .with("segments", rows)
            .with("hidden", hidden)
            .with("whole", whole.map(|own| compared(found.sides(Facts::default(), own, unit), own.change.as_ref())))
            .with("without_value", Facts::default().with("from", outside_before).with("to", outside))
            .with("omnibus", found.omnibus())
            .with("mix", found.mix())
            .with("simpson", found.told.is_reversed)
            .with("where", self.places.iter().map(SegmentPlace::record).collect::<Vec<Facts>>());
        AnalysisData { rows: "segments", record }
    }
}

impl SegmentsFound {
    fn row(&self, value: &str, own: &GroupTold, unit: &str) -> Facts {
        let verdict = self.compared(own).map_or(Verdict::CannotTell, |own| own.verdict);
        let record = self.sides(Facts::default().with("value", value), own, unit);
        let record = compared(record, own.change.as_ref())
            .with("verdict", if self.is_change() { verdict.word() } else { against(verdict) })
            .with("note", self.note(own));
        let against_rest = own.against_rest.as_ref();
        let rest = own.rest.as_ref().map_or_else(|| lacking("not told"), |own| reading(own, unit));
        let rest = compared(Facts::default().with("reading", rest), against_rest)
            .with("verdict", against(against_rest.map_or(Verdict::CannotTell, |own| own.verdict)));
        let more = compared(Facts::default(), own.beyond_rest.as_ref());
        record.with("rest", rest).with("more_than_rest", more)
    }

    fn sides(&self, record: Facts, own: &GroupTold, unit: &str) -> Facts {
        let side = |own: Option<&Gated>| told(own, unit);
        let from = if self.is_change() { Datum::from(side(own.before.as_ref())) } else { Datum::Missing };
        record.with("from", from).with("to", side(own.after.as_ref()))
    }

    /// What has to be said beside a verdict.
    fn note(&self, own: &GroupTold) -> Option<String> {
        self.lack(own).or_else(|| alone(self.compared(own)?))
    }

    fn omnibus(&self) -> Facts {
        let told = &self.told;
        Facts::default()
            .with("moved_alike", told.alike.as_ref().map(omnibus))
            .with("same_now", told.differ.as_ref().map(omnibus))
    }

    fn mix(&self) -> Facts {
        let Some(own) = self.told.mix.as_ref().filter(|_| self.is_change()) else {
            let reason = if self.is_change() { "cannot be parted" } else { "one period" };
            let none = Facts::default().with("within", Datum::Missing).with("mix", Datum::Missing);
            return none.with("total", Datum::Missing).with("reason", reason);
        };
        Facts::default()
            .with("within", own.within.value)
            .with("mix", own.mix.value)
            .with("total", own.total)
            .with("of_within", contribution(&own.within))
            .with("of_mix", contribution(&own.mix))
            .with("verdict", MixVerdict::of(own).words())
    }
}
