//! A finding as people read it: what, where, the line with carets, how to mend it.
//! Invariant: nothing leaves that did not pass [`crate::text`].

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::journey::{Excerpt, Finding, Severity};
use crate::text::Plain;

/// How much of a line is shown, in characters: before the mark, and from its start on.
const AROUND: (usize, usize) = (40, 80);

/// What stands for the rest of a line.
const CUT: &str = "...";

/// The finding in plain text; ends with a line break.
#[must_use]
pub fn render(finding: &Finding) -> String {
    draw(finding, &Renderer::plain())
}

/// The finding with the 16 colors of a terminal; ends with a line break.
#[must_use]
pub fn render_colored(finding: &Finding) -> String {
    draw(finding, &Renderer::styled().hyperlink(false))
}

fn draw(finding: &Finding, renderer: &Renderer) -> String {
    let message = format!("{} [{}]", Plain::new(&finding.message), finding.rule);
    let file = Plain::new(&finding.file);
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE,
    };
    let title = level.primary_title(message);
    let excerpt = finding.excerpt.as_ref().filter(|_| finding.line > 0).map(Shown::of);
    let group = match &excerpt {
        Some(shown) => title.element(
            Snippet::source(shown.line.as_str())
                .line_start(finding.line)
                .path(file.as_str())
                .annotation(AnnotationKind::Primary.span(shown.marked.clone())),
        ),
        None if finding.line > 0 => {
            title.element(Origin::path(file.as_str()).line(finding.line).char_column(finding.column))
        }
        None => title.element(Origin::path(file.as_str())),
    };
    let mut report = vec![group];
    if let Some(help) = &finding.help {
        report.push(Group::with_title(Level::HELP.secondary_title(Plain::new(help).as_str().to_owned())));
    }
    // A line may hold more than tabs and blanks: the width of the terminal is not the reader's worry here.
    let mut text = renderer.clone().term_width(4 * (AROUND.0 + AROUND.1)).render(&report);
    if let Some(shown) = &excerpt {
        // The line may have been cut or cleaned: the column is that of the file.
        let drawn = format!("{}:{}:{}", file, finding.line, shown.column());
        text = text.replacen(&drawn, &format!("{}:{}:{}", file, finding.line, finding.column), 1);
    }
    text.push('\n');
    text
}

/// The part of a line that is shown.
struct Shown {
    line: String,
    marked: std::ops::Range<usize>,
}

impl Shown {
    fn of(excerpt: &Excerpt) -> Self {
        let clean = |range: std::ops::Range<usize>| Plain::new(excerpt.line.get(range).unwrap_or_default());
        let marked = excerpt.marked.clone();
        let before = clean(0..marked.start);
        let mark = clean(marked.clone());
        let after = clean(marked.end..excerpt.line.len());
        let n_before = before.as_str().chars().count();
        let start: String = before.as_str().chars().skip(n_before.saturating_sub(AROUND.0)).collect();
        let mut line = if n_before > AROUND.0 { CUT.to_owned() } else { String::new() };
        line.push_str(&start);
        let from = line.len();
        line.extend(mark.as_str().chars().take(AROUND.1));
        let to = line.len();
        let left = AROUND.1.saturating_sub(mark.as_str().chars().count());
        line.extend(after.as_str().chars().take(left));
        if mark.as_str().chars().count() + after.as_str().chars().count() > AROUND.1 {
            line.push_str(CUT);
        }
        Self { line, marked: from..to }
    }

