//! Text as a terminal shows it: measured in columns, cut to a width and wrapped into lines, without halving what a
//! person takes for one character. Invariant: no line that comes out is wider than was asked for.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Plain;

/// Longer texts are measured as this: no screen is wider, and the widths of a few texts can be added without overflow.
const MOST_COLUMNS: u16 = u16::MAX / 8;

/// What a person takes for one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cluster<'a> {
    /// The characters that are painted into one place.
    pub(super) text: &'a str,
    /// Never 0.
    pub(super) columns: u16,
    /// Position of its first character in the text.
    pub(super) char_idx: usize,
}

/// The clusters of a text in the order they are read; those without a column of their own are left out.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    let mut char_idx = 0;
    text.graphemes(true).filter_map(move |whole| {
        let at = char_idx;
        char_idx += whole.chars().count();
        let text = without_skin(whole);
        let columns = text.cell_width();
        (columns > 0).then_some(Cluster { text, columns, char_idx: at })
    })
}

/// Terminals disagree whether a skin tone takes columns of its own, which would move the rest of the row.
fn without_skin(cluster: &str) -> &str {
    let is_skin = |c: char| ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
    match cluster.find(is_skin) {
        Some(at) if at > 0 => cluster.get(..at).unwrap_or(cluster),
        _ => cluster,
    }
}

/// How many columns a text takes, up to [`MOST_COLUMNS`].
pub(super) fn columns(text: &str) -> u16 {
    if text.is_ascii() {
        return u16::try_from(text.len()).unwrap_or(u16::MAX).min(MOST_COLUMNS);
    }
    clusters(text).fold(0, |sum: u16, cluster| sum.saturating_add(cluster.columns).min(MOST_COLUMNS))
}

/// The text; where it does not fit, its beginning and a sign that there is more.
pub(super) fn cut<'a>(text: &'a str, width: u16, ellipsis: &'static str) -> Cow<'a, str> {
    if columns(text) <= width {
        return Cow::Borrowed(text);
    }
    let Some(room) = width.checked_sub(columns(ellipsis)) else {
        return Cow::Borrowed("");
    };
    let mut short = String::with_capacity(usize::from(width) + ellipsis.len());
    let mut used = 0;
    for cluster in clusters(text) {
        if used + cluster.columns > room {
            break;
        }
        used += cluster.columns;
        short.push_str(cluster.text);
    }
    short.truncate(short.trim_end().len());
    short.push_str(ellipsis);
    Cow::Owned(short)
}

/// The text in lines of at most `width` columns, broken at blanks and beside wide characters; a word that is longer than
/// a line is broken where it must. An empty text is one empty line.
pub(crate) fn wrap(text: &Plain, width: u16) -> Vec<Plain> {
    let width = width.max(2);
    if columns(text.as_str()) <= width {
        return vec![text.clone()];
    }
    let mut lines = Vec::new();
    let mut line: Vec<Cluster<'_>> = Vec::new();
    let mut used: u16 = 0;
    // How many clusters of `line` stand before the last place it may be broken at.
    let mut break_at = 0;
    for cluster in clusters(text.as_str()) {
        let is_blank = cluster.text == " ";
        if used.saturating_add(cluster.columns) > width && !is_blank {
            let head = if break_at == 0 { line.len() } else { break_at };
            let rest = line.split_off(head);
            lines.push(join(&line));
            line = rest.into_iter().skip_while(|cluster| cluster.text == " ").collect();
            used = line.iter().map(|cluster| cluster.columns).sum();
            break_at = 0;
        }
        if is_blank && line.is_empty() && !lines.is_empty() {
            continue;
        }
        if cluster.columns > 1 && !line.is_empty() {
            break_at = line.len();
        }
        // A run of blanks is never broken, however long it is.
        used = used.saturating_add(cluster.columns);
        line.push(cluster);
        if is_blank || cluster.columns > 1 {
            break_at = line.len();
        }
    }
    if !line.is_empty() {
        lines.push(join(&line));
    }
    lines
}

