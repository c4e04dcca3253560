//! Constants for what many codes share: statuses, lists of them and actions.
//!
//! A name is read faster than `Some(Status::Http400)`, which is a call and a path. Names
//! begin with what the constants are, so that no two kinds share one, nor one with a column.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ident::camel;
use super::super::scope::ApiScope;
use super::super::source::{Source, list};
use super::super::status::status_variant;
use errcat_catalogue::model::{Grpc, Status};
use errcat_catalogue::name::Name;

/// The names of the constants, by their values.
pub(super) struct Shared<'a> {
    api: ApiScope<'a>,
    pub(super) statuses: BTreeMap<Status, String>,
    pub(super) lists: BTreeMap<&'a [Status], String>,
    pub(super) grpc: BTreeMap<Grpc, String>,
    pub(super) actions: BTreeMap<usize, String>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(api: ApiScope<'a>) -> Self {
        let codes = &api.api.codes;
        let lists = codes.iter().map(|code| code.statuses.as_slice());
        let lists: BTreeSet<&[Status]> = lists.filter(|list| !list.is_empty()).collect();
        let statuses = lists.iter().filter_map(|list| list.first());
        let grpc = codes.iter().filter_map(|code| code.grpc);
        let actions = codes.iter().filter_map(|code| code.action);
        let action_name = |at: usize| api.scope.catalogue.actions[at].name.screaming();
        Self {
            api,
            statuses: statuses.map(|it| (*it, format!("STATUS_{it}"))).collect(),
            grpc: grpc.map(|it| (it, format!("GRPC_{}", it.as_str()))).collect(),
            actions: actions.map(|it| (it.0, format!("ACTION_{}", action_name(it.0)))).collect(),
            lists: lists.into_iter().map(|list| (list, list_name(list))).collect(),
        }
    }

    /// The constants.
    pub(super) fn write(&self, source: &mut Source) {
        if self.statuses.is_empty() && self.grpc.is_empty() && self.actions.is_empty() {
            return;
        }
        source.blank_line();
        for (status, name) in &self.statuses {
            let value = status_expr(*status);
            source.line(format_args!("const {name}: Option<Status> = Some({value});"));
        }
        for (statuses, name) in &self.lists {
            let statuses = list(statuses.iter().map(|status| status_expr(*status)));
            source.line(format_args!("const {name}: &[Status] = &[{statuses}];"));
        }
        for (grpc, name) in &self.grpc {
            let value = camel(&Name::new(grpc.as_str()));
            source.line(format_args!("const {name}: Option<Grpc> = Some(Grpc::{value});"));
        }
        for (action, name) in &self.actions {
            let value = &self.api.scope.actions[*action];
            source.line(format_args!("const {name}: Option<Action> = Some(Action::{value});"));
        }
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
