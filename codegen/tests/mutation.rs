//! Whatever happens to a catalogue's files, it is read or refused in words: valid catalogues are
//! damaged at random, again and again, others are made from the tables of the format, and no input may
//! end in a panic, a hang, a finding that cannot be shown, or an output that its format's parser
//! refuses.
//!
//! The damage is the same on every run. For more of it, or other damage:
//! `ERRCAT_MUTATIONS=100000 ERRCAT_SEED=7 cargo test --release --test suite mutation::`.

use crate::generator;
use crate::memory::{File, check_files};
use crate::numbers::{Random, number};
use crate::outputs;
use camino::Utf8Path;
use errcat::pipeline;
use errcat_emit::TARGETS;
use errcat_findings::diagnostic::Findings;
use errcat_tests::{everything, tests, unpack};

/// Every valid catalogue of the tests, and the project's own.
fn seeds() -> Vec<Vec<File>> {
    let tests = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pass");
    let mut dirs: Vec<_> =
        tests.read_dir_utf8().unwrap().map(|entry| entry.unwrap().into_path()).collect();
    dirs.push(Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue"));
    dirs.sort();
    dirs.iter()
        .map(|dir| {
            let sources = errcat::load::catalogue(dir, &mut Findings::default()).unwrap();
            sources.iter().map(|(_, source)| (source.path.clone(), source.text.clone())).collect()
        })
        .collect()
}

/// So many are made, unless somebody asks for another number.
fn mutations() -> u64 {
    if everything() { 3_000 } else { 1_500 }
}

/// What a value, a key or a line may become.
const HOSTILE: &[&str] = &[
    "",
    "\"\"",
    "\" \"",
    "3",
    "-1",
    "0",
    "1.5",
    "nan",
    "inf",
    "true",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "[1, \"a\", {}]",
    "2026-05-30",
    "99999999999999999999",
    "\"x\"",
    "\"$\"",
    "\"$$\"",
    "\"$x?|string|null\"",
    "\"{\"",
    "\"}{\"",
    "\"{}\"",
    "\"{x}\"",
    "\"\\u0000\"",
    "\"\\u202e\"",
    "\"[[\"",
    "\"[[x]]\"",
    "\"[[action:x|[[y]]]]\"",
    "\"list<list<list<string?>>>\"",
    "\"map<|null>\"",
    "\"json|null\"",
    "\"?\"",
    "\"|null\"",
    "\"4XX\"",
    "404",
    "\"404\"",
    "[404, \"4XX\", 404]",
    "\"error\"",
    "\"internal\"",
    "\"header\"",
    "\"details.x\"",
    "\"slots.x\"",
    "\"...\"",
    "\"é🦀\"",
    "'''",
    "\"\"\"",
    "\"",
    "=",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "#",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "\u{7f}",
    "<<<<<<< HEAD\n",
    "=======\n",
    "[codes]\n",
    "[codes.X]\n",
    "[types]\nX = \"X\"\n",
    "[types.X]\nx = \"X\"\n",
    "[envelopes.error]\nbody = {}\n",
    "[[codes.X.examples]]\n",
    "[retired]\nX = {}\n",
    "codes = 3\n",
    "details = {}\n",
    "\"...\" = \"$details\"\n",
    "visibility = \"internal\"\n",
];

/// Damages a text in one place.
fn mutate(random: &mut Random, text: &str, words: &[String]) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let boundary = |at: usize| errcat_findings::source::floor_char_boundary(text, at);
    let (a, b) = (random.below(text.len() + 1), random.below(text.len() + 1));
    let (from, to) = (boundary(a.min(b)), boundary(a.max(b)));
    // Small pieces more often than large ones.
    let near = boundary((from + 1 + random.below(24)).min(text.len()));
    match random.below(12) {
        0 => text[..from].to_owned() + &text[near..],
        1 => text[..near].to_owned() + &text[from..],
        2 => text[..from].to_owned() + *random.pick(HOSTILE) + &text[from..],
        3 => text[..from].to_owned() + *random.pick(HOSTILE) + &text[near..],
        4 => text[..from].to_owned(),
        5 => text[..from].to_owned() + &text[to..],
        6 | 7 => {
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            if lines.is_empty() {
                return (*random.pick(HOSTILE)).to_owned();
            }
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            match random.below(4) {
                0 => drop(lines.remove(a)),
                1 => lines.insert(a, lines[b].clone()),
                2 => lines.swap(a, b),
                _ => lines.insert(a, (*random.pick(HOSTILE)).to_owned()),
            }
            lines.concat()
        }
        // A value of another kind, a key of another name.
        8 | 9 => {
            let values: Vec<usize> = text.match_indices("= ").map(|(at, _)| at + 2).collect();
            if values.is_empty() {
                return text.to_owned();
            }
            let at = *random.pick(&values);
            let end = text[at..].find(['\n', ',', '}']).map_or(text.len(), |end| at + end);
            let value = if random.below(2) == 0 {
                *random.pick(HOSTILE)
            } else {
                random.pick(words).as_str()
            };
            text[..at].to_owned() + value + &text[end..]
        }
        _ => {
            let found = pieces(text);
            if found.is_empty() {
                return text.to_owned();
            }
            let (at, word) = *random.pick(&found);
            text[..at].to_owned() + random.pick(words).as_str() + &text[at + word.len()..]
        }
    }
}

