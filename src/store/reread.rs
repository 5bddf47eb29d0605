//! Reads a map again of which only the text changed.
//! Invariant: no source is opened; where its rows would have to be read, it says so.

use super::Root;
use crate::journey::{Book, Finding, rule as rules};
use crate::source;

/// What came of reading the text of a map again.
#[derive(Clone, Debug, PartialEq)]
pub enum Reread {
    /// It is what was read before, to the letter.
    Same,
    /// It says something else, and has the numbers it had.
    Told(Box<Book>),
    /// It cannot be read, or asks for other numbers: the map is to be loaded.
    Unlike,
}

impl Root {
    /// Reads the text of a map again. What was read before to its end keeps its numbers.
    ///
    /// * `is_pointed`: the findings of the sources point at the lines of that text already, as they do where there are
    ///   none. Then the same text is not parsed again.
    #[must_use]
    pub fn reread(&self, label: &str, before: &Book, is_pointed: bool) -> Reread {
        let Ok(text) = self.text(label) else { return Reread::Unlike };
        let is_same = *text == *before.text;
        if !before.counts.is_complete {
            return if is_same { Reread::Same } else { Reread::Unlike };
        }
        if is_same && is_pointed {
            return Reread::Same;
        }
        // What is said of the sources points at lines of the map, which may be others now.
        let mut of_sources = before.counts.findings.clone();
        source::point(label, &text, &mut of_sources);
        let mut book = if !is_same {
            let (map, findings) = source::parse(label, &text);
            let mut book = Book { text: text.into(), map, findings, locked: before.locked, ..Book::default() };
            if book.findings.iter().any(is_syntax) || !book.take_counts(before) {
                return Reread::Unlike;
            }
            book
        } else if of_sources == before.counts.findings {
            return Reread::Same;
        } else {
            before.clone()
        };
        let n_own = book.findings.len().saturating_sub(of_sources.len());
        book.findings.splice(n_own.., of_sources.iter().cloned());
        book.counts.findings = of_sources;
        Reread::Told(Box::new(book))
    }
}

fn is_syntax(finding: &Finding) -> bool {
    finding.rule == &rules::SYNTAX
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the files to be read are made first")]
mod tests {
    use std::fs;
    use std::sync::atomic::AtomicBool;

    use tempfile::TempDir;

    use super::*;
    use crate::store::{Outside, Wanted};

    const LABEL: &str = "trip.toml";

    const MAP: &str = r#"[journey]
title = "Trip"

[[source]]
id = "survey"
file = "answers.csv"

[[stage]]
id = "wait"
name = "Waiting"

[[stage.touchpoint]]
id = "food"
name = "Food"
metrics = [{ metric = "csat", source = "survey", column = "food" }]

[[stage.touchpoint]]
id = "shop"
name = "Shop"
metrics = [{ metric = "csat", source = "survey", column = "missing" }]
"#;

    /// A map that was read to its end, and whose source is gone since: nobody can read it again.
    struct Trip {
        folder: TempDir,
        root: Root,
        book: Book,
    }

    impl Trip {
        fn new() -> Self {
            let folder = TempDir::new().expect("a folder");
            fs::write(folder.path().join(LABEL), MAP).expect("written");
            fs::write(folder.path().join("answers.csv"), "food\n5\n1\n").expect("written");
            let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
            let book = root.load(LABEL, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
            assert_eq!(book.counts.sources[0].rows, 2);
            fs::remove_file(folder.path().join("answers.csv")).expect("removed");
            Self { folder, root, book }
        }

        fn reread(&self, text: &str) -> Reread {
            fs::write(self.folder.path().join(LABEL), text).expect("written");
            self.root.reread(LABEL, &self.book, false)
        }
    }

    #[test]
    fn the_same_text_is_told_as_such() {
        assert_eq!(Trip::new().reread(MAP), Reread::Same);
    }

    #[test]
    fn the_same_text_is_not_parsed_again() {
        let mut trip = Trip::new();
        // Whoever parsed this would say that it is no map.
        let text = "no TOML at all [";
        trip.book.text = text.into();
        fs::write(trip.folder.path().join(LABEL), text).expect("written");
        assert_eq!(trip.root.reread(LABEL, &trip.book, true), Reread::Same);
    }

    #[test]
    fn other_words_keep_the_numbers_without_a_look_at_the_source() {
        let trip = Trip::new();
        let Reread::Told(book) = trip.reread(&MAP.replace("\"Trip\"", "\"A trip\"")) else { panic!("not told") };
        assert_eq!((book.map.title.as_str(), &book.counts.series), ("A trip", &trip.book.counts.series));
        assert_eq!(book.findings, trip.book.findings);
        assert!(!book.findings.is_empty(), "a column is missing, and that is still said");
    }

    #[test]
    fn what_is_said_of_the_source_points_at_the_line_as_it_is_now() {
        let trip = Trip::new();
        let lines = |book: &Book| book.findings.iter().map(|finding| finding.line).collect::<Vec<_>>();
        let Reread::Told(book) = trip.reread(&format!("# one more line\n{MAP}")) else { panic!("not told") };
        assert_eq!(lines(&book), lines(&trip.book).iter().map(|line| line + 1).collect::<Vec<_>>());
        let saved = Book { text: book.text.clone(), ..trip.book.clone() };
        let trip = Trip { book: saved, ..trip };
        assert_eq!(trip.reread(&book.text), Reread::Told(book), "a save of ours does not know the lines");
    }

    #[test]
    fn where_rows_would_have_to_be_read_it_is_left_to_a_load() {
        let trip = Trip::new();
        let odd = [
            ("another column", MAP.replace("\"missing\"", "\"food\"")),
            ("another file", MAP.replace("answers.csv", "others.csv")),
            ("no TOML", MAP.replace("id = \"food\"", "id = food")),
        ];
        for (name, text) in odd {
            assert_eq!(trip.reread(&text), Reread::Unlike, "{name}");
        }
        fs::remove_file(trip.folder.path().join(LABEL)).expect("removed");
        assert_eq!(trip.root.reread(LABEL, &trip.book, false), Reread::Unlike, "no file");
    }
}
