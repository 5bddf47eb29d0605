//! What the keys of a thing say, for its page. Folded from the rows of the format: a new key needs nothing here.

use super::pieces::Scene;
use crate::app::figures;
use crate::app::view::{Block, Label, Labels, PageLine, Tone};
use crate::journey::{Address, Content, Field, Map, Noun, Role, Thing, ValueKind};
use crate::text::Plain;

/// A block for each key that says something, but for those that the page shows elsewhere.
pub(super) fn fields(scene: Scene<'_>, thing: &dyn Thing, at: &Address, elsewhere: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (field, lines) in lines(scene.labels, scene.map(), thing, elsewhere) {
        let is_path = matches!(field.kind, ValueKind::Path);
        let shown = |line: &String| {
            let title = scene.title_at(line).filter(|_| is_path);
            Plain::lines(title.unwrap_or(line))
        };
        let lines = lines.iter().flat_map(shown).map(PageLine::from).collect();
        let (label, at) = (scene.labels.field(field).into(), Some(at.field(field.key)));
        blocks.push(Block::Field { label, lines, tone: Tone::Neutral, at, is_marked: false });
    }
    blocks
}

/// A line for each key that says something, but for those that the item shows elsewhere: `frequency 3 of 5`.
pub(super) fn facts(labels: Labels, map: &Map, thing: &dyn Thing, elsewhere: &[&str]) -> Vec<Plain> {
    let said = lines(labels, map, thing, elsewhere).into_iter();
    said.map(|(field, lines)| format!("{} {}", labels.field(field), lines.join(", ")).into()).collect()
}

fn lines(labels: Labels, map: &Map, thing: &dyn Thing, elsewhere: &[&str]) -> Vec<(&'static Field, Vec<String>)> {
    let own = thing.values().into_iter().filter(|(field, _)| {
        field.key != "id" && !elsewhere.contains(&field.key) && matches!(field.role, Role::Own | Role::Prose)
    });
    let said = own.map(|(field, content)| (field, words(labels, map, field, content)));
    said.filter(|(_, lines)| lines.iter().any(|line| !line.trim().is_empty())).collect()
}

/// What a key says, each text on a line of its own.
fn words(labels: Labels, map: &Map, field: &Field, content: Content<'_>) -> Vec<String> {
    let texts: Vec<String> = content.texts().into_iter().map(std::borrow::Cow::into_owned).collect();
    let each = |say: &dyn Fn(&String) -> String| texts.iter().map(say).collect();
    match field.kind {
        ValueKind::Truth if !texts.is_empty() => vec![labels.word(Label::Yes).to_owned()],
        ValueKind::Whole { low, .. } if low < 0 => {
            each(&|number| format!("{} {}", signed(number), labels.word(Label::OnScale)))
        }
        ValueKind::Whole { low: 1, high: 5 } => each(&|number| labels.filled(Label::OfFive, &[number])),
        ValueKind::Words(_) => each(&|word| labels.said(word)),
        ValueKind::TextBy | ValueKind::WholeBy { .. } => each(&|own| by_persona(labels, map, own)),
        _ if field.names.is_some() => {
            let names: Vec<String> = each(&|id| name(map, field.names, id));
            vec![names.join(", ")]
        }
        _ if field.role == Role::Own => vec![texts.join(", ")],
        _ => texts,
    }
}

/// `+1`.
fn signed(number: &str) -> String {
    let number: f64 = number.parse().unwrap_or_default();
    format!("{}{}", if number > 0.0 { "+" } else { "" }, figures::number(number, 0))
}

/// `Dana: three offers`; of a blank text `Dana: no goal`.
fn by_persona(labels: Labels, map: &Map, own: &str) -> String {
    let (id, said) = own.split_once(": ").unwrap_or((own, ""));
    let said = match said.trim() {
        "" => labels.word(Label::NoGoal).to_owned(),
        said if said.parse::<i8>().is_ok() => signed(said),
        said => said.to_owned(),
    };
    format!("{}: {said}", name(map, Some(Noun::Persona), id))
}

/// What a thing is called that is named by its id, which may come after its touchpoint.
fn name(map: &Map, noun: Option<Noun>, id: &str) -> String {
    let own = id.rsplit_once('/').map_or(id, |(_, own)| own);
    let found = match noun {
        Some(Noun::Metric) => map.metric(id).map(|metric| metric.name),
        Some(noun @ (Noun::Pain | Noun::Opportunity)) => called(map, noun, own),
        Some(noun) => called(map, noun, id),
        None => None,
    };
    found.unwrap_or_else(|| id.to_owned())
}

fn called(map: &Map, noun: Noun, id: &str) -> Option<String> {
    map.named(noun).into_iter().find(|own| own.id() == id).map(|own| own.title().into_owned())
}