/// Wraps a text into ranges of bytes that leave nothing out, so that a caret can stand anywhere in it. One blank may hang
/// over the end of a line; further blanks begin the next.
pub(super) fn rows(text: &str, width: u16) -> Vec<Range<usize>> {
    let width = width.max(2);
    let mut rows = Vec::new();
    let (mut start, mut used): (usize, u16) = (0, 0);
    // The last place where the line may be broken, and the columns before it.
    let mut break_at = None;
    for (at, whole) in text.grapheme_indices(true) {
        let columns = without_skin(whole).cell_width();
        let is_blank = whole == " ";
        let hangs = is_blank && used == width;
        while used.saturating_add(columns) > width && !hangs && at > start {
            let (cut, before) = break_at.take().unwrap_or((at, used));
            rows.push(start..cut);
            start = cut;
            used = used.saturating_sub(before);
        }
        if columns > 1 && at > start {
            break_at = Some((at, used));
        }
        used = used.saturating_add(columns);
        if is_blank || columns > 1 {
            break_at = Some((at + whole.len(), used));
        }
    }
    rows.push(start..text.len());
    rows
}

fn join(line: &[Cluster<'_>]) -> Plain {
    let text: String = line.iter().map(|cluster| cluster.text).collect();
    Plain::new(text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_and_says_so() {
        let cases = [
            ("fits", "Parking", 7, "Parking"),
            ("cut", "Restaurants", 6, "Resta…"),
            ("no blank before the sign", "Food court", 6, "Food…"),
            ("wide characters whole", "旅客体验", 6, "旅客…"),
            ("nothing", "Parking", 0, ""),
            ("one column", "Parking", 1, "…"),
        ];
        for (name, text, width, expected) in cases {
            assert_eq!(cut(text, width, "…"), expected, "{name}");
            assert!(columns(&cut(text, width, "…")) <= width, "{name}");
        }
    }

    #[test]
    fn long_text_is_broken_at_blanks() {
        let lines = wrap(&Plain::new("looks for something quick near the gate"), 16);
        let lines: Vec<_> = lines.iter().map(Plain::as_str).collect();
        assert_eq!(lines, ["looks for", "something quick", "near the gate"]);
    }

    #[test]
    fn text_without_blanks_is_broken_too() {
        let lines = wrap(&Plain::new("旅客体验地图旅客体验"), 7);
        assert!(lines.iter().all(|line| columns(line.as_str()) <= 7));
        assert_eq!(lines.concat_text(), "旅客体验地图旅客体验");
        let lines = wrap(&Plain::new("abcdefghijklmnop"), 5);
        assert_eq!(lines.concat_text(), "abcdefghijklmnop");
    }

    #[test]
    fn rows_leave_nothing_out() {
        let cases: [(&str, &str, u16, &[&str]); 8] = [
            ("words", "looks for something quick", 10, &["looks for ", "something ", "quick"]),
            ("a blank hangs over", "looks for gates", 9, &["looks for ", "gates"]),
            ("the next one does not", "looks for  gates", 9, &["looks for ", " gates"]),
            ("one long word", "abcdefgh", 3, &["abc", "def", "gh"]),
            ("wide characters", "旅客体验a", 5, &["旅客", "体验a"]),
            ("marks stay on their letter", "e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]),
            ("blanks only", "      ", 3, &["    ", "  "]),
            ("nothing", "", 9, &[""]),
        ];
        for (name, text, width, expected) in cases {
            let found: Vec<&str> = rows(text, width).into_iter().map(|row| text.get(row).expect("a part")).collect();
            assert_eq!(found, expected, "{name}");
        }
    }

    trait ConcatText {
        fn concat_text(&self) -> String;
    }

    impl ConcatText for Vec<Plain> {
        fn concat_text(&self) -> String {
            self.iter().map(Plain::as_str).collect()
        }
    }

    #[test]
    fn a_skin_tone_takes_no_column() {
        assert_eq!(clusters("👍🏽").map(|cluster| cluster.text).collect::<String>(), "👍");
        assert_eq!(columns("👍🏽"), 2);
    }
}
