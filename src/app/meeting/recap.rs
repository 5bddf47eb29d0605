//! How a standup ends, and one that is over.

/// Whether it is to end, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum End {
    No,
    /// It ends as soon as all changes are answered.
    Awaited,
    /// It ends likewise, and the session with it.
    AwaitedToQuit,
}

/// A standup that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recap {
    /// The label of its map.
    pub(crate) map: String,
    /// What is told of it, as Markdown.
    pub(crate) summary: String,
    /// The line that commits what it changed, if it changed anything.
    pub(crate) commit: Option<String>,
}

impl Recap {
    /// All of it, to be printed.
    #[must_use]
    pub(in crate::app) fn report(&self) -> String {
        let Self { summary, commit, .. } = self;
        commit.as_ref().map_or_else(|| summary.clone(), |line| format!("{summary}\n{line}\n"))
    }
}
