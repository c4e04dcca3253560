//! The validated catalogue: what emitters see.
//!
//! Everything is resolved: defaults are filled in, inheritance is applied, names are indices.
//! Order is the order of the files, APIs by id.

use semver::Version;

use super::code::{Code, Retired};
use super::coverage::Covered;
use super::envelope::Envelope;
use super::outputs::Outputs;
use super::prose::Prose;
use super::types::{Field, TypeDef};
use crate::name::Name;
use crate::vocabulary::{Actor, Advance, Grpc, OpenapiVersion, Status};
use errcat_findings::rules::{Level, Rule};
use errcat_findings::source::Span;

/// A whole catalogue. Only [`lower`](crate::lower) makes one, so whoever has one knows that every
/// rule of the format holds.
#[derive(Debug)]
pub struct Catalogue {
    /// Its title.
    pub title: String,
    /// Its own version.
    pub version: Version,
    /// Base of permalinks, without a final `/`.
    pub docs_url: Option<String>,
    /// The levels of lints that it sets.
    pub lints: Vec<(&'static Rule, Level)>,
    /// What kinds of changes count as, where it says so.
    pub classes: Vec<RuleClass>,
    /// The share of each API's codes that must be documented, by what they must have.
    pub coverage: Vec<Demand>,
    /// Name of the generated crate.
    pub package: Name,
    /// The versions of `OpenAPI` that documents are written in.
    pub openapi: Vec<OpenapiVersion>,
    /// The folders and settings of the outputs.
    pub outputs: Outputs,
    /// Every status in use, in the order of `statuses.toml`.
    pub statuses: Vec<StatusInfo>,
    /// Every action, those of single APIs behind the common ones. [`ActionId`] is the index.
    pub actions: Vec<Action>,
    /// The APIs, by id.
    pub apis: Vec<Api>,
    /// The tables between APIs.
    pub conversions: Vec<Conversion>,
    /// The notes of releases, the newest first.
    pub releases: Vec<Release>,
    /// The changes that are accepted although they break somebody.
    pub accepted: Vec<Accepted>,
    /// Keeps the fields above from being put together anywhere else.
    pub(crate) _sealed: Sealed,
}

/// The notes of a release.
#[derive(Debug, Clone)]
pub struct Release {
    /// Its version.
    pub version: Version,
    /// What has changed for those who use the APIs; block Markdown.
    pub notes: Prose,
}

/// An entry of `[diff]`.
#[derive(Debug, Clone)]
pub struct RuleClass {
    /// The name of a rule of `diff`; whether there is one, `diff` knows.
    pub rule: String,
    /// `breaking`, `additive` or `editorial`.
    pub class: String,
    /// Where the name stands.
    pub span: Span,
}

/// A change that a team accepts although it breaks somebody.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The name of a rule of `diff`; whether there is one, `diff` knows.
    pub rule: String,
    /// What the change is about: `shop/ORDER_CLOSED`, or `shop/*`.
    pub subject: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last version for which it is.
    pub until: Version,
    /// Where the name of the rule stands.
    pub span: Span,
}

/// A requirement of `[coverage]`.
#[derive(Debug, Clone, Copy)]
pub struct Demand {
    /// What codes must have.
    pub what: Covered,
    /// How many of an API's public codes must have it at least, in percent.
    pub percent: u8,
    /// Where it stands.
    pub span: Span,
}

/// What only [`lower`](crate::lower) makes.
#[derive(Debug)]
pub(crate) struct Sealed;

/// A status with its words: common, or as one API sees it.
#[derive(Debug, Clone)]
pub struct StatusInfo {
    /// The status.
    pub status: Status,
    /// Its reason phrase.
    pub reason: String,
    /// Where that stands; `None` where the API has taken it over.
    pub reason_span: Option<Span>,
    /// What it means.
    pub meaning: Option<Prose>,
    /// The default action of its codes.
    pub action: Option<ActionId>,
    /// The status's own wording of that action.
    pub advice: Option<Prose>,
    /// The gRPC code it corresponds to.
    pub grpc: Option<Grpc>,
    /// Where it is defined.
    pub span: Span,
}

/// An action, by its index in [`Catalogue::actions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActionId(pub usize);

/// What the receiver of an error should do.
#[derive(Debug, Clone)]
pub struct Action {
    /// Its id.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// What to do, in words.
    pub advice: Prose,
    /// Who can do it.
    pub actor: Actor,
    /// Whether and when to send the request again.
    pub retry: Advance,
    /// The only API that has it; `None` for a common one.
    pub api: Option<usize>,
    /// Where it is defined.
    pub span: Span,
}

