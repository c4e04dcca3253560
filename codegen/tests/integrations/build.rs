//! The errors of the service that `tests/over_the_wire/port` has.

fn main() -> std::process::ExitCode {
    let integrations = ["actix-web", "axum-extract", "tonic", "tower", "tracing"];
    errcat::Build::new("catalogue").module("crate::port::errors").integrations(integrations).run()
}
