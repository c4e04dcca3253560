//! Values to write, borrowed from what holds them.

use alloc_::borrow::{Cow, ToOwned};
use alloc_::string::{String, ToString};
use alloc_::vec::Vec;
use core::fmt::{self, Write};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::json::Json;
use super::json_text;
use super::record::{Held, Shown};

/// A value to write.
#[derive(Clone, Copy)]
pub enum View<'v> {
    Null,
    Bool(bool),
    Integer(i64),
    Unsigned(u64),
    Number(f64),
    Text(&'v str),
    /// A message, filled while it is written.
    Message(Message<'v>),
    /// A value of unknown shape.
    Json(&'v Json),
    List(&'v dyn List),
    Map(&'v dyn Map),
    /// The members of a struct.
    Record(Shown<'v>),
}

/// A list to write.
pub trait List {
    /// The number of its items.
    fn count(&self) -> usize;

    /// Calls `see` with each item.
    fn each<'v>(&'v self, see: &mut dyn FnMut(View<'v>));
}

/// A map to write.
pub trait Map {
    /// The number of its members.
    fn count(&self) -> usize;

    /// Calls `see` with each member.
    fn each<'v>(&'v self, see: &mut dyn FnMut(&'v str, View<'v>));
}

/// A message: its template, and what its placeholders stand for.
#[derive(Clone, Copy)]
pub struct Message<'v> {
    pub(crate) template: &'static str,
    pub(crate) held: Held<'v>,
}

impl Message<'_> {
    /// Writes the message.
    pub(crate) fn write(self, out: &mut dyn Write) -> fmt::Result {
        self.held.write_message(self.template, out)
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl<'v> From<&'v str> for View<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for View<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl<'v> View<'v> {
    /// The value at a key of an object.
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        let mut found = None;
        self.members(&mut |name, value| {
            if name == key {
                found = Some(value);
            }
        });
        found
    }

    /// Whether it is `null`.
    pub(crate) const fn is_null(self) -> bool {
        matches!(self, Self::Null | Self::Json(Json::Null))
    }

    /// Calls `see` with each member of an object.
    pub(crate) fn members(self, see: &mut dyn FnMut(&'v str, Self)) {
        match self {
            Self::Json(Json::Object(members)) => {
                for (key, value) in members {
                    see(key, View::Json(value));
                }
            }
            Self::Map(map) => map.each(see),
            Self::Record(record) => record.members().for_each(|(key, value)| see(key, value)),
            _ => {}
        }
    }

    /// As a tree.
    pub(crate) fn to_json(self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => value.into(),
            Self::Integer(number) => number.into(),
            Self::Unsigned(number) => number.into(),
            Self::Number(number) => number.into(),
            Self::Text(text) => text.into(),
            Self::Message(message) => message.to_string().into(),
            Self::Json(json) => json.clone(),
            Self::List(list) => {
                let mut items = Vec::with_capacity(list.count());
                list.each(&mut |item| items.push(item.to_json()));
                Json::Array(items)
            }
            Self::Map(map) => {
                let mut members = Vec::with_capacity(map.count());
                map.each(&mut |key, value| {
                    members.push((Cow::Owned(key.to_owned()), value.to_json()));
                });
                Json::Object(members)
            }
            Self::Record(record) => {
                record.members().map(|(key, value)| (key, value.to_json())).collect()
            }
        }
    }

    /// Writes it as a message or a header prints it: strings without quotes, numbers as short as can be, items
    /// joined by `, `.
    pub(crate) fn print(self, out: &mut dyn Write) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Message(message) => message.write(out),
            Self::Number(number) => match Json::Number(number).as_i64() {
                Some(whole) => json_text::integer(whole, &mut &mut *out),
                None => json_text::view(self, &mut &mut *out),
            },
            Self::Json(Json::Array(items)) => {
                items.iter().enumerate().try_for_each(|(at, item)| {
                    out.write_str(if at == 0 { "" } else { ", " })?;
                    View::Json(item).print(out)
                })
            }
            Self::Json(json) => match json.scalar() {
                Some(scalar) => scalar.print(out),
                None => json_text::tree(json, &mut &mut *out),
            },
            Self::List(list) => {
                let (mut before, mut done) = ("", Ok(()));
                list.each(&mut |item| {
                    if done.is_ok() {
                        done = out.write_str(before).and_then(|()| item.print(out));
                        before = ", ";
                    }
                });
                done
            }
            other => json_text::view(other, &mut &mut *out),
        }
    }

    /// As [`print`](Self::print) writes it.
    pub(crate) fn printed(self) -> String {
        let mut text = String::new();
        // A `String` takes every text.
        let _ = self.print(&mut text);
        text
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Integer(number) => serializer.serialize_i64(number),
            Self::Unsigned(number) => serializer.serialize_u64(number),
            Self::Number(number) => serializer.serialize_f64(number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Message(message) => serializer.collect_str(&message),
            Self::Json(json) => json.serialize(serializer),
            Self::List(list) => {
                let mut array = serializer.serialize_seq(Some(list.count()))?;
                let mut done = Ok(());
                list.each(&mut |item| {
                    if done.is_ok() {
                        done = array.serialize_element(&item);
                    }
                });
                done?;
                array.end()
            }
            Self::Map(_) | Self::Record(_) => {
                let mut count = 0;
                self.members(&mut |_, _| count += 1);
                let mut object = serializer.serialize_map(Some(count))?;
                let mut done = Ok(());
                self.members(&mut |key, value| {
                    if done.is_ok() {
                        done = object.serialize_entry(key, &value);
                    }
                });
                done?;
                object.end()
            }
        }
    }
}
