use shop_errors::shop::{Error, Response};

fn find(order: u32) -> Result<u32, Response> {
    match order {
        1 => Ok(order),
        _ => Err(Error::OrderNotFound.into()),
    }
}

fn main() {
    assert_eq!(find(1).unwrap(), 1);
    let error = find(2).unwrap_err();
    println!("{} {}", error.http_status(), serde_json::to_string(&error).unwrap());
}
