//! Text of a map inside Markdown.
//! Invariant: whatever a map says comes out as those words on one line: no markup, no mention, no control character.

use crate::text::plain;

/// One line of text as Markdown that shows it as it is.
pub(crate) fn inline(text: &str) -> String {
    let text = plain(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // `1. ` and `1) ` make a list.
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let list = Some(number).filter(|number| *number < text.len());
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let rest = rest.as_str();
        let is_list =
            matches!(c, '.' | ')') && list == Some(rest.len() + 1) && (rest.is_empty() || rest.starts_with(' '));
        if is_list || is_markup(before, c, rest) {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// Would it be taken for something else than itself?
fn is_markup(before: Option<char>, c: char, rest: &str) -> bool {
    let after = rest.chars().next();
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
        // Inside a word it is a letter.
        '_' => !(in_word(before) && in_word(after)),
        // `@here` would call everybody; an address of mail does not.
        '@' => !in_word(before),
        // `&lt;` would be read as a sign.
        '&' => after.is_some_and(|after| after == '#' || after.is_ascii_alphabetic()),
        // At the start of a line these make a heading, a list, a quotation or a rule.
        '#' | '+' | '-' | '>' | '=' => before.is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &str) {
        assert_eq!(inline(text), expected, "{name}");
    }

    #[test]
    fn words_stay_words() {
        check("prose", "54.1 % are satisfied (r 0.57), n 2,342!", "54.1 % are satisfied (r 0.57), n 2,342!");
        check("Hebrew", "המחיר גבוה", "המחיר גבוה");
        check("emphasis", "*very* __loud__ ~~gone~~", "\\*very\\* \\_\\_loud\\_\\_ \\~\\~gone\\~\\~");
        check("a name with underscores", "ease_getto", "ease_getto");
        check("a link", "[here](http://x)", "\\[here\\](http://x)");
        check("a picture", "![x](y)", "!\\[x\\](y)");
        check("a tag", "<script>", "\\<script>");
        check("code", "`rm`", "\\`rm\\`");
        check("a backslash", "a\\*b", "a\\\\\\*b");
        check("an entity", "a &lt; b & c", "a \\&lt; b & c");
        check("a mention", "@here ask a@b.org", "\\@here ask a@b.org");
        check("a heading", "# big", "\\# big");
        check("a list", "- one", "\\- one");
        check("a numbered list", "1. one", "1\\. one");
        check("a number", "1.5 % of 2) all", "1.5 % of 2) all");
        check("a quotation", "> so", "\\> so");
        check("lines", "one\n\n# two\r\n- three", "one # two - three");
        check("a table", "a | b", "a \\| b");
        check("controls", "a\u{1b}[2J\u{202e}b\0", "a\u{fffd}\\[2Jb\u{fffd}");
    }
}
