//! What init changes beside the catalogue: the workspace's members, and what hosts and cargo read.

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::apply;

/// A workspace of Cargo.
#[derive(Debug)]
pub(super) struct Workspace {
    /// Its manifest.
    pub manifest: Utf8PathBuf,
    document: DocumentMut,
}

impl Workspace {
    /// The workspace around the folder `here`, if there is one.
    pub(super) fn around(here: &Utf8Path) -> anyhow::Result<Option<Self>> {
        for folder in here.ancestors() {
            let manifest = folder.join("Cargo.toml");
            let text = match fs_err::read_to_string(&manifest) {
                Ok(text) => text,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            };
            let document: DocumentMut = text.parse().with_context(|| {
                format!("{manifest} is not TOML: fix it, or run init in another folder")
            })?;
            if let Some(workspace) = document.get("workspace") {
                let is_list = |members: &Item| members.is_array();
                if !workspace.is_table_like() || !workspace.get("members").is_none_or(is_list) {
                    bail!("Cargo does not read {manifest}: fix its `workspace` first");
                }
                return Ok(Some(Self { manifest, document }));
            }
        }
        Ok(None)
    }

    /// Makes the package in `folder` a member. Returns whether that changed the manifest: it may be one
    /// already, by its name or by a pattern.
    pub(super) fn add_member(mut self, folder: &Utf8Path) -> anyhow::Result<bool> {
        let root = self.manifest.parent().context("a manifest lies in a folder")?;
        let folder = folder.canonicalize_utf8().with_context(|| format!("cannot read {folder}"))?;
        let member = match folder.strip_prefix(root) {
            Ok(path) => path.as_str().replace('\\', "/"),
            Err(_) => bail!("{folder} does not lie in the workspace of {}", self.manifest),
        };
        let workspace =
            self.document["workspace"].as_table_like_mut().context("a workspace is a table")?;
        let lists = |key: &str| {
            let list = workspace.get(key).and_then(Item::as_array);
            list.is_some_and(|list| list.iter().any(|it| is_of(it, &member)))
        };
        if lists("members") && !lists("exclude") {
            return Ok(false);
        }
        let members =
            workspace.entry("members").or_insert_with(|| Value::from(Array::new()).into());
        let members = members.as_array_mut().context("members are a list")?;
        push(members, &member);
        apply::overwrite(&self.manifest, &self.document.to_string())
            .with_context(|| format!("cannot write {}", self.manifest))?;
        Ok(true)
    }
}

/// Whether an entry of `members` or `exclude` means this folder.
fn is_of(entry: &Value, member: &str) -> bool {
    let Some(pattern) = entry.as_str() else { return false };
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    let (mut parts, mut of) = (pattern.split('/'), member.split('/'));
    loop {
        match (parts.next(), of.next()) {
            (None, None) => return true,
            (Some(part), Some(name)) if part == name || part == "*" => {}
            _ => return false,
        }
    }
}

/// Adds an item as the others are written: on a line of its own where each has one.
fn push(members: &mut Array, member: &str) {
    let prefix = members.iter().last().and_then(|last| last.decor().prefix()?.as_str());
    let Some(indent) = prefix.and_then(|it| Some(it.rsplit_once('\n')?.1.to_owned())) else {
        return members.push(member);
    };
    // A comment behind the last item is behind its comma, or before the bracket.
    let comma = members.trailing_comma();
    let mut behind = members.trailing().as_str().unwrap_or_default().to_owned();
    let last = members.len().checked_sub(1).and_then(|last| members.get_mut(last));
    if let Some(last) = last.filter(|_| !comma) {
        let suffix = last.decor().suffix().and_then(|it| it.as_str()).unwrap_or_default();
        behind = format!("{suffix}{behind}");
        last.decor_mut().set_suffix("");
    }
    let mut value = Value::from(member);
    value.decor_mut().set_prefix(format!("{}\n{indent}", behind.trim_end()));
    members.push_formatted(value);
    members.set_trailing_comma(comma);
    members.set_trailing("\n");
}

/// Adds `cargo xtask` as another name of the installed program. Returns whether the name is there now.
pub(super) fn add_alias(base: &Utf8Path) -> anyhow::Result<bool> {
    let path = base.join(".cargo/config.toml");
    let text = match fs_err::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error.into()),
    };
    let mut document: DocumentMut =
        text.parse().with_context(|| format!("{path} is not TOML: fix it"))?;
    let alias = document.entry("alias").or_insert_with(|| Table::new().into());
    let alias =
        alias.as_table_like_mut().with_context(|| format!("`alias` is not a table in {path}"))?;
    if alias.contains_key("xtask") {
        return Ok(false);
    }
    alias.insert("xtask", Value::from("errcat").into());
    fs_err::create_dir_all(base.join(".cargo"))?;
    apply::overwrite(&path, &document.to_string())
        .with_context(|| format!("cannot write {path}"))?;
    Ok(true)
}
