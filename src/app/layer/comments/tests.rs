//! Reading comments by keys: what is asked for, and what is shown of what comes.

use std::ops::ControlFlow;

use super::*;
use crate::app::event::{Event, Gesture, News, Pointed};
use crate::app::stand::{self, LABEL, Session, binding};
use crate::app::view::Block;
use crate::app::view::comments::{CommentFeeling, CommentMoods, CommentRow, CommentsPage};
use crate::app::view::{Area, Body, Geometry, Seen, Target};
use crate::journey::{Book, Source};
use crate::source::comments::Gathering;

const ANSWERS: &str = "when,note\n2018-01-01,Too far\n2018-01-03,\"Fast,\ncheap\"\n2018-01-02,Call 052-1234567\n";

/// The taxi has comments.
fn book() -> Book {
    let mut book = stand::book();
    book.map.sources = vec![Source {
        id: "survey".to_owned(),
        file: "answers.csv".to_owned(),
        time: Some("when".to_owned()),
        ..Source::default()
    }];
    let taxi = book.map.stages.last_mut().and_then(|stage| stage.touchpoints.last_mut()).expect("there is one");
    taxi.metrics = vec![binding("comments", "note")];
    book
}

/// Before the taxi.
fn session() -> Session {
    let mut session = Session::single(book());
    session.press("1 l l l 2 j");
    assert_eq!(session.place(), "Leaving / Taxi");
    session.effects.clear();
    session
}

/// What is asked for last; none after that.
#[track_caller]
fn asked(session: &mut Session) -> Option<CommentRequest> {
    let mut asked = session.effects.drain(..).filter_map(|effect| match effect {
        Effect::Comments(request) => Some(request),
        _ => None,
    });
    asked.next_back().expect("something is asked for")
}

fn found(request: &CommentRequest) -> CommentAnswer {
    found_in(ANSWERS, request)
}

fn found_in(answers: &str, request: &CommentRequest) -> CommentAnswer {
    let map = book().map;
    let mut gathering = Gathering::new(&map, &request.wish);
    for source in crate::source::comments::sources(&map, &request.wish.at) {
        gathering.read(source, &answers.as_bytes(), &mut |_| ControlFlow::Continue(()));
    }
    CommentAnswer::Found(Found::scored(gathering.finish(), request.order, &request.typed))
}

#[track_caller]
fn answer(session: &mut Session) -> CommentRequest {
    let request = asked(session).expect("comments are wanted");
    session.news(News::Comments { told: found(&request), request: request.clone() });
    request
}

#[track_caller]
fn shown(session: &Session) -> CommentsPage {
    match session.frame().body {
        Body::Comments(comments) => *comments,
        _ => panic!("nobody reads"),
    }
}

fn rows(session: &Session) -> Vec<CommentRow> {
    let rows = shown(session).page.blocks.into_iter();
    rows.map(|block| if let Block::Comment(row) = block { row } else { panic!("not a comment") }).collect()
}

fn texts(session: &Session) -> Vec<String> {
    rows(session).iter().map(|row| row.text.to_string()).collect()
}

#[test]
fn comments_are_opened_ordered_searched_and_left() {
    let mut session = session();
    session.press("c");
    assert_eq!((shown(&session).page.title.as_str(), shown(&session).page.window.n_all), ("Taxi", 0));
    let first = answer(&mut session);
    assert_eq!((first.order, first.typed.as_str(), first.map.as_str()), (Order::Newest, "", LABEL));
    assert_eq!(texts(&session), ["Fast, cheap", "Call [phone]", "Too far"]);
    assert_eq!(shown(&session).page.aside.as_str(), "3 comments");
    assert_eq!(rows(&session)[0].date.as_str(), "2018-01-03");
    assert_eq!(rows(&session)[0].matched, [0_usize; 0]);
    session.press("j s");
    assert_eq!(answer(&mut session).order, Order::Worst);
    assert_eq!(shown(&session).spot.selected, 0, "another order begins at its head");
    session.press("/ T O O");
    assert_eq!(asked(&mut session).expect("comments").typed, "TOO");
    assert!(shown(&session).is_typing);
    session.press("backspace enter");
    answer(&mut session);
    assert_eq!(shown(&session).page.aside.as_str(), "1 of 3 comments");
    assert_eq!(rows(&session)[0].matched, [0, 1]);
    session.press("/ x esc");
    assert_eq!(answer(&mut session).typed, "TO", "a search that is given up leaves the one before");
    session.press("esc");
    assert_eq!(asked(&mut session), None);
    assert_eq!(session.place(), "Leaving / Taxi");
}

