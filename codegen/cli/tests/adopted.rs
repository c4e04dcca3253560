//! What `import` makes of a service's own enum answers as the enum did: both services run side by side.

use std::process::{Command, Output};

use camino::{Utf8Path, Utf8PathBuf};

use crate::nested;
use crate::scratch::{PROGRAM, said, tree, write};

/// The workspace of both services for the API `name`, below `target/`.
fn workspace(name: &str) -> Utf8PathBuf {
    let root = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("adopted").join(name);
    let _ = fs_err::remove_dir_all(&root);
    for (path, bytes) in tree(&Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/adopted")) {
        // Packages of one name would be in each other's way in the folder of artifacts.
        let text = String::from_utf8(bytes).unwrap().replace("NAME", name);
        write(&root.join(path), text.as_bytes());
    }
    nested::copy_lock(&root);
    root
}

fn succeeds(mut command: Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", said(&output));
    output
}

fn errcat(root: &Utf8Path, arguments: &[&str]) {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(root);
    succeeds(command);
}

/// Makes the catalogue and the crate of the old service's enum, as the first way of adopting.md does.
fn adopt(root: &Utf8Path) {
    let name = root.file_name().unwrap();
    let init = ["init", "--yes", "--api", name, "--crate", "generated"];
    let from = ["--from", "old/src/error.rs", "--body", "body.json"];
    errcat(root, &[&init[..], &from].concat());
}

/// Runs both services, and tells how many answers were compared.
fn compared(root: &Utf8Path) -> String {
    let [new, both] = ["new", "both"].map(|it| format!("{it}-{}", root.file_name().unwrap()));
    let add = ["add", "--offline", "--package", &new, "--path", "generated", "--features", "axum"];
    succeeds(nested::cargo(root, &add));
    let test = ["test", "--offline", "--package", &both, "--", "--nocapture"];
    said(&succeeds(nested::cargo(root, &test)))
}

#[test]
fn the_new_service_answers_as_the_old_one_did() {
    let root = workspace("store");
    adopt(&root);
    // An enum does not tell which headers the service sends.
    let file = root.join("catalogue/store/errors.toml");
    let text = fs_err::read_to_string(&file).unwrap();
    let (before, after) = (
        "[codes.RATE_LIMITED]\n",
        "action = \"wait\"\nretry_after = [\"details.seconds\", \"header\"]\n",
    );
    assert!(text.contains(before), "{text}");
    fs_err::write(&file, text.replace(before, &format!("{before}{after}"))).unwrap();
    errcat(&root, &["gen"]);
    let told = compared(&root);
    assert!(told.contains("compared 7 answers"), "{told}");
}

/// What the first way of adopting.md shows is all that has to be typed.
#[test]
fn the_page_s_service_answers_as_before() {
    let page = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/adopting.md");
    let page = fs_err::read_to_string(page).unwrap();
    let block = |behind: &str| {
        let (_, text) = page.split_once(behind).unwrap();
        text.split("```").nth(1).unwrap().split_once('\n').unwrap().1.to_owned()
    };
    let root = workspace("shop");
    for (path, behind) in [
        ("old/src/error.rs", "**`src/error.rs`**"),
        ("old/src/lib.rs", "**`src/lib.rs`**"),
        ("body.json", "**`body.json`**"),
        ("new/src/lib.rs", "`src/lib.rs` is then:"),
    ] {
        write(&root.join(path), block(behind).as_bytes());
    }
    write(&root.join("requests.txt"), b"GET /orders/A-1\nPOST /orders\n");
    adopt(&root);
    let told = compared(&root);
    assert!(told.contains("compared 2 answers"), "{told}");
}
