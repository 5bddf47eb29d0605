//! Edits of small texts, byte for byte.

mod plain;
mod random;
mod suite;

use super::*;

/// `stage.0.name` as steps; a number is an index.
pub(super) fn steps(path: &str) -> Vec<PathStep> {
    let step = |part: &str| part.parse().map_or_else(|_| PathStep::Key(part.to_owned()), PathStep::Index);
    path.split('.').filter(|part| !part.is_empty()).map(step).collect()
}

pub(super) fn entries(pairs: &[(&str, &str)]) -> Vec<KeyValue> {
    pairs.iter().map(|(key, literal)| KeyValue { key: (*key).to_owned(), literal: (*literal).to_owned() }).collect()
}

/// The same edit on the text, on one with CRLF, with a byte order mark, and without its last line ending.
#[track_caller]
fn check(before: &str, edit: impl Fn(&str) -> Result<String, Fault>, expected: &str) {
    assert_eq!(edit(before).as_deref(), Ok(expected), "the text as it is");
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(edit(&crlf(before)), Ok(crlf(expected)), "with CRLF");
    let bom = |text: &str| format!("\u{feff}{text}");
    assert_eq!(edit(&bom(before)), Ok(bom(expected)), "with a byte order mark");
    let open = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
    assert_eq!(edit(&open(before)), Ok(open(expected)), "without a final line ending");
}

#[track_caller]
fn check_set(before: &str, path: &str, literal: &str, expected: &str) {
    check(before, |text| set(text, &steps(path), literal, &[]), expected);
}

#[track_caller]
fn check_remove(before: &str, path: &str, expected: &str) {
    check(before, |text| remove(text, &steps(path)), expected);
}

#[track_caller]
fn check_insert(before: &str, (list, index): (&str, usize), form: Form, expected: &str) {
    let item = entries(&[("id", "\"new\""), ("n", "1")]);
    check(before, |text| insert(text, &steps(list), index, &item, form), expected);
}

#[track_caller]
fn check_relocate(before: &str, (from, at): (&str, usize), (to, index): (&str, usize), expected: &str) {
    check(before, |text| relocate(text, (&steps(from), at), (&steps(to), index)), expected);
}

/// Two stages; the first has two touchpoints, one of them with two pain points and a remark.
const STAGES: &str = "\
# A map.

[journey]
title = \"Way\"   # required

# The first stage.
[[stage]]
id = \"a\"

[[stage.touchpoint]]
id = \"one\"
# severity = 3

[[stage.touchpoint.pain]]
text = \"dark\"

# About cold.
[[stage.touchpoint.pain]]
text = \"cold\"

[[stage.touchpoint]]
id = \"two\"


# The second stage.
[[stage]]
id = \"b\"
";

#[test]
fn a_value_is_replaced_and_nothing_else() {
    check_set(STAGES, "journey.title", "'Weg'", &STAGES.replace("\"Way\"", "'Weg'"));
    check_set(STAGES, "stage.0.touchpoint.0.pain.1.text", "\"מר\"", &STAGES.replace("\"cold\"", "\"מר\""));
    check_set("a . \"b c\" = 1 # x\n", "a.b c", "2", "a . \"b c\" = 2 # x\n");
    check_set("x = [ 1, { y = [2, 3] } ] # z\n", "x.1.y.1", "\"\"", "x = [ 1, { y = [2, \"\"] } ] # z\n");
    check_set("x = [\n  1, # one\n  2 # two\n]\n", "x.1", "7", "x = [\n  1, # one\n  7 # two\n]\n");
}

#[test]
fn a_key_is_added_among_those_of_its_table() {
    check_set("a = 1 # x\n\n[t]\nb = 2\n", "c", "3", "a = 1 # x\nc = 3\n\n[t]\nb = 2\n");
    check_set("# licence\n\n# about t\n[t]\nb = 2\n", "c", "3", "# licence\n\nc = 3\n\n# about t\n[t]\nb = 2\n");
    check_set("[t]\n# about u\n[u]\n", "t.c", "3", "[t]\nc = 3\n# about u\n[u]\n");
    check_set("[t]\n  b=2\n  # b = 3\n\n[u]\n", "t.c", "3", "[t]\n  b=2\n  c=3\n  # b = 3\n\n[u]\n");
    check_set("[t]\na.b = 1\nc = 2\n", "t.a.d e", "3", "[t]\na.b = 1\na.\"d e\" = 3\nc = 2\n");
    check_set("x = {}\n", "x.y", "1", "x = { y = 1 }\n");
    check_set("x = {a = 1} # c\n", "x.y", "1", "x = {a = 1, y = 1} # c\n");
    check_set("x = { a.b = 1, c = 2 }\n", "x.a.y", "1", "x = { a.b = 1, a.y = 1, c = 2 }\n");
    check_set("z = 0\n\n# sub\n[a.b]\nc = 1\n", "a.y", "1", "z = 0\n\n[a]\ny = 1\n\n# sub\n[a.b]\nc = 1\n");
    check_set(STAGES, "stage.0.touchpoint.0.name", "\"x\"", &STAGES.replace("\"one\"\n", "\"one\"\nname = \"x\"\n"));
    check_set(STAGES, "stage.1.name", "\"x\"", &format!("{STAGES}name = \"x\"\n"));
}

