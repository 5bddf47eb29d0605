//! What each role looks like with the colors that the terminal has.
//! Invariant: a style is whole, so that painting over a cell leaves nothing of its former look.

use ratatui::style::{Color, Modifier, Style};

use super::look::{Depth, Look};
use crate::app::view::Tone;

/// What a text or a sign is, as far as its look goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Text,
    /// Secondary.
    Dim,
    /// The name of the page.
    Title,
    /// The name of a section.
    Heading,
    /// What the keys act on.
    Selected,
    /// What is selected in a pane that does not take the keys.
    Kept,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
    /// What hurts most.
    Worst,
    /// Stands out without being good or bad.
    Strong,
    /// Rules and frames.
    Rule,
    /// The heavy rule under the selected stage.
    Underline,
    /// Characters that match what was typed.
    Match,
    /// A key to press.
    Key,
    /// Periods before the last one.
    Past,
    /// The place where typed text goes.
    Cursor,
    /// What is being typed, and the room for it.
    Typed,
}

impl Role {
    pub(super) const fn of(tone: Tone) -> Self {
        match tone {
            Tone::Neutral => Self::Text,
            Tone::Good => Self::Good,
            Tone::Bad => Self::Bad,
            Tone::Dim => Self::Dim,
            Tone::Strong => Self::Strong,
        }
    }
}

/// The colors of one depth on one background.
struct Palette {
    dim: Color,
    rule: Color,
    past: Color,
    accent: Color,
    good: Color,
    bad: Color,
}

const SIXTEEN_DARK: Palette = Palette {
    dim: Color::Reset,
    rule: Color::Reset,
    past: Color::Reset,
    accent: Color::LightMagenta,
    good: Color::LightBlue,
    bad: Color::Yellow,
};

const SIXTEEN_LIGHT: Palette = Palette { accent: Color::Magenta, good: Color::Blue, bad: Color::Red, ..SIXTEEN_DARK };

const INDEXED_DARK: Palette = Palette {
    dim: Color::Indexed(245),
    rule: Color::Indexed(240),
    past: Color::Indexed(247),
    accent: Color::Indexed(183),
    good: Color::Indexed(75),
    bad: Color::Indexed(215),
};

const INDEXED_LIGHT: Palette = Palette {
    dim: Color::Indexed(242),
    rule: Color::Indexed(250),
    past: Color::Indexed(243),
    accent: Color::Indexed(91),
    good: Color::Indexed(25),
    bad: Color::Indexed(130),
};

const TRUE_DARK: Palette = Palette {
    dim: Color::Rgb(0x8b, 0x91, 0x9c),
    rule: Color::Rgb(0x4b, 0x51, 0x5c),
    past: Color::Rgb(0x9a, 0xa1, 0xad),
    accent: Color::Rgb(0xc8, 0xaa, 0xf8),
    good: Color::Rgb(0x62, 0xb0, 0xf6),
    bad: Color::Rgb(0xf5, 0xa5, 0x55),
};

const TRUE_LIGHT: Palette = Palette {
    dim: Color::Rgb(0x66, 0x6c, 0x76),
    rule: Color::Rgb(0xbf, 0xc4, 0xcc),
    past: Color::Rgb(0x76, 0x7d, 0x88),
    accent: Color::Rgb(0x7a, 0x35, 0xb5),
    good: Color::Rgb(0x0a, 0x5c, 0xa8),
    bad: Color::Rgb(0xb0, 0x52, 0x00),
};

pub(super) fn style(look: Look, role: Role) -> Style {
    let palette = match (look.depth, look.is_dark) {
        (Depth::None, _) => return whole(Color::Reset, weight_alone(role)),
        (Depth::Sixteen, true) => &SIXTEEN_DARK,
        (Depth::Sixteen, false) => &SIXTEEN_LIGHT,
        (Depth::Indexed, true) => &INDEXED_DARK,
        (Depth::Indexed, false) => &INDEXED_LIGHT,
        (Depth::True, true) => &TRUE_DARK,
        (Depth::True, false) => &TRUE_LIGHT,
    };
    let (color, weight) = match role {
        Role::Text => (Color::Reset, Modifier::empty()),
        Role::Dim => (palette.dim, faint(palette.dim)),
        Role::Rule => (palette.rule, faint(palette.rule)),
        Role::Past => (palette.past, faint(palette.past)),
        Role::Title | Role::Heading | Role::Kept | Role::Strong | Role::Key => (Color::Reset, Modifier::BOLD),
        Role::Selected | Role::Underline => (palette.accent, Modifier::BOLD),
        Role::Match => (palette.accent, Modifier::BOLD | Modifier::UNDERLINED),
        Role::Typed => (Color::Reset, Modifier::UNDERLINED),
        Role::Good => (palette.good, Modifier::empty()),
        Role::Bad => (palette.bad, Modifier::empty()),
        Role::Worst => (palette.bad, Modifier::BOLD),
        Role::Cursor => (palette.accent, Modifier::REVERSED),
    };
    whole(color, weight)
}

