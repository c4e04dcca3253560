//! `details.rs` of an API: the details of its codes, with the slots that these fill.

use super::former;
use super::imports::Home;
use super::payload::{self, Payload};
use super::record::Writer;
use super::scope::ApiScope;
use errcat_catalogue::model::Code;

/// Whether any code needs the file.
pub(super) fn is_needed(api: ApiScope<'_>) -> bool {
    codes(api).next().is_some()
}

/// The codes whose variants hold structs, with their indices.
fn codes(api: ApiScope<'_>) -> impl Iterator<Item = (usize, &Code)> {
    let codes = api.api.codes.iter().enumerate();
    codes.filter(|(_, code)| matches!(Payload::of(code), Payload::Struct))
}

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let names = codes(api).map(|(at, _)| api.names.codes[at].to_string());
    let aliases = codes(api).flat_map(|(_, code)| former::aliases(code));
    let own = names.chain(aliases.map(|alias| alias.to_string()));
    let mut writer = Writer::new(api, Home::Elsewhere, own);
    for (at, code) in codes(api) {
        writer.record(&payload::record(api, at));
        let name = &api.names.codes[at];
        for alias in former::aliases(code) {
            let (_, source) = writer.beside();
            source.blank_line();
            let docs = format!("Another name of [`{name}`].");
            let item = format!("pub type {alias} = {name};");
            former::write(code, &docs, "", &item, source);
        }
    }
    writer.finish("Details of errors: a struct for each code that has details.")
}
