//! "Did you mean": the nearest of the names there are.
//! Invariant: long names cost nothing, they are not compared.

/// No name that people mistype is longer, in characters.
const LONGEST: usize = 64;

/// How much of a value a message repeats, in characters.
const SHOWN: usize = 48;

/// `did you mean "parking"?`, where one of the names is near enough to be meant.
pub(crate) fn did_you_mean<'a>(given: &str, names: impl Iterator<Item = &'a str>, quote: char) -> Option<String> {
    let length = given.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let lower = given.to_lowercase();
    let most = (length / 3).clamp(1, 4);
    let near = names
        .filter(|name| name.len() <= 4 * LONGEST && name.chars().count().abs_diff(length) <= most)
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= most && *distance < name.chars().count())
        .min_by_key(|(distance, _)| *distance)?;
    Some(format!("did you mean {quote}{}{quote}?", shorten(near.1)))
}

/// A value as a message repeats it: the start of it, on one line, safe to show.
pub(crate) fn shorten(text: &str) -> String {
    let start: String = text.chars().take(2 * SHOWN).collect();
    let clean = crate::text::plain(&start);
    let mut chars = clean.chars();
    let start: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_none() { start } else { format!("{start}...") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood() {
        let names = ["touchpoint", "note", "action", "id"];
        let suggest = |given| did_you_mean(given, names.into_iter(), '`');
        assert_eq!(suggest("touchpont").as_deref(), Some("did you mean `touchpoint`?"));
        assert_eq!(suggest("Touchpoint").as_deref(), Some("did you mean `touchpoint`?"));
        assert_eq!(suggest("actoin").as_deref(), Some("did you mean `action`?"));
        assert_eq!(suggest("weather"), None);
        assert_eq!(suggest("xy"), None);
        assert_eq!(suggest(""), None);
        assert_eq!(suggest(&"x".repeat(100_000)), None);
    }
}
