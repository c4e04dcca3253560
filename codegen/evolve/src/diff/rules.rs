//! The registry of changes: everything that `diff` can report, by id, with its meaning for clients and Rust source.
//!
//! Ids are append-only, as in [`errcat_findings::rules`]. `D01…` is about the catalogue as a whole, `D02…`
//! about statuses, `D03…` about actions, `D04…` about APIs and groups, `D05…` about envelopes and
//! slots, `D06…` about types and fields, `D07…` about codes, `D08…` about internal codes, `D09…`
//! about conversions, operations and parameters.

use super::Class::{self, Additive as A, Breaking as B, Editorial as E};

/// One kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, printed with each change.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is to a client of the old catalogue that reads bodies of a new server.
    pub wire: Class,
    /// What it is to Rust source that uses the generated crate.
    pub source: Class,
    /// What it is to what programs and people decide by.
    pub meaning: Class,
    /// What has changed, in a sentence.
    pub summary: &'static str,
    /// Why it has these classes, in a phrase.
    pub reason: &'static str,
    /// The source of the rule elsewhere, or an empty text.
    pub per: &'static str,
    /// Why a generated client of the old release that reads bodies of the new server does not notice what
    /// this breaks. Empty if it notices exactly what the classes for the wire and for the meaning say, as
    /// `codegen/tests/witness` shows.
    pub unfelt: &'static str,
}

impl Rule {
    /// The gravest of its classes.
    pub fn class(&self) -> Class {
        self.wire.max(self.source).max(self.meaning)
    }
}

/// The rule of this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

macro_rules! rules {
    ($($constant:ident = $id:literal $name:literal $wire:ident $source:ident $meaning:ident:
        $summary:literal $reason:literal $per:literal $(unfelt $unfelt:literal)?;)*) => {
        $(#[doc = $summary]
        pub static $constant: Rule = Rule {
            id: $id,
            name: $name,
            wire: $wire,
            source: $source,
            meaning: $meaning,
            summary: $summary,
            reason: $reason,
            per: $per,
            unfelt: concat!($($unfelt)?),
        };)*

        /// Every rule, by id.
        pub static ALL: &[&Rule] = &[$(&$constant),*];
    };
}

