//! The names of encodings, as the web has them.
//! Invariant: every name that is suggested is known.

use encoding_rs::{Encoding, REPLACEMENT, UTF_16LE};

use crate::source::format::did_you_mean;

/// Names that people look for.
const USUAL: [&str; 27] = [
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-8",
    "iso-8859-15",
    "latin1",
    "macintosh",
    "ibm866",
    "koi8-r",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "gb18030",
    "big5",
];

/// The encoding of that name.
pub(super) fn encoding(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != REPLACEMENT)
}

/// Does it leave open which byte of a pair comes first?
pub(super) fn is_either_sixteen(label: &str) -> bool {
    encoding(label) == Some(UTF_16LE) && !label.to_ascii_lowercase().contains("le")
}

/// What helps where a name is not known; `None` where it is.
pub(crate) fn fault(label: &str) -> Option<String> {
    if encoding(label).is_some() {
        return None;
    }
    let usual =
        || "write \"utf-8\", \"windows-1252\" or the like, or leave it out to have it told from the data".to_owned();
    Some(did_you_mean(label, USUAL.into_iter(), '"').unwrap_or_else(usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_web_are_known_and_slips_understood() {
        for name in USUAL {
            assert!(encoding(name).is_some(), "{name}");
            assert_eq!(fault(name), None, "{name}");
        }
        assert_eq!(encoding(" Latin1 ").map(Encoding::name), Some("windows-1252"));
        let help = |label| fault(label).unwrap_or_default();
        assert_eq!(help("windows1255"), "did you mean \"windows-1255\"?");
        assert_eq!(help("latin-1"), "did you mean \"latin1\"?");
        assert!(help("klingon").starts_with("write "));
        assert!(fault("iso-2022-kr").is_some(), "what nobody decodes is not known");
        assert!(is_either_sixteen("UTF-16") && !is_either_sixteen("utf-16le") && !is_either_sixteen("utf-16be"));
    }
}
