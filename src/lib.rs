//! cjm: customer journey maps in a terminal.
//!
//! ```text
//!  Flying from SFO · Dana, flies twice a year      NPS 31 ±2.8 n 2,650      ui::header    app::view::Journey
//! ───────────────────────────────────────────────────────────────────────────────────────────────────────
//!   Getting there       Check-in, security     Waiting                      ui::stages    app::view::StageCell
//!   ▄▄▅▅▅▄▄ 75 ±1.6 ▼   ▆▆▆▇▆▆▆ 84 ±1.4        ▄▃▃▄▄▄▃ 62 ±1.9              ui::strip     app::view::Strip
//! ═══════════════════════════════════════════════════════════════════════════════════════════════════════
//!  ▸ Restaurants    − 54 ±2.0  ▄▃▃▄▄▄▃   │ Restaurants      in person · ◆   ui::touchpoints    ui::detail
//!    Shops          − 51 ±2.1  ▃▃▃▄▄▄▂   │ does    looks for something quick   app::view::Detail
//! ───────────────────────────────────────────────────────────────────────────────────────────────────────
//!  ←→ stage  ↑↓ touchpoint  tab pane                                        app::keymap
//! ```
//!
//! Floors, imports go down only (a test holds them):
//!
//! | floor | modules |
//! |---|---|
//! | 7 | the binary |
//! | 6 | [`cli`]: arguments to exit code |
//! | 5 | [`terminal`]: raw mode, the loop, performs effects |
//! | 4 | [`ui`] paints a view · [`store`] is the only file access |
//! | 3 | [`app`]: state, action, update, effect, keymap, view |
//! | 2b | [`search`] · [`standup`]: folds over a book |
//! | 2a | [`source`]: text and bytes to a journey and its counts |
//! | 1 | [`journey`]: the vocabulary · [`text`]: what may be shown |
//! | 0 | [`metric`]: what is measured and how sure one can be · [`sentiment`]: how a text sounds |

pub mod app;
pub mod cli;
pub mod journey;
pub mod metric;
pub mod search;
pub mod sentiment;
pub mod source;
pub mod standup;
pub mod store;
pub mod terminal;
pub mod text;
pub mod ui;
