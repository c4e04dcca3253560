//! The same place in two documents.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json};

/// The same place in the old document and in the new one; `None` where there is nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    pub old: Option<&'a Json>,
    pub new: Option<&'a Json>,
}

impl<'a> Pair<'a> {
    /// The values of a key of both.
    pub fn get(self, key: &str) -> Self {
        Self { old: self.old.and_then(|it| it.get(key)), new: self.new.and_then(|it| it.get(key)) }
    }

    /// Both, where there are both.
    pub fn both(self) -> Option<(&'a Json, &'a Json)> {
        Some((self.old?, self.new?))
    }

    /// Whether they differ.
    pub fn differs(self) -> bool {
        self.old != self.new
    }

    /// The texts of both.
    pub fn texts(self) -> (Option<&'a str>, Option<&'a str>) {
        (self.old.and_then(Json::as_str), self.new.and_then(Json::as_str))
    }

    /// The keys of both, those of the new one first.
    pub fn keys(self) -> Vec<&'a str> {
        let map = |it: Option<&'a Json>| it.and_then(Json::as_object);
        let (old, new) = (map(self.old), map(self.new));
        let only_old = old.into_iter().flat_map(Map::keys);
        let only_old = only_old.filter(|key| new.is_none_or(|new| !new.contains_key(*key)));
        new.into_iter().flat_map(Map::keys).chain(only_old).map(String::as_str).collect()
    }

    /// The items of two lists, matched by what `key` makes of them, those of the new one first.
    pub fn items(self, key: impl Fn(&Json) -> String) -> Items<'a> {
        let (old, new) = (items(self.old), items(self.new));
        let by_key: HashMap<String, usize> =
            old.iter().enumerate().map(|(at, it)| (key(it), at)).collect();
        let mut pairs = Vec::new();
        let mut met = HashSet::new();
        let mut last = None;
        let mut moved = false;
        for item in new {
            let name = key(item);
            let at = by_key.get(&name).copied().filter(|at| met.insert(*at));
            if at.is_some() {
                moved |= at < last;
                last = at.max(last);
            }
            pairs.push((name, Self { old: at.map(|at| &old[at]), new: Some(item) }));
        }
        for (at, item) in old.iter().enumerate() {
            if !met.contains(&at) {
                pairs.push((key(item), Self { old: Some(item), new: None }));
            }
        }
        Items { pairs, moved }
    }
}

/// Two lists, item by item.
pub(super) struct Items<'a> {
    /// By key.
    pub pairs: Vec<(String, Pair<'a>)>,
    /// Whether those that are in both come in another order.
    pub moved: bool,
}

/// The items of a list; none where there is none.
pub(super) fn items(list: Option<&Json>) -> &[Json] {
    list.and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// The text at a key; empty where there is none.
pub(super) fn text<'a>(item: &'a Json, key: &str) -> &'a str {
    item.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// What an item is called.
pub(super) fn name(item: &Json) -> String {
    text(item, "name").to_owned()
}
