//! `columns.rs` of an API: what the catalogue says of its codes, a column for each field.
//!
//! A reviewer reads a code's facts at its variant; these tables are what a program reads. In
//! columns, what is asked of every code lies close together, a column that a program does not ask
//! for is not in it, and rustc takes half the time that it takes for records: it sees one literal
//! after the other. Absent texts are empty instead of `None`, a column that says the same of each code
//! has one value, and what several codes share is a constant: the compiler reads a name faster than a
//! call with a path in it, and looks for each path among all variants.

mod shared;

use proc_macro2::TokenStream;
use quote::quote;

use self::shared::Shared;
use super::lookup;
use super::scope::ApiScope;
use super::source_text::{Line, Literal, SourceText, list, option};
use errcat_catalogue::model::{Code, Deprecated, Place, Visibility, Wire, WireType};

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let mut source =
        SourceText::new("The catalogue's facts about each code, a column for each field.");
    source.items(&expand_uses(api));
    let shared = Shared::new(api);
    shared.write(&mut source);
    let mut columns = Columns { api, source, same: String::new() };
    columns.write_codes();
    write_identity(&mut columns);
    write_texts(&mut columns);
    write_advice(&mut columns, &shared);
    write_history(&mut columns);
    columns.finish()
}

/// The columns of an API, one by one.
struct Columns<'a> {
    api: ApiScope<'a>,
    source: SourceText,
    /// Those that say the same of each code.
    same: String,
}

