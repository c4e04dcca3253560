//! Files and folders.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::Input;

/// The inputs.
pub const INPUTS: &[Input] = &[
    lock!("the marks of a merge", "<<<<<<< HEAD\n[codes.A]\n=======\n[codes.B]\n>>>>>>> b\n"),
    lock!(
        "the marks of a merge in a string",
        "[codes.LOCKED]\ndescription = '''\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n'''\n"
    ),
    lock!("one mark of a merge in a string", "[codes.LOCKED]\ndescription = '''\n>>>>>>> b\n'''\n"),
    file!("an editor's copy, `lock.toml~`", "door/lock.toml~", "["),
    file!("an editor's swap file, `.lock.toml.swp`", "door/.lock.toml.swp", b"b0VIM\0"),
    file!("an editor's copy, `#lock.toml#`", "door/#lock.toml#", "["),
    file!("a copy, `lock.toml.orig`", "door/lock.toml.orig", "["),
    file!("a copy, `lock (1).toml`", "door/lock (1).toml", "[codes.LOCKED]\n"),
    file!("litter of a system, `._lock.toml`", "door/._lock.toml", b"\0\x05\x16\x07"),
    file!("litter of a system, `Thumbs.db`", "door/Thumbs.db", b"\xd0\xcf"),
    file!("a file in capitals, `LOCK.TOML`", "door/LOCK.TOML", "["),
    file!("a file called `.toml`", "door/.toml", "["),
    file!("a group called by two dots, `...toml`", "door/...toml", "["),
    file!("a group with a space at its end", "door/lock .toml", ""),
    file!("a group with a line feed in its name", "door/lo\nck.toml", "[codes.B]\n"),
    file!("a group with an escape sequence in its name", "door/\x1b[2J.toml", "[codes.B]\n"),
    file!(
        "a group with an override of the direction in its name",
        "door/\u{202e}x.toml",
        "[codes.B]\n"
    ),
    file!("a file at the top that the format does not know", "codes.toml", "[codes.A]\n"),
    file!("a folder in the folder of an API", "door/more/lock.toml", "[codes.A]\n"),
    folder!("a name that is not UTF-8", |dir| {
        let name = std::ffi::OsStr::from_bytes(b"door/lo\xffck.toml");
        std::fs::write(dir.as_std_path().join(name), "[").unwrap();
    }),
    folder!("a folder called `open.toml`", |dir| fs_err::create_dir(dir.join("door/open.toml"))
        .unwrap()),
    folder!("a link to a file outside", |dir| symlink(
        "../../outside/door/lock.toml",
        dir.join("door/shut.toml")
    )
    .unwrap()),
    folder!("a link to a folder outside", |dir| symlink("../outside/door", dir.join("gate"))
        .unwrap()),
    folder!("a link to itself", |dir| symlink("loop.toml", dir.join("door/loop.toml")).unwrap()),
    folder!("a link to nothing", |dir| symlink("nowhere", dir.join("door/open.toml")).unwrap()),
    folder!("a link to the folder above", |dir| symlink("..", dir.join("up")).unwrap()),
    folder!("a link to a device without end", |dir| symlink(
        "/dev/zero",
        dir.join("door/zero.toml")
    )
    .unwrap()),
    folder!("a pipe", |dir| {
        let made = std::process::Command::new("mkfifo").arg(dir.join("door/pipe.toml")).status();
        assert!(made.unwrap().success());
    }),
    folder!("a socket", |dir| drop(
        std::os::unix::net::UnixListener::bind(dir.join("door/s.toml")).unwrap()
    )),
    folder!("a file that only programs may run", |dir| {
        let path = dir.join("door/lock.toml");
        fs_err::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }),
    folder!("no catalogue.toml", |dir| fs_err::remove_file(dir.join("catalogue.toml")).unwrap()),
    folder!("catalogue.toml as a folder", |dir| {
        fs_err::remove_file(dir.join("catalogue.toml")).unwrap();
        fs_err::create_dir(dir.join("catalogue.toml")).unwrap();
    }),
    folder!("catalogue.toml as a link", |dir| {
        fs_err::rename(dir.join("catalogue.toml"), dir.join("real")).unwrap();
        symlink("real", dir.join("catalogue.toml")).unwrap();
    }),
    folder!("no API", |dir| fs_err::remove_dir_all(dir.join("door")).unwrap()),
    folder!("an API without api.toml", |dir| fs_err::remove_file(dir.join("door/api.toml"))
        .unwrap()),
];
