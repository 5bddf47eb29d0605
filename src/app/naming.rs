//! What places and changes are called in the notice, in the history and on cards.
//! A change has one name, wherever it is shown.

use unicode_segmentation::UnicodeSegmentation;

use crate::journey::{Address, Edit, Finding, Map, Noun, Stage, Step, Touchpoint};
use crate::source::edit::{Done, Refusal};
use crate::source::format::{self, table_of};
use crate::text::{Plain, plain};

/// The most characters of somebody's words that a name quotes.
const MOST: usize = 28;

/// `pain point`.
#[must_use]
pub(crate) const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Pain => "pain point",
        Noun::Binding => "metric",
        Noun::Ask => "question",
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
    match noun {
        Noun::Journey => "title",
        Noun::Evidence => "ref",
        Noun::Research => "method",
        Noun::Source => "file",
        Noun::Binding => "metric",
        Noun::Ask => "column",
        noun if table_of(noun).field("text").is_some() => "text",
        _ => "name",
    }
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
            _ => None,
        }
    })
}

/// What a field is called on the screen: `expects`, `moment of truth`.
#[must_use]
pub(crate) fn label(key: &str) -> String {
    match key {
        "customer_goal" => "goal".to_owned(),
        "expectation" => "expects".to_owned(),
        "description" => "about".to_owned(),
        "ref" => "reference".to_owned(),
        key => key.replace(['_', '.'], " "),
    }
}

/// What a place is called: `thinks`, `pain point`.
#[must_use]
pub(crate) fn kind(at: &Address) -> String {
    at.field.as_deref().map_or_else(|| noun(noun_of(at)).to_owned(), label)
}

/// The name or text of a thing, or of what a field belongs to; `None` if it is not in the map.
#[must_use]
pub(crate) fn title<'m>(map: &'m Map, at: &Address) -> Option<&'m str> {
    let Some((last, above)) = at.steps.split_last() else { return Some(&map.title) };
    let place = Site::of(map, above)?;
    let id = last.id.as_str();
    match last.noun {
        Noun::Journey => Some(&map.title),
        Noun::Persona => named(&map.personas, id, |own| (&own.id, &own.name)),
        Noun::Channel => named(&map.channels, id, |own| (&own.id, &own.name)),
        Noun::Metric => named(&map.metric_definitions, id, |own| (&own.id, &own.name)),
        Noun::Source => named(&map.sources, id, |own| (&own.id, &own.file)),
        Noun::Scenario => named(&map.scenarios, id, |own| (&own.id, &own.name)),
        Noun::Stage => named(&map.stages, id, |own| (&own.id, &own.name)),
        Noun::Touchpoint => named(&place.stage?.touchpoints, id, |own| (&own.id, &own.name)),
        Noun::Pain => named(&place.touchpoint?.pains, id, |own| (&own.id, &own.text)),
        Noun::Opportunity => named(&place.touchpoint?.opportunities, id, |own| (&own.id, &own.text)),
        Noun::Risk => named(&place.touchpoint?.risks, id, |own| (&own.id, &own.text)),
        Noun::Note => {
            let notes = match (place.touchpoint, place.stage) {
                (Some(touchpoint), _) => &touchpoint.notes,
                (None, Some(stage)) => &stage.notes,
                (None, None) => &map.notes,
            };
            named(notes, id, |own| (&own.id, &own.text))
        }
        Noun::Action => {
            named(place.touchpoint.map_or(&map.actions, |own| &own.actions), id, |own| (&own.id, &own.text))
        }
        Noun::Ask => map.asks.iter().find(|ask| ask.address().steps == at.steps).map(|ask| ask.column.as_str()),
        // These have no id and hardly a name: they are called after what they belong to.
        Noun::Binding | Noun::Evidence | Noun::Research => title(map, &Address { steps: above.to_vec(), field: None }),
    }
}

fn named<'m, T>(all: &'m [T], id: &str, of: impl Fn(&'m T) -> (&'m String, &'m String)) -> Option<&'m str> {
    all.iter().map(of).find(|(own, _)| *own == id).map(|(_, name)| name.as_str())
}

/// The stage and the touchpoint that steps lead through.
struct Site<'m> {
    stage: Option<&'m Stage>,
    touchpoint: Option<&'m Touchpoint>,
}

impl<'m> Site<'m> {
    /// `None` if one of them does not exist.
    fn of(map: &'m Map, steps: &[Step]) -> Option<Self> {
        let id = |noun| steps.iter().find(|step| step.noun == noun).map(|step| step.id.as_str());
        let stage = match id(Noun::Stage) {
            Some(id) => Some(map.stages.iter().find(|stage| stage.id == id)?),
            None => None,
        };
        let touchpoint = match id(Noun::Touchpoint) {
            Some(id) => Some(stage?.touchpoints.iter().find(|touchpoint| touchpoint.id == id)?),
            None => None,
        };
        Some(Self { stage, touchpoint })
    }
}

/// Where a place is: `Waiting / Restaurants`; the journey's title for the journey.
#[must_use]
pub(crate) fn path(map: &Map, at: &Address) -> String {
    let site = Site::of(map, &at.steps);
    let stage = site.as_ref().and_then(|site| site.stage).map(|stage| stage.name.as_str());
    let touchpoint = site.as_ref().and_then(|site| site.touchpoint).map(|touchpoint| touchpoint.name.as_str());
    let names: Vec<&str> = [stage, touchpoint].into_iter().flatten().collect();
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
        words.as_deref().or_else(|| title(after, &done.at)).or_else(|| title(before, &done.at)).map(quoted)
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
    let is_prose =
        field(&done.at).is_some_and(|field| matches!(field.kind, format::ValueKind::Text | format::ValueKind::Texts));
    let told = match (&done.was, &done.is) {
        (Some(was), Some(is)) if !is_prose => format!("{} {} to {}", label(key), plain(was), plain(is)),
        (_, Some(is)) if !is_prose => format!("{} {}", label(key), plain(is)),
        (_, Some(is)) => format!("{} {}", label(key), quoted(is)),
        (_, None) => format!("{} emptied", label(key)),
    };
    match title(after, &done.at) {
        Some(title) => format!("{told}, {}", quoted(title)),
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
        assert_eq!(title(&map, &food().then(Noun::Note, "2")), Some("asked for noon staffing"));
        assert_eq!(title(&map, &food().then(Noun::Pain, "gone")), None);
        assert_eq!(title(&map, &Address::journey().then(Noun::Stage, "gone").then(Noun::Note, "1")), None);
        assert_eq!(
            title(&map, &food().then(Noun::Pain, "menus").then(Noun::Evidence, "1")),
            Some("menus only in English")
        );
        assert_eq!(path(&map, &food().field("thinks")), "Waiting / Restaurants");
        assert_eq!(path(&map, &Address::journey().then(Noun::Note, "1")), "Flying from SFO");
        assert_eq!(field(&Address::journey().field("target.by")).map(|field| field.key), Some("by"));
    }
}
