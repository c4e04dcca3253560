//! An API's components and responses in somebody's own `OpenAPI` document.
//!
//! The document stays as it is except what is inserted, replaced or taken out: both formats are
//! read into a `tree` that knows where things stand, `plan` says what is to change, `edit`
//! splices text. What belongs to the API is told by the name and by `x-errcat`
//! (`components`); responses of operations by what they refer to (`wiring`).

mod components;
mod edit;
mod json;
pub(crate) mod keys;
mod layout;
mod operations;
mod tree;
mod wiring;
mod yaml;

use serde_json::Value as Json;

use self::edit::Edits;
use self::keys::Twice;
use self::tree::Tree;
use errcat_catalogue::model::{Catalogue, OpenapiVersion};
use errcat_emit::document;
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::{FileId, Span};

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2.
    Yaml,
}

impl Format {
    /// The format of a file, by its extension.
    pub fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1 {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// What to merge into which document.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Index of the API.
    pub api: usize,
    /// What the keys of its components begin with.
    pub prefix: &'a str,
    /// The document's name for spans.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
    /// How it is written.
    pub format: Format,
    /// Whether responses of operations that somebody wrote by hand are replaced.
    pub replace: bool,
}

/// A document with everything in it.
#[derive(Debug)]
pub struct Merged {
    /// Its text.
    pub text: String,
    /// What was done.
    pub done: Done,
}

/// What was done to a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Components, by what happened to them.
    pub components: Counts,
    /// Responses of operations, likewise.
    pub responses: Counts,
    /// Responses of operations that somebody wrote by hand, and that stay: what, and where.
    pub kept: Vec<(String, Span)>,
}

/// How many things were treated in which way.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// They were not there.
    pub added: usize,
    /// They were there, but not like this.
    pub changed: usize,
    /// The catalogue no longer has them.
    pub removed: usize,
    /// They were as they should be.
    pub unchanged: usize,
}

/// Merges the API into the document.
///
/// # Errors
/// What keeps it from that, in order of place: the document cannot be read, somebody else's
/// components have the names, operations are not there.
pub fn merge(request: Request<'_>) -> Result<Merged, Vec<Diagnostic>> {
    let mut findings = Findings::default();
    let merged = run(request, &mut findings);
    match merged {
        Some(merged) if !findings.has_errors() && verified(request, &merged) => Ok(merged),
        Some(_) if !findings.has_errors() => Err(vec![
            Diagnostic::new(
                &rules::MERGE,
                Span::start_of(request.file),
                "errcat cannot extend the document as it is written",
            )
            .help("format the document, and try again"),
        ]),
        _ => Err(findings.into_sorted()),
    }
}

/// Whether the document that came out can be read, and has everything: whatever way of writing was
/// not thought of ends here, and not in a broken document.
fn verified(request: Request<'_>, merged: &Merged) -> bool {
    if merged.text == request.text {
        return true;
    }
    let again = run(Request { text: &merged.text, ..request }, &mut Findings::default());
    again.is_some_and(|again| again.text == merged.text)
}

fn run(request: Request<'_>, findings: &mut Findings) -> Option<Merged> {
    let Request { catalogue, api, prefix, file, text, format, .. } = request;
    let parsed = match format {
        Format::Json => json::parse(text),
        Format::Yaml => yaml::parse(text),
    };
    let tree = match parsed {
        Ok(tree) => tree,
        Err(fault) => {
            let span = Span::new(file, fault.at..fault.at);
            findings.push(Diagnostic::new(&rules::MERGE, span, fault.message).help(fault.help));
            return None;
        }
    };
    if !tree.twice.is_empty() {
        findings.extend(tree.twice.iter().map(|twice| is_twice(file, twice)));
        return None;
    }
    let version = version(&tree, file, findings)?;
    let ours = document::to_merge(catalogue, api, version, prefix);
    let mut edits = Edits::new(text, format, &tree);
    let mut done = Done::default();
    let merge = Merge { request, tree: &tree, ours: &ours };
    merge.components(&mut edits, &mut done, findings);
    merge.wire(&mut edits, &mut done, findings);
    merge.check_references(&edits, findings);
    Some(Merged { text: edits.finish(), done })
}

fn is_twice(file: FileId, twice: &Twice) -> Diagnostic {
    let span = Span::new(file, twice.again.clone());
    Diagnostic::new(&rules::MERGE, span, format!("the key `{}` is defined twice", twice.key))
        .secondary(Span::new(file, twice.first.clone()), "first defined here")
        .help("delete one of the two: programs disagree on which one counts")
}

/// A merge at work.
#[derive(Clone, Copy)]
struct Merge<'a> {
    request: Request<'a>,
    tree: &'a Tree,
    /// The API's document, ready to merge.
    ours: &'a Json,
}

impl Merge<'_> {
    fn error(
        self,
        findings: &mut Findings,
        range: std::ops::Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = Span::new(self.request.file, range);
        findings.push(Diagnostic::new(&rules::MERGE, span, message).help(help));
    }
}

/// The version of a document, as far as its components differ.
fn version(tree: &Tree, file: FileId, findings: &mut Findings) -> Option<OpenapiVersion> {
    let says = tree.get("openapi");
    let text = says.and_then(|entry| entry.value.text()).unwrap_or_default();
    let (range, message, help) = match (says, tree.get("swagger")) {
        _ if text.starts_with("3.0") => return Some(OpenapiVersion::V30),
        // 3.2 takes whatever 3.1 does.
        _ if text.starts_with("3.1") || text.starts_with("3.2") => {
            return Some(OpenapiVersion::V31);
        }
        (Some(entry), _) => (
            entry.value.span.clone(),
            format!("errcat does not know the OpenAPI version `{text}`"),
            "write the document in 3.0 or 3.1",
        ),
        (None, Some(entry)) => (
            entry.key_span.clone(),
            "Swagger 2.0 documents cannot hold components".to_owned(),
            "convert the document to OpenAPI 3 first",
        ),
        (None, None) => (
            0..0,
            "this is not an OpenAPI document: it has no key `openapi`".to_owned(),
            "name the document to add the components to",
        ),
    };
    let span = Span::new(file, range);
    findings.push(Diagnostic::new(&rules::MERGE, span, message).help(help));
    None
}
