//! Ids of the things of one kind in one place: taken from the file, or made by position.
//! Invariant: an id is given out once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::fields::Raw;
use super::place::Id;
use super::tree::Value;
use super::{Place, Remark, Report, rules, shorten};
use crate::journey::Noun;

/// The ids given out so far.
#[derive(Default)]
pub(crate) struct Ids {
    /// The byte it was first seen at, and the next number for one that comes again.
    taken: HashMap<String, (usize, usize)>,
}

impl Ids {
    /// Gives an id to an item.
    ///
    /// * `position`: 0-based, among the items of its place.
    /// * `parent`: where the item is.
    pub(crate) fn name<'t>(
        &mut self,
        report: &mut Report<'_>,
        raw: &Raw<'t>,
        position: usize,
        (parent, noun): (&Place<'_>, Noun),
    ) -> Id<'t> {
        let Some((id, span)) = written(raw) else {
            return Id::Text(self.distinct(Cow::Owned((position + 1).to_string()), raw.span.start));
        };
        let taken_on = self.taken.get(id).map(|(first, _)| report.line_of(*first) + 1);
        let is_empty = id.trim().is_empty();
        let given = if is_empty { Cow::Owned((position + 1).to_string()) } else { Cow::Borrowed(id) };
        let given = Id::Text(self.distinct(given, span.start));
        let mut remark = |rule, message, help: &str| {
            let address = Some(parent.then(noun, &given).field("id"));
            report.add(Remark { rule, span: Some(span.clone()), message, help: Some(help.to_owned()), address });
        };
        if is_empty {
            remark(&rules::EMPTY_VALUE, "id is empty, expected a short name".to_owned(), "give it a name");
        } else if let Some(line) = taken_on {
            let message = format!("the id \"{}\" is taken on line {line}, expected another one", shorten(id));
            remark(&rules::DUPLICATE_ID, message, "rename one of the two");
        } else if !id.chars().all(is_ordinary) {
            let message = format!("the id \"{}\" is hard to type, expected letters, digits, - _ and .", shorten(id));
            remark(&rules::ODD_ID, message, "rename it, and keep the long form in `name`");
        }
        given
    }

    /// Gives a question the name of its column: it keeps that when others are answered.
    pub(crate) fn by_column<'t>(&mut self, raw: &Raw<'t>, position: usize) -> Id<'t> {
        let column = match raw.table.get("column").map(|node| &node.value) {
            Some(Value::Text(column)) if !column.trim().is_empty() => Cow::Borrowed(column.as_ref()),
            _ => Cow::Owned((position + 1).to_string()),
        };
        Id::Text(self.distinct(column, raw.span.start))
    }

    /// Was this id given out?
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }

    /// All ids, in alphabetical order.
    pub(crate) fn sorted(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.taken.keys().cloned().collect();
        ids.sort_unstable();
        ids
    }

    fn distinct<'t>(&mut self, id: Cow<'t, str>, start: usize) -> Cow<'t, str> {
        let Some((_, next)) = self.taken.get_mut(id.as_ref()) else {
            self.taken.insert(id.as_ref().to_owned(), (start, 2));
            return id;
        };
        let mut number = *next;
        let mut candidate = format!("{id}-{number}");
        while self.taken.contains_key(&candidate) {
            number += 1;
            candidate = format!("{id}-{number}");
        }
        if let Some((_, next)) = self.taken.get_mut(id.as_ref()) {
            *next = number + 1;
        }
        self.taken.insert(candidate.clone(), (start, 2));
        Cow::Owned(candidate)
    }
}

fn is_ordinary(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// The id as written, and where.
fn written<'t>(raw: &Raw<'t>) -> Option<(&'t str, Range<usize>)> {
    let node = raw.table.get("id")?;
    match &node.value {
        Value::Text(id) => Some((id, node.span())),
        _ => None,
    }
}

/// The id as written, before it is made distinct.
pub(crate) fn written_id<'t>(raw: &Raw<'t>) -> Option<&'t str> {
    written(raw).map(|(id, _)| id).filter(|id| !id.trim().is_empty())
}
