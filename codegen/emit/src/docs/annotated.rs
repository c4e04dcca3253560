//! A body as JSON whose lines say what to use each part for.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use errcat_catalogue::model::{BodyPart, BuiltIn, Code, Envelope, Member, Place, SlotRef};
use errcat_findings::json;

/// A longer description is left to the table of fields.
const MOST_WORDS: usize = 64;

/// Lines are meant to have at most so many characters.
const WIDTH: usize = 72;

/// The body of an example with comments, as `jsonc`.
/// `codes` are those of the envelope.
pub(super) fn annotated(envelope: &Envelope, codes: &[&Code], body: &Json) -> String {
    let places = codes.iter().flat_map(|code| &code.retry_after);
    let waits = places.filter_map(|place| match place {
        Place::Slot(at) => Some(*at),
        _ => None,
    });
    let mut writer = Writer { envelope, waits: waits.collect(), out: String::new() };
    writer.value(Some(&envelope.body), body, 0, "");
    writer.out
}

struct Writer<'a> {
    envelope: &'a Envelope,
    /// The slots in which some code's delay stands.
    waits: HashSet<usize>,
    out: String,
}

impl<'a> Writer<'a> {
    /// Writes a value and what follows it on its line. `shape` is the part of the envelope that it
    /// is, if it is one.
    fn value(&mut self, shape: Option<&BodyPart>, value: &Json, level: usize, after: &str) {
        match (shape, value) {
            (Some(BodyPart::Object(members)), Json::Object(object)) if !object.is_empty() => {
                self.out.push_str("{\n");
                let mut spread = members.contains(&Member::Spread);
                let shapes: HashMap<&str, &BodyPart> = members.iter().filter_map(by_key).collect();
                for (at, (key, value)) in object.iter().enumerate() {
                    let shape = shapes.get(key.as_str()).copied();
                    self.indent(level + 1);
                    self.out.push_str(&json::line(key));
                    self.out.push_str(": ");
                    let comma = if at + 1 < object.len() { "," } else { "" };
                    if shape.is_none() && std::mem::take(&mut spread) {
                        self.leaf(value, level + 1, comma, Some(DETAILS));
                    } else {
                        self.value(shape, value, level + 1, comma);
                    }
                }
                self.close("}", level, after);
            }
            (Some(BodyPart::Errors(item)), Json::Array(items)) => {
                self.out.push_str("[ // one error or more\n");
                for item_value in items {
                    self.indent(level + 1);
                    self.value(Some(item), item_value, level + 1, "");
                }
                self.close("]", level, after);
            }
            (Some(BodyPart::Array(shapes)), Json::Array(items)) if shapes.len() == items.len() => {
                self.out.push_str("[\n");
                for (at, (shape, item)) in shapes.iter().zip(items).enumerate() {
                    self.indent(level + 1);
                    let comma = if at + 1 < items.len() { "," } else { "" };
                    self.value(Some(shape), item, level + 1, comma);
                }
                self.close("]", level, after);
            }
            (Some(BodyPart::Slot(used)), _) => {
                let comment = match used.slot {
                    SlotRef::BuiltIn(slot) => Some(use_of(slot)),
                    SlotRef::Own(index) => self.own(index),
                };
                self.leaf(value, level, after, comment);
            }
            _ => self.leaf(value, level, after, None),
        }
    }

    fn own(&self, index: usize) -> Option<&'a str> {
        let slot = &self.envelope.slots[index];
        if let Some(prose) = &slot.description
            && is_comment(&prose.source)
        {
            return Some(&prose.source);
        }
        self.waits.contains(&index).then_some("how long to wait")
    }

    /// A value that has no parts of its own; its comment is on its first line, or above that
    /// where both together are too long.
    fn leaf(&mut self, value: &Json, level: usize, after: &str, comment: Option<&str>) {
        let mut text = json::line(value);
        if text.len() > WIDTH {
            text = json::pretty(value, WIDTH);
        }
        text.push_str(after);
        let begin = self.out.rfind('\n').map_or(0, |feed| feed + 1);
        let first = text.lines().next().unwrap_or_default();
        let beside = |comment: &&str| {
            self.out.len() - begin + first.len() + " // ".len() + comment.len() <= WIDTH
        };
        let (beside, above) = match comment {
            Some(comment) if beside(&comment) => (Some(comment), None),
            above => (None, above),
        };
        if let Some(comment) = above {
            self.out.insert_str(begin, &format!("{}// {comment}\n", "  ".repeat(level)));
        }
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.indent(level);
            }
            self.out.push_str(line);
            if let Some(comment) = beside.filter(|_| at == 0) {
                self.out.extend([" // ", comment]);
            }
            self.out.push('\n');
        }
    }

    fn close(&mut self, bracket: &str, level: usize, after: &str) {
        self.indent(level);
        self.out.extend([bracket, after, "\n"]);
    }

    fn indent(&mut self, level: usize) {
        self.out.extend(std::iter::repeat_n("  ", level));
    }
}

fn by_key(member: &Member) -> Option<(&str, &BodyPart)> {
    match member {
        Member::Key(name, shape) => Some((name, shape)),
        Member::Spread => None,
    }
}

const DETAILS: &str = "details: the code's entry lists the fields";

/// What a slot that every envelope has is good for.
fn use_of(slot: BuiltIn) -> &'static str {
    match slot {
        BuiltIn::Code => "decide by this",
        BuiltIn::Name => "the code's name, for logs",
        BuiltIn::Title => "the same for every occurrence",
        BuiltIn::Message => "for people: show it or log it, but do not parse it",
        BuiltIn::Type => "where the code is documented",
        BuiltIn::Status => "the HTTP status",
        BuiltIn::Grpc => "the gRPC status code",
        BuiltIn::Details => DETAILS,
    }
}

/// Whether a text is short and, as it stands, a comment to its end.
fn is_comment(text: &str) -> bool {
    let harmless = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}');
    text.len() <= MOST_WORDS
        && text.chars().all(harmless)
        && !["[[", "{{", "`", "*", "\\", "&"].iter().any(|mark| text.contains(mark))
}
