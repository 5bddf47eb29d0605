//! Floor 5: raw mode, the loop, performs effects.
//! Invariant: however the program ends, the terminal is given back as it was.

mod burst;
mod clock;
mod crew;
mod decode;
mod driver;
mod ear;
mod editor;
mod encode;
mod environment;
mod explore;
mod finish;
mod frames;
mod gatherer;
mod input;
mod inquirer;
mod keeper;
mod live;
mod loader;
mod looker;
mod meaning;
mod modes;
mod panics;
mod rehearsal;
mod signals;
mod tty;
mod wakeup;
mod writer;

pub use environment::Environment;
pub use explore::{Ended, Explorer, run};
pub use rehearsal::Rehearsal;
pub use tty::{has_terminal, size};
