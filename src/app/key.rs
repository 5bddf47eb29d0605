//! A key as a person writes it: `j`, `ctrl-p`, `shift-tab`, `pgdn`, `G`.
//! `FromStr` reads what `Display` writes back as the same key.

use std::fmt;
use std::str::FromStr;

/// What was pressed, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character as typed: `G` is a capital, never shift and `g`.
    Char(char),
    /// Function key 1-24.
    F(u8),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Erases before the cursor.
    Backspace,
    /// Erases under the cursor.
    Delete,
    /// Insert.
    Insert,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
}

/// The names of the keys that are not characters. The first name of a code is the one shown.
const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("del", Code::Delete),
    ("insert", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pageup", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
    ("quote", Code::Char('"')),
];

/// The letters of the Hebrew keyboard (SI 1452), each with the Latin letter on the same key.
#[rustfmt::skip]
const HEBREW: &[(char, char)] = &[
    ('ק', 'e'), ('ר', 'r'), ('א', 't'), ('ט', 'y'), ('ו', 'u'), ('ן', 'i'), ('ם', 'o'), ('פ', 'p'),
    ('ש', 'a'), ('ד', 's'), ('ג', 'd'), ('כ', 'f'), ('ע', 'g'), ('י', 'h'), ('ח', 'j'), ('ל', 'k'), ('ך', 'l'),
    ('ז', 'z'), ('ס', 'x'), ('ב', 'c'), ('ה', 'v'), ('נ', 'b'), ('מ', 'n'), ('צ', 'm'),
];

/// One key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// With control.
    pub ctrl: bool,
    /// With alt (meta, option).
    pub alt: bool,
    /// With shift; never set on characters.
    pub shift: bool,
}

/// What is wrong with the name of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// There is no such key.
    Unknown(String),
    /// A quote that does not end.
    OpenQuote(String),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "unknown key `{name}`"),
            Self::OpenQuote(text) => write!(f, "the quote before `{text}` does not end"),
        }
    }
}

impl std::error::Error for KeyError {}

impl From<Code> for Key {
    fn from(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }
}

impl Key {
    /// A key in its one form: shift with a character gives the capital, control goes with small letters.
    #[must_use]
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        match code {
            Code::Char(c) if ctrl => {
                Self { code: Code::Char(first(c.to_lowercase()).unwrap_or(c)), ctrl, alt, shift: false }
            }
            Code::Char(c) if shift => {
                Self { code: Code::Char(first(c.to_uppercase()).unwrap_or(c)), ctrl, alt, shift: false }
            }
            Code::Char(_) => Self { code, ctrl, alt, shift: false },
            _ => Self { code, ctrl, alt, shift },
        }
    }

    /// The key that points to the other side, if this one points to a side: an arrow, or `h` and `l`.
    #[must_use]
    pub fn facing(self) -> Option<Self> {
        let code = match self.code {
            Code::Left => Code::Right,
            Code::Right => Code::Left,
            Code::Char('h') => Code::Char('l'),
            Code::Char('l') => Code::Char('h'),
            Code::Char('H') => Code::Char('L'),
            Code::Char('L') => Code::Char('H'),
            _ => return None,
        };
        Some(Self { code, ..self })
    }

    /// The character this key types into a line, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// For a Hebrew letter, the key at the same spot of a Latin keyboard.
    #[must_use]
    pub fn in_latin(self) -> Option<Self> {
        let Code::Char(c) = self.code else { return None };
        let (_, latin) = HEBREW.iter().find(|(hebrew, _)| *hebrew == c)?;
        Some(Self { code: Code::Char(*latin), ..self })
    }

    /// Keys separated by blanks: `j j enter`. `"hello you"` types that text, and so does `text:hello`.
    ///
    /// # Errors
    /// A name that is no key, or a quote that does not end.
    pub fn sequence(text: &str) -> Result<Vec<Self>, KeyError> {
        let mut keys = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix('"') {
                let (typed, after) = quoted.split_once('"').ok_or_else(|| KeyError::OpenQuote(quoted.to_owned()))?;
                keys.extend(typed.chars().map(|c| Self::from(Code::Char(c))));
                rest = after.trim_start();
                continue;
            }
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            match word.strip_prefix("text:") {
                Some(typed) => keys.extend(typed.chars().map(|c| Self::from(Code::Char(c)))),
                None => keys.push(word.parse()?),
            }
            rest = after.trim_start();
        }
        Ok(keys)
    }

    /// How the key is shown where there is room for a sign: arrows as arrows, the rest as [`fmt::Display`].
    #[must_use]
    pub fn sign(self) -> String {
        let is_bare = !self.ctrl && !self.alt && !self.shift;
        match self.code {
            Code::Left if is_bare => "←".to_owned(),
            Code::Right if is_bare => "→".to_owned(),
            Code::Up if is_bare => "↑".to_owned(),
            Code::Down if is_bare => "↓".to_owned(),
            _ => self.to_string(),
        }
    }
}

