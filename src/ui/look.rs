//! What a terminal can show: its colors, its background, its signs.

/// How many colors there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Depth {
    /// None: bold, dim, underlined and reversed must do.
    None,
    /// The 16 that the terminal's user chose.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "none of what a terminal can do implies another")]
pub struct Look {
    /// How many colors it has.
    pub depth: Depth,
    /// Is the background dark?
    pub is_dark: bool,
    /// Does it show signs beyond ASCII?
    pub is_unicode: bool,
    /// Is right-to-left text put in order here, because the terminal does not do it?
    pub reorders: bool,
    /// Can its user open an address that stands behind words?
    pub has_links: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { depth: Depth::Sixteen, is_dark: true, is_unicode: true, reorders: true, has_links: false }
    }
}
