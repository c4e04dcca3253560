//! Builders of structs with very many fields that must be given.
//!
//! With a type parameter for each of them, every setter would name all others: the text, and the
//! compiler's work, would grow with the square of their number. So these are given in their order, and
//! the builder's type counts them.

use super::builder::write_setter;
use super::imports::Imports;
use super::record::Record;
use super::source_text::SourceText;

/// Up to so many fields may be given in any order.
pub(super) const MOST_IN_ANY_ORDER: usize = 64;

/// Whether the builder of a struct counts.
pub(super) fn are_needed(record: &Record<'_>) -> bool {
    record.members.iter().filter(|member| member.demanded).count() > MOST_IN_ANY_ORDER
}

/// Writes the methods of a struct's builder.
pub(super) fn write(imports: &Imports<'_>, record: &Record<'_>, source: &mut SourceText) {
    let name = &record.name;
    let demanded = record.members.iter().filter(|member| member.demanded);
    for (at, member) in demanded.enumerate() {
        source.one_line(format_args!("impl builders::{name}<{at}> {{"));
        let result = format!("builders::{name}<{}>", at + 1);
        write_setter(imports, member, (&imports.base(member.base), &result), source);
        source.line(format_args!("        builders::{name} {{ record: self.record }}\n    }}\n}}"));
    }
    for member in record.members.iter().filter(|member| !member.demanded) {
        source.one_line(format_args!("impl<const GIVEN: usize> builders::{name}<GIVEN> {{"));
        write_setter(imports, member, (&imports.base(member.base), "Self"), source);
        source.line("        self\n    }\n}");
    }
    let demanded = record.members.iter().filter(|member| member.demanded).count();
    source.one_line(format_args!("impl builders::{name}<{demanded}> {{"));
    source.docs("    ", "///", "The finished value.");
    source.line(format_args!("    #[must_use]\n    pub fn build(self) -> {name} {{"));
    source.line("        *self.record\n    }\n}");
}
