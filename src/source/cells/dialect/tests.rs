//! What the first bytes of a file tell.

use super::*;

#[track_caller]
fn told(text: &str, wanted: &[&str]) -> Layout {
    Layout::told(text.as_bytes(), wanted, None)
}

#[test]
fn the_delimiter_is_the_one_that_shows_the_columns() {
    let cases: [(&str, &str, &[&str], u8); 14] = [
        ("comma", "a,b,c\n1,2,3\n", &["a"], b','),
        ("semicolon", "a;b;c\n1,5;2;3\n", &["b"], b';'),
        ("tab", "a\tb\n", &["a", "b"], b'\t'),
        ("pipe", "a|b\n", &[], b'|'),
        ("the columns asked for win over many fields", "id;how was it, all in all, and why, please\n", &["id"], b';'),
        ("rows win over many fields", "id;how was it, all in all, please\n1;5\n2;4\n3;5\n", &[], b';'),
        ("inside quotes nothing counts", "\"a;b;c;d\",e\n", &["e"], b','),
        ("decimal commas are no delimiter", "a;b\n1,5;2,5\n3,5;4,5\n", &[], b';'),
        ("nor where the header has a comma", "a;b, c\n1,5;2,5\n3,5;4\n3;4\n", &[], b';'),
        ("commas of a comment do not count", "a|b\n1|well, well, well\n2|yes\n3|no, never\n", &[], b'|'),
        ("one column", "a\n1\n", &["a"], NO_DELIMITER),
        ("one column of prose", "comment\nfine, thanks\nslow; rude, too\n", &["comment"], NO_DELIMITER),
        ("one column of a long name", "how was it, all in all\nfine\nbad\n", &[], NO_DELIMITER),
        ("the name that is asked for", "how was it, all in all\n5,1\n", &["how was it, all in all"], NO_DELIMITER),
    ];
    for (name, text, wanted, expected) in cases {
        assert_eq!(told(text, wanted).delimiter, expected, "{name}");
    }
}

#[test]
fn a_line_that_names_the_delimiter_is_taken_at_its_word() {
    for (name, line, expected) in [
        ("as Excel writes it", "sep=;\n", b';'),
        ("CRLF", "sep=;\r\n", b';'),
        ("quoted", "\"sep=;\"\r\n", b';'),
        ("in capitals", "SEP=|\n", b'|'),
        ("a tab", "sep=\t\n", b'\t'),
        ("a comma", "sep=,\n", b','),
        ("saved again", "sep=;;;;\n", b';'),
        ("quoted and saved again", "\"sep=,\",,\n", b','),
    ] {
        let layout = told(&format!("{line}a;b,c|d\te\n"), &["a"]);
        assert_eq!((layout.delimiter, layout.preamble, layout.n_before), (expected, line.len(), 1), "{name}");
        let given = Layout::told(format!("{line}a#b\n").as_bytes(), &[], Some(b'#'));
        assert_eq!((given.delimiter, given.preamble), (b'#', line.len()), "{name}");
    }
    for (name, text) in [("a word", "sep=a\n"), ("a header", "sep=,b\n1,2\n"), ("nothing", "sep=\n1\n")] {
        assert_eq!(told(text, &[]).preamble, 0, "{name}");
    }
}

#[test]
fn lines_that_say_what_was_exported_are_skipped() {
    for (name, before, rest, n_before) in [
        (
            "as Google Analytics writes them",
            "# ------\n# Funnel: a, b\n# 20250101-20250131\n# ------\n\n",
            "Step,n\n1,2\n",
            4,
        ),
        ("CRLF", "#\r\n# Funnel\r\n", "Step,n\r\n", 2),
        ("a column called so", "", "#,n\n#1,2\n#2,3\n", 0),
        ("a count", "", "# of visits,n\n1,2\n", 0),
    ] {
        let layout = told(&format!("{before}{rest}"), &[]);
        assert_eq!((layout.preamble, layout.n_before, layout.delimiter), (before.len(), n_before, b','), "{name}");
    }
    assert_eq!(told("# \"a\n# b\",n\n1,2\n", &[]).preamble, 0, "a quote that reaches on");
}

#[test]
fn blank_lines_before_the_header_are_skipped() {
    for (name, blank, n_before) in [
        ("empty", "\n\r\n", 0),
        ("blanks", "  \n\u{a0}\n", 2),
        ("a row of nothing", ",,,\n", 1),
        ("of quoted nothing", "\"\";\"\";\"\"\r\n", 1),
        ("around a line with the delimiter", "\nsep=,\n,,\n", 2),
    ] {
        let layout = told(&format!("{blank}a,b\n1,2\n"), &[]);
        assert_eq!((layout.delimiter, layout.preamble, layout.n_before), (b',', blank.len(), n_before), "{name}");
    }
    assert_eq!(told("\n \n", &[]).preamble, 0, "there is no header to come to");
}

#[test]
fn the_decimal_comma_is_told_from_the_numbers() {
    for (name, text, expected) in [
        ("in quotes", "a,b\n\"4,5\",1\n", true),
        ("thousands in quotes", "a,b\n\"1,234\",1\n", false),
        ("less than one", "a,b\n\"0,125\",1\n", true),
        ("a share", "a\tb\n68,5%\t1\n", true),
        ("a tab and nothing to tell", "a\tb\n1,234\t1\n", false),
        ("a semicolon and nothing to tell", "a;b\n5;1\n", true),
        ("a semicolon and points", "a;b\n4.5;1\n", false),
        ("both, in another column", "a;version\n4,5;1.2\n", true),
        ("dates are no numbers", "a;b\n1.2.2017;1\n", true),
    ] {
        assert_eq!(told(text, &[]).takes_comma, expected, "{name}");
    }
    assert!(told("a;version\n5;1.2\n", &["a"]).takes_comma, "only the columns asked for count");
}

#[test]
fn a_delimiter_that_is_not_there_is_told_with_the_one_that_is() {
    let given = |text: &str| Layout::told(text.as_bytes(), &[], Some(b';')).instead;
    assert_eq!(given("a,b\n1,2\n"), Some(b','));
    assert_eq!(given("a;b\n1;2\n"), None);
    assert_eq!(given("a\n1\n"), None, "a single column needs none");
}

#[test]
fn names_are_freed_of_what_is_around_them() {
    for (field, expected) in [
        (" park ", "park"),
        ("\u{a0}park\u{a0}", "park"),
        (" \"quoted, within blanks\" ", "quoted, within blanks"),
        (" \" said \"\"so\"\" \"", "said \"so\""),
        ("\"quoted on purpose\"", "\"quoted on purpose\""),
        ("5\"", "5\""),
        (" \"", "\""),
        ("", ""),
    ] {
        assert_eq!(name(field.as_bytes()), expected, "{field:?}");
    }
    assert_eq!(name(b"caf\xe9"), "caf\u{fffd}");
}

#[test]
fn names_that_look_alike_are_the_same() {
    for (name, expected) in [
        ("boarding\u{a0}area", "boarding area"),
        ("\u{feff}date", "date"),
        ("da\u{feff}te", "date"),
        ("\u{200f}ציון\u{200e}", "ציון"),
        ("csat\u{200b} ", "csat"),
        ("csat\0\0", "csat"),
        ("a\u{200d}b", "a\u{200d}b"),
    ] {
        assert_eq!(likeness(name), expected, "{name:?}");
    }
}
