//! Asks the contenders of every API.

mod timing;

use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use timing::{Bench, Turn, few, floor, hits, json, misses, other_integers, shuffled, turn};

/// What is asked of codes that are strings.
macro_rules! texts {
    ($bench:ident, $group:literal, $ours:path, $match:ident, $derives:ident, [$($name:literal: $crate_:ident,)*]) => {{
        use $ours as ours;
        let wires: Vec<&'static str> = ours::Code::ALL.iter().map(|code| code.wire()).collect();
        for (question, keys) in [("text, known", hits as fn(&[&'static str]) -> _), ("text, unknown", misses)] {
            if $bench.wants($group, question) {
                let keys: Vec<String> = keys(&wires);
                let turns: Vec<(&str, Turn)> = vec![
                    ("floor", floor(&wires)),
                    ("errcat", turn(&keys, |key| ours::Code::from_wire(key))),
                    $(($name, turn(&keys, |key| $crate_::Code::from_wire(key))),)*
                ];
                $bench.run($group, question, keys.len(), &turns);
            }
        }
        fields!($bench, $group, ours, wires, $match);
        if $bench.wants($group, "message, written") {
            let ours: Vec<ours::Code> = shuffled(&wires.iter().filter_map(|wire| ours::Code::from_wire(wire)).collect::<Vec<_>>());
            let theirs: Vec<$derives::Code> = shuffled(&wires.iter().filter_map(|wire| $derives::Code::from_wire(wire)).collect::<Vec<_>>());
            $bench.run($group, "message, written", ours.len(), &[
                ("errcat", turn(&ours, |code| timing::written(code.message()))),
                ("derives", turn(&theirs, |code| timing::written(code))),
            ]);
        }
        for (question, keys) in [("JSON, known", hits as fn(&[&'static str]) -> _), ("JSON, unknown", |wires: &_| few(misses(wires)))] {
            if $bench.wants($group, question) {
                let keys = json(keys(&wires));
                $bench.run($group, question, keys.len(), &[
                    ("floor", turn(&keys, |key| serde_json::from_str::<&str>(key).map(str::len))),
                    ("errcat", turn(&keys, |key| serde_json::from_str::<ours::ReceivedCode>(key).ok())),
                    ("derives", turn(&keys, |key| serde_json::from_str::<$derives::Code>(key))),
                ]);
            }
        }
        if $bench.wants($group, "unknown in serde, no format") {
            let keys = few(misses(&wires));
            $bench.run($group, "unknown in serde, no format", keys.len(), &[
                ("errcat", turn(&keys, |key| ours::ReceivedCode::deserialize(StrDeserializer::<Error>::new(key)))),
                ("errcat, not kept", turn(&keys, |key| ours::Code::from_wire(key))),
                ("derives", turn(&keys, |key| $derives::Code::deserialize(StrDeserializer::<Error>::new(key)))),
            ]);
        }
    }};
}

/// What is asked of codes that are integers.
macro_rules! integers {
    ($bench:ident, $group:literal, $ours:path, $match:ident, [$($name:literal: $crate_:ident,)*]) => {{
        use $ours as ours;
        let wires: Vec<i64> = ours::Code::ALL.iter().map(|code| code.wire()).collect();
        for (question, keys) in [("integer, known", shuffled as fn(&[i64]) -> _), ("integer, unknown", other_integers)] {
            if $bench.wants($group, question) {
                let keys: Vec<i64> = keys(&wires);
                let turns: Vec<(&str, Turn)> = vec![
                    ("errcat", turn(&keys, |key| ours::Code::from_wire(*key))),
                    $(($name, turn(&keys, |key| $crate_::Code::from_wire(*key))),)*
                ];
                $bench.run($group, question, keys.len(), &turns);
            }
        }
    }};
}

/// From codes to what is known of them.
macro_rules! fields {
    ($bench:ident, $group:literal, $ours:ident, $wires:ident, $match:ident) => {
        let ours: Vec<$ours::Code> = $wires.iter().filter_map(|wire| $ours::Code::from_wire(wire)).collect();
        let theirs: Vec<$match::Code> = $wires.iter().filter_map(|wire| $match::Code::from_wire(wire)).collect();
        let (ours, theirs) = (shuffled(&ours), shuffled(&theirs));
        fields!(@ $bench, $group, ours, theirs, "code to wire", wire);
        fields!(@ $bench, $group, ours, theirs, "code to status", status);
        fields!(@ $bench, $group, ours, theirs, "code to message", message);
        fields!(@ $bench, $group, ours, theirs, "code to action", action);
    };
    (@ $bench:ident, $group:literal, $ours:ident, $theirs:ident, $question:literal, $field:ident) => {
        if $bench.wants($group, $question) {
            $bench.run($group, $question, $ours.len(), &[
                ("errcat", turn(&$ours, |code| code.$field())),
                ("match", turn(&$theirs, |code| code.$field())),
            ]);
        }
    };
}

fn main() {
    let bench = Bench::from_arguments();
