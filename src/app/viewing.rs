//! Which view of a journey is looked at, and how its dials are turned.
//! What a view shows is in the table of views (`scene::views`); here are only the names that a place remembers.

/// The name of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ViewName(&'static str);

impl ViewName {
    /// The journey's own story: what is shown of a journey as a whole, unless another view is chosen.
    pub(crate) const ABOUT: Self = Self::new("about");

    /// The page of a standup: it is no view to choose, since a standup begins and ends.
    pub(crate) const STANDUP: Self = Self::new("standup");

    pub(crate) const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// The name as it is typed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// What was chosen of what views let one choose. A dial of the same name stands alike in every view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dials(Vec<(&'static str, String)>);

impl Dials {
    /// What a dial was turned to; `None`: the usual.
    #[must_use]
    pub(crate) fn chosen(&self, dial: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| *own == dial).map(|(_, choice)| choice.as_str())
    }

    pub(crate) fn turn(&mut self, dial: &'static str, choice: Option<String>) {
        self.0.retain(|(own, _)| *own != dial);
        self.0.extend(choice.map(|choice| (dial, choice)));
    }
}
