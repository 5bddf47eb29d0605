//! Sentences and how they sound.

use super::*;

#[test]
fn plain_sentences_sound_as_in_the_reference() {
    for (text, expected) in [("", 0.0), ("Not bad at all", 0.431), ("Today SUX!", -0.5461)] {
        assert_eq!(compound(text), expected, "{text}");
    }
}
