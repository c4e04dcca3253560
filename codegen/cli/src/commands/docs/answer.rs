//! Answers to requests: files of the site's folder and of nowhere else, for pages of this machine alone.

use crate::load::{A_FOLDER, Existing, existing};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use camino::{Utf8Path, Utf8PathBuf};
use percent_encoding::percent_decode_str;
use tower_http::services::ServeFile;

/// The site that is served.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    pub(crate) folder: Utf8PathBuf,
}

/// The names of this machine to itself.
const HERE: &[&str] = &["localhost", "127.0.0.1", "[::1]"];

/// Refuses a request to another host. A page of somebody else can let its own name lead to this machine,
/// and a browser would let it read the answers.
pub(crate) async fn refuse_strangers(
    State(port): State<u16>,
    request: Request,
    next: Next,
) -> Response {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    };
    let named = request.uri().authority().map(Authority::as_str);
    if host.is_some_and(|it| is_here(it, port)) && named.is_none_or(|it| is_here(it, port)) {
        return next.run(request).await;
    }
    let text = format!("This server answers only requests to http://localhost:{port}/.\n");
    (StatusCode::MISDIRECTED_REQUEST, text).into_response()
}

fn is_here(authority: &str, port: u16) -> bool {
    let Ok(parsed) = authority.parse::<Authority>() else { return false };
    let name = HERE.iter().any(|name| parsed.host().eq_ignore_ascii_case(name));
    // Browsers leave out the usual port.
    name && parsed.port_u16().unwrap_or(80) == port && !authority.contains('@')
}

/// The file or folder at a path of the site.
enum Found {
    File(Utf8PathBuf),
    /// A folder with a page of its own, which has its links from there.
    Folder,
    Nothing,
}

/// The site's answer to a request.
pub(crate) async fn answer(State(site): State<Site>, request: Request) -> Response {
    let path = request.uri().path();
    match find(&site.folder, path) {
        Found::File(file) => served(&file, request).await,
        Found::Folder => {
            // One slash at the beginning: two would begin the name of a host.
            let place = format!("/{}/", path.trim_start_matches('/'));
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, place)]).into_response()
        }
        Found::Nothing => {
            let Found::File(page) = find(&site.folder, "/404.html") else {
                return StatusCode::NOT_FOUND.into_response();
            };
            let mut answer = served(&page, Request::new(Body::empty())).await;
            *answer.status_mut() = StatusCode::NOT_FOUND;
            answer
        }
    }
}

async fn served(file: &Utf8Path, request: Request) -> Response {
    match ServeFile::new(file).try_call(request).await {
        Ok(answer) => answer.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Looks up a path. No part of the way to a file is a link, so that all of them lie in the folder.
fn find(folder: &Utf8Path, path: &str) -> Found {
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return Found::Nothing };
    let mut parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    let is_odd = |part: &&str| matches!(*part, "." | "..") || part.contains(['\\', ':', '\0']);
    if parts.iter().any(is_odd) {
        return Found::Nothing;
    }
    let lies = |parts: &[&str]| existing(folder, &parts.join("/")).ok();
    let is_page = decoded.ends_with('/') || parts.is_empty();
    if !is_page {
        match lies(&parts) {
            Some(Existing::File) => return Found::File(folder.join(parts.join("/"))),
            Some(Existing::Other(A_FOLDER)) => {}
            _ => return Found::Nothing,
        }
    }
    parts.push("index.html");
    match lies(&parts) {
        Some(Existing::File) if is_page => Found::File(folder.join(parts.join("/"))),
        Some(Existing::File) => Found::Folder,
        _ => Found::Nothing,
    }
}
