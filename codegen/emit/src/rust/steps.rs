//! Builders of structs with very many fields that must be given.
//!
//! With a type parameter for each of them, every setter would name all others: the text, and the
//! compiler's work, would grow with the square of their number. So these are given in their order, and
//! the builder's type counts them.

use super::builder::setter;
use super::imports::Imports;
use super::record::{Member, Record};
use super::source_text::SourceText;

/// Up to so many fields may be given in any order.
pub(super) const MOST_IN_ANY_ORDER: usize = 64;

/// Whether the builder of a struct counts.
pub(super) fn are_needed(record: &Record<'_>) -> bool {
    record.members.iter().filter(|member| member.demanded).count() > MOST_IN_ANY_ORDER
}

/// Writes what the builder can do.
pub(super) fn write(imports: &Imports<'_>, record: &Record<'_>, source: &mut SourceText) {
    let name = &record.name;
    source.one_line(format_args!("impl {name} {{"));
    let docs = "Begins with nothing; what is required is given in the order of the fields, and \
                then `build`\nis there.";
    source.docs("    ", "///", docs);
    source.line(format_args!("    pub fn builder() -> builders::{name}<0> {{"));
    let (boxed, trait_) =
        (imports.name("alloc_::boxed::Box"), imports.name("crate::runtime_::record::Record"));
    source.line(format_args!(
        "        builders::{name} {{ record: {boxed}::new({trait_}::empty()) }}\n    }}\n}}"
    ));
    let demanded = record.members.iter().filter(|member| member.demanded);
    for (at, member) in demanded.enumerate() {
        source.one_line(format_args!("impl builders::{name}<{at}> {{"));
        let result = format!("builders::{name}<{}>", at + 1);
        write_setter(imports, member, &result, source);
        source.line(format_args!("        builders::{name} {{ record: self.record }}\n    }}\n}}"));
    }
    for member in record.members.iter().filter(|member| !member.demanded) {
        source.one_line(format_args!("impl<const GIVEN: usize> builders::{name}<GIVEN> {{"));
        write_setter(imports, member, "Self", source);
        source.line("        self\n    }\n}");
    }
    let demanded = record.members.iter().filter(|member| member.demanded).count();
    source.one_line(format_args!("impl builders::{name}<{demanded}> {{"));
    source.docs("    ", "///", "The finished value.");
    source.line(format_args!("    #[must_use]\n    pub fn build(self) -> {name} {{"));
    source.line("        *self.record\n    }\n}");
}

/// Writes a function up to what it gives back.
fn write_setter(imports: &Imports<'_>, member: &Member<'_>, result: &str, source: &mut SourceText) {
    let (field, ty) = (&member.name, imports.base(member.base));
    let into = imports.name("core::convert::Into");
    source.docs("    ", "///", &member.docs);
    source.line(format_args!(
        "    pub fn {}(mut self, {field}: impl {into}<{ty}>) -> {result} {{",
        setter(field)
    ));
    let given = format!("{field}.into()");
    let given = if member.option { format!("Some({given})") } else { given };
    source.line(format_args!("        self.record.{field} = {given};"));
}