    /// 1-based column of the mark in the line shown.
    fn column(&self) -> usize {
        self.line.get(..self.marked.start).unwrap_or_default().chars().count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::rule as rules;

    fn finding(line: &str, marked: std::ops::Range<usize>, column: usize) -> Finding {
        Finding {
            rule: &rules::OFF_SCALE,
            message: "emotion is 3, expected -2 to 2".to_owned(),
            help: Some("write a number on the scale".to_owned()),
            file: "maps/a.toml".to_owned(),
            line: 12,
            column,
            excerpt: Some(Excerpt { line: line.to_owned(), marked }),
            address: None,
        }
    }

    #[track_caller]
    fn check(name: &str, finding: &Finding, expected: &str) {
        assert_eq!(render(finding).trim_end(), expected.trim(), "{name}");
    }

    #[test]
    fn a_finding_shows_its_line() {
        check(
            "a value",
            &finding("emotion = 3", 10..11, 11),
            "
error: emotion is 3, expected -2 to 2 [off-scale]
  --> maps/a.toml:12:11
   |
12 | emotion = 3
   |           ^
   |
help: write a number on the scale",
        );
        check(
            "wide characters",
            &finding("価格 = 3", 9..10, 6),
            "
error: emotion is 3, expected -2 to 2 [off-scale]
  --> maps/a.toml:12:6
   |
12 | 価格 = 3
   |        ^
   |
help: write a number on the scale",
        );
        check(
            "the end of a line",
            &finding("does =", 6..6, 7),
            "
error: emotion is 3, expected -2 to 2 [off-scale]
  --> maps/a.toml:12:7
   |
12 | does =
   |       ^
   |
help: write a number on the scale",
        );
    }

    #[test]
    fn control_characters_do_not_move_the_carets() {
        check(
            "an escape, a tab, a bidi override",
            &finding("\u{1b}[2J\t\u{202e}x = 3", 12..13, 11),
            "
error: emotion is 3, expected -2 to 2 [off-scale]
  --> maps/a.toml:12:11
   |
12 | \u{fffd}[2J x = 3
   |          ^
   |
help: write a number on the scale",
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let line = format!("{}X{}", "a".repeat(150), "b".repeat(300));
        let shown = render(&finding(&line, 150..151, 151));
        let expected = format!("12 | ...{}X{}...\n", "a".repeat(40), "b".repeat(79));
        assert!(shown.contains(&expected), "{shown}");
        assert!(shown.contains("maps/a.toml:12:151\n"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 160), "{shown}");
    }

    #[test]
    fn a_finding_about_a_file_has_no_line() {
        let whole = Finding { line: 0, column: 0, excerpt: None, help: None, ..finding("", 0..0, 0) };
        check("a file", &whole, "error: emotion is 3, expected -2 to 2 [off-scale]\n--> maps/a.toml");
        let warning = Finding { line: 3, column: 2, rule: &rules::ODD_ID, ..whole };
        check("a line", &warning, "warning: emotion is 3, expected -2 to 2 [odd-id]\n--> maps/a.toml:3:2");
    }

    #[test]
    fn nothing_raw_leaves() {
        let every: String = ('\0'..=char::MAX).filter(|c| !matches!(c, '\n' | '"' | '\\')).collect();
        for chunk in every.chars().collect::<Vec<_>>().chunks(8_000) {
            let raw: String = chunk.iter().collect();
            let n = raw.len();
            let lines = [(raw.clone(), 0..n), (format!("{raw}x{raw}"), n..n + 1), (format!("x{raw}"), 0..1)];
            for (line, marked) in lines {
                let (message, help, file) = (raw.clone(), Some(raw.clone()), format!("a{raw}.toml"));
                let found = Finding { message, help, file, ..finding(&line, marked, 1) };
                let shown = render(&found);
                assert!(shown.lines().all(|line| crate::text::plain(line) == line), "{shown:?}");
            }
        }
    }

    #[test]
    fn colors_add_only_styles() {
        let plain = render(&finding("emotion = 3", 10..11, 11));
        let colored = render_colored(&finding("emotion = 3", 10..11, 11));
        let mut bare = String::new();
        for part in colored.split('\u{1b}') {
            bare.push_str(part.split_once('m').filter(|_| part.starts_with('[')).map_or(part, |(_, rest)| rest));
        }
        assert!(colored.contains("\u{1b}["), "{colored:?}");
        assert_eq!(bare, plain);
    }
}
