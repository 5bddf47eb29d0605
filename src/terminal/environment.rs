//! What the environment says of the terminal.
//! Invariant: it is read once, when the program starts.

use super::editor::USUAL;
use crate::source::settings::{Bidi, Colors, Glyphs, LinkChoice, Settings, Theme};
use crate::ui::{Depth, Look};

/// The variables that matter, as they were when the program started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `NO_COLOR` is set and not empty.
    pub has_no_color: bool,
    /// `COLORTERM`.
    pub color_term: String,
    /// `TERM`.
    pub term: String,
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set and not empty.
    pub locale: String,
    /// `COLORFGBG`: `15;0`.
    pub fg_bg: String,
    /// The command in `VISUAL` or `EDITOR`, the first that is set and not blank, else `vi`.
    pub editor: String,
    /// `COLUMNS` and `LINES`, for a line that does not know its size.
    pub size: Option<(u16, u16)>,
    /// Is it a terminal that opens the address behind words? Others may show what they are told.
    pub opens_links: bool,
}

impl Environment {
    /// Reads the variables.
    #[must_use]
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name: &str| lookup(name).unwrap_or_default();
        let number = |name| get(name).trim().parse().ok().filter(|number| (1..=1000).contains(number));
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(get).find(|value| !value.is_empty());
        let editor = ["VISUAL", "EDITOR"].into_iter().map(get).find(|command| !command.trim().is_empty());
        Self {
            has_no_color: !get("NO_COLOR").is_empty(),
            color_term: get("COLORTERM").to_ascii_lowercase(),
            term: get("TERM").to_ascii_lowercase(),
            locale: locale.unwrap_or_default().to_ascii_lowercase(),
            fg_bg: get("COLORFGBG"),
            editor: editor.unwrap_or_else(|| USUAL.to_owned()),
            size: number("COLUMNS").zip(number("LINES")),
            opens_links: opens_links(get),
        }
    }

    /// How it looks on this terminal.
    #[must_use]
    pub fn look(&self, settings: &Settings) -> Look {
        Look {
            depth: self.depth(settings.colors),
            is_dark: self.is_dark(settings.theme),
            is_unicode: match settings.glyphs {
                Glyphs::Auto => self.locale.contains("utf-8") || self.locale.contains("utf8"),
                Glyphs::Unicode => true,
                Glyphs::Ascii => false,
            },
            reorders: self.bidi(settings.bidi) == Bidi::App,
            has_links: match settings.links {
                LinkChoice::Auto => self.opens_links,
                LinkChoice::Always => true,
                LinkChoice::Never => false,
            },
        }
    }

    /// Who puts right-to-left text in order; never `Auto`.
    #[must_use]
    pub fn bidi(&self, bidi: Bidi) -> Bidi {
        match bidi {
            // Both put text in order whatever they are told.
            Bidi::Auto if self.term.starts_with("mlterm") || self.term.contains("kitty") => Bidi::Terminal,
            Bidi::Auto => Bidi::App,
            chosen => chosen,
        }
    }

    /// Can frames be drawn on this terminal? One that does not say what it is can do no more than a dumb one, as far as
    /// anybody knows.
    #[must_use]
    pub fn can_be_drawn_on(&self) -> bool {
        !["", "dumb", "unknown"].contains(&self.term.as_str())
    }

    /// What to say where signs are plain and the user did not choose that: how to have the others.
    #[must_use]
    pub fn why_plain(&self, settings: &Settings) -> Option<&'static str> {
        let is_chosen = settings.glyphs != Glyphs::Auto;
        (!is_chosen && !self.look(settings).is_unicode)
            .then_some("signs are plain, the locale is not UTF-8: LC_ALL=C.UTF-8 or --glyphs unicode")
    }

    /// Does this terminal tell its background when asked? Others may show the question.
    #[must_use]
    pub fn answers_queries(&self) -> bool {
        let mute = ["", "dumb", "linux", "cons25", "ansi"];
        !mute.contains(&self.term.as_str()) && !self.term.starts_with("vt")
    }

    fn depth(&self, colors: Colors) -> Depth {
        match colors {
            Colors::Never => Depth::None,
            Colors::Sixteen => Depth::Sixteen,
            Colors::Indexed => Depth::Indexed,
            Colors::True => Depth::True,
            Colors::Auto if self.has_no_color => Depth::None,
            Colors::Auto if matches!(self.color_term.as_str(), "truecolor" | "24bit") => Depth::True,
            Colors::Auto => self.depth_of_term(),
        }
    }

    fn depth_of_term(&self) -> Depth {
        let term = self.term.as_str();
        let has = |names: &[&str]| names.iter().any(|name| term.contains(name));
        match term {
            "dumb" => Depth::None,
            _ if term.starts_with("vt") => Depth::None,
            _ if has(&["direct", "kitty", "alacritty", "wezterm", "ghostty", "foot"]) => Depth::True,
            _ if has(&["256color"]) => Depth::Indexed,
            _ => Depth::Sixteen,
        }
    }

    fn is_dark(&self, theme: Theme) -> bool {
        match theme {
            Theme::Dark => true,
            Theme::Light => false,
            // The last field is the background among the 16 colors: 7 and the bright ones are light, 8 is not.
            Theme::Auto => {
                let background = self.fg_bg.rsplit(';').next().and_then(|field| field.parse::<u8>().ok());
                !matches!(background, Some(7 | 9..=15))
            }
        }
    }
}

