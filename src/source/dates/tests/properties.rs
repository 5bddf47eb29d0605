//! What holds whatever the bytes.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::fast::{self, Parts};
use super::super::{days, numeric, pattern};
use super::*;

/// Pieces of dates, well and badly put together.
fn odd_cell() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop_oneof![Just("2017"), Just("05"), Just("31"), Just("12"), Just("17"), Just("5"), Just("366"), Just("24")],
        prop_oneof![Just("-"), Just("/"), Just("."), Just(" "), Just("T"), Just(":"), Just(","), Just("Z"), Just("+")],
        prop_oneof![
            Just("May"),
            Just("friday"),
            Just("W"),
            Just("Q"),
            Just("PM"),
            Just("GMT"),
            Just("[x]"),
            Just("th")
        ],
        prop_oneof![Just("2017-05-31"), Just("23:30"), Just("31/12/2017"), Just("1496232000"), Just("\u{202f}")],
    ];
    let pieces = proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![4 => pieces, 1 => proptest::collection::vec(any::<u8>(), 0..24)]
}

fn odd_format() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof!["%[-_0^#]?[0-9]{0,3}:{0,3}[A-Za-z%]", Just(" ".to_owned()), Just("/".to_owned()), "\\PC{0,2}"];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn any_date() -> impl Strategy<Value = Date> {
    (0..109_900_i32).prop_map(|day| date(1900, 1, 1).saturating_add(jiff::Span::new().days(day)))
}

/// Forms with a fast way, and a date that tells the order in which day and month are.
const FORMS: [(&str, &str); 6] = [
    ("%Y-%m-%d", "2017-05-31"),
    ("%Y-%m-%d %H:%M:%S", "2017-05-31 10:00:00"),
    ("%d/%m/%Y", "31/05/2017"),
    ("%d.%m.%Y %H:%M", "31.05.2017 10:00"),
    ("%m/%d/%Y", "05/31/2017"),
    ("%m-%d-%Y %H:%M:%S", "05-31-2017 10:00:00"),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn any_bytes_are_a_date_or_none(cell in odd_cell(), zone in 0..3_usize) {
        let terms = Terms::new(None, [None, Some("-11:00"), Some("America/New_York")][zone]);
        if let Some(clock) = Clock::learn([cell.as_slice()].into_iter(), &terms)
            && let Some(moment) = clock.moment(&cell)
        {
            // What has a moment is placed, on its own day or in the period of it.
            let mut calendar = Calendar::of(clock);
            prop_assert_eq!(calendar.place(&cell).is_some(), days::idx_of(moment.date).is_some());
        }
    }

    #[test]
    fn any_format_is_known_or_not(format in odd_format(), cell in odd_cell()) {
        let is_known = fault(&format).is_none();
        let _ = pattern::read(&cell, &format);
        prop_assert!(!format.is_empty() || !is_known);
    }

    #[test]
    fn a_clone_reads_what_the_first_reads(cells in proptest::collection::vec(odd_cell(), 1..30), cut in 0..30_usize) {
        let sample = cells.iter().map(Vec::as_slice).take(5);
        let mut calendar = Calendar::learn(sample, &Terms::default())
            .unwrap_or_else(|| Calendar::new(Grain::Day, &Terms::default()));
        for cell in &cells {
            if calendar.scout(cell) {
                break;
            }
        }
        let mut other = calendar.clone();
        let dates = |calendar: &mut Calendar, cells: &[Vec<u8>]| -> Vec<Option<usize>> {
            cells.iter().map(|cell| calendar.place(cell)).collect()
        };
        let cut = cut.min(cells.len());
        let whole = dates(&mut calendar, &cells);
        let rest = dates(&mut other, &cells[cut..]);
        let numbers = calendar.absorb(&other);
        let known: Vec<Option<usize>> = rest.iter().map(|place| place.map(|place| numbers[place])).collect();
        prop_assert_eq!(&known, &whole[cut..]);
        let (whole_days, rest_days) = (calendar.finish(), other.finish());
        let named = |days: &Days, places: &[Option<usize>]| -> Vec<Option<Date>> {
            places.iter().map(|place| place.map(|place| days.dates[place])).collect()
        };
        prop_assert_eq!(named(&whole_days, &whole[cut..]), named(&rest_days, &rest));
        prop_assert_eq!((whole_days.finest, whole_days.is_ambiguous), (rest_days.finest, rest_days.is_ambiguous));
    }

    #[test]
    fn the_fast_way_is_the_slow_way(
        cell in odd_cell(),
        day in any_date(),
        tail in odd_cell(),
        form in 0..FORMS.len(),
        is_told: bool,
        zone in 0..2_usize,
    ) {
        let (form, teacher) = FORMS[form];
        let terms = Terms::new(is_told.then_some(form), [None, Some("-11:00")][zone]);
        let clock = Clock::learn([teacher.as_bytes()].into_iter(), &terms).expect("a date");
        let in_form = day.at(23, 30, 5, 0).strftime(form).to_string();
        for cell in [cell, [in_form.as_bytes(), &tail].concat(), in_form.into_bytes()] {
            if let Some(parts) = clock.read_fast(&cell) {
                let slow = if is_told { pattern::read(&cell, form) } else { numeric::read(&cell) };
                let moment = slow.and_then(|written| clock.moment_of(written));
                prop_assert_eq!(moment.map(|moment| moment.date), parts.date(), "{:?}", cell);
                prop_assert_eq!(Some(parts.idx()), parts.date().and_then(days::idx_of));
            }
            if read_cell(&cell).is_some() && fast::year_first(&cell).is_some() {
                prop_assert_eq!(read_cell(&cell), numeric::read(&cell));
            }
        }
        let in_form = day.at(0, 0, 0, 0).strftime(form).to_string();
        prop_assert_eq!(clock.read_fast(in_form.as_bytes()).and_then(Parts::date), Some(day), "{}", in_form);
    }

    #[test]
    fn days_have_numbers(day in any_date()) {
        let number = days::since_1970(day);
        prop_assert_eq!(days::day_since_1970(number), Some(day));
        prop_assert_eq!(days::since_1970(day.tomorrow().expect("not the last")), number + 1);
    }

    #[test]
    fn every_day_is_read_in_every_form(day in any_date()) {
        let forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%j", "%G-W%V-%u", "%d %B %Y", "%b %-d, %Y", "%A, %d-%b-%Y"];
        for form in forms {
            let cell = day.strftime(form).to_string();
            prop_assert_eq!(read_cell(cell.as_bytes()).map(|written| written.day), Some(Day::Plain(day, Grain::Day)), "{}", cell);
        }
        let week = read_cell(day.strftime("%G-W%V").to_string().as_bytes()).map(|written| written.day);
        prop_assert_eq!(week, Some(Day::Plain(crate::metric::Period::of(day, Grain::Week).start, Grain::Week)));
        let (first, second) = (day.strftime("%d/%m/%Y").to_string(), day.strftime("%m/%d/%Y 1:00 PM").to_string());
        for (cell, teacher) in [(first, "13/01/2017"), (second, "01/13/2017")] {
            let clock = Clock::learn([teacher.as_bytes()].into_iter(), &Terms::default()).expect("a date");
            prop_assert_eq!(clock.moment(cell.as_bytes()).map(|moment| moment.date), Some(day), "{}", cell);
        }
    }
}
