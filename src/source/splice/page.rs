//! The lines of a text: where they start and end, their indents, endings and comments.
//! Invariant: every offset given is one at which the text can be cut.

use std::ops::Range;

/// Bytes and what comes in their place.
pub(super) type Patch = (Range<usize>, String);

const BOM: &str = "\u{feff}";

/// A text.
#[derive(Clone, Copy)]
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    /// The line ending of a text that has none.
    pub(super) ending: &'static str,
}

impl<'t> Page<'t> {
    /// A text of its own.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, ending: "\n" }
    }

    /// The bytes of a range.
    pub(super) fn cut(self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where the text starts, behind its byte order mark.
    pub(super) fn top(self) -> usize {
        if self.text.starts_with(BOM) { BOM.len() } else { 0 }
    }

    /// Where the line of a byte starts.
    pub(super) fn line_start(self, at: usize) -> usize {
        self.cut(0..at).rfind('\n').map_or(self.top(), |newline| newline + 1)
    }

    /// Where the line of a byte ends, its line ending included.
    pub(super) fn line_end(self, at: usize) -> usize {
        let rest = self.cut(at..self.text.len());
        rest.find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// What stands between the start of its line and a byte, where that is blank.
    pub(super) fn indent(self, at: usize) -> &'t str {
        let before = self.cut(self.line_start(at)..at);
        before.get(..before.len() - before.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
    }

    /// Does a line start with this byte, but for blanks?
    pub(super) fn starts_line(self, at: usize) -> bool {
        is_blank(self.cut(self.line_start(at)..at))
    }

    /// The line ending around a byte.
    pub(super) fn line_ending(self, at: usize) -> &'static str {
        let above = self.cut(0..at);
        let Some(newline) = above.rfind('\n').or_else(|| self.text.find('\n')) else { return self.ending };
        if self.cut(0..newline).ends_with('\r') { "\r\n" } else { "\n" }
    }

    /// The start of the comments directly above a line, or of the line; no line starts before `floor`.
    pub(super) fn comments_above(self, line_start: usize, floor: usize) -> usize {
        self.lines_above(line_start, floor, |line| line.trim_start_matches([' ', '\t']).starts_with('#'))
    }

    /// The start of the blank lines directly above a line, or of the line.
    pub(super) fn blanks_above(self, line_start: usize) -> usize {
        self.lines_above(line_start, self.top(), is_blank)
    }

    /// The end of the blank lines directly below.
    pub(super) fn blanks_below(self, line_start: usize) -> usize {
        let mut end = line_start;
        while end < self.text.len() && is_blank(self.cut(end..self.line_end(end))) {
            end = self.line_end(end);
        }
        end
    }

    /// The end of the comments that follow directly and have nothing but a blank line or the end below them: those
    /// directly above something else are about that.
    pub(super) fn comments_below(self, line_start: usize) -> usize {
        let mut end = line_start;
        while end < self.text.len() {
            let line = self.cut(end..self.line_end(end));
            if line.trim_start_matches([' ', '\t']).starts_with('#') {
                end = self.line_end(end);
            } else if is_blank(line) {
                return end;
            } else {
                return line_start;
            }
        }
        end
    }

    /// New lines at the start of a line or at the end of the text. A text without a final line ending stays one.
    pub(super) fn lines_at(self, at: usize, lines: &[String]) -> Patch {
        let ending = self.line_ending(at);
        let joined = lines.join(ending);
        let before = self.cut(self.top()..at);
        let is_open = !before.is_empty() && !before.ends_with('\n');
        (at..at, if is_open { format!("{ending}{joined}") } else { format!("{joined}{ending}") })
    }

    /// Takes lines away. Where they were the last and had no line ending, those before have none either.
    pub(super) fn without(self, lines: Range<usize>) -> Range<usize> {
        if lines.end < self.text.len() || self.text.ends_with('\n') {
            return lines;
        }
        let before = self.cut(self.top()..lines.start);
        let kept = before.strip_suffix('\n').map_or(before, |rest| rest.strip_suffix('\r').unwrap_or(rest));
        lines.start - (before.len() - kept.len())..lines.end
    }

    /// The text with the patches in it; `None` where two of them are about the same bytes.
    pub(super) fn patched(self, mut patches: Vec<Patch>) -> Option<String> {
        patches.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(self.text.len() + patches.iter().map(|(_, new)| new.len()).sum::<usize>());
        let mut at = 0;
        for (range, new) in patches {
            out.push_str(self.text.get(at..range.start)?);
            out.push_str(&new);
            at = range.end;
        }
        out.push_str(self.text.get(at..)?);
        Some(out)
    }

    fn lines_above(self, line_start: usize, floor: usize, belongs: impl Fn(&str) -> bool) -> usize {
        let mut start = line_start;
        while start > floor {
            let above = self.line_start(start - 1);
            if above < floor || !belongs(self.cut(above..start)) {
                break;
            }
            start = above;
        }
        start
    }
}

/// Is there nothing but blanks and a line ending?
pub(super) fn is_blank(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\r', '\n']).is_empty()
}
