//! Constants for what several codes share: statuses, lists of them and actions.
//!
//! A name is read faster than `Some(Status::Http400)`, which is a call and a path. Names
//! begin with what the constants are, so that no two kinds share one, nor one with a column.

use std::collections::BTreeMap;

use super::super::ident::camel;
use super::super::scope::ApiScope;
use super::super::source_text::{SourceText, list};
use super::super::status::status_variant;
use errcat_catalogue::model::{Grpc, Status};
use errcat_catalogue::name::Name;

/// What stands for values of the columns: a constant where several codes share one.
pub(super) struct Shared<'a> {
    pub(super) statuses: BTreeMap<Status, String>,
    pub(super) lists: BTreeMap<&'a [Status], String>,
    pub(super) grpc: BTreeMap<Grpc, String>,
    pub(super) actions: BTreeMap<usize, String>,
    /// The constants.
    constants: Vec<String>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(api: ApiScope<'a>) -> Self {
        let codes = &api.api.codes;
        let lists = || {
            let lists = codes.iter().map(|code| code.statuses.as_slice());
            lists.filter(|list| !list.is_empty())
        };
        let mut constants = Constants::default();
        Self {
            statuses: constants.of(
                lists().map(|list| list[0]),
                "Option<Status>",
                |status| format!("STATUS_{status}"),
                |status| format!("Some({})", status_expr(*status)),
            ),
            lists: constants.of(
                lists(),
                "&[Status]",
                |list| list_name(list),
                |statuses| {
                    format!("&[{}]", list(statuses.iter().map(|status| status_expr(*status))))
                },
            ),
            grpc: constants.of(
                codes.iter().filter_map(|code| code.grpc),
                "Option<Grpc>",
                |grpc| format!("GRPC_{}", grpc.as_str()),
                |grpc| format!("Some(Grpc::{})", camel(&Name::new(grpc.as_str()))),
            ),
            actions: constants.of(
                codes.iter().filter_map(|code| Some(code.action?.0)),
                "Option<Action>",
                |at| format!("ACTION_{}", api.scope.catalogue.actions[*at].name.screaming()),
                |at| format!("Some(Action::{})", api.scope.actions[*at]),
            ),
            constants: constants.lines,
        }
    }

    /// Writes the constants.
    pub(super) fn write(&self, source: &mut SourceText) {
        if !self.constants.is_empty() {
            source.blank_line();
        }
        for constant in &self.constants {
            source.line(constant);
        }
    }
}

/// The constants of an API, line by line.
#[derive(Default)]
struct Constants {
    lines: Vec<String>,
}

impl Constants {
    /// What stands for each of the values.
    fn of<T: Ord>(
        &mut self,
        values: impl Iterator<Item = T>,
        ty: &str,
        name: impl Fn(&T) -> String,
        value: impl Fn(&T) -> String,
    ) -> BTreeMap<T, String> {
        let mut uses = BTreeMap::new();
        for value in values {
            *uses.entry(value).or_insert(0_usize) += 1;
        }
        let text = |(it, uses): (T, usize)| {
            let mut text = value(&it);
            if uses > 1 {
                let name = name(&it);
                self.lines.push(format!("const {name}: {ty} = {text};"));
                text = name;
            }
            (it, text)
        };
        uses.into_iter().map(text).collect()
    }
}

/// `STATUSES_401_400`
fn list_name(statuses: &[Status]) -> String {
    let words: Vec<String> = statuses.iter().map(Status::to_string).collect();
    format!("STATUSES_{}", words.join("_"))
}

/// `Status::Http404`
fn status_expr(status: Status) -> String {
    format!("Status::{}", status_variant(status))
}
