//! The list of errors in a body, and the slots that each error has for itself.

use super::walk::walk;
use crate::model::{BodyPart, BuiltIn, Member, Slot, SlotRef, SlotUse};

/// Finds the list of errors: the outermost array of one object in which every built-in slot of the
/// body stands, `$status` and `$grpc` excepted, which may also be beside it.
pub(super) fn mark_list(body: BodyPart) -> BodyPart {
    let total = identifying(&body);
    mark(body, total, &mut false)
}

fn mark(shape: BodyPart, total: usize, found: &mut bool) -> BodyPart {
    match shape {
        BodyPart::Array(mut items) if !*found && items.len() == 1 && is_list(&items[0], total) => {
            *found = true;
            match items.pop() {
                Some(item) => BodyPart::Errors(Box::new(item)),
                None => BodyPart::Array(items),
            }
        }
        BodyPart::Array(items) => {
            BodyPart::Array(items.into_iter().map(|item| mark(item, total, found)).collect())
        }
        BodyPart::Object(members) => BodyPart::Object(
            members
                .into_iter()
                .map(|member| match member {
                    Member::Key(key, shape) => Member::Key(key, mark(shape, total, found)),
                    Member::Spread => Member::Spread,
                })
                .collect(),
        ),
        other => other,
    }
}

fn is_list(item: &BodyPart, total: usize) -> bool {
    matches!(item, BodyPart::Object(_)) && total > 0 && identifying(item) == total
}

/// How many built-in slots are in a shape, those aside that may also be beside the list.
fn identifying(shape: &BodyPart) -> usize {
    let mut count = 0;
    walk(shape, &mut |shape| match shape {
        BodyPart::Slot(SlotUse { slot: SlotRef::BuiltIn(slot), .. })
            if !matches!(slot, BuiltIn::Status | BuiltIn::Grpc) =>
        {
            count += 1;
        }
        BodyPart::Object(members) if members.contains(&Member::Spread) => count += 1,
        _ => {}
    });
    count
}

/// Tells the slots in the list of errors that each error has its own value of them.
pub(super) fn for_slots_in_list(body: &BodyPart, slots: &mut [Slot]) {
    walk(body, &mut |shape| {
        if let BodyPart::Errors(item) = shape {
            walk(item, &mut |shape| {
                if let BodyPart::Slot(SlotUse { slot: SlotRef::Own(at), .. }) = shape {
                    slots[*at].per_error = true;
                }
            });
        }
    });
}
