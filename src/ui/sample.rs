//! Views to paint in tests: an airport, a bakery in Hebrew, a shelf, a picker, a card, and one with nasty names.

use crate::app::view::{
    Banner, Block, Body, Card, CardChoice, CardPart, Chart, ChartPoint, Detail, Figure, Journey, Level, Move, Movement,
    Overlay, Pane, Picker, PickerRow, Shelf, ShelfRow, StageCell, Strip, Tone, TouchpointRow, Typing, View,
};
use crate::journey::{Address, When};
use crate::text::Plain;

fn p(text: &str) -> Plain {
    Plain::new(text)
}

fn figure(value: &str, margin: &str, n: &str) -> Figure {
    let margin = (!margin.is_empty()).then(|| p(margin));
    Figure { value: p(value), margin, n: p(n), unit: p("%"), ..Figure::default() }
}

fn fell(figure: Figure) -> Figure {
    Figure { change: Some((Move::Fell, Tone::Bad)), ..figure }
}

fn rose(figure: Figure) -> Figure {
    Figure { change: Some((Move::Rose, Tone::Good)), ..figure }
}

fn moved() -> Movement {
    Movement { way: Some(Move::Fell), words: p("fell"), by: p("8.9"), since: p("since 2017"), tone: Tone::Bad }
}

fn strip(levels: &[u8]) -> Strip {
    let cell = |level: &u8| if *level == 0 { Level::Gap } else { Level::Rise(*level) };
    Strip { cells: levels.iter().map(cell).collect() }
}

fn swing(levels: &[i8]) -> Strip {
    Strip { cells: levels.iter().map(|level| Level::Swing(*level)).collect() }
}

fn stage(name: &str, figure: Figure, levels: &[u8], worst: (&str, &str), n_pains: usize) -> StageCell {
    StageCell {
        name: p(name),
        figure: Some(figure),
        strip: strip(levels),
        worst: Some((p(worst.0), self::figure(worst.1, "2.0", "2,318"))),
        n_pains,
        severity: (n_pains > 0).then_some(4),
        is_awaited: false,
        is_worst: false,
    }
}

fn touchpoint(name: &str, emotion: i8, figure: Figure, levels: &[u8], pains: (usize, u8)) -> TouchpointRow {
    TouchpointRow {
        name: p(name),
        channel: p("in person"),
        emotion: Some(emotion),
        figure: Some(figure),
        strip: strip(levels),
        n_pains: pains.0,
        severity: (pains.0 > 0).then_some(pains.1),
        ..TouchpointRow::default()
    }
}

fn field(label: &str, text: &str) -> Block {
    Block::Field {
        label: p(label),
        lines: vec![p(text)],
        tone: Tone::Neutral,
        at: Some(Address::journey().field(label)),
        is_marked: false,
    }
}

fn item(lead: &str, tone: Tone, text: &str, tail: &str, under: &[&str]) -> Block {
    Block::Item {
        lead: p(lead),
        tone,
        lines: vec![p(text)],
        tail: p(tail),
        under: under.iter().map(|text| p(text)).collect(),
        is_done: matches!(tail, "fixed" | "shipped"),
        at: Some(Address::journey().field(text)),
        is_marked: false,
    }
}

fn chart(title: &str, values: &[Option<f64>], last: &str) -> Chart {
    let points = values.iter().enumerate().map(|(idx, value)| ChartPoint {
        label: p(&format!("{}", 2012 + idx)),
        value: *value,
        interval: value.map(|value| (value - 2.0, value + 2.1)),
        is_weak: idx == 2,
    });
    Chart {
        title: p(title),
        points: points.collect(),
        scale: (0.0, 100.0),
        ends: (p("0"), p("100")),
        target: Some((70.0, p("goal 70"))),
        last: p(last),
    }
}

