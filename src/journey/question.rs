//! What a map asks of one of its sources, as data: whoever answers it needs nothing else of the map.
//! Invariant: two maps that ask the same of a source have the same question, and so the same counts.

use super::book::{Cohort, Pass};
use super::{Address, Binding, Column, Map, Source, panel};
use crate::metric::{Grain, Measure, Metric};

/// What a map asks of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Where the answers are, how they are written, and which columns say when, where, who and how much a row weighs.
    pub source: Source,
    /// What is counted, in the order of the map.
    pub asked: Vec<AskedBinding>,
    /// Every touchpoint by its id, with the values of the touchpoint or activity column that mean it.
    pub touchpoints: Vec<(String, Vec<String>)>,
    /// Who is counted apart.
    pub cohorts: Vec<Cohort>,
    /// How long the periods are that are counted apart; those of the source, where they are longer.
    pub grain: Grain,
    /// What the source is read for.
    pub pass: Pass,
    /// Which two bindings each, by their indexes in [`Map::bindings`], have their answers joined by who gave them.
    pub pairs: Vec<(usize, usize)>,
    /// Which bindings each, by their indexes in [`Map::bindings`], have their people counted together ([`Panel`](super::Panel)).
    pub panels: Vec<Vec<usize>>,
}

/// One metric at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedBinding {
    /// The index of its binding in [`Map::bindings`].
    pub idx: usize,
    /// The place.
    pub address: Address,
    /// What of a row is read.
    pub binding: Binding,
    /// What is measured.
    pub metric: Metric,
    /// How answers become a reading.
    pub measure: Measure,
}

impl Question {
    /// What a map asks of its source at that index, by day and for all there is to know, no answers joined and no people
    /// counted together; `None` where there is none.
    #[must_use]
    pub fn of(map: &Map, source_idx: usize, cohorts: &[Cohort]) -> Option<Self> {
        let source = map.sources.get(source_idx)?;
        let bound = map.bindings().enumerate().filter(|(_, (_, binding))| binding.source == source.id);
        let asked = bound.filter_map(|(idx, (address, binding))| {
            let (metric, measure) = (map.metric(&binding.metric)?, map.measure(binding)?);
            Some(AskedBinding { idx, address, binding: binding.clone(), metric, measure })
        });
        let touchpoints = map.stages.iter().flat_map(|stage| &stage.touchpoints);
        Some(Self {
            source: source.clone(),
            asked: asked.collect(),
            touchpoints: touchpoints.map(|own| (own.id.clone(), own.matches.clone())).collect(),
            cohorts: cohorts.to_vec(),
            grain: Grain::Day,
            pass: Pass::Scoring,
            pairs: Vec::new(),
            panels: Vec::new(),
        })
    }

    /// The same by periods of that length.
    #[must_use]
    pub fn by(self, grain: Grain) -> Self {
        Self { grain, ..self }
    }

    /// The same, where each answer counts as one.
    #[must_use]
    pub fn unweighted(self) -> Self {
        Self { source: Source { weight: None, ..self.source }, ..self }
    }

    /// The same, read for that.
    #[must_use]
    pub fn read_for(self, pass: Pass) -> Self {
        Self { pass, ..self }
    }

    /// The same, with its rows counted whatever was answered in them, each by what it weighs: a rate of which each is a hit.
    ///
    /// * `idx`: in place of the index of a binding; no binding has it.
    #[must_use]
    pub fn counting_rows(mut self, idx: usize) -> Self {
        let measure = Measure::yes_no();
        let metric = Metric::usual("rows".to_owned(), measure.kind);
        let binding = Binding::implied_by(&self.source.id, &metric.id, Column::Rows);
        self.asked.push(AskedBinding { idx, address: Address::journey(), binding, metric, measure });
        self
    }

    /// The same, with the answers of these pairs of bindings joined by who gave them.
    #[must_use]
    pub fn joining(self, pairs: Vec<(usize, usize)>) -> Self {
        Self { pairs, ..self }
    }

    /// The same, with the people counted together who answer about several touchpoints of one stage of that map.
    #[must_use]
    pub fn counting_people(self, map: &Map) -> Self {
        let panels = panel::of(map, &self.source.id);
        Self { panels, ..self }
    }
}
