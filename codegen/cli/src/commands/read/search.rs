//! `search`

use errcat_catalogue::model::{Catalogue, CodeRef, Prose};

use super::list::{all, result};
use super::{Common, read};
use crate::Outcome;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The words to look for: all of them must appear in a code's names and texts, in any case
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let words: Vec<String> = args
        .words
        .iter()
        .flat_map(|words| words.split_whitespace())
        .map(str::to_lowercase)
        .collect();
    read(&args.common, |catalogue, _| {
        let mut found: Vec<(usize, CodeRef)> = all(catalogue)
            .filter_map(|code| Some((rank(catalogue, code, &words)?, code)))
            .collect();
        // Codes that are equally near stay in the catalogue's order.
        found.sort_by_key(|(rank, _)| *rank);
        let codes: Vec<CodeRef> = found.into_iter().map(|(_, code)| code).collect();
        Ok(result(catalogue, &codes, args.common.json))
    })
}

/// How far from its name the words are in a code's texts; `None` where one is missing.
fn rank(catalogue: &Catalogue, code: CodeRef, words: &[String]) -> Option<usize> {
    let layers = layers(catalogue, code);
    words.iter().map(|word| layers.iter().position(|text| text.contains(word.as_str()))).sum()
}

/// A code's texts in lower case: names, then titles, then the other texts.
fn layers(catalogue: &Catalogue, code: CodeRef) -> [String; 3] {
    let (api, code) = catalogue.code(code);
    let names = code.aliases.iter().map(|alias| alias.as_str().to_owned());
    let own = [code.name.as_str().to_owned(), code.wire.text().into_owned()];
    let prose = |it: &Prose| it.source.clone();
    let said = [&code.description, &code.advice].into_iter().flatten().map(prose);
    let lists = code.causes.iter().chain(&code.troubleshooting).map(prose);
    let fields = api.detail_fields(code).into_iter().flatten();
    let fields = fields.map(|field| field.name.as_str().to_owned());
    let action = code.action.map(|id| catalogue.action(id).name.as_str().to_owned());
    let statuses = code.statuses.iter().map(ToString::to_string);
    let about = [api.name.as_str().to_owned(), api.groups[code.group].name.as_str().to_owned()];
    let joined = |texts: Vec<String>| texts.join("\n").to_lowercase();
    [
        joined(own.into_iter().chain(names).collect()),
        joined(vec![code.title.clone(), code.message.source.clone()]),
        joined(
            said.chain(lists)
                .chain(fields)
                .chain(action)
                .chain(statuses)
                .chain(code.tags.iter().cloned())
                .chain(about)
                .collect(),
        ),
    ]
}
