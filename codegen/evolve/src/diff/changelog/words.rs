//! What each kind of change is to those who call an API: what they see, and what to do.
//!
//! They know codes, statuses, bodies and headers. They know nothing of how a catalogue is written, and
//! most of them nothing of Rust.

use super::Section::{self, Client, New, Prepare, Reworded, Rust, Silent};
use crate::diff::Rule;
use crate::diff::rules as r;

/// What is told of a kind of change.
#[derive(Debug)]
pub(super) struct Words {
    rule: &'static Rule,
    pub section: Section,
    /// What they see, in a few words before the names.
    pub head: &'static str,
    /// What to do, one or two sentences; may be empty.
    pub act: &'static str,
}

const fn words(
    rule: &'static Rule,
    section: Section,
    head: &'static str,
    act: &'static str,
) -> Words {
    Words { rule, section, head, act }
}

const fn silent(rule: &'static Rule) -> Words {
    words(rule, Silent, "", "")
}

const fn reworded(rule: &'static Rule) -> Words {
    words(rule, Reworded, "", "")
}

/// The words for a rule; its own for one that has none here.
pub(super) fn of(rule: &'static Rule) -> Words {
    let known = WORDS.iter().find(|it| it.rule.id == rule.id);
    let section = Section::usual(rule);
    let usual = || words(rule, section, rule.summary.trim_end_matches('.'), "");
    known.map_or_else(usual, |it| Words { ..*it })
}

/// The section says it.
const IGNORE: &str = "";
const RUST: &str = "";

