//! The registry of rules: everything that can be found in a catalogue, by id.
//!
//! Ids are append-only: a rule that is given up keeps its id, so that a search for it still ends
//! at the right place. `E01…` is about TOML and shapes, `E02…` about names and references, `E03…`
//! about what a code says, `E04…` about envelopes and types, `E05…` about conversions, `E06…` about
//! operations, `E07…` about documents of others; `W…` are lints, whose level `[lints]` in `catalogue.toml`
//! sets by name.

use crate::wording;

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, printed with each finding.
    pub id: &'static str,
    /// Its name; for lints also the key in `[lints]` and in a code's `allow`.
    pub name: &'static str,
    /// What is wrong where it is broken, in a sentence.
    pub summary: &'static str,
    /// What it is if the catalogue doesn't say.
    pub level: Level,
    /// Its page, Markdown in lines of at most 80 characters: why it is a rule, an example that
    /// breaks it, and one that keeps it.
    pub explanation: &'static str,
}

/// What happens where a rule is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The catalogue is not valid: no setting changes that.
    Error,
    /// A lint that fails the run.
    Deny,
    /// A lint that is printed.
    Warn,
    /// A lint that is silent.
    Allow,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated, and the exit status is 1.
    Error,
    /// Reported only.
    Warning,
}

impl Rule {
    /// What a finding weighs if the catalogue doesn't say; `None` where it is silent.
    pub fn default_severity(&self) -> Option<Severity> {
        self.level.severity()
    }

    /// Whether the catalogue may set its level.
    pub fn is_lint(&self) -> bool {
        self.level != Level::Error
    }
}

impl Level {
    /// What a finding of this level weighs; `None` where it is silent.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error | Self::Deny => Some(Severity::Error),
            Self::Warn => Some(Severity::Warning),
            Self::Allow => None,
        }
    }
}