impl<'a> Columns<'a> {
    /// A column: what `value` says of each code, or `nothing`.
    fn write<V: Line + PartialEq>(
        &mut self,
        name: &str,
        ty: &str,
        nothing: &str,
        value: impl Fn(&'a Code) -> Option<V>,
    ) {
        let codes = &self.api.api.codes;
        let mut values = codes.iter().map(&value);
        let first = values.next().flatten();
        if values.all(|value| value == first) {
            self.same.push_str(&format!("pub(super) const {name}: [{ty}; 1] = ["));
            match first {
                Some(value) => value.write(&mut self.same),
                None => self.same.push_str(nothing),
            }
            self.same.push_str("];\n");
            return;
        }
        let open = format!("pub(super) static {name}: [{ty}; {}] = [", codes.len());
        let lines = |source: &mut SourceText| {
            for (code, variant) in codes.iter().zip(&self.api.names.codes) {
                match value(code) {
                    Some(value) => source.entry(value, variant.as_str()),
                    None => source.entry(nothing, variant.as_str()),
                }
            }
        };
        self.source.block("", &open, lines, "];");
    }

    /// The file, with the columns that say the same of each code at its end.
    fn finish(mut self) -> String {
        if !self.same.is_empty() {
            self.source.one_line("// The same for each code.");
            for column in self.same.lines() {
                self.source.line(column);
            }
        }
        self.source.finish()
    }

    /// Every code.
    fn write_codes(&mut self) {
        let codes = &self.api.names.codes;
        let lines = |source: &mut SourceText| {
            for code in codes {
                source.line(format_args!("    Code::{code},"));
            }
        };
        let head = format!("pub(super) static CODES: [Code; {}] = [", codes.len());
        self.source.block("Every code.", &head, lines, "];");
    }

    /// A column of texts.
    fn texts(&mut self, name: &str, text: impl Fn(&'a Code) -> Option<&'a str>) {
        self.write(name, "&str", "\"\"", |code| text(code).map(Literal));
    }
}

fn write_identity(columns: &mut Columns<'_>) {
    let api = columns.api;
    if lookup::names_travel(api) {
        columns.source.one_line("pub(super) use self::WIRES as NAMES;");
    } else {
        columns.texts("NAMES", |code| Some(code.name.as_str()));
    }
    match api.api.wire {
        WireType::String => columns.texts("WIRES", |code| match &code.wire {
            Wire::String(text) => Some(text),
            Wire::Integer(_) => None,
        }),
        WireType::Integer => columns.write("WIRES", "i64", "0", |code| match code.wire {
            Wire::Integer(number) => Some(number),
            Wire::String(_) => None,
        }),
    }
    let groups: Vec<String> =
        api.names.groups.iter().map(|group| format!("Group::{group}")).collect();
    columns.write("GROUPS", "Group", "", |code| Some(groups[code.group].as_str()));
    columns.write("WHOLES", "Option<Code>", "None", |code| {
        Some(format!("Some(Code::{})", api.names.codes[code.part_of?]))
    });
    columns.write("MASKS", "Option<Code>", "None", |code| match code.visibility {
        Visibility::Internal { masked_as } => {
            Some(format!("Some(Code::{})", api.names.codes[masked_as]))
        }
        Visibility::Public => None,
    });
}

fn write_texts(columns: &mut Columns<'_>) {
    let api = columns.api;
    columns.texts("TITLES", |code| Some(&code.title));
    columns.texts("MESSAGES", |code| Some(&code.message.source));
    columns.texts("DESCRIPTIONS", |code| Some(&code.description.as_ref()?.source));
    columns.write("DOCS_URLS", "&str", "\"\"", |code| match code.visibility {
        Visibility::Public => {
            let url = api.scope.catalogue.permalink(api.api, &code.wire)?;
            Some(Literal(&url).to_string())
        }
        Visibility::Internal { .. } => None,
    });
    columns.write("TAGS", "&[&str]", "&[]", |code| {
        let tags = code.tags.iter().map(|tag| Literal(tag));
        (!code.tags.is_empty()).then(|| format!("&[{}]", list(tags)))
    });
}

fn write_advice(columns: &mut Columns<'_>, shared: &Shared<'_>) {
    let api = columns.api;
    columns.write("STATUS", "Option<Status>", "None", |code| {
        shared.statuses.get(code.statuses.first()?).map(String::as_str)
    });
    columns.write("STATUSES", "&[Status]", "&[]", |code| {
        shared.lists.get(code.statuses.as_slice()).map(String::as_str)
    });
    columns.write("GRPC", "Option<Grpc>", "None", |code| {
        shared.grpc.get(&code.grpc?).map(String::as_str)
    });
    columns.write("ACTIONS", "Option<Action>", "None", |code| {
        shared.actions.get(&code.action?.0).map(String::as_str)
    });
    columns.texts("ADVICE", |code| Some(&code.advice.as_ref()?.source));
    columns.write("RETRY_AFTER", "&[RetryAfter]", "&[]", |code| {
        let places = code.retry_after.iter().map(|place| place_expr(api, code, place));
        (!code.retry_after.is_empty()).then(|| format!("&[{}]", list(places)))
    });
}

fn write_history(columns: &mut Columns<'_>) {
    let api = columns.api;
    columns.texts("SINCE", |code| code.since.as_deref());
    columns.write("DEPRECATIONS", "Option<&Deprecation<Code>>", "None", |code| {
        Some(deprecation_expr(api, code.deprecated.as_ref()?))
    });
}

fn expand_uses(api: ApiScope<'_>) -> TokenStream {
    let codes = &api.api.codes;
    let assumes = |place: &Place| matches!(place, Place::Assume(_));
    let duration = codes.iter().any(|code| code.retry_after.iter().any(assumes));
    let duration = duration.then(|| {
        quote!(
            use core::time::Duration;
        )
    });
    let root = api.scope.place.root_tokens();
    quote! {
        #duration
        use super::{Code, Group};
        use #root::{Action, Deprecation, Grpc, RetryAfter, Status};
    }
}

fn place_expr(api: ApiScope<'_>, code: &Code, place: &Place) -> String {
    match place {
        Place::Detail(at) => {
            let field = api.api.detail_fields(code).and_then(|fields| fields.get(*at));
            let key = field.map_or("", |field| field.wire.as_str());
            format!("RetryAfter::Detail({})", Literal(key))
        }
        Place::Slot(at) => {
            let slot = api.api.envelope(code).slots.get(*at);
            let name = slot.map_or("", |slot| slot.name.as_str());
            format!("RetryAfter::Slot({})", Literal(name))
        }
        Place::Header => "RetryAfter::Header".to_owned(),
        Place::Assume(seconds) => format!("RetryAfter::Assume(Duration::from_secs({seconds}))"),
    }
}

fn deprecation_expr(api: ApiScope<'_>, deprecated: &Deprecated) -> String {
    let replaced_by = deprecated.replaced_by.map(|at| format!("Code::{}", api.names.codes[at]));
    format!(
        "Some(&Deprecation {{ since: {}, sunset: {}, replaced_by: {}, note: {} }})",
        option(deprecated.since.as_deref().map(Literal)),
        option(deprecated.sunset.as_deref().map(Literal)),
        option(replaced_by),
        option(deprecated.note.as_ref().map(|note| Literal(&note.source))),
    )
}
