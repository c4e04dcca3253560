//! The project's own catalogue and every fixture that is one, for tests of the emitters' outputs.

#![allow(dead_code, reason = "each test uses some of it")]

use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::model::{BodyPart, Catalogue, Envelope, Member, SlotRef, SlotUse};
use errcat_emit::output::Artifact;
use errcat_emit::target;
use serde_json::Value as Json;

/// A catalogue, by the name of its folder.
pub struct Case {
    pub name: String,
    pub catalogue: Catalogue,
}

/// All of them.
pub fn all() -> Vec<Case> {
    folders().iter().map(|folder| read(folder)).collect()
}

/// Their folders.
pub fn folders() -> Vec<Utf8PathBuf> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = root.join("tests/pass").read_dir_utf8().expect("the fixtures are there");
    let mut folders: Vec<Utf8PathBuf> =
        fixtures.map(|entry| entry.expect("it can be read").into_path()).collect();
    folders.push(root.join("../catalogue"));
    folders.sort();
    folders
}

/// The one in `folder`.
fn read(folder: &Utf8Path) -> Case {
    let reading = errcat::pipeline::read(folder).expect("the catalogue can be read");
    let name = folder.file_name().unwrap_or_default().to_owned();
    let catalogue =
        reading.catalogue.and_then(std::sync::Arc::into_inner).expect("the catalogue is valid");
    Case { name, catalogue }
}

impl Case {
    /// What a target makes of it.
    pub fn emit(&self, name: &str) -> Vec<Artifact> {
        target(name).expect("it is registered").files(&self.catalogue)
    }

    /// The JSON file at `path` that a target makes of it.
    pub fn json(&self, target: &str, path: &str) -> Json {
        let artifacts = self.emit(target);
        let artifact = artifacts.iter().find(|it| it.path() == path).expect("the file is made");
        serde_json::from_str(artifact.text()).expect("it is JSON")
    }
}

/// The JSON Pointers (RFC 6901) of a body's slots; in its list of errors, of the first one's.
pub fn pointers(envelope: &Envelope) -> Vec<(String, SlotUse)> {
    let mut pointers = Vec::new();
    walk(&envelope.body, "", &mut |pointer, shape| {
        if let BodyPart::Slot(slot) = shape {
            pointers.push((pointer.to_owned(), *slot));
        }
    });
    pointers
}

/// The pointer of a slot in a body, if it is there.
pub fn pointer(envelope: &Envelope, slot: SlotRef) -> Option<String> {
    pointers(envelope).into_iter().find(|(_, it)| it.slot == slot).map(|(pointer, _)| pointer)
}

/// The pointer of the first error in a body: of the whole body, where there is no list.
pub fn first_error(envelope: &Envelope) -> String {
    let mut found = String::new();
    walk(&envelope.body, "", &mut |pointer, shape| {
        if let BodyPart::Errors(_) = shape {
            found = format!("{pointer}/0");
        }
    });
    found
}

fn walk(shape: &BodyPart, pointer: &str, visit: &mut impl FnMut(&str, &BodyPart)) {
    visit(pointer, shape);
    match shape {
        BodyPart::Object(members) => {
            for member in members {
                if let Member::Key(key, value) = member {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    walk(value, &format!("{pointer}/{key}"), visit);
                }
            }
        }
        BodyPart::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{pointer}/{at}"), visit);
            }
        }
        BodyPart::Errors(item) => walk(item, &format!("{pointer}/0"), visit),
        BodyPart::Constant(_) | BodyPart::Slot(_) => {}
    }
}
