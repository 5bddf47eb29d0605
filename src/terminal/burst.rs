//! Tells text that is pasted from keys that are typed, where the terminal does not mark what is pasted.
//! Invariant: every key is passed on once and in its order; only characters of a burst are put together.
//!
//! A hand gives one key at a time. Several come in one read where a key is held, and where a slow line delivers what was
//! typed while it stood still: few keys, mostly the same. A paste is long and goes from one character to another, or has line
//! feeds, which no Enter key sends. It may come in pieces, so what may be its begin waits a moment for more, and what
//! follows it at once belongs to it: some keys where the text was taken, every key where it was refused.

use std::time::{Duration, Instant};

use super::meaning::Input;
use crate::app::Key;
use crate::app::key::Code;

/// So many characters at once are a burst...
const LEAST: usize = 5;
/// ...in so many runs of the same one. Who types so fast has to do it again; who pastes might lose what he has.
const LEAST_RUNS: usize = 3;
/// So many characters that come right after a burst are one too: the last of a paste, and more than `enter q`.
const LEAST_AFTER: usize = 3;
/// What comes within this time after a burst may belong to it.
const TAIL: Duration = Duration::from_millis(100);
/// Single keys that follow one another so fast are not typed.
const QUICK: Duration = Duration::from_millis(25);

/// Takes bursts out of what is read.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// Keys that may begin a burst.
    held: Vec<Key>,
    /// When the last burst came.
    burst: Option<Instant>,
}

impl Sieve {
    /// Takes what was read at this moment, and gives what is to be passed on.
    pub(super) fn sift(&mut self, read: Vec<Input>, now: Instant) -> Vec<Input> {
        let of_read = read.iter().filter_map(key);
        let keys: Vec<Key> = self.held.iter().copied().chain(of_read).collect();
        if keys.is_empty() {
            return read;
        }
        let is_after = self.burst.is_some_and(|burst| now.duration_since(burst) < TAIL);
        if is_burst(&keys) || (is_after && n_characters(&keys) >= LEAST_AFTER) {
            self.burst = Some(now);
        } else if may_begin(&keys) && read.iter().all(|input| key(input).is_some()) {
            self.held = keys;
            return Vec::new();
        } else {
            return self.release().into_iter().chain(read).collect();
        }
        self.held.clear();
        let others = read.into_iter().filter(|input| key(input).is_none());
        together(&keys).into_iter().chain(others).collect()
    }

    /// Do keys wait for more?
    pub(super) fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// Nothing followed: the keys were typed.
    pub(super) fn release(&mut self) -> Vec<Input> {
        self.held.drain(..).map(Input::Key).collect()
    }
}

/// What may still come of a burst that was refused.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    last: Instant,
    until: Instant,
}

impl Tail {
    /// A burst was refused at this moment.
    pub(super) fn new(now: Instant) -> Self {
        Self { last: now, until: now + TAIL }
    }

    /// Does what was read at this moment belong to it? Bursts prolong it, and so do keys that nobody types so fast.
    pub(super) fn takes(&mut self, input: &Input, now: Instant) -> bool {
        let is_of_keyboard = matches!(input, Input::Key(_) | Input::Burst(_));
        if now >= self.until || !is_of_keyboard {
            return false;
        }
        if matches!(input, Input::Burst(_)) || now.duration_since(self.last) < QUICK {
            self.until = now + TAIL;
        }
        self.last = now;
        true
    }
}

/// The keys of a burst, with the characters that follow one another put together.
fn together(keys: &[Key]) -> Vec<Input> {
    let runs = keys.chunk_by(|key, next| character(*key).is_some() && character(*next).is_some());
    let input = |run: &[Key]| match run {
        [key] if character(*key).is_none() => Input::Key(*key),
        run => Input::Burst(run.iter().copied().filter_map(character).collect()),
    };
    runs.map(input).collect()
}

fn key(input: &Input) -> Option<Key> {
    if let Input::Key(key) = input { Some(*key) } else { None }
}

/// What a key stands for in text.
fn character(key: Key) -> Option<char> {
    match key {
        Key { code: Code::Enter, ctrl: false, alt: false, .. } => Some('\r'),
        Key { code: Code::Tab, ctrl: false, alt: false, shift: false } => Some('\t'),
        key if is_line_feed(key) => Some('\n'),
        key => key.typed(),
    }
}

/// A line feed comes as control-j.
fn is_line_feed(key: Key) -> bool {
    key == Key::new(Code::Char('j'), true, false, false)
}

fn is_burst(keys: &[Key]) -> bool {
    let n_letters = keys.iter().filter(|key| key.typed().is_some()).count();
    let has_line_feed = keys.iter().any(|key| is_line_feed(*key));
    (has_line_feed && n_letters > 1) || (n_characters(keys) >= LEAST && n_runs(keys) >= LEAST_RUNS)
}

