//! Signs on a terminal that may have no others than those of ASCII: ours are plain, and the words of the map are whole.

use std::collections::BTreeSet;
use std::path::Path;

use cjm::ui::Look;

use super::session::{LARGE, USUAL, open, play, text};

/// Screens of every kind: the page, its panes, lists, cards, comments, what is typed, a standup.
const SCREENS: [&str; 20] = [
    "",
    "l j",
    "1 l l",
    "w 3",
    "w 3 z G",
    "i",
    "i G",
    "/ \"a\"",
    "?",
    ": \"m\"",
    "!",
    "a",
    "e",
    "2 j e \" – “new”…\"",
    "p p",
    "t t",
    "m",
    "c",
    "S",
    "S n n",
];

/// Signs of ours, which a map may hold as well.
const OURS: &str = "…·±−–×▸◂‹›←→↑↓“”’▲▼◆─━│┬┴╭╮╰╯▁▂▃▄▅▆▇█";

/// Every character that is in a file of the folder.
pub(crate) fn written(folder: &Path) -> BTreeSet<char> {
    let files = std::fs::read_dir(folder).expect("a folder").map(|file| std::fs::read(file.expect("a file").path()));
    files.flat_map(|bytes| String::from_utf8_lossy(&bytes.expect("bytes")).chars().collect::<Vec<_>>()).collect()
}

#[test]
fn plain_signs_leave_the_words_of_the_map() {
    for map in ["maps/airport", "maps/bakery"] {
        let known = written(Path::new(map));
        let mut seen = BTreeSet::new();
        for size in [USUAL, LARGE] {
            let mut first = open(map, size);
            first.dress(Look { is_unicode: false, ..Look::default() });
            for keys in SCREENS {
                let mut session = first.clone();
                play(&mut session, keys);
                let shown = text(&session);
                let odd: Vec<char> = shown.chars().filter(|c| !c.is_ascii() && !known.contains(c)).collect();
                assert!(odd.is_empty(), "{map} after `{keys}`: {odd:?} in\n{shown}");
                seen.extend(shown.chars().filter(|c| !c.is_ascii()));
            }
        }
        assert!(!seen.iter().any(|c| OURS.contains(*c)), "{map}: a sign of ours: {seen:?}");
        if map.ends_with("bakery") {
            assert!(('א'..='ת').filter(|c| seen.contains(c)).count() > 20, "words are missing: {seen:?}");
        }
    }
}
