//! Examples for the reference page.
//! Invariant: each one is read without a finding; a test holds it.

/// An example.
pub struct Example {
    /// Its heading.
    pub title: &'static str,
    /// What it is, in a few sentences.
    pub doc: &'static str,
    /// The first lines of the CSV file; empty where the example has none.
    pub csv: &'static str,
    /// The map, or the part of one that is not the journey's own table.
    pub toml: &'static str,
}

/// The smallest map that says something.
pub const FIRST: &str = r#"[journey]
title = "Ordering bread online"
objective = "Orders arrive warm"

[[persona]]
id = "noa"
name = "Noa, orders every Friday"

[[source]]
id = "survey"
file = "survey.csv"
time = "date"

[[stage]]
id = "order"
name = "Ordering"
when = "during"
customer_goal = "Bread without a queue"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
channel = "web"
does = "Fills in the form and pays"
thinks = "Why do they need my birthday?"
feels = "impatient"
emotion = -1
moment_of_truth = true
metrics = [{ metric = "csat", source = "survey", column = "checkout" }]

[[stage.touchpoint.pain]]
text = "The form asks for eleven things"
severity = 4
evidence = [{ kind = "survey", ref = "spring", n = 120, date = 2024-04-30 }]
"#;