#[test]
fn a_key_is_added_behind_the_last_of_those_it_follows() {
    let behind = |text: &str| set(text, &steps("t.x"), "9", &["id", "name", "text"]);
    check("[t]\nname = 1\nid = 2\nz = 3\n", behind, "[t]\nname = 1\nx = 9\nid = 2\nz = 3\n");
    check("[t]\nz = 3\n", behind, "[t]\nz = 3\nx = 9\n");
    check("t = { id = 2, z = 3 }\n", behind, "t = { id = 2, x = 9, z = 3 }\n");
}

#[test]
fn into_an_empty_text() {
    assert_eq!(set("", &steps("a"), "1", &[]).as_deref(), Ok("a = 1\n"));
    assert_eq!(set("\u{feff}", &steps("a"), "1", &[]).as_deref(), Ok("\u{feff}a = 1\n"));
    assert_eq!(set("# c", &steps("a"), "1", &[]).as_deref(), Ok("# c\na = 1"));
    assert_eq!(insert("", &steps("a"), 0, &[], Form::Tables).as_deref(), Ok("[[a]]\n"));
    assert_eq!(insert("", &steps("a"), 0, &[], Form::Inline).as_deref(), Ok("a = [{}]\n"));
}

#[test]
fn a_key_goes_with_its_line() {
    check_remove("# c\na = 1 # x\nb = 2\n", "a", "# c\nb = 2\n");
    check_remove("a = \"\"\"\nx\ny\"\"\"\nb = 2\n", "a", "b = 2\n");
    check_remove("a.b = 1\nc = 2\na.d = 3\n", "a", "c = 2\n");
    check_remove("x = { a = 1, b = 2 } # c\n", "x.b", "x = { a = 1 } # c\n");
    check_remove("x = { a = 1, b = 2 } # c\n", "x.a", "x = { b = 2 } # c\n");
    check_remove("x = { a = 1 } # c\n", "x.a", "x = {} # c\n");
    check_remove("x = { a.b = 1, c = 2, a.d = 3 }\n", "x.a", "x = { c = 2 }\n");
    check_remove("[t]\na = 1\n[u]\nb = 1\n", "t", "[u]\nb = 1\n");
    check_remove("[t]\na = 1\n\n[u]\nb = 1\n\n[t.v]\nc = 1\n", "t", "[u]\nb = 1\n");
}

#[test]
fn an_item_in_brackets_goes_with_its_comma() {
    check_remove("x = [1, 2, 3] # c\n", "x.0", "x = [2, 3] # c\n");
    check_remove("x = [1, 2, 3] # c\n", "x.2", "x = [1, 2] # c\n");
    check_remove("x = [ 1, 2, ]\n", "x.1", "x = [ 1, ]\n");
    check_remove("x = [ 1 ]\n", "x.0", "x = []\n");
    let rows = "x = [\n  1, # one\n  # about two\n  2, # two\n\n  # about three\n  3 # three\n]\n";
    check_remove(rows, "x.0", "x = [\n  # about two\n  2, # two\n\n  # about three\n  3 # three\n]\n");
    check_remove(rows, "x.1", "x = [\n  1, # one\n\n  # about three\n  3 # three\n]\n");
    check_remove(rows, "x.2", "x = [\n  1, # one\n  # about two\n  2, # two\n\n]\n");
}