fn airport_detail() -> Detail {
    let years = [Some(61.0), Some(58.0), None, Some(66.0), Some(63.0), Some(58.0), Some(54.0)];
    Detail {
        title: p("Restaurants"),
        aside: p("in person · food court team"),
        is_moment_of_truth: true,
        blocks: vec![
            Block::Score {
                metric: p("CSAT"),
                figure: figure("54", "2.0", "2,318"),
                more: p("52 to 56 · mean 3.4"),
                is_main: true,
                movement: Some(Movement {
                    way: None,
                    words: p("cannot tell"),
                    by: p(""),
                    since: p("since 2017"),
                    tone: Tone::Dim,
                }),
            },
            Block::Score {
                metric: p("sentiment"),
                figure: Figure { unit: p(""), is_weak: true, ..figure("−0.12", "0.31", "14") },
                more: p(""),
                movement: None,
                is_main: false,
            },
            Block::Gap,
            field("does", "looks for something quick near the gate"),
            field("thinks", "“Eighteen dollars for a sandwich? There must be something else on the way to the gate.”"),
            field("feels", "resigned"),
            field("goal", "eat before boarding"),
            field("expects", "a fair price and a seat"),
            Block::Gap,
            Block::Heading(p("pain points")),
            item("4 !!", Tone::Bad, "prices well above the city's", "open", &["survey 2018, n 2,318 · sales 2018-04"]),
            item(
                "3 !",
                Tone::Neutral,
                "nothing open before 5 am, when the first bank of flights leaves",
                "planned",
                &["interview 2018-05-12"],
            ),
            item("2", Tone::Neutral, "no seats with power", "fixed", &[]),
            Block::Gap,
            Block::Heading(p("opportunities")),
            item("impact 4 effort 2", Tone::Good, "order ahead from the queue", "", &["owner dl"]),
            Block::Gap,
            Block::Chart(chart("CSAT by year", &years, "54 (52 to 56)")),
            Block::Gap,
            Block::Heading(p("actions")),
            item(
                "",
                Tone::Neutral,
                "noon staffing at the food court",
                "in progress",
                &["due 2018-09-01 · CSAT 54 to 60"],
            ),
            Block::Gap,
            Block::Heading(p("notes")),
            item("2018-06-01 dl", Tone::Dim, "asked the food court for noon staffing", "", &[]),
        ],
    }
}

fn airport_journey() -> Journey {
    let mut stages = vec![
        stage("Getting there", fell(figure("75", "1.6", "2,611")), &[4, 4, 5, 5, 5, 4, 4], ("Parking", "61"), 2),
        stage("Check-in, security", figure("84", "1.4", "2,590"), &[6, 6, 6, 7, 6, 6, 6], ("Rental cars", "70"), 1),
        stage("Waiting", figure("62", "1.9", "2,455"), &[4, 3, 3, 4, 4, 4, 3], ("Shops", "51"), 5),
        stage("Boarding", figure("83", "1.5", "2,602"), &[6, 6, 6, 6, 6, 7, 6], ("Info downstairs", "79"), 0),
        stage("Leaving", rose(figure("67", "2.9", "1,204")), &[4, 4, 5, 5, 4, 4, 4], ("Taxis", "60"), 1),
    ];
    if let Some(worst) = stages.get_mut(2) {
        worst.is_worst = true;
    }
    let mut touchpoints = vec![
        touchpoint("Restaurants", -1, figure("54", "2.0", "2,318"), &[4, 3, 3, 4, 4, 4, 3], (2, 4)),
        touchpoint("Shops", -1, fell(figure("51", "2.1", "2,004")), &[3, 3, 3, 4, 4, 4, 2], (1, 3)),
        touchpoint("Art", 1, figure("69", "1.9", "2,120"), &[5, 5, 5, 6, 5, 5, 5], (0, 0)),
        touchpoint("Screens", 1, figure("77", "1.7", "2,340"), &[6, 6, 6, 6, 6, 6, 6], (0, 0)),
        touchpoint("Wi-Fi", 2, rose(figure("75", "1.8", "1,987")), &[0, 5, 6, 6, 6, 6, 6], (1, 2)),
        touchpoint("Restrooms", 0, figure("76", "1.6", "2,400"), &[6, 6, 5, 6, 6, 6, 5], (0, 0)),
        touchpoint("Lounge", -2, Figure { is_weak: true, ..figure("40", "17", "28") }, &[0, 0, 0, 0, 0, 0, 4], (0, 0)),
        TouchpointRow { name: p("Gate agents"), channel: p("phone"), ..TouchpointRow::default() },
    ];
    if let [restaurants, shops, ..] = &mut touchpoints[..] {
        restaurants.is_moment_of_truth = true;
        restaurants.sentiment = Some(swing(&[0, 1, 0, -1, -1, -1, -2]));
        shops.sentiment = Some(swing(&[0, 0, 1, 1, 2, 1, 1]));
        shops.is_worst = true;
    }
    Journey {
        title: p("Flying from SFO"),
        persona: p("Dana, flies twice a year"),
        purpose: p("Passengers reach the gate calm"),
        overall: Some((p("NPS"), Figure { unit: p("points"), ..figure("31", "2.8", "2,650") })),
        movement: Some(moved()),
        goal: p("goal 45 by May 2019"),
        progress: None,
        metric: p("CSAT"),
        unit: p("%"),
        scale: p("0–100"),
        span: p("2012 to 2018"),
        stages,
        stage_idx: 2,
        when: Some(When::During),
        customer_goal: p("spend the time well"),
        touchpoints,
        touchpoint_idx: 0,
        detail: airport_detail(),
        focus: Pane::Touchpoints,
        is_zoomed: false,
        scroll: 0,
    }
}

