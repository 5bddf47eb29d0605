//! A CSV file that the user named, wherever it is.
//! Invariant: it is a regular file of bounded size, as every file that is read.

use std::path::{Component, Path, PathBuf};

use super::Error;
use super::file::{Contents, LARGEST_CSV, open_anywhere};
use crate::source::bytes::Bytes;

/// A file that was named.
#[derive(Debug)]
pub struct Named {
    contents: Contents,
    path: PathBuf,
}

impl Named {
    /// Opens it.
    ///
    /// # Errors
    ///
    /// When there is no regular file, or it is too large.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let (file, size) = open_anywhere(path, &path.to_string_lossy(), LARGEST_CSV)?;
        Ok(Self { contents: Contents { file, size }, path: path.to_owned() })
    }

    /// What is in it.
    #[must_use]
    pub fn bytes(&self) -> &dyn Bytes {
        &self.contents
    }

    /// Its name, without folders.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Its path as seen from a folder, with `/` between; `None` where it does not lie in it.
    #[must_use]
    pub fn seen_from(&self, folder: &Path) -> Option<String> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let (path, folder) = (self.path.canonicalize().ok()?, folder.canonicalize().ok()?);
        let parts = path.strip_prefix(folder).ok()?.components().map(|part| match part {
            Component::Normal(part) => part.to_str(),
            _ => None,
        });
        parts.collect::<Option<Vec<&str>>>().map(|parts| parts.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_seen_from_the_folders_it_lies_in() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let named = Named::open(&root.join("maps/toys/funnel.csv")).expect("it is there");
        assert_eq!(named.name(), "funnel.csv");
        assert_eq!(named.seen_from(&root.join("maps")).as_deref(), Some("toys/funnel.csv"));
        assert_eq!(named.seen_from(&root.join("maps/toys/../toys")).as_deref(), Some("funnel.csv"));
        assert_eq!(named.seen_from(&root.join("maps/bakery")), None);
        assert!(named.bytes().size() > 0);
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let refused = |path: &str| Named::open(Path::new(path)).err().map(|error| error.to_string());
        assert_eq!(refused("/").as_deref(), Some("`/` is a folder, expected a regular file"));
        assert_eq!(refused("/dev/null").as_deref(), Some("`/dev/null` is a device, expected a regular file"));
        assert!(refused("no/such.csv").is_some_and(|why| why.starts_with("cannot open `no/such.csv`")));
    }
}
