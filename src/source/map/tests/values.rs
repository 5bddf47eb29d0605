//! Values that are not what their key takes, and tables in another shape than the format has them.

use super::{check, check_after};

#[test]
fn values_that_are_not_what_their_key_takes() {
    let map = check_after(
        "six slips in one touchpoint",
        r#"emotion = 3
thinks = 5
feel = "x"
moment_of_truth = "yes"
channel = [1]
match = [1.5, "a"]
does = "d"
"#,
        r#"
off-scale 12:11 emotion is 3, expected -2 to 2
wrong-type 13:10 thinks is 5, expected text
  put it in quotes: "5"
unknown-key 14:1 unknown key `feel` in a touchpoint
  did you mean `feels`?
wrong-type 15:19 moment_of_truth is "yes", expected true or false
wrong-type 16:11 channel is [1], expected text
wrong-type 17:10 an entry of match is 1.5, expected text or a whole number
"#,
    );
    let touchpoint = &map.stages[0].touchpoints[0];
    assert_eq!((touchpoint.id.as_str(), touchpoint.name.as_str()), ("x", "X"));
    assert_eq!((touchpoint.emotion, touchpoint.does.as_deref()), (None, Some("d")));
    assert_eq!(touchpoint.thinks, None);
}

#[test]
fn words_scales_dates_and_spans() {
    check_after(
        "words and scales",
        r#"[[stage.touchpoint.pain]]
text = "p"
status = "opne"
severity = 9
[[stage.touchpoint.pain]]
text = "q"
severity = 1.5
status = 1
"#,
        r#"
unknown-word 14:10 status is "opne", expected "open", "planned", "fixed" or "accepted"
  did you mean "open"?
off-scale 15:12 severity is 9, expected 1 to 5
wrong-type 18:12 severity is 1.5, expected a whole number from 1 to 5
wrong-type 19:10 status is 1, expected "open", "planned", "fixed" or "accepted"
"#,
    );
    check(
        "dates and spans",
        r#"[journey]
title = "T"
reviewed = "2018-06-01"
review_every = "9 moons"
[journey.target]
metric = "nps"
target = nan
by = 2018-06-01T10:00:00
[[stage]]
id = "a"
name = " "
"#,
        r#"
wrong-type 3:12 reviewed is "2018-06-01", expected a date like 2018-06-01
  write it without quotes: 2018-06-01
wrong-type 4:16 review_every is "9 moons", expected days like 90, or text like "90 days", "12 weeks", "6 months" or "1 year"
wrong-type 7:10 target is nan, expected a number
wrong-type 8:6 by is 2018-06-01T10:00:00, expected a date like 2018-06-01
empty-value 11:8 name is empty, expected text
"#,
    );
    check(
        "no days",
        "[journey]\ntitle = \"T\"\nreview_every = 0\n[[stage]]\nid = \"a\"\nname = \"A\"\n",
        r#"off-scale 3:16 review_every is 0, expected days like 90, or text like "90 days", "12 weeks", "6 months" or "1 year""#,
    );
}

#[test]
fn a_scale_has_a_counter_for_each_answer() {
    for (scale, expected) in [
        ("[5, 1]", "the second number above the first"),
        ("[3, 3]", "the second number above the first"),
        ("[-600, 600]", "at most 1000 steps"),
        ("[0, 1001]", "answers from -1000 to 1000"),
        ("[-2147483648, 2147483647]", "answers from -1000 to 1000"),
    ] {
        let binding = format!("metrics = [{{ metric = \"csat\", source = \"s\", column = \"c\", scale = {scale} }}]");
        let map = check_after(scale, &binding, &format!("off-scale 12:67 scale is {scale}, expected {expected}"));
        assert_eq!(map.stages[0].touchpoints[0].metrics[0].scale, None, "{scale}");
    }
    let most = "metrics = [{ metric = \"csat\", source = \"s\", column = \"c\", scale = [-1000, 0] }]";
    assert_eq!(check_after("most", most, "").stages[0].touchpoints[0].metrics[0].scale, Some((-1000, 0)));
}

#[test]
fn tables_in_the_wrong_shape_are_read() {
    let map = check_after(
        "single brackets and braces",
        "[stage.touchpoint.pain]\ntext = \"p\"\nevidence = { kind = \"survey\" }\n",
        "
wrong-type 12:1 pain is a table, expected a list of tables
  write it with two brackets: [[stage.touchpoint.pain]]
wrong-type 14:12 evidence is a table, expected a list of tables
  put it in a list: evidence = [{ ... }]
",
    );
    let pain = &map.stages[0].touchpoints[0].pains[0];
    assert_eq!((pain.text.as_str(), pain.evidence.len()), ("p", 1));
    check_after(
        "no table at all",
        r#"research = [1, { method = "diary" }]
evidence = "survey"
[[persona]]
id = "p"
name = "P"
segment = "x"
"#,
        r#"
wrong-type 12:13 an entry of research is 1, expected a table
wrong-type 13:12 evidence is "survey", expected a list of tables
wrong-type 17:11 segment is "x", expected a table like { column = "value" }
"#,
    );
}
