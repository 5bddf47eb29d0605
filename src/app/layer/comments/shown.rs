//! Makes what customers wrote into the page that fills the screen.
//! Only comments that may come into sight become texts, however many there are.

use super::Reader;
use crate::app::figures;
use crate::app::scene::joined;
use crate::app::state::State;
use crate::app::view::comments::{CommentRow, CommentsPage, Feeling};
use crate::app::view::{Block, Page, Window};
use crate::journey::{Address, Map, Noun};
use crate::source::comments::fold;
use crate::source::comments::{self, Found, Privacy};
use crate::text::Plain;

/// Scores this far from 0 or farther are not neutral: the threshold of the authors of VADER.
const FELT: f32 = 0.05;

/// The page of comments that is being read.
pub(in crate::app) fn comments(state: &State, reader: &Reader) -> CommentsPage {
    let Some(map) = state.map() else { return CommentsPage::default() };
    let (title, way) = names(map, &reader.at);
    let settings = &state.setup.settings;
    let is_personal = settings.privacy == Privacy::Shown;
    let persona = state.sight.board.counted(map);
    let spot = reader.spot;
    let found = reader.found.as_ref();
    let n_rows = usize::from(state.screen.size.height);
    let (window, range) = Window::around(spot.selected, spot.top, reader.n_rows(), n_rows);
    let shown = found.and_then(|found| found.rows.get(range)).unwrap_or_default().iter().enumerate();
    let blocks = shown.filter_map(|(at, idx)| found.map(|found| (at, *idx, found))).map(|(at, idx, found)| {
        let is_marked = window.first + at == spot.selected;
        Block::Comment(CommentRow { is_marked, ..row(map, reader, found, idx) })
    });
    CommentsPage {
        page: Page {
            title,
            way,
            aside: found.map(count).unwrap_or_default(),
            blocks: blocks.collect(),
            window,
            ..Page::default()
        },
        order: reader.order.words().into(),
        search: Plain::new(reader.search.text()),
        is_typing: reader.is_typing(),
        aside: joined([
            if is_personal { "personal data shown".to_owned() } else { String::new() },
            found.and_then(|found| some_hidden(found, settings.hidden)).unwrap_or_default(),
            found
                .and_then(|found| figures::left_out_beside(&found.comments))
                .map(|columns| format!("rare {columns} hidden"))
                .unwrap_or_default(),
            persona.map(|persona| format!("only {}", persona.name)).unwrap_or_default(),
        ]),
        is_personal,
        remark: reader.remark.clone().or_else(|| trouble(found?)),
        nothing: found.and_then(|found| nothing(found, settings.hidden)),
        spot,
    }
}

/// The names of the place and of its stage.
fn names(map: &Map, at: &Address) -> (Plain, Plain) {
    let of_stage = at.id_of(Noun::Stage);
    let stage = of_stage.and_then(|id| map.stages.iter().find(|stage| stage.id == id));
    let touchpoint = at.id_of(Noun::Touchpoint).and_then(|id| map.touchpoint(id));
    match (stage, touchpoint) {
        (_, Some((stage, touchpoint))) => (Plain::new(&touchpoint.name), Plain::new(&stage.name)),
        (Some(stage), None) => (Plain::new(&stage.name), Plain::default()),
        (None, None) => (Plain::new(&map.title), Plain::default()),
    }
}

fn count(found: &Found) -> Plain {
    let kept = figures::count(found.comments.len() as u64);
    let noun = if found.comments.n_met() == 1 { "comment" } else { "comments" };
    let all = if found.comments.is_hidden() {
        return Plain::default();
    } else if found.comments.len() as u64 == found.comments.n_met() {
        format!("{kept} {noun}")
    } else {
        format!("the newest {kept} of {} {noun}", figures::count(found.comments.n_met()))
    };
    if found.rows.len() == found.comments.len() {
        return all.into();
    }
    format!("{} of {all}", figures::count(found.rows.len() as u64)).into()
}

fn trouble(found: &Found) -> Option<Plain> {
    let comments = &found.comments;
    let cut = comments.is_cut().then(|| "reading was stopped, not all comments are here".to_owned());
    comments.failed().first().cloned().or(cut).map(Plain::from)
}

/// Says that the comments of some places are not shown.
fn some_hidden(found: &Found, hidden: u64) -> Option<String> {
    let is_some = found.comments.has_hidden() && !found.comments.is_hidden();
    is_some.then(|| format!("hidden where n < {hidden}"))
}

/// Why nothing is shown, if nothing is.
fn nothing(found: &Found, hidden: u64) -> Option<Plain> {
    if found.comments.is_hidden() {
        return Some(format!("{}, or they could be told apart", figures::too_few(hidden)).into());
    }
    if found.comments.is_empty() {
        return Some("nobody wrote anything here".into());
    }
    found.rows.is_empty().then(|| "nothing found".into())
}

fn row(map: &Map, reader: &Reader, found: &Found, idx: u32) -> CommentRow {
    let idx = idx as usize;
    let Some(comment) = found.comments.get(idx) else { return CommentRow::default() };
    let text = comments::shown(comment.text);
    let feeling = match found.scores.as_ref().and_then(|scores| scores.get(idx)) {
        None => Feeling::Awaited,
        Some(None) => Feeling::Unknown,
        Some(Some(score)) => feeling(score),
    };
    CommentRow {
        date: comment.period.map(|period| period.label()).unwrap_or_default().into(),
        feeling,
        place: if *comment.at == reader.at { Plain::default() } else { names(map, comment.at).0 },
        segment: joined(comment.segments.iter().map(|(_, value)| (*value).to_owned())),
        answers: joined(comment.answers.iter().map(|(name, value)| format!("{name} {value}"))),
        matched: fold::matched(&text, &reader.sought),
        text,
        is_marked: false,
    }
}

fn feeling(score: f32) -> Feeling {
    let sign = if score >= FELT {
        1
    } else if score <= -FELT {
        -1
    } else {
        0
    };
    // The sign stands for the minus.
    let shown = if sign == 0 { score } else { score.abs() };
    Feeling::Told(sign, figures::number(f64::from(shown), 2).into())
}
