//! The timing loops. Contenders take turns, so that noise hits them alike, and the fastest turn of
//! each counts, since noise only ever adds.

use std::collections::HashSet;
use std::hint::black_box;
use std::time::Instant;

/// Keys of a turn: more than a branch predictor remembers, few enough for the second-level cache.
const KEYS: usize = 16_384;

/// Values of a turn where one takes microseconds.
const FEW_KEYS: usize = 512;

const TURNS: usize = 40;

pub type Turn = Box<dyn Fn()>;

/// What is asked of the program: everything, or some turns of one contender.
pub struct Bench {
    only: Option<(String, usize)>,
}

impl Bench {
    /// `PROGRAM [GROUP/QUESTION/CONTENDER TURNS]`
    pub fn from_arguments() -> Self {
        let mut arguments = std::env::args().skip(1);
        let only = arguments.next();
        let turns = arguments.next().and_then(|turns| turns.parse().ok()).unwrap_or(1);
        Self { only: only.map(|path| (path, turns)) }
    }

    /// Whether a question is asked of a group.
    pub fn wants(&self, group: &str, question: &str) -> bool {
        let prefix = format!("{group}/{question}/");
        self.only.as_ref().is_none_or(|(path, _)| path.starts_with(&prefix))
    }

    /// Runs the contenders, and prints the nanoseconds of each for one of `keys`.
    pub fn run(&self, group: &str, question: &str, keys: usize, contenders: &[(&str, Turn)]) {
        if let Some((path, turns)) = &self.only {
            for (name, turn) in contenders {
                if *path == format!("{group}/{question}/{name}") {
                    (0..*turns).for_each(|_| turn());
                }
            }
            return;
        }
        let mut best = vec![f64::INFINITY; contenders.len()];
        for _ in 0..TURNS {
            for ((_, turn), best) in contenders.iter().zip(&mut best) {
                // What the one before has left in the caches is not its own.
                turn();
                let start = Instant::now();
                turn();
                *best = best.min(start.elapsed().as_secs_f64() * 1e9 / keys as f64);
            }
        }
        for ((name, _), best) in contenders.iter().zip(best) {
            println!("{group}\t{question}\t{name}\t{best}");
        }
    }
}

/// Numbers that look random, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }
}

/// Which of `count` codes is asked for, in random order.
pub fn order(count: usize) -> Vec<usize> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    (0..KEYS).map(|_| random.below(count)).collect()
}

/// Wire values as they come from the wire: each in memory of its own.
pub fn hits(wires: &[&'static str]) -> Vec<String> {
    order(wires.len()).into_iter().map(|at| wires[at].to_owned()).collect()
}

/// Texts that are one letter away from a wire value, and none themselves.
pub fn misses(wires: &[&'static str]) -> Vec<String> {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let known: HashSet<&str> = wires.iter().copied().collect();
    let changed = hits(wires).into_iter().map(|hit| {
        loop {
            let mut letters: Vec<char> = hit.chars().collect();
            let (at, letter) = (random.below(letters.len()), b'a' + random.below(26) as u8);
            letters[at] = char::from(letter);
            let miss: String = letters.into_iter().collect();
            if !known.contains(miss.as_str()) {
                break miss;
            }
        }
    });
    changed.collect()
}

/// Texts as JSON strings.
pub fn json(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().map(|text| format!("\"{text}\"")).collect()
}

/// Integers of the same size that are not wire values.
pub fn other_integers(wires: &[i64]) -> Vec<i64> {
    let known: HashSet<i64> = wires.iter().copied().collect();
    let far = wires.iter().max().map_or(0, |most| most + 1);
    let other = |wire| (wire..far).find(|other| !known.contains(other)).unwrap_or(far);
    order(wires.len()).into_iter().map(|at| other(wires[at])).collect()
}

/// Some of `all`, in random order.
pub fn shuffled<T: Copy>(all: &[T]) -> Vec<T> {
    order(all.len()).into_iter().map(|at| all[at]).collect()
}

/// A turn over keys or codes.
pub fn turn<T: Clone + 'static, R: 'static>(keys: &[T], ask: impl Fn(&T) -> R + 'static) -> Turn {
    let keys = keys.to_vec();
    Box::new(move || {
        for key in &keys {
            black_box(ask(black_box(key)));
        }
    })
}

/// The least that a lookup can cost, for who is told the answer: one load and one comparison.
pub fn floor(wires: &[&'static str]) -> Turn {
    let wires = wires.to_vec();
    let keys: Vec<(String, usize)> = hits(&wires).into_iter().zip(order(wires.len())).collect();
    Box::new(move || {
        for (key, at) in &keys {
            let (key, at) = (black_box(key), black_box(*at));
            black_box((wires[at] == key.as_str()).then_some(at as u16));
        }
    })
}

/// Some of the keys, where one takes long. What takes nanoseconds is asked for all of them: a
/// processor remembers how the branches go for so few.
pub fn few(mut keys: Vec<String>) -> Vec<String> {
    keys.truncate(FEW_KEYS);
    keys
}

/// Writes a text to memory that is there, and returns how long it is.
pub fn written(text: impl std::fmt::Display) -> usize {
    use std::fmt::Write;

    struct Buffer([u8; 256], usize);

    impl Write for Buffer {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            let end = self.1 + text.len();
            let place = self.0.get_mut(self.1..end).ok_or(std::fmt::Error)?;
            place.copy_from_slice(text.as_bytes());
            self.1 = end;
            Ok(())
        }
    }

    let mut buffer = Buffer([0; 256], 0);
    let _ = write!(buffer, "{text}");
    black_box(&buffer.0);
    buffer.1
}
