//! Received values: of a tree, or still as text.

use alloc_::borrow::Cow;
use alloc_::vec::Vec;
use core::slice;

use super::json::Json;
use super::number;
use super::parse::{self, Parser};
use super::shape::{Constant, Member};

/// A received value.
#[derive(Debug, Clone, Copy)]
pub enum Input<'j> {
    /// A value of a tree.
    Tree(&'j Json),
    /// A value as JSON text, which has been checked.
    Text(&'j str),
    /// A string that needs no escapes.
    String(&'j str),
    /// A text outside JSON: the value of a header, or a number in a string.
    Plain(&'j str),
    /// An object without some of its members.
    Rest(&'j Rest<'j>),
}

/// An object without some of its members.
#[derive(Debug, Clone, Copy)]
pub struct Rest<'j> {
    pub(crate) whole: Whole<'j>,
    /// The members that are not its own.
    pub(crate) without: &'static [Member],
}

/// An object with all of its members.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whole<'j> {
    Tree(&'j Json),
    Text(&'j str),
}

impl<'j> Input<'j> {
    /// The first byte of its text.
    fn first(self) -> Option<u8> {
        match self {
            Self::Text(text) => text.bytes().next(),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub(crate) fn is_null(self) -> bool {
        matches!(self, Self::Tree(Json::Null)) || self.first() == Some(b'n')
    }

    /// Whether it is an object.
    pub(crate) fn is_object(self) -> bool {
        matches!(self, Self::Tree(Json::Object(_)) | Self::Rest(_)) || self.first() == Some(b'{')
    }

    /// The boolean, if it is one.
    pub(crate) fn as_bool(self) -> Option<bool> {
        match self {
            Self::Tree(json) => json.as_bool(),
            Self::Text(text) | Self::Plain(text) => text.parse().ok(),
            Self::String(_) | Self::Rest(_) => None,
        }
    }

    /// The string, if it is one.
    pub(crate) fn as_str(self) -> Option<Cow<'j, str>> {
        match self {
            Self::Tree(json) => json.as_str().map(Cow::Borrowed),
            Self::Text(text) => {
                let inner = text.strip_prefix('"')?.strip_suffix('"')?;
                Some(parse::unescaped(inner))
            }
            Self::String(text) | Self::Plain(text) => Some(Cow::Borrowed(text)),
            Self::Rest(_) => None,
        }
    }

    /// The number, if it is one.
    pub(crate) fn as_number(self) -> Option<Json> {
        match self {
            Self::Tree(Json::Integer(number)) => Some(Json::Integer(*number)),
            Self::Tree(Json::Unsigned(number)) => Some(Json::Unsigned(*number)),
            Self::Tree(Json::Number(number)) => Some(Json::Number(*number)),
            Self::Text(text) | Self::Plain(text) => number::read(text),
            Self::Tree(_) | Self::String(_) | Self::Rest(_) => None,
        }
    }

    /// The whole number of 64 bits, if it is one.
    pub(crate) fn as_i64(self) -> Option<i64> {
        let whole = match self {
            Self::Text(text) | Self::Plain(text) => text.parse().ok(),
            _ => None,
        };
        whole.or_else(|| self.as_number()?.as_i64())
    }

    /// The string, if it is one that needs no escapes.
    pub(crate) fn inner(self) -> Option<&'j str> {
        match self {
            Self::Tree(Json::String(text)) => Some(text),
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub(crate) fn items(self) -> Option<Items<'j>> {
        match self {
            Self::Tree(json) => json.as_array().map(|items| Items::Tree(items.iter())),
            Self::Text(text) if self.first() == Some(b'[') => {
                let mut items = Parser::checked(text);
                items.open().ok()?;
                Some(Items::Text(items))
            }
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub(crate) fn members(self) -> Option<Members<'j>> {
        let (whole, without): (_, &'static [Member]) = match self {
            Self::Tree(json) => (Whole::Tree(json), &[]),
            Self::Text(text) => (Whole::Text(text), &[]),
            Self::String(_) | Self::Plain(_) => return None,
            Self::Rest(Rest { whole, without }) => (*whole, without),
        };
        let all = match whole {
            Whole::Tree(json) => All::Tree(json.as_object()?.iter()),
            Whole::Text(text) => {
                let mut members = Parser::checked(text);
                text.starts_with('{').then(|| members.open().ok())??;
                All::Text(members)
            }
        };
        Some(Members { all, without })
    }

    /// As a tree.
    pub(crate) fn to_json(self) -> Json {
        match self {
            Self::Tree(json) => json.clone(),
            Self::String(text) => text.into(),
            Self::Plain(text) => number::read(text).unwrap_or_else(|| text.into()),
            Self::Rest(_) => self.object(),
            Self::Text(text) => match self.first() {
                Some(b'n') => Json::Null,
                Some(b't' | b'f') => Json::Bool(text == "true"),
                Some(b'"') => Json::String(self.as_str().unwrap_or_default().into_owned()),
                Some(b'[') => self.items().into_iter().flatten().map(Input::to_json).collect(),
                Some(b'{') => self.object(),
                _ => number::read(text).unwrap_or_default(),
            },
        }
    }

    fn object(self) -> Json {
        let members = self.members().into_iter().flatten();
        Json::Object(
            members.map(|(key, value)| (Cow::Owned(key.into_owned()), value.to_json())).collect(),
        )
    }

    /// Whether it is that constant.
    pub(crate) fn is(self, constant: Constant) -> bool {
        match constant {
            Constant::Null => self.is_null(),
            Constant::Bool(value) => self.as_bool() == Some(value),
            Constant::Text(text) => self.as_str().is_some_and(|it| it == text),
            Constant::Integer(number) => self.as_number() == Some(Json::Integer(number)),
            Constant::Number(number) => self.as_number() == Some(Json::Number(number)),
        }
    }
}

/// The items of an array.
#[derive(Debug)]
pub(crate) enum Items<'j> {
    Tree(slice::Iter<'j, Json>),
    Text(Parser<'j>),
}

impl<'j> Iterator for Items<'j> {
    type Item = Input<'j>;

    fn next(&mut self) -> Option<Input<'j>> {
        match self {
            Self::Tree(items) => items.next().map(Input::Tree),
            Self::Text(items) => {
                if !items.more(b']').ok()? {
                    // Nothing comes after the end.
                    *items = Parser::new("");
                    return None;
                }
                items.value().ok()
            }
        }
    }
}

/// The members of an object.
pub(crate) struct Members<'j> {
    all: All<'j>,
    without: &'static [Member],
}

enum All<'j> {
    Tree(slice::Iter<'j, (Cow<'static, str>, Json)>),
    Text(Parser<'j>),
}

impl<'j> Iterator for All<'j> {
    type Item = (Cow<'j, str>, Input<'j>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Tree(members) => {
                let (key, value) = members.next()?;
                Some((Cow::Borrowed(&**key), Input::Tree(value)))
            }
            Self::Text(members) => {
                if !members.more(b'}').ok()? {
                    // Nothing comes after the end.
                    *members = Parser::new("");
                    return None;
                }
                let key = members.key().ok()?;
                members.value().ok().map(|value| (key, value))
            }
        }
    }
}

impl<'j> Iterator for Members<'j> {
    type Item = (Cow<'j, str>, Input<'j>);

    fn next(&mut self) -> Option<Self::Item> {
        let without = self.without;
        let is_other =
            |key: &str| without.iter().any(|it| matches!(it, Member::Key(name, _) if *name == key));
        self.all.find(|(key, _)| !is_other(key))
    }
}

/// The members of an object, to be asked for several times.
pub(crate) enum Object<'j> {
    Tree(&'j Json),
    Text(Vec<(Cow<'j, str>, Input<'j>)>),
}

impl<'j> Object<'j> {
    /// The members of an object.
    pub(crate) fn of(input: Input<'j>) -> Self {
        match input {
            Input::Tree(json) => Self::Tree(json),
            other => {
                let mut all = Vec::with_capacity(4);
                all.extend(other.members().into_iter().flatten());
                Self::Text(all)
            }
        }
    }

    /// The value at a key: the last value if the object has the key several times.
    pub(crate) fn get(&self, key: &str) -> Option<Input<'j>> {
        match self {
            Self::Tree(json) => json.get(key).map(Input::Tree),
            Self::Text(members) => {
                members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| *value)
            }
        }
    }
}
