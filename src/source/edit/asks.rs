//! Says yes to a question about a column.
//! Invariant: yes writes what was asked and nothing else, and takes the question away.

use super::refusal::Refusal;
use super::words::{quoted, scalar, words};
use super::work::{Made, Work};
use crate::journey::{Address, Noun, Slot, Step, ask};
use crate::source::atlas::Item;
use crate::source::format::{ASK, Value};
use crate::source::shapes;

/// The keys that a question has in common with a binding.
const OF_BINDING: [&str; 5] = ["scale", "top", "yes", "no", "missing"];

/// A question, and what its answer depends on.
struct Asked {
    column: String,
    role: String,
    source: Address,
    /// Where it would be measured, where that is no place of its own.
    touchpoint: Option<String>,
    /// Keys of a binding, as one types them.
    rest: Vec<(String, String)>,
    /// Does a column of the source name the touchpoint?
    is_long: bool,
    /// The columns that the source tells people apart by.
    segments: Vec<String>,
    stages: Vec<Address>,
    touchpoints: Vec<Address>,
    /// The journey, where rows of a column of touchpoints are of it.
    journey: Option<Address>,
}

impl Work<'_> {
    /// Answers a question with yes.
    pub(super) fn take(&mut self, at: &Address) -> Result<Option<Made>, Refusal> {
        let (source, is_one) = match at.steps.split_last() {
            Some((Step { noun: Noun::Ask, .. }, source)) => (source.to_vec(), at.field.is_none()),
            _ => (Vec::new(), false),
        };
        if !is_one {
            return Err(Refusal::misplaced(
                format!("{at} is no open question"),
                "name one, as in source/survey/ask/q7",
            ));
        }
        let at = self.follow_doomed(at)?;
        let source = Address { steps: source, field: None };
        let asked = self.asked(&at, source)?;
        // What others did meanwhile was looked at: it is the same question.
        let seen = self.seen.take();
        let taken = self.remove(&at).and_then(|_| self.answer(&asked));
        self.seen = seen;
        taken?;
        Ok(Some(Made { at, was: Some(asked.column), is: Some(asked.role) }))
    }

    fn answer(&mut self, asked: &Asked) -> Result<(), Refusal> {
        let Asked { column, role, source, .. } = asked;
        if role == "segments" {
            let all: Vec<String> = asked.segments.iter().chain([column]).map(|own| quoted(own)).collect();
            self.set(&source.field("segments"), &format!("[{}]", all.join(", ")))?;
            return Ok(());
        }
        if ask::is_key(role) {
            return self.name_column(&source.field(role), column);
        }
        if !asked.is_long {
            let place = self.place_of(asked)?;
            return self.bind(&place, asked, Some(column));
        }
        let key = if shapes::metric_keys().any(|key| key == role) { role.clone() } else { format!("columns.{role}") };
        self.name_column(&source.field(key), column)?;
        if !asked.rest.is_empty() {
            for place in asked.journey.iter().chain(&asked.touchpoints) {
                self.bind(place, asked, None)?;
            }
        }
        Ok(())
    }

    /// A key of the source names the column, where it names no other.
    fn name_column(&mut self, at: &Address, column: &str) -> Result<(), Refusal> {
        let made = self.set(at, column)?;
        match made.and_then(|made| made.was) {
            Some(was) => Err(Refusal::misplaced(
                format!("{at} names the column `{was}` already"),
                "take that away first, or this question",
            )),
            None => Ok(()),
        }
    }

    /// Where it is measured; a touchpoint that is not there yet comes last.
    fn place_of(&mut self, asked: &Asked) -> Result<Address, Refusal> {
        let Some(id) = &asked.touchpoint else { return Ok(Address::journey()) };
        let is_it = |at: &&Address| at.steps.last().is_some_and(|step| step.id == *id);
        if let Some(there) = asked.touchpoints.iter().find(is_it) {
            return Ok(there.clone());
        }
        let Some(stage) = asked.stages.last() else {
            return Err(Refusal::misplaced("there is no stage for its touchpoint", "add a [[stage]] first"));
        };
        let fields = [("id".to_owned(), id.clone()), ("name".to_owned(), asked.column.clone())];
        self.add((stage, Noun::Touchpoint), &fields, &Slot::Last)?;
        Ok(stage.then(Noun::Touchpoint, id.as_str()))
    }

    fn bind(&mut self, place: &Address, asked: &Asked, column: Option<&str>) -> Result<(), Refusal> {
        let id = asked.source.steps.last().map_or("", |step| step.id.as_str());
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let named = [pair("metric", &asked.role), pair("source", id)];
        let column = column.map(|column| pair("column", column));
        let fields: Vec<(String, String)> = named.into_iter().chain(column).chain(asked.rest.iter().cloned()).collect();
        self.add((place, Noun::Binding), &fields, &Slot::Last).map(drop)
    }

    fn asked(&self, at: &Address, source: Address) -> Result<Asked, Refusal> {
        self.read(|atlas| {
            let own = atlas.item(&at.steps).ok_or_else(|| Refusal::absent(at))?;
            let of = atlas.item(&source.steps).ok_or_else(|| Refusal::absent(&source))?;
            let needed = |key: &str| {
                let help = "mend it in an editor";
                text(&own, key).ok_or_else(|| Refusal::misplaced(format!("{at} has no {key}"), help))
            };
            let rest = OF_BINDING.iter().filter_map(|key| {
                let node = own.table.get(key)?;
                Some(((*key).to_owned(), words(&self.text, node, ASK.field(key)?.kind)))
            });
            let segments = match of.table.get("segments").map(|node| &node.value) {
                Some(Value::List(list)) => list.iter().filter_map(|own| Some(scalar(own)?.into_owned())).collect(),
                _ => text(&of, "segments").into_iter().collect(),
            };
            let ends_in = |noun: Noun| {
                let places = atlas.places().into_iter();
                places.filter(|at| at.steps.last().is_some_and(|step| step.noun == noun)).collect()
            };
            Ok(Asked {
                column: needed("column")?,
                role: needed("as")?,
                touchpoint: text(&own, "touchpoint"),
                rest: rest.collect(),
                is_long: shapes::place_keys().any(|key| of.table.get(key).is_some()),
                segments,
                stages: ends_in(Noun::Stage),
                touchpoints: ends_in(Noun::Touchpoint),
                journey: atlas.item(&[]).filter(|own| own.table.get("match").is_some()).map(|own| own.at),
                source,
            })
        })
    }
}

fn text(item: &Item<'_>, key: &str) -> Option<String> {
    item.table.get(key).and_then(scalar).map(std::borrow::Cow::into_owned)
}