/// What is shown where these answers were read.
#[track_caller]
fn read(answers: &str) -> Session {
    let mut session = session();
    session.press("c");
    let request = asked(&mut session).expect("comments are wanted");
    session.news(News::Comments { told: found_in(answers, &request), request });
    session
}

#[test]
fn those_that_say_the_same_are_shown_once_with_their_dates() {
    let mut session = read("when,note\n2018-01-01,Too far\n2018-01-03,too  FAR \n2018-01-02,Good\n2018-01-02,Good!\n");
    assert_eq!(texts(&session), ["too FAR", "Good!", "Good"]);
    let row = &rows(&session)[0];
    assert_eq!(
        (row.date.as_str(), row.segment.as_str(), row.answers.as_str()),
        ("2018-01-03", "×2", "since 2018-01-01")
    );
    assert_eq!(rows(&session)[1].segment.as_str(), "");
    let page = shown(&session);
    assert_eq!((page.page.aside.as_str(), page.different.as_str()), ("4 comments", "3 different"));
    assert_eq!((page.page.window.n_all, page.spot.selected), (3, 0));
    session.press("G");
    assert_eq!(shown(&session).spot.selected, 2, "the cursor goes by what is shown");
}

#[test]
fn comments_with_several_scores_say_from_which_to_which() {
    let mut book = book();
    let taxi = book.map.stages.last_mut().and_then(|stage| stage.touchpoints.last_mut()).expect("there is one");
    taxi.metrics.push(binding("sentiment", "felt"));
    let mut session = Session::single(book.clone());
    session.press("1 l l l 2 j c");
    let request = asked(&mut session).expect("comments are wanted");
    let mut gathering = Gathering::new(&book.map, &request.wish);
    let answers = "when,note,felt\n2018-01-01,Far,-0.5\n2018-01-02,far,0.2\n2018-01-01,FAR,0\n";
    for source in crate::source::comments::sources(&book.map, &request.wish.at) {
        gathering.read(source, &answers.as_bytes(), &mut |_| ControlFlow::Continue(()));
    }
    let told = CommentAnswer::Found(Found::scored(gathering.finish(), Order::Worst, ""));
    session.news(News::Comments { told, request });
    let row = &rows(&session)[0];
    assert_eq!((row.date.as_str(), row.segment.as_str()), ("2018-01-01", "×3"), "the worst of them stands for all");
    assert_eq!(row.answers.as_str(), "2018-01-01 to 2018-01-02 · −0.50 to 0.20");
    assert_eq!(shown(&session).moods.counts, Some(["1", "1", "1"].map(Plain::from)));
}

#[test]
fn how_they_feel_is_counted_over_those_that_are_found() {
    let session = read("when,note\n2018-01-01,Terrible\n2018-01-03,The gate\n2018-01-02,Good\n2018-01-02,Great\n");
    let moods = shown(&session).moods;
    assert_eq!((moods.counts, moods.n.as_str()), (Some(["1", "1", "2"].map(Plain::from)), "n 4"));
    let session = read("when,note\n2018-01-01,Terrible\n2018-01-03,שלום לכולם\n");
    let moods = shown(&session).moods;
    assert_eq!((moods.counts, moods.n.as_str()), (Some(["1", "0", "0"].map(Plain::from)), "n 1"));
    assert_eq!(moods.remark.as_str(), "1 without a score: no lexicon");
    let moods = shown(&read("when,note\n2018-01-03,שלום לכולם\n")).moods;
    assert_eq!((moods.counts, moods.remark.as_str()), (None, "no sentiment: the lexicon is of English words"));
    assert_eq!(shown(&read("when,note\n")).moods, CommentMoods::default());
}

