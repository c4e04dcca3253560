//! `types.rs` of an API: its types.

use super::ident::camel;
use super::imports::{Home, Imports};
use super::record::{Member, Record, Writer, form};
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText};
use crate::prose::{self, Embed};
use crate::toml_names;
use errcat_catalogue::model::{EnumValue, TypeDef, TypeKind, TypeRef};

/// Whether the API has types.
pub(super) fn is_needed(api: ApiScope<'_>) -> bool {
    !api.api.types.is_empty()
}

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let defs = || api.api.types.iter().zip(&api.names.types);
    let own = defs().map(|(_, name)| name.to_string());
    let mut writer = Writer::new(api, Home::Here, own);
    for (def, name) in defs() {
        let name = name.to_string();
        match &def.kind {
            TypeKind::Record(fields) => {
                let members = fields.iter().map(|field| Member::field(api, field)).collect();
                writer.record(&Record { name, docs: type_docs(def), members });
            }
            TypeKind::Enum(values) => {
                let (imports, source) = writer.beside();
                write_enum(imports, def, &name, values, source);
            }
            TypeKind::Alias(ty) => {
                let (imports, source) = writer.beside();
                write_alias(api, imports, def, ty, source);
            }
        }
    }
    writer.finish("Types of details and slots.")
}

/// Types have no descriptions: the name has to do.
fn type_docs(def: &TypeDef) -> String {
    format!("The API's type {}.", prose::code(def.name.as_str(), Embed::Inline))
}

fn write_alias(
    api: ApiScope<'_>,
    imports: &Imports<'_>,
    def: &TypeDef,
    ty: &TypeRef,
    source: &mut SourceText,
) {
    let (name, words) = (camel(&def.name), toml_names::type_text(api.api, ty));
    let words = prose::code(&words, Embed::Inline);
    source.blank_line();
    let mut docs = format!("{} In the catalogue it is {words}.", type_docs(def));
    if let Some(form) = form(&ty.base) {
        docs.push_str("\n\n");
        docs.push_str(form);
    }
    source.docs("", "///", &docs);
    source.line(format_args!("pub type {name} = {};", imports.base(&ty.base)));
}

fn write_enum(
    imports: &Imports<'_>,
    def: &TypeDef,
    name: &str,
    values: &[EnumValue],
    source: &mut SourceText,
) {
    let variants: Vec<_> = values.iter().map(|value| (camel(&value.name), value)).collect();
    let docs = format!(
        "{}\n\nIn details and slots it is [open]({}::Open): the API may have values that this \
         crate does not know\nyet.",
        type_docs(def),
        imports.place().root_of_links()
    );
    let open = format!(
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n\
         pub enum {name} {{"
    );
    let inside = |source: &mut SourceText| {
        for (variant, value) in &variants {
            let wire = prose::code(&value.wire, Embed::Inline);
            source.docs("    ", "///", &format!("Its wire value is {wire}."));
            source.line(format_args!("    {variant},"));
        }
    };
    source.block(&docs, &open, inside, "}");
    source.one_line(format_args!("impl {name} {{"));
    source.docs("    ", "///", "The wire value.");
    source.line("    #[must_use]\n    pub const fn as_str(self) -> &'static str {");
    source.line("        match self {");
    for (variant, value) in &variants {
        source.line(format_args!("            Self::{variant} => {},", Literal(&value.wire)));
    }
    source.line("        }\n    }\n}");
    write_traits(imports, name, &variants, source);
}

fn write_traits(
    imports: &Imports<'_>,
    name: &str,
    variants: &[(super::ident::Identifier, &EnumValue)],
    source: &mut SourceText,
) {
    let fmt = imports.name("core::fmt");
    source.one_line(format_args!("impl {fmt}::Display for {name} {{"));
    source
        .line(format_args!("    fn fmt(&self, f: &mut {fmt}::Formatter<'_>) -> {fmt}::Result {{"));
    source.line("        f.pad(self.as_str())\n    }\n}");
    let sealed = imports.name("crate::runtime_::wire::Sealed");
    source.one_line(format_args!("impl {sealed} for {name} {{}}"));
    source.one_line(format_args!("impl {} for {name} {{", imports.name("crate::Word")));
    let all: Vec<String> = variants.iter().map(|(variant, _)| format!("Self::{variant}")).collect();
    source.row("    ", "const ALL: &'static [Self] = &[", &all, "];");
    source.line("\n    fn as_str(self) -> &'static str {\n        Self::as_str(self)\n    }\n}");
}
