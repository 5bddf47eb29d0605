//! What places and changes are called in the notice, in the history and on cards.
//! A change has one name, wherever it is shown.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::journey::{Address, Edit, Field, Finding, Map, Noun};
use crate::source::edit::{Done, Refusal};
use crate::source::format;
use crate::source::tables::{is_by_position, table_of};
use crate::text::{Plain, plain};

/// The most characters of somebody's words that a name quotes.
const MOST: usize = 28;

/// `pain point`.
#[must_use]
pub(crate) const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Pain => "pain point",
        Noun::Binding => "metric",
        Noun::Metric => "metric definition",
        Noun::Channel => "channel definition",
        Noun::Ask => "question",
        Noun::Consult => "place to consult",
        noun => noun.word(),
    }
}

/// What the main field of a thing is called: `pain point` for the text of a pain point, but `title` for a journey.
#[must_use]
pub(crate) const fn whole(of: Noun) -> &'static str {
    match of {
        Noun::Journey => "title",
        of => noun(of),
    }
}

/// The field that says what a thing is: a pain point's text, a stage's name.
#[must_use]
pub(crate) fn main_field(noun: Noun) -> &'static str {
    table_of(noun).title().map_or("name", |field| field.key)
}

/// What an address leads to, or what its field belongs to.
#[must_use]
pub(crate) fn noun_of(at: &Address) -> Noun {
    at.steps.last().map_or(Noun::Journey, |step| step.noun)
}

/// The row of the format for a field; `target.by` is looked up in its own table.
#[must_use]
pub(crate) fn field(at: &Address) -> Option<&'static format::Field> {
    let key = at.field.as_deref()?;
    let table = table_of(noun_of(at));
    table.field(key).or_else(|| {
        let (first, rest) = key.split_once('.')?;
        match table.field(first)?.kind {
            format::ValueKind::Table(inner) => inner.field(rest),
            format::ValueKind::TextBy | format::ValueKind::WholeBy { .. } => table.field(first),
            _ => None,
        }
    })
}

/// What a place is called: `thinks`, `pain point`.
#[must_use]
pub(crate) fn kind(at: &Address) -> String {
    let key = |key: &str| field(at).map_or_else(|| key.replace(['_', '.'], " "), Field::label);
    at.field.as_deref().map_or_else(|| noun(noun_of(at)).to_owned(), key)
}

/// The name or text of a thing, or of what a field belongs to; `None` if it is not in the map.
#[must_use]
pub(crate) fn title<'m>(map: &'m Map, at: &Address) -> Option<Cow<'m, str>> {
    match at.noun() {
        Some(Noun::Source) => {
            let id = at.id_of(Noun::Source)?;
            map.sources.iter().find(|own| own.id == id).map(|own| own.file.as_str().into())
        }
        Some(Noun::Ask) => {
            map.asks.iter().find(|ask| ask.address().steps == at.steps).map(|ask| ask.column.as_str().into())
        }
        // These have no id and hardly a name: they are called after what they belong to.
        Some(noun) if is_by_position(noun) => title(map, &at.up_to(at.steps.len() - 1)),
        _ => map.thing(at).map(|thing| thing.title()),
    }
}

/// Where a place is: `Waiting / Restaurants`; the journey's title for the journey.
#[must_use]
pub(crate) fn path(map: &Map, at: &Address) -> String {
    let n_places = at.steps.iter().take_while(|step| matches!(step.noun, Noun::Stage | Noun::Touchpoint)).count();
    let names: Option<Vec<Cow<'_, str>>> =
        (1..=n_places).map(|n| map.thing(&at.up_to(n)).map(|place| place.title())).collect();
    let names = names.unwrap_or_default();
    if names.is_empty() { map.title.clone() } else { names.join(" / ") }
}

/// The start of somebody's words in quotes: `“prices well above…”`.
#[must_use]
pub(crate) fn quoted(words: &str) -> String {
    let words = plain(words.trim());
    let graphemes: Vec<&str> = words.graphemes(true).take(MOST + 1).collect();
    match graphemes.get(..MOST) {
        Some(start) if graphemes.len() > MOST => format!("“{}…”", start.concat().trim_end()),
        _ => format!("“{words}”"),
    }
}

/// The name of what was done: `severity 3 to 4, “prices well above…”`.
#[must_use]
pub(crate) fn change(done: &[Done], before: &Map, after: &Map) -> Plain {
    let mut names = done.iter().map(|done| one(done, before, after));
    let first = names.next().unwrap_or_else(|| "nothing".to_owned());
    match names.count() {
        0 => first.into(),
        n => format!("{first} and {n} more").into(),
    }
}

fn one(done: &Done, before: &Map, after: &Map) -> String {
    let what = noun(noun_of(&done.at));
    let own = |words: &Option<String>| {
        let words = words.as_deref().map(Cow::Borrowed);
        words.or_else(|| title(after, &done.at)).or_else(|| title(before, &done.at)).map(|own| quoted(&own))
    };
    let item = |words: &Option<String>| own(words).map_or_else(|| what.to_owned(), |own| format!("{what} {own}"));
    match &done.edit {
        Edit::Add { .. } => format!("added {}", item(&done.is)),
        Edit::Remove { .. } if noun_of(&done.at) == Noun::Ask => {
            format!("said no to {}", own(&done.was).unwrap_or_default())
        }
        Edit::Remove { .. } => format!("deleted {}", item(&done.was)),
        Edit::Move { .. } => format!("moved {}", item(&None)),
        Edit::Shift { by, .. } => format!("moved {} {}", item(&None), if *by < 0 { "up" } else { "down" }),
        Edit::Set { at, .. } | Edit::Clear { at } | Edit::Step { at, .. } => value(done, at.field.as_deref(), after),
        Edit::Take { .. } => {
            let column = done.was.as_deref().map(quoted).unwrap_or_default();
            format!("took {column} as {}", plain(done.is.as_deref().unwrap_or_default()))
        }
        Edit::Cycle { .. } => value(done, Some("status"), after),
    }
}

