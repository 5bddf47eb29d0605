//! The settings file: theme, colors, glyphs, bidi, labels, mouse, numbers, keys.
//! Invariant: a line that is wrong leaves the default and gives a finding.

pub use super::appearance::{Bidi, Colors, Glyphs, LabelChoice, LinkChoice, Theme};
use super::comments::Privacy;
use super::format::{self, BIDI, COLORS, Fields, GLYPHS, LABELS, LINKS, Place, Raw, Report, SETTINGS, THEMES};
use crate::journey::Finding;

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
    /// The language of the labels.
    pub labels: LabelChoice,
    /// Where evidence leads.
    pub links: LinkChoice,
    /// Does the mouse do anything?
    pub mouse: bool,
    /// Milliseconds that the rest of a key may take after its ESC, before that was the Esc key.
    pub escape_ms: u64,
    /// Below this many answers a reading is dimmed and not ranked.
    pub few: u64,
    /// Below this many answers a filtered group shows no score.
    pub hidden: u64,
    /// Is personal data in comments masked? Only the command line says otherwise, for one session.
    pub privacy: Privacy,
    /// Who signs notes and evidence; `None`: whoever the version control or the system says.
    pub author: Option<String>,
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
            labels: LabelChoice::Auto,
            links: LinkChoice::Auto,
            mouse: true,
            escape_ms: 100,
            few: 30,
            hidden: 5,
            privacy: Privacy::Masked,
            author: None,
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
        let fields = Fields::check(report, &SETTINGS, &raw, Place::JOURNEY);
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
            labels: fields.choice("labels", &LABELS).unwrap_or(usual.labels),
            links: fields.choice("links", &LINKS).unwrap_or(usual.links),
            mouse: fields.truth("mouse").unwrap_or(usual.mouse),
            escape_ms: fields.whole("escape_ms").unwrap_or(usual.escape_ms),
            few: fields.whole("few").unwrap_or(usual.few),
            hidden: fields.whole("hidden").unwrap_or(usual.hidden),
            privacy: Privacy::Masked,
            author: fields.text("author").filter(|author| !author.trim().is_empty()),
            keys: keys.collect(),
        }
    });
    let mut findings = report.finish();
    for finding in &mut findings {
        finding.address = None;
    }
    (settings, findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, settings: &Settings, expected: &[&str]) {
        let (read, findings) = parse("settings.toml", text);
        let told: Vec<String> = findings
            .iter()
            .map(|finding| format!("{} {}:{} {}", finding.rule, finding.line, finding.column, finding.message))
            .collect();
        assert_eq!(told, expected, "{name}");
        assert_eq!(read, *settings, "{name}");
    }

    #[test]
    fn settings_are_read() {
        check("none", "", &Settings::default(), &[]);
        let text = r#"theme = "light"
colors = "256"
glyphs = "ascii"
bidi = "terminal"
labels = "en"
links = "never"
mouse = false
escape_ms = 250
few = 50
hidden = 0
author = "Dana"
[keys]
find = ["x", "ctrl-p"]
quit = "Q"
"#;
        let key = |command: &str, keys: &[&str], line| KeySetting {
            command: command.to_owned(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            line,
        };
        let all = Settings {
            theme: Theme::Light,
            colors: Colors::Indexed,
            glyphs: Glyphs::Ascii,
            bidi: Bidi::Terminal,
            labels: LabelChoice::English,
            links: LinkChoice::Never,
            mouse: false,
            escape_ms: 250,
            few: 50,
            hidden: 0,
            privacy: Privacy::Masked,
            author: Some("Dana".to_owned()),
            keys: vec![key("find", &["x", "ctrl-p"], 13), key("quit", &["Q"], 14)],
        };
        check("all", text, &all, &[]);
    }

    #[test]
    fn a_wrong_line_leaves_its_default() {
        let text = r#"theme = "drak"
colors = 16
mouse = "yes"
few = -1
escape_ms = 5
colour = "auto"
[keys]
find = 7
"#;
        let expected = [
            r#"unknown-word 1:9 theme is "drak", expected "auto", "dark" or "light""#,
            r#"wrong-type 2:10 colors is 16, expected "auto", "never", "16", "256" or "true""#,
            r#"wrong-type 3:9 mouse is "yes", expected true or false"#,
            "off-scale 4:7 few is -1, expected 0 to 1000000",
            "off-scale 5:13 escape_ms is 5, expected 10 to 1000",
            "unknown-key 6:1 unknown key `colour` in the settings",
        ];
        let (settings, findings) = parse("settings.toml", text);
        assert_eq!(settings.keys[0].keys, ["7"]);
        assert_eq!(findings[1].help.as_deref(), Some("put it in quotes: \"16\""));
        assert_eq!(findings[5].help.as_deref(), Some("did you mean `colors`?"));
        check("seven slips", text, &Settings { keys: settings.keys, ..Settings::default() }, &expected);
    }

    #[test]
    fn broken_settings_keep_what_can_be_read() {
        let kept = Settings { few: 9, ..Settings::default() };
        check(
            "not TOML",
            "theme: dark\nfew = 9\n",
            &kept,
            &["syntax 1:1 not a line of TOML, expected `key = value` or a [table]"],
        );
    }
}
