//! The periods that are not over, by source.
//! Invariant: all numbers of a source have the same periods, whoever answered.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::analysis::offer::everyone;
use crate::journey::Book;
use crate::metric::period::GRAINS;
use crate::metric::{Grain, Period, Series};

/// The first period of each source at each grain that is not over, where answers reach into it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Unfinished(HashMap<String, Vec<Period>>);

impl Unfinished {
    /// Those of a book on a day: by the binding of each source with the most answers.
    pub(super) fn of(book: &Book, today: Date) -> Self {
        let mut fullest: HashMap<&str, (u64, &Series)> = HashMap::new();
        for (idx, (_, binding)) in book.map.bindings().enumerate() {
            let Some(series) = everyone(book, idx) else { continue };
            let n = series.n();
            let own = fullest.entry(&binding.source).or_insert((n, series));
            if n > own.0 {
                *own = (n, series);
            }
        }
        let periods = |series: &Series| -> Vec<Period> {
            let finer = GRAINS.iter().map(|(grain, _)| *grain).filter(|grain| *grain <= series.finest);
            finer.filter_map(|grain| series.unfinished(grain, today)).collect()
        };
        Self(fullest.into_iter().map(|(source, (_, series))| (source.to_owned(), periods(series))).collect())
    }

    /// The last period of a source, where it is not over.
    pub(crate) fn of_source(&self, source: &str, grain: Grain) -> Option<Period> {
        self.0.get(source)?.iter().find(|period| period.grain == grain).copied()
    }
}
