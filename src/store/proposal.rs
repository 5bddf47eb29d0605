//! The text of a map that is proposed for a table and not written yet.
//! Invariant: until it is put somewhere, nothing of it is on disk.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A map that is proposed, for all who read it; or none.
#[derive(Clone, Debug, Default)]
pub(super) struct Proposal(Option<Arc<Mutex<Sheet>>>);

#[derive(Debug)]
struct Sheet {
    /// Where the map is to be, or is.
    label: String,
    /// `None` since it is on disk.
    text: Option<String>,
}

impl Proposal {
    pub(super) fn new(label: String, text: String) -> Self {
        Self(Some(Arc::new(Mutex::new(Sheet { label, text: Some(text) }))))
    }

    /// Is there one of which nothing is written?
    pub(super) fn is_unwritten(&self) -> bool {
        self.lock().is_some_and(|own| own.text.is_some())
    }

    /// Where it is to be, or was put.
    pub(super) fn label(&self) -> Option<String> {
        self.lock().map(|own| own.label.clone())
    }

    /// The text of the map of that label, unless it is on disk.
    pub(super) fn text(&self, label: &str) -> Option<String> {
        self.lock().filter(|own| own.label == label)?.text.clone()
    }

    /// Changes the text; gives it as it was and as it is, or `None` where the map is on disk.
    pub(super) fn rewrite<E>(
        &self,
        label: &str,
        make: &mut impl FnMut(&str) -> Result<String, E>,
    ) -> Option<Result<(String, String), E>> {
        let mut own = self.lock().filter(|own| own.label == label)?;
        let before = own.text.clone()?;
        Some(make(&before).map(|after| {
            own.text = Some(after.clone());
            (before, after)
        }))
    }

    /// Writes the text to where it is put; from then on it is a map like any other.
    pub(super) fn put<E>(&self, label: &str, write: impl FnOnce(String) -> Result<(), E>) -> Result<(), E> {
        let Some(mut own) = self.lock() else { return Ok(()) };
        if let Some(text) = own.text.clone() {
            write(text)?;
            *own = Sheet { label: label.to_owned(), text: None };
        }
        Ok(())
    }

    fn lock(&self) -> Option<MutexGuard<'_, Sheet>> {
        // Nothing is left half done by a panic elsewhere.
        self.0.as_ref().map(|own| own.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_is_changed_until_it_is_put_somewhere() {
        let proposal = Proposal::new("a.toml".to_owned(), "one".to_owned());
        let mut longer = |text: &str| Ok::<_, ()>(format!("{text} two"));
        assert_eq!(proposal.rewrite("b.toml", &mut longer), None, "that is another map");
        let changed = proposal.rewrite("a.toml", &mut longer);
        assert_eq!(changed, Some(Ok(("one".to_owned(), "one two".to_owned()))));
        assert_eq!(proposal.put("b.toml", |_| Err("full")), Err("full"));
        assert_eq!(proposal.text("a.toml").as_deref(), Some("one two"), "it is as it was");
        let mut disk = String::new();
        let mut write = |text: String| {
            disk.push_str(&text);
            Ok::<_, ()>(())
        };
        assert_eq!(proposal.clone().put("b.toml", &mut write), Ok(()));
        assert_eq!(proposal.put("c.toml", &mut write), Ok(()), "it is put once");
        assert_eq!(disk, "one two");
        assert_eq!((proposal.label().as_deref(), proposal.is_unwritten()), (Some("b.toml"), false));
        assert_eq!(proposal.text("b.toml"), None);
    }
}
