//! What is generated for both releases, compared: the public API of the Rust, and the schema of each code's body.
//!
//! A rule says what a change of the catalogue is to those who use what is generated. Here that is checked against
//! the outputs themselves: a class that the outputs do not bear out is lowered, and what they break is raised
//! where its cause is, or told by itself.

mod public_api;
mod schemas;
mod source;
mod wire;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use errcat_catalogue::model::Catalogue;
use errcat_catalogue::parallel;
use errcat_emit::output::Artifact;
use errcat_emit::{document, target};
use serde_json::{Map, Value as Json};

use self::public_api::Aliases;
use super::{Change, Class, Kind};

/// The parts of a document that are compared.
const SECTIONS: [&str; 3] = ["schemas", "parameters", "headers"];

/// What is generated for a catalogue, as far as it is compared. It is made when it is first asked for.
#[derive(Debug)]
pub(super) struct Outputs {
    catalogue: Arc<Catalogue>,
    rust: OnceLock<Rust>,
    documents: Vec<OnceLock<Json>>,
}

/// The generated Rust.
#[derive(Debug)]
struct Rust {
    /// The texts of its files, by path.
    texts: BTreeMap<String, String>,
    aliases: Aliases,
}

impl Outputs {
    /// Those of a catalogue.
    pub(super) fn of(catalogue: &Arc<Catalogue>) -> Self {
        let documents = catalogue.apis.iter().map(|_| OnceLock::new()).collect();
        Self { catalogue: Arc::clone(catalogue), rust: OnceLock::new(), documents }
    }

    fn rust(&self) -> &Rust {
        self.rust.get_or_init(|| {
            let jobs =
                target("rust").map(|target| (target.emit)(&self.catalogue)).unwrap_or_default();
            let files = parallel::map(&jobs, |job| job());
            let files = files.into_iter().flatten().map(Artifact::into_parts);
            let texts: BTreeMap<String, String> = files.filter(|(path, _)| is_rust(path)).collect();
            let aliases = texts.values().flat_map(|text| public_api::aliases(text)).collect();
            Rust { texts, aliases }
        })
    }

    /// The schemas of the `OpenAPI` document of the API at an index.
    fn document(&self, at: usize) -> &Json {
        static NONE: Json = Json::Null;
        self.documents.get(at).map_or(&NONE, |document| {
            document.get_or_init(|| {
                // Responses and their examples say no more.
                let mut components = [(); 3].map(|()| Map::new());
                document::schemas(&self.catalogue, at, |section, key, mut schema| {
                    schemas::strip(&mut schema);
                    let at = SECTIONS.iter().position(|it| *it == section).unwrap_or_default();
                    components[at].insert(key, schema);
                });
                let sections = SECTIONS.iter().zip(components);
                let sections =
                    sections.map(|(name, all)| ((*name).to_owned(), Json::Object(all))).collect();
                Json::from_iter([("components".to_owned(), Json::Object(sections))])
            })
        })
    }
}

fn is_rust(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|it| it == "rs")
}

/// Checks `changes` against what is generated for `old` and `new`.
pub(super) fn judge(changes: &mut Vec<Change>, old: &Outputs, new: &Outputs) {
    source::place(changes, &old.catalogue, &new.catalogue);
    // What says the same is generated as the same.
    if !changes.is_empty() {
        parallel::map(&[old, new], |outputs| {
            outputs.rust();
        });
        source::judge(changes, old, new);
        wire::judge(changes, old, new);
    }
}

/// Which of the changes that may be the cause of a break it is: the gravest to those who feel it, of several the
/// first. They are told by their index, `class` is what each is.
fn cause(candidates: &[usize], class: impl Fn(usize) -> Class) -> Option<usize> {
    candidates.iter().copied().min_by_key(|at| std::cmp::Reverse(class(*at)))
}

/// Whether things of this kind have a name in the generated Rust.
fn is_named(kind: Kind) -> bool {
    use Kind::{Action, Code, Conversion, Envelope, Group, Status, Type};
    matches!(kind, Code | Type | Envelope | Group | Status | Action | Conversion)
}
