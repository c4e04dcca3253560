//! error[E0004]: non-exhaustive patterns: `_` not covered

use api_errors::graphql_oauth::Code;

fn name(code: Code) -> &'static str {
    // A code that comes later would break this.
    match code {
        Code::Unauthenticated | Code::Forbidden | Code::NotFound | Code::BadUserInput => "graphql",
        Code::InvalidClient | Code::InvalidRequest | Code::UnsupportedGrantType => "oauth",
    }
}

fn main() {
    println!("{}", name(Code::from_name("unauthorized").unwrap()));
}
