//! cjm: customer journey maps in a terminal.
//!
//! ```text
//!  Buying a toy · everyone      Conversion 2.26 ±0.08  n 121,541 ▲ rose     ui::header       app::view::Journey
//!  ▼ 1 of 13 fell since 2025-Q4: Returns 22.9                  goal 2.5
//! ── CSAT % along the journey ──────────────── strips, own average ±25 ──   ui::journey
//!       Choosing            Getting it             Afterwards               ui::stages       app::view::StageCell
//!       62 55 to 69 ▅▅▄▄    82 74 to 87 ▲ 13.3     43 ±7.4 ◂ ▅▅▅▄           ui::strip        app::view::Strip
//!   80 ┈┈┈┈┈┈┈┈┈●┈┈┈┈┈┈┈┈┈┈┈┈┈▲┈┈┈┈┈┈┈●┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈     ui::curve        app::view::Timeline
//!   40 ┈┈┈┈● Toy list 47 ┈┈┈┈┈○┈┈┈┈┈┈┈┆┈┈┈┈┈┈┈▼ Returns 22, fell 22.9 ┈┈┈
//!  pain    3!   2             3!      2       5!!!
//! ───────────────────────────────────────┬─━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
//!                        CSAT %   strip  │ Returns       owner Help desk    ui::columns
//!  ▸ Returns  −− 22 14 to 31 ▼ 22.9 ▅▅▆▂ │ CSAT     22 14 to 31 %  n 88     ui::touchpoints  app::view::TouchpointRow
//!     5 !!! The money takes three weeks  │ thinks   Where can I print it?   ui::detail       app::view::Page
//!    Help desk ◦ 64 51 to 76        ▄▅▄▅ │ pain points                                       app::view::Block
//!                                        │  44 (33 to 55)  ▅▅ ▅▅ ▆▆ ▂▂      ui::chart        app::view::Chart
//! ───────────────────────────────────────┴───────────────────────────────
//!  ←→ stage   ↑↓ move   enter open   ? help        by quarter · everyone    ui::footer       app::keymap
//! ```
//!
//! At most one thing lies over it: a list to choose from (`ui::picker`) or something to decide (`ui::card`). The list of
//! maps (`ui::shelf`) and what customers wrote (`ui::comments`) fill the screen instead.
//!
//! Imports go down only; a test holds the floors, the order of rooms in `app` and `source`, and that no more than three
//! files name each other in a circle.
//!
//! | floor | modules |
//! |---|---|
//! | 7 | the binary |
//! | 6 | [`cli`]: arguments to exit code |
//! | 5 | [`terminal`]: raw mode, the loop, performs effects |
//! | 4 | [`ui`] paints a frame · [`store`] is the only file access |
//! | 3 | [`app`]: events in, effects out, and a frame of plain values |
//! | 2b | [`search`] · [`standup`] · `analysis`: folds over a book |
//! | 2a | [`source`]: text and bytes to a journey and its counts |
//! | 1 | [`journey`]: the vocabulary · [`text`]: what may be shown |
//! | 0 | [`metric`]: what is measured and how sure one can be · [`sentiment`]: how a text sounds |
//!
//! # Glossary
//!
//! The words of the field mean what they mean elsewhere. These are our own:
//!
//! | word | what it means |
//! |---|---|
//! | address | the name of one place in a map: `waiting/shops/queue.severity` |
//! | book | a map with its text, its findings and the counts of its sources |
//! | tally | the counts of one metric that a reading (value, n, interval) is made from |
//! | splice | a change of a few bytes of a TOML text that leaves all others as they are |
//! | pause | a moment without a key: what takes much to draw waits for it |
//! | lens | whose numbers are looked at, of which metric, by which period |
//! | board | the tracks of one book seen through one lens |
//! | gate | what decides, by how many answered and who they are, whether a number may be told |
//! | panel | what is asked of the same people at several touchpoints of a stage |
//! | loss, toll | rows or answers left out for one reason; all the losses that touch one number |
//! | track | one metric at one place over time |
//! | strip | a track in one row, one cell a period |
//! | pen | a text with a caret, while somebody types |
//! | draft | words that were typed and are in no map yet; a journal keeps them |
//! | desk | what is being written: drafts, orders to save, what came of them |
//! | card | something to decide, with its choices and what there is to know |
//! | layer | what takes keys while it is on top: the panes, a list, the pen, a card |
//! | event, effect | what happens to a session, and what it wants to be done outside |
//! | world | what the driver of a session runs in: a clock, files and a terminal, or none of them |
//! | view | a way to look at a journey, a row in a table of them; its fold makes a page |
//! | dial | what a view lets one turn: persona, period, source |
//! | film, shot | a picture that moves; a frame in it, with the keys that led there |
//! | page | what a view tells: blocks of plain values, top to bottom |
//! | block | a piece of a page: a field, an item, a score, a chart, a comment; each kind has one painter |
//! | spot | something in a map that one can go to: a stage, a touchpoint, a claim |
//! | brush | what writes cells, sanitised, measured and cut |
//! | fold | how the panes lie in a size; elsewhere a pure function from data to data |
//! | stand | for tests, a small book made by hand and a session driven by key strings |

mod analysis;
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
