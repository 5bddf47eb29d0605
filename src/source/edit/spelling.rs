//! From words that a person typed to a value of TOML.
//! Invariant: one value comes out, on the lines that belong to it, whatever was typed.

use jiff::civil::Date;

use super::words::{inline, quoted, scalar};
use crate::source::format::{Node, Value, ValueKind, read_value};
use crate::source::splice::{line_ending, literal_of_text};

/// What is there now, and the text of the map that it was read from.
pub(super) type Present<'a, 't> = (&'a str, Option<&'a Node<'t>>);

/// The value as TOML. What is not understood becomes text, and does not fit the field then.
pub(super) fn literal(kind: ValueKind, typed: &str, present: Present<'_, '_>, today: Date) -> String {
    let words = typed.trim();
    let understood = match kind {
        ValueKind::Text => return prose(typed, present),
        ValueKind::Texts | ValueKind::Codes => return list(words, present),
        ValueKind::Id | ValueKind::Period | ValueKind::Span | ValueKind::Link | ValueKind::Path => None,
        ValueKind::Tables(_) if !words.starts_with('[') => None,
        ValueKind::Date => day(words, today).map(|day| day.to_string()),
        ValueKind::Days => words.parse::<u32>().ok().map(|days| days.to_string()),
        ValueKind::Whole { .. } => words.parse::<i64>().ok().map(|whole| whole.to_string()),
        ValueKind::Number => number(words),
        ValueKind::Truth => truth(words).map(str::to_owned),
        ValueKind::Words(known) => word(words, known).map(quoted),
        ValueKind::Letter => letter(typed),
        ValueKind::Scale | ValueKind::Range => ends(words),
        ValueKind::Choices
        | ValueKind::Columns
        | ValueKind::TextBy
        | ValueKind::WholeBy { .. }
        | ValueKind::Table(_)
        | ValueKind::Tables(_) => braces(words),
    };
    understood.unwrap_or_else(|| prose(words, present))
}

/// Text in the quotes it has; text of several lines in the quotes for that.
fn prose(typed: &str, (text, node): Present<'_, '_>) -> String {
    let like = node.filter(|node| matches!(node.value, Value::Text(_))).and_then(|node| text.get(node.span()));
    literal_of_text(&broken_as(text, typed), like)
}

/// A text with the line breaks of the map.
fn broken_as(map: &str, typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\n', line_ending(map))
}

/// `2026-05-01` or `today`.
fn day(words: &str, today: Date) -> Option<Date> {
    if words.eq_ignore_ascii_case("today") {
        return Some(today);
    }
    let is_date = words.len() == 10 && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_date { words.parse().ok() } else { None }
}

fn number(words: &str) -> Option<String> {
    if words.parse::<i64>().is_ok() || read_value(words, |node, _| matches!(node.value, Value::Float(_))) == Some(true)
    {
        return Some(words.trim_start_matches('+').to_owned());
    }
    let number: f64 = words.parse().ok().filter(|number: &f64| number.is_finite())?;
    Some(format!("{number:?}"))
}

fn truth(words: &str) -> Option<&'static str> {
    match words.to_lowercase().as_str() {
        "yes" | "true" | "on" => Some("true"),
        "no" | "false" | "off" => Some("false"),
        _ => None,
    }
}

