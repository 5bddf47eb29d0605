//! Which files a command may read.

use clap::Args;

/// What may be read.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct Reach {
    /// Read sources that lie outside of the folder that was opened
    #[arg(long)]
    pub(in crate::cli) allow_outside: bool,
}
