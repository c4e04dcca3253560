//! Size and depth.

use super::Input;

/// The inputs.
pub const INPUTS: &[Input] = &[
    folder!("a file of 100 MB", |dir| {
        let file = fs_err::File::create(dir.join("door/lock.toml")).unwrap();
        file.set_len(100_000_000).unwrap();
    }),
    lock!(
        "20,000 brackets",
        format!("[codes.LOCKED]\ntags = {}{}\n", "[".repeat(20_000), "]".repeat(20_000))
    ),
    lock!(
        "20,000 brackets that are never closed",
        format!("[codes.LOCKED]\ntags = {}\n", "[".repeat(20_000))
    ),
    lock!(
        "20,000 tables in each other",
        format!("[codes.LOCKED]\nset = {}1{}\n", "{ a = ".repeat(20_000), " }".repeat(20_000))
    ),
    lock!("a key of 20,000 parts", format!("{}b = 1\n", "a.".repeat(20_000))),
    lock!(
        "a type of 20,000 lists",
        format!(
            "details = '{}string{}'\n[codes.LOCKED]\n",
            "list<".repeat(20_000),
            ">".repeat(20_000)
        )
    ),
    lock!(
        "20,000 quotes in prose",
        format!("[codes.LOCKED]\ndescription = '{}'\n", "> ".repeat(20_000))
    ),
    lock!(
        "20,000 brackets in prose",
        format!("[codes.LOCKED]\ndescription = '{}'\n", "[".repeat(20_000))
    ),
    lock!(
        "20,000 stars in prose",
        format!("[codes.LOCKED]\ndescription = '{}'\n", "*a ".repeat(20_000))
    ),
    lock!(
        "a line of a million characters",
        format!("[codes.LOCKED]\ntitle = '{}\n", "x".repeat(1_000_000))
    ),
    lock!("a name of a million characters", format!("[codes.{}]\n", "x".repeat(1_000_000))),
    lock!(
        "ten thousand mistakes",
        (0..10_000).map(|at| format!("x{at} = 1")).collect::<Vec<_>>().join("\n")
    ),
];
