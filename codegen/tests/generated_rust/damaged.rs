//! Damaged bodies: whatever arrives, it is read as serde reads it, or refused where serde refuses it.

/// Compares the reader of text with that of trees, and both with `serde_json`.
macro_rules! check {
    ($crate_:ident, $error:ty, $body:expr) => {{
        let body: &[u8] = $body;
        let of_text = $crate_::Response::<$error>::read(500, &(), body);
        let of_tree = serde_json::from_slice::<$crate_::Response<$error>>(body);
        let is_json = serde_json::from_slice::<serde_json::Value>(body).is_ok();
        let shown = String::from_utf8_lossy(body);
        match (of_text, of_tree) {
            (Ok(text), Ok(tree)) => {
                assert_eq!(text.body().as_bytes(), body);
                assert_eq!(text.json(), tree.json(), "{shown}");
                let (one, other) = (text.occurrence(), tree.occurrence());
                assert_eq!(one.received(), other.received(), "{shown}");
                assert_eq!(
                    (one.message(), one.slots()),
                    (other.message(), other.slots()),
                    "{shown}"
                );
                assert_eq!(text.slots(), tree.slots(), "{shown}");
                assert_eq!(text.occurrences().count(), tree.occurrences().count(), "{shown}");
            }
            // A number that no `f64` holds is only seen where somebody reads it.
            (Err(text), Err(tree))
                if is_json && !tree.to_string().starts_with("number out of range") =>
            {
                let tree = tree.to_string();
                assert!(tree.starts_with(&text.to_string()), "{text}, or {tree}: {shown}");
            }
            (Err(_), Err(_)) => {}
            (text, tree) => panic!("{:?}, or {:?}: {shown}", text.err(), tree.err()),
        }
    }};
}

pub(crate) use check;

/// What JSON is made of, and what it is not made of.
const TOKENS: &[&str] = &[
    "\"",
    "\\",
    "\\n",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
    "\\u12",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "false",
    "nul",
    "0",
    "-0",
    "-",
    "01",
    "1.5",
    "1.",
    ".5",
    "1e2",
    "1E-2",
    "1e999",
    "-1e999",
    "1e",
    "5.0",
    "9007199254740993",
    "9223372036854775808",
    "18446744073709551616",
    " ",
    "\n",
    "\t",
    "\u{0}",
    "\u{1f}",
    "\u{7f}",
    "é",
    "😀",
    "\u{feff}",
    "/",
    "//",
    "\"code\":\"x\",",
    "\"a\":1,",
    "{}",
    "[]",
    "[[[[",
    "NaN",
    "Infinity",
    "'",
];

/// The same texts on every run, made of `text` by damage.
pub fn texts(text: &str, count: usize) -> Vec<String> {
    let mut state = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    let mut below = |limit: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % limit.max(1)
    };
    (0..count)
        .map(|_| {
            let mut made: Vec<char> = text.chars().collect();
            for _ in 0..=below(3) {
                let (from, length) = (below(made.len()), below(12));
                let to = (from + length).min(made.len());
                match below(4) {
                    0 => drop(made.drain(from..to)),
                    1 => {
                        let part: Vec<char> = made[from..to].to_vec();
                        let at = below(made.len());
                        drop(made.splice(at..at, part));
                    }
                    2 => drop(made.splice(from..from, TOKENS[below(TOKENS.len())].chars())),
                    _ => drop(made.splice(from..to, TOKENS[below(TOKENS.len())].chars())),
                }
            }
            made.into_iter().collect()
        })
        .collect()
}
