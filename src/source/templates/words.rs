//! The texts of templates in other languages than English.
//! Invariant: a template is told in a language whole, or in English.

/// A language, and its texts: a line each, the English one and its own with a tab between.
const LANGUAGES: &[(&str, &str)] = &[
    ("de", include_str!("words/de.txt")),
    ("es", include_str!("words/es.txt")),
    ("fr", include_str!("words/fr.txt")),
    ("he", include_str!("words/he.txt")),
];

/// The languages there are texts in, besides English.
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(language, _)| *language)
}

/// A map with its texts in a language, `de` or `de-AT`; `None` where one of them is not known in it.
pub(super) fn told_in(map: &str, language: &str) -> Option<String> {
    let main = language.split(['-', '_']).next().unwrap_or_default();
    let (_, texts) = LANGUAGES.iter().find(|(own, _)| own.eq_ignore_ascii_case(main))?;
    let pairs: Vec<(&str, &str)> = texts.lines().filter_map(|line| line.split_once('\t')).collect();
    let lines: Option<Vec<String>> = map.lines().map(|line| told_line(line, &pairs)).collect();
    Some(lines?.join("\n") + "\n")
}

/// The keys whose values are read by people.
const READ: [&str; 11] = [
    "name",
    "description",
    "objective",
    "motivations",
    "expectations",
    "worries",
    "quote",
    "customer_goal",
    "does",
    "thinks",
    "obstacle",
];

/// One line of a map. What is no text for people stays as it is.
fn told_line(line: &str, pairs: &[(&str, &str)]) -> Option<String> {
    if let Some((_, own)) = pairs.iter().find(|(english, _)| *english == line) {
        return Some((*own).to_owned());
    }
    let Some((key, value)) = line.split_once(" = ").filter(|(key, _)| READ.contains(key)) else {
        return Some(line.to_owned());
    };
    // Of several texts the last is for people.
    let end = value.rfind('"')?;
    let start = value.get(..end)?.rfind('"')? + 1;
    let text = value.get(start..end)?;
    let (mark, english) = text.strip_prefix("? ").map_or(("", text), |rest| ("? ", rest));
    let (_, own) = pairs.iter().find(|(known, _)| *known == english)?;
    Some(format!("{key} = {}{mark}{own}{}", value.get(..start)?, value.get(end..)?))
}
