//! Ten thousand errors in one catalogue: what they cost in memory is bounded, and grows with their
//! number alone.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not as expected")]

mod memory;

use memory::{Bytes, check_bytes};
use peakmem_alloc::{PeakMemAlloc, PeakMemAllocTrait};

#[global_allocator]
static MEMORY: PeakMemAlloc<std::alloc::System> = PeakMemAlloc::new(std::alloc::System);

/// Codes with a mistake each, of one kind after the other; `#` is the number.
const CODES: &[&str] = &[
    "[codes.C#]\nmesage = 'x'\n",
    "[codes.C#]\nsee_also = ['D#']\n",
    "[codes.C#]\nwire = 'x'\n",
    "[codes.C#]\nmessage = '{name}'\n",
    "[codes.C#]\ndescription = '[[D#]]'\n",
    "[codes.C#]\ntags = [1]\n",
    "[codes.C#]\ntitle = \"a\\u202eb\"\n",
    "[codes.C#]\nstatus = 99#\n",
    "[codes.C#.details]\na = 'strng'\n",
    "[codes.'C #']\n",
];

/// A catalogue with so many of them.
fn catalogue(count: usize) -> Vec<Bytes> {
    let codes: String =
        (0..count).map(|at| CODES[at % CODES.len()].replace('#', &at.to_string())).collect();
    let files = [
        ("catalogue.toml", "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n"),
        ("door/api.toml", "title = \"Door\"\n"),
        ("door/lock.toml", &codes),
    ];
    files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_owned())).into()
}

/// The errors of a catalogue with `count` mistakes, and the bytes that reading it took at most.
fn read(count: usize) -> (usize, usize) {
    let files = catalogue(count);
    MEMORY.reset_peak_memory();
    let found = check_bytes(&files);
    (found.len(), MEMORY.get_peak_memory())
}

#[test]
fn ten_thousand_errors_take_bounded_memory() {
    let (few, half) = read(5_000);
    let (all, whole) = read(10_000);
    assert!(few >= 4_900 && all >= 9_900, "{few} and {all} of 5,000 and 10,000 are found");
    assert!(whole < 64 << 20, "{whole} bytes");
    assert!(whole < half / 10 * 25, "{half} bytes for half of them, {whole} for all");
}
