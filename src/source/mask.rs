//! Personal data in free text: e-mail addresses, phone, card and account numbers.
//! Invariant: text without any comes back unchanged; a number that may be a phone number counts as one.

mod account;
mod number;

use std::borrow::Cow;

use crate::text;

/// No phone, card or account number has fewer digits.
const FEWEST_DIGITS: usize = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Email,
    Account,
    Card,
    Phone,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Email => "[email]",
            Self::Account => "[account]",
            Self::Card => "[card]",
            Self::Phone => "[phone]",
        }
    }
}

/// Part of a text that is personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    start: usize,
    end: usize,
    kind: Kind,
}

/// Puts words such as `[phone]` in place of what is personal.
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let masked = replaced(text, emails);
    let n_digits = masked.chars().filter(|c| digit(*c).is_some()).take(FEWEST_DIGITS).count();
    if n_digits < FEWEST_DIGITS {
        return masked;
    }
    [account::find as fn(&str) -> Vec<Part>, number::find].into_iter().fold(masked, |masked, find| match masked {
        Cow::Borrowed(text) => replaced(text, find),
        Cow::Owned(text) => Cow::Owned(replaced(&text, find).into_owned()),
    })
}

/// Puts words in place of the parts found, which come in order and do not overlap.
fn replaced(text: &str, find: fn(&str) -> Vec<Part>) -> Cow<'_, str> {
    let parts = find(text);
    if parts.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut masked, mut from) = (String::with_capacity(text.len()), 0);
    for part in parts {
        masked.push_str(text.get(from..part.start).unwrap_or_default());
        masked.push_str(part.kind.word());
        from = part.end;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(masked)
}

/// A digit in the scripts that phone numbers are written in.
fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// Is it invisible, such as the marks that give numbers their direction in Hebrew text?
fn is_unseen(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !text::is_plain(c)
}

fn emails(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '@' | '＠')) {
        let (before, after) =
            (text.get(..at).unwrap_or_default(), text.get(at + sign.len_utf8()..).unwrap_or_default());
        let is_own = |c: char| c.is_alphanumeric() || is_unseen(c) || "._%+-'!#$&*/=?^`{|}~".contains(c);
        let first = before.char_indices().rev().take_while(|(_, c)| is_own(*c)).last().map_or(at, |(first, _)| first);
        // Quotes and brackets around an address do not belong to it.
        let own = before.get(first..).unwrap_or_default();
        let own = own.trim_start_matches(|c: char| !c.is_alphanumeric());
        // Hebrew writes "to" and "from" as letters right before the address.
        let bare = own.trim_start_matches(|c: char| ('א'..='ת').contains(&c)).trim_start_matches('-');
        let start = at - if bare.is_ascii() && !bare.is_empty() { bare.len() } else { own.len() };
        let end = domain(after);
        let last = parts.last().map_or(0, |part| part.end);
        if start < at && start >= last && end > 0 {
            parts.push(Part { start, end: at + sign.len_utf8() + end, kind: Kind::Email });
        }
    }
    parts
}

