//! The catalogue's files by their part in it, each parsed and checked against the format.

use super::format;
use super::shape::{check_map, check_table};
use super::{Document, Table, format::Shape, parse};
use crate::name::Grammar;
use crate::parallel;
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::{FileId, Source, Sources, Span};

/// All files of a catalogue.
#[derive(Debug, Default)]
pub struct Tree<'s> {
    /// `catalogue.toml`.
    pub catalogue: File<'s>,
    /// `statuses.toml`.
    pub statuses: File<'s>,
    /// `actions.toml`.
    pub actions: File<'s>,
    /// `conversions.toml`.
    pub conversions: File<'s>,
    /// `changelog.toml`.
    pub changelog: File<'s>,
    /// `accepted.toml`.
    pub accepted: File<'s>,
    /// The folders, by name.
    pub apis: Vec<ApiFolder<'s>>,
}

/// One file of it.
#[derive(Debug, Default)]
pub enum File<'s> {
    /// It is not there.
    #[default]
    Absent,
    /// It is there, but not TOML; that has been reported.
    Broken(FileId),
    /// It is the `catalogue.toml` of another format; that has been reported.
    Foreign(FileId),
    /// It is there.
    Parsed(FileId, Document<'s>),
}

/// The folder of an API.
#[derive(Debug)]
pub struct ApiFolder<'s> {
    /// Its name.
    pub name: &'s str,
    /// `api.toml`.
    pub api: File<'s>,
    /// `operations.toml`.
    pub operations: File<'s>,
    /// The other files by stem.
    pub groups: Vec<(&'s str, File<'s>)>,
}

impl File<'_> {
    /// Its top level, if it can be read.
    pub fn root(&self) -> Option<Table<'_>> {
        match self {
            Self::Parsed(_, document) => Some(document.root()),
            _ => None,
        }
    }

    /// Its name for spans.
    pub fn id(&self) -> Option<FileId> {
        match self {
            Self::Absent => None,
            Self::Broken(id) | Self::Foreign(id) | Self::Parsed(id, _) => Some(*id),
        }
    }

    /// Whether there may be more in it than can be read.
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(_) | Self::Foreign(_))
    }
}

impl ApiFolder<'_> {
    /// The place that stands for the whole folder in messages.
    pub fn span(&self) -> Option<Span> {
        let groups = self.groups.iter().map(|(_, file)| file);
        let own = [&self.api, &self.operations];
        own.into_iter().chain(groups).find_map(File::id).map(Span::start_of)
    }
}

/// Parses all files and checks each against the format.
pub fn read<'s>(sources: &'s Sources, findings: &mut Findings) -> Tree<'s> {
    let files: Vec<_> = sources
        .iter()
        .filter_map(|(id, source)| Some((id, source, Role::of(&source.path)?)))
        .collect();
    let read = parallel::map(&files, |(id, source, role)| read_file(*id, source, *role));
    let mut tree = Tree::default();
    for ((id, _, role), (file, found)) in files.into_iter().zip(read) {
        if let File::Foreign(_) = file {
            // Any other message would be about this format.
            findings.append(found);
            return Tree { catalogue: file, ..Tree::default() };
        }
        match role {
            Role::Catalogue => tree.catalogue = file,
            Role::Statuses => tree.statuses = file,
            Role::Actions => tree.actions = file,
            Role::Conversions => tree.conversions = file,
            Role::Changelog => tree.changelog = file,
            Role::Accepted => tree.accepted = file,
            Role::Api(folder) => tree.folder(folder, id, findings).api = file,
            Role::Operations(folder) => tree.folder(folder, id, findings).operations = file,
            Role::Group(folder, stem) => {
                let folder = tree.folder(folder, id, findings);
                if let Err(fault) = Grammar::Group.check(stem) {
                    findings.push(fault.at(Span::start_of(id)).label("in the file of this name"));
                }
                folder.groups.push((stem, file));
            }
        }
        findings.append(found);
    }
    for api in &tree.apis {
        if let (File::Absent, Some(span)) = (&api.api, api.span()) {
            findings.push(
                Diagnostic::new(
                    &rules::MISSING_KEY,
                    span,
                    format!("the folder `{}` has no `api.toml`", api.name),
                )
                .help("each folder is an API: add an `api.toml` with `title = \"…\"` to it"),
            );
        }
    }
    tree
}

/// A file's part in the catalogue.
#[derive(Clone, Copy)]
enum Role<'s> {
    Catalogue,
    Statuses,
    Actions,
    Conversions,
    Changelog,
    Accepted,
    /// `api.toml` of a folder.
    Api(&'s str),
    /// `operations.toml` of a folder.
    Operations(&'s str),
    /// A group: folder and stem.
    Group(&'s str, &'s str),
}

impl<'s> Role<'s> {
    /// The part of the file at `path`; `None` for those that `load` has found to have none.
    fn of(path: &'s str) -> Option<Self> {
        let Some((folder, file)) = path.split_once('/') else {
            return match path {
                "catalogue.toml" => Some(Self::Catalogue),
                "statuses.toml" => Some(Self::Statuses),
                "actions.toml" => Some(Self::Actions),
                "conversions.toml" => Some(Self::Conversions),
                "changelog.toml" => Some(Self::Changelog),
                "accepted.toml" => Some(Self::Accepted),
                _ => None,
            };
        };
        match file.strip_suffix(".toml").unwrap_or(file) {
            "api" => Some(Self::Api(folder)),
            "operations" => Some(Self::Operations(folder)),
            stem => Some(Self::Group(folder, stem)),
        }
    }
}

impl<'s> Tree<'s> {
    /// The folder of this name, which is the last one or a new one: files come by folder.
    fn folder(
        &mut self,
        name: &'s str,
        file: FileId,
        findings: &mut Findings,
    ) -> &mut ApiFolder<'s> {
        if self.apis.last().is_none_or(|api| api.name != name) {
            if let Err(fault) = Grammar::Api.check(name) {
                findings.push(fault.at(Span::start_of(file)).label("in the folder of this name"));
            }
            self.apis.push(ApiFolder {
                name,
                api: File::Absent,
                operations: File::Absent,
                groups: Vec::new(),
            });
        }
        let last = self.apis.len() - 1;
        &mut self.apis[last]
    }
}

/// Parses one file and checks it against what its part asks for.
fn read_file<'s>(id: FileId, source: &'s Source, role: Role<'_>) -> (File<'s>, Findings) {
    let mut findings = Findings::default();
    let Some(document) = parse(id, source, &mut findings) else {
        return (File::Broken(id), findings);
    };
    let root = document.root();
    if matches!(role, Role::Catalogue) && is_of_other_format(root, &mut findings) {
        return (File::Foreign(id), findings);
    }
    match format::file(&source.path).map(|file| &file.shape) {
        Some(Shape::Table(def)) => check_table(root, def, &mut findings),
        Some(Shape::Map(grammar, item)) => check_map(root, *grammar, item, &mut findings),
        _ => {}
    }
    (File::Parsed(id, document), findings)
}

fn is_of_other_format(root: Table<'_>, findings: &mut Findings) -> bool {
    let Some(node) = root.get("format") else { return false };
    let Some(format) = node.integer().filter(|format| *format != 1) else { return false };
    findings.push(
        Diagnostic::new(
            &rules::BAD_VALUE,
            node.span(),
            format!("this version of errcat reads format 1, not {format}"),
        )
        .help("write `format = 1`, or update errcat"),
    );
    true
}
