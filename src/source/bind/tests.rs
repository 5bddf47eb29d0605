//! Files as people have them, and what is proposed for them.

use proptest::prelude::*;

use super::*;
use crate::journey::Severity;
use crate::source::parse;
use crate::text;

fn proposed(csv: &str) -> String {
    propose(&csv.as_bytes(), "answers.csv", None).expect("it is a file with a header")
}

/// Every line of `expected` stands in what is proposed, alone on its line; the map has no error.
#[track_caller]
fn check(csv: &str, expected: &[&str]) {
    let text = proposed(csv);
    for line in expected {
        assert!(text.lines().any(|own| own.trim() == *line), "no `{line}` in\n{text}");
    }
    let (_, findings) = parse("journey.toml", &text);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
}

/// Rows made of a pattern of cells that repeats.
fn rows(header: &str, n: usize, cells: impl Fn(usize) -> String) -> String {
    let lines: Vec<String> = std::iter::once(header.to_owned()).chain((0..n).map(cells)).collect();
    lines.join("\n") + "\n"
}

#[test]
fn a_raw_export_is_read_as_it_was_meant() {
    let answers = ["4", "5", "3", "4", "2", "6", "5", "4", "0", "1"];
    let sister = ["4", "5", "3", "4", "2", "", "5", "4", "", "1"];
    let nps = ["10", "9", "11", "7", "0", "8", "11", "6", "10", "11"];
    let csv = rows(
        " Response ID ,  Completed  , Q1 Satisfaction store ,Q2 Satisfaction park, How likely are you to recommend us? ",
        200,
        |idx| {
            let day = idx % 28 + 1;
            format!("R{idx},2026-03-{day:02},{},{},{}", answers[idx % 10], sister[idx * 3 % 10], nps[idx * 7 % 10])
        },
    );
    check(
        &csv.replace("Completed", "Completed date"),
        &[
            "respondent = \"Response ID\"",
            "time = \"Completed date\"",
            "# `Completed date` holds days from 2026-03-01 to 2026-03-28 in all of 200 cells, written year-month-day",
            "{ column = \"Q1 Satisfaction store\", as = \"csat\", touchpoint = \"q1-satisfaction-store\", scale = [0, 6], why = \"200 answers; 6 stands in 20 of 200 cells: is it the best of six answers, or \\\"not used\\\"? yes counts it as the best; `Q2 Satisfaction park` stop at 5; 0 stands in 20 of 200 cells: is it the worst answer, or a blank? yes counts it as the worst\" },",
            "{ column = \"How likely are you to recommend us?\", as = \"nps\", why = \"140 answers; 11 stands in 60 of 200 cells, beyond 0 to 10: yes leaves them out as off the scale\" },",
        ],
    );
}

#[test]
fn days_of_no_month_and_running_numbers_are_known() {
    let csv = rows(" RESPNUM,INTDATE ,Q7ART", 60, |idx| format!("{},{},{}", idx + 1, idx % 28 + 1, idx % 5 + 1));
    let expected = [
        "# `INTDATE` holds numbers from 1 to 28: the day of a month, without month and year, is no date",
        "respondent = \"RESPNUM\"",
        "{ column = \"Q7ART\", as = \"csat\", scale = [1, 5], why = \"60 answers; its name does not say what is asked\" },",
    ];
    check(&csv, &expected);
    assert!(!proposed(&csv).contains("segments"), "a day is no group of people");
}

#[test]
fn rows_that_repeat_the_questions_are_passed_over() {
    let answers =
        rows("", 60, |idx| format!("2025-03-{:02},{},{},{}", idx % 28 + 1, idx % 3 + 1, idx % 11, idx % 5 + 1));
    let qualtrics = format!(
        "StartDate,Q1_NPS_GROUP,Q1,Q2\nStart Date,Recommend - Group,Would you recommend us?,How was it?\n{}{}",
        r#""{""ImportId"":""startDate""}","{""ImportId"":""QID1_GROUP""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}""#,
        answers
    );
    check(
        &qualtrics,
        &[
            "# 2 rows below the header repeat the questions and were passed over here: delete them",
            "segments = [\"Q1_NPS_GROUP\"]",
            "{ column = \"Q1\", as = \"nps\", why = \"60 answers; its name does not say what is asked\" },",
            "{ column = \"Q2\", as = \"csat\", scale = [1, 5], why = \"60 answers; its name does not say what is asked\" },",
        ],
    );
    let monkey = format!("Respondent ID,When,How was it?,Why\n,,Response,Open-Ended Response\n{}", {
        let rows = rows("", 60, |idx| format!("{},2025-03-{:02},{},", 114_000 + idx, idx % 28 + 1, idx % 5 + 1));
        rows.trim_start().to_owned()
    });
    let text = proposed(&monkey);
    assert!(text.contains("the row below the header repeats the questions"), "{text}");
    assert!(!text.contains("missing"), "{text}");
}

