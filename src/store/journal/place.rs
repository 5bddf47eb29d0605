//! The path of a map that something is kept of: another session may open another folder.
//! Invariant: a path that is not text is read back as it was.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::Root;
use crate::store::file::LARGEST_TEXT;

/// The path of a map, which need not be text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Spelled", into = "Spelled")]
pub(super) struct MapPath(pub(super) PathBuf);

/// A path as it is written down.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Spelled {
    Text(String),
    Bytes(Vec<u8>),
}

impl From<Spelled> for MapPath {
    fn from(spelled: Spelled) -> Self {
        Self(match spelled {
            Spelled::Text(text) => text.into(),
            Spelled::Bytes(bytes) => OsString::from_vec(bytes).into(),
        })
    }
}

impl From<MapPath> for Spelled {
    fn from(path: MapPath) -> Self {
        let text = path.0.into_os_string().into_string();
        text.map_or_else(|bytes| Self::Bytes(bytes.into_vec()), Self::Text)
    }
}

/// Both paths of a map: as its label has it, and without symbolic links.
pub(super) fn paths(root: &Root, label: &str) -> (MapPath, MapPath) {
    let path = root.path(label);
    let real = path.canonicalize().unwrap_or_else(|_| path.clone());
    (MapPath(path), MapPath(real))
}

/// The label of a map that was at one of these paths, if it is one of this root's.
pub(super) fn label(root: &Root, paths: [&MapPath; 2]) -> Option<String> {
    paths.into_iter().find_map(|path| {
        let label = path.0.strip_prefix(root.path("")).ok()?.to_str()?;
        let is_ours = root.only_named().is_none_or(|named| named == label);
        (is_ours && root.folder.file(Path::new(label), label, LARGEST_TEXT).is_ok()).then(|| label.to_owned())
    })
}
