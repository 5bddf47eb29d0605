//! The settings file: theme, colors, glyphs, bidi, mouse, keys. Must not know where it lies.
//! Invariant: a wrong line leaves its default and gives a finding.

use super::format::{self, BIDI, COLORS, Fields, GLYPHS, Raw, Report, SETTINGS, THEMES};
use crate::journey::{Address, Finding};

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

/// Keys of one command, replacing its usual ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySetting {
    /// The command's name as the palette shows it.
    pub command: String,
    /// Its keys, as `--keys` has them.
    pub keys: Vec<String>,
    /// 1-based line in the settings file, for findings.
    pub line: usize,
}

/// What a user may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Background.
    pub theme: Theme,
    /// Colors.
    pub colors: Colors,
    /// Signs.
    pub glyphs: Glyphs,
    /// Right-to-left text.
    pub bidi: Bidi,
    /// Does the mouse do anything?
    pub mouse: bool,
    /// Below this many answers a reading is dimmed and not ranked.
    pub few: u64,
    /// Below this many answers a filtered group shows no score.
    pub hidden: u64,
    /// Keys of one's own.
    pub keys: Vec<KeySetting>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::Auto,
            colors: Colors::Auto,
            glyphs: Glyphs::Auto,
            bidi: Bidi::Auto,
            mouse: true,
            few: 30,
            hidden: 5,
            keys: Vec::new(),
        }
    }
}

/// Reads the settings.
///
/// * `label`: the file as the user would name it; findings carry it.
/// * Names of commands and keys are not known here: whoever knows them finds the line in [`KeySetting`].
#[must_use]
pub fn parse(label: &str, text: &str) -> (Settings, Vec<Finding>) {
    let mut report = Report::new(label, text);
    let settings = format::read(&mut report, &SETTINGS, |report, table| {
        let raw = Raw { table, span: 0..0 };
        let fields = Fields::check(report, &SETTINGS, &raw, Address::journey());
        let usual = Settings::default();
        let keys = fields.pairs("keys").iter().map(|pair| KeySetting {
            command: pair.key.to_owned(),
            keys: pair.values.iter().map(|value| value.text.clone().into_owned()).collect(),
            line: report.line_of(pair.key_span.start) + 1,
        });
        Settings {
            theme: fields.choice("theme", &THEMES).unwrap_or(usual.theme),
            colors: fields.choice("colors", &COLORS).unwrap_or(usual.colors),
            glyphs: fields.choice("glyphs", &GLYPHS).unwrap_or(usual.glyphs),
            bidi: fields.choice("bidi", &BIDI).unwrap_or(usual.bidi),
            mouse: fields.truth("mouse").unwrap_or(usual.mouse),
            few: fields.whole("few").unwrap_or(usual.few),
            hidden: fields.whole("hidden").unwrap_or(usual.hidden),
            keys: keys.collect(),
        }
    });
    let mut findings = report.finish();
    for finding in &mut findings {
        finding.address = None;
    }
    (settings, findings)
}
