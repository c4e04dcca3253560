//! The hostile inputs.

use camino::Utf8Path;

/// An input.
pub struct Input {
    /// What it is.
    pub what: &'static str,
    /// Changes a valid catalogue in this folder.
    pub make: fn(&Utf8Path),
}

/// The group's file becomes these bytes.
macro_rules! lock {
    ($what:literal, $bytes:expr) => {
        Input {
            what: $what,
            make: |dir| fs_err::write(dir.join("door/lock.toml"), $bytes).unwrap(),
        }
    };
}

/// The file at the path is written.
macro_rules! file {
    ($what:literal, $path:literal, $bytes:expr) => {
        Input {
            what: $what,
            make: |dir| {
                fs_err::create_dir_all(dir.join($path).parent().unwrap()).unwrap();
                fs_err::write(dir.join($path), $bytes).unwrap();
            },
        }
    };
}

/// The code has this text as its title, written as TOML.
macro_rules! text {
    ($what:literal, $toml:expr) => {
        lock!($what, concat!("[codes.LOCKED]\ntitle = ", $toml, "\n"))
    };
}

/// There is an operation of this name.
macro_rules! operation {
    ($what:literal, $name:literal) => {
        file!(
            $what,
            "door/operations.toml",
            concat!("[operations.\"", $name, "\"]\ncodes = ['LOCKED']\n")
        )
    };
}

/// The API is called this.
macro_rules! api {
    ($what:literal, $name:expr) => {
        Input {
            what: $what,
            make: |dir| fs_err::rename(dir.join("door"), dir.join($name)).unwrap(),
        }
    };
}

/// The folder is changed.
macro_rules! folder {
    ($what:literal, $make:expr) => {
        Input { what: $what, make: $make }
    };
}

// Below the macros, which are known from there on.
mod bytes;
mod folders;
mod names;
mod sizes;
mod syntax;
mod texts;

/// All of them: what they are about, and a list of inputs.
pub const INPUTS: &[(&str, &[Input])] = &[
    ("Bytes", bytes::INPUTS),
    ("Texts", texts::INPUTS),
    ("Folders and files", folders::INPUTS),
    ("Size and depth", sizes::INPUTS),
    ("Syntax and numbers", syntax::INPUTS),
    ("Names", names::INPUTS),
];