/// `severity 3 to 4, “prices…”`; of prose, only the new words.
fn value(done: &Done, key: Option<&str>, after: &Map) -> String {
    let noun_here = noun_of(&done.at);
    let key = done.at.field.as_deref().or(key).unwrap_or_default();
    if key == main_field(noun_here) {
        return format!("{} {}", whole(noun_here), done.is.as_deref().map(quoted).unwrap_or_default());
    }
    let at = done.at.field(key);
    let is_prose =
        field(&at).is_some_and(|field| matches!(field.kind, format::ValueKind::Text | format::ValueKind::Texts));
    let label = kind(&at);
    let told = match (&done.was, &done.is) {
        (Some(was), Some(is)) if !is_prose => format!("{label} {} to {}", plain(was), plain(is)),
        (_, Some(is)) if !is_prose => format!("{label} {}", plain(is)),
        (_, Some(is)) => format!("{label} {}", quoted(is)),
        (_, None) => format!("{label} emptied"),
    };
    match title(after, &done.at) {
        Some(title) => format!("{told}, {}", quoted(&title)),
        None => told,
    }
}

/// Why a change was not made, and how to mend that.
#[must_use]
pub(crate) fn refused(refusal: &Refusal) -> Plain {
    match (refusal, refusal.help()) {
        (Refusal::Broken { line, message, .. }, _) => format!("mend line {line} first, E opens it: {message}").into(),
        (refusal, Some(help)) => format!("{refusal}: {help}").into(),
        (refusal, None) => refusal.to_string().into(),
    }
}

/// `journey.toml:12:5:`, or the file alone if the finding is about all of it.
#[must_use]
pub(crate) fn position(finding: &Finding) -> String {
    if finding.line == 0 {
        return format!("{}:", finding.file);
    }
    format!("{}:{}:{}:", finding.file, finding.line, finding.column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::stand::map;
    use crate::journey::Slot;

    fn food() -> Address {
        Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "food")
    }

    #[track_caller]
    fn check(edit: Edit, at: &Address, (was, is): (Option<&str>, Option<&str>), expected: &str) {
        let done = Done { edit, at: at.clone(), was: was.map(str::to_owned), is: is.map(str::to_owned) };
        assert_eq!(change(&[done], &map(), &map()).as_str(), expected);
    }

    #[test]
    fn a_change_is_named_in_the_words_of_the_field() {
        let pain = food().then(Noun::Pain, "prices");
        let (severity, thinks) = (pain.field("severity"), food().field("thinks"));
        let set = |at: &Address| Edit::Set { at: at.clone(), value: String::new() };
        check(
            Edit::Step { at: severity.clone(), by: 1 },
            &severity,
            (Some("3"), Some("4")),
            "severity 3 to 4, “prices well above the city's”",
        );
        check(
            Edit::Cycle { at: pain.clone() },
            &pain.field("status"),
            (Some("open"), Some("fixed")),
            "status open to fixed, “prices well above the city's”",
        );
        check(
            set(&thinks),
            &thinks,
            (Some("x"), Some("Eighteen dollars for one sandwich?")),
            "thinks “Eighteen dollars for one san…”, “Restaurants”",
        );
        check(set(&pain.field("text")), &pain.field("text"), (Some("x"), Some("dear")), "pain point “dear”");
        check(
            Edit::Clear { at: severity.clone() },
            &severity,
            (Some("3"), None),
            "severity emptied, “prices well above the city's”",
        );
        check(Edit::Remove { at: pain.clone() }, &pain, (Some("prices"), None), "deleted pain point “prices”");
        check(Edit::Shift { at: food(), by: -1 }, &food(), (None, None), "moved touchpoint “Restaurants” up");
        let add = Edit::Add { under: food(), noun: Noun::Note, fields: Vec::new(), slot: Slot::Last };
        check(add, &food().then(Noun::Note, "3"), (None, Some("לא עובד")), "added note “לא עובד”");
        let title = Address::journey().field("title");
        check(set(&title), &title, (None, Some("Flying")), "title “Flying”");
    }

    #[test]
    fn everything_has_a_title_and_a_path() {
        let map = map();
        assert_eq!(title(&map, &food().then(Noun::Note, "2")).as_deref(), Some("asked for noon staffing"));
        assert_eq!(title(&map, &food().then(Noun::Pain, "gone")), None);
        assert_eq!(title(&map, &Address::journey().then(Noun::Stage, "gone").then(Noun::Note, "1")), None);
        assert_eq!(
            title(&map, &food().then(Noun::Pain, "menus").then(Noun::Evidence, "1")).as_deref(),
            Some("menus only in English")
        );
        assert_eq!(path(&map, &food().field("thinks")), "Waiting / Restaurants");
        assert_eq!(path(&map, &Address::journey().then(Noun::Note, "1")), "Flying from SFO");
        assert_eq!(field(&Address::journey().field("target.by")).map(|field| field.key), Some("by"));
    }
}
