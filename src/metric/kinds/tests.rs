//! What holds for every row, of whatever kind.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::metric::vectors::{all, answer};
use crate::metric::{Batch, Digits, Metric, Tally, Worth, change};

#[test]
fn words_are_told_apart() {
    let words: BTreeSet<&str> = Kind::WORDS.iter().map(|(word, _)| *word).collect();
    assert_eq!(words.len(), Kind::ALL.len());
    assert!(Kind::WORDS.iter().all(|(word, kind)| kind.row().word == *word && !kind.row().doc.is_empty()));
    assert_eq!(
        Kind::either("a ", |row| matches!(row.of_cases, OfCases::Share | OfCases::Time)),
        "a rate or a duration"
    );
}

#[test]
fn rows_agree_with_themselves() {
    for own in all() {
        let (kind, row) = (own.kind, own.kind.row());
        let (low, high) = row.scale;
        assert!(low < high && (low..=high).contains(&own.top), "{kind:?}: {own:?}");
        assert_eq!(own.few_answers().is_some(), Worth::of(&own).is_some(), "{kind:?}: few answers are worth something");
        assert_eq!(kind.range().is_some(), own.is_bounded(), "{kind:?}");
        assert_eq!(Metric::usual("own".to_owned(), kind).margin(&own).is_some(), row.steady != Steady::Unknown);
        assert!(!matches!(row.steady, Steady::OneIn(_)) || own.is_bounded(), "{kind:?}: a part of what?");
        assert!(row.quantiles == Quantiles::None || row.storage == Storage::Values, "{kind:?}: quantiles of what?");
        let is_whole = matches!(row.storage, Storage::Answers);
        assert_eq!(row.answers == AnswerRange::Whole, is_whole, "{kind:?}");
        assert_eq!(row.answers == AnswerRange::YesNo, row.storage == Storage::Share, "{kind:?}");
        assert!(row.n_top.is_none() || is_whole, "{kind:?}: the top of what?");
        assert!(!row.takes_funnel || kind.is_share(), "{kind:?}: a funnel counts hits");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readings_keep_what_their_row_says(
        places in proptest::collection::vec(0.0..=1.0_f64, 1..40),
        later in proptest::collection::vec(0.0..=1.0_f64, 1..40),
        figure in (0.0..=1.0_f64, 1_u64..2_000, proptest::option::of(0.0..2.0_f64)),
    ) {
        for own in all() {
            let (kind, (low, high)) = (own.kind, own.bounds());
            let of = |places: &[f64]| {
                let mut tally = Tally::new(&own);
                let are_taken = places.iter().all(|place| own.accepts(answer(&own, *place)) && tally.add(answer(&own, *place)));
                are_taken.then_some(tally)
            };
            let (tally, then) = (of(&places).expect("answers are taken"), of(&later).expect("answers are taken"));
            let (reading, later) = (tally.reading(&own).expect("answers"), then.reading(&own).expect("answers"));
            let told = reading.headline();
            prop_assert!(kind.is_estimate() || told.interval.is_none(), "{kind:?}");
            if kind.is_estimate() {
                prop_assert!((low..=high).contains(&told.value), "{kind:?}: {told:?}");
            }
            prop_assert!(Digits::of(kind, &told).decimals() <= 9);
            if let Some(change) = change::compare(&reading, &later) {
                prop_assert!(change.interval.contains(change.difference), "{kind:?}: {change:?}");
            }
            // The search for breaks goes by the same value.
            let (value, sample) = tally.side(&own).expect("answers");
            prop_assert!((value - reading.value).abs() <= 1e-9 * value.abs().max(1.0) && sample.n == reading.n, "{kind:?}");
            if let Some(worth) = Worth::of(&own) {
                let lowest = own.few_answers().map_or(0.0, |(lowest, _)| f64::from(lowest));
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and not under the lowest")]
                let worths = places.iter().map(|place| f64::from(worth.of_answer((answer(&own, *place) - lowest) as u16)));
                let begin = if worth == Worth::Number { lowest } else { 0.0 };
                let mean = begin + worth.unit() * worths.sum::<f64>() / crate::metric::fixed::extent(places.len());
                prop_assert!((mean - reading.value).abs() < 1e-9, "{kind:?}: {mean} is not {}", reading.value);
            }
            // A figure that came without its answers is one of this kind, and meets answers.
            let (place, n, sd) = figure;
            let value = low.max(-1e4) + place * (high.min(1e4) - low.max(-1e4));
            let mut both = tally.clone();
            prop_assert!(both.add_batch(&Batch { value, n, sd }, &own), "{kind:?}: {value}");
            prop_assert!(both.reading(&own).is_some());
        }
    }
}
