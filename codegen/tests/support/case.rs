//! Cases: inputs and expected results.

use anyhow::{Context, Result, bail, ensure};
use camino::{Utf8Path, Utf8PathBuf};

use crate::{Files, Page, lay, write};

/// The page beside or above cases that says what they leave out.
const BASE: &str = "base.md";

/// A case.
#[derive(Debug)]
pub struct Case {
    /// The page's name without `.md`.
    pub name: String,
    /// Where the page is.
    pub path: Utf8PathBuf,
    page: String,
}

/// The folder of all cases.
pub fn tests() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The cases in a folder, by name.
///
/// # Errors
///
/// If there are none, or one cannot be read.
pub fn cases(folder: &Utf8Path) -> Result<Vec<Case>> {
    let mut paths = Vec::new();
    for entry in folder.read_dir_utf8().with_context(|| format!("cannot read {folder}"))? {
        let path = entry?.into_path();
        if path.extension() == Some("md") && path.file_name() != Some(BASE) {
            paths.push(path);
        }
    }
    paths.sort();
    ensure!(!paths.is_empty(), "there are no cases in {folder}");
    paths.into_iter().map(Case::read).collect()
}

/// Unpacks all cases of a folder into another.
///
/// # Errors
///
/// As [`cases`] and [`Case::unpack`].
pub fn unpack(folder: &Utf8Path, into: &Utf8Path) -> Result<Vec<Utf8PathBuf>> {
    cases(folder)?.iter().map(|case| case.unpack(into)).collect()
}

impl Case {
    /// Reads the page at `path`.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn read(path: Utf8PathBuf) -> Result<Self> {
        let page = fs_err::read_to_string(&path)?;
        let name = path.file_stem().context("a page has a name")?.to_owned();
        Ok(Self { name, path, page })
    }

    /// The files of a section; of a page without sections, those of the section without a name.
    ///
    /// # Errors
    ///
    /// If they are not as [`lay`] needs them, or a block but the last holds no file.
    pub fn files(&self, section: &str) -> Result<Files> {
        let mut files = Files::new();
        let mut bases = self.path.ancestors().skip(1).take(2).map(|folder| folder.join(BASE));
        if let Some(base) = bases.find(|base| base.exists() && *base != self.path) {
            lay(&mut files, Page::new(&fs_err::read_to_string(base)?).files(""))?;
        }
        let page = Page::new(&self.page);
        let nameless = page.blocks.iter().rev().skip(1).find(|block| block.file().is_none());
        if let Some(block) = nameless {
            bail!("{} has a block without the name of a file:\n{}", self.path, block.text);
        }
        let own = page.files(section).filter(|_| !section.is_empty());
        lay(&mut files, page.files("").chain(own)).with_context(|| self.path.clone())?;
        Ok(files)
    }

    /// Writes its files into the folder `into/NAME`, which it returns; those of sections into folders in there,
    /// which are named after them in small letters.
    ///
    /// # Errors
    ///
    /// If the folder already exists, or the disk refuses.
    pub fn unpack(&self, into: &Utf8Path) -> Result<Utf8PathBuf> {
        let dir = into.join(&self.name);
        ensure!(!dir.exists(), "{dir} already exists");
        let sections = Page::new(&self.page).sections;
        if sections.is_empty() {
            write(&self.files("")?, &dir)?;
        }
        for section in sections {
            write(&self.files(section)?, &dir.join(section.to_lowercase()))?;
        }
        Ok(dir)
    }

    /// Checks what came out against the page's last block; with `ERRCAT_BLESS` set, writes it there.
    ///
    /// # Errors
    ///
    /// If it is something else, or cannot be written there.
    pub fn holds(&self, found: &str) -> Result<()> {
        let page = Page::new(&self.page);
        let last = page.blocks.last().context("the page has no block")?;
        if last.bytes()? == found.as_bytes() {
            return Ok(());
        }
        let path = &self.path;
        let bless = std::env::var_os("ERRCAT_BLESS").is_some();
        ensure!(bless, "{path} does not end in what came out:\n{found}");
        let mut text = found.replace("\r\n", "\n");
        if !text.ends_with('\n') {
            text.push('\n');
        }
        ensure!(!text.contains(last.fence), "{path} needs a longer fence around\n{found}");
        let (above, below) = (&self.page[..last.at.start], &self.page[last.at.end..]);
        fs_err::write(path, format!("{above}{text}{below}"))?;
        Ok(())
    }
}
