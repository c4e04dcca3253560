//! Bodies as pieces of text: what is the same in each body stands together.

use errcat_catalogue::model::{Absent, BodyPart, Member, SlotUse};
use serde_json::Value as Json;

/// A piece, as the runtime's `Piece` is.
pub(super) enum Piece {
    Text(String),
    Comma,
    Slot(SlotUse),
    Optional(String, SlotUse),
    Spread,
    Errors(Vec<Self>),
}

/// The pieces of a body.
pub(super) fn of(body: &BodyPart) -> Vec<Piece> {
    let mut joiner = Joiner { pieces: Vec::new() };
    joiner.part(body);
    joiner.pieces
}

/// What precedes the next member of an object, or item of an array.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Its beginning.
    Nothing,
    /// One that is always there.
    Something,
    /// One that may be left out.
    Perhaps,
}

struct Joiner {
    pieces: Vec<Piece>,
}

impl Joiner {
    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn part(&mut self, part: &BodyPart) {
        match part {
            BodyPart::Object(members) => {
                self.text("{");
                let mut before = Before::Nothing;
                for member in members {
                    match member {
                        Member::Key(key, part) => {
                            let key = format!("{}:", Json::from(key.as_str()));
                            before = self.next(&key, part, before);
                        }
                        Member::Spread => {
                            self.pieces.push(Piece::Spread);
                            before = before.or_perhaps();
                        }
                    }
                }
                self.text("}");
            }
            BodyPart::Array(items) => {
                self.text("[");
                items.iter().fold(Before::Nothing, |before, item| self.next("", item, before));
                self.text("]");
            }
            BodyPart::Errors(item) => self.pieces.push(Piece::Errors(of(item))),
            BodyPart::Constant(value) => self.text(&value.to_string()),
            BodyPart::Slot(slot) => self.pieces.push(Piece::Slot(*slot)),
        }
    }

    /// Adds a member or an item, and tells what precedes the next one.
    fn next(&mut self, key: &str, part: &BodyPart, before: Before) -> Before {
        if let BodyPart::Slot(slot) = part
            && slot.absent == Absent::Omit
        {
            self.pieces.push(Piece::Optional(key.to_owned(), *slot));
            return before.or_perhaps();
        }
        match before {
            Before::Nothing => {}
            Before::Something => self.text(","),
            Before::Perhaps => self.pieces.push(Piece::Comma),
        }
        self.text(key);
        self.part(part);
        Before::Something
    }
}

impl Before {
    const fn or_perhaps(self) -> Self {
        match self {
            Self::Nothing | Self::Perhaps => Self::Perhaps,
            Self::Something => Self::Something,
        }
    }
}
