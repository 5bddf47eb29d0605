//! A broken file, and everything that a name should not hold.

use super::airport::{airport, overview_of};
use super::parts::{field, item, journey_of, p};
use crate::app::view::{Banner, Block, Frame, Tone};

pub(in crate::ui) fn nasty() -> Frame {
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
        journey.counted = p(names[5]);
        overview_of(journey).headline.forms = vec![p(names[1])];
        journey.progress = Some(p("reading responses.csv 43 %"));
        for (row, name) in overview_of(journey).rows.iter_mut().flatten().zip(names) {
            row.name = p(name);
            row.channel = p(name);
        }
        for (stage, name) in overview_of(journey).stages.iter_mut().zip(names) {
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
