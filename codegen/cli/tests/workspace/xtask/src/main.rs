fn main() -> std::process::ExitCode {
    errcat::main()
}