#[rustfmt::skip]
static WORDS: &[Words] = &[
    silent(&r::VERSION),
    silent(&r::VERSION_LOWERED),
    silent(&r::CATALOGUE_WORDS),
    words(&r::DOCS_URL, New, "The documentation has moved", "Links to the old place may end: keep the new ones."),
    words(&r::PROBLEM_TYPE, Client, "`type` of problem documents begins with another address", "Clients that compare `type` have to look for the new addresses."),
    words(&r::PACKAGE, Rust, "The crate has another name", "Change the dependency, and the name in each `use`."),
    words(&r::RUST_API, Rust, "Items of the crate are gone or have another signature", "Look the items up in the documentation of the crate."),

    silent(&r::STATUS_ADDED),
    words(&r::STATUS_REMOVED, Rust, "A status that no code has any more is gone from the crate", RUST),
    reworded(&r::STATUS_WORDS),
    words(&r::STATUS_ACTION_ADDED, New, "There is advice for what your client should do", "Follow it for codes that your client does not know."),
    words(&r::STATUS_ACTION, Client, "Another advice for what your client should do", "Clients that act by the status alone have to act otherwise."),
    words(&r::STATUS_GRPC, Client, "Another gRPC code", "gRPC clients that decide by it have to look for the new one."),
    words(&r::STATUS_GRPC_ADDED, New, "A gRPC code where there was none", "gRPC clients may decide by it."),
    silent(&r::STATUS_USED),

    silent(&r::ACTION_ADDED),
    words(&r::ACTION_REMOVED, Rust, "An action that no code asks for any more is gone from the crate", RUST),
    reworded(&r::ACTION_WORDS),
    words(&r::ACTION_ACTOR, Client, "Someone else has to act", "Show the advice to those who can follow it."),
    silent(&r::ACTION_SCOPE),
    words(&r::RETRY_STOPPED, Client, "Do not repeat the request by yourself any more", "The same request gets the same answer: stop repeating it."),
    words(&r::RETRY_ALLOWED, New, "The request may be repeated sooner than before", "Clients that give up go on as before."),
    words(&r::RETRY_CHANGED, Client, "Repeat the request in another rhythm", "Clients that keep the old one come back at the wrong time."),

    words(&r::API_ADDED, New, "New API", ""),
    words(&r::API_REMOVED, Client, "The API is no longer described", "Ask its owner before you rely on its errors any further."),
    reworded(&r::API_WORDS),
    words(&r::CODE_TYPE, Client, "Codes are another kind of JSON: numbers instead of strings, or the other way round", "Read them as what they are now."),
    silent(&r::GROUP_ADDED),
    words(&r::GROUP_REMOVED, Rust, "A group of codes is gone from the crate", RUST),
    silent(&r::GROUP_WORDS),
    silent(&r::ORDER),
    silent(&r::META),
    words(&r::API_RENAMED, New, "Pages of the API have another address", "Links to the old pages may end: keep the new ones."),

    silent(&r::ENVELOPE_ADDED),
    words(&r::ENVELOPE_REMOVED, Rust, "A kind of body that no code comes in any more is gone from the crate", RUST),
    words(&r::MEDIA_TYPE, Client, "Another `Content-Type`", "Clients that look at it to tell errors have to expect the new one."),
    words(&r::HTTP_STATUS, Client, "Another HTTP status", "Clients that look at the status of the response have to expect the new one."),
    words(&r::BODY_KEY_ADDED, New, "The body holds something more", IGNORE),
    words(&r::BODY_KEY_REMOVED, Client, "The body no longer holds", "Clients must not look for it any more."),
    words(&r::BODY_OPTIONAL_REMOVED, Client, "The body no longer holds", "Clients could do without it before; they never learn it now."),
    words(&r::BODY_CHANGED, Client, "The body holds something else", "Read the new value."),
    words(&r::BODY_CONSTANT, Client, "A fixed value of the body is another", "Clients that tell errors by it have to look for the new value."),
    words(&r::BODY_MAY_LACK, Client, "The body may now come without", "Look whether it is there before you read it."),
    words(&r::BODY_ALWAYS, New, "The body now always holds", "Clients that look whether it is there go on as before."),
    words(&r::BODY_ABSENCE, Client, "What is missing is now null, or the other way round", "Take both for the same."),
    words(&r::HEADER_ADDED, New, "Responses have another header", IGNORE),
    words(&r::HEADER_REMOVED, Client, "Responses no longer have the header", "Clients must not look for it any more."),
    words(&r::HEADER_OPTIONAL_REMOVED, Client, "Responses no longer have the header", "Clients could do without it before; they never get it now."),
    words(&r::HEADER_CHANGED, Client, "The header holds something else, or may be missing", "Look whether it is there, and read what it holds now."),
    words(&r::HEADER_ALWAYS, New, "Responses now always have the header", "Clients that look whether it is there go on as before."),
    silent(&r::HEADER_CASE),
    words(&r::SLOT_ADDED, Rust, "Servers have to fill in something more", "Clients need not change."),
    silent(&r::SLOT_ADDED_OPTIONAL),
    words(&r::SLOT_REMOVED, Rust, "Servers no longer fill in", "Clients need not change."),
    reworded(&r::SLOT_WORDS),
    words(&r::SLOT_ROLE, Rust, "Servers fill in at another place", "Clients need not change."),

    silent(&r::TYPE_ADDED),
    words(&r::TYPE_REMOVED, Rust, "A type is gone from the crate", RUST),
    words(&r::TYPE_KIND, Client, "Another kind of JSON", "Read it as what it is now."),
    words(&r::ENUM_VALUE_ADDED, New, "Another value can come", "Keep a value that your client does not know."),
    words(&r::ENUM_VALUE_REMOVED, Client, "A value no longer comes", "What your client does about it never happens."),
    words(&r::ENUM_VALUE_WIRE, Client, "A value is written otherwise", "Compare with the new spelling."),
    words(&r::ENUM_VALUE_RENAMED, Rust, "A value has another name", RUST),
    words(&r::FIELD_ADDED, New, "Another field is there", IGNORE),
    words(&r::FIELD_ADDED_OPTIONAL, New, "Another field may be there", IGNORE),
    words(&r::FIELD_REMOVED, Client, "A field is gone", "Clients must not look for it any more."),
    words(&r::FIELD_REMOVED_OPTIONAL, Client, "A field is gone", "Clients could do without it before; they never learn it now."),
    words(&r::FIELD_WIRE, Client, "A field has another key", "Look for the new key."),
    words(&r::FIELD_RENAMED, Rust, "A field has another name", RUST),
    reworded(&r::FIELD_WORDS),
    words(&r::TYPE_CHANGED, Client, "A value is of another type", "Read it as what it is now."),
    words(&r::TYPE_NARROWED, New, "A value has a narrower type", "Clients that read any value of the old one go on as before."),
    words(&r::BECAME_OPTIONAL, Client, "A value may now be missing", "Look whether it is there before you read it."),
    words(&r::BECAME_REQUIRED, New, "A value is now always there", "Clients that look whether it is there go on as before."),
    words(&r::NULL_OR_OMITTED, Client, "What is missing is now null, or the other way round", "Take both for the same."),
    words(&r::ENUM_OR_STRING, New, "A string has named values now, or can be any", "Keep a value that your client does not know."),

    words(&r::CODE_ADDED, New, "New code", ""),
    words(&r::CODE_REMOVED, Client, "No longer sent", "What your client does about it never happens: it can go."),
    words(&r::CODE_RETIRED, Client, "No longer sent", "What your client does about it never happens: it can go."),
    words(&r::CODE_RENAMED, Rust, "Another name in the crate", RUST),
    words(&r::CODE_RENAMED_ALIAS, Rust, "Another name in the crate", RUST),
    words(&r::CODE_WIRE, Client, "The code travels as another value", "Compare with the new value."),
    words(&r::WIRE_REUSED, Client, "A value that stood for another code before", "Clients that knew it take it for the old one: look up what it means now."),
    words(&r::RETIRED_RETURNED, Client, "A code of before comes back", "Clients that knew it take it for what it once was: look up what it means now."),
    silent(&r::TOMBSTONE_REMOVED),
    silent(&r::TOMBSTONE_ADDED),
    silent(&r::TOMBSTONE_WORDS),
    silent(&r::TOMBSTONE_WIRE),
    silent(&r::CODE_MOVED),
    words(&r::CODE_ENVELOPE, Client, "The body has another shape", "Read it as the documentation of the code shows it."),
    words(&r::STATUS_IN_CLASS, Client, "Another status", "Clients that look for the old number miss it: look for the code, or for the new number."),
    words(&r::STATUS_ACROSS_CLASSES, Client, "Another status", "Clients that decide by the status take it for something else: look for the code, or for the new number."),
    words(&r::STATUS_GIVEN, New, "A status where there was none", "Clients may decide by it."),
    words(&r::STATUSES, New, "Other statuses beside the usual one", "Clients that look for the code go on as before."),
    reworded(&r::TITLE),
    reworded(&r::MESSAGE),
    words(&r::PLACEHOLDER_REMOVED, Client, "The message no longer has a value that the body does not have elsewhere", "Do not take the message apart."),
    reworded(&r::CODE_WORDS),
    words(&r::CODE_ACTION_ADDED, New, "There is advice for what your client should do", "Clients that do nothing go on as before."),
    words(&r::CODE_ACTION, Client, "Another advice for what your client should do", "Act as the documentation of the code says now."),
    words(&r::DELAY_ADDED, New, "The delay before another try is in one more place", "Clients find it where it was before."),
    words(&r::DELAY_CHANGED, Client, "The delay before another try stands elsewhere", "Look for it where the documentation of the code says."),
    words(&r::GRPC_ADDED, New, "A gRPC code where there was none", "gRPC clients may decide by it."),
    words(&r::GRPC, Client, "Another gRPC code", "gRPC clients that decide by it have to look for the new one."),
    words(&r::DETAILS_ADDED, New, "There are details now", IGNORE),
    words(&r::DETAILS_REMOVED, Client, "There are no details any more", "Clients must not look for them."),
    words(&r::DETAILS_REMOVED_OPTIONAL, Client, "There are no details any more", "Clients could do without them before; they never get them now."),
    words(&r::DETAILS_TYPE, Rust, "Details are of another type", RUST),
    words(&r::FILLS_ADDED, New, "The body now always holds", "Clients that look whether it is there go on as before."),
    words(&r::FILLS_REMOVED, Client, "The body may now come without", "Look whether it is there before you read it."),
    words(&r::SET_ADDED, New, "The body holds a fixed value more", IGNORE),
    words(&r::SET_CHANGED, Client, "A fixed value of the body is another", "Clients that tell errors by it have to look for the new value."),
    silent(&r::ALIAS_ADDED),
    words(&r::ALIAS_REMOVED, Rust, "An old name is gone from the crate", RUST),
    words(&r::DEPRECATED, Prepare, "Deprecated", ""),
    words(&r::UNDEPRECATED, New, "No longer deprecated", "It stays."),
    words(&r::DEPRECATION_WORDS, Prepare, "Deprecated", ""),
    words(&r::SUNSET, Prepare, "Deprecated", ""),
    silent(&r::EXAMPLES),
    words(&r::NAME_ON_THE_WIRE, Client, "The body carries another name", "Compare with the new name."),

    words(&r::CODE_ADDED_ELSEWHERE, Client, "New code, in a body of another shape", "Read errors of this shape as well."),
    words(&r::GRPC_REASON, Client, "gRPC carries another reason", "Compare `ErrorInfo.reason` with the new name."),
    words(&r::CODE_HIDDEN, Client, "No longer sent", "What your client does about it never happens: it can go."),
    words(&r::CODE_PUBLISHED, New, "New code", ""),
    silent(&r::INTERNAL_ADDED),
    silent(&r::INTERNAL_REMOVED),
    silent(&r::INTERNAL_MASK),
    silent(&r::INTERNAL_CHANGED),
    silent(&r::INTERNAL_WORDS),
    silent(&r::INTERNAL_FACTS),

    silent(&r::CONVERSION_ADDED),
    words(&r::CONVERSION_REMOVED, Rust, "A conversion is gone from the crate", ""),
    silent(&r::CONVERSION_WORDS),
    words(&r::CONVERSION_TOTAL, Rust, "A conversion gives another type", ""),
    silent(&r::CONVERTED),
    words(&r::CONVERTED_OTHERWISE, Client, "A gateway passes on another code", "Look for the code that comes now."),
    words(&r::OPERATION_ADDED, New, "Errors of another operation are documented", ""),
    words(&r::OPERATION_REMOVED, New, "Errors of an operation are no longer documented", ""),
    words(&r::OPERATION_CODE_ADDED, New, "An operation can answer with another code", "Clients must expect any code of the API."),
    words(&r::OPERATION_CODE_REMOVED, New, "An operation no longer answers with a code", "What your client does about it there can go."),
    reworded(&r::OPERATION_WORDS),
    words(&r::PARAMETER_ADDED, New, "Requests may have something more", "Requests without it go on as before."),
    words(&r::PARAMETER_DEMANDED, Client, "Requests must have", "Send it with each request."),
    words(&r::PARAMETER_OPTIONAL, New, "Requests need no longer have", "Requests with it go on as before."),
    words(&r::PARAMETER_REMOVED, Client, "Requests can no longer have", "What your client asks for by it no longer happens."),
    words(&r::PARAMETER_CHANGED, Client, "Requests have it in another place, under another name or of another type", "Send it as the documentation says now."),
    words(&r::PARAMETER_WIDENED, New, "Requests may have more values than before", "Requests of before go on as they are."),
    words(&r::PARAMETER_RENAMED, Rust, "A parameter has another name", RUST),
    reworded(&r::PARAMETER_WORDS),
];

#[cfg(test)]
mod tests {
    use super::{Client, Silent, WORDS};
    use crate::diff::Class;
    use crate::diff::rules::ALL;

    /// What callers do not see although it breaks somebody who decides by the catalogue: a name that was
    /// never to come back could, and what hides an internal code is another.
    const UNSEEN: &[&str] = &["tombstone-removed", "tombstone-wire", "internal-mask"];

    #[test]
    fn each_rule_has_words_for_callers() {
        for rule in ALL.iter().filter(|rule| rule.name != "unknown-fact") {
            let known: Vec<_> = WORDS.iter().filter(|it| it.rule.id == rule.id).collect();
            let [words] = known.as_slice() else { panic!("{} has {known:?}", rule.name) };
            let breaks = rule.wire.max(rule.meaning) == Class::Breaking;
            let unseen = words.section == Silent && UNSEEN.contains(&rule.name);
            assert!(
                !breaks || words.section == Client || unseen,
                "{} is told as {words:?}",
                rule.name
            );
            for text in [words.head, words.act] {
                for foreign in ["variant", "tombstone", "compil", "enum ", "catalogue", "envelope"]
                {
                    assert!(!text.to_lowercase().contains(foreign), "{}: {text}", rule.name);
                }
            }
        }
    }
}
