//! What a row of the table of views says, and the dials that several views share.

use std::sync::Arc;

use crate::analysis::matter::{Analysis, Matter};
use crate::app::scene::pieces::Scene;
use crate::app::truths;
use crate::app::view::Page;
use crate::app::viewing::{Dials, ViewName};
use crate::journey::Inquiry;
use crate::metric::Period;
use crate::standup::actions;
use crate::text::Plain;

/// A way to look at a journey.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ViewRow {
    /// Its name, in the list of views and as a subcommand.
    pub(crate) name: ViewName,
    /// Its letter in the list of views.
    pub(crate) letter: char,
    /// What it shows, in one line.
    pub(crate) sentence: &'static str,
    /// What it lets one turn.
    pub(crate) dials: &'static [&'static DialRow],
    /// May what it shows be edited in place?
    pub(crate) is_edited: bool,
    /// Does it draw the journey? Then left and right go along it, tab goes to the next drawing, and the touchpoint under the
    /// cursor is where one is when it is left.
    pub(crate) is_drawing: bool,
    /// Its sides, if it has several: tab turns it from one to the next, and `--show` names one.
    pub(crate) sides: &'static [SideRow],
    /// What it asks of the numbers, if that is more than what a board has.
    pub(in crate::app::scene) analysis: Option<AnalysisRow>,
    /// Makes its page.
    pub(in crate::app::scene) fold: fn(Scene<'_>, &Dials) -> Page,
    /// What it needs of the map and is not there; `None` if it has all.
    pub(in crate::app::scene) lack: fn(Scene<'_>) -> Option<Plain>,
}

/// A side of a view.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SideRow {
    /// Its name, after `--show`.
    pub(crate) name: &'static str,
    /// A dial that has it shown when it is turned and no side was chosen; blank: none.
    pub(crate) by: &'static str,
    /// Why there is nothing to see on it; tab passes it over then, and says so.
    pub(in crate::app::scene) lack: fn(Scene<'_>) -> Option<Plain>,
}

/// What a view asks of the numbers.
#[derive(Clone, Copy, Debug)]
pub(in crate::app::scene) struct AnalysisRow {
    /// What has to be read for it beyond what a book counts; `None`: nothing.
    pub(in crate::app::scene) asks: fn(&Matter<'_>, &Dials) -> Option<Inquiry>,
    /// Makes it, once that is read.
    pub(in crate::app::scene) of: fn(&Matter<'_>, &Dials) -> Arc<dyn Analysis>,
}

/// What a dial is turned to that is given or not.
pub(crate) const ON: &str = "on";

/// Something that a view lets one turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DialRow {
    /// Its name, as an option too.
    pub(crate) name: &'static str,
    /// What it takes, as an option; blank: it is given or not.
    pub(crate) value: &'static str,
    /// What turning it does, in one line.
    pub(crate) sentence: &'static str,
    /// What is said where there is nothing to turn it to.
    pub(crate) lack: &'static str,
    pub(super) kind: DialKind,
    /// What it may be turned to, besides the usual.
    pub(super) choices: fn(Scene<'_>) -> Vec<String>,
    /// What it takes besides, on the command line.
    pub(super) takes: fn(&str) -> bool,
}

impl DialRow {
    /// A dial of the views' own that is given a value of a list.
    pub(super) const OWN: Self = Self {
        name: "",
        value: "",
        sentence: "",
        lack: "there is nothing to turn here",
        kind: DialKind::Own,
        choices: |_| Vec::new(),
        takes: |_| false,
    };

    /// Is it given or not, without a value?
    pub(crate) const fn is_flag(&self) -> bool {
        self.value.is_empty()
    }

    /// May it be turned to that, besides what there is to choose from?
    pub(crate) fn is_open_to(&self, choice: &str) -> bool {
        (self.takes)(choice) || (self.is_flag() && choice == ON)
    }

    /// Is there anything to turn it to? Of several things of the map one alone is all there is.
    pub(crate) fn turns_through(&self, n_choices: usize) -> bool {
        n_choices > usize::from(self.value == "ID")
    }
}

/// Which choice a dial turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DialKind {
    /// Whose answers are counted, everywhere.
    Persona,
    /// The period of the numbers, everywhere.
    Period,
    /// Only moments of truth, everywhere.
    Truths,
    /// The metric of the numbers, everywhere.
    Metric,
    /// Which side of a view is seen.
    Side,
    /// What is asked for on the command line only.
    Asked,
    /// One of the views' own.
    Own,
}

/// Whose answers are counted.
pub(super) const PERSONA: DialRow = DialRow {
    name: "persona",
    value: "ID",
    sentence: "Count only this persona's answers",
    lack: "no persona of this map has answers of their own",
    kind: DialKind::Persona,
    choices: |scene| scene.board.personas.clone(),
    ..DialRow::OWN
};

/// How long a period is.
pub(super) const PERIOD: DialRow = DialRow {
    name: "by",
    value: "PERIOD",
    sentence: "How long a period is",
    lack: "nothing is measured in any period",
    kind: DialKind::Period,
    choices: |scene| scene.board.grains.iter().map(|grain| grain.name().to_owned()).collect(),
    ..DialRow::OWN
};

/// Which touchpoints are shown.
pub(super) const TRUTHS: DialRow = DialRow {
    name: "only",
    value: "WHICH",
    sentence: "Show only moments of truth: `truths`",
    lack: "no touchpoint is a moment of truth",
    kind: DialKind::Truths,
    choices: |scene| truths::has_any(scene.map()).then(|| "truths".to_owned()).into_iter().collect(),
    ..DialRow::OWN
};

/// The metric of the numbers.
pub(super) const METRIC: DialRow = DialRow {
    name: "metric",
    value: "NAME",
    sentence: "Look at this metric",
    lack: "nothing is measured",
    kind: DialKind::Metric,
    choices: |scene| {
        let of_journey = scene.map().metrics.iter().map(|binding| &binding.metric);
        let all = scene.board.metrics.iter().map(|metric| &metric.id).chain(of_journey);
        let mut named: Vec<String> = Vec::new();
        for id in all {
            if !named.contains(id) {
                named.push(id.clone());
            }
        }
        named
    },
    ..DialRow::OWN
};

/// Which touchpoint is looked at alone.
pub(super) const TOUCHPOINT: DialRow = DialRow {
    name: "touchpoint",
    value: "ID",
    sentence: "Look at this touchpoint alone",
    lack: "this map has no touchpoints",
    kind: DialKind::Asked,
    choices: |scene| {
        let touchpoints = scene.map().stages.iter().flat_map(|stage| &stage.touchpoints);
        touchpoints.map(|own| own.id.clone()).collect()
    },
    ..DialRow::OWN
};

/// The earlier of two periods.
pub(super) const FROM: DialRow = DialRow {
    name: "from",
    value: "PERIOD",
    sentence: "The earlier period: 2017, 2017-Q4, 2017-11, 2017-W05, a day",
    lack: "nothing is measured in any period",
    kind: DialKind::Asked,
    choices: periods,
    takes: is_period,
};

/// The later of two periods.
pub(super) const TO: DialRow = DialRow { name: "to", sentence: "The later period, written alike", ..FROM };

/// The period that is looked at.
pub(super) const AT: DialRow =
    DialRow { name: "period", sentence: "The period that is looked at: 2017, 2017-Q4", ..FROM };

/// Which column tells people apart.
pub(super) const SEGMENT: DialRow = DialRow {
    name: "segment",
    value: "COLUMN",
    sentence: "Tell people apart by this column",
    lack: "no source names a column under `segments`",
    choices: segments,
    ..DialRow::OWN
};

/// Which persona is set beside the one that is looked at.
pub(super) const BESIDE: DialRow = DialRow {
    name: "beside",
    value: "PERSONA",
    sentence: "Set this persona beside the one that is looked at",
    lack: "no persona of this map has a segment",
    choices: |scene| {
        let personas = scene.map().personas.iter().filter(|own| !own.segment.choices.is_empty());
        personas.map(|own| own.id.clone()).collect()
    },
    ..DialRow::OWN
};

/// Which action is looked at.
pub(super) const ACTION: DialRow = DialRow {
    name: "action",
    value: "ACTION",
    sentence: "Look at what became of this action",
    lack: "this map has no action",
    kind: DialKind::Asked,
    choices: |scene| actions(scene.map()).map(|(_, own, _)| own.id.clone()).collect(),
    ..DialRow::OWN
};

/// The metric that customers are to be won for.
pub(super) const OUTCOME: DialRow = DialRow {
    name: "outcome",
    value: "NAME",
    sentence: "What they are to do in the end: a metric of the journey",
    lack: "the journey itself has no metric",
    choices: |scene| {
        let own = scene.board.journey.iter().filter_map(|idx| scene.map().bindings().nth(*idx));
        own.map(|(_, binding)| binding.metric.clone()).collect()
    },
    ..DialRow::OWN
};

/// Which side of the view is seen.
pub(super) const SHOW: DialRow = DialRow {
    name: "show",
    value: "SIDE",
    sentence: "Which side of the view is shown; tab turns it",
    lack: "this view has one side",
    kind: DialKind::Side,
    ..DialRow::OWN
};

/// The periods that have any answers, at every grain but days.
fn periods(scene: Scene<'_>) -> Vec<String> {
    scene.board.periods.iter().map(Period::label).collect()
}

fn is_period(choice: &str) -> bool {
    Period::parse(choice).is_some()
}

/// The columns whose values tell people apart, in the order of the map.
fn segments(scene: Scene<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for column in scene.map().sources.iter().flat_map(|own| &own.segments) {
        if !all.contains(column) {
            all.push(column.clone());
        }
    }
    all
}

/// The side of the view that is seen: the one that was chosen, else one that a dial asks for, else the first.
pub(super) fn side<'r>(sides: &'r [SideRow], dials: &Dials) -> Option<&'r SideRow> {
    let chosen = dials.chosen(SHOW.name);
    let named = sides.iter().find(|own| Some(own.name) == chosen);
    named.or_else(|| sides.iter().find(|own| dials.chosen(own.by).is_some())).or(sides.first())
}
