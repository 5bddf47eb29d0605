//! A finding as people read it: what, where, the line with carets, how to mend it.
//! Must not know rules. Invariant: nothing leaves that did not pass [`crate::text`].

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
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
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
