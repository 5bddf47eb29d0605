//! The arguments that say how frames look.
//! Invariant: the settings file decides what no argument does.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::source::settings;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct LookArguments {
    /// Background of the terminal
    #[arg(long)]
    pub(in crate::cli) theme: Option<ThemeChoice>,

    /// Which signs: auto takes Unicode where the locale says UTF-8
    #[arg(long)]
    pub(in crate::cli) glyphs: Option<GlyphsChoice>,

    /// Who puts right-to-left text in order: this program, the terminal, or nobody; plain text of `show` is left in
    /// reading order unless this says app
    #[arg(long)]
    pub(in crate::cli) bidi: Option<BidiChoice>,

    /// Settings file, instead of the one in the configuration folder
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(in crate::cli) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum ThemeChoice {
    Auto,
    Dark,
    Light,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ColorsChoice {
    Auto,
    Never,
    #[value(name = "16")]
    Sixteen,
    #[value(name = "256")]
    Indexed,
    #[value(name = "true", aliases = ["truecolor", "24bit"])]
    True,
    Always,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum GlyphsChoice {
    Auto,
    Unicode,
    Ascii,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum BidiChoice {
    Auto,
    App,
    Terminal,
    Off,
}

impl From<ThemeChoice> for settings::Theme {
    fn from(theme: ThemeChoice) -> Self {
        match theme {
            ThemeChoice::Auto => Self::Auto,
            ThemeChoice::Dark => Self::Dark,
            ThemeChoice::Light => Self::Light,
        }
    }
}

impl From<GlyphsChoice> for settings::Glyphs {
    fn from(glyphs: GlyphsChoice) -> Self {
        match glyphs {
            GlyphsChoice::Auto => Self::Auto,
            GlyphsChoice::Unicode => Self::Unicode,
            GlyphsChoice::Ascii => Self::Ascii,
        }
    }
}

impl From<BidiChoice> for settings::Bidi {
    fn from(bidi: BidiChoice) -> Self {
        match bidi {
            BidiChoice::Auto => Self::Auto,
            BidiChoice::App => Self::App,
            BidiChoice::Terminal => Self::Terminal,
            BidiChoice::Off => Self::Off,
        }
    }
}