#[test]
fn columns_that_would_leave_every_row_out_are_not_bound() {
    let csv = rows("Stage date,Interview date,INTDATE,csat", 60, |idx| format!(",,{},{}", idx % 28 + 1, idx % 5 + 1));
    check(
        &csv,
        &[
            "# `Stage date` is blank in every row",
            "# `Interview date` is blank in every row",
            "# `INTDATE` holds numbers from 1 to 28: the day of a month, without month and year, is no date",
        ],
    );
    assert!(!proposed(&csv).contains("touchpoint ="));
}

#[test]
fn headers_in_hebrew_get_ids_that_can_be_typed() {
    let csv = rows("תאריך,נושא,שביעות רצון,ממליצים,הערות", 60, |idx| {
        let topic = ["משלוח", "תשלום", "אתר"][idx % 3];
        format!("2026-01-{:02},{topic},{},{},הכול היה טוב מאוד {idx}", idx % 28 + 1, idx % 5 + 1, idx % 11)
    });
    check(
        &csv,
        &[
            "language = \"he\"",
            "time = \"תאריך\"",
            "touchpoint = \"נושא\"",
            "csat = \"שביעות רצון\"",
            "nps = \"ממליצים\"",
            "comment = \"הערות\"",
            "id = \"touchpoint-1\"",
            "match = [\"משלוח\"]",
        ],
    );
}

#[test]
fn semicolons_and_decimal_commas_are_told() {
    let csv = rows("Tag;Seite;Zufriedenheit;Preis", 40, |idx| {
        format!("{}.03.2026;{};{};{},5", idx % 28 + 1, ["Kasse", "Suche"][idx % 2], idx % 5 + 1, idx)
    });
    let csv = csv.replace("Tag;Seite", "Datum;touchpoint");
    check(
        &csv,
        &[
            "# Told from the data: `;` between cells, UTF-8, a decimal comma in 40 cells.",
            "time = \"Datum\"",
            "csat = \"Zufriedenheit\"",
            "columns = { Preis = \"Preis\" }",
            "id = \"Kasse\"",
        ],
    );
}

#[test]
fn dates_that_may_be_read_in_two_ways_are_asked_for() {
    let csv = rows("date,birth date,csat", 30, |idx| format!("0{}/05/2026,1980-01-0{},4", idx % 9 + 1, idx % 9 + 1));
    check(&csv, &["time = \"date\"", "# format = \"%d/%m/%Y\"", "# format = \"%m/%d/%Y\""]);
    assert!(proposed(&csv).contains("# `birth date` holds dates, by its name not those of answers"));
    let decided = rows("date,csat", 30, |idx| format!("{:02}/05/2026,4", idx % 28 + 1));
    assert!(!proposed(&decided).contains("format ="));
}

#[test]
fn funnels_logs_and_cases_are_known_by_their_columns() {
    let funnel = rows("date,step,entered,completed", 20, |idx| {
        format!("2026-01-{:02},{},{},{}", idx / 2 + 1, ["cart", "pay"][idx % 2], 100 + idx, 50 + idx)
    });
    check(
        &funnel,
        &["touchpoint = \"step\"", "entered = \"entered\"", "completed = \"completed\"", "# unit = \"sessions\""],
    );
    let log = rows("case_id,activity,timestamp", 60, |idx| {
        format!("c{},{},2026-01-01T10:{:02}:00", idx / 3, ["cart", "pay", "done"][idx % 3], idx)
    });
    check(
        &log,
        &[
            "case = \"case_id\"",
            "activity = \"activity\"",
            "# window = \"7 days\"",
            "time = \"timestamp\"",
            "{ metric = \"cases\", source = \"answers\", column = \"case_id\" },",
            "{ metric = \"went-on\", source = \"answers\" },",
        ],
    );
    let cases = rows("opened,due,closed,status,channel", 40, |idx| {
        let closed = if idx % 4 == 0 { String::new() } else { format!("2026-02-{:02} 12:00", idx % 28 + 1) };
        let (status, channel) = (["open", "closed"][usize::from(idx % 4 != 0)], ["web", "phone"][idx % 2]);
        format!("2026-01-{:02} 09:00,2026-02-10 09:00,{closed},{status},{channel}", idx % 28 + 1)
    });
    check(
        &cases,
        &[
            "opened = \"opened\"",
            "due = \"due\"",
            "closed = \"closed\"",
            "status = \"status\"",
            "touchpoint = \"channel\"",
            "{ metric = \"closed-in-time\", source = \"answers\" },",
            "{ metric = \"time-to-close\", source = \"answers\" },",
            "unit = \"h\"",
        ],
    );
}

