//! Walks over bodies, and what they find.

use std::collections::HashSet;

use crate::model::{BodyPart, Member, SlotRef, SlotUse};

/// Calls `see` with a body and each of its parts.
pub fn walk(shape: &BodyPart, see: &mut impl FnMut(&BodyPart)) {
    see(shape);
    match shape {
        BodyPart::Object(members) => {
            for member in members {
                if let Member::Key(_, shape) = member {
                    walk(shape, see);
                }
            }
        }
        BodyPart::Array(items) => items.iter().for_each(|item| walk(item, see)),
        BodyPart::Errors(item) => walk(item, see),
        BodyPart::Constant(_) | BodyPart::Slot(_) => {}
    }
}

/// The built-in slots of a body.
pub fn built_ins(shape: &BodyPart) -> Vec<SlotUse> {
    let mut found = Vec::new();
    walk(shape, &mut |shape| {
        if let BodyPart::Slot(used @ SlotUse { slot: SlotRef::BuiltIn(_), .. }) = shape {
            found.push(*used);
        }
    });
    found
}

/// The keys beside the place where details are spread, if they are.
pub fn spread(shape: &BodyPart) -> Option<HashSet<String>> {
    let mut found = None;
    walk(shape, &mut |shape| {
        if let BodyPart::Object(members) = shape
            && members.contains(&Member::Spread)
        {
            let keys = members.iter().filter_map(|member| match member {
                Member::Key(key, _) => Some(key.clone()),
                Member::Spread => None,
            });
            found = Some(keys.collect());
        }
    });
    found
}
