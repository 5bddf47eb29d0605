//! How the screen is to look, as far as a user may choose it: background, colors, signs, direction, language.

/// Background of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Ask the terminal after the first frame; dark until it answers.
    #[default]
    Auto,
    /// Dark background.
    Dark,
    /// Light background.
    Light,
}

/// How many colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colors {
    /// From the environment: `NO_COLOR`, `COLORTERM`, `TERM`, else 16.
    #[default]
    Auto,
    /// None; reverse, bold and underline stay.
    Never,
    /// The terminal's 16.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

/// Which signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Unicode where the locale says UTF-8.
    #[default]
    Auto,
    /// Unicode.
    Unicode,
    /// ASCII only.
    Ascii,
}

/// Who puts right-to-left text in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bidi {
    /// We do, except on terminals known to do it whatever they are told.
    #[default]
    Auto,
    /// We do, and tell the terminal not to.
    App,
    /// The terminal does.
    Terminal,
    /// Nobody does: text is shown in logical order.
    Off,
}

/// Do words lead to the addresses behind them?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkChoice {
    /// Where the terminal is known to open them.
    #[default]
    Auto,
    /// On any terminal.
    Always,
    /// On none.
    Never,
}

/// In which language labels are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelChoice {
    /// In that of the map, where its words are known.
    #[default]
    Auto,
    /// English.
    English,
}
