//! The arguments as data.
//! Invariant: help, man page and completions are folded from these types.

mod bind;
mod check;
mod command_line;
mod comments;
mod completions;
mod diff;
mod edits;
mod explore;
mod look;
mod metrics;
mod new;
mod reach;
mod rows;
mod sentiment;
mod show;
mod sources;
mod view;

pub(super) use bind::BindArguments;
pub(super) use check::CheckArguments;
pub(super) use command_line::{Arguments, Subcommands};
pub(super) use comments::CommentsArguments;
pub(super) use diff::DiffArguments;
pub(super) use edits::{
    AddArguments, EditTarget, GetArguments, MoveArguments, NoteArguments, RemoveArguments, SetArguments, TakeArguments,
};
pub(super) use explore::ExploreArguments;
pub(super) use look::{ColorsChoice, LookArguments};
pub(super) use metrics::{MetricsArguments, RowsChoice};
pub(super) use new::NewArguments;
pub(super) use reach::{Counting, Reach};
pub(super) use sentiment::SentimentArguments;
pub(super) use show::{FrameFormat, PictureArguments, ShowArguments};
pub(super) use sources::SourcesArguments;
pub(super) use view::ViewCommand;
