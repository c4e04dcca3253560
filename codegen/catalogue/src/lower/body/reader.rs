//! A body from TOML: keys, constants, slots, and the place of the details.

use std::collections::HashMap;

use crate::lower::envelope::demand;
use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::lower::types::is_number;
use crate::lower::value::json;
use crate::model::{Absent, BodyPart, BuiltIn, Member, Slot, SlotRef, SlotUse, TypeDef, WireType};
use crate::raw::{Key, Lines, Node, Value, text};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::{nearest, one_of};

/// Reads a body, and keeps what is found on the way.
pub(super) struct Reader<'r, 'n, 't> {
    pub slots: &'r mut [Slot],
    pub names: &'r Scope<'n, usize>,
    pub types: &'t [TypeDef],
    /// Where own slots stand.
    pub places: HashMap<usize, Span>,
    /// Where details stand.
    pub details: Vec<Span>,
    /// Whether some slot is not known.
    pub vague: bool,
}

impl Reader<'_, '_, '_> {
    /// Reads the part of the body at `node`.
    pub fn shape(&mut self, lowering: &mut Lowering<'_, '_>, node: Node<'_>) -> BodyPart {
        match node.value() {
            Value::Table(table) => {
                let mut members = Vec::new();
                for (key, node) in table.entries() {
                    if key.text == "..." {
                        self.spread(lowering, node);
                        members.push(Member::Spread);
                    } else {
                        check_key(lowering, key);
                        members.push(Member::Key(key.text.to_owned(), self.shape(lowering, node)));
                    }
                }
                BodyPart::Object(members)
            }
            Value::Array => {
                BodyPart::Array(node.items().map(|item| self.shape(lowering, item)).collect())
            }
            Value::Text(text) => match text.strip_prefix('$') {
                Some(constant) if constant.starts_with('$') => BodyPart::Constant(constant.into()),
                Some(reference) => self.slot(lowering, reference, node),
                None => BodyPart::Constant(text.into()),
            },
            _ => BodyPart::Constant(json(node)),
        }
    }

    fn spread(&mut self, lowering: &mut Lowering<'_, '_>, node: Node<'_>) {
        if node.text() != Some("$details") {
            lowering.error(
                &rules::BODY,
                node.span(),
                "only the details can be spread",
                "write `\"...\" = \"$details\"` without a suffix: an error without details adds \
                    no keys",
            );
        }
        self.details.push(node.span());
    }

    fn slot(
        &mut self,
        lowering: &mut Lowering<'_, '_>,
        reference: &str,
        node: Node<'_>,
    ) -> BodyPart {
        let span = node.span();
        let (text, absent) = if let Some(text) = reference.strip_suffix("|null") {
            (text, Absent::Null)
        } else if let Some(text) = reference.strip_suffix('?') {
            (text, Absent::Omit)
        } else {
            (reference, Absent::Never)
        };
        let (name, as_string) =
            text.strip_suffix("|string").map_or((text, false), |name| (name, true));
        let built_in = BuiltIn::ALL.iter().find(|(_, built_in)| *built_in == name);
        let slot = match built_in {
            Some((slot, _)) => SlotRef::BuiltIn(*slot),
            None => {
                if let Some(slot) = self.names.get(name) {
                    SlotRef::Own(slot)
                } else {
                    self.unknown(lowering, name, node);
                    return BodyPart::Constant(serde_json::Value::Null);
                }
            }
        };
        let used = SlotUse { slot, as_string, absent };
        if as_string && !self.is_number(lowering, slot) {
            lowering.error(
                &rules::BODY,
                span,
                format!("`{name}` is not a number, so `|string` does not apply to it"),
                "delete `|string`",
            );
        }
        match slot {
            SlotRef::BuiltIn(BuiltIn::Details) => self.details.push(span),
            SlotRef::BuiltIn(_) => {}
            SlotRef::Own(at) => self.own(lowering, at, used, span),
        }
        BodyPart::Slot(used)
    }

    fn own(&mut self, lowering: &mut Lowering<'_, '_>, at: usize, used: SlotUse, span: Span) {
        let slot = &mut self.slots[at];
        if used.absent == Absent::Never {
            demand(lowering, slot, span);
        }
        slot.in_body = Some(used);
        if let Some(first) = self.places.insert(at, span) {
            let message = format!("the slot `{}` appears twice in the body", slot.name.as_str());
            lowering.findings.push(
                Diagnostic::new(&rules::SLOT, span, message)
                    .secondary(first, "first used here")
                    .help("delete one of the two, or declare another slot"),
            );
        }
    }

    fn unknown(&mut self, lowering: &mut Lowering<'_, '_>, name: &str, node: Node<'_>) {
        self.vague = true;
        if self.names.is_partial() {
            return;
        }
        let parts: Vec<&str> = name.split(['?', '|']).collect();
        let all = BuiltIn::ALL.iter().map(|(_, built_in)| *built_in);
        let all = all.chain(self.slots.iter().map(|slot| slot.name.as_str()));
        let help = if let [known, _, ..] = parts.as_slice()
            && all.clone().any(|slot| slot == *known)
        {
            format!("write `|string` before the suffix for a missing value: `${known}|string?`")
        } else if lowering.findings.is_crowded() {
            "declare it in the envelope's `slots`".to_owned()
        } else if let Some(near) = nearest(name, all.clone()) {
            format!("did you mean `${near}`?")
        } else {
            let all: Vec<&str> = all.collect();
            format!(
                "declare it in the envelope's `slots`, write `$$` for a `$` in the text, or name \
                    {}",
                one_of(&all)
            )
        };
        lowering.error(
            &rules::UNKNOWN_NAME,
            node.span(),
            format!("there is no slot `{name}`"),
            help,
        );
    }

    fn is_number(&self, lowering: &Lowering<'_, '_>, slot: SlotRef) -> bool {
        match slot {
            SlotRef::BuiltIn(BuiltIn::Status) => true,
            SlotRef::BuiltIn(BuiltIn::Code) => lowering
                .draft()
                .is_some_and(|draft| draft.wire == WireType::Integer || !draft.whole),
            SlotRef::BuiltIn(_) => false,
            SlotRef::Own(at) => {
                let slot = &self.slots[at];
                lowering.broken.contains(&slot.span)
                    || lowering.is_vague(&slot.ty.base, self.types)
                    || is_number(&slot.ty.base, self.types)
            }
        }
    }
}

/// A key of the body is not a constant: readers look for it.
fn check_key(lowering: &mut Lowering<'_, '_>, key: Key<'_>) {
    if let Some(fault) = text::fault(key.text, Lines::One) {
        let message = fault.message.replace("the text", "the key");
        lowering.error(
            &rules::BAD_TEXT,
            key.span,
            message,
            "write a key without invisible \
        characters",
        );
    }
}
