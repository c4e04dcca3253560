//! Writing to the disk: a plan carried out.
//!
//! Each file is written beside its place and moved there, so that an interruption leaves it whole,
//! old or new. The list of files grows before the first file is written and shrinks after the last
//! is deleted: whatever is interrupted, the next run knows what is its own.

use std::io::{self, Write};

use camino::Utf8Path;

use crate::parallel;
use crate::plan::{Change, LIST, Plan, list_file};

/// Carries out `plan` in the output folder `out`. A plan with conflicts is not for this.
pub fn apply(out: &Utf8Path, plan: &Plan) -> io::Result<()> {
    if plan.list_differs {
        let all = plan.listed.union(&plan.to_list).cloned().collect();
        write(out, LIST, &list_file(&all))?;
    }
    let done = parallel::map(&plan.changes, |change| match change {
        Change::Create(artifact) | Change::Update { artifact, .. } => {
            write(out, &artifact.path, &artifact.text)
        }
        Change::Delete { path } => delete(out, path),
    });
    done.into_iter().collect::<io::Result<()>>()?;
    if plan.list_differs {
        write(out, LIST, &list_file(&plan.to_list))?;
    }
    Ok(())
}

fn write(out: &Utf8Path, path: &str, text: &str) -> io::Result<()> {
    let target = out.join(path);
    let folder = target.parent().unwrap_or(out);
    fs_err::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".errcat-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any program makes files: the umask takes away what it takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(&target).map_err(|error| {
        io::Error::new(error.error.kind(), format!("failed to replace `{target}`: {}", error.error))
    })?;
    Ok(())
}

/// Deletes a file, and the folders that it leaves empty.
fn delete(out: &Utf8Path, path: &str) -> io::Result<()> {
    let target = out.join(path);
    fs_err::remove_file(&target)?;
    let mut folder = target.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out) {
        // A folder that still holds something refuses to go.
        if std::fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}
