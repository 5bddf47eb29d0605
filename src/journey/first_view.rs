//! On what one looks first.

use super::word::words;

words! {
    /// The view on which a map opens.
    pub enum FirstView {
        /// Lines over the whole journey.
        Curve = "curve",
        /// A persona with the journey around.
        Wheel = "wheel",
        /// What each role is after at every stage.
        Goals = "goals",
        /// Where customers look before they decide.
        Consults = "consults",
        /// The journey on one page for everybody.
        Plan = "plan",
        /// One touchpoint after the other.
        Walk = "walk",
    }
}