/// The length of the mail server's name at the start of a text; 0 where there is none.
fn domain(text: &str) -> usize {
    let is_own = |c: char| c.is_alphanumeric() || is_unseen(c) || matches!(c, '.' | '-');
    let whole = text.find(|c| !is_own(c)).map_or(text, |end| text.get(..end).unwrap_or_default());
    let name = whole.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some((host, top)) = name.rsplit_once('.') else { return 0 };
    let is_top = top.chars().filter(|c| c.is_alphabetic()).count() >= 2 && top.chars().all(|c| digit(c).is_none());
    let is_numbers = name.split('.').count() == 4 && name.chars().all(|c| c == '.' || c.is_ascii_digit());
    if host.chars().any(char::is_alphanumeric) && (is_top || is_numbers) { name.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(mask(text), *expected, "{text}");
        }
    }

    #[test]
    fn e_mail_addresses_are_masked() {
        check(&[
            ("write to dana@example.com", "write to [email]"),
            ("Dana.Levi+shop@mail.example.co.il, please", "[email], please"),
            ("<o'neil_7@x-y.org>.", "<[email]>."),
            ("mailto:a@b.io?", "mailto:[email]?"),
            ("כתבו לי ל-dana@example.com תודה", "כתבו לי ל-[email] תודה"),
            ("דנה@דואר.קום", "[email]"),
            ("a@b.co and c@d.com", "[email] and [email]"),
            ("d\u{200b}ana@exam\u{200b}ple.com", "[email]"),
            ("root@192.168.0.1", "[email]"),
            ("meet @ 5", "meet @ 5"),
            ("follow @bakery", "follow @bakery"),
            ("it was so@so. Really", "it was so@so. Really"),
            ("3 @ 4.50 each", "3 @ 4.50 each"),
            ("@", "@"),
        ]);
    }

    #[test]
    fn phone_numbers_are_masked() {
        check(&[
            ("call +44 20 7946 0958 now", "call [phone] now"),
            ("+1 (555) 123-4567", "[phone]"),
            ("(555) 123-4567!", "[phone]!"),
            ("555-1234", "[phone]"),
            ("555.123.4567", "[phone]"),
            ("1-800-555-1234", "[phone]"),
            ("052-1234567, after six", "[phone], after six"),
            ("ב0521234567 או 03-555 12 34", "ב[phone] או [phone]"),
            ("\u{200e}+972\u{a0}52\u{2011}123\u{2011}4567\u{200e}", "\u{200e}[phone]\u{200e}"),
            ("06 12 34 56 78", "[phone]"),
            ("06.12.34.56.78", "[phone]"),
            ("030/123456", "[phone]"),
            ("0044 20 7946 0958", "[phone]"),
            ("tel:5551234567.", "tel:[phone]."),
            ("٠٥٢١٢٣٤٥٦٧", "[phone]"),
            ("0521\u{200b}234567", "[phone]"),
            ("12 34 56 78", "[phone]"),
            ("9876-5432", "[phone]"),
            ("612 345 678", "[phone]"),
            ("052 1234567 12 times", "[phone] 12 times"),
            ("2024-05-03 052-1234567", "2024-05-03 [phone]"),
            ("I paid 500. 0521234567", "I paid 500. [phone]"),
            ("(052) 123 45 67", "[phone]"),
            ("+972 52-123-4567 nis", "[phone] nis"),
            ("052-123-4567 dollars", "[phone] dollars"),
        ]);
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "came on 2024-05-03 at 10:30",
            "3/5/2024 - 14/5/2024",
            "03.05.24 and 04.05.24",
            "2024-05-03 10 times",
            "20240503",
            "since 2019-2024",
            "2019 2020 2021",
            "1,234,567 people",
            "1 234 567 people",
            "paid 1.234.567,50",
            "paid 1234567.50",
            "€ 12345678",
            "12345678 NIS",
            "₪1234567",
            "19.99 29.99",
            "19.99-29.99",
            "order 123456",
            "order #12345678",
            "INV20240001",
            "r0001234567x",
            "room 12, gate 4",
            "1 2 3 4 5 6 7 8 9",
            "7 8 9 10 11 12",
            "192.168.1.100",
            "+5 points, 100%",
            "+12 345 678 NIS",
            "300-500 dollars",
            "12345678%",
            "",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn card_and_account_numbers_are_masked() {
        check(&[
            ("4111 1111 1111 1111", "[card]"),
            ("my card 4111-1111-1111-1111.", "my card [card]."),
            ("5500005555555559", "[card]"),
            ("3782 822463 10005 exp 05/27", "[card] exp 05/27"),
            ("4222222222222", "[card]"),
            ("#4111111111111111", "#[card]"),
            // Off by one, so it is none; nor is it the length of a phone number.
            ("4111 1111 1111 1112", "4111 1111 1111 1112"),
            ("41111111111111111111", "41111111111111111111"),
            ("GB82 WEST 1234 5698 7654 32", "[account]"),
            ("to DE89370400440532013000 please", "to [account] please"),
            ("IL620108000000099999999", "[account]"),
            ("FR14 2004 1010 0505 0001 3M02 606", "[account]"),
            ("4111 1111 1111 1111 or dana@example.com or 052-1234567", "[card] or [email] or [phone]"),
        ]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_masked_once_and_for_all(text in "[ a-c0-9@.+()/\\-é\u{200b}ש]{0,40}") {
            let once = mask(&text).into_owned();
            let left = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
            prop_assert!(once.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count() <= left);
            prop_assert!(once.len() <= text.len() * 2 + 16);
        }

        #[test]
        fn a_phone_number_in_any_words_is_masked(before in "[a-z ]{0,8} ", after in "( [a-z]{1,8})?") {
            let masked = mask(&format!("{before}+972 52-123-4567{after}")).into_owned();
            prop_assert_eq!(masked, format!("{before}[phone]{after}"));
        }
    }
}
