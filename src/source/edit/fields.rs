//! Sets and clears a field, or moves it along its scale.
//! Invariant: a value that does not fit is refused before the text is touched.

use jiff::civil::Date;

use super::field::{Meant, Part, meant};
use super::refusal::Refusal;
use super::spelling::{Present, literal};
use super::words::{inline, key, words};
use super::work::{Made, Work};
use crate::journey::{Address, Noun};
use crate::source::atlas::{Atlas, Item};
use crate::source::format::{KeyNode, Value, ValueKind, read_value, shorten, tree_table, try_value};
use crate::source::splice::{self, PathStep};
use crate::source::tables::table_of;

/// A value as TOML, and as a person types it.
pub(super) type Spelled = (String, String);

/// What typed words are as a value of a field.
pub(super) fn spelled(
    at: &Address,
    meant: &Meant,
    typed: &str,
    present: Present<'_, '_>,
    today: Date,
) -> Result<Spelled, Refusal> {
    let expected = || meant.kind.expected();
    let is_blank = typed.trim().is_empty();
    if is_blank && meant.is_required() {
        return Err(Refusal::unfit(at, format!("{} is empty, expected {}", meant.field.key, expected()), None));
    }
    let literal = literal(meant.kind, typed, present, today);
    // A part of a value is checked as the whole of it would be.
    if meant.part == Part::Own
        && let ValueKind::Whole { low, high } = meant.kind
        && !literal.parse::<i64>().is_ok_and(|whole| (low..=high).contains(&whole))
    {
        let field = at.field.as_deref().unwrap_or_default();
        return Err(Refusal::unfit(at, format!("{field} is {}, expected {}", shorten(&literal), expected()), None));
    }
    if meant.part == Part::Whole
        && let Some(finding) = try_value(meant.table, meant.field, &literal)
    {
        // How to write it in the file is of no use to somebody who types it here.
        let help = finding.help.filter(|help| help.starts_with("did you mean") || help.starts_with("use "));
        return Err(Refusal::unfit(at, finding.message, help));
    }
    match read_value(&literal, |node, text| words(text, node, meant.kind)) {
        Some(words) => Ok((literal, words)),
        None => {
            Err(Refusal::unfit(at, format!("{} cannot be written, expected {}", meant.field.key, expected()), None))
        }
    }
}

/// A field in the text as it is.
struct Found {
    at: Address,
    /// To its value, or to where it would be.
    path: Vec<PathStep>,
    /// What it says.
    was: Option<String>,
    /// What it is to say.
    new: Option<Spelled>,
    /// The table above it that is not there yet.
    lacks: Option<usize>,
    /// Is it a table whose keys stand on lines of their own, and which keys?
    spread: Option<Vec<(String, String)>>,
}