fn view(body: Body, is_right_to_left: bool) -> View {
    let hints = [
        ("←→", "stage"),
        ("↑↓", "touchpoint"),
        ("tab", "pane"),
        ("z", "zoom"),
        ("/", "find"),
        ("p", "persona"),
        ("t", "period"),
        (":", "commands"),
        ("?", "help"),
        ("q", "quit"),
    ];
    View {
        body,
        overlay: None,
        banner: None,
        notice: None,
        hints: hints.map(|(key, word)| (p(key), p(word))).to_vec(),
        status: p("by year · everyone"),
        is_right_to_left,
    }
}

/// The airport, at the restaurants.
pub(super) fn airport() -> View {
    view(Body::Journey(Box::new(airport_journey())), false)
}

/// The journey of a view, to change something in it.
pub(super) fn journey_of(view: &mut View) -> Option<&mut Journey> {
    match &mut view.body {
        Body::Journey(journey) => Some(journey),
        Body::Shelf(_) | Body::Comments(_) => None,
    }
}

/// The airport with that pane in focus.
pub(super) fn airport_at(focus: Pane, is_zoomed: bool) -> View {
    let mut view = airport();
    if let Some(journey) = journey_of(&mut view) {
        journey.focus = focus;
        journey.is_zoomed = is_zoomed;
    }
    view
}

