//! Where the new catalogue says what has changed.

use std::collections::HashMap;

use super::{Change, Kind, Subject};
use errcat_catalogue::raw::{self, Table, Tree};
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{Sources, Span};

/// Where things are in a catalogue's files.
#[derive(Debug)]
pub struct Places<'s> {
    tree: Tree<'s>,
    /// The file of each code and tombstone, by API and name: indices of folder and group.
    files: HashMap<(usize, String), usize>,
    /// Indices of folders, by name.
    folders: HashMap<&'s str, usize>,
    /// Indices of files in folders, by name.
    groups: HashMap<(usize, &'s str), usize>,
    /// The folder whose API has an action of its own, by name.
    actions: HashMap<String, usize>,
    /// Indices of the tables of conversions, by what they lead from and to.
    conversions: HashMap<(String, String), usize>,
}

impl<'s> Places<'s> {
    /// Reads the files of a catalogue that is valid.
    pub fn new(sources: &'s Sources) -> Self {
        let tree = raw::read(sources, &mut Findings::default());
        let mut files = HashMap::new();
        let (mut folders, mut groups) = (HashMap::new(), HashMap::new());
        let mut actions = HashMap::new();
        for (folder, api) in tree.apis.iter().enumerate() {
            folders.insert(api.name, folder);
            for (key, _) in api.api.root().into_iter().flat_map(|root| root.entries_of("actions")) {
                actions.entry(key.text.to_owned()).or_insert(folder);
            }
            for (at, (stem, file)) in api.groups.iter().enumerate() {
                groups.insert((folder, *stem), at);
                for key in ["codes", "retired"] {
                    let names = file.root().into_iter().flat_map(|root| root.entries_of(key));
                    files.extend(names.map(|(name, _)| ((folder, name.text.to_owned()), at)));
                }
            }
        }
        let mut conversions = HashMap::new();
        let tables = tree.conversions.root().into_iter().flat_map(|it| it.items_of("conversion"));
        for (at, table) in tables.enumerate() {
            let ends = table.table().and_then(|it| Some((it.text("from")?, it.text("to")?)));
            if let Some((from, to)) = ends {
                conversions.entry((from.to_owned(), to.to_owned())).or_insert(at);
            }
        }
        Self { tree, files, folders, groups, actions, conversions }
    }

    /// The place of a change: of the fact where the file names it, else of the thing that has it.
    /// `None` where there is nothing of it.
    pub fn of(&self, change: &Change) -> Option<Span> {
        let key: Vec<&str> = change.key.iter().map(String::as_str).collect();
        let (table, path) = self.table(&change.subject)?;
        if let Some(span) = self.inherited(change) {
            return Some(span);
        }
        let mut span = None;
        let mut at = table;
        for part in path.iter().map(String::as_str).chain(key) {
            let Some((name, node)) = at.entry(part) else { break };
            span = Some(name.span);
            match node.table() {
                Some(inner) => at = inner,
                None => break,
            }
        }
        // What has a name of its own is either found by it or gone.
        let whole = path.is_empty().then_some(table.span);
        span.or(whole)
    }

    /// The place of a fact that a code has from its file, or from its status.
    fn inherited(&self, change: &Change) -> Option<Span> {
        let fact = change.key.first()?.as_str();
        let api = change.subject.api.as_deref().filter(|_| change.subject.kind == Kind::Code)?;
        let folder = *self.folders.get(api)?;
        let file = *self.files.get(&(folder, change.subject.name.clone()))?;
        let root = self.tree.apis[folder].groups[file].1.root()?;
        let code = root.table("codes")?.table(&change.subject.name)?;
        if code.get(fact).is_some() {
            return None;
        }
        if let Some((key, _)) = root.entry(fact) {
            return Some(key.span);
        }
        if !matches!(fact, "action" | "grpc" | "advice") {
            return None;
        }
        let status = code.get("status").or_else(|| root.get("status"))?;
        let status = status.items().next().unwrap_or(status);
        let number = match status.integer() {
            Some(number) => number.to_string(),
            None => status.text()?.to_owned(),
        };
        let own = self.tree.apis[folder].api.root().and_then(|root| root.table("statuses"));
        let tables = [own, self.tree.statuses.root()];
        let of = |table: Table<'_>| Some(table.table(&number)?.entry(fact)?.0.span);
        tables.into_iter().flatten().find_map(of)
    }

    /// The table in which a thing is looked up, and the keys that lead to it.
    fn table(&self, subject: &Subject) -> Option<(Table<'_>, Vec<String>)> {
        let name = || subject.name.clone();
        let path = |table: &str| vec![table.to_owned(), name()];
        let Some(id) = &subject.api else {
            return match subject.kind {
                Kind::Status => Some((self.tree.statuses.root()?, vec![name()])),
                Kind::Action => {
                    let common = self.tree.actions.root()?;
                    if common.get(&subject.name).is_some() {
                        return Some((common, vec![name()]));
                    }
                    let folder = self.actions.get(&subject.name)?;
                    let own = self.tree.apis[*folder].api.root()?.table("actions")?;
                    Some((own, vec![name()]))
                }
                Kind::Conversion => Some((self.conversion(&subject.name)?, Vec::new())),
                _ => Some((self.tree.catalogue.root()?, Vec::new())),
            };
        };
        let folder = *self.folders.get(id.as_str())?;
        let api = &self.tree.apis[folder];
        match subject.kind {
            Kind::Status => Some((api.api.root()?, path("statuses"))),
            Kind::Action => Some((api.api.root()?, path("actions"))),
            Kind::Envelope => Some((api.api.root()?, path("envelopes"))),
            Kind::Type => Some((api.api.root()?, path("types"))),
            Kind::Operation => Some((api.operations.root()?, path("operations"))),
            Kind::Parameter => Some((api.api.root()?, path("parameters"))),
            Kind::Group => {
                let at = self.groups.get(&(folder, subject.name.as_str()))?;
                Some((api.groups[*at].1.root()?, Vec::new()))
            }
            Kind::Code | Kind::Retired => {
                let file = self.files.get(&(folder, name()))?;
                let root = api.groups[*file].1.root()?;
                let kept = root.table("codes").is_some_and(|codes| codes.get(&name()).is_some());
                Some((root, path(if kept { "codes" } else { "retired" })))
            }
            _ => Some((api.api.root()?, Vec::new())),
        }
    }

    fn conversion(&self, title: &str) -> Option<Table<'_>> {
        let (from, to) = title.split_once(" -> ")?;
        let root = self.tree.conversions.root()?;
        let at = self.conversions.get(&(from.to_owned(), to.to_owned()))?;
        root.items_of("conversion").nth(*at)?.table()
    }
}
