//! The site as browsers get it: over loopback, and from its folder alone. And what is printed.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::process::{Child, Command, Stdio};

use camino::{Utf8Path, Utf8PathBuf};

const PROGRAM: &str = env!("CARGO_BIN_EXE_cargo-errcat");

fn catalogue() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pass/minimal")
}

/// A server, until it is dropped.
struct Server {
    child: Child,
    port: u16,
    dir: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut child = Command::new(PROGRAM)
            .args([
                "docs",
                "--catalogue",
                catalogue().as_str(),
                "--serve",
                "--port",
                "0",
                "--dest",
                "site",
            ])
            .current_dir(dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line =
            lines.find(|line| line.as_ref().unwrap().starts_with("serve ")).unwrap().unwrap();
        let port = line.split(':').nth(2).unwrap().split('/').next().unwrap().parse().unwrap();
        Self { child, port, dir }
    }

    fn path(&self, path: &str) -> Utf8PathBuf {
        Utf8Path::from_path(self.dir.path()).unwrap().join(path)
    }

    /// Sends a request, and returns the status and all of the answer.
    fn ask(&self, target: &str, headers: &[String]) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let lines =
            [&[format!("GET {target} HTTP/1.1")], headers, &["Connection: close".to_owned()]];
        write!(stream, "{}\r\n\r\n", lines.concat().join("\r\n")).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }

    /// As a browser on this machine asks.
    fn get(&self, target: &str) -> (u16, String) {
        self.ask(target, &[format!("Host: localhost:{}", self.port)])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn only_this_machine_is_answered() {
    let server = Server::start();
    let port = server.port;
    let host = |host: &str| vec![format!("Host: {host}")];
    for here in ["localhost", "127.0.0.1", "[::1]", "LocalHost"] {
        let (status, answer) = server.ask("/", &host(&format!("{here}:{port}")));
        assert_eq!(status, 200, "{here}: {answer}");
        assert!(answer.contains("<html"), "{answer}");
    }
    let other = port.wrapping_add(1);
    let strange = [
        format!("evil.example:{port}"),
        "evil.example".to_owned(),
        "localhost".to_owned(),
        format!("localhost:{other}"),
        format!("localhost.evil.example:{port}"),
        format!("localhost.:{port}"),
        format!("127.0.0.2:{port}"),
        format!("0.0.0.0:{port}"),
        format!("x@localhost:{port}"),
        format!("[::1]:{other}"),
        String::new(),
    ];
    for strange in &strange {
        // What tells a page to load again is no more for others than the pages are.
        for target in ["/", "/index.html", "/nothing", "/_tower-livereload/event-stream"] {
            let (status, answer) = server.ask(target, &host(strange));
            assert!([400, 421].contains(&status), "{strange}: {answer}");
            assert!(!answer.contains("<html"), "{strange}: {answer}");
        }
    }
    assert!([400, 421].contains(&server.ask("/", &[]).0));
    let here = format!("Host: localhost:{port}");
    let two = [here.clone(), format!("Host: evil.example:{port}")];
    assert!([400, 421].contains(&server.ask("/", &two).0));
    // A request may name the whole address, as to a proxy.
    assert_eq!(
        server.ask(&format!("http://localhost:{port}/"), std::slice::from_ref(&here)).0,
        200
    );
    assert_eq!(server.ask(&format!("http://evil.example:{port}/"), &[here]).0, 421);
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let server = Server::start();
    let secret = "what is elsewhere";
    fs_err::create_dir(server.path("elsewhere")).unwrap();
    for file in ["elsewhere/index.html", "elsewhere/secret.html", "secret.html"] {
        fs_err::write(server.path(file), secret).unwrap();
    }
    for (target, link) in [
        ("../secret.html", "site/file.html"),
        ("../elsewhere", "site/folder"),
        ("/", "site/root"),
        ("elsewhere", "site/nowhere"),
    ] {
        symlink(target, server.path(link)).unwrap();
    }
    fs_err::create_dir(server.path("site/own")).unwrap();
    symlink("../../elsewhere/index.html", server.path("site/own/index.html")).unwrap();
    let whole = server.path("secret.html");
    let rooted = format!("/root{whole}");
    let doubled = format!("/{whole}");
    for target in [
        "/file.html",
        "/folder",
        "/folder/",
        "/folder/secret.html",
        "/folder/../file.html",
        "/own",
        "/own/",
        "/own/index.html",
        "/nowhere/",
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/own/..%2f..%2fsecret.html",
        "/..%5csecret.html",
        rooted.as_str(),
        doubled.as_str(),
    ] {
        let (status, answer) = server.get(target);
        assert_eq!(status, 404, "{target}: {answer}");
        assert!(!answer.contains(secret), "{target}: {answer}");
    }
    // The page for what is not there is no way out either.
    fs_err::remove_file(server.path("site/404.html")).unwrap();
    symlink("../secret.html", server.path("site/404.html")).unwrap();
    let (status, answer) = server.get("/nothing");
    assert!(status == 404 && !answer.contains(secret), "{answer}");
}

#[test]
fn pages_and_files_are_served() {
    let server = Server::start();
    let mut folder =
        fs_err::read_dir(server.path("site")).unwrap().map(|entry| entry.unwrap().path());
    let page = folder.find(|path| path.is_dir() && path.join("index.html").is_file());
    let name = page.unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    for (target, kind) in [
        ("/".to_owned(), "text/html"),
        (format!("/{name}/"), "text/html"),
        (format!("/{name}/index.html"), "text/html"),
        ("/catalogue.json?x=1".to_owned(), "application/json"),
    ] {
        let (status, answer) = server.get(&target);
        assert_eq!(status, 200, "{target}: {answer}");
        let head = format!("content-type: {kind}");
        assert!(answer.to_lowercase().contains(&head), "{target}: {answer}");
    }
    let (status, answer) = server.get("/nothing");
    assert!(status == 404 && answer.contains("<html"), "{answer}");
    let (status, answer) = server.get(&format!("//{name}"));
    assert_eq!(status, 307, "{answer}");
    assert!(answer.to_lowercase().contains(&format!("location: /{name}/\r\n")), "{answer}");
}

/// What a program of its own prints, it prints as the others do.
#[test]
fn what_is_printed_is_no_command_and_is_not_lost() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.arg("docs").args(arguments).current_dir(dir.path()).stdin(Stdio::null());
        command
    };
    let catalogue = catalogue();
    let odd = "x\n::error::##[y]\u{202e}";
    for arguments in [
        &["--catalogue", odd][..],
        &["--catalogue", catalogue.as_str(), "--dest", odd],
        &[odd],
        &["--port", odd, "--serve"],
        &["--color", odd],
    ] {
        let output = run(arguments).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!text.is_empty());
        for bad in ["\n::", "##[", "\u{202e}"] {
            assert!(!text.contains(bad) && !text.starts_with("::"), "{arguments:?}: {text}");
        }
    }
    if cfg!(target_os = "linux") {
        let building = ["--catalogue", catalogue.as_str(), "--dest", "site"];
        for arguments in
            [&building[..], &["--help"], &[&building[..], &["--serve", "--port", "0"]].concat()]
        {
            let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
            let output = run(arguments).stdout(full).output().unwrap();
            let text = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {text}");
            assert!(text.contains("cannot write to the standard output"), "{text}");
        }
    }
}