/// A home bakery, in Hebrew.
pub(super) fn bakery() -> View {
    let mut journey = airport_journey();
    journey.title = p("להזמין עוגה מהבית");
    journey.persona = p("נועה, חוגגת יום הולדת");
    journey.purpose = p("40% יותר הזמנות באתר (מאז 2023)");
    journey.goal = p("goal 60 by May 2024");
    journey.customer_goal = p("למצוא עוגה שכולם יאהבו");
    for (stage, name) in journey.stages.iter_mut().zip(["גילוי", "תפריט ותמונות", "הזמנה ומשלוח", "תשלום", "אחרי"])
    {
        stage.name = p(name);
        stage.worst = Some((p("דף המחירים"), figure("51", "2.1", "204")));
    }
    let names = ["המלצה של חברים", "Instagram", "אתר (חדש)", "טופס הזמנה", "שיחת טלפון", "איסוף עצמי", "משלוח ב-12:00"];
    for (row, name) in journey.touchpoints.iter_mut().zip(names) {
        row.name = p(name);
        row.channel = p("אתר");
    }
    journey.detail.title = p("המלצה של חברים");
    journey.detail.aside = p("רשתות חברתיות");
    journey.detail.blocks = vec![
        Block::Score {
            metric: p("CSAT"),
            figure: fell(figure("54", "2.0", "318")),
            more: p("52 to 56 · mean 3.4"),
            movement: Some(moved()),
            is_main: true,
        },
        Block::Gap,
        field("does", "שואלת חברות בקבוצת WhatsApp איפה הזמינו בפעם הקודמת, ומחכה לתשובות עד 21:00"),
        field("thinks", "״מישהו בטח מכיר מקום טוב״"),
        field("feels", "סקרנית"),
        Block::Gap,
        Block::Heading(p("pain points")),
        item("4 !!", Tone::Bad, "אין תמונות של העוגות (רק 3 מתוך 12)", "open", &["survey 2023, n 41"]),
        item("3 !", Tone::Neutral, "המחיר מופיע רק בסוף", "planned", &[]),
        Block::Gap,
        Block::Chart(chart("CSAT by year", &[Some(40.0), Some(48.0), Some(54.0)], "54 (52 to 56)")),
    ];
    view(Body::Journey(Box::new(journey)), true)
}

/// A folder of maps.
pub(super) fn shelf() -> View {
    let airport = ShelfRow {
        title: p("Flying from SFO"),
        persona: p("Dana, flies twice a year"),
        objective: Some((p("NPS"), fell(figure("31", "2.8", "2,650")))),
        goal: p("goal 45 by May 2019"),
        progress: Some(0.0),
        purpose: p("Passengers reach the gate calm"),
        worst: Some((p("Shops"), figure("51", "2.1", "2,004"))),
        reviewed: p("reviewed 2018-06-01"),
        is_overdue: true,
        ..ShelfRow::default()
    };
    let bakery = ShelfRow {
        title: p("להזמין עוגה מהבית"),
        is_right_to_left: true,
        persona: p("נועה, חוגגת יום הולדת"),
        objective: Some((p("orders"), rose(figure("140", "", "1,204")))),
        goal: p("goal 150 by Dec 2024"),
        progress: Some(0.8),
        purpose: p("40% יותר הזמנות באתר"),
        worst: Some((p("דף המחירים"), figure("51", "2.1", "204"))),
        reviewed: p("reviewed 2024-02-11"),
        ..ShelfRow::default()
    };
    let toys = ShelfRow {
        title: p("Buying a toy online"),
        persona: p("Ben, a father of two"),
        objective: Some((p("abandonment"), figure("52.5", "0.9", "12,402"))),
        goal: p("goal 50 by Mar 2024"),
        progress: Some(0.57),
        purpose: p("Fewer carts are left at the payment"),
        worst: Some((p("Payment"), figure("48", "3.1", "402"))),
        reviewed: p("reviewed 2024-02-11"),
        ..ShelfRow::default()
    };
    let broken = ShelfRow {
        title: p("draft.toml"),
        remark: Some((p("line 12: expected a value"), Tone::Bad)),
        ..ShelfRow::default()
    };
    view(Body::Shelf(Shelf { folder: p("maps"), rows: vec![airport, bakery, toys, broken], selected: 0 }), false)
}

/// The airport under a picker.
pub(super) fn finding() -> View {
    let mut view = airport();
    let row = |text: &str, matched: &[usize], aside: &str, key: &str| PickerRow {
        text: p(text),
        matched: matched.to_vec(),
        aside: p(aside),
        key: p(key),
        ..PickerRow::default()
    };
    let mut rows = vec![
        PickerRow { text: p("touchpoints"), is_heading: true, ..PickerRow::default() },
        row("Restaurants", &[0, 1, 2, 3], "touchpoint · Waiting", ""),
        row("Restrooms", &[0, 1, 2, 3], "touchpoint · Waiting", ""),
        row("prices well above the city's", &[0, 9, 21], "pain point · Waiting / Restaurants", ""),
        row("next stage", &[3], "", "l →"),
        row("安检排队太长 at the rest room", &[0, 1, 14], "pain point · Check-in / Security", "ctrl-p"),
    ];
    rows.extend((0..30).map(|idx| row(&format!("note {idx}"), &[0], "note · Leaving", "")));
    view.overlay = Some(Overlay::Picker(Picker {
        title: p("find"),
        prompt: p("/"),
        typed: p("rest"),
        rows,
        selected: 1,
        count: p("35 of 240"),
    }));
    view
}

