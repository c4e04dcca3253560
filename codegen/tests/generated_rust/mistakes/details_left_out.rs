//! error[E0308]: mismatched types

use api_errors::iozen;

fn main() {
    // The code comes with details.
    let error: iozen::Error = iozen::Error::PlanLimitExceeded;
    println!("{error}");
}