impl Work<'_> {
    pub(super) fn set(&mut self, at: &Address, typed: &str) -> Result<Option<Made>, Refusal> {
        let meant = meant(at)?;
        let is_blank = typed.trim().is_empty();
        if is_blank && !meant.is_required() {
            return self.clear(at);
        }
        let (_, mine) = spelled(at, &meant, typed, ("", None), self.stamp.date)?;
        let at = self.follow_field(at, &meant, Some(&mine))?;
        let found = self.find(&at, &meant, Some(typed))?;
        let Some((literal, is)) = found.new.clone().filter(|(_, is)| found.was.as_ref() != Some(is)) else {
            return Ok(None);
        };
        self.check_id(&found.at, &meant, &is)?;
        let ids = |work: &Self| work.ids_of_questions(&found.at);
        let place = ids(self).iter().position(|id| found.at.id_of(Noun::Ask) == Some(id));
        self.write(&found, &meant, &literal)?;
        let renamed = place.and_then(|place| ids(self).into_iter().nth(place));
        let mut at = found.at;
        if let Some((last, id)) = at.steps.last_mut().zip(renamed) {
            last.id = id;
        }
        if meant.trail == ["id"]
            && meant.part == Part::Whole
            && let Some(last) = at.steps.last_mut()
        {
            last.id.clone_from(&is);
        }
        Ok(Some(Made { at, was: found.was, is: Some(is) }))
    }

    /// The ids of the questions beside one: they are its columns, and may become others.
    fn ids_of_questions(&self, at: &Address) -> Vec<String> {
        let Some((_, source)) = at.steps.split_last().filter(|(last, _)| last.noun == Noun::Ask) else {
            return Vec::new();
        };
        let listed = self.read(|atlas| {
            Ok(atlas.list(source, Noun::Ask).unwrap_or_default().into_iter().map(|own| own.id).collect())
        });
        listed.unwrap_or_default()
    }

    pub(super) fn clear(&mut self, at: &Address) -> Result<Option<Made>, Refusal> {
        let meant = meant(at)?;
        if meant.is_required() {
            let message = format!("{} needs its {}", meant.table.name, meant.field.key);
            return Err(Refusal::unfit(
                at,
                message,
                Some("remove the whole of it, or write something else".to_owned()),
            ));
        }
        let at = self.follow_field(at, &meant, None)?;
        let found = self.find(&at, &meant, None)?;
        if found.was.is_none() {
            return Ok(None);
        }
        self.splice(&found.at, |text| splice::remove(text, &found.path))?;
        Ok(Some(Made { at: found.at, was: found.was, is: None }))
    }

    pub(super) fn step(&mut self, at: &Address, by: i8) -> Result<Option<Made>, Refusal> {
        let meant = meant(at)?;
        let ValueKind::Whole { low, high } = meant.kind else {
            let message = format!("{} is not on a scale, expected {}", meant.field.key, meant.kind.expected());
            return Err(Refusal::unfit(at, message, None));
        };
        let at = self.follow_item(at)?;
        let was = self.find(&at, &meant, None)?.was;
        let is = match was.as_deref().map(str::parse::<i64>) {
            Some(Ok(value)) => value.saturating_add(by.into()).clamp(low, high),
            // From something odd, too, it starts in the middle; a count starts at its lowest.
            _ if high == i64::MAX => low,
            _ => low.midpoint(high),
        };
        self.overwrite(&at, &is.to_string())
    }

    pub(super) fn cycle(&mut self, at: &Address) -> Result<Option<Made>, Refusal> {
        let thing = Address { steps: self.follow_item(at)?.steps, field: None };
        let noun = thing.steps.last().map_or(Noun::Journey, |step| step.noun);
        let status = table_of(noun).field("status").map(|field| field.kind);
        let Some(ValueKind::Words(words)) = status else {
            let message = format!("{} goes through no states, expected a pain point or an action", table_of(noun).name);
            return Err(Refusal::Misplaced { message, help: None });
        };
        let status = thing.field("status");
        let was = self.find(&status, &meant(&status)?, None)?.was;
        // Without a word it is in the first state.
        let position = was.as_deref().map_or(Some(0), |was| words.iter().position(|word| *word == was));
        let next = position.map_or(0, |position| (position + 1) % words.len());
        let Some(is) = words.get(next) else { return Ok(None) };
        let made = self.overwrite(&status, is)?;
        if noun == Noun::Action {
            self.date(&thing.field("shipped"), was.as_deref(), is)?;
        }
        Ok(made)
    }

    /// Shipped is said with its day; a slip of the key takes that day back.
    fn date(&mut self, shipped: &Address, was: Option<&str>, is: &str) -> Result<(), Refusal> {
        let today = self.stamp.date.to_string();
        let date = self.find(shipped, &meant(shipped)?, None)?.was;
        if is == "shipped" && date.is_none() {
            self.overwrite(shipped, &today)?;
        } else if was == Some("shipped") && date.as_deref() == Some(&today) {
            let now = self.seen.take();
            self.clear(shipped)?;
            self.seen = now;
        }
        Ok(())
    }

    /// Sets a field whatever others made of it.
    fn overwrite(&mut self, at: &Address, typed: &str) -> Result<Option<Made>, Refusal> {
        let seen = self.seen.take();
        let made = self.set(at, typed);
        self.seen = seen;
        made
    }

    /// Looks a field up in the text as it is.
    fn find(&self, at: &Address, meant: &Meant, typed: Option<&str>) -> Result<Found, Refusal> {
        self.read(|atlas| {
            let item = atlas.item(&at.steps).ok_or_else(|| Refusal::absent(at))?;
            let field = at.field.as_deref().unwrap_or_default();
            let at = Address { steps: item.at.steps.clone(), field: at.field.clone() };
            let there = Atlas::field(&item, field);
            if there.is_none() && meant.part == Part::Entry && typed.is_some() {
                return Err(Refusal::Misplaced { message: format!("there is no {at}"), help: None });
            }
            let node = there.as_ref().map(|(_, node)| *node);
            let new = typed.map(|typed| spelled(&at, meant, typed, (&self.text, node), self.stamp.date));
            let was = node.map(|node| words(&self.text, node, meant.kind));
            let spread = node.and_then(|node| {
                let is_spread = !self.text.get(node.span())?.starts_with('{');
                let pair = |own: &KeyNode<'_>| (own.key.to_string(), inline(&self.text, &own.node));
                is_spread.then_some(tree_table(node)?.entries.iter().map(pair).collect())
            });
            let (path, lacks) = match there {
                Some((path, _)) => (path, None),
                None => way(&item, meant),
            };
            Ok(Found { at, path, was, new: new.transpose()?, lacks, spread })
        })
    }

    /// An id is given out once.
    fn check_id(&self, at: &Address, meant: &Meant, id: &str) -> Result<(), Refusal> {
        let Some((last, parents)) = at.steps.split_last().filter(|_| meant.trail == ["id"]) else { return Ok(()) };
        let is_taken = self.read(|atlas| {
            let siblings = atlas.list(parents, last.noun).unwrap_or_default();
            let is_beside = siblings.iter().any(|listed| listed.id == id);
            Ok(is_beside || (last.noun == Noun::Touchpoint && atlas.has_touchpoint(id)))
        })?;
        if is_taken && last.id != id { Err(Refusal::taken(id)) } else { Ok(()) }
    }

    fn write(&mut self, found: &Found, meant: &Meant, literal: &str) -> Result<(), Refusal> {
        if let (Some(old), true) = (&found.spread, found.was.is_some()) {
            return self.splice(&found.at, |text| spread(text.text, &found.path, old, literal));
        }
        let Some(depth) = found.lacks else {
            return self.splice(&found.at, |text| splice::set(text, &found.path, literal, &meant.keys_before()));
        };
        // The table comes with its first key, if that is all it needs.
        let lacking = found.path.get(depth..).unwrap_or_default();
        let keys = lacking.iter().skip(1).rev().filter_map(|step| match step {
            PathStep::Key(key) => Some(key),
            PathStep::Index(_) => None,
        });
        let literal = keys.fold(literal.to_owned(), |literal, own| format!("{{ {} = {literal} }}", key(own)));
        let outer = Address { steps: found.at.steps.clone(), field: meant.trail.first().cloned() };
        let outer_meant = super::field::meant(&outer)?;
        if let Some(finding) = try_value(outer_meant.table, outer_meant.field, &literal) {
            let help = format!("set all of it at once: {outer} to {{ ... }}");
            return Err(Refusal::unfit(&found.at, finding.message, Some(help)));
        }
        let path = found.path.get(..=depth).unwrap_or_default();
        self.splice(&found.at, |text| splice::set(text, path, &literal, &outer_meant.keys_before()))
    }
}

