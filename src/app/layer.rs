//! The layers that take keys, one file each. No layer knows another.

pub(super) mod card;
pub(super) mod comments;
pub(super) mod list;
pub(super) mod panes;

pub(super) mod pen;
pub(super) mod standup;
