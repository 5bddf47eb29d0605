//! Maps that a map leads to: are they there, and are they maps?
//! Invariant: nothing outside the folder that was opened is looked at, unless the user allows it.

use std::io;

use super::file::LARGEST_TEXT;
use super::load::beside;
use super::shelf::is_map;
use super::{Error, Root};
use crate::journey::{Address, Finding, Map, Noun, rule};

impl Root {
    /// What leads to no map. Where that is written is not known here.
    pub(super) fn unknown_maps(&self, label: &str, map: &Map) -> Vec<Finding> {
        let journey = Address::journey();
        let touchpoints = map.stages.iter().flat_map(|stage| {
            let of_stage = Address::journey().then(Noun::Stage, &stage.id);
            stage.touchpoints.iter().filter_map(move |own| {
                Some((of_stage.then(Noun::Touchpoint, &own.id), "journey", own.journey.as_deref()?))
            })
        });
        let current = map.current.as_deref().map(|path| (journey, "current", path));
        // Of a path from the root of a machine another rule tells.
        let all = current.into_iter().chain(touchpoints).filter(|(.., path)| !path.starts_with('/'));
        let finding = |(at, key, path): (Address, &str, &str)| {
            let (why, help) = self.why_no_map(label, path)?;
            Some(Finding {
                rule: &rule::UNKNOWN_MAP,
                message: format!("{key} leads to \"{path}\", {why}"),
                help: Some(help.to_owned()),
                file: label.to_owned(),
                line: 0,
                column: 0,
                excerpt: None,
                address: Some(at.field(key)),
            })
        };
        all.filter_map(finding).collect()
    }

    /// Why a path leads to no map, and how to mend that.
    fn why_no_map(&self, label: &str, path: &str) -> Option<(String, &'static str)> {
        match self.folder.file(&beside(label, path), path, LARGEST_TEXT) {
            Ok((file, _)) => {
                let why = "which is no map: it has no [journey]";
                (!is_map(file)).then(|| (why.to_owned(), "name the TOML file of a map"))
            }
            Err(Error::OpenOutside { .. }) => {
                let why = "which is outside the folder that was opened";
                Some((why.to_owned(), "open the folder that holds both maps"))
            }
            Err(Error::Open { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Some(("which is not there".to_owned(), "check the path, it is relative to the folder of this map"))
            }
            Err(error) => Some((format!("which cannot be read: {error}"), "name the TOML file of a map")),
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the files to be read are made first")]
mod tests {
    use std::fmt::Write as _;
    use std::fs;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::store::{Outside, Wanted};

    #[test]
    fn a_map_that_leads_nowhere_is_told_of_where_it_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join("maps").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        };
        write("returns/journey.toml", "[journey]\ntitle = \"Returns\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n");
        write("returns/notes.toml", "title = \"none\"\n");
        write("../outside.toml", "[journey]\ntitle = \"Out\"\n");
        let told = |leads: &[&str]| -> Vec<String> {
            let mut text =
                "[journey]\ntitle = \"Toys\"\nstate = \"future\"\ncurrent = \"now.toml\"\n[[stage]]\nid = \"s\"\nname = \"S\"\n".to_owned();
            for (nth, path) in leads.iter().enumerate() {
                writeln!(text, "[[stage.touchpoint]]\nid = \"t{nth}\"\nname = \"T\"\njourney = \"{path}\"")
                    .expect("a string takes all");
            }
            write("toys/journey.toml", &text);
            let root = Root::open(&folder.path().join("maps"), Outside::Refuse).expect("opened");
            let none = AtomicBool::new(false);
            let book = root.load("toys/journey.toml", &Wanted::default(), &none, &mut |_| {});
            let again = root.recount("toys/journey.toml", &book, &Wanted::default(), &none, &mut |_| {});
            assert_eq!(again.findings, book.findings, "counting again tells it once");
            let words = |own: &Finding| {
                assert!(own.help.is_some());
                format!("{}:{}:{} {} {}", own.file, own.line, own.column, own.rule, own.message)
            };
            book.findings.iter().map(words).collect()
        };
        let none = "toys/journey.toml:4:11 unknown-map current leads to \"now.toml\", which is not there";
        assert_eq!(told(&["../returns/journey.toml"]), [none]);
        write("toys/now.toml", "[journey]\ntitle = \"Toys now\"\n");
        assert_eq!(told(&["../returns/journey.toml", "./now.toml"]), [""; 0]);
        assert_eq!(
            told(&["../returns/notes.toml", "../../outside.toml", "../gone/journey.toml", "../returns"]),
            [
                "toys/journey.toml:11:11 unknown-map journey leads to \"../returns/notes.toml\", which is no map: it has no [journey]",
                "toys/journey.toml:15:11 unknown-map journey leads to \"../../outside.toml\", which is outside the folder that was opened",
                "toys/journey.toml:19:11 unknown-map journey leads to \"../gone/journey.toml\", which is not there",
                "toys/journey.toml:23:11 unknown-map journey leads to \"../returns\", which cannot be read: `../returns` is a folder, expected a regular file",
            ]
        );
    }
}
