//! `list`

use errcat_catalogue::model::{Catalogue, CodeRef, Status};
use errcat_evolve::edit;
use errcat_findings::render::Syntax;

use super::table::table;
use super::{Common, print_json, read};
use crate::Outcome;
use crate::terminal::{error, print_as};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only codes of these APIs
    #[arg(value_name = "API")]
    apis: Vec<String>,
    /// Only codes of this group
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Only codes that can have this status; a class such as 4XX means all its statuses
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Only codes with this action
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// Only codes that are part of this code
    #[arg(long, value_name = "CODE")]
    part_of: Option<String>,
    /// Only codes with this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// Only deprecated codes
    #[arg(long)]
    deprecated: bool,
    /// Only internal codes
    #[arg(long)]
    internal: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    read(&args.common, |catalogue, _| {
        let apis = args.apis.iter().map(|name| edit::api(catalogue, name));
        let apis = apis.collect::<Result<Vec<usize>, _>>()?;
        let status = match &args.status {
            Some(text) => Some(Status::parse(&text.to_ascii_uppercase()).ok_or_else(|| {
                edit::Refused::new(
                    format!(
                        "`{}` is not an HTTP status",
                        errcat_findings::wording::printable(text)
                    ),
                    "write a number such as 404, or a class such as 4XX",
                )
            })?),
            None => None,
        };
        let codes: Vec<CodeRef> = all(catalogue)
            .filter(|code| apis.is_empty() || apis.contains(&code.api))
            .filter(|code| args.takes(catalogue, *code, status))
            .collect();
        Ok(result(catalogue, &codes, args.common.json))
    })
}

impl Args {
    fn takes(&self, catalogue: &Catalogue, code: CodeRef, status: Option<Status>) -> bool {
        let (api, code) = catalogue.code(code);
        let is = |wanted: &Option<String>, has: &str| wanted.as_ref().is_none_or(|it| it == has);
        let action = code.action.map_or("", |id| catalogue.action(id).name.as_str());
        let of_status = |wanted: Status| {
            let class = matches!(wanted, Status::Class(_));
            code.statuses.iter().any(|it| *it == wanted || class && it.class() == wanted.class())
        };
        is(&self.group, api.groups[code.group].name.as_str())
            && is(&self.action, action)
            && self.part_of.as_ref().is_none_or(|parent| {
                code.part_of.is_some_and(|at| api.codes[at].name.as_str() == parent)
            })
            && self.tag.as_ref().is_none_or(|tag| code.tags.contains(tag))
            && status.is_none_or(of_status)
            && (!self.deprecated || code.deprecated.is_some())
            && (!self.internal || !code.is_public())
    }
}

/// Every code, in the order of the catalogue.
pub(super) fn all(catalogue: &Catalogue) -> impl Iterator<Item = CodeRef> {
    let apis = catalogue.apis.iter().enumerate();
    apis.flat_map(|(api, it)| (0..it.codes.len()).map(move |code| CodeRef { api, code }))
}

/// Prints codes, a line for each.
pub(super) fn result(catalogue: &Catalogue, codes: &[CodeRef], json: bool) -> Outcome {
    if json {
        print_json(catalogue, codes);
    } else if codes.is_empty() {
        error("no code matches\n");
    } else {
        let rows: Vec<Vec<String>> = codes.iter().map(|code| row(catalogue, *code)).collect();
        let headings = ["CODE", "WIRE", "STATUS", "ACTION", "STATE", "TITLE"];
        print_as(Syntax::Styled, &table(&headings, &[], &rows));
    }
    if codes.is_empty() { Outcome::Findings } else { Outcome::Clean }
}

fn row(catalogue: &Catalogue, code: CodeRef) -> Vec<String> {
    let (api, code) = catalogue.code(code);
    let name = code.name.as_str();
    let wire = code.wire.text();
    let statuses: Vec<String> = code.statuses.iter().map(ToString::to_string).collect();
    let state = match (code.is_public(), &code.deprecated) {
        (false, _) => "internal",
        (true, Some(_)) => "deprecated",
        (true, None) => "",
    };
    vec![
        format!("{}/{name}", api.name.as_str()),
        if wire == name { String::new() } else { wire.into_owned() },
        statuses.join(" "),
        code.action.map_or_else(String::new, |id| catalogue.action(id).name.as_str().to_owned()),
        state.to_owned(),
        code.title.clone(),
    ]
}