/// Where a field would be that is not there, and from which step on the tables above it are missing.
fn way(item: &Item<'_>, meant: &Meant) -> (Vec<PathStep>, Option<usize>) {
    let mut path = item.path.clone();
    let mut table = Some(item.table);
    let mut lacks = None;
    for (depth, key) in meant.trail.iter().enumerate() {
        let is_last = depth + 1 == meant.trail.len();
        let inner = table.and_then(|table| table.get(key));
        if !is_last && inner.is_none() && lacks.is_none() {
            lacks = Some(path.len());
        }
        table = inner.and_then(|node| tree_table(node));
        path.push(PathStep::Key(key.clone()));
    }
    (path, lacks)
}

/// A table with its keys on lines of their own gets others, a line for each that differs.
fn spread(text: &str, path: &[PathStep], old: &[(String, String)], literal: &str) -> Result<String, splice::Fault> {
    let pairs = |node: &crate::source::format::Node<'_>, text: &str| match &node.value {
        Value::Table(table) => {
            let pairs = table.entries.iter().map(|own| (own.key.to_string(), inline(text, &own.node)));
            Some(pairs.collect::<Vec<_>>())
        }
        _ => None,
    };
    let Some(new) = read_value(literal, pairs).flatten() else { return Err(splice::Fault::Misfit("a table")) };
    let mut made = text.to_owned();
    let below = |key: &str| [path, &[PathStep::Key(key.to_owned())]].concat();
    for (key, literal) in &new {
        if !old.iter().any(|(own, before)| own == key && before == literal) {
            made = splice::set(&made, &below(key), literal, &[])?;
        }
    }
    for (key, _) in old.iter().filter(|(own, _)| !new.iter().any(|(key, _)| key == own)) {
        made = splice::remove(&made, &below(key))?;
    }
    Ok(made)
}
