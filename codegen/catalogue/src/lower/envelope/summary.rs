//! What the codes of an envelope need to know of it.

use std::collections::{HashMap, HashSet};

use crate::lower::body::{built_ins, spread, walk};
use crate::model::{BodyPart, BuiltIn, Envelope, SlotRef, SlotUse};

/// What the codes of an envelope need to know of it.
#[derive(Debug)]
pub struct EnvelopeSummary {
    /// Whether something of it could not be read.
    pub vague: bool,
    /// The names of its slots.
    pub slots: HashMap<String, usize>,
    /// Whether it carries a list of errors.
    pub has_list: bool,
    /// Whether details travel in it.
    pub has_details: bool,
    /// The built-in slots of its body.
    pub built_ins: Vec<SlotUse>,
    /// The keys beside a spread, if there is one.
    pub siblings: Option<HashSet<String>>,
}

impl EnvelopeSummary {
    pub fn new(envelope: &Envelope, vague: bool) -> Self {
        let built_ins = built_ins(&envelope.body);
        let siblings = spread(&envelope.body);
        let mut has_list = false;
        walk(&envelope.body, &mut |shape| has_list |= matches!(shape, BodyPart::Errors(_)));
        let slots = envelope.slots.iter().enumerate();
        Self {
            vague,
            slots: slots.map(|(at, slot)| (slot.name.as_str().to_owned(), at)).collect(),
            has_list,
            has_details: siblings.is_some()
                || built_ins.iter().any(|used| used.slot == SlotRef::BuiltIn(BuiltIn::Details)),
            built_ins,
            siblings,
        }
    }
}