#[test]
fn a_block_goes_with_its_comments_and_all_below_it() {
    check_remove(
        STAGES,
        "stage.0",
        "# A map.\n\n[journey]\ntitle = \"Way\"   # required\n\n\n# The second stage.\n[[stage]]\nid = \"b\"\n",
    );
    check_remove(
        STAGES,
        "stage.0.touchpoint.0.pain.1",
        &STAGES.replace("\n# About cold.\n[[stage.touchpoint.pain]]\ntext = \"cold\"\n", ""),
    );
    check_remove(STAGES, "stage.1", &STAGES.replace("\n\n# The second stage.\n[[stage]]\nid = \"b\"\n", ""));
    check_remove("[[a]]\nx = 1\n\n\n[[a]]\nx = 2\n", "a.0", "[[a]]\nx = 2\n");
    check_remove("# top\n\n[[a]]\nx = 1\n# end\n\n# apart\n\n[[b]]\n", "a.0", "# top\n\n# apart\n\n[[b]]\n");
}

#[test]
fn a_line_of_a_text_is_no_comment() {
    let text = "[[a]]\nx = \"\"\"\n# Title\n# Plan\"\"\"\n[[a]]\ny = [\n'''\n# 1''',\n2,\n]\n";
    check_remove(text, "a.1", "[[a]]\nx = \"\"\"\n# Title\n# Plan\"\"\"\n");
    check_remove(text, "a.1.y.1", &text.replace("2,\n", ""));
    check_insert(text, ("a", 1), Form::Tables, &text.replace("n\"\"\"\n", "n\"\"\"\n[[a]]\nid = \"new\"\nn = 1\n"));
}

#[test]
fn a_block_is_added_between_its_siblings() {
    let new = "[[stage.touchpoint]]\nid = \"new\"\nn = 1\n";
    check_insert(
        STAGES,
        ("stage.0.touchpoint", 0),
        Form::Tables,
        &STAGES.replacen("[[stage.touchpoint]]", &format!("{new}\n[[stage.touchpoint]]"), 1),
    );
    check_insert(
        STAGES,
        ("stage.0.touchpoint", 1),
        Form::Tables,
        &STAGES.replace("\"cold\"\n", &format!("\"cold\"\n\n{new}")),
    );
    check_insert(
        STAGES,
        ("stage.0.touchpoint", 2),
        Form::Tables,
        &STAGES.replace("\"two\"\n", &format!("\"two\"\n\n{new}")),
    );
    let pain = "\n[[stage.touchpoint.pain]]\nid = \"new\"\nn = 1\n";
    check_insert(
        STAGES,
        ("stage.0.touchpoint.1.pain", 0),
        Form::Tables,
        &STAGES.replace("\"two\"\n", &format!("\"two\"\n{pain}")),
    );
    check_insert(
        "x = 1\n[[ a . 'b' ]]\n  y = 2\n[[ a . 'b' ]]\n  y = 3\n[c]\n",
        ("a.b", 2),
        Form::Tables,
        "x = 1\n[[ a . 'b' ]]\n  y = 2\n[[ a . 'b' ]]\n  y = 3\n[[ a . 'b' ]]\n  id = \"new\"\n  n = 1\n[c]\n",
    );
}

#[test]
fn a_block_never_takes_the_keys_of_another() {
    check_insert(
        "a.b = 1\nc = 2\n\n[d]\n",
        ("a.e", 0),
        Form::Tables,
        "a.b = 1\nc = 2\n\n[[a.e]]\nid = \"new\"\nn = 1\n\n[d]\n",
    );
}

#[test]
fn an_item_is_added_in_brackets() {
    let new = "{ id = \"new\", n = 1 }";
    check_insert("x = [] # c\n", ("x", 0), Form::Tables, &format!("x = [{new}] # c\n"));
    check_insert("x = [{ a = 1 }]\n", ("x", 0), Form::Inline, &format!("x = [{new}, {{ a = 1 }}]\n"));
    check_insert("x = [{a = 1},]\n", ("x", 1), Form::Inline, "x = [{a = 1}, {id = \"new\", n = 1},]\n");
    check_insert("[t]\ny = 1\n[u]\n", ("t.x", 0), Form::Inline, &format!("[t]\ny = 1\nx = [{new}]\n[u]\n"));
    check_insert("t = [{ y = 1 }]\n", ("t.0.x", 0), Form::Tables, &format!("t = [{{ y = 1, x = [{new}] }}]\n"));
    let rows = "x = [\n\t# one\n\t{ a = 1 }, # 1\n\t{ a = 2 } # 2\n]\n";
    check_insert(rows, ("x", 0), Form::Inline, &rows.replacen('\n', &format!("\n\t{new},\n"), 1));
    check_insert(rows, ("x", 1), Form::Inline, &rows.replace("# 1\n", &format!("# 1\n\t{new},\n")));
    check_insert(rows, ("x", 2), Form::Inline, &rows.replace(" } # 2\n", &format!(" }}, # 2\n\t{new}\n")));
    check_insert("x = [\n  # none\n]\n", ("x", 0), Form::Inline, &format!("x = [\n  # none\n  {new},\n]\n"));
}

