//! The page about licences tells of every package that a user gets what `cargo metadata` tells.
//!
//! `ERRCAT_BLESS=1` writes the page.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/licences.md");

/// All packages of the workspace, with all features. A package is known by its id.
struct Packages(Value);

type Ids<'a> = BTreeSet<&'a str>;

impl Packages {
    fn read() -> Self {
        let cargo = std::env::var_os("CARGO").unwrap();
        let arguments = ["metadata", "--locked", "--all-features", "--format-version=1"];
        let output = Command::new(cargo).args(arguments).current_dir(ROOT).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self(serde_json::from_slice(&output.stdout).unwrap())
    }

    fn package(&self, key: &str, value: &str) -> &Value {
        let packages = self.0["packages"].as_array().unwrap();
        packages.iter().find(|package| package[key] == value).unwrap()
    }

    fn named(&self, name: &str) -> &str {
        self.package("name", name)["id"].as_str().unwrap()
    }

    fn licence(&self, id: &str) -> &str {
        self.package("id", id)["license"].as_str().unwrap()
    }

    /// What is built of `roots` on any platform, themselves too. What only tests need is not.
    fn built<'a>(&'a self, roots: &[&'a str]) -> Ids<'a> {
        let nodes = self.0["resolve"]["nodes"].as_array().unwrap();
        let mut found: Ids<'_> = roots.iter().copied().collect();
        let mut open = roots.to_vec();
        while let Some(id) = open.pop() {
            let node = nodes.iter().find(|node| node["id"] == id).unwrap();
            for needed in node["deps"].as_array().unwrap() {
                let kinds = needed["dep_kinds"].as_array().unwrap();
                let id = needed["pkg"].as_str().unwrap();
                if kinds.iter().any(|kind| kind["kind"] != "dev") && found.insert(id) {
                    open.push(id);
                }
            }
        }
        found
    }

    /// A line for each licence: which packages of others have it.
    fn by_licence(&self, ids: &Ids<'_>) -> String {
        let mut names: BTreeMap<&str, Ids<'_>> = BTreeMap::new();
        for id in ids {
            let package = self.package("id", id);
            if !package["source"].is_null() {
                let name = package["name"].as_str().unwrap();
                names.entry(self.licence(id)).or_default().insert(name);
            }
        }
        let line = |(licence, names): (&str, Ids<'_>)| {
            format!("- **{licence}:** {}\n", Vec::from_iter(names).join(", "))
        };
        names.into_iter().map(line).collect()
    }

    /// A row for each feature of the generated crate that brings packages: those that it names, and
    /// the licences of all that these are built of.
    fn features(&self) -> String {
        let features = self.package("name", "api-errors")["features"].as_object().unwrap();
        let mut rows = String::new();
        for (feature, wanted) in features {
            let wanted = wanted.as_array().unwrap().iter().filter_map(Value::as_str);
            let names: Vec<_> = wanted.filter_map(|it| it.strip_prefix("dep:")).collect();
            if names.is_empty() {
                continue;
            }
            let roots: Vec<_> = names.iter().map(|name| self.named(name)).collect();
            let licences: Ids<'_> = self.built(&roots).iter().map(|id| self.licence(id)).collect();
            let licences = Vec::from_iter(licences).join("; ");
            rows += &format!("| `{feature}` | {} | {licences} |\n", names.join(", "));
        }
        rows
    }

    fn page(&self) -> String {
        let command = self.built(&[self.named("errcat")]);
        format!(
            "# Licences of errcat's dependencies\n\n\
            errcat itself is licensed under MIT or Apache-2.0, at your option. What it generates is \
            yours.\n\n\
            `cargo deny check bans licenses sources` checks every package below against \
            [`deny.toml`](../../deny.toml).\n\n\
            ## The generated crate\n\n{}\n\
            Its features bring more:\n\n\
            | feature | brings | under |\n|---|---|---|\n{}\n\
            ## The command\n\n\
            What `cargo errcat` is built of, on any platform:\n\n{}",
            self.by_licence(&self.built(&[self.named("serde")])),
            self.features(),
            self.by_licence(&command),
        )
    }
}

#[test]
fn the_page_tells_of_every_package() {
    let page = Packages::read().page();
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        fs_err::write(PAGE, &page).unwrap();
    }
    let written = fs_err::read_to_string(PAGE).unwrap_or_default();
    assert_eq!(
        written, page,
        "write the page again: ERRCAT_BLESS=1 cargo test --test commands licences::"
    );
}
