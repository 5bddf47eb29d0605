//! Made-up answers, so that a new map has something to show.
//! Invariant: every touchpoint has the same answers, in another order: nothing stands out that nobody has found.

use std::fmt::Write as _;

use jiff::civil::Date;

/// The answers of one round, from 1 to 5.
const ROUND: [u8; 20] = [4, 5, 3, 4, 5, 2, 4, 4, 5, 3, 4, 1, 5, 4, 3, 5, 4, 2, 4, 5];

/// How many answers each touchpoint gets in a month: two rounds.
const N_A_MONTH: i8 = 40;

/// The months: a whole one to compare with another.
const MONTHS: [(i16, i8); 2] = [(2025, 1), (2025, 2)];

/// By how much the order is turned from one touchpoint to the next; it has no divisor in common with a round.
const TURN: usize = 7;

/// Rows that say of themselves that they are made up.
pub(super) fn answers(touchpoints: &[&str]) -> String {
    let mut text = "sample,date,touchpoint,csat\n".to_owned();
    for (year, month) in MONTHS {
        let last = Date::new(year, month, 1).map_or(28, Date::days_in_month);
        for nth in 0..N_A_MONTH {
            // From the first day to the last, so that the month is over.
            let day = 1 + i32::from(nth) * (i32::from(last) - 1) / (i32::from(N_A_MONTH) - 1);
            for (idx, touchpoint) in touchpoints.iter().enumerate() {
                let turned = usize::try_from(nth).unwrap_or_default() + idx * TURN;
                let answer = ROUND.get(turned % ROUND.len()).unwrap_or(&3);
                // Writing to a string does not fail.
                let _ = writeln!(text, "made up,{year}-{month:02}-{day:02},{touchpoint},{answer}");
            }
        }
    }
    text
}