/// Is the terminal one of those that open the address behind words? A multiplexer hides what is around it, and what
/// that set may have been inherited: then it alone counts.
fn opens_links(get: impl Fn(&str) -> String) -> bool {
    let (term, program) = (get("TERM").to_ascii_lowercase(), get("TERM_PROGRAM").to_ascii_lowercase());
    let is_named = |names: &[&str]| names.iter().any(|name| term.contains(name));
    let number = |text: String| text.parse::<u32>().unwrap_or(0);
    if program == "tmux" || is_named(&["tmux", "screen"]) {
        let version = get("TERM_PROGRAM_VERSION");
        let mut parts = version.split('.').map(|part| {
            let n_digits = part.bytes().take_while(u8::is_ascii_digit).count();
            number(part.get(..n_digits).unwrap_or_default().to_owned())
        });
        let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        return program == "tmux" && version >= (3, 4);
    }
    ["iterm.app", "wezterm", "vscode", "ghostty"].contains(&program.as_str())
        || is_named(&["kitty", "foot", "alacritty", "ghostty", "wezterm"])
        || ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"].iter().any(|name| !get(name).is_empty())
        || number(get("VTE_VERSION")) >= 5000
}

#[cfg(test)]
mod tests {
    use super::*;

    type Variables<'c> = &'c [(&'c str, &'c str)];
    type Case<'c> = (&'c str, Variables<'c>, Colors, Depth);

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::read(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn colors_follow_flag_then_no_color_then_terminal() {
        let xterm = ("TERM", "xterm-256color");
        let cases: &[Case<'_>] = &[
            ("nothing known", &[], Colors::Auto, Depth::Sixteen),
            ("plain xterm", &[("TERM", "xterm")], Colors::Auto, Depth::Sixteen),
            ("256 colors", &[xterm], Colors::Auto, Depth::Indexed),
            ("true color", &[xterm, ("COLORTERM", "truecolor")], Colors::Auto, Depth::True),
            ("kitty over ssh", &[("TERM", "xterm-kitty")], Colors::Auto, Depth::True),
            ("a real terminal", &[("TERM", "vt220")], Colors::Auto, Depth::None),
            ("dumb", &[("TERM", "dumb")], Colors::Auto, Depth::None),
            ("NO_COLOR", &[xterm, ("COLORTERM", "24bit"), ("NO_COLOR", "1")], Colors::Auto, Depth::None),
            ("empty NO_COLOR", &[xterm, ("NO_COLOR", "")], Colors::Auto, Depth::Indexed),
            ("flag over NO_COLOR", &[("NO_COLOR", "1")], Colors::Indexed, Depth::Indexed),
            ("flag over COLORTERM", &[("COLORTERM", "24bit")], Colors::Never, Depth::None),
        ];
        for (name, variables, colors, expected) in cases {
            let settings = Settings { colors: *colors, ..Settings::default() };
            assert_eq!(environment(variables).look(&settings).depth, *expected, "{name}");
        }
    }

    #[test]
    fn unicode_needs_a_locale_that_says_so() {
        let cases: &[(&[(&str, &str)], bool)] = &[
            (&[], false),
            (&[("LANG", "en_US.UTF-8")], true),
            (&[("LANG", "C.utf8")], true),
            (&[("LANG", "he_IL.UTF-8"), ("LC_ALL", "C")], false),
            (&[("LANG", "C"), ("LC_CTYPE", "en_US.UTF-8")], true),
            (&[("LANG", "en_US.UTF-8"), ("LC_ALL", "")], true),
        ];
        for (variables, expected) in cases {
            assert_eq!(environment(variables).look(&Settings::default()).is_unicode, *expected, "{variables:?}");
        }
        let ascii = Settings { glyphs: Glyphs::Ascii, ..Settings::default() };
        assert!(!environment(&[("LANG", "en_US.UTF-8")]).look(&ascii).is_unicode);
    }

    #[test]
    fn who_did_not_choose_plain_signs_is_told_of_the_others() {
        let c = environment(&[("LANG", "C")]);
        assert!(c.why_plain(&Settings::default()).is_some());
        for glyphs in [Glyphs::Ascii, Glyphs::Unicode] {
            assert_eq!(c.why_plain(&Settings { glyphs, ..Settings::default() }), None);
        }
        assert_eq!(environment(&[("LANG", "C.UTF-8")]).why_plain(&Settings::default()), None);
    }

    #[test]
    fn a_terminal_that_can_do_nothing_is_not_drawn_on() {
        for (variables, expected) in [
            (&[][..], false),
            (&[("TERM", "")], false),
            (&[("TERM", "dumb")], false),
            (&[("TERM", "Dumb")], false),
            (&[("TERM", "unknown")], false),
            (&[("TERM", "vt100")], true),
            (&[("TERM", "linux")], true),
        ] {
            assert_eq!(environment(variables).can_be_drawn_on(), expected, "{variables:?}");
        }
    }

    #[test]
    fn the_background_is_dark_unless_something_says_light() {
        let cases =
            [("", true), ("15;0", true), ("0;15", false), ("0;default;15", false), ("12;8", true), ("0;7", false)];
        for (value, expected) in cases {
            assert_eq!(environment(&[("COLORFGBG", value)]).look(&Settings::default()).is_dark, expected, "{value}");
        }
    }

    #[test]
    fn terminals_that_reorder_whatever_they_are_told_do_it_alone() {
        for (term, expected) in [
            ("xterm-256color", Bidi::App),
            ("xterm-kitty", Bidi::Terminal),
            ("mlterm", Bidi::Terminal),
            ("", Bidi::App),
        ] {
            assert_eq!(environment(&[("TERM", term)]).bidi(Bidi::Auto), expected, "{term}");
            assert_eq!(environment(&[("TERM", term)]).bidi(Bidi::Off), Bidi::Off, "{term}");
        }
    }

    #[test]
    fn words_lead_somewhere_where_the_terminal_is_known_to_open_it() {
        let tmux = |version| [("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", version)];
        let cases: &[(&str, Variables<'_>, bool)] = &[
            ("nothing known", &[], false),
            ("plain xterm", &[("TERM", "xterm-256color")], false),
            ("iTerm2", &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], true),
            ("Terminal of macOS", &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], false),
            ("foot over ssh", &[("TERM", "foot")], true),
            ("GNOME Terminal", &[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")], true),
            ("an old one", &[("TERM", "xterm-256color"), ("VTE_VERSION", "4999")], false),
            ("Windows Terminal", &[("WT_SESSION", "1")], true),
            ("Konsole", &[("KONSOLE_VERSION", "230804")], true),
            ("tmux", &tmux("3.4"), true),
            ("a later one", &tmux("next-3.6"), false),
            ("a letter behind", &tmux("3.5a"), true),
            ("an old tmux in kitty", &[&tmux("3.3a")[..], &[("KITTY_WINDOW_ID", "1")]].concat(), false),
            ("screen in kitty", &[("TERM", "screen-256color"), ("KITTY_WINDOW_ID", "1")], false),
        ];
        for (name, variables, expected) in cases {
            let has_links = |links| environment(variables).look(&Settings { links, ..Settings::default() }).has_links;
            assert_eq!(has_links(LinkChoice::Auto), *expected, "{name}");
            assert!(has_links(LinkChoice::Always) && !has_links(LinkChoice::Never), "{name}");
        }
    }

    #[test]
    fn a_size_is_taken_only_whole() {
        assert_eq!(environment(&[("COLUMNS", "100"), ("LINES", "30")]).size, Some((100, 30)));
        assert_eq!(environment(&[("COLUMNS", "100")]).size, None);
        assert_eq!(environment(&[("COLUMNS", "0"), ("LINES", "30")]).size, None);
    }
}
