//! Gathers the comments of one place from the files of its sources.
//! Invariant: a file that cannot be opened is told, and only its own comments are missing.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::file::Contents;
use super::{Error, Root};
use crate::source;
use crate::source::comments::{self, Comments, Gathering, Wish};

impl Root {
    /// Gathers the comments that a map's sources hold of a place. Tells how many bytes of all are read, stops when
    /// `cancel` is set.
    ///
    /// # Errors
    ///
    /// When the map cannot be read.
    pub fn comments(
        &self,
        label: &str,
        wish: &Wish,
        cancel: &AtomicBool,
        heard: &mut (dyn FnMut(u64, u64) + Send),
    ) -> Result<Comments, Error> {
        let (map, _) = source::parse(label, &self.text(label)?);
        let mut gathering = Gathering::new(&map, wish);
        let (mut opened, mut total) = (Vec::new(), 0);
        for source in comments::sources(&map, &wish.at) {
            match self.source(label, &source.file) {
                Ok((file, size)) => {
                    total += size;
                    opened.push((source, Contents { file, size }));
                }
                Err(error) => gathering.fail(error.to_string()),
            }
        }
        let mut before = 0;
        for (source, contents) in &opened {
            let mut progress = |done: u64| {
                if cancel.load(Ordering::Relaxed) {
                    return ControlFlow::Break(());
                }
                heard(before + done.min(contents.size), total);
                ControlFlow::Continue(())
            };
            gathering.read(source, contents, &mut progress);
            before += contents.size;
        }
        Ok(gathering.finish())
    }
}
