//! The keys of the settings file.
//! Invariant: every choice of [`crate::source::appearance`] has a word.

use super::schema::{Table, ValueKind, may, or};
use super::words::words;
use crate::source::appearance::{Bidi, Colors, Glyphs, LabelChoice, LinkChoice, Theme};

/// Background of the terminal.
pub(crate) const THEMES: [(&str, Theme); 3] = [("auto", Theme::Auto), ("dark", Theme::Dark), ("light", Theme::Light)];

/// How many colors.
pub(crate) const COLORS: [(&str, Colors); 5] = [
    ("auto", Colors::Auto),
    ("never", Colors::Never),
    ("16", Colors::Sixteen),
    ("256", Colors::Indexed),
    ("true", Colors::True),
];

/// Which signs.
pub(crate) const GLYPHS: [(&str, Glyphs); 3] =
    [("auto", Glyphs::Auto), ("unicode", Glyphs::Unicode), ("ascii", Glyphs::Ascii)];

/// Who orders right-to-left text.
pub(crate) const BIDI: [(&str, Bidi); 4] =
    [("auto", Bidi::Auto), ("app", Bidi::App), ("terminal", Bidi::Terminal), ("off", Bidi::Off)];

/// The language of labels.
pub(crate) const LABELS: [(&str, LabelChoice); 2] = [("auto", LabelChoice::Auto), ("en", LabelChoice::English)];

/// Whether words lead to the addresses behind them.
pub(crate) const LINKS: [(&str, LinkChoice); 3] =
    [("auto", LinkChoice::Auto), ("always", LinkChoice::Always), ("never", LinkChoice::Never)];

const THEME_WORDS: &[&str] = &words(&THEMES);
const COLOR_WORDS: &[&str] = &words(&COLORS);
const GLYPH_WORDS: &[&str] = &words(&GLYPHS);
const BIDI_WORDS: &[&str] = &words(&BIDI);
const LABEL_WORDS: &[&str] = &words(&LABELS);
const LINK_WORDS: &[&str] = &words(&LINKS);

/// No reading needs more answers.
const ANSWERS: ValueKind = ValueKind::Whole { low: 0, high: 1_000_000 };

/// Less would tear keys in two, more would make Esc slow.
const MILLISECONDS: ValueKind = ValueKind::Whole { low: 10, high: 1_000 };

/// The settings file.
#[rustfmt::skip]
pub static SETTINGS: Table = Table {
    name: "the settings",
    headers: &[],
    doc: "What a user may choose.",
    fields: &[
        or("theme", ValueKind::Words(THEME_WORDS), "`auto`", "Background of the terminal."),
        or("colors", ValueKind::Words(COLOR_WORDS), "`auto`", "How many colors; `never` keeps bold, reverse and underline."),
        or("glyphs", ValueKind::Words(GLYPH_WORDS), "`auto`", "Which signs; `ascii` where the font or terminal has no others."),
        or("bidi", ValueKind::Words(BIDI_WORDS), "`auto`", "Who puts right-to-left text in order."),
        or("labels", ValueKind::Words(LABEL_WORDS), "`auto`", "In which language labels are; `auto` is that of the map where it is known."),
        or("links", ValueKind::Words(LINK_WORDS), "`auto`", "Does evidence with an address lead there? `auto`: where the terminal is known to open it."),
        or("mouse", ValueKind::Truth, "`true`", "Does the mouse do anything?"),
        or("escape_ms", MILLISECONDS, "100", "Milliseconds that the rest of a key may take after its ESC; more on a slow line."),
        or("few", ANSWERS, "30", "Below this many answers a reading is dimmed and not ranked."),
        or("hidden", ANSWERS, "5", "Below this many answers a filtered group shows no score."),
        or("author", ValueKind::Text, "`user.name` of git, else the name one logs in by", "Who signs notes and evidence."),
        may("keys", ValueKind::Choices, "Keys of one's own: the name of a command, and its keys."),
    ],
};