/// What is typed, the caret before its `|`.
pub(super) fn typing(label: &str, typed: &str, help: &str) -> Typing {
    let lines: Vec<&str> = typed.split('\n').collect();
    let at = lines.iter().enumerate().find_map(|(idx, line)| Some((idx, line.find('|')?)));
    Typing {
        label: p(label),
        lines: lines.iter().map(|line| p(&line.replace('|', ""))).collect(),
        caret: at.expect("a caret"),
        is_long: lines.len() > 1,
        help: p(help),
        is_wrong: help.starts_with("expected"),
    }
}

/// A view with its detail in focus, and something typed in place of the block that shows `at`, or after the last one.
pub(super) fn typed(mut view: View, at: &str, typing: Typing) -> View {
    if let Some(journey) = journey_of(&mut view) {
        journey.focus = Pane::Detail;
        let blocks = &mut journey.detail.blocks;
        let at = Address::journey().field(at);
        match blocks.iter_mut().find(|block| block.at() == Some(&at)) {
            Some(block) => *block = Block::Typing(typing),
            None => blocks.push(Block::Typing(typing)),
        }
    }
    view
}

/// A view under a card.
pub(super) fn deciding(mut view: View, aside: &str, parts: &[(&str, &str)]) -> View {
    let part = |(label, text): &(&str, &str)| CardPart {
        label: p(label),
        lines: text.split('\n').map(p).collect(),
        tone: if *label == "yours" { Tone::Strong } else { Tone::Neutral },
    };
    let choices = [("m", "merge"), ("t", "keep theirs"), ("k", "keep mine"), ("s", "save as")];
    view.overlay = Some(Overlay::Card(Card {
        title: p("somebody else changed this"),
        aside: p(aside),
        parts: parts.iter().map(part).collect(),
        choices: choices.map(|(key, words)| CardChoice { key: p(key), words: p(words) }).to_vec(),
        selected: 1,
    }));
    view
}

/// A broken file, a notice, and everything a name should not hold.
pub(super) fn nasty() -> View {
    let mut view = airport();
    let names = [
        "\u{1b}[31mred\u{1b}[0m \u{202e}backwards",
        "旅客体验地图旅客体验地图旅客体验地图",
        "👨‍👩‍👧‍👦 family 👍🏽 🇮🇱",
        "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo",
        "\u{200b}\u{feff}",
        "مرحبا بالعالم (٢٠١٧)",
        "क्षत्रिय ｶﾞｷﾞ ﷽",
        "",
    ];
    view.banner = Some(Banner { is_bad: true, text: p("map.toml:12:4: expected a value\u{7}\u{9b}31m") });
    view.notice = Some(p(names[0]));
    if let Some(journey) = journey_of(&mut view) {
        journey.title = p(names[2]);
        journey.persona = p(names[5]);
        journey.purpose = p(names[1]);
        journey.progress = Some(p("reading responses.csv 43 %"));
        for (row, name) in journey.touchpoints.iter_mut().zip(names) {
            row.name = p(name);
            row.channel = p(name);
        }
        for (stage, name) in journey.stages.iter_mut().zip(names) {
            stage.name = p(name);
        }
        for (idx, name) in names.iter().enumerate() {
            journey.detail.blocks.push(field(name, &names.join(" ")));
            journey.detail.blocks.push(item(name, Tone::Bad, &names.join(""), name, &[name]));
            if let Some(Block::Item { is_marked, .. }) = journey.detail.blocks.last_mut() {
                *is_marked = idx == 3;
            }
        }
    }
    view
}
