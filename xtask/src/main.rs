//! `cargo xtask`: errcat, built from this checkout.

fn main() -> std::process::ExitCode {
    errcat::main()
}
