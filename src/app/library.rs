//! The maps of a session, as far as they have been read.
//! A map that was once whole stays whole on screen while its file is broken.

use std::sync::Arc;

pub(crate) use self::order::MapOrder;
use super::location::Location;
use super::standing::Standing;
use super::unseen::Unseen;
use super::view::{MapRank, MapRow};
use crate::journey::book::Pass;
use crate::journey::{Book, Finding, Map, Severity, rule as rules};

mod order;

#[derive(Clone, Debug, Default)]
pub(crate) struct Library {
    /// The folder, as the user named it.
    pub folder: String,
    /// In the order that was chosen; until then in that of their labels.
    pub volumes: Vec<Volume>,
    pub order: MapOrder,
    /// The order that they were last put in; `None` when others came.
    pub(super) arranged: Option<MapOrder>,
    /// Did the user ask for one map? Then there is no list to go out to.
    pub is_single: bool,
    /// Is that map a proposal, of which nothing is written yet?
    pub is_proposal: bool,
    /// Tables that lie in the folder, by their paths from it.
    pub tables: Vec<String>,
}

/// How far a source has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoadProgress {
    /// The id of the source.
    pub source: String,
    /// Bytes read.
    pub done: u64,
    /// Bytes in all; 0 when not known.
    pub total: u64,
    pub pass: Pass,
}

impl LoadProgress {
    /// How much of it is read; `None` if its size is not known.
    #[must_use]
    pub(crate) fn percent(&self) -> Option<u64> {
        self.done.min(self.total).saturating_mul(100).checked_div(self.total)
    }
}

/// What of one map is being compared with its text on disk.
#[derive(Clone, Debug, Default)]
pub(super) struct Upkeep {
    /// Has the map changed since its load began?
    pub(super) is_overtaken: bool,
    /// What a load counted, while its text is compared with that of the map as it is now.
    pub(super) counted: Option<Arc<Book>>,
    /// What is being compared, and whether the text may have changed again since.
    pub(super) looking: Option<(Arc<Book>, bool)>,
    /// Is what is being read the book on screen, whatever its file says by now?
    is_recount: bool,
    /// The text that the findings of the book on screen point into.
    pub(super) pointed: Option<Arc<str>>,
}

impl Upkeep {
    pub(super) fn begin(&mut self) {
        (self.is_overtaken, self.is_recount, self.counted) = (false, false, None);
    }

    /// Notes that the text changed under a load, if one is under way.
    pub(super) fn overtake(&mut self, is_loading: bool) {
        self.is_overtaken |= is_loading;
    }
}

/// How much is kept of what was read of a map.
#[derive(Clone, Debug, Default)]
pub(super) enum Kept {
    /// All of it: the map is open, or it is still being read.
    #[default]
    All,
    /// What its row in the list is made of: its book is [folded](Book::folded).
    Row,
    /// All of it once it is read again; until then also the folded book, for whoever leaves before.
    Again(Arc<Book>),
}

/// One map, read or not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Volume {
    /// Its name among the maps.
    pub label: String,
    /// Its place in the order of the folder.
    pub(super) nth: usize,
    /// The book on screen: the last good one.
    pub book: Option<Arc<Book>>,
    /// What was read last, if that cannot be shown.
    pub broken: Option<Arc<Book>>,
    pub is_loading: bool,
    /// Was reading it stopped halfway?
    pub is_cut: bool,
    /// Are the numbers on screen complete? Then they stay until the next ones are.
    pub has_all: bool,
    pub progress: Option<LoadProgress>,
    /// Its row in the list; `None` until the list is next seen.
    pub row: Option<MapRow>,
    /// The numbers of that row.
    pub(super) standing: Option<Standing>,
    /// How often it was read again.
    pub edition: u32,
    /// Where the user left it.
    pub left: Option<Location>,
    /// What of it others changed meanwhile.
    pub unseen: Unseen,
    /// What it was like when it was first walked along in this session.
    pub walked: Option<Arc<Map>>,
    pub(super) upkeep: Upkeep,
    pub(super) kept: Kept,
}

impl Library {
    #[must_use]
    pub(crate) fn volume(&self, label: &str) -> Option<&Volume> {
        self.volumes.iter().find(|volume| volume.label == label)
    }

    pub(crate) fn volume_mut(&mut self, label: &str) -> Option<&mut Volume> {
        self.volumes.iter_mut().find(|volume| volume.label == label)
    }

