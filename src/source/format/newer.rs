//! Syntax that came with TOML 1.1, which many other tools cannot read yet.
//! Invariant: what is remarked here is read all the same.

use std::ops::Range;

use super::check::Check;
use super::rules;
use super::tree::Branch;

impl Check<'_, '_> {
    /// `\e` and `\xHH` came with TOML 1.1.
    pub(super) fn newer_text(&mut self, span: Range<usize>) {
        let raw = self.report.text().get(span.clone()).unwrap_or_default();
        if raw.starts_with('"') && raw.contains('\\') && has_newer_escape(raw) {
            let message =
                format!("the escapes \\e and \\x in {} are TOML 1.1, other tools cannot read them", self.field.key);
            let help = "write \\u and four digits".to_owned();
            self.remark(&rules::OTHER_TOOLS, span, message, Some(help));
        }
    }

    /// Line breaks, comments and a last comma in `{ }` came with TOML 1.1.
    pub(super) fn newer_table(&mut self, table: &Branch<'_>, span: Range<usize>) {
        let text = self.report.text();
        if text.as_bytes().get(span.start) != Some(&b'{') {
            return;
        }
        let braces = text.get(span.clone()).unwrap_or_default();
        let is_open = braces.strip_suffix('}').unwrap_or(braces).trim_end().ends_with(',');
        if !is_open && !braces.contains(['\n', '\r']) {
            return;
        }
        let mut spans: Vec<Range<usize>> = table.entries.iter().map(|entry| entry.node.span()).collect();
        spans.sort_by_key(|span| span.start);
        let mut at = span.start;
        let mut is_newer = false;
        for value in spans {
            is_newer |= text.get(at..value.start).is_some_and(|gap| gap.contains(['\n', '\r']));
            at = at.max(value.end);
        }
        is_newer |= text.get(at..span.end).is_some_and(|gap| gap.contains(['\n', '\r', ',']));
        if is_newer {
            let message = format!(
                "line breaks and a last comma in {} of {} are TOML 1.1, other tools cannot read them",
                self.field.key, self.table.name
            );
            let help = "write it on one line, without a last comma".to_owned();
            self.remark(&rules::OTHER_TOOLS, span, message, Some(help));
        }
    }
}

fn has_newer_escape(raw: &str) -> bool {
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some(b'e' | b'x')) {
            return true;
        }
    }
    false
}
