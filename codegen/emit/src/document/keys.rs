//! Keys of components.
//!
//! An API's own types keep their names. They hold no `_`, everything else does: so no name of a
//! catalogue can take another's key, and no key ever changes to avoid that.

use std::fmt::Write as _;

use errcat_catalogue::model::{Api, Code, Envelope, Status};

/// Values that identify an error in a body: those that this document knows.
pub(super) fn known(tag: &str) -> String {
    format!("{tag}_Known")
}

/// The same, and those that may come.
pub(super) fn open(tag: &str) -> String {
    format!("{tag}_Open")
}

/// An error of one code.
pub(super) fn error(code: &Code) -> String {
    format!("Error_{}", code.name.upper_camel())
}

/// The details of a code.
pub(super) fn details(code: &Code) -> String {
    format!("Details_{}", code.name.upper_camel())
}

/// A body with errors of any code, each as its code has it.
pub(super) fn body(envelope: &Envelope) -> String {
    format!("Body_{}", envelope.name.upper_camel())
}

/// A body with errors of any code, all alike.
pub(super) fn plain_body(envelope: &Envelope) -> String {
    format!("Envelope_{}", envelope.name.upper_camel())
}

/// An error of a list, whatever its code.
pub(super) fn plain_entry(envelope: &Envelope) -> String {
    format!("Entry_{}", envelope.name.upper_camel())
}

/// An error whose code this document does not know.
pub(super) fn unknown(envelope: &Envelope) -> String {
    format!("Unknown_{}", envelope.name.upper_camel())
}

/// An error that may come with any status.
pub(super) fn any_status(envelope: &Envelope) -> String {
    format!("AnyStatus_{}", envelope.name.upper_camel())
}

/// An error that may come with any status of a class.
pub(super) fn any_of_class(envelope: &Envelope, class: u8) -> String {
    format!("Any{class}XX_{}", envelope.name.upper_camel())
}

/// A response: `Error404` for the envelope `error`, `GraphqlError200` for `graphql`; without a
/// status the one for all.
pub(super) fn response(envelope: &Envelope, status: Option<Status>) -> String {
    let name = envelope.name.upper_camel();
    let prefix = if name == "Error" { "" } else { &name };
    let status = status.map_or_else(String::new, |status| status.to_string());
    format!("{prefix}Error{status}")
}

/// So many codes of a response are named in its key.
const MOST_NAMED: usize = 3;

/// A response with these codes alone: `Error404_OrderNotFound`. Many are told by a hash of their
/// names, so that the key stays short and is the same in each run.
pub(super) fn response_of(api: &Api, status: Option<Status>, codes: &[usize]) -> String {
    let codes = || codes.iter().map(|at| &api.codes[*at]);
    let envelope = codes().next().map_or(&api.envelopes[0], |code| api.envelope(code));
    let mut key = response(envelope, status);
    if codes().nth(MOST_NAMED).is_none() {
        for code in codes() {
            key.push('_');
            key.push_str(&code.name.upper_camel());
        }
        return key;
    }
    // FNV-1a, 64 bits.
    let bytes = codes().flat_map(|code| code.name.as_str().bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let _ = write!(key, "_{hash:016x}");
    key
}

/// A header of an envelope. Keys take fewer characters than names of headers do: others are
/// written as their code point in hex between dots, the dot among them.
pub(super) fn header(envelope: &Envelope, name: &str) -> String {
    let mut key = format!("{}_", envelope.name.upper_camel());
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '-' | '_') {
            key.push(character);
        } else {
            // Writing to a string does not fail.
            let _ = write!(key, ".{:x}.", u32::from(character));
        }
    }
    key
}

/// An example of a code, by its place among the code's examples.
pub(super) fn example(code: &Code, index: usize) -> String {
    let name = code.name.as_str();
    if index == 0 { name.to_owned() } else { format!("{name}.{}", index + 1) }
}