/// One API.
#[derive(Debug)]
pub struct Api {
    /// Its id: the name of its folder.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// One line on what it is.
    pub summary: Option<Prose>,
    /// Markdown for the top of its page.
    pub docs: Option<Prose>,
    /// Where to read on.
    pub links: Vec<Link>,
    /// The type of the codes on the wire.
    pub wire: WireType,
    /// Its envelopes; at least one.
    pub envelopes: Vec<Envelope>,
    /// Its types.
    pub types: Vec<TypeDef>,
    /// The team's own facts, as declared.
    pub meta: Vec<Field>,
    /// The statuses that its codes have or that it describes, in its own words, in the order of
    /// `statuses.toml`.
    pub statuses: Vec<StatusInfo>,
    /// Its own words for actions: those that it rewords or adds.
    pub actions: Vec<ApiAction>,
    /// Its groups, in order.
    pub groups: Vec<Group>,
    /// Its codes, in the order of the groups and files.
    pub codes: Vec<Code>,
    /// Its tombstones.
    pub retired: Vec<Retired>,
    /// Its operations, as far as the catalogue says what they answer with.
    pub operations: Vec<Operation>,
    /// What a client may send with its requests.
    pub parameters: Vec<Parameter>,
    /// What stands for errors that the API does not know.
    pub unexpected: Option<Unexpected>,
    /// Questions and answers.
    pub faq: Vec<Question>,
    /// Where its title stands.
    pub span: Span,
}

/// What stands for errors that the API does not know. All codes have one envelope.
#[derive(Debug)]
pub struct Unexpected {
    /// For other errors of the program, and panics.
    pub error: StandIn,
    /// For answers of the framework, by their status, in order.
    pub statuses: Vec<(u16, StandIn)>,
}

/// A code that stands for other errors. It needs nothing that is not here.
#[derive(Debug)]
pub struct StandIn {
    /// Its index.
    pub code: usize,
    /// Its details. The text `{path}` in them stands for the place of the fault in the request.
    pub details: Option<serde_json::Value>,
}

/// What a client may send with a request, and errors speak of.
#[derive(Debug)]
pub struct Parameter {
    /// Where it is in the request.
    pub place: super::ParameterPlace,
    /// Its name there and its type. It may be left out where the type ends in `?`.
    pub field: Field,
}

/// An action in an API's own words.
#[derive(Debug, Clone)]
pub struct ApiAction {
    /// Which.
    pub action: ActionId,
    /// Its title here.
    pub title: String,
    /// Its advice here.
    pub advice: Prose,
}

/// What an API's codes are on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireType {
    /// Strings.
    String,
    /// Integers.
    Integer,
}

/// The codes of one file.
#[derive(Debug)]
pub struct Group {
    /// Its id: the stem of the file.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// One line on what its codes have in common.
    pub summary: Option<Prose>,
    /// Where to read on.
    pub links: Vec<Link>,
    /// Its codes: a range of [`Api::codes`].
    pub codes: std::ops::Range<usize>,
    /// The wire values that its codes have, where these are integers and it says so.
    pub range: Option<std::ops::RangeInclusive<i64>>,
}

/// A link out of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its text.
    pub title: String,
    /// Where it leads: `http`, `https`, `mailto` or relative.
    pub url: String,
}

/// A question and its answer.
#[derive(Debug)]
pub struct Question {
    /// The question: inline Markdown.
    pub question: Prose,
    /// The answer: Markdown.
    pub answer: Prose,
}

/// An operation, with the codes that it can answer with.
#[derive(Debug)]
pub struct Operation {
    /// Which.
    pub key: OperationKey,
    /// What it does.
    pub summary: Option<Prose>,
    /// Public codes, those of all operations among them: indices of [`Api::codes`], in order.
    pub codes: Vec<usize>,
    /// That it will go.
    pub deprecated: Option<OperationDeprecated>,
    /// Where its key stands.
    pub span: Span,
}

/// That an operation will go. Days are RFC 3339 `full-date`s.
#[derive(Debug)]
pub struct OperationDeprecated {
    /// The day since which callers should no longer use it.
    pub on: String,
    /// The day on which it may go, which is not before that.
    pub sunset: Option<String>,
}

/// How an operation is found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OperationKey {
    /// By method and path template.
    Path {
        /// The method in capitals.
        method: String,
        /// The path: `/v1/orders/{id}`.
        path: String,
    },
    /// By `operationId`.
    Id(String),
}

/// A table from one API's codes to another's.
#[derive(Debug)]
pub struct Conversion {
    /// Index of the API it starts from.
    pub from: usize,
    /// Index of the API it leads to.
    pub to: usize,
    /// What it is for.
    pub description: Option<Prose>,
    /// For each code of `from` its counterpart in `to`, by index. Internal codes have their mask's.
    pub codes: Vec<Option<usize>>,
    /// What an unknown received code becomes.
    pub otherwise: Option<usize>,
    /// Whether every code has a counterpart: a `From` in Rust, else an `Option`.
    pub total: bool,
    /// Where it begins.
    pub span: Span,
}