#[test]
fn a_header_alone_is_told_by_its_names() {
    let text = proposed("date,touchpoint,csat,nps\n");
    assert!(
        text.starts_with("# A first map, proposed by `cjm bind` from `answers.csv`: 4 columns, no rows yet"),
        "{text}"
    );
    check(
        "date,touchpoint,csat,nps\n",
        &["time = \"date\"", "touchpoint = \"touchpoint\"", "csat = \"csat\"", "nps = \"nps\""],
    );
}

#[test]
fn yes_and_no_are_asked_where_nothing_tells() {
    let csv = rows("date,came back,member", 30, |idx| {
        format!("2026-01-0{},{},{}", idx % 9 + 1, ["כן", "לא"][idx % 2], idx % 2 + 1)
    });
    check(
        &csv,
        &[
            "metrics = [{ metric = \"came-back\", source = \"answers\", column = \"came back\", yes = [\"כן\"], no = [\"לא\"] }]",
            "{ column = \"member\", as = \"member\", yes = [\"1\"], no = [\"2\"], why = \"`1` in 15 cells and `2` in 15 cells; 1 is mostly yes and 2 no; no name says what they are\" },",
        ],
    );
}

#[test]
fn a_map_gets_what_it_lacks_and_no_id_twice() {
    let csv = rows("date,touchpoint,csat", 30, |idx| {
        format!("2026-01-0{},{},{}", idx % 9 + 1, ["cart", "pay"][idx % 2], idx % 5 + 1)
    });
    let map = "[journey]\ntitle = \"x\"\n\n[[source]]\nid = \"answers\"\nfile = \"old.csv\"\n\n[[stage]]\nid = \"s\"\nname = \"S\"\n\n[[stage.touchpoint]]\nid = \"cart\"\nname = \"Cart\"\n";
    let (parsed, _) = parse("journey.toml", map);
    let added = propose(&csv.as_bytes(), "answers.csv", Some(&parsed)).expect("it is a file");
    assert!(
        added.contains("id = \"answers-2\"") && added.contains("# id = \"pay\"") && !added.contains("id = \"cart\""),
        "{added}"
    );
    let (whole, findings) = parse("journey.toml", &format!("{map}\n{added}"));
    assert_eq!((findings, whole.sources.len()), (Vec::new(), 2), "{added}");
}

#[test]
fn every_line_can_be_printed_as_it_is() {
    let csv = "da\u{202e}te,\"new\nline\",\u{1b}[2Jx,csat \u{200b}\n2026-01-01,a,b,4\n";
    assert!(propose(&csv.as_bytes(), "a.csv", None).is_err(), "control bytes in a header are no names");
    let csv = "da\u{202e}te,\"new\nline\",csat \u{200b}\n2026-01-01,\u{1b}[2J,4\n2026-01-01,\u{1b}[2J,5\n";
    let text = proposed(csv);
    assert_eq!(text::plain_lines(&text), text.trim_end(), "{text}");
    assert!(text.contains("csat \\u200B"), "{text}");
}

proptest! {
    #[test]
    fn any_file_gives_toml_without_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        holds(&bytes);
    }

    #[test]
    fn anything_like_csv_gives_toml_without_an_error(
        header in "[a-zα-ω\" ,;א-ת\u{200b}]{0,40}",
        rows in proptest::collection::vec("[0-9]{1,2}(,|;|\t)[0-9א-ת\"./-]{0,10}(,|;)(yes|no|2026-0[1-9]-11|0[1-9]/05/2026|)(,[a-c]{1,2})?", 0..30),
        name in "(date|nps|csat|touchpoint|case|activity|opened|closed|status|entered|completed|metric|value|n|comment)",
    ) {
        holds(format!("{name},{header}\n{}", rows.join("\n")).as_bytes());
    }
}

fn holds(bytes: &[u8]) {
    let Ok(text) = propose(&bytes, "any.csv", None) else { return };
    let (_, findings) = parse("journey.toml", &text);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    assert_eq!(text::plain_lines(&text), text.trim_end());
}
