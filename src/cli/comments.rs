//! `cjm comments`: what customers wrote at one place.
//! Invariant: personal data is masked, unless the user asked to see it.

use std::fmt::Write as _;

use serde_json::json;

use super::arguments::CommentsArguments;
use super::chosen::privacy;
use super::failure::CommandFailure;
use super::open::open_one;
use super::persona;
use super::print::{Printer, complain};
use super::settings;
use super::table::{self, Around, Audience, Format, TableCell, TableColumn, column, numbers, words};
use crate::app::figures::{self, left_out_beside, too_few};
use crate::journey::{Address, Map, Noun};
use crate::source::comments::{self, Comment, Found, Order, Wish};
use crate::source::{self, edit};
use crate::text::Plain;

struct CommentLine<'a> {
    comment: Comment<'a>,
    score: Option<f64>,
}

const fn columns<'a>() -> [TableColumn<CommentLine<'a>>; 7] {
    [
        column(words("date"), |line| line.date().map_or(TableCell::Missing, Into::into)),
        column(numbers("score"), |line| TableCell::number(line.score, 2)),
        column(words("at"), |line| line.comment.at.to_string().into()),
        column(words("segments"), |line| TableCell::Named(line.comment.segments.clone())),
        column(words("answers"), |line| TableCell::Named(line.comment.answers.clone())),
        column(words("text").only(Audience::Nested), |line| TableCell::words(Some(line.comment.text))),
        column(words("text").only(Audience::Flat), |line| comments::shown(line.comment.text).to_string().into()),
    ]
}

/// Prints comments; gives the exit code.
pub(super) fn run(arguments: &CommentsArguments, out: &mut Printer) -> Result<u8, CommandFailure> {
    let hidden = settings::limits(arguments.config.as_deref())?.hidden;
    let opened = open_one(&arguments.map, arguments.reach)?;
    // Sources that are missing are reported once the comments are gathered.
    let text = opened.text()?;
    let parsed = edit::check(&text)?;
    let (map, _) = source::parse(opened.named(), &text);
    let mut at = match &arguments.at {
        Some(address) => source::resolve(&parsed, address)?,
        None => Address::journey(),
    };
    at.field = None;
    if !comments::has_comments(&map, &at) {
        return Err(CommandFailure::NoComments(at.to_string(), places(&map)));
    }
    let segment = persona::segment(&map, arguments.persona.as_ref(), &[])?;
    let privacy = privacy(arguments.show_personal);
    let gathered = opened.comments(&Wish { at: at.clone(), segment, privacy, hidden })?;
    let order = Order::from(arguments.order);
    let found = Found::scored(gathered, order, &arguments.find);
    let most = arguments.most.unwrap_or(usize::MAX);
    if arguments.format == Format::Text {
        out.lines(&as_text(&found, &at, (order, most)))?;
    } else {
        let around = Around {
            rows: Some("comments"),
            beside: vec![
                ("at", json!(at.to_string())),
                ("n", json!(found.comments.n_met())),
                ("found", json!(found.rows.len())),
                ("hidden", json!(found.comments.is_hidden())),
                ("hidden_segments", json!(found.comments.hidden_segments())),
            ],
        };
        table::print(arguments.format, &columns(), &printed(&found, most), &around, out)?;
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
    if let Some(columns) = left_out_beside(all) {
        complain(&format!("warning: {columns} that fewer than {hidden} people share are not shown beside comments"));
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

/// The comments to print, in their order.
fn printed(found: &Found, most: usize) -> impl Iterator<Item = CommentLine<'_>> + Clone {
    found.rows.iter().take(most).filter_map(|idx| {
        let idx = *idx as usize;
        let score = found.scores.as_ref().and_then(|scores| scores.get(idx)).flatten();
        // A score has four decimals; the rest is what `f32` made of it.
        let score = score.map(|score| (f64::from(score) * 1e4).round() / 1e4);
        Some(CommentLine { comment: found.comments.get(idx)?, score })
    })
}

impl CommentLine<'_> {
    fn date(&self) -> Option<String> {
        self.comment.period.map(|period| period.label())
    }
}

fn as_text(found: &Found, at: &Address, (order, most): (Order, usize)) -> String {
    let mut text = String::new();
    let n_found = found.rows.len();
    if n_found > 0 {
        let (n, all) = (figures::count(n_found.min(most) as u64), figures::count(found.comments.n_met()));
        let _ = writeln!(text, "{n} of {all} comments, {}", order.words());
    }
    for line in printed(found, most) {
        let comment = &line.comment;
        let score = line.score.map_or_else(
            || "no lexicon".to_owned(),
            |score| if score > 0.0 { format!("+{score:.2}") } else { figures::number(score, 2) },
        );
        let answers = comment.answers.iter().map(|(name, value)| format!("{name} {value}"));
        let beside = comment.segments.iter().map(|(_, value)| (*value).to_owned()).chain(answers);
        let about = if comment.at == at { String::new() } else { comment.at.to_string() };
        let facts =
            [line.date().unwrap_or_default(), score, about].into_iter().chain(beside).filter(|fact| !fact.is_empty());
        let facts: Vec<String> = facts.map(|fact| Plain::from(fact).to_string()).collect();
        let _ = writeln!(text, "\n{}\n  {}", facts.join(" · "), comments::shown(comment.text));
    }
    text
}
