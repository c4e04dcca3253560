//! Texts of the catalogue as doc comments.

use super::rustdoc::{self, ITEM, References};
use super::scope::CrateScope;
use super::status::status_variant;
use crate::prose::{self, Destination, Embed, Label, Links};
use errcat_catalogue::model::{ActionId, CodeRef, Prose, Status, Target};

impl CrateScope<'_> {
    /// Prose as the Markdown of a doc comment.
    pub(super) fn prose(&self, prose: &Prose) -> String {
        self.markdown(prose, Embed::Block { below: 1 })
    }

    /// Prose as Markdown of a doc comment, on one line.
    pub(super) fn line(&self, prose: &Prose) -> String {
        self.markdown(prose, Embed::Inline)
    }

    fn markdown(&self, prose: &Prose, embed: Embed) -> String {
        let markdown = prose::markdown(prose, embed, self);
        let is_item = |path: &str| {
            let mut references = prose.references.iter();
            references.any(|it| self.destination(&it.target).1.as_deref() == Some(path))
        };
        let root = self.place.root_of_links();
        let references =
            References { count: prose.references.len(), root: &root, is_item: &is_item };
        rustdoc::markdown(markdown, &references)
    }

    /// A link to an action, by its id.
    pub(super) fn action(&self, id: ActionId) -> String {
        self.refer(&Target::Action(id))
    }

    /// A link to a status, by its number.
    pub(super) fn status(&self, status: Status) -> String {
        self.refer(&Target::Status(status))
    }

    /// A link to a code, by its name.
    pub(super) fn code(&self, code: CodeRef) -> String {
        self.refer(&Target::Code(code))
    }

    fn refer(&self, target: &Target) -> String {
        match self.destination(target) {
            (text, Some(path)) => {
                ["[`", &text, "`](", &rustdoc::item(&self.place.root_of_links(), &path), ")"]
                    .concat()
            }
            (text, None) => ["`", &text, "`"].concat(),
        }
    }

    /// What a target is called, and the path of its item in the crate.
    fn destination(&self, target: &Target) -> (String, Option<String>) {
        match *target {
            Target::Code(code) => {
                let path = self.code_path(code.api, code.code);
                let (_, code) = self.catalogue.code(code);
                (code.name.as_str().to_owned(), Some(path))
            }
            Target::Retired { api, retired } => {
                let retired = &self.catalogue.apis[api].retired[retired];
                (retired.name.as_str().to_owned(), None)
            }
            Target::Action(id) => {
                let name = self.catalogue.action(id).name.as_str();
                (name.to_owned(), Some(format!("Action::{}", self.actions[id.0])))
            }
            Target::Status(status) => {
                (status.to_string(), Some(format!("Status::{}", status_variant(status))))
            }
        }
    }

    fn code_path(&self, api: usize, code: usize) -> String {
        let names = &self.apis[api];
        // rustdoc takes what follows a `#` for a place on a page, and knows keywords as names.
        let module = names.module.as_str().trim_start_matches("r#");
        format!("{module}::Code::{}", names.codes[code])
    }
}

impl Links for CrateScope<'_> {
    fn link(&self, target: &Target) -> Destination {
        let (text, path) = self.destination(target);
        Destination { label: Label::Code(text), address: path.map(|path| format!("{ITEM}{path}")) }
    }
}

/// Plain text as the Markdown of a doc comment.
pub(super) fn plain(text: &str) -> String {
    rustdoc::markdown(prose::plain(text), &References::NONE)
}
