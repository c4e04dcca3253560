fn main() -> std::process::ExitCode {
    errcat::Build::new("catalogue").integrations(["axum"]).run()
}
