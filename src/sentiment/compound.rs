//! The valences of a text's words to one score.
//! Invariant: the score is in -1..=1 and has four decimals, the last rounded half to even as Python does.

use super::lexicon::Lexicon;
use super::valence;
use super::words::Words;

/// What one exclamation mark adds; four count.
const EXCLAMATION: f64 = 0.292;

/// What each of two or three question marks adds.
const QUESTION: f64 = 0.18;

/// What more of them add.
const MANY_QUESTIONS: f64 = 0.96;

/// The largest sum that is expected, squared.
const EXPECTED: f64 = 15.0;

/// The compound score of a text.
pub(super) fn of(words: &Words) -> f64 {
    let lexicon = Lexicon::get();
    let valences = words
        .list
        .iter()
        .enumerate()
        .map(|(idx, word)| if lexicon.has_mean(word.entry) { valence::of(words, idx) } else { 0.0 });
    let sum = match words.list.iter().position(|word| word.entry == lexicon.but()) {
        None => valences.fold(0.0, |sum, valence| sum + valence),
        Some(but) => {
            let mut valences: Vec<f64> = valences.collect();
            contrast(&mut valences, but);
            valences.iter().fold(0.0, |sum, valence| sum + valence)
        }
    };
    let marks = marks(words);
    let sum = if sum > 0.0 {
        sum + marks
    } else if sum < 0.0 {
        sum - marks
    } else {
        return 0.0;
    };
    // What is rounded away has no sign.
    round((sum / (sum * sum + EXPECTED).sqrt()).clamp(-1.0, 1.0)) + 0.0
}

/// What exclamation and question marks add, whichever way the text leans.
fn marks(words: &Words) -> f64 {
    let [one, two, three, four] = [1.0, 2.0, 3.0, 4.0].map(|n| n * EXCLAMATION);
    let exclamations = match words.n_exclamations {
        0 => 0.0,
        1 => one,
        2 => two,
        3 => three,
        _ => four,
    };
    let questions = match words.n_questions {
        0 | 1 => 0.0,
        2 => 2.0 * QUESTION,
        3 => 3.0 * QUESTION,
        _ => MANY_QUESTIONS,
    };
    exclamations + questions
}

/// What stands before the first `but` counts half, what follows it half as much again.
///
/// The reference walks along the list and changes not the valence it is at but the first that equals it, in the list as
/// changed so far. So do we; `firsts` only remembers where a valence cannot be any more, so that long texts take no
/// longer than they must.
#[expect(clippy::float_cmp, reason = "the reference tells valences apart by their exact values")]
fn contrast(valences: &mut [f64], but: usize) {
    let mut firsts: Vec<(f64, usize)> = Vec::new();
    for idx in 0..valences.len() {
        let Some(&valence) = valences.get(idx) else { break };
        let known = firsts.iter().position(|(value, _)| *value == valence);
        let from = known.and_then(|known| firsts.get(known)).map_or(0, |(_, from)| *from);
        let rest = valences.get(from..=idx).unwrap_or_default();
        let first = from + rest.iter().position(|other| *other == valence).unwrap_or_default();
        match known.and_then(|known| firsts.get_mut(known)) {
            Some(entry) => entry.1 = first,
            None => firsts.push((valence, first)),
        }
        let changed = match first.cmp(&but) {
            std::cmp::Ordering::Less => valence * 0.5,
            std::cmp::Ordering::Equal => continue,
            std::cmp::Ordering::Greater => valence * 1.5,
        };
        if let Some(place) = valences.get_mut(first) {
            *place = changed;
        }
        for (value, from) in &mut firsts {
            if *value == changed {
                *from = (*from).min(first);
            }
        }
    }
}

/// At four decimals: the nearest of the number as it is written in full, half to even.
fn round(score: f64) -> f64 {
    let scaled = score * 1e4;
    #[expect(clippy::cast_possible_truncation, reason = "no more than ten thousand either way")]
    let whole = (scaled + 0.5_f64.copysign(scaled)) as i32;
    // Only near a half does it matter what the multiplication rounded away.
    if ((scaled - f64::from(whole)).abs() - 0.5).abs() > 1e-6 {
        return f64::from(whole) / 1e4;
    }
    format!("{score:.4}").parse().unwrap_or(score)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "equal is meant to the last bit")]
mod tests {
    use super::*;

    /// As the reference does it, word for word of its rule.
    fn contrast_plainly(valences: &mut [f64], but: usize) {
        for idx in 0..valences.len() {
            let valence = valences[idx];
            let first = valences.iter().position(|other| *other == valence).unwrap();
            if first < but {
                valences[first] = valence * 0.5;
            } else if first > but {
                valences[first] = valence * 1.5;
            }
        }
    }

    #[test]
    fn rounding_is_that_of_the_number_in_full() {
        for (score, expected) in [
            (0.031_25, 0.0312),
            (0.093_75, 0.0938),
            (-0.031_25, -0.0312),
            (0.000_05, 0.0001),
            (0.999_95, 1.0),
            (0.123_45, 0.1235),
            (0.123_55, 0.1235),
            (1.0, 1.0),
        ] {
            assert_eq!(round(score), expected, "{score}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
        #[test]
        fn but_changes_what_the_reference_changes(
            picks in proptest::collection::vec(proptest::sample::select(&[0.0, 0.5, 1.0, 1.5, 2.0, 3.0, -0.75, -1.5, -3.0, 4.5]), 1..60),
            but in 0_usize..60,
        ) {
            let mut ours = picks.clone();
            let mut theirs = picks;
            contrast(&mut ours, but);
            contrast_plainly(&mut theirs, but);
            proptest::prop_assert_eq!(ours, theirs);
        }
    }
}
