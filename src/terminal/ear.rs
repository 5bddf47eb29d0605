//! From bytes to inputs: they are decoded, taken for what they mean, and told from what is pasted.
//! Invariant: what it gives depends on the bytes and on the moments they are read at, and on nothing else.

use std::time::{Duration, Instant};

use super::burst::Sieve;
use super::decode::{Decoder, Patience, Sent};
use super::meaning::{Input, meaning};

/// How long the rest of a begun sequence may take over a bad line.
const LONG: Duration = Duration::from_millis(500);
/// How long a sequence may take in all, however often a byte of it comes: who types meanwhile is heard again.
const LONGEST: Duration = Duration::from_secs(3);
/// How long after a sequence was given up its rest may come.
const UNTIL_GONE: Duration = Duration::from_secs(1);
/// How long keys that may begin a paste wait for the rest of it.
const UNTIL_FOLLOWED: Duration = Duration::from_millis(20);

/// What listens to a keyboard.
#[derive(Debug)]
pub(super) struct Ear {
    decoder: Decoder,
    sieve: Sieve,
    /// How long after an ESC the rest of a sequence may come.
    short: Duration,
    /// When what lacks its end began, and when something came last.
    begun: Option<(Instant, Instant)>,
    /// When a sequence was given up.
    torn: Option<Instant>,
}

impl Ear {
    /// Nothing was heard yet.
    pub(super) fn new(short: Duration) -> Self {
        Self { decoder: Decoder::default(), sieve: Sieve::default(), short, begun: None, torn: None }
    }

    /// How long to wait before [`Ear::settle`]; `None` where nothing has begun.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.decoder.patience() {
            _ if self.sieve.holds() => Some(UNTIL_FOLLOWED),
            Patience::None => None,
            Patience::Short => Some(self.short),
            Patience::Long => {
                let left = self.begun.map(|(begun, last)| LONGEST.saturating_sub(last.duration_since(begun)));
                Some(LONG.max(self.short).min(left.unwrap_or(LONGEST)))
            }
        }
    }

    /// Takes what was read at this moment.
    pub(super) fn hear(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        if self.torn.take_if(|torn| now.duration_since(*torn) > UNTIL_GONE).is_some() {
            self.decoder.forget();
        }
        let mut sent = Vec::new();
        if self.begun.is_some_and(|(begun, _)| now.duration_since(begun) > LONGEST) {
            sent.extend(self.decoder.settle());
            self.decoder.forget();
            self.begun = None;
        }
        sent.extend(self.decoder.feed(bytes));
        let lacks_end = self.decoder.patience() == Patience::Long && !self.decoder.is_pasting();
        self.begun = lacks_end.then(|| (self.begun.map_or(now, |(begun, _)| begun), now));
        self.take(sent, now)
    }

    /// Nothing more came up to this moment.
    pub(super) fn settle(&mut self, now: Instant) -> Vec<Input> {
        if self.sieve.holds() {
            return self.sieve.release();
        }
        let sent = self.decoder.settle();
        (self.begun, self.torn) = (None, Some(now));
        self.take(sent, now)
    }

    fn take(&mut self, sent: Vec<Sent>, now: Instant) -> Vec<Input> {
        self.sieve.sift(sent.into_iter().filter_map(meaning).collect(), now)
    }
}

#[cfg(test)]
pub(super) mod tests;
