//! What a view asked last of the numbers of a map: what of it had to be read, and what came of it.
//! It is made when it is asked for, and again only of other numbers, another lens or other dials.

use std::any::Any;
use std::sync::Arc;

use super::effect::Effect;
use super::lens::Lens;
use super::request::{InquiryAnswer, InquiryRequest};
use super::viewing::{Dials, ViewName};
use crate::analysis::matter::Analysis;
use crate::journey::{Book, Inquired};
use crate::text::Plain;

/// From what an analysis was made.
#[derive(Clone, Debug)]
pub(super) struct MadeOf {
    pub(super) view: ViewName,
    pub(super) dials: Dials,
    pub(super) lens: Lens,
    pub(super) book: Arc<Book>,
}

/// What a view asked last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Analyzed {
    made_of: Option<MadeOf>,
    analysis: Option<Arc<dyn Analysis>>,
    /// What the sources are to be asked for; `None`: nothing.
    request: Option<InquiryRequest>,
    /// Was the world told, and is there something that it was asked for?
    is_told: bool,
    is_asked: bool,
    inquired: Option<Arc<Inquired>>,
    /// Bytes read, and in all.
    progress: Option<(u64, u64)>,
    failed: Option<Plain>,
}

impl MadeOf {
    /// Would the same come of it? Words of the map may have changed what is said of them.
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.book, &other.book)
            && (self.view, &self.dials, &self.lens) == (other.view, &other.dials, &other.lens)
    }
}

impl Analyzed {
    /// The analysis, if it is of that type.
    #[must_use]
    pub(crate) fn get<A: Analysis>(&self) -> Option<&A> {
        let own: &dyn Any = self.analysis.as_deref()?;
        own.downcast_ref()
    }

    /// The analysis, whatever it is about.
    #[must_use]
    pub(crate) fn analysis(&self) -> Option<&Arc<dyn Analysis>> {
        self.analysis.as_ref()
    }

    /// What the sources gave besides.
    #[must_use]
    pub(super) fn inquired(&self) -> Option<&Arc<Inquired>> {
        self.inquired.as_ref()
    }

    /// Is anything still being read for it?
    #[must_use]
    pub(crate) fn is_awaited(&self) -> bool {
        self.request.is_some() && self.inquired.is_none() && self.failed.is_none()
    }

    /// How much of it is read, in percent; and why it could not be.
    #[must_use]
    pub(crate) fn progress(&self) -> (Option<u64>, Option<&Plain>) {
        let percent = self.progress.and_then(|(done, total)| done.saturating_mul(100).checked_div(total));
        (percent, self.failed.as_ref())
    }

    /// Notes what has to be read: what is there of the same stays.
    pub(super) fn ask(&mut self, request: Option<InquiryRequest>) {
        let is_same = match (&self.request, &request) {
            (None, None) => true,
            (Some(own), Some(other)) => own.is_of_same(other),
            _ => false,
        };
        if !is_same {
            (self.request, self.is_told) = (request, false);
            (self.inquired, self.progress, self.failed) = (None, None, None);
            self.made_of = None;
        }
    }

    /// Is it to be made anew?
    pub(super) fn is_outdated(&self, made_of: &MadeOf) -> bool {
        !self.made_of.as_ref().is_some_and(|own| own.is_same(made_of))
    }

    pub(super) fn set(&mut self, made_of: MadeOf, analysis: Option<Arc<dyn Analysis>>) {
        (self.made_of, self.analysis) = (Some(made_of), analysis);
    }

    /// Nothing is asked any more.
    pub(super) fn leave(&mut self) {
        self.ask(None);
        (self.made_of, self.analysis) = (None, None);
    }

    /// What the world is to be told.
    pub(super) fn order(&mut self) -> Option<Effect> {
        if std::mem::replace(&mut self.is_told, true) {
            return None;
        }
        let was_asked = std::mem::replace(&mut self.is_asked, self.request.is_some());
        (was_asked || self.is_asked).then(|| Effect::Inquire(self.request.clone()))
    }

    /// Takes in what was read, if it is what was asked for last.
    pub(super) fn hear(&mut self, request: &InquiryRequest, told: InquiryAnswer) {
        if !self.request.as_ref().is_some_and(|own| own.is_of_same(request)) {
            return;
        }
        match told {
            InquiryAnswer::Reading { done, total } => self.progress = Some((done, total)),
            InquiryAnswer::Failed(why) => self.failed = Some(why),
            InquiryAnswer::Found(found) => {
                self.inquired = Some(found);
                self.made_of = None;
            }
        }
    }
}