/// May these be the first keys of a burst?
fn may_begin(keys: &[Key]) -> bool {
    n_runs(keys) > 1 && keys.iter().all(|key| character(*key).is_some())
}

fn n_characters(keys: &[Key]) -> usize {
    keys.iter().filter(|key| character(**key).is_some()).count()
}

/// How many runs of the same character there are.
fn n_runs(keys: &[Key]) -> usize {
    let characters: Vec<char> = keys.iter().filter_map(|key| character(*key)).collect();
    characters.chunk_by(char::eq).count()
}

#[cfg(test)]
mod tests {
    use super::super::clock;
    use super::super::ear::tests::{heard, named};
    use super::*;

    /// What comes of pieces that are read so many milliseconds after one another.
    #[track_caller]
    fn check(name: &str, pieces: &[(u64, &str)], expected: &str) {
        let pieces: Vec<(u64, &[u8])> = pieces.iter().map(|(pause, piece)| (*pause, piece.as_bytes())).collect();
        assert_eq!(named(&heard(&pieces)), expected, "{name}");
    }

    #[test]
    fn what_hands_do_is_keys() {
        check("a key", &[(0, "j")], "j");
        check("a held key", &[(0, "jjjjjjjjjj")], "j j j j j j j j j j");
        check("two held keys", &[(0, "jjjjkkkk"), (33, "k")], "j j j j k k k k k");
        check("arrows", &[(0, "\x1b[B\x1b[B\x1b[B\x1b[C\x1b[A\x1b[D\x1b[B")], "down down down right up left down");
        check("a quick hand", &[(0, "ldq")], "l d q");
        check("a search", &[(0, "/MON")], "/ M O N");
        check("typed ahead", &[(0, "2jjj"), (20, "e")], "2 j j j e");
        check("enter and on", &[(0, "\rq")], "enter q");
        check("arrows and a letter", &[(0, "\x1b[B\x1b[Bxe")], "down down x e");
        check(
            "six at the speed of a fast hand",
            &[(0, "d"), (60, "e"), (60, "l"), (60, "e"), (60, "t"), (60, "e")],
            "d e l e t e",
        );
        check("a marked paste", &[(0, "\x1b[200~dear all\x1b[201~j")], "paste(dear all) j");
    }

    #[test]
    fn what_is_pasted_is_a_burst() {
        check("a word", &[(0, "delete")], "\"delete\"");
        check("a short word", &[(0, "alive")], "\"alive\"");
        check("two letters in turn", &[(0, "jdjdj")], "\"jdjdj\"");
        check("runs", &[(0, "JJJdddKKK")], "\"JJJdddKKK\"");
        check("cells", &[(0, "d\td\td")], "\"d\\td\\td\"");
        check("hebrew", &[(0, "של הלקוחה")], "\"של הלקוחה\"");
        check("lines", &[(0, "def add(x, y):\r    return\r")], "\"def add(x, y):\\r    return\\r\"");
        check("a short line with its end", &[(0, "ls\n")], "\"ls\\n\"");
        check(
            "other keys are no text",
            &[(0, "\x15dear\x1b[B all\x7f\x1bx")],
            "ctrl-u \"dear\" down \" all\" backspace alt-x",
        );
        check("colors are no text", &[(0, "\x1b[31mdear all\x1b[0m")], "\"dear all\"");
        check("the mouse goes on", &[(0, "dear \x1b[<0;40;12Mall")], "\"dear all\" Click(39,11)");
    }

    #[test]
    fn a_paste_in_pieces_is_one() {
        check("small ones", &[(0, "de"), (3, "f"), (3, " add"), (3, "(x)")], "\"def add\" \"(x)\"");
        check("its end", &[(0, "dear all"), (90, "e\rdx")], "\"dear all\" \"e\\rdx\"");
        check("what is typed then", &[(0, " of today"), (5, "\r")], "\" of today\" enter");
        check("and then", &[(0, " of today"), (5, "\rq")], "\" of today\" enter q");
        check("three keys later", &[(0, "dear all"), (110, "ldq")], "\"dear all\" l d q");
    }

    #[test]
    fn all_that_follows_a_refused_one_at_once_belongs_to_it() {
        let start = clock::now();
        let key = |name: &str| Input::Key(name.parse().expect("a key"));
        let mut tail = Tail::new(start);
        let mut takes = |input: &Input, millis: u64| tail.takes(input, start + Duration::from_millis(millis));
        assert!(takes(&key("d"), 90) && takes(&Input::Burst("quit".to_owned()), 99));
        assert!(takes(&key("d"), 190) && takes(&key("enter"), 191) && takes(&key("x"), 280));
        assert!(!takes(&Input::Paste("dear all".to_owned()), 281), "that is marked");
        assert!(!takes(&key("d"), 300), "a hand goes on");
    }
}
