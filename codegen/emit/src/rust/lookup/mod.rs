//! `lookup.rs` of an API: from a wire value or a name to a code.

mod integer;
mod perfect;
mod table;
mod text;

use crate::rust::ident::Identifier;
use quote::quote;

use super::ident::ident;
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText};
use errcat_catalogue::model::{Code, Wire, WireType};

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let mut body = SourceText::new("");
    let codes = &api.api.codes;
    let wires = match api.api.wire {
        WireType::String => {
            let wires: Vec<&str> = codes.iter().map(|code| text_of(&code.wire)).collect();
            text::write(api, "wire", &wires, &mut body)
        }
        WireType::Integer => {
            let wires: Vec<i64> = codes.iter().map(|code| number_of(&code.wire)).collect();
            integer::write(api, &wires, &mut body)
        }
    };
    let names = write_by_name(api, &mut body);
    let columns = (wires.columns || names.columns).then(|| quote!(columns,));
    let words = (wires.words || names.words).then(|| quote!(Rows, Words));
    let root = api.scope.place.root_tokens();
    let hash = (wires.hash || names.hash).then(|| {
        quote!(
            use #root::runtime_::hash::{self, #words};
        )
    });
    let mut source = SourceText::new("From wire values and names to codes.");
    source.items(&quote! {
        use super::{Code, #columns};
        #hash
    });
    source.append(&body);
    source.finish()
}

/// What a lookup needs imported.
#[derive(Debug, Clone, Copy, Default)]
struct Needs {
    columns: bool,
    hash: bool,
    words: bool,
}

/// The wire value of an API whose codes are strings.
fn text_of(wire: &Wire) -> &str {
    match wire {
        Wire::String(text) => text,
        Wire::Integer(_) => "",
    }
}

/// The wire value of an API whose codes are integers.
fn number_of(wire: &Wire) -> i64 {
    match wire {
        Wire::Integer(number) => *number,
        Wire::String(_) => 0,
    }
}

/// Whether each code's wire value is its name, so that one table does for both.
pub(super) fn names_travel(api: ApiScope<'_>) -> bool {
    let same = |code: &Code| matches!(&code.wire, Wire::String(wire) if wire == code.name.as_str());
    api.api.codes.iter().all(same)
}

/// `by_name`: the names, and the aliases behind them.
fn write_by_name(api: ApiScope<'_>, source: &mut SourceText) -> Needs {
    let codes = &api.api.codes;
    let names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    let (direct, needs) = if names_travel(api) {
        (ident("by_wire"), Needs::default())
    } else {
        (ident("by_name"), text::write(api, "name", &names, source))
    };
    let mut aliases: Vec<(&str, &Identifier)> = codes
        .iter()
        .zip(&api.names.codes)
        .flat_map(|(code, variant)| code.aliases.iter().map(move |alias| (alias.as_str(), variant)))
        .collect();
    aliases.sort_unstable();
    if aliases.is_empty() {
        source.items(&quote! {
            /// The code that is called `name`.
            pub(super) fn by_any_name(name: &str) -> Option<Code> {
                #direct(name)
            }
        });
        return needs;
    }
    source.items(&quote! {
        /// The code that is called `name`, or that has it as an alias.
        pub(super) fn by_any_name(name: &str) -> Option<Code> {
            #direct(name).or_else(|| {
                let at = ALIASES.binary_search_by_key(&name, |(alias, _)| alias).ok()?;
                Some(ALIASES[at].1)
            })
        }
    });
    let pairs = |source: &mut SourceText| {
        for (alias, code) in &aliases {
            source.line(format_args!("    ({}, Code::{code}),", Literal(alias)));
        }
    };
    let open = format!("static ALIASES: [(&str, Code); {}] = [", aliases.len());
    source.block("Other names of codes, sorted.", &open, pairs, "];");
    needs
}
