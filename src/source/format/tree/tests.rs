//! Our trees against those of the `toml` crate.

use proptest::prelude::*;

use super::*;

/// The tree of the `toml` crate.
fn asked(text: &str) -> Option<Branch<'_>> {
    Some(DeTable::parse(text).ok()?.into_inner().into())
}

#[track_caller]
fn check_grows(text: &str) {
    let grown = grow(text);
    assert!(grown.is_some(), "left to others:\n{text}");
    assert_eq!(grown, asked(text), "{text}");
}

#[test]
fn whole_maps_grow() {
    for text in [
        include_str!("../../map/full.toml"),
        include_str!("../../map/sketch.toml"),
        include_str!("../../../../maps/airport/journey.toml"),
        include_str!("../../../../maps/bakery/journey.toml"),
        include_str!("../../../../maps/toys/journey.toml"),
        "",
        "\u{feff}a = 1\r\n[b]\r\nc = 0xf_f\n",
        "a = [1, [2, { b = 3, c = [] }], 4.5e3, inf, 2018-01-01, \"\\u00e9\", 'x', \"\"\"\ny\"\"\"] # z\n[b]\n[[c]]\n[c.d]\ne = 1\n[[c]]\n[[c.d]]\n",
    ] {
        check_grows(text);
    }
}

#[test]
fn what_is_wrong_or_rare_is_left_to_others() {
    for text in [
        "a = 1\na = 2",
        "a.b = 1",
        "a = { b.c = 1 }",
        "a = { b = 1, b = 2 }",
        "[a]\n[a]",
        "[a.b]\n[a]",
        "[[a]]\n[a]",
        "[a]\n[[a]]",
        "a = []\n[[a]]",
        "a = [{}]\n[[a]]",
        "a = [{}]\n[a.b]",
        "a = {}\n[a.b]",
        "a = 1\n[a.b]",
        "a = 2018-13-01",
        "a = 1_",
        "a = \"\\q\"",
        "a = \"x",
        "a = [1",
        "a",
        "= 1",
        "[",
        "[]",
        "# \u{7f}",
        "a = 1 b = 2",
    ] {
        assert_eq!(grow(text), None, "{text}");
    }
    assert_eq!(grow(&"[".repeat(1_000)), None);
    assert_eq!(grow(&format!("a = {}", "[".repeat(90) + &"]".repeat(90))), None);
}

fn toml() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "a",
            "b",
            "stage",
            "\"a\"",
            "'b'",
            " = ",
            "=",
            ".",
            ",",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "\n",
            "\r\n",
            " ",
            "#",
            "1",
            "-2.5",
            "0b1",
            "true",
            "2018-01-01",
            "2018-01-01T10:00:00Z",
            "\"x\"",
            "\"\\n\"",
            "'''",
            "\"\"\"",
            "\\",
            "\n[a]\n",
            "\n[[a]]\n",
            "\n[a.b]\n",
            "\n[[a.b]]\n",
            "\na = 1\n",
            "\nb = { a = 1, b = [2] }\n",
            "\nb = [ ]\n",
            "[{ a = 1 }]",
            "{ a = 1, }",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

    #[test]
    fn a_tree_is_the_one_of_the_toml_crate(text in toml()) {
        if let Some(grown) = grow(&text) {
            prop_assert_eq!(Some(grown), asked(&text));
        }
    }
}
