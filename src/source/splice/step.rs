//! A path: the steps to a value through the tables and lists around it.

use super::fault::Fault;

/// One step of a path: into a table or into a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// The key of a table, without quotes.
    Key(String),
    /// The item of a list, from 0.
    Index(usize),
}

/// The keys of a path, without the indexes between them.
pub(super) fn keys_of(path: &[PathStep]) -> impl Iterator<Item = &str> {
    path.iter().filter_map(|step| if let PathStep::Key(key) = step { Some(key.as_str()) } else { None })
}

/// How many of the steps are keys: as many names has a header of the path.
pub(super) fn n_keys(path: &[PathStep]) -> usize {
    keys_of(path).count()
}

/// A path as it is once an item is gone.
pub(super) fn path_without(path: &[PathStep], (list, gone): (&[PathStep], usize)) -> Result<Vec<PathStep>, Fault> {
    let mut path = path.to_vec();
    if let (true, Some(PathStep::Index(index))) = (path.starts_with(list), path.get_mut(list.len())) {
        if *index == gone {
            return Err(Fault::Misfit("a place within the item itself"));
        }
        *index -= usize::from(*index > gone);
    }
    Ok(path)
}

/// A path as it is once an item has come.
pub(super) fn path_with(path: &[PathStep], (list, come): (&[PathStep], usize)) -> Vec<PathStep> {
    let mut path = path.to_vec();
    if let (true, Some(PathStep::Index(index))) = (path.starts_with(list), path.get_mut(list.len())) {
        *index += usize::from(*index >= come);
    }
    path
}
