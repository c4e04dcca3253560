//! What a fuzzer once found, and what leads it to different places, is tried every time.

use camino::Utf8Path;

use crate::fuzzed;

/// Has `target` try each file of `codegen/fuzz/seeds/<name>`.
fn each(name: &str, target: fn(&[u8])) {
    let dir = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut count = 0;
    for entry in dir.read_dir_utf8().unwrap() {
        target(&fs_err::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 5, "{dir}: {count}");
}

#[test]
fn bytes() {
    each("bytes", fuzzed::bytes);
}

#[test]
fn catalogues() {
    each("catalogue", fuzzed::catalogue);
}

#[test]
fn texts() {
    each("emit", fuzzed::emit);
}
