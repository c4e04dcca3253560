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
    words(&r::DOCS_URL, New, "The documentation has moved", "Update your links: the old ones may stop working."),
    words(&r::PROBLEM_TYPE, Client, "The `type` of problem documents begins with another address", "If your client compares `type`, use the new addresses."),
    words(&r::PACKAGE, Rust, "The crate has another name", "Change the dependency and the name in each `use`."),
    words(&r::RUST_API, Rust, "Items of the crate are gone or have another signature", "Look the items up in the documentation of the crate."),

    silent(&r::STATUS_ADDED),
    words(&r::STATUS_REMOVED, Rust, "The crate no longer has a status that no code uses", RUST),
    reworded(&r::STATUS_WORDS),
    words(&r::STATUS_ACTION_ADDED, New, "There is new advice for your client", "Follow it for codes that your client does not know."),
    words(&r::STATUS_ACTION, Client, "The advice for your client has changed", "If your client acts by the status alone, follow the new advice."),
    words(&r::STATUS_GRPC, Client, "Another gRPC code", "If your gRPC client decides by it, use the new one."),
    words(&r::STATUS_GRPC_ADDED, New, "There is a gRPC code now", "Your gRPC client can decide by it."),
    silent(&r::STATUS_USED),

    silent(&r::ACTION_ADDED),
    words(&r::ACTION_REMOVED, Rust, "The crate no longer has an action that no code uses", RUST),
    reworded(&r::ACTION_WORDS),
    words(&r::ACTION_ACTOR, Client, "Someone else has to act", "Show the advice to the person who can follow it."),
    silent(&r::ACTION_SCOPE),
    words(&r::RETRY_STOPPED, Client, "Your client should no longer repeat the request by itself", "The same request gets the same answer."),
    words(&r::RETRY_ALLOWED, New, "Your client may repeat the request sooner", "A client that gives up works as before."),
    words(&r::RETRY_CHANGED, Client, "Your client should repeat the request at other times", "Follow the new advice about when to send it again."),

    words(&r::API_ADDED, New, "New API", ""),
    words(&r::API_REMOVED, Client, "The documentation no longer has the API", "Ask the owner of the API before you rely on its errors."),
    reworded(&r::API_WORDS),
    words(&r::CODE_TYPE, Client, "Codes are now numbers instead of strings, or strings instead of numbers", "Parse them as the new type."),
    silent(&r::GROUP_ADDED),
    words(&r::GROUP_REMOVED, Rust, "The crate no longer has a group of codes", RUST),
    silent(&r::GROUP_WORDS),
    silent(&r::ORDER),
    silent(&r::META),
    words(&r::API_RENAMED, New, "Pages of the API have another address", "Update your links: the old ones may stop working."),

    silent(&r::ENVELOPE_ADDED),
    words(&r::ENVELOPE_REMOVED, Rust, "The crate no longer has a kind of body that no code uses", RUST),
    words(&r::MEDIA_TYPE, Client, "Another `Content-Type`", "If your client recognizes errors by it, use the new one."),
    words(&r::HTTP_STATUS, Client, "Another HTTP status", "If your client checks the status, use the new one."),
    words(&r::BODY_KEY_ADDED, New, "The body has another key", IGNORE),
    words(&r::BODY_KEY_REMOVED, Client, "The body no longer has", "Do not read it any more."),
    words(&r::BODY_OPTIONAL_REMOVED, Client, "The body no longer has", "It was optional; now it is never there."),
    words(&r::BODY_CHANGED, Client, "A value in the body has changed", "Read the new value."),
    words(&r::BODY_CONSTANT, Client, "A fixed value in the body has changed", "If your client recognizes errors by it, use the new value."),
    words(&r::BODY_MAY_LACK, Client, "The body may now lack", "Check that it is there before you read it."),
    words(&r::BODY_ALWAYS, New, "The body now always has", "Clients that check for it work as before."),
    words(&r::BODY_ABSENCE, Client, "A missing value is now null, or the other way round", "Treat both the same."),
    words(&r::HEADER_ADDED, New, "Responses have another header", IGNORE),
    words(&r::HEADER_REMOVED, Client, "Responses no longer have the header", "Do not read it any more."),
    words(&r::HEADER_OPTIONAL_REMOVED, Client, "Responses no longer have the header", "It was optional; now it is never there."),
    words(&r::HEADER_CHANGED, Client, "The value of a header has changed, or the header may be missing", "Check that it is there, and read the new value."),
    words(&r::HEADER_ALWAYS, New, "Responses now always have the header", "Clients that check for it work as before."),
    silent(&r::HEADER_CASE),
    words(&r::SLOT_ADDED, Rust, "Servers have to fill in another value", "Clients do not need to change."),
    silent(&r::SLOT_ADDED_OPTIONAL),
    words(&r::SLOT_REMOVED, Rust, "Servers no longer fill in", "Clients do not need to change."),
    reworded(&r::SLOT_WORDS),
    words(&r::SLOT_ROLE, Rust, "Servers fill in a value in another place", "Clients do not need to change."),

    silent(&r::TYPE_ADDED),
    words(&r::TYPE_REMOVED, Rust, "The crate no longer has a type", RUST),
    words(&r::TYPE_KIND, Client, "A value is now another kind of JSON", "Parse it as the new type."),
    words(&r::ENUM_VALUE_ADDED, New, "There is another value", "Your client should keep values that it does not know."),
    words(&r::ENUM_VALUE_REMOVED, Client, "A value is no longer sent", "Your client no longer gets it: you can delete the code that handles it."),
    words(&r::ENUM_VALUE_WIRE, Client, "A value has another spelling", "Compare with the new spelling."),
    words(&r::ENUM_VALUE_RENAMED, Rust, "A value has another name", RUST),
    words(&r::FIELD_ADDED, New, "There is another field", IGNORE),
    words(&r::FIELD_ADDED_OPTIONAL, New, "There is another optional field", IGNORE),
    words(&r::FIELD_REMOVED, Client, "A field is gone", "Do not read it any more."),
    words(&r::FIELD_REMOVED_OPTIONAL, Client, "A field is gone", "It was optional; now it is never there."),
    words(&r::FIELD_WIRE, Client, "A field has another key", "Read the new key."),
    words(&r::FIELD_RENAMED, Rust, "A field has another name", RUST),
    reworded(&r::FIELD_WORDS),
    words(&r::TYPE_CHANGED, Client, "A value is of another type", "Parse it as the new type."),
    words(&r::TYPE_NARROWED, New, "A value has a narrower type", "Clients that read the old type work as before."),
    words(&r::BECAME_OPTIONAL, Client, "A value may now be missing", "Check that it is there before you read it."),
    words(&r::BECAME_REQUIRED, New, "A value is now always there", "Clients that check for it work as before."),
    words(&r::NULL_OR_OMITTED, Client, "A missing value is now null, or the other way round", "Treat both the same."),
    words(&r::ENUM_OR_STRING, New, "A string now has a list of values, or no longer has one", "Your client should keep values that it does not know."),

    words(&r::CODE_ADDED, New, "New code", ""),
    words(&r::CODE_REMOVED, Client, "No longer sent", "Your client no longer gets it: you can delete the code that handles it."),
    words(&r::CODE_RETIRED, Client, "No longer sent", "Your client no longer gets it: you can delete the code that handles it."),
    words(&r::CODE_RENAMED, Rust, "Another name in the crate", RUST),
    words(&r::CODE_RENAMED_ALIAS, Rust, "Another name in the crate", RUST),
    words(&r::CODE_WIRE, Client, "The code has another wire value", "Compare with the new value."),
    words(&r::WIRE_REUSED, Client, "The value meant another code before", "Clients that know it give it the old meaning: look up the new one."),
    words(&r::RETIRED_RETURNED, Client, "A retired code is back", "Clients that know it give it the old meaning: look up the new one."),
    silent(&r::TOMBSTONE_REMOVED),
    silent(&r::TOMBSTONE_ADDED),
    silent(&r::TOMBSTONE_WORDS),
    silent(&r::TOMBSTONE_WIRE),
    silent(&r::CODE_MOVED),
    words(&r::CODE_ENVELOPE, Client, "The code has another body", "Parse it as the documentation of the code shows."),
    words(&r::STATUS_IN_CLASS, Client, "Another status", "If your client checks the number, check the code or the new number instead."),
    words(&r::STATUS_ACROSS_CLASSES, Client, "Another status", "If your client decides by the status, check the code or the new number instead."),
    words(&r::STATUS_GIVEN, New, "There is a status now", "Your client can decide by it."),
    words(&r::STATUSES, New, "There are other statuses besides the usual one", "Clients that check the code work as before."),
    reworded(&r::TITLE),
    reworded(&r::MESSAGE),
    words(&r::PLACEHOLDER_REMOVED, Client, "A value was only in the message, and is gone", "Do not parse the message."),
    reworded(&r::CODE_WORDS),
    words(&r::CODE_ACTION_ADDED, New, "There is new advice for your client", "A client that ignores it works as before."),
    words(&r::CODE_ACTION, Client, "The advice for your client has changed", "Follow the new advice in the documentation of the code."),
    words(&r::DELAY_ADDED, New, "The delay before another try is in another place, too", "The old place still has it."),
    words(&r::DELAY_CHANGED, Client, "The delay before another try is in another place", "Read it from the place in the documentation of the code."),
    words(&r::GRPC_ADDED, New, "There is a gRPC code now", "Your gRPC client can decide by it."),
    words(&r::GRPC, Client, "Another gRPC code", "If your gRPC client decides by it, use the new one."),
    words(&r::DETAILS_ADDED, New, "There are details now", IGNORE),
    words(&r::DETAILS_REMOVED, Client, "There are no details any more", "Do not read them any more."),
    words(&r::DETAILS_REMOVED_OPTIONAL, Client, "There are no details any more", "They were optional; now they are never there."),
    words(&r::DETAILS_TYPE, Rust, "The details have another type", RUST),
    words(&r::FILLS_ADDED, New, "The body now always has", "Clients that check for it work as before."),
    words(&r::FILLS_REMOVED, Client, "The body may now lack", "Check that it is there before you read it."),
    words(&r::SET_ADDED, New, "The body has another fixed value", IGNORE),
    words(&r::SET_CHANGED, Client, "A fixed value in the body has changed", "If your client recognizes errors by it, use the new value."),
    silent(&r::ALIAS_ADDED),
    words(&r::ALIAS_REMOVED, Rust, "The crate no longer has an old name", RUST),
    words(&r::DEPRECATED, Prepare, "Deprecated", ""),
    words(&r::UNDEPRECATED, New, "No longer deprecated", "It stays."),
    words(&r::DEPRECATION_WORDS, Prepare, "Deprecated", ""),
    words(&r::SUNSET, Prepare, "Deprecated", ""),
    silent(&r::EXAMPLES),
    words(&r::NAME_ON_THE_WIRE, Client, "The body carries another name", "Compare with the new name."),

    words(&r::CODE_ADDED_ELSEWHERE, Client, "New code, in another kind of body", "Your client should read this kind of body, too."),
    words(&r::GRPC_REASON, Client, "gRPC carries another reason", "Compare `ErrorInfo.reason` with the new name."),
    words(&r::CODE_HIDDEN, Client, "No longer sent", "Your client no longer gets it: you can delete the code that handles it."),
    words(&r::CODE_PUBLISHED, New, "New code", ""),
    silent(&r::INTERNAL_ADDED),
    silent(&r::INTERNAL_REMOVED),
    silent(&r::INTERNAL_MASK),
    silent(&r::INTERNAL_CHANGED),
    silent(&r::INTERNAL_WORDS),
    silent(&r::INTERNAL_FACTS),

    silent(&r::CONVERSION_ADDED),
    words(&r::CONVERSION_REMOVED, Rust, "The crate no longer has a conversion", ""),
    silent(&r::CONVERSION_WORDS),
    words(&r::CONVERSION_TOTAL, Rust, "A conversion returns another type", ""),
    silent(&r::CONVERTED),
    words(&r::CONVERTED_OTHERWISE, Client, "A gateway sends another code", "Handle the new code."),
    words(&r::OPERATION_ADDED, New, "Errors of another operation are documented", ""),
    words(&r::OPERATION_REMOVED, New, "Errors of an operation are no longer documented", ""),
    words(&r::OPERATION_CODE_ADDED, New, "An operation can answer with another code", "Your client should expect any code of the API."),
    words(&r::UNEXPECTED, New, "Another code stands for failures that the API does not expect", "Handle it as any other code."),
    words(&r::UNEXPECTED_ADDED, New, "Codes stand for failures that the API does not expect", "Handle them as any other codes."),
    words(&r::UNEXPECTED_REMOVED, Rust, "No code stands for failures that the API does not expect", "Clients do not need to change."),
    words(&r::OPERATION_CODE_REMOVED, New, "An operation no longer answers with a code", "You can delete the code that handles it there."),
    reworded(&r::OPERATION_WORDS),
    words(&r::OPERATION_DEPRECATED, Prepare, "Deprecated", ""),
    words(&r::OPERATION_SUNSET, Prepare, "Deprecated", ""),
    words(&r::OPERATION_UNDEPRECATED, New, "No longer deprecated", "It stays."),
    words(&r::PARAMETER_ADDED, New, "Requests may have another parameter", "Requests without it work as before."),
    words(&r::PARAMETER_DEMANDED, Client, "Requests must have", "Send it with each request."),
    words(&r::PARAMETER_OPTIONAL, New, "Requests no longer need", "Requests with it work as before."),
    words(&r::PARAMETER_REMOVED, Client, "Requests can no longer have", "The server ignores it or refuses it."),
    words(&r::PARAMETER_CHANGED, Client, "A parameter has another place, name or type", "Send it as the documentation says."),
    words(&r::PARAMETER_WIDENED, New, "Requests may have more values than before", "Old requests work as before."),
    silent(&r::PARAMETER_RENAMED),
    reworded(&r::PARAMETER_WORDS),
];

#[cfg(test)]
mod tests {
    use super::{Client, Silent, WORDS};
    use crate::diff::Class;
    use crate::diff::rules::ALL;

    /// What callers do not see although it breaks somebody who decides by the catalogue: a name that nobody
    /// may use again became free, or an internal code has another mask.
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
