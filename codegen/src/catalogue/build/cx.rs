//! What every part of the lowering needs: the names that there are, and where findings go.

use std::collections::HashMap;

use super::declare::ApiDraft;
use super::scope::Scope;
use crate::catalogue::{ActionId, CodeRef, Status};
use crate::diagnostic::{Diagnostic, Findings};
use crate::raw::{Node, Table};
use crate::rules::{self, Rule};
use crate::source::Span;

/// The names of the whole catalogue.
#[derive(Debug)]
pub(super) struct Symbols<'a> {
    /// Statuses of `statuses.toml`, in order.
    pub statuses: Vec<(Status, Table<'a>, Span)>,
    /// Whether `statuses.toml` could not be read.
    pub statuses_partial: bool,
    pub status_index: HashMap<Status, usize>,
    pub actions: Scope<'a, ActionId>,
    pub apis: Scope<'a, usize>,
    pub drafts: Vec<ApiDraft<'a>>,
}

/// A place in the catalogue that is being lowered.
#[derive(Debug)]
pub(super) struct Cx<'a, 'x> {
    pub symbols: &'x Symbols<'a>,
    pub findings: &'x mut Findings,
    /// The API whose files these are: bare names are its codes.
    pub api: Option<usize>,
    /// Whether the text is read by the world: then it names no internal codes.
    pub public: bool,
    /// Whether the catalogue has a `docs_url`, so that codes have permalinks.
    pub has_docs_url: bool,
    /// Lints that the code at hand waives.
    pub allow: Vec<&'a str>,
}

/// What a name of a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeName {
    /// A code, by its name or an alias: index in the API.
    Code(usize),
    /// A tombstone: index in the API.
    Retired(usize),
}

impl<'a> Cx<'a, '_> {
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

    /// Reads a status that must be in `statuses.toml`.
    pub fn status(&mut self, node: Node<'a>) -> Option<Status> {
        let text = match (node.text(), node.integer()) {
            (Some(text), _) => text.to_owned(),
            (_, Some(number)) => number.to_string(),
            _ => return None,
        };
        let Some(status) = Status::parse(&text) else {
            self.error(
                &rules::STATUS,
                node.span(),
                format!("`{text}` is not an HTTP status"),
                "write a number such as 404, or a class such as \"4XX\"",
            );
            return None;
        };
        self.known_status(status, node.span()).then_some(status)
    }

    /// Reports a status that is not in `statuses.toml`.
    pub fn known_status(&mut self, status: Status, span: Span) -> bool {
        let known =
            self.symbols.status_index.contains_key(&status) || self.symbols.statuses_partial;
        if !known {
            self.error(
                &rules::STATUS,
                span,
                format!("the status {status} is not in statuses.toml"),
                format!("add `[{status}]` with `reason = \"…\"` there"),
            );
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
                    format!("`{text}` is internal, but the world reads this"),
                    "name a public code, or say it without the name",
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
            None => match self.api {
                Some(api) => (api, text),
                None => {
                    self.error(
                        &rules::UNKNOWN_NAME,
                        span,
                        format!("`{text}` is of no API here"),
                        format!("write the API before it, such as `izi/{text}`").replace(
                            "izi",
                            self.symbols.drafts.first().map_or("api", |draft| draft.id),
                        ),
                    );
                    return None;
                }
            },
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