// Columns: wire, source, meaning.
rules! {
    VERSION = "D0101" "version" E E E: "The catalogue's version has changed."
        "a version only names the release" "";
    VERSION_LOWERED = "D0102" "version-lowered" E B E: "The catalogue's version has become lower."
        "package managers take the older crate for the newer one" "Semantic Versioning 2.0.0, 11";
    CATALOGUE_WORDS = "D0103" "catalogue-words" E E E: "The catalogue's title has changed."
        "texts for people, which no program depends on" "";
    DOCS_URL = "D0104" "docs-url" E E A: "The base of permalinks has changed."
        "old links lead to the old place: redirect them" "";
    PROBLEM_TYPE = "D0105" "problem-type" B E B: "The base of problem type URIs has changed."
        "clients distinguish problems by their type URI" "RFC 9457, 3.1.1";
    PACKAGE = "D0106" "package" E B E: "The generated crate has another name."
        "every `use` of it names the old one" "Cargo, SemVer compatibility";
    RUST_API = "D0107" "rust-api" E B E: "Items of the generated crate are gone or have another signature."
        "source that uses them no longer compiles" "Cargo, SemVer compatibility";
    UNKNOWN_FACT = "D0199" "unknown-fact" B B B: "Something has changed that this version of errcat does not know."
        "errcat cannot say what it means for clients: update errcat" ""
        unfelt "the witness has no server that sends it";

    STATUS_ADDED = "D0201" "status-added" E A E: "The catalogue has a new status."
        "the enum of statuses grows; no code uses it yet" "RFC 9110, 15";
    STATUS_REMOVED = "D0202" "status-removed" E B E: "A status is no longer in the catalogue."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    STATUS_WORDS = "D0203" "status-words" E E E: "The words for a status have changed."
        "texts for people, which no program depends on" "RFC 9110, 15";
    STATUS_ACTION_ADDED = "D0204" "status-action-added" E E A: "A status now has a default action."
        "clients may now act on a code that had no action before" "";
    STATUS_ACTION = "D0205" "status-action" E E B: "The default action of a status has changed."
        "clients act on it for codes that they do not know" ""
        unfelt "clients use it if they know only the status";
    STATUS_GRPC = "D0206" "status-grpc" E E B: "The gRPC code of a status has changed."
        "gRPC clients decide by it" "AIP-193"
        unfelt "clients use it if they know only the status";
    STATUS_USED = "D0207" "status-used" E E E: "Codes of an API have another status, or no status any more."
        "the changes of the codes themselves say what it means" "";
    STATUS_GRPC_ADDED = "D0208" "status-grpc-added" E E A: "A status now has a gRPC code."
        "gRPC clients learn more than before" "AIP-193";

    ACTION_ADDED = "D0301" "action-added" E A E: "There is a new action."
        "the enum of actions grows; no code uses it yet" "";
    ACTION_REMOVED = "D0302" "action-removed" E B E: "An action is gone."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    ACTION_WORDS = "D0303" "action-words" E E E: "The words for an action have changed."
        "texts for people, which no program depends on" "";
    ACTION_ACTOR = "D0304" "action-actor" E E B: "Another actor has to act."
        "clients show advice to the wrong person" "";
    ACTION_SCOPE = "D0305" "action-scope" E E E: "An action now belongs to another API, or to all APIs."
        "only its place in the docs changes" "";
    RETRY_STOPPED = "D0306" "retry-stopped" E E B: "Clients must no longer repeat a request as they did."
        "clients of the old release go on repeating the request" "Smithy, retryable trait";
    RETRY_ALLOWED = "D0307" "retry-allowed" E E A: "A request may be repeated sooner than before."
        "clients of the old release give up although they need not" "Smithy, retryable trait";
    RETRY_CHANGED = "D0308" "retry-changed" E E B: "Clients must repeat a request at other times."
        "clients of the old release repeat it at the wrong time" "RFC 9110, 10.2.3";

    API_ADDED = "D0401" "api-added" E A E: "There is a new API."
        "nothing that exists changes" "AIP-180";
    API_REMOVED = "D0402" "api-removed" E B B: "An API is gone."
        "its module is gone, and the catalogue no longer describes its errors" "AIP-180"
        unfelt "the new release has no description from which to send its bodies";
    API_WORDS = "D0403" "api-words" E E E: "The words for an API have changed."
        "texts for people, which no program depends on" "";
    CODE_TYPE = "D0404" "code-type" B B B: "Codes are strings instead of integers, or the other way round."
        "clients read the code as another kind of JSON" "AIP-180; buf FIELD_SAME_TYPE";
    GROUP_ADDED = "D0405" "group-added" E A E: "There is a new group of codes."
        "the enum of groups grows" "";
    GROUP_REMOVED = "D0406" "group-removed" E B E: "A group of codes is gone."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    GROUP_WORDS = "D0407" "group-words" E E E: "The words for a group have changed."
        "texts for people, which no program depends on" "";
    ORDER = "D0408" "order" E E E: "The order has changed."
        "only readers of the docs see the order" "";
    META = "D0409" "meta" E E E: "A fact of the team's own has changed."
        "such facts are neither in responses nor in Rust" "";
    API_RENAMED = "D0410" "api-renamed" E B A: "An API has another id."
        "its module in Rust has another name, and links that people have kept lead to the old pages" "Cargo, SemVer compatibility";
    UNEXPECTED = "D0411" "unexpected" E E A: "Another code stands for unexpected errors of an API, or another status of the framework has a code."
        "clients receive another code where the server has not chosen one" "";
    UNEXPECTED_ADDED = "D0412" "unexpected-added" E A A: "Codes of an API now stand for unexpected errors."
        "clients receive these codes where the framework answered by itself" "";
    UNEXPECTED_REMOVED = "D0413" "unexpected-removed" E B A: "No code of an API stands for unexpected errors any more."
        "other errors no longer convert into a `Failure` of the API" "Cargo, SemVer compatibility";

    ENVELOPE_ADDED = "D0501" "envelope-added" E A E: "There is a new envelope."
        "no existing code uses it" "AIP-180";
    ENVELOPE_REMOVED = "D0502" "envelope-removed" E B E: "An envelope is gone, or no code uses it any more."
        "its types are gone from the generated crate" "Cargo, SemVer compatibility";
    MEDIA_TYPE = "D0503" "media-type" B E E: "An envelope has another media type."
        "clients that check `Content-Type` no longer recognize it as an error" "oasdiff response-media-type-removed";
    HTTP_STATUS = "D0504" "http-status" B E B: "The HTTP status of an envelope has changed."
        "clients see another status for every code in it" "RFC 9110, 15";
    BODY_KEY_ADDED = "D0505" "body-key-added" A E A: "A body has a new key."
        "clients must ignore what they do not know" "RFC 9457, 3.2; AIP-180";
    BODY_KEY_REMOVED = "D0506" "body-key-removed" B E B: "A key that was always in the body is gone."
        "clients of the old release look for it" "oasdiff response-required-property-removed";
    BODY_OPTIONAL_REMOVED = "D0507" "body-optional-removed" E E B: "A key that was sometimes in the body is gone."
        "clients can read bodies without it, but never learn its value" "oasdiff response-optional-property-removed"
        unfelt "bodies without it were there before";
    BODY_CHANGED = "D0508" "body-changed" B E B: "A place of the body has another meaning."
        "clients find something else there than they expect" "oasdiff response-property-type-changed";
    BODY_CONSTANT = "D0509" "body-constant" B E B: "A constant of the body has changed."
        "clients that distinguish errors by it no longer recognize them" "oasdiff response-property-enum-value-added";
    BODY_MAY_LACK = "D0510" "body-may-lack" B E B: "A value that was always in the body may now be missing or null."
        "clients of the old release read it without checking" "oasdiff response-property-became-optional";
    BODY_ALWAYS = "D0511" "body-always" A E A: "What could be missing now always is in the body."
        "clients of the old release already expect it" "oasdiff response-property-became-required";
    BODY_ABSENCE = "D0512" "body-absence" B E E: "A missing value is now null, or the other way round."
        "clients that check for the key, or for null, check for the wrong thing" "AIP-180; oasdiff response-property-became-nullable";
    HEADER_ADDED = "D0513" "header-added" A E A: "A response has a new header."
        "clients must ignore headers that they do not know" "RFC 9110, 5.1";
    HEADER_REMOVED = "D0514" "header-removed" B E B: "A header that was always sent is gone."
        "clients of the old release look for it" "oasdiff required-response-header-removed";
    HEADER_OPTIONAL_REMOVED = "D0515" "header-optional-removed" E E B: "A header that was sometimes sent is gone."
        "clients work without it, but never learn its value" "oasdiff optional-response-header-removed"
        unfelt "responses without it were there before";
    HEADER_CHANGED = "D0516" "header-changed" B E B: "A header holds something else, or may be missing."
        "clients find another value there, or none" "oasdiff response-header-became-optional";
    HEADER_ALWAYS = "D0517" "header-always" A E A: "A header that could be missing is now always sent."
        "clients of the old release already expect it" "oasdiff response-property-became-required";
    SLOT_ADDED = "D0518" "slot-added" E B E: "An envelope has a new required slot."
        "servers do not compile until they fill it" "Cargo, SemVer compatibility";
    SLOT_ADDED_OPTIONAL = "D0519" "slot-added-optional" E A E: "An envelope has a new optional slot."
        "servers work without it" "AIP-180";
    SLOT_REMOVED = "D0520" "slot-removed" E B E: "A slot is gone."
        "its field is gone from the generated crate" "Cargo, SemVer compatibility";
    SLOT_WORDS = "D0521" "slot-words" E E E: "The words for a slot, or its example, have changed."
        "texts for people, which no program depends on" "";
    SLOT_ROLE = "D0522" "slot-role" E B E: "A slot is filled by someone else, has become optional or required, or has moved."
        "its field moves or changes its type in the generated crate" "Cargo, SemVer compatibility";
    HEADER_CASE = "D0523" "header-case" E E E: "The name of a header has another case."
        "names of headers are not case-sensitive" "RFC 9110, 5.1";

    TYPE_ADDED = "D0601" "type-added" E A E: "There is a new type."
        "nothing that exists has it" "AIP-180";
    TYPE_REMOVED = "D0602" "type-removed" E B E: "A type is gone."
        "its Rust type is gone from the generated crate" "Cargo, SemVer compatibility";
    TYPE_KIND = "D0603" "type-kind" B B B: "A type is of another kind: record, enum or alias."
        "clients find another kind of JSON where it is used" "AIP-180; Smithy, evolving models";
    ENUM_VALUE_ADDED = "D0604" "enum-value-added" A A A: "An enum has a new value."
        "enums are open: clients keep values that they do not know" "AIP-180; Smithy, evolving models";
    ENUM_VALUE_REMOVED = "D0605" "enum-value-removed" E B B: "A value of an enum is gone."
        "its variant is gone, and clients never act on it again" "buf ENUM_VALUE_NO_DELETE"
        unfelt "a client cannot notice what servers do not send";
    ENUM_VALUE_WIRE = "D0606" "enum-value-wire" B E B: "A value of an enum has another wire value."
        "clients of the old release do not recognize it" "AIP-180; Smithy, evolving models"
        unfelt "the generated enums are open and keep a string that they do not know; others may \
        not";
    ENUM_VALUE_RENAMED = "D0607" "enum-value-renamed" E B E: "A value of an enum has another name."
        "the wire value is the same; the variant has another name" "buf ENUM_VALUE_SAME_NAME";
    FIELD_ADDED = "D0608" "field-added" A B A: "A record has a new required field."
        "clients must ignore what they do not know; servers do not compile until they fill it" "AIP-180; oasdiff response-required-property-added";
    FIELD_ADDED_OPTIONAL = "D0609" "field-added-optional" A A A: "A record has a new optional field."
        "clients must ignore what they do not know; servers work without it" "AIP-180";
    FIELD_REMOVED = "D0610" "field-removed" B B B: "A required field is gone."
        "clients of the old release look for it" "AIP-180; buf FIELD_NO_DELETE";
    FIELD_REMOVED_OPTIONAL = "D0611" "field-removed-optional" E B B: "An optional field is gone."
        "clients can read records without it, but never learn its value" "AIP-180; buf FIELD_NO_DELETE"
        unfelt "records without it were there before";
    FIELD_WIRE = "D0612" "field-wire" B E B: "A field has another key in JSON."
        "clients of the old release look for the old key" "buf FIELD_SAME_JSON_NAME";
    FIELD_RENAMED = "D0613" "field-renamed" E B E: "A field has another name, and the same key in JSON."
        "the JSON key is the same; the Rust field has another name" "buf FIELD_SAME_NAME";
    FIELD_WORDS = "D0614" "field-words" E E E: "The words for a field, or its example, have changed."
        "texts for people, which no program depends on" "";
    TYPE_CHANGED = "D0615" "type-changed" B B B: "A value is of another type."
        "clients of the old release cannot read it" "AIP-180; buf FIELD_SAME_TYPE";
    TYPE_NARROWED = "D0616" "type-narrowed" A B A: "A value has a narrower type."
        "clients of the old release read every value of it" "Smithy, evolving models";
    BECAME_OPTIONAL = "D0617" "became-optional" B B B: "A value that was always there may be missing."
        "clients of the old release read it without checking; in Rust it becomes an `Option`" "buf FIELD_SAME_CARDINALITY; oasdiff response-property-became-optional";
    BECAME_REQUIRED = "D0618" "became-required" A B A: "A value that could be missing is always there."
        "clients of the old release already expect it; in Rust it is no longer an `Option`" "oasdiff response-property-became-required";
    NULL_OR_OMITTED = "D0619" "null-or-omitted" B E E: "A missing value is now null, or the other way round."
        "clients that check for the key, or for null, check for the wrong thing" "AIP-180; oasdiff response-property-became-nullable";
    ENUM_OR_STRING = "D0620" "enum-or-string" A B A: "A string is now an enum, or an enum a string."
        "the wire value is a string as before, of another Rust type" "Smithy, evolving models";

    CODE_ADDED = "D0701" "code-added" A A A: "There is a new code."
        "clients must expect codes that they do not know, and keep them" "AIP-193; Smithy, evolving models";
    CODE_REMOVED = "D0702" "code-removed" E B B: "A code was deleted without a tombstone."
        "its variant is gone, and its name and wire value could get another meaning later" "buf ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED"
        unfelt "a client cannot notice what servers do not send";
    CODE_RETIRED = "D0703" "code-retired" E B B: "A code is retired."
        "its variant is gone, and clients never act on it again" "AIP-180; buf ENUM_VALUE_NO_DELETE"
        unfelt "a client cannot notice what servers do not send";
    CODE_RENAMED = "D0704" "code-renamed" E B E: "A code was renamed, and keeps its wire value."
        "the wire value is the same; the variant has another name" "buf ENUM_VALUE_SAME_NAME";
    CODE_RENAMED_ALIAS = "D0705" "code-renamed-alias" E B E: "A code was renamed, and the old name is an alias."
        "the wire value is the same; `Code` keeps the old name as a deprecated constant, but `Error`, its details and their builder do not" "Cargo, SemVer compatibility";
    CODE_WIRE = "D0706" "code-wire" B E B: "A code has another wire value."
        "clients of the old release do not recognize it" "AIP-193; RFC 9457, 3.1.1";
    WIRE_REUSED = "D0707" "wire-reused" B E B: "A wire value now means another code."
        "clients of the old release read it as the old code" "AIP-180; buf RESERVED_ENUM_NO_DELETE";
    RETIRED_RETURNED = "D0708" "retired-returned" B A B: "A retired code has come back."
        "clients that knew it give it the old meaning" "buf RESERVED_ENUM_NO_DELETE"
        unfelt "the baseline has the tombstone; clients of releases before that have the code";
    TOMBSTONE_REMOVED = "D0709" "tombstone-removed" E E B: "A tombstone is gone."
        "its name and wire value could get another meaning later" "buf RESERVED_ENUM_NO_DELETE"
        unfelt "no code has the wire value yet";
    TOMBSTONE_ADDED = "D0710" "tombstone-added" E E E: "There is a tombstone for a code that is not in the baseline."
        "clients of the baseline do not know the code" "";
    TOMBSTONE_WORDS = "D0711" "tombstone-words" E E E: "The text of a tombstone has changed."
        "texts for people, which no program depends on" "";
    TOMBSTONE_WIRE = "D0712" "tombstone-wire" E E B: "A tombstone has another wire value."
        "the old wire value could get another meaning later" "buf RESERVED_ENUM_NO_DELETE"
        unfelt "no code has the wire value yet";
    CODE_MOVED = "D0713" "code-moved" E E E: "A code is in another group."
        "its permalink and Rust name stay; the docs show it elsewhere" "";
    CODE_ENVELOPE = "D0714" "code-envelope" B B B: "A code uses another envelope."
        "clients of the old release look for it in another body" "oasdiff response-body-type-changed";
    STATUS_IN_CLASS = "D0715" "status-in-class" A E B: "A code has another status of the same class."
        "generic clients know the class; clients that check the number miss it" "RFC 9110, 15; AIP-193";
    STATUS_ACROSS_CLASSES = "D0716" "status-across-classes" B E B: "A code has a status of another class, or none."
        "generic clients blame the server for their own fault, or the other way round" "RFC 9110, 15; oasdiff response-non-success-status-removed";
    STATUS_GIVEN = "D0717" "status-given" A E A: "A code now has a status, or an exact one instead of a class."
        "clients learn more than before" "";
    STATUSES = "D0718" "statuses" A E A: "A code can have other statuses besides its default."
        "the default stays the same" "RFC 9110, 15";
    TITLE = "D0719" "title" E E E: "A code's title has changed."
        "a title is for people" "RFC 9457, 3.1.3";
    MESSAGE = "D0720" "message" E E E: "A code's message has changed."
        "messages are for people and may change at any time" "AIP-193";
    PLACEHOLDER_REMOVED = "D0721" "placeholder-removed" E E B: "The message no longer contains a value that is nowhere else in the body."
        "clients can no longer learn it: let the envelope carry `$details`" "AIP-193"
        unfelt "clients do not parse messages";
    CODE_WORDS = "D0722" "code-words" E E E: "The documentation of a code has changed."
        "texts for people, which no program depends on" "";
    CODE_ACTION_ADDED = "D0723" "code-action-added" E E A: "A code now has an action."
        "clients may now act on a code that had no action before" "";
    CODE_ACTION = "D0724" "code-action" E E B: "A code has another action, or none."
        "clients of the old release do the wrong thing" "";
    DELAY_ADDED = "D0725" "delay-added" A E A: "The delay before a retry is in one more place."
        "clients of the old release still find it in the old place" "RFC 9110, 10.2.3";
    DELAY_CHANGED = "D0726" "delay-changed" E E B: "The delay before a retry is in another place, or nowhere."
        "clients of the old release look in the old place" "RFC 9110, 10.2.3";
    GRPC_ADDED = "D0727" "grpc-added" A E A: "A code now has a gRPC code."
        "gRPC clients learn more than before" "AIP-193";
    GRPC = "D0728" "grpc" B E B: "A code has another gRPC code, or none."
        "gRPC clients decide by it" "AIP-193";
    DETAILS_ADDED = "D0729" "details-added" A B A: "A code now has details."
        "clients must ignore what they do not know; in Rust its variant now carries a value" "AIP-180";
    DETAILS_REMOVED = "D0730" "details-removed" B B B: "A code has no details any more."
        "clients of the old release look for them" "AIP-180; buf FIELD_NO_DELETE";
    DETAILS_REMOVED_OPTIONAL = "D0731" "details-removed-optional" E B B: "A code has no optional details any more."
        "clients can read it without them, but never learn them" "AIP-180; buf FIELD_NO_DELETE"
        unfelt "bodies without them were there before";
    DETAILS_TYPE = "D0732" "details-type" E B E: "A code's details have another Rust type, and the same fields."
        "responses stay the same" "Cargo, SemVer compatibility";
    FILLS_ADDED = "D0733" "fills-added" A B A: "A code now always fills one more slot."
        "clients of the old release already expect it; servers do not compile until they fill it" "";
    FILLS_REMOVED = "D0734" "fills-removed" B B B: "A code no longer always fills a slot."
        "clients of the old release read it without checking" "oasdiff response-property-became-optional";
    SET_ADDED = "D0735" "set-added" A E A: "A code fixes the value of one more slot."
        "clients already expect it" "";
    SET_CHANGED = "D0736" "set-changed" B E B: "A slot has another fixed value for a code, or none."
        "clients that distinguish errors by it no longer recognize this one" "oasdiff response-property-enum-value-added";
    ALIAS_ADDED = "D0737" "alias-added" E A E: "A code has a new alias."
        "one more deprecated constant" "";
    ALIAS_REMOVED = "D0738" "alias-removed" E B E: "An alias of a code is gone."
        "its constant is gone from the generated crate" "Cargo, SemVer compatibility";
    DEPRECATED = "D0739" "deprecated" E A A: "A code is deprecated."
        "it still works; the compiler and the docs warn that it will go" "Cargo, SemVer compatibility; AIP-180";
    UNDEPRECATED = "D0740" "undeprecated" E A A: "A code is no longer deprecated."
        "it works as before" "";
    DEPRECATION_WORDS = "D0741" "deprecation-words" E E E: "The text of a deprecation has changed."
        "texts for people, which no program depends on" "";
    EXAMPLES = "D0742" "examples" E E E: "The examples of a code have changed."
        "examples only show other facts" "";
    NAME_ON_THE_WIRE = "D0743" "name-on-the-wire" B E B: "A code's name, which its envelope carries, has changed."
        "clients of the old release find another name there" "AIP-193";
    CODE_ADDED_ELSEWHERE = "D0744" "code-added-elsewhere" B A A: "There is a new code, in an envelope that no code of its API used."
        "clients of the old release look for errors in another body" "oasdiff response-body-type-changed"
        unfelt "the witness reads each envelope by itself";
    GRPC_REASON = "D0745" "grpc-reason" B E B: "A code was renamed, and gRPC's `ErrorInfo.reason` with it."
        "gRPC clients distinguish errors by it" "AIP-193"
        unfelt "the witness reads JSON";
    SUNSET = "D0746" "sunset" E E A: "The day on which a deprecated code may go has changed."
        "those who have planned for the old day have to plan for the new one" "RFC 8594";

    CODE_HIDDEN = "D0801" "code-hidden" E E B: "A public code has become internal."
        "clients get its mask instead, and never act on the code itself" ""
        unfelt "the server sends a code that clients know instead";
    CODE_PUBLISHED = "D0802" "code-published" A E A: "An internal code has become public."
        "clients get it instead of its mask, and must expect codes that they do not know" "AIP-193";
    INTERNAL_ADDED = "D0803" "internal-added" E A E: "There is a new internal code."
        "the enum of codes grows; clients see its mask" "";
    INTERNAL_REMOVED = "D0804" "internal-removed" E B E: "An internal code is gone."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    INTERNAL_MASK = "D0805" "internal-mask" E E B: "An internal code has another mask."
        "clients get another code for the same error" ""
        unfelt "the server sends a code that clients know instead";
    INTERNAL_CHANGED = "D0806" "internal-changed" E B E: "The values that servers give for an internal code have changed."
        "its variant, or the values in it, change in the generated crate" "Cargo, SemVer compatibility";
    INTERNAL_WORDS = "D0807" "internal-words" E E E: "The words for an internal code have changed."
        "texts for people, which no program depends on" "";
    INTERNAL_FACTS = "D0808" "internal-facts" E E A: "The facts about an internal code have changed."
        "clients never see it; servers that ask for these facts get others" "";

    CONVERSION_ADDED = "D0901" "conversion-added" E A E: "There is a new conversion."
        "nothing that exists changes" "";
    CONVERSION_REMOVED = "D0902" "conversion-removed" E B E: "A conversion is gone."
        "its function is gone from the generated crate" "Cargo, SemVer compatibility";
    CONVERSION_WORDS = "D0903" "conversion-words" E E E: "The words for a conversion have changed."
        "texts for people, which no program depends on" "";
    CONVERSION_TOTAL = "D0904" "conversion-total" E B E: "A conversion is total, or no longer is."
        "in Rust its `From` becomes an `Option`, or the other way round" "Cargo, SemVer compatibility";
    CONVERTED = "D0905" "converted" E E A: "A code now has a counterpart."
        "a gateway can now translate it" "";
    CONVERTED_OTHERWISE = "D0906" "converted-otherwise" E E B: "A code has another counterpart, or none."
        "clients of the gateway get another code for the same condition" ""
        unfelt "the gateway sends a code that its clients know";
    OPERATION_ADDED = "D0907" "operation-added" E E A: "There is another operation."
        "nothing that exists changes" "AIP-180";
    OPERATION_REMOVED = "D0908" "operation-removed" E E A: "An operation is no longer in the catalogue."
        "its OpenAPI document says whether the operation itself is gone" "";
    OPERATION_CODE_ADDED = "D0909" "operation-code-added" A E A: "An operation can return one more code."
        "clients must expect any code of the API" "AIP-193; oasdiff response-non-success-status-added";
    OPERATION_CODE_REMOVED = "D0910" "operation-code-removed" E E A: "An operation no longer returns a code."
        "clients never act on it there" "oasdiff response-non-success-status-removed";
    OPERATION_WORDS = "D0911" "operation-words" E E E: "The words for an operation have changed."
        "texts for people, which no program depends on" "";
    PARAMETER_ADDED = "D0912" "parameter-added" E E A: "There is a new optional parameter."
        "clients of the old release work without it" "AIP-180; oasdiff new-optional-request-parameter";
    PARAMETER_DEMANDED = "D0913" "parameter-demanded" E E B: "A parameter is now required."
        "requests of the old release lack it" "AIP-180; oasdiff new-required-request-parameter"
        unfelt "the witness reads responses, and sends no request";
    PARAMETER_OPTIONAL = "D0914" "parameter-optional" E E A: "A parameter is now optional."
        "requests that have it stay valid" "oasdiff request-parameter-became-optional";
    PARAMETER_REMOVED = "D0915" "parameter-removed" E E B: "A parameter is gone."
        "servers ignore or refuse what clients of the old release ask for with it" "oasdiff request-parameter-removed"
        unfelt "the witness reads responses, and sends no request";
    PARAMETER_CHANGED = "D0916" "parameter-changed" E E B: "A parameter has another place, name or type."
        "servers do not find, or refuse, what clients of the old release send" "oasdiff request-parameter-type-changed"
        unfelt "the witness reads responses, and sends no request";
    PARAMETER_WORDS = "D0917" "parameter-words" E E E: "The words for a parameter have changed."
        "texts for people, which no program depends on" "";
    PARAMETER_WIDENED = "D0918" "parameter-widened" E E A: "Clients may send more values than before."
        "requests of the old release are still valid" "oasdiff request-parameter-type-generalized";
    PARAMETER_RENAMED = "D0919" "parameter-renamed" E E E: "A parameter was renamed, and keeps its name in requests."
        "clients send the same" "";
    OPERATION_DEPRECATED = "D0920" "operation-deprecated" E E A: "An operation is deprecated."
        "it still works; its responses say that it will go" "RFC 9745; RFC 8594";
    OPERATION_SUNSET = "D0921" "operation-sunset" E E A: "The days of a deprecated operation have changed."
        "those who have planned for the old days have to plan for the new ones" "RFC 9745; RFC 8594";
    OPERATION_UNDEPRECATED = "D0922" "operation-undeprecated" E E A: "An operation is no longer deprecated."
        "it works as before" "";
}
