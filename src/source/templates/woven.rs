//! The questions that every template asks, woven into its tables.
//! Invariant: a key that a table has already is not asked for again.

use std::fmt::Write as _;

/// What is asked of a table: its header, and the lines for it, each by its key.
const QUESTIONS: &[(&str, &[(&str, &str)])] = &[
    ("[[stage]]", &[("customer_goal", "What are customers after here?")]),
    (
        "[[stage.touchpoint]]",
        &[
            ("does", "What do they do here?"),
            ("thinks", "What do they think, in their own words?"),
            ("obstacle", "What stands in their way?"),
        ],
    ),
];

/// Who lives through it, where a template does not say.
const PERSONA: &str = r#"[[persona]]
id = "customer"
name = "? First name, and what sets them apart"
motivations = ["? Why do they want this at all?"]
expectations = ["? What do they count on?"]
worries = ["? What are they afraid of?"]
quote = "? What did one of them really say?"
# segment = { column = "value" }   # which rows of your data are theirs
# evidence = [{ kind = "interview", ref = "whom you asked", n = 5, date = 2026-01-31 }]

"#;

/// What else a touchpoint may hold, told at the first of them.
const MORE: &str = r#"# emotion = 0              # from -2, awful, to 2, great: once somebody has said so
# moment_of_truth = true   # does it decide whether they stay?
#
# [[stage.touchpoint.pain]]
# text = "What hurts, as they say it"
# severity = 3             # from 1, a nuisance, to 5, drives customers away
# evidence = [{ kind = "interview", ref = "whom you asked", n = 5, date = 2026-01-31 }]
"#;

/// A template with its questions.
pub(super) struct Woven {
    /// The keys of the journey.
    pub(super) journey: String,
    /// The tables.
    pub(super) rest: String,
}

/// The tables of a text, each from its header on; what stands above the first is one too.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive("\n\n")
}

/// The value of a key that is a text on one line.
fn value<'t>(block: &'t str, key: &str) -> Option<&'t str> {
    let lines = block.lines().filter_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='));
    lines.map(|value| value.trim().trim_matches('"')).next()
}

/// The names of all that have such a header, in order.
pub(super) fn names<'t>(text: &'t str, of: &'static str) -> impl Iterator<Item = &'t str> {
    blocks(text).filter(move |block| header(block) == Some(of)).filter_map(|block| value(block, "name"))
}

/// The ids of the touchpoints, in order.
pub(super) fn touchpoints(text: &str) -> Vec<&str> {
    blocks(text)
        .filter(|block| header(block) == Some("[[stage.touchpoint]]"))
        .filter_map(|own| value(own, "id"))
        .collect()
}

fn header(block: &str) -> Option<&str> {
    block.lines().find(|line| !line.starts_with('#'))
}

/// A template with all questions that it does not ask itself.
pub(super) fn weave(text: &str) -> Woven {
    let mut blocks = blocks(text);
    let journey = format!("{}\n", blocks.next().unwrap_or_default().trim_end());
    let mut rest = String::new();
    if !text.contains("[[persona]]") {
        rest.push_str(PERSONA);
    }
    let mut is_told = false;
    for block in blocks {
        rest.push_str(block.trim_end());
        rest.push('\n');
        let of = QUESTIONS.iter().find(|(of, _)| header(block) == Some(of));
        for (key, question) in of.map(|(_, own)| *own).unwrap_or_default() {
            if value(block, key).is_none() && !(*key == "customer_goal" && value(block, "goals").is_some()) {
                // Writing to a string does not fail.
                let _ = writeln!(rest, "{key} = \"? {question}\"");
            }
        }
        if header(block) == Some("[[stage.touchpoint]]") && !std::mem::replace(&mut is_told, true) {
            // Nothing twice: whoever takes the mark away would write a key that is there.
            let is_new = |line: &&str| !line.starts_with("# moment_of_truth") || !block.contains("\nmoment_of_truth");
            rest.extend(MORE.split_inclusive('\n').filter(is_new));
        }
        rest.push('\n');
    }
    rest.truncate(rest.trim_end().len());
    rest.push('\n');
    Woven { journey, rest }
}
