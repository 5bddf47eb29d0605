//! The arguments of `cjm completions`.

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArguments {
    /// The shell
    pub(in crate::cli) shell: clap_complete::Shell,
}
