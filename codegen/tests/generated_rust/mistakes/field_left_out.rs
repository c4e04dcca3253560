//! error[E0599]: no method named `build` found for struct

use api_errors::iozen;

fn main() {
    // `max` is missing.
    let details =
        iozen::details::PlanLimitExceeded::builder().resource("submissions").current(500).build();
    println!("{}", details.max);
}
