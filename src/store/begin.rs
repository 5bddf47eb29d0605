//! New maps: from a template with the files beside it, or as proposed for a table.
//! Invariant: nothing that is there is written over, and what could not be finished leaves no file behind.

use std::fs::DirBuilder;
use std::path::{Component, Path, PathBuf};

use rustix::io::Errno;

use super::proposal::Proposal;
use super::{Error, Named, Outside, Root};
use crate::source::bind;
use crate::source::templates::{MAP_FILE, NewFile, NewMap, template, title_for};

/// How a table is called that a map may be begun from.
const TABLES: [&str; 6] = [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst"];

/// How many of the tables in a folder are offered.
const MOST_TABLES: usize = 20;

/// Is that a table, by its name?
#[must_use]
pub fn is_table(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    TABLES.iter().any(|end| name.ends_with(end))
}

/// Why there is no map for a table.
#[derive(Debug)]
pub enum Unproposed {
    /// A file could not be read or written.
    Failed(Error),
    /// The table is none.
    Unbound(bind::Unbound),
}

impl From<Error> for Unproposed {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Root {
    /// Opens the map that is proposed for a table, in the folder of that table. Nothing of it is on disk.
    ///
    /// # Errors
    /// When the table cannot be read, or nothing can be proposed for it.
    pub fn propose(table: &Path, outside: Outside) -> Result<Self, Unproposed> {
        let mut root = Self::open(table, outside)?;
        let file = root.only_named().unwrap_or_default();
        let text = proposal(&root, &file)?;
        let stem = file.split('.').next().unwrap_or_default().to_owned();
        let others = (2..).map(|nth| format!("{stem}-{nth}.toml"));
        let mut labels = [MAP_FILE.to_owned(), format!("{stem}.toml")].into_iter().chain(others);
        let label = labels.find(|label| root.path(label).symlink_metadata().is_err()).unwrap_or_default();
        root.proposal = Proposal::new(label, text);
        Ok(root)
    }

    /// Is the map that was opened a proposal, of which nothing is written?
    #[must_use]
    pub fn is_proposal(&self) -> bool {
        self.proposal.is_unwritten()
    }

    /// Writes the proposal that is open; from here on it is a map like any other.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn put(&self, label: &str) -> Result<(), Error> {
        self.proposal.put(label, |text| self.begin(&[NewFile { name: label.to_owned(), text }]))
    }

    /// Writes the map that is proposed for a table here.
    ///
    /// # Errors
    /// When the table cannot be read, nothing can be proposed for it, or there is such a map already.
    pub fn begin_for(&self, table: &str, label: &str) -> Result<(), Unproposed> {
        let text = proposal(self, table)?;
        Ok(self.begin(&[NewFile { name: label.to_owned(), text }])?)
    }

    /// Makes a folder, with those that it is to be in, unless it is there; and opens it.
    ///
    /// # Errors
    /// When it cannot be made or opened.
    pub fn make(path: &Path) -> Result<Self, Error> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        make_folder(path, &path.to_string_lossy())?;
        Self::open(path, Outside::Refuse)
    }

    /// The tables that lie in the folder itself, sorted, where a folder was opened.
    #[must_use]
    pub fn tables(&self) -> Vec<String> {
        let entries = if self.is_single() { None } else { self.folder.path.read_dir().ok() };
        let names = entries.into_iter().flatten().flatten().filter(|entry| entry.path().is_file());
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let mut tables: Vec<String> =
            names.filter(|name| !name.starts_with('.') && is_table(Path::new(name))).collect();
        tables.sort_unstable();
        tables.truncate(MOST_TABLES);
        tables
    }

    /// Writes a map begun from a template, with the files beside it.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn begin_from(&self, name: &str, label: &str) -> Result<(), Error> {
        let Some(template) = template(name) else { return Ok(()) };
        let folder = Path::new(label).parent().unwrap_or(Path::new(""));
        let asked = NewMap { title: &title_for(label), language: None, phases: &[] };
        let files = template.files(&asked).into_iter().map(|file| match file.name.as_str() {
            MAP_FILE => NewFile { name: label.to_owned(), ..file },
            beside => NewFile { name: folder.join(beside).to_string_lossy().into_owned(), ..file },
        });
        self.begin(&files.collect::<Vec<_>>())
    }

    /// Writes new files, and the folders they are to be in. The label of each is its path from here.
    ///
    /// # Errors
    /// When one is there already, leads out of what was opened, or cannot be written.
    pub fn begin(&self, files: &[NewFile]) -> Result<(), Error> {
        for file in files.iter().rev() {
            let label = file.name.as_str();
            if !Path::new(label).components().all(|part| matches!(part, Component::Normal(_))) {
                return Err(Error::OpenOutside { label: label.to_owned() });
            }
            if self.path(label).symlink_metadata().is_ok() {
                let source = Errno::EXIST.into();
                return Err(Error::Create { label: label.to_owned(), source });
            }
        }
        let mut made: Vec<PathBuf> = Vec::new();
        for file in files {
            let path = self.path(&file.name);
            let folder = path.parent().unwrap_or(Path::new("/"));
            let written = make_folder(folder, &file.name).and_then(|()| self.create(&file.name, &file.text));
            if let Err(error) = written {
                // They are of this call alone: nobody was told of them.
                for path in made {
                    rustix::fs::unlink(path).ok();
                }
                return Err(error);
            }
            made.push(path);
        }
        Ok(())
    }
}

/// The text that is proposed for a table.
fn proposal(root: &Root, table: &str) -> Result<String, Unproposed> {
    let named = Named::open(&root.path(table))?;
    bind::propose(named.bytes(), table, None).map_err(Unproposed::Unbound)
}

fn make_folder(path: &Path, label: &str) -> Result<(), Error> {
    let made = DirBuilder::new().recursive(true).create(path);
    made.map_err(|source| Error::Create { label: label.to_owned(), source })
}