    /// Makes these labels the whole library; returns those that are new.
    pub(crate) fn stock(&mut self, labels: Vec<String>) -> Vec<String> {
        let mut known = std::mem::take(&mut self.volumes);
        let mut fresh = Vec::new();
        for (nth, label) in labels.into_iter().enumerate() {
            let volume = if let Some(idx) = known.iter().position(|volume| volume.label == label) {
                known.swap_remove(idx)
            } else {
                fresh.push(label.clone());
                Volume { label, is_loading: true, ..Volume::default() }
            };
            self.volumes.push(Volume { nth, ..volume });
        }
        self.arranged = None;
        fresh
    }

    /// Puts the maps in the order that was chosen, by their rows. While one is read for the first time they stay where
    /// they are, lest rows jump whenever another is there.
    pub(super) fn arrange(&mut self) {
        let is_put = self.arranged == Some(self.order);
        if is_put && self.volumes.iter().any(|volume| volume.is_loading && !volume.has_all) {
            return;
        }
        let order = self.order;
        let none = MapRank::default();
        let n_by_metric = order::metrics(self.volumes.iter().filter_map(Volume::rank));
        self.volumes.sort_by_key(|volume| volume.nth);
        self.volumes.sort_by(|one, other| {
            order.compare(&n_by_metric, one.rank().unwrap_or(&none), other.rank().unwrap_or(&none))
        });
        self.arranged = Some(order);
    }
}

impl Volume {
    /// Takes in what was read; keeps the last good book if this one is broken.
    pub(crate) fn hear(&mut self, book: Arc<Book>) {
        if book.counts.is_complete || is_broken(&book) {
            self.is_loading = false;
            self.is_cut = false;
            self.progress = None;
        }
        if self.book.as_ref().is_some_and(|shown| is_broken(&book) && !is_broken(shown)) {
            // Nobody asks for the numbers of a map that is not one.
            self.broken = Some(Arc::new(book.folded()));
            // If numbers were being read again, that was given up for this.
            self.leave();
            return;
        }
        if !self.upkeep.is_recount {
            self.broken = None;
        }
        let book = match &self.book {
            Some(shown) if self.has_all && !book.counts.is_complete => renew(shown, book),
            _ => book,
        };
        self.has_all = book.counts.is_complete;
        self.kept = self.kept_of(&book);
        self.book = Some(book);
    }

    /// How much is kept once this is the book on screen.
    fn kept_of(&mut self, book: &Book) -> Kept {
        let is_of = |folded: &Arc<Book>| Arc::ptr_eq(&folded.counts.series, &book.counts.series);
        match std::mem::take(&mut self.kept) {
            Kept::Row if self.book.as_ref().is_some_and(is_of) => Kept::Row,
            Kept::Again(folded) if is_of(&folded) && self.has_all => Kept::Row,
            Kept::Again(folded) if !self.has_all => Kept::Again(folded),
            _ => Kept::All,
        }
    }

    /// The map is left: if its numbers are not all there again, its row goes by those there were.
    pub(super) fn leave(&mut self) {
        let (Kept::Again(folded), Some(book)) = (&self.kept, &self.book) else { return };
        let mut words = Book::clone(book).uncounted();
        if words.take_counts(folded) {
            (self.book, self.kept, self.has_all) = (Some(Arc::new(words)), Kept::Row, true);
        } else {
            self.kept = Kept::All;
        }
    }

    /// Drops the numbers of a map that is not open: its standing says all that its row shows of them. Those of a map
    /// without sources are none.
    pub(super) fn fold(&mut self) {
        let (Kept::All, true, Some(book)) = (&self.kept, self.has_all, &self.book) else { return };
        if book.map.sources.is_empty() {
            return;
        }
        let folded = Arc::new(book.folded());
        if let Some(standing) = &mut self.standing {
            standing.made_of = Arc::clone(&folded);
        }
        (self.book, self.kept) = (Some(folded), Kept::Row);
    }

    /// The map is open: what to count its numbers by, unless they are there or being read.
    pub(super) fn unfold(&mut self) -> Option<Arc<Book>> {
        let folded = self.book.clone().filter(|_| matches!(self.kept, Kept::Row))?;
        self.kept = Kept::Again(Arc::clone(&folded));
        // What comes first is shown at once.
        self.has_all = false;
        if self.is_loading {
            return None;
        }
        self.begin();
        self.upkeep.is_recount = true;
        Some(folded)
    }

    /// Does its row show numbers that are not those of its map any more, while there are no others?
    pub(super) fn is_row_behind(&self) -> bool {
        let is_of = |standing: &Standing| self.book.as_ref().is_some_and(|book| standing.is_of(book));
        matches!(self.kept, Kept::Row) && !self.standing.as_ref().is_some_and(is_of)
    }

