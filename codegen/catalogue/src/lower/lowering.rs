//! What every part of the lowering needs: the names that there are, and where findings go.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use serde_json::Value as Json;

use super::code::inherited;
use super::declare::ApiDraft;
use super::scope::Scope;
use crate::model::{ActionId, Base, CodeRef, Details, EnumValue, Status, TypeDef, TypeKind};
use crate::raw::{Node, Pieces, Table};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules::{self, Rule};
use errcat_findings::source::Span;
use errcat_findings::wording::{nearest, one_of};

/// The names of the whole catalogue.
#[derive(Debug)]
pub(super) struct Symbols<'a> {
    /// Statuses of `statuses.toml`, in order.
    pub statuses: Vec<(Status, Table<'a>, Span)>,
    /// Whether `statuses.toml` could not be read.
    pub statuses_partial: bool,
    pub status_index: HashMap<Status, usize>,
    pub actions: Scope<'a, ActionId>,
    /// For each action the only API that has it, if it is not a common one.
    pub action_apis: Vec<Option<usize>>,
    pub apis: Scope<'a, usize>,
    pub drafts: Vec<ApiDraft<'a>>,
}

/// A place in the catalogue that is being lowered.
#[derive(Debug)]
pub(super) struct Lowering<'a, 'x> {
    pub symbols: &'x Symbols<'a>,
    pub findings: &'x mut Findings,
    api: Option<usize>,
    public: bool,
    /// Whether the catalogue has a `docs_url`, so that codes have permalinks.
    pub has_docs_url: bool,
    allow: Vec<&'a str>,
    /// Names of types, slots, actions and statuses of which something could not be read.
    pub broken: HashSet<Span>,
    /// What could not be read of the code at hand.
    pub vague: Vague,
    /// The wire value, of enums that have been asked for it.
    pub enums: HashMap<Span, HashSet<String>>,
    /// The details that files give their codes, by the place where they stand, with whether they
    /// could be read as a whole.
    /// Internal codes may name others in their descriptions, so theirs are read apart.
    pub details: HashMap<(Span, bool), (Option<Details>, bool)>,
    /// The slots that files fix for their codes, by the place where they stand, the envelope, and
    /// whether that is known.
    pub sets: HashMap<(Span, Span, bool), Vec<(usize, Json)>>,
    /// What files give their codes as `meta`, by the place where they stand, and which are given.
    pub meta: HashMap<Span, MetaValues>,
}

/// The values of `meta`, and which are given at all.
pub(super) type MetaValues = (Vec<(usize, Json)>, Vec<usize>);

/// The parts of a code that have errors. These are reported; errors that only follow from them are not.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each part fails by itself")]
pub(super) struct Vague {
    pub envelope: bool,
    pub statuses: bool,
    pub action: bool,
    pub details: bool,
}

impl Vague {
    pub const ALL: Self = Self { envelope: true, statuses: true, action: true, details: true };
}

/// What a name of a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeName {
    /// A code, by its name or an alias: index in the API.
    Code(usize),
    /// A tombstone: index in the API.
    Retired(usize),
}

impl<'a, 'x> Lowering<'a, 'x> {
    /// The lowering of a catalogue with these names, where all APIs have their things in common.
    pub fn new(symbols: &'x Symbols<'a>, findings: &'x mut Findings, has_docs_url: bool) -> Self {
        Self {
            symbols,
            findings,
            api: None,
            public: true,
            has_docs_url,
            allow: Vec::new(),
            broken: HashSet::new(),
            vague: Vague::default(),
            enums: HashMap::new(),
            details: HashMap::new(),
            sets: HashMap::new(),
            meta: HashMap::new(),
        }
    }
}

