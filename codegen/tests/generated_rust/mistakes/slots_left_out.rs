//! ErrorSlots: Default` is not satisfied

use api_errors::izi;

fn main() {
    // An error of this API always comes with a timestamp.
    let response = izi::Response::from(izi::Error::TokenExpired);
    println!("{response}");
}