/// The words of a text with their offsets: names, keys, numbers, strings with their quotes.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !(c.is_alphanumeric() || "_-\"$|?<>{}".contains(c)))
    {
        let word =
            piece.trim_end_matches(|c: char| !(c.is_alphanumeric() || "_-\"$|?<>{}".contains(c)));
        if !word.is_empty() {
            found.push((at, word));
        }
        at += piece.len();
    }
    found
}

#[test]
fn damaged_catalogues_are_read_or_refused() {
    let seeds = seeds();
    let words: Vec<String> = seeds
        .iter()
        .flatten()
        .flat_map(|(_, text)| pieces(text))
        .map(|(_, word)| word.to_owned())
        .collect();
    let begin = number("ERRCAT_SEED", 0);
    for seed in begin..begin + number("ERRCAT_MUTATIONS", mutations()) {
        let mut random = Random(seed);
        let mut files = random.pick(&seeds).clone();
        for _ in 0..=random.below(4) {
            let at = random.below(files.len());
            if random.below(40) == 0 && files[at].0 != "catalogue.toml" {
                files.remove(at);
                continue;
            }
            files[at].1 = mutate(&mut random, &files[at].1, &words);
        }
        let ended = std::panic::catch_unwind(|| check_files(&files));
        let files = || -> String {
            files.iter().flat_map(|(path, text)| ["--- ", path, "\n", text, "\n"]).collect()
        };
        assert!(
            ended.is_ok(),
            "ERRCAT_SEED={seed} ERRCAT_MUTATIONS=1 ends badly with\n{}",
            files()
        );
    }
}

#[test]
fn made_up_catalogues_are_emitted_or_refused() {
    let (begin, count) = (number("ERRCAT_SEED", 0), number("ERRCAT_MUTATIONS", mutations()) / 20);
    let mut valid = 0;
    for seed in begin..begin + count {
        let ended = std::panic::catch_unwind(|| {
            let (files, catalogue) = generator::catalogue(&mut Random(seed));
            let Some(catalogue) = catalogue else { return (files, Ok(false)) };
            let made = pipeline::emit(&catalogue, &TARGETS.iter().collect::<Vec<_>>());
            (files, outputs::check(&made).map(|()| true))
        });
        let run = format!("ERRCAT_SEED={seed} ERRCAT_MUTATIONS=20");
        let (files, ended) = ended.unwrap_or_else(|_| panic!("{run} ends badly"));
        let text = || -> String {
            files.iter().flat_map(|(path, text)| ["--- ", path, "\n", text, "\n"]).collect()
        };
        valid += u64::from(ended.unwrap_or_else(|error| panic!("{run}: {error}\n{}", text())));
    }
    assert!(valid * 10 > count * 8, "{valid} of {count} are valid: the others show little");
}

#[test]
fn catalogues_that_break_every_rule_are_damaged_too() {
    let home = tempfile::tempdir().unwrap();
    let home = Utf8Path::from_path(home.path()).unwrap();
    let words: Vec<String> = HOSTILE.iter().map(|word| (*word).to_owned()).collect();
    let count = number("ERRCAT_MUTATIONS", mutations()) / 100;
    for dir in unpack(&tests().join("fail"), home).unwrap() {
        let sources = errcat::load::catalogue(&dir, &mut Findings::default()).unwrap();
        let files: Vec<File> = sources
            .iter()
            .filter(|(_, source)| source.readable)
            .map(|(_, source)| (source.path.clone(), source.text.clone()))
            .collect();
        // Of a catalogue whose edit is not finished no file is read.
        if files.is_empty() {
            continue;
        }
        for seed in 0..count {
            let mut random = Random(number("ERRCAT_SEED", 0) + seed);
            let mut files = files.clone();
            let at = random.below(files.len());
            files[at].1 = mutate(&mut random, &files[at].1, &words);
            let ended = std::panic::catch_unwind(|| check_files(&files));
            assert!(ended.is_ok(), "{dir}, damage {seed}:\n{}", files[at].1);
        }
    }
}