fn first(mut chars: impl ExactSizeIterator<Item = char>) -> Option<char> {
    if chars.len() == 1 { chars.next() } else { None }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_held, word) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if is_held {
                f.write_str(word)?;
            }
        }
        let name = NAMES.iter().find(|(_, code)| *code == self.code).map(|(name, _)| *name);
        match (name, self.code) {
            (Some(name), _) => f.write_str(name),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::F(number)) => write!(f, "f{number}"),
            (None, _) => f.write_str("?"),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let unknown = || KeyError::Unknown(text.to_owned());
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut name = text;
        loop {
            let (flag, rest) = if let Some(rest) = strip_word(name, "ctrl-") {
                (&mut ctrl, rest)
            } else if let Some(rest) = strip_word(name, "alt-") {
                (&mut alt, rest)
            } else if let Some(rest) = strip_word(name, "shift-") {
                (&mut shift, rest)
            } else {
                break;
            };
            if *flag {
                return Err(unknown());
            }
            *flag = true;
            name = rest;
        }
        Ok(Self::new(code(name).ok_or_else(unknown)?, ctrl, alt, shift))
    }
}

/// What follows a modifier; `None` when nothing does, so that `ctrl--` is control and minus.
fn strip_word<'a>(name: &'a str, word: &str) -> Option<&'a str> {
    let head = name.get(..word.len())?;
    let rest = name.get(word.len()..)?;
    (head.eq_ignore_ascii_case(word) && !rest.is_empty()).then_some(rest)
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control()).then_some(Code::Char(c));
    }
    let lower = name.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_read_as_people_write_them() {
        let cases = [
            ("j", Key::from(Code::Char('j'))),
            ("G", Key::from(Code::Char('G'))),
            ("shift-g", Key::from(Code::Char('G'))),
            ("Ctrl-P", Key::new(Code::Char('p'), true, false, false)),
            ("ctrl--", Key::new(Code::Char('-'), true, false, false)),
            ("shift-tab", Key::new(Code::Tab, false, false, true)),
            ("alt-x", Key::new(Code::Char('x'), false, true, false)),
            ("PgDn", Key::from(Code::PageDown)),
            ("space", Key::from(Code::Char(' '))),
            ("f12", Key::from(Code::F(12))),
            ("ש", Key::from(Code::Char('ש'))),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
        for text in ["", "ctrl-", "f25", "f0", "jj", "ctrl-ctrl-x", "hyper-x"] {
            assert_eq!(text.parse::<Key>(), Err(KeyError::Unknown(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_sequence_holds_keys_and_text() {
        let written = |text| Key::sequence(text).map(|keys| keys.iter().map(Key::to_string).collect::<Vec<_>>());
        assert_eq!(written("j  ctrl-d enter"), Ok(vec!["j".into(), "ctrl-d".into(), "enter".into()]));
        assert_eq!(written(r#"/ "a b" esc"#), Ok(["/", "a", "space", "b", "esc"].map(str::to_owned).to_vec()));
        assert_eq!(written("/ text:מחיר"), Ok(["/", "מ", "ח", "י", "ר"].map(str::to_owned).to_vec()));
        assert_eq!(written("j \"oops"), Err(KeyError::OpenQuote("oops".into())));
        assert_eq!(written("   "), Ok(vec![]));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_key_survives_being_written(c in any::<char>(), ctrl: bool, alt: bool, shift: bool, number in 1_u8..=24) {
            prop_assume!(!c.is_control());
            for code in [Code::Char(c), Code::F(number), Code::Esc, Code::PageUp, Code::Tab] {
                let key = Key::new(code, ctrl, alt, shift);
                prop_assert_eq!(key.to_string().parse(), Ok(key));
            }
        }
    }
}
