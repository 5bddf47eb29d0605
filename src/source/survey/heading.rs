//! Rows between the header and the answers, in which survey tools repeat the questions.
//! Invariant: at most the first two rows are taken for such, and only by marks that no answer bears.

/// How many rows tools put there.
const MOST: usize = 2;

/// What stands in the cells that tell where an answer is kept, in exports of Qualtrics.
const IMPORT: &[u8] = b"{\"ImportId\":";

/// What stands below open questions, in exports of `SurveyMonkey`.
const OPEN: [&[u8]; 2] = [b"Response", b"Open-Ended Response"];

/// The first rows, held until it is known what they are.
#[derive(Debug, Default)]
pub(in crate::source) struct Heading {
    held: Vec<csv::ByteRecord>,
}

impl Heading {
    /// Takes a row while there are few; is it held?
    pub(in crate::source) fn holds(&mut self, record: &csv::ByteRecord) -> bool {
        let has_room = self.held.len() < MOST;
        if has_room {
            self.held.push(record.clone());
        }
        has_room
    }

    /// How many of the rows held are none of answers.
    pub(in crate::source) fn n_rows(&self) -> usize {
        let imports = self.held.iter().position(|row| row.iter().any(|cell| cell.trim_ascii().starts_with(IMPORT)));
        let is_open = |row: &csv::ByteRecord| {
            row.iter().any(|cell| OPEN.contains(&cell.trim_ascii()))
                && row.iter().next().is_some_and(|cell| cell.trim_ascii().is_empty())
        };
        imports.map_or_else(|| usize::from(self.held.first().is_some_and(is_open)), |idx| idx + 1)
    }

    /// The rows held that are of answers, each once.
    pub(in crate::source) fn release(&mut self) -> impl Iterator<Item = csv::ByteRecord> {
        let n_rows = self.n_rows();
        std::mem::take(&mut self.held).into_iter().skip(n_rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[&[&str]], expected: usize) {
        let mut heading = Heading::default();
        for row in rows {
            assert!(heading.holds(&csv::ByteRecord::from(row.to_vec())));
        }
        assert_eq!(heading.n_rows(), expected, "{rows:?}");
        assert_eq!(heading.release().count(), rows.len() - expected);
    }

    #[test]
    fn rows_that_repeat_the_questions_are_told_from_answers() {
        check(&[&["Start Date", "How was it?"], &["{\"ImportId\":\"startDate\"}", "{\"ImportId\":\"QID1\"}"]], 2);
        check(&[&["{\"ImportId\":\"startDate\"}", "{}"], &["2025-01-02", "4"]], 1);
        check(&[&["", "Response", "Search"], &["114", "4", "5"]], 1);
        check(&[&["114", "Response", "5"], &["115", "4", "5"]], 0);
        check(&[&["", "4"]], 0);
        check(&[], 0);
    }
}
