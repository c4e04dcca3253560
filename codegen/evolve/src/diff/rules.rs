//! The registry of changes: everything that `diff` can say, by id, with what it means to whom.
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
    /// Who says so elsewhere; empty where nobody does.
    pub per: &'static str,
    /// Why a generated client of the old release that reads bodies of the new server does not feel
    /// what this breaks. Empty where it feels exactly what the classes for the wire and for the
    /// meaning say, as `codegen/tests/witness` shows.
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
        "a version says only which release this is" "";
    VERSION_LOWERED = "D0102" "version-lowered" E B E: "The catalogue's version has become lower."
        "package managers take the older crate for the newer one" "Semantic Versioning 2.0.0, 11";
    CATALOGUE_WORDS = "D0103" "catalogue-words" E E E: "The catalogue's title has changed."
        "words for people, which no program decides by" "";
    DOCS_URL = "D0104" "docs-url" E E A: "The base of permalinks has changed."
        "links that people have kept lead to the old place: redirect it" "";
    PROBLEM_TYPE = "D0105" "problem-type" B E B: "The base of problem type URIs has changed."
        "clients tell problems apart by their type URI" "RFC 9457, 3.1.1";
    PACKAGE = "D0106" "package" E B E: "The generated crate has another name."
        "every `use` of it names the old one" "Cargo, SemVer compatibility";
    UNKNOWN_FACT = "D0199" "unknown-fact" B B B: "Something has changed that this program does not know."
        "nobody can say what it means to clients: update the program" ""
        unfelt "no server of today sends what nobody knows";

    STATUS_ADDED = "D0201" "status-added" E A E: "The catalogue has another status."
        "the enum of statuses grows; no code comes with it yet" "RFC 9110, 15";
    STATUS_REMOVED = "D0202" "status-removed" E B E: "A status is no longer in the catalogue."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    STATUS_WORDS = "D0203" "status-words" E E E: "The words for a status have changed."
        "words for people, which no program decides by" "RFC 9110, 15";
    STATUS_ACTION_ADDED = "D0204" "status-action-added" E E A: "A status has got a default action."
        "clients may now act where they had no advice" "";
    STATUS_ACTION = "D0205" "status-action" E E B: "The default action of a status has changed."
        "clients act on it for codes that they don't know" ""
        unfelt "clients ask for it where they know no more than the status";
    STATUS_GRPC = "D0206" "status-grpc" E E B: "The gRPC code of a status has changed."
        "gRPC clients decide by it" "AIP-193"
        unfelt "clients ask for it where they know no more than the status";
    STATUS_USED = "D0207" "status-used" E E E: "Codes of an API come with another status, or no longer with one."
        "what that means, the codes themselves tell" "";

    ACTION_ADDED = "D0301" "action-added" E A E: "There is another action."
        "the enum of actions grows; no code asks for it yet" "";
    ACTION_REMOVED = "D0302" "action-removed" E B E: "An action is gone."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    ACTION_WORDS = "D0303" "action-words" E E E: "The words for an action have changed."
        "words for people, which no program decides by" "";
    ACTION_ACTOR = "D0304" "action-actor" E E B: "Someone else has to act."
        "clients show advice to the wrong person" "";
    ACTION_SCOPE = "D0305" "action-scope" E E E: "An action is now another API's, or common."
        "only its place in the docs changes" "";
    RETRY_STOPPED = "D0306" "retry-stopped" E E B: "What clients repeat by themselves must no longer be repeated so."
        "clients of the old release go on repeating the request" "Smithy, retryable trait";
    RETRY_ALLOWED = "D0307" "retry-allowed" E E A: "A request may be repeated sooner than before."
        "clients of the old release give up where they need not" "Smithy, retryable trait";
    RETRY_CHANGED = "D0308" "retry-changed" E E B: "A request is to be repeated in another rhythm."
        "clients of the old release come back at the wrong time" "RFC 9110, 10.2.3";

    API_ADDED = "D0401" "api-added" E A E: "There is another API."
        "nothing that exists changes" "AIP-180";
    API_REMOVED = "D0402" "api-removed" E B B: "An API is gone."
        "its module is gone, and nothing describes its errors any more" "AIP-180"
        unfelt "nothing that describes its bodies is left to send any";
    API_WORDS = "D0403" "api-words" E E E: "The words for an API have changed."
        "words for people, which no program decides by" "";
    CODE_TYPE = "D0404" "code-type" B B B: "Codes are strings instead of integers, or the other way round."
        "clients read the code as another kind of JSON" "AIP-180; buf FIELD_SAME_TYPE";
    GROUP_ADDED = "D0405" "group-added" E A E: "There is another group of codes."
        "the enum of groups grows" "";
    GROUP_REMOVED = "D0406" "group-removed" E B E: "A group of codes is gone."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    GROUP_WORDS = "D0407" "group-words" E E E: "The words for a group have changed."
        "words for people, which no program decides by" "";
    ORDER = "D0408" "order" E E E: "Things stand in another order."
        "order matters to readers of the docs alone" "";
    META = "D0409" "meta" E E E: "A fact of the team's own has changed."
        "such facts are neither on the wire nor in Rust" "";
    API_RENAMED = "D0410" "api-renamed" E B A: "An API has another id."
        "its module in Rust has another name, and links that people have kept lead to the old pages" "Cargo, SemVer compatibility";

    ENVELOPE_ADDED = "D0501" "envelope-added" E A E: "There is another envelope."
        "no code that exists travels in it" "AIP-180";
    ENVELOPE_REMOVED = "D0502" "envelope-removed" E B E: "An envelope is gone, or no code travels in it any more."
        "its types are gone from the generated crate" "Cargo, SemVer compatibility";
    MEDIA_TYPE = "D0503" "media-type" B E E: "An envelope has another media type."
        "clients that look at `Content-Type` no longer take it for an error" "oasdiff response-media-type-removed";
    HTTP_STATUS = "D0504" "http-status" B E B: "The transport's status of an envelope has changed."
        "clients see another status for every code of it" "RFC 9110, 15";
    BODY_KEY_ADDED = "D0505" "body-key-added" A E A: "A body has another key."
        "clients must ignore what they don't know" "RFC 9457, 3.2; AIP-180";
    BODY_KEY_REMOVED = "D0506" "body-key-removed" B E B: "A key that was always in the body is gone."
        "clients of the old release look for it" "oasdiff response-required-property-removed";
    BODY_OPTIONAL_REMOVED = "D0507" "body-optional-removed" E E B: "A key that was at times in the body is gone."
        "clients can read bodies without it, but never learn its value" "oasdiff response-optional-property-removed"
        unfelt "bodies without it were there before";
    BODY_CHANGED = "D0508" "body-changed" B E B: "Something else stands at a place of the body."
        "clients find something else there than they look for" "oasdiff response-property-type-changed";
    BODY_CONSTANT = "D0509" "body-constant" B E B: "A constant of the body has changed."
        "clients that tell errors apart by it no longer recognize them" "oasdiff response-property-enum-value-added";
    BODY_MAY_LACK = "D0510" "body-may-lack" B E B: "What always stood in the body may now be missing or null."
        "clients of the old release read it without asking" "oasdiff response-property-became-optional";
    BODY_ALWAYS = "D0511" "body-always" A E A: "What could be missing now always stands in the body."
        "clients of the old release knew that it may be there" "oasdiff response-property-became-required";
    BODY_ABSENCE = "D0512" "body-absence" B E E: "What is missing is now null, or the other way round."
        "clients that look for the key, or for null, look for the wrong thing" "AIP-180; oasdiff response-property-became-nullable";
    HEADER_ADDED = "D0513" "header-added" A E A: "A response has another header."
        "clients must ignore headers that they don't know" "RFC 9110, 5.1";
    HEADER_REMOVED = "D0514" "header-removed" B E B: "A header that was always there is gone."
        "clients of the old release look for it" "oasdiff required-response-header-removed";
    HEADER_OPTIONAL_REMOVED = "D0515" "header-optional-removed" E E B: "A header that was there at times is gone."
        "clients can do without it, but never learn its value" "oasdiff optional-response-header-removed"
        unfelt "responses without it were there before";
    HEADER_CHANGED = "D0516" "header-changed" B E B: "A header holds something else, or may be missing."
        "clients find another value there, or none" "oasdiff response-header-became-optional";
    HEADER_ALWAYS = "D0517" "header-always" A E A: "A header that could be missing is now always there."
        "clients of the old release knew that it may be there" "oasdiff response-property-became-required";
    SLOT_ADDED = "D0518" "slot-added" E B E: "An envelope has another slot that must be filled."
        "servers do not compile until they fill it" "Cargo, SemVer compatibility";
    SLOT_ADDED_OPTIONAL = "D0519" "slot-added-optional" E A E: "An envelope has another optional slot."
        "servers go on without it" "AIP-180";
    SLOT_REMOVED = "D0520" "slot-removed" E B E: "A slot is gone."
        "its field is gone from the generated crate" "Cargo, SemVer compatibility";
    SLOT_WORDS = "D0521" "slot-words" E E E: "The words for a slot, or its example, have changed."
        "words for people, which no program decides by" "";
    SLOT_ROLE = "D0522" "slot-role" E B E: "Who fills a slot, whether it must be filled, or where it stands has changed."
        "its field moves or changes its type in the generated crate" "Cargo, SemVer compatibility";

    TYPE_ADDED = "D0601" "type-added" E A E: "There is another type."
        "nothing that exists has it" "AIP-180";
    TYPE_REMOVED = "D0602" "type-removed" E B E: "A type is gone."
        "its Rust type is gone from the generated crate" "Cargo, SemVer compatibility";
    TYPE_KIND = "D0603" "type-kind" B B B: "A type is of another kind: record, enum or alias."
        "clients find another kind of JSON where it is used" "AIP-180; Smithy, evolving models";
    ENUM_VALUE_ADDED = "D0604" "enum-value-added" A A A: "An enum has another value."
        "enums are open: clients keep values that they don't know" "AIP-180; Smithy, evolving models";
    ENUM_VALUE_REMOVED = "D0605" "enum-value-removed" E B B: "A value of an enum is gone."
        "its variant is gone, and what clients do about it never happens" "buf ENUM_VALUE_NO_DELETE"
        unfelt "what is not sent is not felt";
    ENUM_VALUE_WIRE = "D0606" "enum-value-wire" B E B: "A value of an enum travels as another string."
        "clients of the old release don't recognize it" "AIP-180; Smithy, evolving models"
        unfelt "the generated enums are open and keep a string that they do not know; others may not";
    ENUM_VALUE_RENAMED = "D0607" "enum-value-renamed" E B E: "A value of an enum has another name."
        "what travels is the same; the variant has another name" "buf ENUM_VALUE_SAME_NAME";
    FIELD_ADDED = "D0608" "field-added" A B A: "A record has another field that is always there."
        "clients must ignore what they don't know; servers do not compile until they fill it" "AIP-180; oasdiff response-required-property-added";
    FIELD_ADDED_OPTIONAL = "D0609" "field-added-optional" A A A: "A record has another optional field."
        "clients must ignore what they don't know; servers go on without it" "AIP-180";
    FIELD_REMOVED = "D0610" "field-removed" B B B: "A field that was always there is gone."
        "clients of the old release look for it" "AIP-180; buf FIELD_NO_DELETE";
    FIELD_REMOVED_OPTIONAL = "D0611" "field-removed-optional" E B B: "An optional field is gone."
        "clients can read records without it, but never learn its value" "AIP-180; buf FIELD_NO_DELETE"
        unfelt "records without it were there before";
    FIELD_WIRE = "D0612" "field-wire" B E B: "A field has another key in JSON."
        "clients of the old release look for the old key" "buf FIELD_SAME_JSON_NAME";
    FIELD_RENAMED = "D0613" "field-renamed" E B E: "A field has another name, and the same key in JSON."
        "what travels is the same; the Rust field has another name" "buf FIELD_SAME_NAME";
    FIELD_WORDS = "D0614" "field-words" E E E: "The words for a field, or its example, have changed."
        "words for people, which no program decides by" "";
    TYPE_CHANGED = "D0615" "type-changed" B B B: "A value is of another type."
        "clients of the old release cannot read it" "AIP-180; buf FIELD_SAME_TYPE";
    TYPE_NARROWED = "D0616" "type-narrowed" A B A: "A value is of a type whose values the old one had too."
        "clients of the old release read every value of it" "Smithy, evolving models";
    BECAME_OPTIONAL = "D0617" "became-optional" B B B: "A value that was always there may be missing."
        "clients of the old release read it without asking; in Rust it becomes an `Option`" "buf FIELD_SAME_CARDINALITY; oasdiff response-property-became-optional";
    BECAME_REQUIRED = "D0618" "became-required" A B A: "A value that could be missing is always there."
        "clients of the old release knew that it may be there; in Rust it is no longer an `Option`" "oasdiff response-property-became-required";
    NULL_OR_OMITTED = "D0619" "null-or-omitted" B E E: "What is missing is now null, or the other way round."
        "clients that look for the key, or for null, look for the wrong thing" "AIP-180; oasdiff response-property-became-nullable";
    ENUM_OR_STRING = "D0620" "enum-or-string" A B A: "A string is now an enum, or an enum a string."
        "what travels is a string as before, of another Rust type" "Smithy, evolving models";

    CODE_ADDED = "D0701" "code-added" A A A: "There is another code."
        "clients must expect codes that they don't know, and keep them" "AIP-193; Smithy, evolving models";
    CODE_REMOVED = "D0702" "code-removed" E B B: "A code has vanished without a tombstone."
        "its variant is gone, and its name and wire value could come back with another meaning" "buf ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED"
        unfelt "what is not sent is not felt";
    CODE_RETIRED = "D0703" "code-retired" E B B: "A code is retired."
        "its variant is gone, and what clients do about it never happens" "AIP-180; buf ENUM_VALUE_NO_DELETE"
        unfelt "what is not sent is not felt";
    CODE_RENAMED = "D0704" "code-renamed" E B E: "A code has another name, and the same wire value."
        "what travels is the same; the variant has another name" "buf ENUM_VALUE_SAME_NAME";
    CODE_RENAMED_ALIAS = "D0705" "code-renamed-alias" E A E: "A code has another name, and the old one is an alias."
        "what travels is the same; the old name goes on as a deprecated constant" "Cargo, SemVer compatibility";
    CODE_WIRE = "D0706" "code-wire" B E B: "A code has another wire value."
        "clients of the old release don't recognize it" "AIP-193; RFC 9457, 3.1.1";
    WIRE_REUSED = "D0707" "wire-reused" B E B: "A wire value now means another code."
        "clients of the old release take it for the old code" "AIP-180; buf RESERVED_ENUM_NO_DELETE";
    RETIRED_RETURNED = "D0708" "retired-returned" B A B: "A retired code has come back."
        "clients that knew it take it for what it once was" "buf RESERVED_ENUM_NO_DELETE"
        unfelt "the baseline has the tombstone; clients of releases before that have the code";
    TOMBSTONE_REMOVED = "D0709" "tombstone-removed" E E B: "A tombstone is gone."
        "its name and wire value could come back with another meaning" "buf RESERVED_ENUM_NO_DELETE"
        unfelt "no code has the wire value yet";
    TOMBSTONE_ADDED = "D0710" "tombstone-added" E E E: "There is a tombstone of a code that the baseline does not have."
        "nobody who has the baseline knows that code" "";
    TOMBSTONE_WORDS = "D0711" "tombstone-words" E E E: "What a tombstone says has changed."
        "words for people, which no program decides by" "";
    TOMBSTONE_WIRE = "D0712" "tombstone-wire" E E B: "A tombstone holds another wire value."
        "the old wire value could come back with another meaning" "buf RESERVED_ENUM_NO_DELETE"
        unfelt "no code has the wire value yet";
    CODE_MOVED = "D0713" "code-moved" E E E: "A code is in another group."
        "permalink and Rust name stay; the docs show it elsewhere" "";
    CODE_ENVELOPE = "D0714" "code-envelope" B B B: "A code travels in another envelope."
        "clients of the old release look for it in another shape" "oasdiff response-body-type-changed";
    STATUS_IN_CLASS = "D0715" "status-in-class" A E B: "A code comes with another status of the same class."
        "generic clients know the class; clients that look for the number miss it" "RFC 9110, 15; AIP-193";
    STATUS_ACROSS_CLASSES = "D0716" "status-across-classes" B E B: "A code comes with a status of another class, or with none."
        "generic clients take a fault of theirs for the server's, or the other way round" "RFC 9110, 15; oasdiff response-non-success-status-removed";
    STATUS_GIVEN = "D0717" "status-given" A E A: "A code that had no status has one."
        "clients learn more than before" "";
    STATUSES = "D0718" "statuses" A E A: "A code can come with other statuses beside its default."
        "the default is the same" "RFC 9110, 15";
    TITLE = "D0719" "title" E E E: "A code's title has changed."
        "a title is for people" "RFC 9457, 3.1.3";
    MESSAGE = "D0720" "message" E E E: "A code's message has changed."
        "messages are for people and may change at any time" "AIP-193";
    PLACEHOLDER_REMOVED = "D0721" "placeholder-removed" E E B: "A value that travels in the message alone no longer stands in it."
        "nothing else in the body tells it: let the envelope carry `$details`" "AIP-193"
        unfelt "clients do not take messages apart";
    CODE_WORDS = "D0722" "code-words" E E E: "What the docs say about a code has changed."
        "words for people, which no program decides by" "";
    CODE_ACTION_ADDED = "D0723" "code-action-added" E E A: "A code has got an action."
        "clients may now act where they had no advice" "";
    CODE_ACTION = "D0724" "code-action" E E B: "A code asks for another action, or for none."
        "clients of the old release do the wrong thing" "";
    DELAY_ADDED = "D0725" "delay-added" A E A: "The delay before another try stands in one more place."
        "clients of the old release find it where it was, as long as it stands there too" "RFC 9110, 10.2.3";
    DELAY_CHANGED = "D0726" "delay-changed" E E B: "The delay before another try stands somewhere else, or nowhere."
        "clients of the old release look for it where it was" "RFC 9110, 10.2.3";
    GRPC_ADDED = "D0727" "grpc-added" A E A: "A code has got a gRPC code."
        "gRPC clients learn more than before" "AIP-193";
    GRPC = "D0728" "grpc" B E B: "A code has another gRPC code, or none."
        "gRPC clients decide by it" "AIP-193";
    DETAILS_ADDED = "D0729" "details-added" A B A: "A code has got details."
        "clients must ignore what they don't know; in Rust its variant now carries a value" "AIP-180";
    DETAILS_REMOVED = "D0730" "details-removed" B B B: "A code has no details any more."
        "clients of the old release look for them" "AIP-180; buf FIELD_NO_DELETE";
    DETAILS_REMOVED_OPTIONAL = "D0731" "details-removed-optional" E B B: "A code has no optional details any more."
        "clients can read it without them, but never learn them" "AIP-180; buf FIELD_NO_DELETE"
        unfelt "bodies without them were there before";
    DETAILS_TYPE = "D0732" "details-type" E B E: "A code's details have another Rust type, and the same fields."
        "what travels is the same" "Cargo, SemVer compatibility";
    FILLS_ADDED = "D0733" "fills-added" A B A: "A code always fills another slot."
        "clients of the old release knew that it may be there; servers do not compile until they fill it" "";
    FILLS_REMOVED = "D0734" "fills-removed" B B B: "A code no longer always fills a slot."
        "clients of the old release read it without asking" "oasdiff response-property-became-optional";
    SET_ADDED = "D0735" "set-added" A E A: "A code fixes the value of another slot."
        "clients knew that it may be there" "";
    SET_CHANGED = "D0736" "set-changed" B E B: "A slot has another fixed value for a code, or none."
        "clients that tell errors apart by it no longer recognize this one" "oasdiff response-property-enum-value-added";
    ALIAS_ADDED = "D0737" "alias-added" E A E: "A code has another alias."
        "a deprecated constant more" "";
    ALIAS_REMOVED = "D0738" "alias-removed" E B E: "An alias of a code is gone."
        "its constant is gone from the generated crate" "Cargo, SemVer compatibility";
    DEPRECATED = "D0739" "deprecated" E A A: "A code is deprecated."
        "it goes on as before; the compiler and the docs warn of its end" "Cargo, SemVer compatibility; AIP-180";
    UNDEPRECATED = "D0740" "undeprecated" E A A: "A code is no longer deprecated."
        "it goes on as before" "";
    DEPRECATION_WORDS = "D0741" "deprecation-words" E E E: "What a deprecation says has changed."
        "words for people, which no program decides by" "";
    EXAMPLES = "D0742" "examples" E E E: "The examples of a code have changed."
        "examples show what other facts say" "";
    NAME_ON_THE_WIRE = "D0743" "name-on-the-wire" B E B: "A code's name, which its envelope carries, has changed."
        "clients of the old release find another name there" "AIP-193";
    SUNSET = "D0744" "sunset" E E A: "The day on which a deprecated code may go has changed."
        "those who have planned for the old day have to plan for the new one" "RFC 8594";

    CODE_HIDDEN = "D0801" "code-hidden" E E B: "A public code has become internal."
        "clients get its mask instead: what they do about it never happens" ""
        unfelt "what is sent instead is a code that clients know";
    CODE_PUBLISHED = "D0802" "code-published" A E A: "An internal code has become public."
        "clients get it instead of its mask, and must expect codes that they don't know" "AIP-193";
    INTERNAL_ADDED = "D0803" "internal-added" E A E: "There is another internal code."
        "the enum of codes grows; clients see its mask" "";
    INTERNAL_REMOVED = "D0804" "internal-removed" E B E: "An internal code is gone."
        "its variant is gone from the generated crate" "Cargo, SemVer compatibility";
    INTERNAL_MASK = "D0805" "internal-mask" E E B: "An internal code has another mask."
        "clients get another code for the same condition" ""
        unfelt "what is sent instead is a code that clients know";
    INTERNAL_CHANGED = "D0806" "internal-changed" E B E: "What servers give for an internal code has changed."
        "its variant or what it carries changes in the generated crate" "Cargo, SemVer compatibility";
    INTERNAL_WORDS = "D0807" "internal-words" E E E: "The words for an internal code have changed."
        "words for people, which no program decides by" "";
    INTERNAL_FACTS = "D0808" "internal-facts" E E A: "What servers are told about an internal code has changed."
        "it never travels; servers that ask for it learn something else" "";

    CONVERSION_ADDED = "D0901" "conversion-added" E A E: "There is another conversion."
        "nothing that exists changes" "";
    CONVERSION_REMOVED = "D0902" "conversion-removed" E B E: "A conversion is gone."
        "its function is gone from the generated crate" "Cargo, SemVer compatibility";
    CONVERSION_WORDS = "D0903" "conversion-words" E E E: "The words for a conversion have changed."
        "words for people, which no program decides by" "";
    CONVERSION_TOTAL = "D0904" "conversion-total" E B E: "A conversion is total, or no longer is."
        "in Rust its `From` becomes an `Option`, or the other way round" "Cargo, SemVer compatibility";
    CONVERTED = "D0905" "converted" E E A: "A code has got a counterpart."
        "a gateway can now translate it" "";
    CONVERTED_OTHERWISE = "D0906" "converted-otherwise" E E B: "A code has another counterpart, or none."
        "clients of the gateway get another code for the same condition" ""
        unfelt "what the gateway sends is a code that its clients know";
    OPERATION_ADDED = "D0907" "operation-added" E E A: "There is another operation."
        "nothing that exists changes" "AIP-180";
    OPERATION_REMOVED = "D0908" "operation-removed" E E A: "An operation is no longer in the catalogue."
        "whether the operation itself is gone, its OpenAPI document says" "";
    OPERATION_CODE_ADDED = "D0909" "operation-code-added" A E A: "An operation can answer with another code."
        "clients must expect any code of the API" "AIP-193; oasdiff response-non-success-status-added";
    OPERATION_CODE_REMOVED = "D0910" "operation-code-removed" E E A: "An operation no longer answers with a code."
        "what clients do about it never happens there" "oasdiff response-non-success-status-removed";
    OPERATION_WORDS = "D0911" "operation-words" E E E: "The words for an operation have changed."
        "words for people, which no program decides by" "";
    PARAMETER_ADDED = "D0912" "parameter-added" E E A: "Clients may send something more."
        "clients of the old release go on without it" "AIP-180; oasdiff new-optional-request-parameter";
    PARAMETER_DEMANDED = "D0913" "parameter-demanded" E E B: "Clients must send what they did not have to."
        "requests of the old release lack it" "AIP-180; oasdiff new-required-request-parameter"
        unfelt "the witness reads responses, and sends no request";
    PARAMETER_OPTIONAL = "D0914" "parameter-optional" E E A: "Clients need no longer send something."
        "requests that have it are as good as before" "oasdiff request-parameter-became-optional";
    PARAMETER_REMOVED = "D0915" "parameter-removed" E E B: "Something that clients may send is gone."
        "what clients of the old release ask for by it no longer happens" "oasdiff request-parameter-removed"
        unfelt "the witness reads responses, and sends no request";
    PARAMETER_CHANGED = "D0916" "parameter-changed" E E B: "Clients send something in another place, under another name or of another type."
        "servers do not find, or refuse, what clients of the old release send" "oasdiff request-parameter-type-changed"
        unfelt "the witness reads responses, and sends no request";
    PARAMETER_WORDS = "D0917" "parameter-words" E E E: "The words for a parameter have changed."
        "words for people, which no program decides by" "";
}
