//! Makes what customers wrote into the page that fills the screen.
//! Only comments that may come into sight become texts, however many there are.

use super::Reader;
use crate::app::figures;
use crate::app::scene::joined;
use crate::app::state::State;
use crate::app::view::comments::{CommentFeeling, CommentMoods, CommentRow, CommentsPage};
use crate::app::view::{Block, Page, Window};
use crate::journey::{Address, Map, Noun};
use crate::source::comments::fold;
use crate::source::comments::{self, Comment, Found, Privacy};
use crate::text::Plain;

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
    let blocks = range.filter_map(|idx| Some((idx, found?))).map(|(idx, found)| {
        let is_marked = idx == spot.selected;
        Block::Comment(CommentRow { is_marked, ..row(map, reader, found, found.gist.groups.get(idx)) })
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
        moods: found.map(|found| moods(state, found)).unwrap_or_default(),
        different: found.map(different).unwrap_or_default(),
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

/// How many different texts there are, where several say the same.
fn different(found: &Found) -> Plain {
    let n = found.gist.groups.len();
    if n == found.rows.len() { Plain::default() } else { format!("{} different", figures::count(n as u64)).into() }
}

/// How the comments that were found feel together; those of few people are not counted, as any number of few is not.
fn moods(state: &State, found: &Found) -> CommentMoods {
    let Some(moods) = found.gist.moods.filter(|_| !found.rows.is_empty()) else { return CommentMoods::default() };
    let remark = |words: String| CommentMoods { remark: words.into(), ..CommentMoods::default() };
    let n = moods.n_told();
    if n == 0 {
        return remark("no sentiment: the lexicon is of English words".to_owned());
    }
    if let Some(withheld) = state.sight.board.gate().and_then(|gate| gate.withholds(n)) {
        return remark(format!("sentiment: {}", figures::hidden(withheld)));
    }
    let untold = match moods.n_untold {
        0 => String::new(),
        n => format!("{} without a score: no lexicon", figures::count(n)),
    };
    CommentMoods {
        counts: Some([moods.n_bad, moods.n_even, moods.n_good].map(|n| figures::count(n).into())),
        n: format!("n {}", figures::count(n)).into(),
        remark: untold.into(),
    }
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

/// The first of those that say the same, with what all of them share.
fn row(map: &Map, reader: &Reader, found: &Found, group: &[u32]) -> CommentRow {
    let idx = group.first().map_or(0, |idx| *idx as usize);
    let Some(comment) = found.comments.get(idx) else { return CommentRow::default() };
    let (segment, answers) = if group.len() > 1 { of_several(found, group, &comment) } else { beside(&comment) };
    let text = comments::shown(comment.text);
    let feeling = match found.scores.as_ref().and_then(|scores| scores.get(idx)) {
        None => CommentFeeling::Awaited,
        Some(None) => CommentFeeling::Unknown,
        Some(Some(score)) => feeling(score),
    };
    CommentRow {
        date: comment.period.map(|period| period.label()).unwrap_or_default().into(),
        feeling,
        place: if *comment.at == reader.at { Plain::default() } else { names(map, comment.at).0 },
        segment,
        answers,
        matched: fold::matched(&text, &reader.sought),
        text,
        is_marked: false,
    }
}

/// Who wrote a comment, and what else they answered.
fn beside(comment: &Comment<'_>) -> (Plain, Plain) {
    (
        joined(comment.segments.iter().map(|(_, value)| (*value).to_owned())),
        joined(comment.answers.iter().map(|(name, value)| format!("{name} {value}"))),
    )
}

/// How many say the same, from when to when, and from which score to which.
fn of_several(found: &Found, group: &[u32], head: &Comment<'_>) -> (Plain, Plain) {
    let all = || group.iter().map(|idx| *idx as usize);
    let periods = || all().filter_map(|idx| found.comments.period(idx));
    let ends = periods().min_by_key(|period| period.start).zip(periods().max_by_key(|period| period.start));
    let when = match ends {
        Some((first, last)) if first == last => String::new(),
        Some((first, last)) if head.period == Some(last) => format!("since {}", first.label()),
        Some((first, last)) => format!("{} to {}", first.label(), last.label()),
        None => String::new(),
    };
    let scores = || all().filter_map(|idx| found.scores.as_ref()?.get(idx).flatten());
    let ends = scores().min_by(f32::total_cmp).zip(scores().max_by(f32::total_cmp));
    let felt = ends.filter(|(low, high)| low < high).map(|ends| {
        let [low, high] = [ends.0, ends.1].map(|score| figures::number(f64::from(score), 2));
        format!("{low} to {high}")
    });
    (format!("×{}", figures::count(group.len() as u64)).into(), joined([when, felt.unwrap_or_default()]))
}

fn feeling(score: f32) -> CommentFeeling {
    let sign = comments::sign(score);
    // The sign stands for the minus.
    let shown = if sign == 0 { score } else { score.abs() };
    CommentFeeling::Told(sign, figures::number(f64::from(shown), 2).into())
}
