//! Words that are not types, and what was probably meant.

use super::grammar::Reader;
use crate::lower::lowering::Lowering;
use crate::model::{Base, Scalar};
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::{list, nearest};

impl Reader<'_, '_> {
    /// Reports a name that is not a type's, if it could be known.
    pub fn unknown(&self, lowering: &mut Lowering<'_, '_>, text: &str) -> Option<Base> {
        let span = self.place(lowering, text);
        let near = || nearest(text, Scalar::ALL.iter().map(|(_, word)| *word));
        if self.names.is_partial()
            || lowering.findings.is_crowded()
            || self.names.near(text, lowering.findings).is_some()
        {
            self.names.resolve(text, span, lowering.findings);
        } else if let Some(near) = synonym(text).or_else(near) {
            let message = format!("`{text}` is not a type");
            lowering.error(&rules::TYPE, span, message, format!("did you mean `{near}`?"));
        } else {
            self.names.resolve(text, span, lowering.findings);
        }
        None
    }

    /// Reports what follows no rule of the grammar.
    pub fn unreadable(&self, lowering: &mut Lowering<'_, '_>, text: &str) {
        let words = Scalar::ALL.iter().map(|(_, word)| *word);
        let help = if text.is_empty() {
            lowering.error(
                &rules::TYPE,
                self.node.span(),
                "the type of the items is missing",
                "write it between `<` and `>`, such as `list<string>`",
            );
            return;
        } else if text.ends_with(['?', '|']) || text.ends_with("|null") {
            if self.text.ends_with(text) || self.text.len() == text.len() + 1 {
                "write one suffix: `?` or `|null`".to_owned()
            } else {
                "an item of a list or map cannot be left out: write `|null` if it may be null"
                    .to_owned()
            }
        } else if text.contains(',') {
            "write only the type of the map's values: its keys are strings".to_owned()
        } else if text.contains(char::is_whitespace) {
            "write it without spaces, such as `list<string>?`".to_owned()
        } else if text.starts_with("list") || text.starts_with("map") {
            "write `list<T>` or `map<T>` with another type for `T`; the keys of a map are strings"
                .to_owned()
        } else {
            match synonym(text).or_else(|| nearest(text, words.clone())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "write one of {}, `list<…>`, `map<…>`, or a name of `[types]`; `?` or `|null` \
                        may follow",
                    list(&words.collect::<Vec<_>>())
                ),
            }
        };
        let span = self.place(lowering, text);
        lowering.error(&rules::TYPE, span, format!("`{text}` is not a type"), help);
    }

    /// The place of `part`, a slice of the whole text.
    fn place(&self, lowering: &Lowering<'_, '_>, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        if part.is_empty() {
            self.node.span()
        } else {
            lowering.place(self.node, start..start + part.len())
        }
    }
}

/// The word of the format for a type that other languages call `text`.
fn synonym(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let word = lower.split(['<', '[']).next().unwrap_or_default();
    Some(match word {
        _ if lower.ends_with("[]") => "list<…>",
        "str" | "text" | "varchar" | "email" => "string",
        "int" | "int32" | "int64" | "i32" | "i64" | "u32" | "u64" | "long" => "integer",
        "float" | "double" | "f32" | "f64" | "decimal" => "number",
        "bool" => "boolean",
        "timestamp" | "time" => "datetime",
        "url" | "urn" | "link" => "uri",
        "guid" => "uuid",
        "seconds" => "duration",
        "any" | "object" | "value" | "unknown" => "json",
        "array" | "vec" | "set" => "list<…>",
        "dict" | "hash" | "hashmap" | "record" => "map<…>",
        _ => return None,
    })
}