#[test]
fn how_few_people_feel_is_not_counted() {
    let mut session = session();
    session.press("c");
    let everyone = answer(&mut session);
    assert_eq!(shown(&session).moods.n.as_str(), "n 3");
    session.press("p");
    let hers = asked(&mut session).expect("comments");
    session.news(News::Comments { told: found(&everyone), request: hers });
    let moods = shown(&session).moods;
    assert_eq!((moods.counts, moods.remark.as_str()), (None, "sentiment: n < 5, hidden"));
}

#[test]
fn only_what_is_asked_for_now_is_shown() {
    let mut session = session();
    session.press("c");
    let old = asked(&mut session).expect("comments");
    session.press("s");
    let new = asked(&mut session).expect("comments");
    session.news(News::Comments { told: found(&old), request: old.clone() });
    assert_eq!(shown(&session).page.window.n_all, 0);
    let told = CommentAnswer::Reading { done: 30, total: 60 };
    session.news(News::Comments { told, request: old.clone() });
    assert_eq!(shown(&session).remark.expect("it goes on").as_str(), "reading 50 %", "it is read for both");
    session.news(News::Comments { told: found(&new), request: new });
    assert_eq!((shown(&session).page.window.n_all, shown(&session).remark), (3, None));
    session.news(News::Comments { told: CommentAnswer::Failed("no".into()), request: old });
    assert_eq!(shown(&session).remark, None);
    assert_eq!(session.effects, [], "nothing is asked for twice");
}

#[test]
fn another_persona_asks_for_her_comments_and_shows_none_of_the_others() {
    let mut session = session();
    session.press("c");
    let everyone = answer(&mut session);
    assert_eq!(everyone.wish.segment, Segment::default());
    session.press("p");
    assert_eq!(rows(&session), Vec::new());
    let hers = asked(&mut session).expect("comments");
    assert_eq!(hers.wish.segment, book().map.personas[0].segment);
    assert!(!hers.is_of_same(&everyone));
    assert_eq!(hers.wish.hidden, 5);
    session.news(News::Comments { told: found(&hers), request: hers });
    // The column of her segment is not in this file.
    assert!(shown(&session).remark.is_some_and(|why| why.as_str().starts_with("answers.csv: no column")));
}

#[test]
fn data_that_are_read_again_are_asked_for_again() {
    let mut session = session();
    session.press("c");
    let before = answer(&mut session);
    session.news(News::Changed(LABEL.to_owned()));
    let after = asked(&mut session).expect("comments");
    assert!(!after.is_of_same(&before));
    assert_eq!(shown(&session).page.window.n_all, 3, "they stay until the new ones are there");
    session.load(LABEL, stand::book());
    assert_eq!(asked(&mut session), None, "the column is gone");
    assert_eq!(session.place(), "Leaving / Taxi");
}

#[test]
fn help_and_commands_open_over_comments_and_lead_back_to_them() {
    let mut session = session();
    session.press("c");
    let request = asked(&mut session).expect("comments");
    session.press("?");
    session.news(News::Comments { told: found(&request), request });
    assert_eq!(session.list().page.title.as_str(), "help");
    assert_eq!(shown(&session).page.window.n_all, 3, "what came meanwhile is there");
    session.press("esc");
    assert_eq!((shown(&session).page.title.as_str(), session.frame().overlay), ("Taxi", None));
    session.press(": text:order enter");
    assert_eq!(answer(&mut session).order, Order::Worst, "a command of comments is done among them");
    session.press(": text:worst enter");
    assert_eq!(asked(&mut session), None, "what does nothing among them leaves them");
    assert_eq!(session.place(), "Waiting / Restaurants");
}

