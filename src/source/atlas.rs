//! The places of a map in its text: addresses to tables and the paths to them, and back.
//! Invariant: an address that the parser gave leads to its place, ids made by position or made distinct included.

use std::ops::Range;

use super::format::{Branch, Id, Ids, Node, Place, Raw, Report, Table, Value, tree_table as table};
use super::splice;
use super::tables::{ROOT, is_beside_journey, is_by_position, nouns_in, table_of};
use crate::journey::{self, Address, Noun};

/// The tables of a map by their ids.
pub(crate) struct Atlas<'t> {
    root: &'t Branch<'t>,
    /// The stages, each with its touchpoints.
    stages: Vec<(Listed<'t>, Vec<Listed<'t>>)>,
}

/// A table in a list, or under the key of one.
#[derive(Clone)]
pub(crate) struct Listed<'t> {
    /// Its id as addresses have it.
    pub(crate) id: String,
    /// Where it is in the list, from 0; `None` where it is a single table in the place of a list.
    pub(crate) index: Option<usize>,
    /// What it says.
    pub(crate) node: &'t Node<'t>,
}

/// A thing of the map among all of them.
pub(crate) struct Listing<'t> {
    /// From the outside in, as the parser has it.
    pub(crate) at: Address,
    /// Which of them is its place; the journey is its own.
    pub(crate) place: usize,
    /// Its 1-based position among those of its kind there, and how many there are.
    pub(crate) position: (usize, usize),
    /// Its keys; `None` of a journey that is not there.
    pub(crate) table: Option<&'t Branch<'t>>,
}

/// A thing of the map in its text.
#[derive(Clone)]
pub(crate) struct Item<'t> {
    /// From the outside in, as the parser has it.
    pub(crate) at: Address,
    /// Where in the TOML.
    pub(crate) path: Vec<splice::PathStep>,
    /// Its keys.
    pub(crate) table: &'t Branch<'t>,
    /// Its header, or the whole of it where it is written in braces.
    pub(crate) span: Range<usize>,
}

impl<'t> Atlas<'t> {
    /// The places of a map that was read.
    pub(crate) fn new(root: &'t Branch<'t>) -> Self {
        // Ids of touchpoints are distinct in the whole map.
        let mut ids = Ids::default();
        let stages = named(root, Noun::Stage, &mut Ids::default()).into_iter().map(|stage| {
            let own = table(stage.node).map(|table| named(table, Noun::Touchpoint, &mut ids));
            (stage, own.unwrap_or_default())
        });
        Self { root, stages: stages.collect() }
    }

    /// The thing that is addressed. A touchpoint is found in whatever stage it is.
    pub(crate) fn item(&self, steps: &[journey::Step]) -> Option<Item<'t>> {
        let Some(first) = steps.first() else { return self.journey() };
        let mut item = if is_beside_journey(first.noun) { self.root() } else { self.journey()? };
        for step in steps {
            item = self.step(&item, step)?;
        }
        Some(item)
    }

    /// What the lists of that kind in a place hold; those of the file are in the place of no steps.
    pub(crate) fn list(&self, at: &[journey::Step], noun: Noun) -> Option<Vec<Listed<'t>>> {
        let place = self.parent(at, noun)?;
        self.listed((&place.at, place.table), noun)
    }

    fn listed(&self, (at, place): (&Address, &'t Branch<'t>), noun: Noun) -> Option<Vec<Listed<'t>>> {
        if noun != Noun::Touchpoint {
            return Some(named(place, noun, &mut Ids::default()));
        }
        let own = at.id_of(Noun::Stage)?;
        self.stages.iter().find(|(stage, _)| stage.id == own).map(|(_, all)| all.clone())
    }

    /// The place whose table has the list of things of that kind: the file itself for stages and the like.
    pub(crate) fn parent(&self, at: &[journey::Step], noun: Noun) -> Option<Item<'t>> {
        if at.is_empty() && is_beside_journey(noun) { Some(self.root()) } else { self.item(at) }
    }

    /// Is there such a touchpoint?
    pub(crate) fn has_touchpoint(&self, id: &str) -> bool {
        self.stages.iter().flat_map(|(_, all)| all).any(|listed| listed.id == id)
    }

    /// The path and the value of a field: `target.by`, `segments.2`.
    pub(crate) fn field(item: &Item<'t>, field: &str) -> Option<(Vec<splice::PathStep>, &'t Node<'t>)> {
        let mut path = item.path.clone();
        // A long source may name the column of a metric by a key of its own or among `columns`.
        let node = descend(item.table, field, &mut path).or_else(|| {
            path.truncate(item.path.len());
            descend(item.table, &format!("columns.{field}"), &mut path)
        })?;
        Some((path, node))
    }

    /// The bytes of a place.
    pub(crate) fn find(&self, address: &Address) -> Option<Range<usize>> {
        let item = self.item(&address.steps)?;
        match &address.field {
            Some(field) => Self::field(&item, field).map(|(_, node)| node.span()),
            None => Some(item.span),
        }
    }

    /// The address of every thing.
    pub(crate) fn places(&self) -> Vec<Address> {
        self.listing().into_iter().map(|listing| listing.at).collect()
    }

    /// Every thing of the map, the journey first, each before what is in it.
    pub(crate) fn listing(&self) -> Vec<Listing<'t>> {
        let journey = self.journey().map(|journey| journey.table);
        let mut all = vec![Listing { at: Address::journey(), place: 0, position: (1, 1), table: journey }];
        self.gather((0, self.root), &ROOT, &mut all);
        if let Some(journey) = journey {
            self.gather((0, journey), table_of(Noun::Journey), &mut all);
        }
        all
    }

    fn gather(&self, (idx, place): (usize, &'t Branch<'t>), format: &'static Table, all: &mut Vec<Listing<'t>>) {
        let Some(at) = all.get(idx).map(|listing| listing.at.clone()) else { return };
        for noun in nouns_in(format) {
            let list = self.listed((&at, place), noun).unwrap_or_default();
            let n_listed = list.len();
            for (position, listed) in list.into_iter().enumerate() {
                let own = all.len();
                let table = table(listed.node);
                all.push(Listing {
                    at: at.then(noun, listed.id),
                    place: idx,
                    position: (position + 1, n_listed),
                    table,
                });
                if let Some(inner) = table {
                    self.gather((own, inner), table_of(noun), all);
                }
            }
        }
    }

    fn root(&self) -> Item<'t> {
        Item { at: Address::journey(), path: Vec::new(), table: self.root, span: 0..0 }
    }

    fn journey(&self) -> Option<Item<'t>> {
        let node = self.root.get(Noun::Journey.word())?;
        let path = vec![splice::PathStep::Key(Noun::Journey.word().to_owned())];
        Some(Item { at: Address::journey(), path, table: table(node)?, span: node.span() })
    }

    fn step(&self, place: &Item<'t>, journey::Step { noun, id }: &journey::Step) -> Option<Item<'t>> {
        match noun {
            Noun::Journey => self.journey(),
            Noun::Stage => {
                Some(self.root().then(Noun::Stage, &self.stages.iter().find(|(stage, _)| stage.id == *id)?.0))
            }
            Noun::Touchpoint => self.stages.iter().find_map(|(stage, all)| {
                let listed = all.iter().find(|listed| listed.id == *id)?;
                Some(self.root().then(Noun::Stage, stage).then(Noun::Touchpoint, listed))
            }),
            _ => {
                let all = named(place.table, *noun, &mut Ids::default());
                Some(place.then(*noun, all.iter().find(|listed| listed.id == *id)?))
            }
        }
    }
}

