//! The stages as each persona answered, to be set side by side.
//! They come through the same gate as where one persona is looked at alone, and are made only when they are asked for.

use std::sync::Arc;

use jiff::civil::Date;

use super::board::{Board, Limits, StageBoard};
use super::lens::Lens;
use crate::analysis::judged::Judged;
use crate::analysis::track::Track;
use crate::journey::{Binding, Book};
use crate::metric::{Grain, Metric};

/// The stages by every persona whose answers can be told apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Abreast {
    made_of: Option<(Arc<Book>, Lens)>,
    all: Arc<Vec<(String, Vec<Option<Track>>)>>,
    /// By which period, and of which metric.
    pub grain: Option<Grain>,
    pub metric: Option<Metric>,
}

impl Abreast {
    /// Makes them again, if they are of other numbers.
    pub(super) fn settle(&mut self, book: &Arc<Book>, lens: &Lens, limits: Limits, today: Date) {
        // Whoever is looked at alone, everybody is set side by side.
        let lens = Lens { persona: None, is_truths_only: false, ..lens.clone() };
        if let Some((of, seen)) = &self.made_of
            && *seen == lens
            && (Arc::ptr_eq(of, book) || of.has_numbers_of(book))
        {
            return;
        }
        let is_apart = |id: &String| book.counts.cohorts.iter().any(|own| own.persona.as_ref() == Some(id));
        let ids = || book.map.personas.iter().map(|persona| persona.id.clone()).filter(is_apart);
        let by = |lens: &Lens| -> Vec<(String, Board)> {
            let of = |id: String| Lens { persona: Some(id), ..lens.clone() };
            ids().map(|id| (id.clone(), Board::new(book, &of(id), limits, today))).collect()
        };
        let asked = Lens { metric: lens.metric.clone().or_else(|| metric_of_stages(book)), ..lens.clone() };
        let mut boards = by(&asked);
        if lens.grain.is_none() {
            // Each persona has a part of the answers: a period that suits all of them may hold too few of each.
            let (n_relied, n_all) = n_relied(&boards);
            if 2 * n_relied < n_all {
                let whole = by(&Lens { grain: Some(Grain::All), ..asked });
                boards = if self::n_relied(&whole).0 > n_relied { whole } else { boards };
            }
        }
        self.grain = boards.first().and_then(|(_, board)| board.grain);
        self.metric = boards.first().and_then(|(_, board)| board.metric.clone());
        let tracks = |id: &str, board: &Board| board.stages.iter().map(|stage| whole(book, id, board, stage)).collect();
        self.all = Arc::new(boards.into_iter().map(|(id, board)| (id.clone(), tracks(&id, &board))).collect());
        self.made_of = Some((Arc::clone(book), lens));
    }

    /// A stage as a persona answered; `None` where nothing is known.
    #[must_use]
    pub(crate) fn track(&self, persona: &str, stage_idx: usize) -> Option<&Track> {
        let (_, stages) = self.all.iter().find(|(id, _)| id == persona)?;
        stages.get(stage_idx)?.as_ref()
    }
}

/// The metric that the most stages are measured by themselves, where personas are told apart.
fn metric_of_stages(book: &Book) -> Option<String> {
    let choices = || book.map.personas.iter().flat_map(|persona| &persona.segment.choices);
    let is_apart = |own: &&Binding| {
        let source = book.map.sources.iter().find(|source| source.id == own.source);
        source.is_some_and(|source| choices().any(|choice| source.segments.contains(&choice.column)))
    };
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for own in book.map.stages.iter().flat_map(|stage| &stage.metrics).filter(is_apart) {
        match counts.iter_mut().find(|(metric, _)| *metric == own.metric) {
            Some((_, n)) => *n += 1,
            None => counts.push((&own.metric, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(metric, _)| metric.to_owned())
}

/// A stage as a persona answered. Where nothing may be shown of the last period by which the map is judged, it is put
/// together from all its touchpoints.
fn whole(book: &Book, id: &str, board: &Board, stage: &StageBoard) -> Option<Track> {
    let composed = || {
        let metric = board.metric.as_ref()?;
        let of = |idx: usize| Some((idx, board.track(Some(idx)).filter(|track| track.metric.id == metric.id)?));
        let shown = stage.touchpoints.iter().filter_map(|touchpoint| of(touchpoint.shown?));
        let cohort = book.counts.cohorts.iter().position(|own| own.persona.as_deref() == Some(id))?;
        let tracks: Vec<(usize, &Track)> = shown.collect();
        Track::composed(&tracks, Judged::default(), board.gate()?, &book.counts.together(cohort))
    };
    stage.track.clone().or_else(composed)
}

/// How many of the stages have numbers that can be relied on, and how many have answers at all.
fn n_relied(boards: &[(String, Board)]) -> (usize, usize) {
    let tracks = || boards.iter().flat_map(|(_, board)| &board.stages).filter_map(|stage| stage.track.as_ref());
    (tracks().filter(|track| !track.is_weak && track.latest().is_some()).count(), tracks().count())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::stand::book;

    #[test]
    fn each_persona_has_the_numbers_that_are_seen_when_it_is_alone() {
        let (book, limits, today) = (Arc::new(book()), Limits { few: 30, hidden: 5 }, date(2019, 1, 1));
        let mut abreast = Abreast::default();
        abreast.settle(&book, &Lens { persona: Some("dana".to_owned()), ..Lens::default() }, limits, today);
        let mut n_told = 0;
        for persona in &book.map.personas {
            let lens = Lens { persona: Some(persona.id.clone()), ..Lens::default() };
            let alone = Board::new(&book, &lens, limits, today);
            let is_apart = !persona.segment.choices.is_empty();
            for (idx, stage) in alone.stages.iter().enumerate() {
                let Some(expected) = stage.track.as_ref().filter(|_| is_apart) else { continue };
                assert_eq!(abreast.track(&persona.id, idx), Some(expected), "{}", persona.id);
                n_told += 1;
            }
        }
        assert!(n_told > 0, "somebody's are told apart");
        assert_eq!(abreast.track("nobody", 0), None);
    }
}