impl<'a> Lowering<'a, '_> {
    /// Does `work` in the files of an API: bare names are its codes.
    pub fn in_api<R>(&mut self, api: usize, work: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.api.replace(api);
        let done = work(self);
        self.api = before;
        done
    }

    /// Does `work` on what the world reads, which names no internal codes, or on what only servers do.
    pub fn read_by_world<R>(&mut self, public: bool, work: impl FnOnce(&mut Self) -> R) -> R {
        let before = std::mem::replace(&mut self.public, public);
        let done = work(self);
        self.public = before;
        done
    }

    /// Does `work` on a code that waives these lints, and tells what of the code could not be read.
    /// `vague` is what is known of that before.
    pub fn on_code<R>(
        &mut self,
        allow: Vec<&'a str>,
        vague: Vague,
        work: impl FnOnce(&mut Self) -> R,
    ) -> (R, Vague) {
        let allow = std::mem::replace(&mut self.allow, allow);
        let vague = std::mem::replace(&mut self.vague, vague);
        let done = work(self);
        self.allow = allow;
        (done, std::mem::replace(&mut self.vague, vague))
    }

    /// The API whose files these are.
    pub fn api(&self) -> Option<usize> {
        self.api
    }

    /// The lints that the code at hand waives.
    pub fn allowed(&self) -> &[&'a str] {
        &self.allow
    }

    /// Whether the world reads the text at hand.
    pub fn is_public(&self) -> bool {
        self.public
    }

    /// The same place for work beside other work, with findings of its own.
    pub fn beside<'y>(&'y self, findings: &'y mut Findings) -> Lowering<'a, 'y> {
        Lowering {
            symbols: self.symbols,
            findings,
            allow: self.allow.clone(),
            broken: self.broken.clone(),
            enums: HashMap::new(),
            details: HashMap::new(),
            sets: HashMap::new(),
            meta: HashMap::new(),
            ..*self
        }
    }

    /// Reports an error.
    pub fn error(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push(Diagnostic::new(rule, span, message).help(help));
    }

    /// Reports a lint, unless the code at hand waives it.
    pub fn lint(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if !self.allow.contains(&rule.name) {
            self.findings.push(Diagnostic::new(rule, span, message).help(help));
        }
    }

    /// The draft of the API at hand.
    pub fn draft(&self) -> Option<&ApiDraft<'a>> {
        self.symbols.drafts.get(self.api?)
    }

    /// The value of `key` for the code with this index in the API at hand: its own, or its file's.
    pub fn code_value(&self, code: usize, key: &str) -> Option<Node<'a>> {
        let draft = self.draft()?;
        let code = draft.codes.get(code)?;
        inherited(code.table, draft.groups.get(code.group)?.root, key)
    }

    /// Whether a type is one that could not be read, or is made of one.
    pub fn is_vague(&self, base: &Base, types: &[TypeDef]) -> bool {
        match base {
            Base::Scalar(_) => false,
            Base::List(item) | Base::Map(item) => self.is_vague(&item.base, types),
            Base::Named(id) => {
                let ty = &types[*id];
                self.broken.contains(&ty.span)
                    || matches!(&ty.kind, TypeKind::Alias(of) if self.is_vague(&of.base, types))
            }
        }
    }

    /// Whether a value of the enum defined at `span` travels as `text`.
    pub fn enum_has(&mut self, span: Span, values: &[EnumValue], text: &str) -> bool {
        let wires = self
            .enums
            .entry(span)
            .or_insert_with(|| values.iter().map(|value| value.wire.clone()).collect());
        wires.contains(text)
    }

    /// The place of the bytes `range` of a string, or of the whole string if the range is not readable.
    pub fn place(&self, node: Node<'_>, range: Range<usize>) -> Span {
        if self.findings.is_crowded() { node.span() } else { node.span_of(range) }
    }

    /// The same of one of many pieces of a string.
    pub fn place_in(&self, pieces: &Pieces<'_>, range: Range<usize>) -> Span {
        if self.findings.is_crowded() { pieces.span() } else { pieces.span_of(range) }
    }

    /// The help for a name that is not in `names`: the nearest of them, or a few.
    pub fn instead<'w>(
        &self,
        text: &str,
        names: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<String> {
        if self.findings.is_crowded() {
            return None;
        }
        if let Some(near) = nearest(text, names.clone()) {
            return Some(format!("did you mean `{near}`?"));
        }
        let names: Vec<&str> = names.collect();
        (!names.is_empty()).then(|| format!("name {}", one_of(&names)))
    }

    /// Reads a status that must be in `statuses.toml`.
    pub fn status(&mut self, node: Node<'a>) -> Option<Status> {
        let status = self.status_alone(node)?;
        self.known_status(status, node.span()).then_some(status)
    }

    /// Reads a status, whether `statuses.toml` has it or not.
    pub fn status_alone(&mut self, node: Node<'a>) -> Option<Status> {
        let text = match (node.text(), node.integer()) {
            (Some(text), _) => text.to_owned(),
            (_, Some(number)) => number.to_string(),
            _ => return None,
        };
        let help = match Status::parse(&text) {
            // A class is a string, because it is not a number. A number is not a string.
            Some(status) if status.exact().is_some() == node.integer().is_some() => {
                return Some(status);
            }
            Some(_) => format!("write {text}, without quotes"),
            None => match Status::parse(&text.to_ascii_uppercase()) {
                Some(status) => format!("write \"{status}\""),
                None => "write a number such as 404, or a class such as \"4XX\"".to_owned(),
            },
        };
        self.error(
            &rules::STATUS,
            node.span(),
            format!("{} is not an HTTP status", Quoted(node)),
            help,
        );
        None
    }

    /// Reports a status that is not in `statuses.toml`.
    pub fn known_status(&mut self, status: Status, span: Span) -> bool {
        let known = self.symbols.status_index.contains_key(&status);
        if !known && !self.symbols.statuses_partial {
            let message = format!("the status {status} is not in statuses.toml");
            let help = format!("add `[{status}]` with `reason = \"…\"` there");
            self.findings.push(Diagnostic::new(&rules::STATUS, span, message).help(help).fold());
        }
        known
    }

    /// The code called `text` in `api`, which text or references for the world may name.
    pub fn code_in(&mut self, api: usize, text: &str, span: Span) -> Option<CodeName> {
        let symbols = self.symbols;
        let draft = &symbols.drafts[api];
        let found = draft.names.resolve(text, span, self.findings)?;
        match found {
            CodeName::Code(code) if self.public && draft.codes[code].internal => {
                self.error(
                    &rules::INTERNAL_REFERENCE,
                    span,
                    format!("`{text}` is internal, but this text is public"),
                    "name a public code, or describe the error without the name",
                );
                return None;
            }
            CodeName::Retired(_) => self.lint(
                &rules::RETIRED_REFERENCE,
                span,
                format!("`{text}` is retired"),
                "name the code that replaced it",
            ),
            CodeName::Code(_) => {}
        }
        Some(found)
    }

    /// The code `NAME` or `api/NAME`.
    pub fn code_anywhere(&mut self, text: &str, span: Span) -> Option<(usize, CodeName)> {
        let (api, name) = match text.split_once('/') {
            Some((api, name)) => (self.symbols.apis.resolve(api, span, self.findings)?, name),
            None => {
                if let Some(api) = self.api {
                    (api, text)
                } else {
                    let owner = |draft: &&ApiDraft<'_>| draft.names.get(text).is_some();
                    let drafts = &self.symbols.drafts;
                    let api = drafts.iter().find(owner).or_else(|| drafts.first());
                    let api = api.map_or("api", |draft| draft.id);
                    self.error(
                        &rules::UNKNOWN_NAME,
                        span,
                        format!("`{text}` does not say which API the code belongs to"),
                        format!("write the API before it, such as `{api}/{text}`"),
                    );
                    return None;
                }
            }
        };
        Some((api, self.code_in(api, name, span)?))
    }

    /// A code that is alive, for keys that name one.
    pub fn living_code(&mut self, text: &str, span: Span) -> Option<CodeRef> {
        match self.code_anywhere(text, span)? {
            (api, CodeName::Code(code)) => Some(CodeRef { api, code }),
            (_, CodeName::Retired(_)) => None,
        }
    }
}

/// A string or number as the catalogue writes it: a string in quotes.
struct Quoted<'a>(Node<'a>);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.text(), self.0.integer()) {
            (Some(text), _) => write!(f, "`\"{text}\"`"),
            (_, Some(number)) => write!(f, "`{number}`"),
            _ => Ok(()),
        }
    }
}