#[test]
fn a_block_moves_with_its_comments_and_all_below_it() {
    let one = "[[stage.touchpoint]]\nid = \"one\"\n# severity = 3\n\n[[stage.touchpoint.pain]]\ntext = \"dark\"\n\n\
        # About cold.\n[[stage.touchpoint.pain]]\ntext = \"cold\"\n";
    let two = "[[stage.touchpoint]]\nid = \"two\"\n";
    let swapped = STAGES.replace(&format!("{one}\n{two}"), &format!("{two}\n{one}"));
    check_relocate(STAGES, ("stage.0.touchpoint", 0), ("stage.0.touchpoint", 1), &swapped);
    check_relocate(STAGES, ("stage.0.touchpoint", 1), ("stage.0.touchpoint", 0), &swapped);
    let other = format!("{}\n\n{one}", STAGES.replace(&format!("{one}\n"), "").trim_end());
    check_relocate(STAGES, ("stage.0.touchpoint", 0), ("stage.1.touchpoint", 0), &other);
    check_relocate(STAGES, ("stage", 0), ("stage", 0), STAGES);
}

#[test]
fn a_block_moves_before_the_one_that_it_was_in() {
    let text = "a = 1\n[[c]] # c\n'x y'.a = 2018-01-01 # day\n[[c.a]]\n";
    let moved = "a = 1\n[[c]]\n[[c]] # c\n'x y'.a = 2018-01-01 # day\n";
    check_relocate(text, ("c.0.a", 0), ("c", 0), moved);
    let text = "b = 1\n[[a.b]]\n  [[a.b.c]]\na = 1 # one\n[[a.b]]\na = 2\n";
    let moved = "b = 1\n  [[a.b]]\na = 1 # one\n[[a.b]]\n[[a.b]]\na = 2\n";
    check_relocate(text, ("a.b.0.c", 0), ("a.b", 0), moved);
}

#[test]
fn a_block_keeps_the_line_endings_when_one_line_is_left() {
    let (c, b) = (steps("c"), steps("a.b"));
    let moved = relocate("[[c]] # c\r\n[[a.b]]", (&c, 0), (&b, 0));
    assert_eq!(moved.as_deref(), Ok("[[a.b]] # c\r\n\r\n[[a.b]]"));
}

#[test]
fn a_block_comes_from_another_text_with_its_comments_and_all_below_it() {
    let stage = "# The first stage.\n[[stage]]\nid = \"a\"\n";
    let without = remove(STAGES, &steps("stage.0.touchpoint.0")).expect("it is there");
    let back = graft(&without, (&steps("stage.0.touchpoint"), 0), (STAGES, &steps("stage.0.touchpoint.0")));
    assert_eq!(back.as_deref(), Ok(STAGES));
    let more = graft(stage, (&steps("stage"), 0), ("[[stage]]\nid = 'z'\n", &steps("stage.0")));
    assert_eq!(more.as_deref(), Ok(format!("[[stage]]\nid = 'z'\n\n{stage}").as_str()));
    let line = graft("x = [1] # x\n", (&steps("x"), 1), ("y = [0, { a = 2 }]\n", &steps("y.1")));
    assert_eq!(line.as_deref(), Ok("x = [1, { a = 2 }] # x\n"));
    assert!(matches!(graft("x = []\n", (&steps("x"), 0), (stage, &steps("stage.0"))), Err(Fault::Misfit(_))));
}

#[test]
fn a_block_takes_the_headers_of_where_it_comes_to() {
    check_relocate(
        "[j]\n\n[[j.n]]\nx = 1\n\n[j.n.sub]\ny = 1\n\n[[s]]\nid = 1\n\n[[ s.n ]]\nx = 2\n",
        ("j.n", 0),
        ("s.0.n", 1),
        "[j]\n\n[[s]]\nid = 1\n\n[[ s.n ]]\nx = 2\n\n[[s.n]]\nx = 1\n\n[s.n.sub]\ny = 1\n",
    );
}

