//! `cjm comments`: what customers wrote at one place. Must not know how it is gathered.
//! Invariant: whatever leaves is masked, unless personal data was asked for.

use std::fmt::Write as _;

use serde_json::{Map as Object, Value, json};

use super::arguments::{CommentFormat, Comments};
use super::explore::privacy;
use super::failure::Failure;
use super::open::open_one;
use super::print::{Printer, complain};
use crate::app::figures::{self, too_few};
use crate::journey::{Address, Map, Noun, Segment};
use crate::source;
use crate::source::comments::{self, Comment, Found, Order, Wish};
use crate::source::settings::Settings;
use crate::text::Plain;

/// Prints comments; gives the exit code.
pub(super) fn run(arguments: &Comments, out: &mut Printer) -> Result<u8, Failure> {
    let opened = open_one(&arguments.map, arguments.reach)?;
    // A source that is not there is told below.
    let text = opened.text()?;
    let (map, _) = source::parse(opened.named(), &text);
    let mut at = match &arguments.at {
        Some(address) => source::resolve(&text, address)?,
        None => Address::journey(),
    };
    at.field = None;
    if !comments::has_comments(&map, &at) {
        return Err(Failure::NoComments(at.to_string(), places(&map)));
    }
    let segment = segment(&map, arguments.persona.as_ref())?;
    let (privacy, hidden) = (privacy(arguments.show_personal), Settings::default().hidden);
    let gathered = opened.comments(&Wish { at: at.clone(), segment, privacy, hidden })?;
    let order = Order::from(arguments.order);
    let found = Found::scored(gathered, order, &arguments.find);
    let most = arguments.most.unwrap_or(usize::MAX);
    match arguments.format {
        CommentFormat::Json => out.json(&as_json(&found, &at.to_string(), most))?,
        CommentFormat::Csv => out.made(&as_csv(&found, most))?,
        CommentFormat::Text => out.lines(&as_text(&found, &at, (order, most)))?,
    }
    Ok(remarks(&found, hidden))
}

/// Says on standard error what is not printed; gives the exit code.
fn remarks(found: &Found, hidden: u64) -> u8 {
    let all = &found.comments;
    for why in all.failed() {
        complain(&format!("warning: {why}"));
    }
    if all.is_hidden() {
        complain(&format!("warning: {}, or they could be told apart", too_few(hidden)));
    } else if (all.len() as u64) < all.n_met() {
        let (kept, met) = (figures::count(all.len() as u64), figures::count(all.n_met()));
        complain(&format!("warning: only the newest {kept} of {met} comments are read"));
    } else if found.rows.is_empty() {
        complain("warning: no comments: nobody wrote any, or none holds what was sought");
    }
    if all.has_hidden() && !all.is_hidden() {
        complain(&format!("warning: where fewer than {hidden} of these people answered, comments are hidden"));
    }
    u8::from(found.rows.is_empty() || !all.failed().is_empty())
}

/// The places that have comments.
fn places(map: &Map) -> Vec<String> {
    let mut places: Vec<String> = map
        .bindings()
        .filter(|(_, binding)| comments::is_of_comments(map, binding))
        .map(|(at, _)| at.id_of(Noun::Touchpoint).map_or_else(|| at.to_string(), str::to_owned))
        .collect();
    places.dedup();
    places
}

/// The rows that `--persona` means.
pub(super) fn segment(map: &Map, persona: Option<&String>) -> Result<Segment, Failure> {
    let Some(name) = persona else { return Ok(Segment::default()) };
    let Some(persona) = map.personas.iter().find(|persona| persona.id == *name) else {
        let known = map.personas.iter().map(|persona| persona.id.clone()).collect();
        return Err(Failure::Unknown { kind: "persona", name: name.clone(), known });
    };
    if persona.segment.choices.is_empty() {
        return Err(Failure::NoSegment(name.clone()));
    }
    Ok(persona.segment.clone())
}

/// Comments with their scores, first what comes first.
fn printed(found: &Found, most: usize) -> impl Iterator<Item = (Comment<'_>, Option<f64>)> {
    found.rows.iter().take(most).filter_map(|idx| {
        let idx = *idx as usize;
        let score = found.scores.as_ref().and_then(|scores| scores.get(idx)).flatten();
        // Four decimals are what there is of it.
        let score = score.map(|score| (f64::from(score) * 1e4).round() / 1e4);
        Some((found.comments.get(idx)?, score))
    })
}

fn date(comment: &Comment<'_>) -> String {
    comment.period.map(|period| period.label()).unwrap_or_default()
}

fn as_text(found: &Found, at: &Address, (order, most): (Order, usize)) -> String {
    let mut text = String::new();
    let n_found = found.rows.len();
    if n_found > 0 {
        let (n, all) = (figures::count(n_found.min(most) as u64), figures::count(found.comments.n_met()));
        let _ = writeln!(text, "{n} of {all} comments, {}", order.words());
    }
    for (comment, score) in printed(found, most) {
        let score = score.map_or_else(
            || "no lexicon".to_owned(),
            |score| if score > 0.0 { format!("+{score:.2}") } else { figures::number(score, 2) },
        );
        let answers = comment.answers.iter().map(|(name, value)| format!("{name} {value}"));
        let beside = comment.segments.iter().map(|(_, value)| (*value).to_owned()).chain(answers);
        let about = if comment.at == at { String::new() } else { comment.at.to_string() };
        let facts = [date(&comment), score, about].into_iter().chain(beside).filter(|fact| !fact.is_empty());
        let facts: Vec<String> = facts.map(|fact| Plain::from(fact).to_string()).collect();
        let _ = writeln!(text, "\n{}\n  {}", facts.join(" · "), comments::shown(comment.text));
    }
    text
}

fn as_json(found: &Found, at: &str, most: usize) -> Value {
    let object = |pairs: &[(&str, &str)]| -> Object<String, Value> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
    };
    let entry = |(comment, score): (Comment<'_>, Option<f64>)| {
        json!({
            "date": comment.period.map(|period| period.label()),
            "score": score,
            "at": comment.at.to_string(),
            "segments": object(&comment.segments),
            "answers": object(&comment.answers),
            "text": comment.text,
        })
    };
    json!({
        "at": at,
        "n": found.comments.n_met(),
        "found": found.rows.len(),
        "hidden": found.comments.is_hidden(),
        "comments": printed(found, most).map(entry).collect::<Vec<_>>(),
    })
}

/// One row a comment: a cell that a spreadsheet would take for a formula is none.
fn as_csv(found: &Found, most: usize) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: &[String]| writer.write_record(record).expect("a vector takes every record");
    write(&["date", "score", "at", "segments", "answers", "text"].map(str::to_owned));
    for (comment, score) in printed(found, most) {
        let joined = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
            Plain::from(pairs.collect::<Vec<_>>().join("; ")).to_string()
        };
        write(&[
            date(&comment),
            score.map(|score| score.to_string()).unwrap_or_default(),
            Plain::from(comment.at.to_string()).to_string(),
            joined(&comment.segments),
            joined(&comment.answers),
            unformulated(&comments::shown(comment.text)),
        ]);
    }
    let bytes = writer.into_inner().expect("a vector takes every byte");
    String::from_utf8(bytes).expect("every cell was text")
}

fn unformulated(text: &Plain) -> String {
    if text.as_str().starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_string() }
}
