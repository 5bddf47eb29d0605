//! Text that is not TOML, and text that means harm.

use super::{START, check, check_after, parse, told};

#[test]
fn a_broken_line_takes_nothing_else_with_it() {
    let stage_b = "[[stage]]\nid = \"b\"\nname = \"B\"\n";
    let rows = [
        (
            "a list that does not end",
            r#"metrics = [{ metric = "csat", source = "s", column = "c" }"#,
            "12:59 a list that does not go on or end, expected , or ]\n  add a comma between entries, and ] at the end",
        ),
        (
            "a text that does not end",
            r#"does = "x"#,
            "12:10 text that does not end on its line, expected a closing quote\n  close the quote, or write \"\"\" around text of several lines",
        ),
        (
            "a text of several lines that does not end",
            "does = \"\"\"x\nfeels = \"f\"",
            "12:8 text of several lines that does not end, expected three closing quotes\n  close the quotes",
        ),
        ("no value", "does =", "12:7 no value, expected one after the =\n  write a value, or remove the key"),
        ("no quotes", "does = looks around", "12:8 text without quotes, expected it in quotes\n  write \"...\""),
        (
            "typographic quotes",
            "does = “looks”",
            "12:8 text in typographic quotes, expected straight ones\n  write \"...\"",
        ),
        (
            "no equals sign",
            "  does: \"x\"",
            "12:3 not a line of TOML, expected `key = value` or a [table]\n  write `key = value`",
        ),
        (
            "a header that does not end",
            "[[stage.touchpoint.pain\ntext = \"p\"",
            "12:24 a header that does not end, expected ]\n  close the bracket",
        ),
        (
            "a key written twice",
            "name = \"again\"",
            "12:1 `name` is written twice, expected once\n  remove one of the two, or write [[ ]] for a list of tables",
        ),
        (
            "a brace that does not close",
            r#"evidence = [{ kind = "survey""#,
            "12:30 a table in braces that does not go on or end, expected , or }\n  add a comma between keys, and } at the end",
        ),
        ("a date that is none", "does = 2018-13-01", "12:8 invalid date, expected month between 01 and 12"),
        (
            "an unknown escape",
            r#"does = "a\qb""#,
            "12:11 an unknown escape after \\, expected one like \\n, \\\" or \\\\\n  write \\\\ for a backslash, or put the text in single quotes",
        ),
    ];
    for (name, text, expected) in rows {
        let map = check_after(name, &format!("{text}\n{stage_b}"), &format!("syntax {expected}"));
        assert_eq!(map.title, "T", "{name}");
        let names: Vec<_> = map.stages.iter().map(|stage| stage.name.as_str()).collect();
        assert_eq!(names, ["A", "B"], "{name}");
        let names: Vec<_> = map.stages[0].touchpoints.iter().map(|touchpoint| touchpoint.name.as_str()).collect();
        assert_eq!(names, ["X"], "{name}");
    }
}

#[test]
fn several_broken_lines_are_told_at_once() {
    let map = check_after(
        "several at once",
        r#"does
[[stage
id = "c"
[[stage]]
id = "b"
name = B
[[stage]]
id = "d"
name = "D"
when = 1
"#,
        r#"
syntax 12:1 not a line of TOML, expected `key = value` or a [table]
  write `key = value`
syntax 13:8 a header that does not end, expected ]
  close the bracket
syntax 17:8 text without quotes, expected it in quotes
  write "..."
wrong-type 21:8 when is 1, expected "before", "during" or "after"
"#,
    );
    let names: Vec<_> = map.stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["A", "B", "D"]);
}

#[test]
fn text_that_is_no_toml_at_all() {
    let told = told(&parse("letter.toml", "Dear customer,\n\nwe are sorry.\n\u{1b}[31m\n").1);
    assert!(told.starts_with("syntax 1:1 not a line of TOML"), "{told}");
    assert!(!told.contains('\u{1b}'), "{told}");
}

#[test]
fn windows_files_are_read_as_they_are() {
    let text = format!("\u{feff}{START}emotion = 9\n").replace('\n', "\r\n");
    let map = check("a BOM and CRLF", &text, "off-scale 12:11 emotion is 9, expected -2 to 2");
    assert_eq!(map.title, "T");
}

#[test]
fn deep_and_repeated_text_ends_soon() {
    let key = vec!["a"; 79].join(".");
    let braces = format!("{{{key} = ").repeat(79);
    let deep = format!("[{key}]\n{key} = {braces}1{}", "}".repeat(79));
    for text in [
        deep,
        "[".repeat(100_000),
        "{a=".repeat(100_000),
        "a.".repeat(100_000),
        "'".repeat(150_003),
        "[[stage]]\n".repeat(20_000),
        "[[stage\n".repeat(5_000),
        "x\n".repeat(50_000),
        "a = x\n".repeat(20_000),
        "[[stage]]\nid = \"a\"\n".repeat(5_000),
        format!("{START}path = \"{}\"\n", "x".repeat(1_000_000)),
    ] {
        let (_, findings) = parse("map.toml", &text);
        assert!((1..=201).contains(&findings.len()), "{}", findings.len());
    }
}