/// What the row under the cursor has besides its roles: a tint, or reversed where there is no color for one.
pub(super) fn lit(look: Look) -> Style {
    let tint = match (look.depth, look.is_dark) {
        (Depth::None | Depth::Sixteen, _) => {
            return Style::new().fg(Color::Reset).remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED);
        }
        (Depth::Indexed, true) => Color::Indexed(236),
        (Depth::Indexed, false) => Color::Indexed(254),
        (Depth::True, true) => Color::Rgb(0x2a, 0x2d, 0x36),
        (Depth::True, false) => Color::Rgb(0xea, 0xe6, 0xf4),
    };
    Style::new().bg(tint)
}

/// Sixteen colors have no reliable gray: "bright black" is invisible in some themes.
fn faint(color: Color) -> Modifier {
    if color == Color::Reset { Modifier::DIM } else { Modifier::empty() }
}

fn weight_alone(role: Role) -> Modifier {
    match role {
        Role::Text | Role::Good => Modifier::empty(),
        Role::Dim | Role::Rule | Role::Past => Modifier::DIM,
        Role::Title
        | Role::Heading
        | Role::Kept
        | Role::Strong
        | Role::Key
        | Role::Underline
        | Role::Bad
        | Role::Worst => Modifier::BOLD,
        Role::Selected => Modifier::BOLD | Modifier::REVERSED,
        Role::Match => Modifier::BOLD | Modifier::UNDERLINED,
        Role::Cursor => Modifier::REVERSED,
        Role::Typed => Modifier::UNDERLINED,
    }
}

fn whole(color: Color, weight: Modifier) -> Style {
    Style::new().fg(color).bg(Color::Reset).remove_modifier(Modifier::all().difference(weight)).add_modifier(weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 17] = [
        Role::Text,
        Role::Dim,
        Role::Title,
        Role::Heading,
        Role::Selected,
        Role::Kept,
        Role::Good,
        Role::Bad,
        Role::Worst,
        Role::Strong,
        Role::Rule,
        Role::Underline,
        Role::Match,
        Role::Key,
        Role::Past,
        Role::Cursor,
        Role::Typed,
    ];

    fn look(depth: Depth, is_dark: bool) -> Look {
        Look { depth, is_dark, ..Look::default() }
    }

    #[test]
    fn without_colors_there_is_none_and_the_selection_still_shows() {
        for role in ROLES {
            assert_eq!(style(look(Depth::None, true), role).fg, Some(Color::Reset), "{role:?}");
        }
        let selected = style(look(Depth::None, true), Role::Selected);
        assert!(selected.add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn no_role_fills_the_background() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            for role in ROLES {
                assert_eq!(style(look(depth, false), role).bg, Some(Color::Reset), "{depth:?} {role:?}");
            }
        }
    }

    #[test]
    fn a_depth_uses_only_its_colors() {
        for is_dark in [true, false] {
            for role in ROLES {
                let sixteen = style(look(Depth::Sixteen, is_dark), role).fg;
                assert!(!matches!(sixteen, Some(Color::Indexed(_) | Color::Rgb(..))), "{role:?}");
                let indexed = style(look(Depth::Indexed, is_dark), role).fg;
                assert!(!matches!(indexed, Some(Color::Rgb(..))), "{role:?}");
            }
        }
    }

    #[test]
    fn good_bad_and_the_selection_differ() {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            for is_dark in [true, false] {
                let [good, bad, selected] =
                    [Role::Good, Role::Bad, Role::Selected].map(|role| style(look(depth, is_dark), role).fg);
                assert!(good != bad && bad != selected && good != selected, "{depth:?}");
            }
        }
    }
}
