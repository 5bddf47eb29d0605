//! How the statements of a text relate to a path: aside, above, at it or below.
//! Invariant: a header is followed as TOML has it: through a list of tables it leads to the last item before it.

use super::sheet::{Inside, Kind, Name, Piece, Sheet, Statement};
use super::step::PathStep;

/// How a statement stands to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is about something else.
    Aside,
    /// What it makes holds the path; so many steps lead to it.
    Above(usize),
    /// It makes what is at the path.
    Exact,
    /// It is about something in what is at the path.
    Below,
}

/// How each statement stands to a path.
pub(super) fn relations(sheet: &Sheet<'_>, path: &[PathStep]) -> Vec<Relation> {
    let mut n_items = vec![0; path.len()];
    let mut header = Relation::Above(0);
    let relation = |statement: &Statement<'_>| match &statement.kind {
        Kind::Pair(_) => under(header, &statement.names, path),
        kind => {
            header = header_relation(&statement.names, matches!(kind, Kind::Item), path, &mut n_items);
            header
        }
    };
    sheet.statements.iter().map(relation).collect()
}

/// How a header stands to a path. `n_items` counts for each step the items seen of the list it leads into.
fn header_relation(names: &[Name<'_>], is_item: bool, path: &[PathStep], n_items: &mut [usize]) -> Relation {
    let mut at = 0;
    for (name_idx, name) in names.iter().enumerate() {
        match path.get(at) {
            None => return Relation::Below,
            Some(PathStep::Key(key)) if *key == name.key => at += 1,
            Some(_) => return Relation::Aside,
        }
        let opens_item = is_item && name_idx + 1 == names.len();
        match path.get(at) {
            None if opens_item => return Relation::Below,
            Some(PathStep::Index(index)) => {
                if opens_item {
                    n_items[at] += 1;
                    n_items[at + 1..].fill(0);
                }
                if n_items[at] != index + 1 {
                    return Relation::Aside;
                }
                at += 1;
            }
            Some(PathStep::Key(_)) if opens_item => return Relation::Aside,
            _ => {}
        }
    }
    if at == path.len() { Relation::Exact } else { Relation::Above(at) }
}

/// How a key stands to a path, given how its header does.
fn under(header: Relation, names: &[Name<'_>], path: &[PathStep]) -> Relation {
    let mut at = match header {
        Relation::Aside => return Relation::Aside,
        Relation::Above(n_steps) => n_steps,
        Relation::Exact | Relation::Below => return Relation::Below,
    };
    for name in names {
        match path.get(at) {
            None => return Relation::Below,
            Some(PathStep::Key(key)) if *key == name.key => at += 1,
            Some(_) => return Relation::Aside,
        }
    }
    if at == path.len() { Relation::Exact } else { Relation::Above(at) }
}

/// A value that is written after a key, and the brackets or braces around it, the outermost first, each with the
/// index of the item in it.
pub(super) struct Written<'s, 't> {
    pub(super) piece: &'s Piece<'t>,
    /// The last one holds the piece.
    pub(super) around: Vec<(&'s Piece<'t>, usize)>,
}

/// The value at a path; `None` where there is none, or a header, or dotted keys.
pub(super) fn find_written<'s, 't>(sheet: &'s Sheet<'t>, path: &[PathStep]) -> Option<Written<'s, 't>> {
    let relations = relations(sheet, path);
    sheet.statements.iter().zip(relations).find_map(|(statement, relation)| {
        let Kind::Pair(piece) = &statement.kind else { return None };
        let n_steps = match relation {
            Relation::Exact => path.len(),
            Relation::Above(n_steps) => n_steps,
            Relation::Aside | Relation::Below => return None,
        };
        let mut around = Vec::new();
        let piece = within(piece, path.get(n_steps..)?, &mut around)?;
        Some(Written { piece, around })
    })
}

/// The value at a path in a value.
fn within<'s, 't>(
    piece: &'s Piece<'t>,
    path: &[PathStep],
    around: &mut Vec<(&'s Piece<'t>, usize)>,
) -> Option<&'s Piece<'t>> {
    let Some(step) = path.first() else { return Some(piece) };
    match (&piece.inside, step) {
        (Inside::Brackets(items), PathStep::Index(index)) => {
            around.push((piece, *index));
            within(&items.get(*index)?.value, path.get(1..)?, around)
        }
        (Inside::Braces(items), PathStep::Key(_)) => items.iter().enumerate().find_map(|(idx, item)| {
            let (own, rest) = path.split_at_checked(item.names.len())?;
            let is_it =
                own.iter().zip(&item.names).all(|(step, name)| matches!(step, PathStep::Key(key) if *key == name.key));
            if !is_it {
                return None;
            }
            let depth = around.len();
            around.push((piece, idx));
            let found = within(&item.value, rest, around);
            if found.is_none() {
                around.truncate(depth);
            }
            found
        }),
        _ => None,
    }
}