#[test]
fn a_stage_shows_the_comments_of_its_touchpoints_by_their_names() {
    let mut session = session();
    session.press("1 c");
    answer(&mut session);
    assert_eq!((shown(&session).page.title.as_str(), rows(&session)[0].place.as_str()), ("Leaving", "Taxi"));
    session.press("esc i c");
    answer(&mut session);
    assert_eq!((shown(&session).page.title.as_str(), shown(&session).page.window.n_all), ("Flying from SFO", 3));
}

#[test]
fn there_is_something_to_say_where_there_is_nothing_to_read() {
    let mut session = Session::single(book());
    session.press("c");
    assert_eq!(session.notice(), "no column of comments is bound here");
    session.press("s tab");
    assert!(session.effects.iter().all(|effect| !matches!(effect, Effect::Comments(_))));
}

#[test]
fn the_cursor_stays_among_the_comments_and_reads_long_ones_to_their_end() {
    let mut session = session();
    session.press("c");
    answer(&mut session);
    let selected = |session: &Session| shown(session).spot.selected;
    for (keys, expected) in
        [("j", 1), ("G", 2), ("j", 2), ("k", 1), ("g", 0), ("N", 2), ("n", 0), ("pgdn", 1), ("end", 2)]
    {
        session.press(keys);
        assert_eq!(selected(&session), expected, "{keys}");
    }
    let seen = Seen { top: 2, n_whole: 0, n_rows: 10, n_above: 0, n_below: 5 };
    session.draw(Geometry { seen, ..Geometry::default() });
    session.press("pgdn");
    assert_eq!((selected(&session), shown(&session).spot.skip), (2, 5));
    session.draw(Geometry { seen: Seen { n_above: 5, n_below: 0, ..seen }, ..Geometry::default() });
    session.press("k");
    assert_eq!((selected(&session), shown(&session).spot.skip), (2, 4));
    let area = Area { x: 0, y: 3, width: 10, height: 2 };
    session.draw(Geometry { targets: vec![(area, Target::Row(1))], ..Geometry::default() });
    session.inner.state.setup.settings.mouse = true;
    for (gesture, expected) in [(Gesture::Click, 1), (Gesture::WheelUp, 0), (Gesture::WheelDown, 1)] {
        let effects = session.act(Event::Pointed(Pointed { x: 1, y: 4, gesture }));
        session.effects.extend(effects);
        assert_eq!(selected(&session), expected, "{gesture:?}");
    }
    assert_eq!(rows(&session)[0].feeling, CommentFeeling::Told(0, "0.00".into()), "nothing in it is good or bad");
}

#[test]
fn q_goes_back_to_the_page_and_not_out_of_the_program() {
    let mut session = session();
    session.press("c");
    assert!(matches!(session.frame().body, Body::Comments(_)));
    session.press("q");
    assert!(matches!(session.frame().body, Body::Journey(_)));
    assert!(!session.effects.contains(&Effect::Quit));
    session.press("q");
    assert!(session.effects.contains(&Effect::Quit), "on the page it quits");
}

#[test]
fn of_a_persona_without_rows_nobody_elses_words_are_shown() {
    let mut session = session();
    session.press("c");
    answer(&mut session);
    assert!(!rows(&session).is_empty());
    session.press("p");
    answer(&mut session);
    session.press("p");
    assert_eq!(session.effects.last(), Some(&Effect::Comments(None)));
    let page = shown(&session);
    assert_eq!((page.page.blocks.len(), page.page.aside.as_str()), (0, ""));
    assert_eq!(page.remark.map(|words| words.to_string()).as_deref(), Some("no rows are known to be those of Lee"));
    session.press("p");
    answer(&mut session);
    assert!(!rows(&session).is_empty(), "everyone's again");
}
