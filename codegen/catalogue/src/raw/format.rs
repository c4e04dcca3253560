//! The catalogue's format 1 as data: every table with its keys.
//!
//! The parser checks files against these tables, messages list keys from them, and a test holds
//! the format's reference page to them.

use super::text::Lines;
use crate::name::Grammar;

/// A table of the format.
#[derive(Debug)]
pub struct Def {
    /// Its name in this module.
    pub name: &'static str,
    /// What it is, for messages: `a code`.
    pub what: &'static str,
    /// The heading of `codegen/docs/format.md` below which its keys are described.
    pub section: &'static str,
    /// Its keys, in the order of the canonical layout.
    pub keys: &'static [KeyDef],
}

/// A key of a table.
#[derive(Debug)]
pub struct KeyDef {
    /// The key.
    pub name: &'static str,
    /// Whether the table must have it.
    pub required: bool,
    /// What its value must look like.
    pub shape: Shape,
    /// What the file's codes have of it.
    pub default: Default,
}

/// What codes have of a key of their file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Default {
    /// Nothing: it is the file's own.
    No,
    /// Its value, where they have none of their own.
    Whole,
    /// Each of its entries, where they have none of that name.
    ByName,
}

/// What a value must look like.
#[derive(Debug)]
pub enum Shape {
    /// A string; one that is not blank and that any output can show, unless it has [`Lines::Any`].
    Text(Lines),
    /// A 64-bit integer.
    Integer,
    /// A boolean.
    Boolean,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// Anything that JSON has.
    Json,
    /// An array of these.
    List(&'static Shape),
    /// A table with names of the user's as keys.
    Map(Grammar, &'static Shape),
    /// A table with these keys.
    Table(&'static Def),
    /// Whichever of these takes the value's kind.
    Either(&'static [Shape]),
    /// A type's definition: an enum where it has an array `enum`, else a record.
    TypeTable,
}

const LINE: Shape = Shape::Text(Lines::One);
const BLOCK: Shape = Shape::Text(Lines::Many);
const LEVEL: Shape = Shape::Word(&["allow", "warn", "deny"]);
/// What a change counts as.
const CLASS: Shape = Shape::Word(&["breaking", "additive", "editorial"]);
const GRPC: Shape = Shape::Word(crate::vocabulary::GRPC_NAMES);
const CASE: Shape = Shape::Word(crate::name::CASES);

const fn need(name: &'static str, shape: Shape) -> KeyDef {
    KeyDef { name, required: true, shape, default: Default::No }
}

const fn may(name: &'static str, shape: Shape) -> KeyDef {
    KeyDef { name, required: false, shape, default: Default::No }
}

/// A key of a file whose value its codes have.
const fn of_codes(default: Default, name: &'static str, shape: Shape) -> KeyDef {
    KeyDef { name, required: false, shape, default }
}

/// What every target can be told.
const ENABLED: KeyDef = may("enabled", Shape::Boolean);
const PATH: KeyDef = may("path", LINE);

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $what:literal in $section:literal [$($key:expr),* $(,)?];)*) => {
        $($(#[$doc])* pub static $name: Def = Def {
            name: stringify!($name),
            what: $what,
            section: $section,
            keys: &[$($key),*],
        };)*

        /// Every table of the format.
        pub static TABLES: &[&Def] = &[$(&$name),*];
    };
}

tables! {
    /// `catalogue.toml`.
    CATALOGUE = "catalogue.toml" in "catalogue.toml" [
        need("format", Shape::Integer),
        need("title", LINE),
        need("version", LINE),
        may("docs_url", LINE),
        may("lints", Shape::Map(Grammar::Lint, &LEVEL)),
        may("diff", Shape::Map(Grammar::Change, &CLASS)),
        may("coverage", Shape::Table(&COVERAGE)),
        may("outputs", Shape::Table(&OUTPUTS)),
    ];
    /// `[coverage]`: percentages.
    COVERAGE = "`[coverage]`" in "`[coverage]`" [
        may("description", Shape::Integer),
        may("advice", Shape::Integer),
        may("example", Shape::Integer),
        may("troubleshooting", Shape::Integer),
    ];
    /// `[outputs]`: a table per target.
    OUTPUTS = "`[outputs]`" in "`[outputs]`" [
        may("command", LINE),
        may("rust", Shape::Table(&OUTPUT_RUST)),
        may("docs", Shape::Table(&OUTPUT_PLAIN)),
        may("openapi", Shape::Table(&OUTPUT_OPENAPI)),
        may("tables", Shape::Table(&OUTPUT_TABLES)),
        may("json", Shape::Table(&OUTPUT_PLAIN)),
    ];
    /// `[outputs.rust]`.
    OUTPUT_RUST = "`[outputs.rust]`" in "`[outputs.rust]`" [
        may("kind", Shape::Word(&["crate", "module"])),
        may("module", LINE),
        may("integrations", Shape::List(&Shape::Word(crate::vocabulary::INTEGRATION_NAMES))),
        may("package", LINE),
        may("license", LINE),
        may("publish", Shape::Boolean),
        may("repository", LINE),
        may("edition", Shape::Word(&["2021", "2024"])),
        may("rust-version", LINE),
        ENABLED,
        PATH,
    ];
    /// `[outputs.openapi]`.
    OUTPUT_OPENAPI = "`[outputs.openapi]`" in "`[outputs.openapi]`" [
        may("versions", Shape::List(&Shape::Word(crate::vocabulary::OPENAPI_VERSIONS))),
        ENABLED,
        PATH,
    ];
    /// `[outputs.tables]`.
    OUTPUT_TABLES = "`[outputs.tables]`" in "`[outputs.tables]`" [
        may("escape_formulas", Shape::Boolean),
        ENABLED,
        PATH,
    ];
    /// The table of a target that has nothing else to set.
    OUTPUT_PLAIN = "an output" in "`[outputs]`" [ENABLED, PATH];
    /// A status in `statuses.toml` or `[statuses]`.
    STATUS = "a status" in "statuses.toml" [
        need("reason", LINE),
        may("meaning", LINE),
        may("action", LINE),
        may("advice", LINE),
        may("grpc", GRPC),
    ];
    /// A status in an API's `[statuses]`: it replaces the common one key by key.
    API_STATUS = "a status of an API" in "statuses.toml" [
        may("reason", LINE),
        may("meaning", LINE),
        may("action", LINE),
        may("advice", LINE),
        may("grpc", GRPC),
    ];
    /// An action in `actions.toml`.
    ACTION = "an action" in "actions.toml" [
        may("title", LINE),
        need("advice", LINE),
        need("actor", Shape::Word(crate::vocabulary::ACTOR_NAMES)),
        need("retry", Shape::Word(crate::vocabulary::RETRY_NAMES)),
    ];
    /// An action in an API's `[actions]`.
    API_ACTION = "an action of an API" in "actions.toml" [
        may("title", LINE),
        may("advice", LINE),
        may("actor", Shape::Word(crate::vocabulary::ACTOR_NAMES)),
        may("retry", Shape::Word(crate::vocabulary::RETRY_NAMES)),
    ];
    /// `api.toml`.
    API = "api.toml" in "api.toml" [
        need("title", LINE),
        may("summary", LINE),
        may("docs", BLOCK),
        may("links", Shape::List(&Shape::Table(&LINK))),
        may("groups", Shape::List(&LINE)),
        may("code", Shape::Table(&CODE_RULES)),
        may("envelopes", Shape::Map(Grammar::Envelope, &Shape::Table(&ENVELOPE))),
        may("types", Shape::Map(Grammar::Type, &Shape::Either(&[LINE, Shape::TypeTable]))),
        may("meta", Shape::Map(Grammar::Fact, &Shape::Either(&[LINE, Shape::Table(&META_FIELD)]))),
        may("statuses", Shape::Map(Grammar::Status, &Shape::Table(&API_STATUS))),
        may("actions", Shape::Map(Grammar::Action, &Shape::Table(&API_ACTION))),
        may("parameters", Shape::Map(Grammar::Parameter, &Shape::Table(&PARAMETER))),
        may("unexpected", Shape::Map(Grammar::Unexpected, &Shape::Either(&[LINE, Shape::Table(&STAND_IN)]))),
        may("faq", Shape::List(&Shape::Table(&FAQ))),
    ];
    /// What a client may send with a request.
    PARAMETER = "a parameter" in "`[parameters.NAME]`" [
        need("in", Shape::Word(crate::vocabulary::PARAMETER_PLACES)),
        need("type", LINE),
        may("wire", LINE),
        may("description", LINE),
        may("example", Shape::Json),
    ];
    /// What stands for an unexpected error, as a table.
    STAND_IN = "an entry of `[unexpected]`" in "Unexpected errors" [need("code", LINE), may("details", Shape::Json)];
    /// `[code]` of an API.
    CODE_RULES = "`[code]`" in "`[code]`" [
        may("type", Shape::Word(&["string", "integer"])),
        may("case", CASE),
    ];
    /// An envelope.
    ENVELOPE = "an envelope" in "`[envelopes.NAME]`" [
        may("media_type", LINE),
        may("http_status", Shape::Integer),
        need("body", Shape::Json),
        may("headers", Shape::Map(Grammar::Header, &LINE)),
        may("slots", Shape::Map(Grammar::Slot, &Shape::Either(&[LINE, Shape::Table(&SLOT)]))),
    ];
    /// A slot as a table.
    SLOT = "a slot" in "`[envelopes.NAME]`" [need("type", LINE), may("description", LINE), may("example", Shape::Json)];
    /// A field as a table.
    FIELD = "a field" in "Fields and details" [
        need("type", LINE),
        may("wire", LINE),
        may("description", LINE),
        may("example", Shape::Json),
    ];
    /// A fact of `[meta]` as a table.
    META_FIELD = "a fact" in "Fields and details" [need("type", LINE), may("description", LINE), may("example", Shape::Json)];
    /// An enum type.
    ENUM = "an enum" in "Enums" [
        need("enum", Shape::List(&Shape::Either(&[LINE, Shape::Table(&ENUM_VALUE)]))),
    ];
    /// An enum's value whose name is not the wire value.
    ENUM_VALUE = "an enum's value" in "Enums" [need("name", LINE), need("wire", LINE)];
    /// A question and its answer.
    FAQ = "a question" in "`[[faq]]`" [need("question", LINE), need("answer", BLOCK)];
    /// A link.
    LINK = "a link" in "Links" [need("title", LINE), need("url", LINE)];
    /// A group file.
    GROUP = "a group file" in "Group files" [
        may("title", LINE),
        may("summary", LINE),
        may("links", Shape::List(&Shape::Table(&LINK))),
        may("case", CASE),
        may("range", Shape::List(&Shape::Integer)),
        of_codes(Default::Whole, "envelope", LINE),
        of_codes(Default::Whole, "status", STATUSES),
        of_codes(Default::Whole, "action", LINE),
        of_codes(Default::Whole, "details", DETAILS),
        of_codes(Default::ByName, "set", Shape::Map(Grammar::Reference, &Shape::Json)),
        of_codes(Default::Whole, "visibility", VISIBILITY),
        of_codes(Default::Whole, "masked_as", LINE),
        of_codes(Default::Whole, "tags", Shape::List(&LINE)),
        of_codes(Default::ByName, "meta", Shape::Map(Grammar::Reference, &Shape::Json)),
        may("codes", Shape::Map(Grammar::Code, &Shape::Table(&CODE))),
        may("retired", Shape::Map(Grammar::Code, &Shape::Table(&RETIRED))),
    ];
    /// A code.
    CODE = "a code" in "`[codes.NAME]`" [
        may("wire", WIRE),
        may("status", STATUSES),
        may("title", LINE),
        may("message", BLOCK),
        may("description", BLOCK),
        may("action", LINE),
        may("advice", LINE),
        may("grpc", GRPC),
        may("causes", Shape::List(&LINE)),
        may("troubleshooting", Shape::List(&BLOCK)),
        may("details", DETAILS),
        may("examples", Shape::List(&Shape::Table(&EXAMPLE))),
        may("part_of", LINE),
        may("see_also", Shape::List(&LINE)),
        may("links", Shape::List(&Shape::Table(&LINK))),
        may("aliases", Shape::List(&LINE)),
        may("retry_after", Shape::Either(&[LINE, Shape::Integer, Shape::List(&PLACE)])),
        may("fills", Shape::List(&LINE)),
        may("set", Shape::Map(Grammar::Reference, &Shape::Json)),
        may("envelope", LINE),
        may("since", LINE),
        may("deprecated", Shape::Table(&DEPRECATED)),
        may("visibility", VISIBILITY),
        may("masked_as", LINE),
        may("tags", Shape::List(&LINE)),
        may("meta", Shape::Map(Grammar::Reference, &Shape::Json)),
        may("allow", Shape::List(&LINE)),
    ];
    /// An example of a code.
    EXAMPLE = "an example" in "`[[codes.NAME.examples]]`" [
        may("title", LINE),
        may("message", Shape::Text(Lines::Any)),
        may("details", Shape::Json),
        may("slots", Shape::Map(Grammar::Reference, &Shape::Json)),
    ];
    /// A code's deprecation.
    DEPRECATED = "a deprecation" in "`deprecated`" [
        may("since", LINE),
        may("sunset", LINE),
        may("replaced_by", LINE),
        may("note", LINE),
    ];
    /// A tombstone.
    RETIRED = "a retired code" in "`[retired]`" [
        may("since", LINE),
        may("wire", WIRE),
        may("replaced_by", LINE),
        may("note", LINE),
    ];
    /// `operations.toml` of an API.
    OPERATIONS = "operations.toml" in "operations.toml" [
        may("common", Shape::Table(&OPERATION_COMMON)),
        may("operations", Shape::Map(Grammar::Reference, &Shape::Table(&OPERATION))),
    ];
    /// What all operations can answer with.
    OPERATION_COMMON = "`[common]`" in "operations.toml" [
        may("codes", Shape::List(&LINE)),
        may("groups", Shape::List(&LINE)),
    ];
    /// An operation.
    OPERATION = "an operation" in "operations.toml" [
        may("summary", LINE),
        may("codes", Shape::List(&LINE)),
        may("groups", Shape::List(&LINE)),
        may("common", Shape::Boolean),
        may("deprecated", Shape::Table(&OPERATION_DEPRECATED)),
    ];
    /// An operation's deprecation.
    OPERATION_DEPRECATED = "an operation's deprecation" in "`deprecated` of an operation" [
        need("on", LINE),
        may("sunset", LINE),
    ];
    /// `changelog.toml`.
    CHANGELOG = "changelog.toml" in "changelog.toml" [may("release", Shape::List(&Shape::Table(&RELEASE)))];
    /// The notes of a release.
    RELEASE = "a release" in "changelog.toml" [need("version", LINE), need("notes", BLOCK)];
    /// `accepted.toml`.
    ACCEPTED = "accepted.toml" in "accepted.toml" [may("change", Shape::List(&Shape::Table(&ACCEPTED_CHANGE)))];
    /// A change that a team accepts although it breaks somebody.
    ACCEPTED_CHANGE = "an accepted change" in "accepted.toml" [
        need("rule", LINE),
        need("subject", LINE),
        need("reason", LINE),
        need("until", LINE),
    ];
    /// `conversions.toml`.
    CONVERSIONS = "conversions.toml" in "conversions.toml" [
        may("conversion", Shape::List(&Shape::Table(&CONVERSION))),
    ];
    /// A table from one API's codes to another's.
    CONVERSION = "a conversion" in "conversions.toml" [
        need("from", LINE),
        need("to", LINE),
        may("description", BLOCK),
        may("same_name", Shape::Boolean),
        may("otherwise", LINE),
        may("unmapped", Shape::List(&LINE)),
        may("codes", Shape::Map(Grammar::Reference, &LINE)),
    ];
}

const WIRE: Shape = Shape::Either(&[LINE, Shape::Integer]);
const STATUSES: Shape = Shape::Either(&[Shape::Integer, LINE, Shape::List(&ONE_STATUS)]);
const ONE_STATUS: Shape = Shape::Either(&[Shape::Integer, LINE]);
const PLACE: Shape = Shape::Either(&[LINE, Shape::Integer]);
const VISIBILITY: Shape = Shape::Word(&["public", "internal"]);
const DETAILS: Shape = Shape::Either(&[LINE, Shape::Map(Grammar::Field, &FIELD_SHAPE)]);
/// A field: a type, or a table with one.
pub const FIELD_SHAPE: Shape = Shape::Either(&[LINE, Shape::Table(&FIELD)]);

/// A kind of file.
#[derive(Debug)]
pub struct FileDef {
    /// Its name; that of a group's file is any other in the folder of an API.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
}

/// Every kind of file.
pub static FILES: &[FileDef] = &[
    FileDef { name: "catalogue.toml", shape: Shape::Table(&CATALOGUE) },
    FileDef { name: "statuses.toml", shape: Shape::Map(Grammar::Status, &Shape::Table(&STATUS)) },
    FileDef { name: "actions.toml", shape: Shape::Map(Grammar::Action, &Shape::Table(&ACTION)) },
    FileDef { name: "conversions.toml", shape: Shape::Table(&CONVERSIONS) },
    FileDef { name: "changelog.toml", shape: Shape::Table(&CHANGELOG) },
    FileDef { name: "accepted.toml", shape: Shape::Table(&ACCEPTED) },
    FileDef { name: "api.toml", shape: Shape::Table(&API) },
    FileDef { name: "operations.toml", shape: Shape::Table(&OPERATIONS) },
    FileDef { name: GROUP_FILE, shape: Shape::Table(&GROUP) },
];

/// What the kind of groups' files is called.
const GROUP_FILE: &str = "group.toml";

/// The kind of the file at `path`, which begins in the catalogue's folder; `None` for one that has
/// no part in a catalogue.
pub fn file(path: &str) -> Option<&'static FileDef> {
    let named = |name: &str| FILES.iter().find(|file| file.name == name);
    match path.split_once('/') {
        None => named(path)
            .filter(|file| !["api.toml", "operations.toml", GROUP_FILE].contains(&file.name)),
        Some((_, name @ ("api.toml" | "operations.toml"))) => named(name),
        Some((_, name)) => name.strip_suffix(".toml").and_then(|_| named(GROUP_FILE)),
    }
}