    /// Would nobody bring its row up to date?
    pub(super) fn is_left_behind(&self) -> bool {
        !self.is_loading && !self.is_cut && self.is_row_behind()
    }

    /// Notes that reading begins.
    pub(crate) fn begin(&mut self) {
        self.is_loading = true;
        self.is_cut = false;
        self.progress = None;
        self.edition += 1;
        self.upkeep.begin();
    }

    /// Notes that reading was stopped.
    pub(crate) fn cut(&mut self) {
        self.is_cut |= self.is_loading;
        self.is_loading = false;
        self.progress = None;
    }

    /// What is wrong with the file as it is now.
    #[must_use]
    pub(crate) fn findings(&self) -> &[Finding] {
        self.broken.as_ref().or(self.book.as_ref()).map(|book| book.findings.as_slice()).unwrap_or_default()
    }

    /// The finding that says the file as it is now is not a map at all.
    #[must_use]
    pub(crate) fn fault(&self) -> Option<&Finding> {
        fault(self.broken.as_ref().or(self.book.as_ref())?)
    }

    fn rank(&self) -> Option<&MapRank> {
        self.row.as_ref().map(|row| &row.rank)
    }

    /// Is it read to its end, and a map?
    pub(super) fn is_read(&self) -> bool {
        self.has_all && (self.broken.is_some() || self.fault().is_none())
    }

    /// The name to show: the title, or the label without one.
    #[must_use]
    pub(crate) fn title(&self) -> &str {
        let title = self.book.as_ref().map(|book| book.map.title.trim()).unwrap_or_default();
        if title.is_empty() { &self.label } else { title }
    }
}

/// The book that was read, with the numbers on screen if they are its own.
fn renew(shown: &Arc<Book>, read: Arc<Book>) -> Arc<Book> {
    if shown.text == read.text && shown.map == read.map && shown.locked == read.locked {
        return Arc::clone(shown);
    }
    let mut read = Arc::unwrap_or_clone(read);
    // If its numbers differ, it is shown without any until they are counted.
    let _ = read.take_counts(shown);
    Arc::new(read)
}

fn is_broken(book: &Book) -> bool {
    fault(book).is_some()
}

/// The finding that says the text is not a map at all: not TOML, or unreadable.
fn fault(book: &Book) -> Option<&Finding> {
    let is_empty = book.map.title.is_empty() && book.map.stages.is_empty();
    book.findings.iter().find(|finding| {
        finding.rule == &rules::SYNTAX || (is_empty && finding.line == 0 && finding.severity() == Severity::Error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::{Map, Rule};

    fn book(title: &str, rule: Option<&'static Rule>) -> Arc<Book> {
        let findings = rule.map(|rule| Finding {
            rule,
            message: "expected a value".to_owned(),
            help: None,
            file: "journey.toml".to_owned(),
            line: 12,
            column: 5,
            excerpt: None,
            address: None,
        });
        let map = Map { title: title.to_owned(), ..Map::default() };
        Arc::new(Book { map, findings: findings.into_iter().collect(), ..Book::default() })
    }

    #[test]
    fn a_broken_file_keeps_the_last_good_map() {
        let mut volume = Volume { label: "journey.toml".to_owned(), ..Volume::default() };
        volume.hear(book("", Some(&rules::SYNTAX)));
        assert_eq!(volume.title(), "journey.toml", "nothing better was there");
        volume.hear(book("Baking", Some(&rules::UNKNOWN_KEY)));
        assert!(volume.fault().is_none(), "an odd key does not break a map");
        volume.hear(book("Bak", Some(&rules::SYNTAX)));
        assert_eq!(volume.title(), "Baking");
        assert_eq!(volume.fault().map(|finding| finding.line), Some(12));
        volume.hear(book("Baking bread", None));
        assert_eq!((volume.title(), volume.fault()), ("Baking bread", None));
    }

    #[test]
    fn stocking_keeps_what_was_read() {
        let mut library = Library::default();
        assert_eq!(library.stock(vec!["a".into(), "b".into()]), ["a", "b"]);
        library.volume_mut("b").expect("b").hear(book("Baking", None));
        assert_eq!(library.stock(vec!["b".into(), "c".into()]), ["c"]);
        assert_eq!(library.volume("b").map(Volume::title), Some("Baking"));
        assert!(library.volume("a").is_none());
    }
}
