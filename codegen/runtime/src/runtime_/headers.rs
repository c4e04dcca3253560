//! The headers of a received response.

use alloc_::vec::Vec;

use super::found::{Found, SlotMismatch};
use super::input::Input;
use super::shape::Header;
use super::typed::{SlotValues, TypedError};

/// The headers of a received response.
pub trait ReceivedHeaders {
    /// The value of the header with this name, whose case does not count (RFC 9110, section 5.1), if it is text.
    fn value(&self, name: &str) -> Option<&str>;
}

/// Names and values.
impl<N: AsRef<str>, V: AsRef<str>> ReceivedHeaders for [(N, V)] {
    fn value(&self, name: &str) -> Option<&str> {
        let header = self.iter().find(|(it, _)| it.as_ref().eq_ignore_ascii_case(name))?;
        Some(header.1.as_ref())
    }
}

/// Names and values.
impl<N: AsRef<str>, V: AsRef<str>, const COUNT: usize> ReceivedHeaders for [(N, V); COUNT] {
    fn value(&self, name: &str) -> Option<&str> {
        self.as_slice().value(name)
    }
}

/// No headers.
impl ReceivedHeaders for () {
    fn value(&self, _name: &str) -> Option<&str> {
        None
    }
}

/// Reads the slots of a response: those that the body does not have, from headers whose value fits.
pub(crate) fn read_slots<'h, E: TypedError>(
    found: &mut Found<'h>,
    headers: &'h (impl ReceivedHeaders + ?Sized),
) -> Result<E::Slots, SlotMismatch> {
    let mut told = Vec::new();
    for (name, value) in E::ENVELOPE.headers {
        let Header::Slot(slot) = value else { continue };
        if let Some(text) = headers.value(name).filter(|_| found.own(*slot).is_none()) {
            found.set_own(*slot, Some(Input::Plain(text)));
            told.push(*slot);
        }
    }
    loop {
        match E::Slots::read(found) {
            Err(wrong) if told.contains(&wrong.slot) => {
                told.retain(|slot| *slot != wrong.slot);
                found.set_own(wrong.slot, None);
            }
            read => return read,
        }
    }
}