#[test]
fn an_item_moves_in_brackets() {
    check_relocate("x = [1, 2, 3]\n", ("x", 0), ("x", 2), "x = [2, 3, 1]\n");
    check_relocate("x = [1, 2, 3]\n", ("x", 2), ("x", 0), "x = [3, 1, 2]\n");
    check_relocate("x = [1]\ny = [2]\n", ("x", 0), ("y", 1), "x = []\ny = [2, 1]\n");
    check_relocate("[a]\nx = [1, 2]\n[b]\nz = 1\n", ("a.x", 0), ("b.x", 0), "[a]\nx = [2]\n[b]\nz = 1\nx = [1]\n");
    check_relocate(
        "x = [\n  # one\n  1, # 1\n  2, # 2\n]\n",
        ("x", 0),
        ("x", 1),
        "x = [\n  2, # 2\n  # one\n  1, # 1\n]\n",
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let fault = |result: Result<String, Fault>| result.expect_err("refused");
    assert!(matches!(fault(set("a = ", &steps("a"), "1", &[])), Fault::Syntax { .. }));
    assert_eq!(fault(set("a = 1", &steps("b.c"), "1", &[])), Fault::Absent);
    assert!(matches!(fault(set("a = 1", &steps("a.c"), "1", &[])), Fault::Misfit(_)));
    assert!(matches!(fault(set("[a]\nb = 1", &steps("a"), "1", &[])), Fault::Misfit(_)));
    for literal in ["", "1\nb = 2", "1 # c", " 1", "x", "[1", "\"a\nb\""] {
        assert!(matches!(fault(set("a = 1", &steps("a"), literal, &[])), Fault::Misfit(_)), "{literal}");
    }
    assert_eq!(fault(remove("a = 1", &steps("b"))), Fault::Absent);
    assert_eq!(fault(remove("a = [1]", &steps("a.1"))), Fault::Absent);
    assert_eq!(fault(insert("[[a]]", &steps("a"), 2, &[], Form::Tables)), Fault::Absent);
    assert!(matches!(fault(insert("a = 1", &steps("a"), 0, &[], Form::Tables)), Fault::Misfit(_)));
    let twice = entries(&[("x", "1"), ("x", "2")]);
    assert!(matches!(fault(insert("", &steps("a"), 0, &twice, Form::Tables)), Fault::Misfit(_)));
    let (list, within) = (steps("a"), steps("a.0.b"));
    assert!(matches!(fault(relocate("[[a]]\nb = []", (&list, 0), (&within, 0))), Fault::Misfit(_)));
    let brackets = steps("b");
    assert!(matches!(fault(relocate("b = []\n[[a]]\n", (&list, 0), (&brackets, 0))), Fault::Misfit(_)));
}

#[test]
fn literals_keep_their_quotes() {
    for (text, like, expected) in [
        ("a", None, "\"a\""),
        ("a", Some("'b'"), "'a'"),
        ("it's", Some("'b'"), "\"it's\""),
        ("שלום \"עולם\"", None, "\"שלום \\\"עולם\\\"\""),
        ("a\\b", Some("'x'"), "'a\\b'"),
        ("a\nb", None, "\"\"\"\na\nb\"\"\""),
        ("a\nb", Some("\"x\\ny\""), "\"a\\nb\""),
        ("a", Some("\"\"\"b\"\"\""), "\"\"\"a\"\"\""),
        ("a", Some("\"\"\"\nb\"\"\""), "\"\"\"\na\"\"\""),
        ("a\nb", Some("\"\"\"b\"\"\""), "\"\"\"a\nb\"\"\""),
        ("\na", Some("'''b'''"), "'''\n\na'''"),
        ("a\r\nb", None, "\"\"\"\r\na\r\nb\"\"\""),
        ("say \"\"\"x\"\"\"\n\"", Some("\"\"\""), "\"\"\"say \"\"\\\"x\"\"\\\"\n\\\"\"\"\""),
        ("bell\u{7} \u{7f} \u{85}", Some("'x'"), "\"bell\\u0007 \\u007F \\u0085\""),
    ] {
        assert_eq!(literal_of_text(text, like), expected, "{text:?} like {like:?}");
    }
}

#[test]
fn a_literal_is_given_as_it_is_written() {
    assert_eq!(literal(STAGES, &steps("journey.title")), Some("\"Way\""));
    assert_eq!(literal("a = [0x1_F, { b = nan }]", &steps("a.1.b")), Some("nan"));
    assert_eq!(literal(STAGES, &steps("stage.0")), None);
    assert_eq!(literal("a = ", &steps("a")), None);
    assert_eq!((line_ending("a\r\nb\n"), line_ending("a"), line_ending("a\nb\r\n")), ("\r\n", "\n", "\n"));
}
