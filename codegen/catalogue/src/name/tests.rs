use super::{Grammar, Name};

#[test]
fn words_and_their_casings() {
    // As written; snake_case, SCREAMING_SNAKE_CASE, kebab-case, PascalCase, camelCase; as title.
    let table = [
        "order|order|ORDER|order|Order|order|Order",
        "ORDER_NOT_FOUND|order_not_found|ORDER_NOT_FOUND|order-not-found|OrderNotFound|orderNotFound|Order not found",
        "order-not-found|order_not_found|ORDER_NOT_FOUND|order-not-found|OrderNotFound|orderNotFound|Order not found",
        "orderNotFound|order_not_found|ORDER_NOT_FOUND|order-not-found|OrderNotFound|orderNotFound|Order not found",
        "HTTPError|http_error|HTTP_ERROR|http-error|HttpError|httpError|Http error",
        "HTTP2Server|http2_server|HTTP2_SERVER|http2-server|Http2Server|http2Server|Http2 server",
        "error2B|error2b|ERROR2B|error2b|Error2b|error2b|Error2b",
        "A_1|a_1|A_1|a-1|A1|a1|A 1",
        "A1|a1|A1|a1|A1|a1|A1",
        "aB|a_b|A_B|a-b|AB|aB|A b",
        "ABc|a_bc|A_BC|a-bc|ABc|aBc|A bc",
        "x|x|X|x|X|x|X",
    ];
    for row in table {
        let columns: Vec<&str> = row.split('|').collect();
        let name = Name::new(columns[0]);
        let casings: Vec<String> = super::CASES.iter().map(|case| name.in_case(case)).collect();
        assert_eq!(casings, columns[1..6], "{row}");
        assert_eq!(name.title(), columns[6], "{row}");
    }
}

fn check(grammar: Grammar, good: &[&str], bad: &[&str]) {
    for name in good {
        assert!(grammar.check(name).is_ok(), "{name}");
    }
    for name in bad {
        assert!(grammar.check(name).is_err(), "{name}");
    }
}

#[test]
fn grammars() {
    let long = "a".repeat(64);
    check(
        Grammar::Action,
        &["a", "a1", "a_1", "ask_owner", &long],
        &["", "_a", "a_", "a__b", "A", "1a", "a-b", "é", "self", &format!("{long}a")],
    );
    check(
        Grammar::Code,
        &["A", "a-b", "A_b-C1", "type", &"a".repeat(128)],
        &["", "-a", "a-", "a_-b", "1", "a.b", "a b", "Self", "CRATE", &"a".repeat(129)],
    );
    check(Grammar::Field, &["a", "orderId", "A_1", "type"], &["a-b", "", "super", "a__b"]);
    check(Grammar::Type, &["A", "Abc1"], &["a", "A_B", "1A", "", "Self"]);
    check(Grammar::Slot, &["note"], &["code", "details", "Note"]);
    check(Grammar::Group, &["locks", "apis"], &["api", "operations", "Locks"]);
    check(
        Grammar::Api,
        &["door", "com", "com0", "com10", "lpt", "console"],
        &["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "css", "fonts", "a.b"],
    );
    check(
        Grammar::Unexpected,
        &["error", "400", "599"],
        &["", "Error", "399", "600", "4XX", "0404"],
    );
    check(Grammar::Status, &["100", "599", "4XX"], &["99", "600", "4xx", "6XX", "XXX", "0404", ""]);
    check(Grammar::Header, &["X-Id", "a!#$%&'*+-.^_`|~1"], &["", "X Id", "é", "a:b", "a\n"]);
}
