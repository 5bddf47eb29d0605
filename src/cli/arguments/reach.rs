//! Which files a command may read, and how what it counts in them is counted.
//! Invariant: what counts nothing has no argument on how to count.

use clap::Args;

/// What may be read.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct Reach {
    /// Read sources that lie outside of the folder that was opened
    #[arg(long)]
    pub(in crate::cli) allow_outside: bool,
}

/// What may be read, and how answers count.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct Counting {
    /// Every answer counts the same, whatever weights a source has
    #[arg(long)]
    pub(in crate::cli) unweighted: bool,

    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
}

impl From<Reach> for Counting {
    fn from(reach: Reach) -> Self {
        Self { unweighted: false, reach }
    }
}
