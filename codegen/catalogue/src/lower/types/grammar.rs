//! The grammar of types: `list<T>`, `map<T>`, scalars, names, and a suffix for no value.

use super::MOST_LEVELS;
use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::model::{Base, Presence, Scalar, TypeRef};
use crate::name::Grammar;
use crate::raw::text::fault;
use crate::raw::{Lines, Node};
use errcat_findings::rules;

/// Reads the type that `node` holds. `names` are the API's.
pub fn type_ref(
    lowering: &mut Lowering<'_, '_>,
    node: Node<'_>,
    names: &Scope<'_, usize>,
) -> Option<TypeRef> {
    let text = node.text()?;
    if fault(text, Lines::One).is_some() {
        return None;
    }
    let (base, presence) = suffix(text);
    let reader = Reader { node, text, names };
    Some(TypeRef { base: reader.base(lowering, base, presence, 0)?, presence })
}

fn suffix(text: &str) -> (&str, Presence) {
    if let Some(base) = text.strip_suffix("|null") {
        (base, Presence::Null)
    } else if let Some(base) = text.strip_suffix('?') {
        (base, Presence::Omitted)
    } else {
        (text, Presence::Required)
    }
}

/// Reads one type, whose text is `text`.
pub(super) struct Reader<'r, 'n> {
    pub node: Node<'r>,
    pub text: &'r str,
    pub names: &'r Scope<'n, usize>,
}

impl Reader<'_, '_> {
    fn base(
        &self,
        lowering: &mut Lowering<'_, '_>,
        text: &str,
        presence: Presence,
        level: usize,
    ) -> Option<Base> {
        if level > MOST_LEVELS {
            lowering.error(
                &rules::TOO_DEEP,
                self.node.span(),
                "the type is nested more than 32 levels deep",
                "define a part of it in `[types]`",
            );
            return None;
        }
        let inner =
            |prefix: &str| text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
        if let Some(item) = inner("list<") {
            return self.item(lowering, item, level).map(|item| Base::List(Box::new(item)));
        }
        if let Some(item) = inner("map<") {
            return self.item(lowering, item, level).map(|item| Base::Map(Box::new(item)));
        }
        let base = if let Some((scalar, _)) = Scalar::ALL.iter().find(|(_, word)| *word == text) {
            Base::Scalar(*scalar)
        } else if Grammar::Type.check(text).is_ok() {
            match self.names.get(text) {
                Some(id) => Base::Named(id),
                None => return self.unknown(lowering, text),
            }
        } else {
            self.unreadable(lowering, text);
            return None;
        };
        if presence == Presence::Null && is_json(lowering, text) {
            lowering.error(
                &rules::TYPE,
                self.node.span(),
                format!("`{text}` already includes null"),
                format!("write `{text}`, or `{text}?` for a field that may be left out"),
            );
            return None;
        }
        Some(base)
    }

    fn item(&self, lowering: &mut Lowering<'_, '_>, text: &str, level: usize) -> Option<TypeRef> {
        let (base, presence) = match text.strip_suffix("|null") {
            Some(base) => (base, Presence::Null),
            None => (text, Presence::Required),
        };
        Some(TypeRef { base: self.base(lowering, base, presence, level + 1)?, presence })
    }
}

/// Whether a name stands for `json`, through any number of names.
fn is_json(lowering: &Lowering<'_, '_>, name: &str) -> bool {
    let types = lowering.draft().and_then(|draft| draft.root).and_then(|root| root.table("types"));
    let mut name = name;
    for _ in 0..=MOST_LEVELS {
        match types.and_then(|types| types.text(name)) {
            Some(next) => name = next,
            None => break,
        }
    }
    name == Scalar::Json.as_str()
}
