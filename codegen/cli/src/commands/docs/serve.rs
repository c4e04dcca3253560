//! The site on this machine, built again whenever the catalogue changes.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::Outcome;
use crate::terminal::{error, lost, print};
use anyhow::{Context, bail};
use axum::{Router, middleware};
use camino::{Utf8Path, Utf8PathBuf};
use notify_debouncer_full::notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use tokio::net::TcpListener;
use tower_livereload::{LiveReloadLayer, Reloader};

use super::answer::{Site, answer, refuse_strangers};
use super::build::build;

/// Editors write a file in several steps, and several files at once.
const QUIET: Duration = Duration::from_millis(150);

/// Serves `dest` until the process is ended; pages that are open in a browser load again when the
/// site was built.
pub(crate) fn serve(
    catalogue: &Utf8Path,
    dest: &Utf8Path,
    port: u16,
    open: bool,
) -> anyhow::Result<Outcome> {
    let live = LiveReloadLayer::new();
    let changed = rebuild(catalogue.to_owned(), dest.to_owned(), live.reloader());
    let mut watcher = new_debouncer(QUIET, None, changed)?;
    watcher
        .watch(catalogue.as_std_path(), RecursiveMode::Recursive)
        .with_context(|| format!("cannot watch {catalogue}"))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(here).await.with_context(|| {
            format!("cannot serve at {here}; --port N takes another port, --port 0 a free one")
        })?;
        let here = listener.local_addr()?;
        let address = format!("http://{here}/");
        print(&format!("serve {address} (Ctrl+C ends it)\n"));
        if let Some(lost) = lost() {
            // Nobody knows the address.
            bail!("{lost}");
        }
        if open {
            opener::open(&address)?;
        }
        let app = Router::new()
            .fallback(answer)
            .with_state(Site { folder: dest.to_owned() })
            .layer(live)
            .layer(middleware::from_fn_with_state(here.port(), refuse_strangers));
        axum::serve(listener, app).await?;
        anyhow::Ok(Outcome::Clean)
    })
}

/// What happens when files of the catalogue change.
fn rebuild(
    catalogue: Utf8PathBuf,
    dest: Utf8PathBuf,
    pages: Reloader,
) -> impl FnMut(DebounceEventResult) + Send + 'static {
    move |events| {
        // Reading is an event as well, and a build reads.
        let written = events.is_ok_and(|events| events.iter().any(|one| !one.kind.is_access()));
        if !written {
            return;
        }
        match build(&catalogue, &dest) {
            Ok(Outcome::Clean) => pages.reload(),
            Ok(Outcome::Findings | Outcome::Unfinished) => {}
            Err(failure) => error(&format!("error: {failure:#}\n")),
        }
    }
}