/// The word of the format, however it is cased and joined: `In-Progress`.
fn word(words: &str, known: &[&'static str]) -> Option<&'static str> {
    let same = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
    known.iter().find(|known| same(known) == same(words)).copied()
}

fn letter(typed: &str) -> Option<String> {
    match typed {
        "tab" | "\\t" | "\t" => Some("\"\\t\"".to_owned()),
        _ => None,
    }
}

/// `1 to 5`, `1, 5` or `[1, 5]`.
fn ends(words: &str) -> Option<String> {
    let bare = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(words);
    let (low, high) = bare.split_once(" to ").or_else(|| bare.split_once(','))?;
    Some(format!("[{}, {}]", number(low.trim())?, number(high.trim())?))
}

/// A table or a list as TOML has it; the braces of a table may be left out.
fn braces(words: &str) -> Option<String> {
    let is_bare = !words.starts_with(['{', '[']);
    let words = if is_bare { format!("{{ {words} }}") } else { words.to_owned() };
    read_value(&words, |node, text| inline(text, node))
}

/// A list as TOML, or as words between commas.
fn list(words: &str, (text, node): Present<'_, '_>) -> String {
    let typed = if words.starts_with('[') { entries_of(words) } else { None };
    let entries = typed.unwrap_or_else(|| words.split(',').map(|word| Typed::new(word.trim())).collect());
    let (old, raw) = match node {
        Some(Node { value: Value::List(list), .. }) => (list.as_slice(), node.and_then(|node| text.get(node.span()))),
        Some(Node { value: Value::Text(_), .. }) if entries.len() == 1 => {
            return entries.first().map(|entry| prose(&entry.words, (text, node))).unwrap_or_default();
        }
        _ => (&[][..], None),
    };
    let like = old.iter().find(|entry| matches!(entry.value, Value::Text(_))).and_then(|entry| text.get(entry.span()));
    let are_whole = !old.is_empty() && old.iter().all(|entry| matches!(entry.value, Value::Integer(..)));
    let literals = entries.iter().map(|entry| {
        // What stays is written as it was.
        let same = old.iter().find(|own| scalar(own).is_some_and(|own| own == entry.words));
        let same = same.and_then(|own| text.get(own.span()));
        match (same, &entry.literal) {
            (Some(same), _) => same.to_owned(),
            (None, Some(literal)) => literal.clone(),
            (None, None) if are_whole && entry.words.parse::<i64>().is_ok() => entry.words.clone(),
            (None, None) => literal_of_text(&broken_as(text, &entry.words), like.filter(|like| !like.contains('\n'))),
        }
    });
    let literals: Vec<String> = literals.collect();
    let kept = raw.and_then(|raw| respelled((raw, node?.span().start), (text, old), &literals));
    kept.unwrap_or_else(|| format!("[{}]", literals.join(", ")))
}

/// An entry of a list that was typed.
struct Typed {
    words: String,
    /// As it was typed, where that was TOML.
    literal: Option<String>,
}

impl Typed {
    fn new(words: &str) -> Self {
        Self { words: words.to_owned(), literal: None }
    }
}

fn entries_of(words: &str) -> Option<Vec<Typed>> {
    let made = read_value(words, |node, text| match &node.value {
        Value::List(list) => {
            let entry = |own| Some(Typed { words: scalar(own)?.into_owned(), literal: Some(inline(text, own)) });
            list.iter().map(entry).collect()
        }
        _ => None,
    });
    made.flatten()
}

/// A list with new entries where they differ from the old ones: its lines, blanks and comments stay.
fn respelled((raw, start): (&str, usize), (text, old): (&str, &[Node<'_>]), new: &[String]) -> Option<String> {
    let literal = |own: &Node<'_>| text.get(own.span());
    let same = |(old, new): &(&Node<'_>, &String)| literal(old) == Some(new.as_str());
    let n_before = old.iter().zip(new).take_while(same).count();
    let most = old.len().min(new.len()) - n_before;
    let n_after = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    let (gone, come) = (old.get(n_before..old.len() - n_after)?, new.get(n_before..new.len() - n_after)?);
    let within = |at: usize| at - start;
    let put = |range: std::ops::Range<usize>, words: &str| {
        Some(format!("{}{words}{}", raw.get(..range.start)?, raw.get(range.end..)?))
    };
    if gone.len() == come.len() {
        let mut made = raw.to_owned();
        for (own, new) in gone.iter().zip(come).rev() {
            made.replace_range(within(own.span().start)..within(own.span().end), new);
        }
        return Some(made);
    }
    let before = n_before.checked_sub(1).and_then(|last| old.get(last));
    let after = old.get(old.len() - n_after..).and_then(|rest| rest.first());
    // Entries on lines of their own are followed by one.
    let model = before.or(gone.first()).or(after)?.span().start;
    let above = raw.get(..within(model))?;
    let indent = above.rfind('\n').and_then(|newline| above.get(newline..)).filter(|indent| indent.trim().is_empty());
    let ending = if raw.contains("\r\n") { "\r" } else { "" };
    let gap = indent.map_or(" ".to_owned(), |indent| format!("{ending}{indent}"));
    let come = come.join(&format!(",{gap}"));
    match (gone.first(), gone.last(), before, after) {
        (Some(first), Some(last), ..) if !come.is_empty() => {
            put(within(first.span().start)..within(last.span().end), &come)
        }
        (Some(first), _, _, Some(after)) => put(within(first.span().start)..within(after.span().start), ""),
        (_, Some(last), Some(before), None) => put(within(before.span().end)..within(last.span().end), ""),
        (None, _, Some(before), _)
            if indent.is_some() && remark_after(raw.get(within(before.span().end)..)?).is_some() =>
        {
            // What is remarked on an entry stays on its line.
            let end = within(before.span().end);
            let (length, has_comma) = remark_after(raw.get(end..)?)?;
            let (own, last) = if has_comma { ("", ",") } else { (",", "") };
            let remark = raw.get(end..end + length)?;
            put(end..end + length, &format!("{own}{remark}{gap}{come}{last}"))
        }
        (None, _, Some(before), _) => {
            put(within(before.span().end)..within(before.span().end), &format!(",{gap}{come}"))
        }
        (None, _, None, Some(after)) => {
            put(within(after.span().start)..within(after.span().start), &format!("{come},{gap}"))
        }
        _ => None,
    }
}

/// How long the rest of an entry's line is that has a remark, and whether a comma stands before that.
fn remark_after(rest: &str) -> Option<(usize, bool)> {
    let line = rest.split('\n').next()?.trim_end_matches('\r');
    let after = line.trim_start();
    let has_comma = after.starts_with(',');
    after.trim_start_matches(',').trim_start().starts_with('#').then_some((line.len(), has_comma))
}