macro_rules! rules {
    ($($constant:ident = $id:literal $name:literal $level:ident: $summary:literal;)*) => {
        $(#[doc = $summary]
        pub static $constant: Rule = Rule {
            id: $id,
            name: $name,
            summary: $summary,
            level: Level::$level,
            explanation: include_str!(concat!("../rules/", $name, ".md")),
        };)*

        /// Every rule, by id.
        pub static ALL: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    TOML = "E0101" "toml" Error: "The file is not TOML 1.0.";
    ENCODING = "E0102" "encoding" Error: "The file is not valid UTF-8, or it begins with two byte order marks.";
    UNKNOWN_KEY = "E0103" "unknown-key" Error: "The format does not define this key here.";
    MISSING_KEY = "E0104" "missing-key" Error: "A required key is missing.";
    WRONG_KIND = "E0105" "wrong-kind" Error: "The value is not of the kind that the format requires.";
    BAD_VALUE = "E0106" "bad-value" Error: "The value is of the right kind, but the format does not allow it here.";
    BAD_TEXT = "E0107" "bad-text" Error: "The text is blank or holds characters that no output can show safely.";
    TOO_DEEP = "E0108" "too-deep" Error: "The value or text is nested more than 32 levels deep.";
    STRAY_FILE = "E0109" "stray-file" Error: "The catalogue's folder holds a file or folder that the format does not know.";
    UNFINISHED_EDIT = "E0110" "unfinished-edit" Error: "An edit of the catalogue was interrupted and is still unfinished.";

    BAD_NAME = "E0201" "bad-name" Error: "The name does not follow the grammar of its kind.";
    RESERVED_NAME = "E0202" "reserved-name" Error: "The name is taken by a target language or by the format itself.";
    SAME_NAME = "E0203" "same-name" Error: "Two names of one kind are equal, or become equal in some target's casing.";
    SAME_WIRE = "E0204" "same-wire" Error: "Two codes of one API have the same wire value.";
    CASE = "E0205" "case" Error: "The name is not written in the case that the API prescribes.";
    UNKNOWN_NAME = "E0206" "unknown-name" Error: "The name refers to nothing in the catalogue.";
    INTERNAL_REFERENCE = "E0207" "internal-reference" Error: "Public text or a public reference names an internal code.";

    WIRE = "E0301" "wire" Error: "The wire value is missing, or the API's codes cannot have it.";
    STATUS = "E0302" "status" Error: "A code cannot have this status, or `statuses.toml` does not define it.";
    MESSAGE = "E0303" "message" Error: "The message's placeholders do not match the code's details.";
    RETRY = "E0304" "retry" Error: "`retry_after` does not match the action, the details or the slots.";
    SLOT_USE = "E0305" "slot-use" Error: "The code sets or fills a slot that it cannot set or fill.";
    MASK = "E0306" "mask" Error: "The internal code has no mask, or has a mask that cannot replace it.";
    EXAMPLE = "E0307" "example" Error: "The example does not match the code.";
    DEPRECATION = "E0308" "deprecation" Error: "The code named in `replaced_by` cannot replace this code.";
    META = "E0309" "meta" Error: "`[meta]` does not declare the fact, or declares it with another type.";
    ACTION = "E0310" "action" Error: "The action's definition contradicts another definition.";
    EMPTY_API = "E0311" "empty-api" Error: "The API has no codes.";
    MARKDOWN = "E0312" "markdown" Error: "The prose holds a link that could run code, or a reference that cannot be resolved.";
    RANGE = "E0313" "range" Error: "The group's range of numbers is not valid, or a number is outside its group's range.";
    PART_OF = "E0314" "part-of" Error: "A code is part of itself, directly or through other codes.";
    UNEXPECTED = "E0315" "unexpected" Error: "The code cannot stand for unexpected errors, or no code stands for them.";

    TYPE = "E0401" "type" Error: "The type is not written as the format requires.";
    TYPE_CYCLE = "E0402" "type-cycle" Error: "The type contains itself, with no list or map in between.";
    BODY = "E0403" "body" Error: "The envelope's body breaks a rule of bodies.";
    SLOT = "E0404" "slot" Error: "The envelope declares the slot, but its body and headers do not use it as they must.";
    HEADER = "E0405" "header" Error: "An envelope cannot send this header.";
    DETAILS = "E0406" "details" Error: "The code's details do not match its envelope.";
    PARAMETER = "E0407" "parameter" Error: "A request cannot have this parameter.";

    CONVERSION = "E0501" "conversion" Error: "The conversion table is incomplete or contradicts itself.";

    OPERATION = "E0601" "operation" Error: "The operation is not valid, is listed twice, or has no codes.";

    MERGE = "E0701" "merge" Error: "The document cannot be read, or the API cannot be merged into it.";

    UNUSED_ACTION = "W0001" "unused-action" Warn: "No code uses the action.";
    UNDOCUMENTED = "W0002" "undocumented" Warn: "The code has no description.";
    NO_ACTION = "W0003" "no-action" Warn: "The code has no action, so a client cannot know what to do.";
    NO_MEANING = "W0004" "no-meaning" Warn: "The status has no meaning.";
    RETIRED_REFERENCE = "W0005" "retired-reference" Warn: "The text refers to a code that is retired.";
    STATUS_CLASS = "W0006" "status-class" Warn: "The conversion turns a code into a code of another status class.";
    DEPRECATED_TARGET = "W0007" "deprecated-target" Warn: "The conversion's target is deprecated.";
    USELESS_ENTRY = "W0008" "useless-entry" Warn: "The entry has no effect.";
    UNUSED_ENVELOPE = "W0009" "unused-envelope" Warn: "No code uses the envelope.";
    UNUSED_TYPE = "W0010" "unused-type" Warn: "Nothing uses the type.";
    MESSAGE_REPEATS_CODE = "W0011" "message-repeats-code" Warn: "The message only repeats the code's name.";
    STATUS_REASON = "W0012" "status-reason" Warn: "The status has another reason phrase in the IANA registry.";
    POINTLESS_RETRY = "W0013" "pointless-retry" Warn: "The action repeats the same request, which cannot help with the code's status.";
    MESSAGE_STOP = "W0014" "message-stop" Warn: "The message ends with a full stop and most of the API's messages do not, or the other way round.";
    SIMILAR_MESSAGES = "W0015" "similar-messages" Warn: "Two codes of one API have messages that say the same.";
    STUTTER = "W0016" "stutter" Warn: "The code's name repeats its API's name.";
    MISSING_EXAMPLE = "W0017" "missing-example" Warn: "The code requires details, but the catalogue gives no example of them.";
    NO_REPLACEMENT = "W0018" "no-replacement" Warn: "The code is deprecated, and the catalogue does not say what replaces it.";
    UNUSED_STATUS = "W0019" "unused-status" Warn: "No code uses the status.";
    SAME_TITLE = "W0020" "same-title" Warn: "Two codes of one API have the same title.";
    MIXED_CASE = "W0021" "mixed-case" Warn: "The code's name is not written in the case of the file's other codes.";
    UNFINISHED = "W0022" "unfinished" Warn: "The text still has a marker such as TODO.";
    FUTURE_VERSION = "W0023" "future-version" Warn: "The version is later than the catalogue's own version.";
    UNDESCRIBED_FIELD = "W0024" "undescribed-field" Allow: "The field of the details has no description.";
    COVERAGE = "W0025" "coverage" Deny: "Fewer codes are documented than `[coverage]` requires.";
    STRAY_TABLE = "W0026" "stray-table" Warn: "A table defines a new code whose name is almost the name of the code before it.";
    LOOK_ALIKE = "W0027" "look-alike" Warn: "Two codes of one API have wire values that look the same.";
    ROOT_LINK = "W0028" "root-link" Warn: "The link starts at the root of the host, so it leads elsewhere on every host that shows the text.";
    STALE_WAIVER = "W0029" "stale-waiver" Warn: "An accepted change does not exist, or its version has passed.";
}

/// The lint called `name`.
pub fn lint(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.is_lint() && rule.name == name)
}

/// The rule of this id or name. Upper and lower case make no difference, nor do zeros: `e103`.
pub fn find(text: &str) -> Option<&'static Rule> {
    let short = |id: &str| Some((id.get(..1)?.to_ascii_uppercase(), id.get(1..)?.parse().ok()?));
    let wanted: Option<(String, u16)> = short(text);
    ALL.iter().copied().find(|rule| {
        rule.name.eq_ignore_ascii_case(text) || wanted.is_some() && wanted == short(rule.id)
    })
}

/// The rule whose id or name is most like `text`, if one is.
pub fn nearest(text: &str) -> Option<&'static Rule> {
    let words = ALL.iter().flat_map(|rule| [rule.name, rule.id]);
    wording::nearest(text, words).and_then(find)
}
