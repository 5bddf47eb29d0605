//! Floor 1: the vocabulary. A journey, its stages and touchpoints and what is claimed about them as plain values, the
//! [`Address`] of every place in a map, and [`Finding`]s.
//! Invariant: stages and touchpoints keep the order of the file.

mod acts;
pub mod address;
pub mod ask;
pub mod beside;
pub mod binding;
pub mod book;
pub mod bookmark;
pub mod claim;
pub mod diff;
pub mod draft;
pub mod edit;
pub mod finding;
mod first_view;
pub mod given;
pub mod inquiry;
pub mod inventory;
pub mod joint;
pub mod last_standup;
pub mod loss;
pub mod map;
pub mod memory;
pub mod panel;
pub mod persona;
pub mod question;
pub mod rule;
pub mod schema;
pub mod thing;
pub(crate) mod things;
pub mod trace;
pub mod understood;
pub mod word;

pub use address::{Address, Noun, Step};
pub use ask::Ask;
pub use beside::beside;
pub use binding::{Binding, Choice, Column, MADE_UP, Segment, Source};
pub use book::{Book, Counts, LeftOut, ReadOnly, SourceReport};
pub use bookmark::Bookmark;
pub use claim::{
    Action, ActionStatus, Evidence, EvidenceKind, Grounds, Note, Opportunity, PainPoint, PainStatus, Promise, Research,
    Risk,
};
pub use draft::{Aim, Draft};
pub use edit::{Change, Edit, Slot};
pub use finding::{Excerpt, Finding, Severity};
pub use first_view::FirstView;
pub use inquiry::{Inquired, InquiredGroup, Inquiry};
pub use joint::{JointPair, Unjoined};
pub use last_standup::LastStandup;
pub use loss::{Loss, Losses, Lost, Shortfall, Toll};
pub use map::{Map, MapState, Objective, Stage, Touchpoint, TouchpointKind, When};
pub use memory::Memory;
pub use panel::Panel;
pub use persona::{Channel, Consult, Persona, Scenario};
pub use question::{AskedBinding, Question};
pub use rule::Rule;
pub use schema::{Field, Role, Table, ValueKind};
pub use thing::{ByPersona, Content, Thing};
pub use understood::Understood;
pub use word::Word;