impl<'t> Item<'t> {
    /// One step further in.
    fn then(&self, noun: Noun, listed: &Listed<'t>) -> Self {
        let mut path = self.path.clone();
        path.push(splice::PathStep::Key(noun.word().to_owned()));
        path.extend(listed.index.map(splice::PathStep::Index));
        // Only tables are listed.
        let table = table(listed.node).unwrap_or(self.table);
        Self { at: self.at.then(noun, &listed.id), path, table, span: listed.node.span() }
    }

    /// Its own table in the format.
    pub(crate) fn format(&self) -> &'static Table {
        table_of(self.at.steps.last().map_or(Noun::Journey, |step| step.noun))
    }
}

/// The tables under a key with the ids that the parser gives them.
fn named<'t>(place: &'t Branch<'t>, noun: Noun, ids: &mut Ids) -> Vec<Listed<'t>> {
    let mut unheard = Report::new("", "");
    let (list, single) = match place.get(noun.word()) {
        Some(Node { value: Value::List(list), .. }) => (list.as_slice(), None),
        single => (&[][..], single),
    };
    let listed = list.iter().enumerate().map(|(index, node)| (Some(index), node));
    let tables = listed.chain(single.map(|node| (None, node))).filter(|(_, node)| table(node).is_some());
    let named = tables.enumerate().filter_map(|(position, (index, node))| {
        let raw = Raw { table: table(node)?, span: node.span() };
        let id = if noun == Noun::Ask {
            ids.by_column(&raw, position)
        } else if is_by_position(noun) {
            Id::Position(position + 1)
        } else {
            ids.name(&mut unheard, &raw, position, (&Place::JOURNEY, noun))
        };
        Some(Listed { id: id.to_text(), index, node })
    });
    named.collect()
}

/// `target.by`, `segment.area`, `segments.2`: a key may hold dots of its own.
fn descend<'t>(place: &'t Branch<'t>, field: &str, path: &mut Vec<splice::PathStep>) -> Option<&'t Node<'t>> {
    if let Some(node) = place.get(field) {
        path.push(splice::PathStep::Key(field.to_owned()));
        return Some(node);
    }
    let (first, rest) = field.split_once('.')?;
    let node = place.get(first)?;
    path.push(splice::PathStep::Key(first.to_owned()));
    match &node.value {
        Value::Table(table) => descend(table, rest, path),
        Value::List(list) => {
            let index = rest.parse::<usize>().ok()?.checked_sub(1)?;
            path.push(splice::PathStep::Index(index));
            list.get(index)
        }
        // A single text stands for a list of one.
        _ => (rest == "1").then_some(node),
    }
}
