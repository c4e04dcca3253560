//! `group.rs` of an API: its groups.

use quote::quote;

use super::docs;
use super::scope::ApiScope;
use super::source::{Literal, Source};
use errcat_catalogue::model::Group;

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let groups = || api.api.groups.iter().zip(&api.names.groups);
    let count = api.api.groups.len();
    let mut source = Source::new("Groups of codes.");
    source.items(&quote! {
        use core::fmt;
        use core::ops::Range;

        use super::Code;
        use super::facts::CODES;
        use crate::shared_::text::present;
    });
    let variants = |source: &mut Source| {
        for (group, variant) in groups() {
            source.docs("    ", "///", &variant_docs(api, group));
            source.line(format_args!("    {variant},"));
        }
    };
    source.block(
        "A group of codes: those of one file of the catalogue.",
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n\
         pub enum Group {",
        variants,
        "}",
    );
    source.items(&expand_methods());
    let all = |source: &mut Source| {
        for variant in &api.names.groups {
            source.line(format_args!("    Group::{variant},"));
        }
    };
    source.block("", &format!("static ALL: [Group; {count}] = ["), all, "];");
    let facts = |source: &mut Source| {
        for (group, _) in groups() {
            let summary = group.summary.as_ref().map_or("", |summary| &summary.source);
            source.record("Facts", |fields| {
                fields.field("name", Literal(group.name.as_str()));
                fields.field("title", Literal(&group.title));
                fields.field("summary", Literal(summary));
                fields.field("codes", format_args!("{:?}", group.codes));
            });
        }
    };
    source.block("", &format!("static FACTS: [Facts; {count}] = ["), facts, "];");
    source.finish()
}

fn variant_docs(api: ApiScope<'_>, group: &Group) -> String {
    let mut text = docs::plain(&group.title);
    if let Some(summary) = &group.summary {
        text.push_str("\n\n");
        text.push_str(&api.scope.line(summary));
    }
    text
}

fn expand_methods() -> proc_macro2::TokenStream {
    quote! {
        impl Group {
            /// Every group, in the catalogue's order.
            pub const ALL: &'static [Self] = &ALL;

            const fn facts(self) -> &'static Facts {
                &FACTS[self as usize]
            }

            /// Its name in the catalogue.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.facts().name
            }

            /// Its title.
            #[must_use]
            pub const fn title(self) -> &'static str {
                self.facts().title
            }

            /// What its codes have in common: Markdown.
            #[must_use]
            pub const fn summary(self) -> Option<&'static str> {
                present(self.facts().summary)
            }

            /// Its codes.
            #[must_use]
            pub fn codes(self) -> &'static [Code] {
                &CODES[self.facts().codes.clone()]
            }
        }

        impl fmt::Display for Group {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        /// What the catalogue says of a group. The summary is empty where there is none.
        struct Facts {
            name: &'static str,
            title: &'static str,
            summary: &'static str,
            codes: Range<usize>,
        }
    }
}
