//! cjm: customer journey maps in a terminal.
//!
//! ```text
//!  Flying from SFO · everyone                    NPS 31 ±2.8  n 2,650      ui::header       app::view::Journey
//! ── CSAT 40–90, 2012 to 2018 ──────────────────────────────────────────     ui::journey
//!   Getting there       Check-in, security     Waiting                       ui::stages       app::view::StageCell
//!   ▅▅▅▅▅▅▅ 68 ±1.9 ▼   ▆▆▆▇▇▇▆ 76 ±1.2 ▼      ▅▅▅▅▅▅▅ 67 ±1.2 ▼◂            ui::strip        app::view::Strip
//! ─━━━━━━━━━━━━━━━━━━━──────────────────┬───────────────────────────────
//!                       CSAT %   pains  │ Way to the airport                 ui::columns
//!  ▸ Way to the airport 73 ±1.8  3 !    │ CSAT      73 ±1.8 %  n 2,276       ui::touchpoints  app::view::TouchpointRow
//!    Parking            64 ±2.9  3 !    │ thinks    Did I leave early enough?  ui::detail     app::view::Page
//!                                       │ pain points                                         app::view::Block
//!    73 (71 to 75)  ▆▆ ▅▅ ▅▅ ▅▅ ▄▄      │  3 !  73.3 % found it easy         ui::chart        app::view::Chart
//! ──────────────────────────────────────┴───────────────────────────────
//!  ←→ stage  ↑↓ move  e edit  ? help                  by year · everyone     ui::footer       app::keymap
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
//! | 2b | [`search`] · [`standup`]: folds over a book |
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
//! | page | what a view tells: blocks of plain values, top to bottom |
//! | block | a piece of a page: a field, an item, a score, a chart, a comment; each kind has one painter |
//! | spot | something in a map that one can go to: a stage, a touchpoint, a claim |
//! | brush | what writes cells, sanitised, measured and cut |
//! | fold | how the panes lie in a size; elsewhere a pure function from data to data |
//! | stand | for tests, a small book made by hand and a session driven by key strings |

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
