//! A home bakery, in Hebrew.

use super::airport::{airport_journey, overview_of};
use super::parts::{chart, fell, field, figure, item, moved, p, view};
use crate::app::view::{Block, Body, Frame, Tone};

pub(in crate::ui) fn bakery() -> Frame {
    let mut journey = airport_journey();
    journey.title = p("להזמין עוגה מהבית");
    journey.goal = vec![p("goal 60 by May 2024")];
    journey.customer_goal = p("למצוא עוגה שכולם יאהבו");
    let overview = overview_of(&mut journey);
    overview.headline.forms = vec![p("40% יותר הזמנות באתר (מאז 2023)")];
    for (stage, name) in overview.stages.iter_mut().zip(["גילוי", "תפריט ותמונות", "הזמנה ומשלוח", "תשלום", "אחרי"])
    {
        stage.name = p(name);
        stage.worst = Some((p("דף המחירים"), figure("51", "2.1", "204")));
    }
    let names = ["המלצה של חברים", "Instagram", "אתר (חדש)", "טופס הזמנה", "שיחת טלפון", "איסוף עצמי", "משלוח ב-12:00"];
    for (row, name) in overview.rows.iter_mut().flatten().zip(names) {
        row.name = p(name);
        row.channel = p("אתר");
    }
    journey.detail.way = p("הזמנה ומשלוח");
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
