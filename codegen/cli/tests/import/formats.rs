//! What each format is read as.

use super::{assert_has, done, file, scratch};

pub(super) const CSV: &str = "\
Code,HTTP Status,Message,Description,Category,Deprecated,Owner
order.not-found,404 Not Found,No order %s,\"It does not exist, or belongs to [[you]].\",Orders & carts,,ada
order.locked,409,\"=HYPERLINK(\"\"x\"\")\",Somebody edits it.,Orders & carts,1.4,ada
1.pay,4xx,{amount} refused,,Payments,,bob
pay.strange,200,Strange,,Payments,no,
ORDER.LOCKED,423,\"=HYPERLINK(\"\"x\"\")\",Another text.,Orders & carts,1.4,ada
,500,Nothing,,,,
";

#[test]
fn csv() {
    let scratch = scratch(&[("errors.csv", CSV)]);
    let told = done(&scratch, &["errors.csv"]);
    assert_eq!(
        file(&scratch, "shop/orders_carts.toml"),
        r#"title = "Orders & carts"

[codes.order_not_found]
wire = "order.not-found"
status = 404
message = "No order {value}"
description = 'It does not exist, or belongs to \[[you]].'
details = { value = "string" }

[codes.order_locked]
wire = "order.locked"
status = [409, 423]
message = '=HYPERLINK("x")'
description = "Somebody edits it."
deprecated = { since = "1.4" }
"#
    );
    assert_has(
        &file(&scratch, "shop/payments.toml"),
        &["[codes.one_pay]\nwire = \"1.pay\"", "\"4XX\""],
    );
    assert_has(&file(&scratch, "statuses.toml"), &["[404]\nreason = \"Not Found\"", "[4XX]"]);
    assert_has(&file(&scratch, "catalogue.toml"), &["no-action = \"allow\" # the import for"]);
    assert_has(&file(&scratch, ".import/shop.toml"), &["wire = \"Code\"", "# - Owner"]);
    let facts = [
        "facts `Owner` are not imported: ada; bob",
        "1x statuses are not valid for a code: errors.csv:5 (200)",
        "1x codes appear twice with different values of `description`",
        "1x records have no wire value: errors.csv:7",
    ];
    assert_has(&told, &facts);
}

#[test]
fn tsv_and_integers() {
    let tsv = "number\tconstant\ttext\n10\tNOT_EXIST\tThere is no <order id>\n-7\tself\tSeven\n";
    let scratch = scratch(&[("errors.tsv", tsv)]);
    done(&scratch, &["errors.tsv"]);
    assert_has(&file(&scratch, "shop/api.toml"), &["[code]\ntype = \"integer\""]);
    let parts = ["[codes.NOT_EXIST]\nwire = 10", "{order_id}", "[codes.self_error]\nwire = -7"];
    assert_has(&file(&scratch, "shop/errors.toml"), &parts);
    assert_has(&file(&scratch, ".import/shop.toml"), &["# guessed: the source has no groups"]);
}

/// Numbers that a heading tells of its codes are the group's range, where they hold.
#[test]
fn ranges() {
    let page = |last: &str| {
        format!(
            "# Errors\n\n## Orders (1000-1999)\n\n| Code | Message | Docs |\n|---|---|---|\n| \
                1001 | No order | [Orders](https://a.example/orders) |\n\n## Carts (2000-2999)\n\n| Code | Message | Docs |\n|---|---|---|\n| {last} | No cart | https://a.example/carts |\n"
        )
    };
    let holds = scratch(&[("errors.md", &page("2001"))]);
    done(&holds, &["errors.md"]);
    let text = file(&holds, "shop/orders.toml");
    let parts = [
        "range = [1000, 1999]\n\n[codes.E1001]",
        "{ title = \"Orders\", url = \"https://a.example/orders\" }",
    ];
    assert_has(&text, &parts);
    assert_has(&file(&holds, "shop/carts.toml"), &["range = [2000, 2999]"]);
    let strays = scratch(&[("errors.md", &page("1002"))]);
    let told = done(&strays, &["errors.md"]);
    assert_has(
        &told,
        &["2x ranges of groups are not written: they overlap, or a code has a number"],
    );
    assert!(!file(&strays, "shop/orders.toml").contains("range"));
}

const JSON: &str = r#"{
  "service": "shop",
  "errors": {
    "auth": [
      { "code": "TOKEN_GONE", "http": 401, "message": "Token ${id} is gone", "fix": ["Sign in."], "see_also": ["TOKEN_OLD"] },
      { "code": "TOKEN_OLD", "http": 401, "title": "Old token", "deprecated": true, "replaced_by": "TOKEN_GONE" }
    ],
    "api": [
      { "code": "LIMIT", "http": [429, 503], "params": { "limit": "int", "per": "string" }, "doc_url": "https://a.example/limit", "since": "2.0" }
    ]
  }
}"#;

#[test]
fn json() {
    let scratch = scratch(&[("errors.json", JSON)]);
    done(&scratch, &["errors.json"]);
    let auth = file(&scratch, "shop/auth.toml");
    let parts = [
        "message = \"Token {id} is gone\"",
        "troubleshooting = [\"Sign in.\"]",
        "see_also = [\"TOKEN_OLD\"]",
        "deprecated = { replaced_by = \"TOKEN_GONE\" }",
        "title = \"Old token\"",
    ];
    assert_has(&auth, &parts);
    let parts = [
        "status = [429, 503]",
        "details = { limit = \"integer\", per = \"string\" }",
        "since = \"2.0\"",
        "url = \"https://a.example/limit\"",
    ];
    assert_has(&file(&scratch, "shop/api_codes.toml"), &parts);
}

#[test]
fn yaml_and_toml() {
    let yaml = "base: &base { status: 404 }\nORDER_LOST: { <<: *base, msg: Lost, status: 410 \
        }\nORDER_OLD: { msg: Old }\nORDER_NO: { msg: 'No' }\n";
    let one = scratch(&[("errors.yaml", yaml)]);
    done(&one, &["errors.yaml"]);
    assert_has(
        &file(&one, "shop/errors.toml"),
        &["[codes.ORDER_LOST]\nstatus = 410\nmessage = \"Lost\""],
    );
    let toml = "[errors.ORDER_LOST]\nstatus = 410\nreason_text = \
        \"x\"\n[errors.ORDER_OLD]\nstatus = 404\n";
    let other = scratch(&[("errors.toml", toml)]);
    let told = done(&other, &["errors.toml"]);
    assert_has(&file(&other, "shop/errors.toml"), &["[codes.ORDER_LOST]\nstatus = 410"]);
    assert_has(&told, &["1x facts `reason_text` are not imported: x"]);
}

const MARKDOWN: &str = "# Errors

Some words.

## Orders

| Error code | HTTP | What | Explanation |
|---|---|---|---|
| `ORDER_LOST` | 404 | x | It is *gone*: see [the docs](https://a.example). |
| `ORDER_OLD` | 410 | y | |

## Payments

| Error code | HTTP | What | Explanation |
|---|---|---|---|
| `CARD_LOST` | 402 | z | Ask. |

| Header | Meaning |
|---|---|
| X-Id | An id |
";

#[test]
fn markdown() {
    let scratch = scratch(&[("errors.md", MARKDOWN)]);
    let told = done(&scratch, &["errors.md"]);
    let orders = file(&scratch, "shop/orders.toml");
    assert_has(&orders, &["[codes.ORDER_LOST]\nstatus = 404", "It is gone: see the docs."]);
    assert_has(&file(&scratch, "shop/payments.toml"), &["[codes.CARD_LOST]\nstatus = 402"]);
    assert_has(
        &told,
        &[
            "3x facts `What` are not imported: x; y; z",
            "records at `Header | Meaning` are not imported",
        ],
    );
    assert_has(
        &file(&scratch, ".import/shop.toml"),
        &["records = \"Error code | HTTP | What | Explanation\""],
    );
}

const HTML: &str = "<!doctype html><title>x</title><script>let a = '<table>';</script>
<h2>Card &amp; bank</h2>
<table class=a>
<thead><tr><th>Status<th>Code<th>Message</tr></thead>
<tr><td rowspan=2>402</td><td><code>card_lost</code></td><td>The card &lt;number&gt; is lost<script>alert(1)</script></td></tr>
<tr><td><code>card_old</code></td><td>The card<br>is old</td></tr>
<tr><td>429</td><td>too_fast</td><td><table><tr><td>Wait %d seconds</td></tr></table>
</table>";

#[test]
fn html() {
    let scratch = scratch(&[("errors.html", HTML)]);
    done(&scratch, &["errors.html"]);
    let text = file(&scratch, "shop/card_bank.toml");
    let parts = [
        "title = \"Card & bank\"",
        "[codes.card_lost]\nstatus = 402\nmessage = \"The card {number} is lost\"",
        "[codes.card_old]\nstatus = 402\nmessage = \"The card is old\"",
        "message = \"Wait {value} seconds\"\ndetails = { value = \"integer\" }",
    ];
    assert_has(&text, &parts);
    assert!(!text.contains("alert"), "{text}");
}

const OPENAPI: &str = r##"openapi: 3.0.3
info: { title: Shop, version: "1" }
paths:
  /orders/{id}:
    get:
      responses:
        "200": { description: OK, content: { application/json: { example: { code: NOT_ONE } } } }
        "404": { $ref: "#/components/responses/NotFound" }
        "409":
          description: The order is in use.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Locked" }
              examples:
                locked: { summary: Somebody edits it, value: { error: { code: ORDER_LOCKED, message: "Locked by {user}", details: { user: ada, tries: 3 }, trace: 7f } } }
components:
  responses:
    NotFound:
      description: There is no order.
      content: { application/json: { example: { code: ORDER_LOST, message: No such order } } }
  schemas:
    Locked:
      allOf: [{ $ref: "#/components/schemas/Node" }]
      properties:
        code: { type: string, enum: [ORDER_LOCKED, ORDER_HELD] }
    Node: { type: object, properties: { next: { $ref: "#/components/schemas/Node" }, other: { $ref: "#/components/schemas/Loop" } } }
    Loop: { $ref: "#/components/schemas/Loop" }
    ErrorCode:
      type: string
      enum: [ORDER_LOST, CART_LOST]
      x-enum-descriptions: [There is no order at all, There is no cart]
"##;

#[test]
fn openapi() {
    let scratch = scratch(&[("openapi.yaml", OPENAPI)]);
    let told = done(&scratch, &["openapi.yaml"]);
    let text = file(&scratch, "shop/errors.toml");
    let parts = [
        "[codes.ORDER_LOST]\nstatus = 404\ntitle = \"There is no order at all\"\nmessage = \"No \
            such order\"",
        "[codes.ORDER_LOCKED]\nstatus = 409\ntitle = \"Somebody edits it\"\nmessage = \"Locked by \
            {user}\"\ndetails = { user = \"string\", tries = \"integer\" }",
        "[codes.ORDER_HELD]\nstatus = 409",
        "[codes.CART_LOST]\ntitle = \"There is no cart\"",
    ];
    assert_has(&text, &parts);
    assert!(!text.contains("NOT_ONE"), "{text}");
    assert_has(
        &told,
        &["facts `operation` are not imported", "facts `trace` are not imported: 7f"],
    );
}

pub(super) const RUST: &str = r#"
/// Errors of the shop.
#[derive(Debug, thiserror::Error, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum ShopError {
    /// The order does not exist, or belongs to another account.
    #[error("no order {order_id}")]
    OrderNotFound { order_id: u64, note: Option<String> },
    #[error("locked by {0}")]
    #[strum(serialize = "order-locked")]
    OrderLocked(String),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[deprecated(note = "Use OrderLocked.")]
    #[error("old")]
    OldLock,
}

impl IntoResponse for ShopError {
    fn into_response(self) -> Response {
        let (status, code) = match &self {
            Self::OrderNotFound { .. } => (StatusCode::NOT_FOUND, "ORDER_LOST"),
            Self::OrderLocked(_) | Self::OldLock => (StatusCode::CONFLICT, "locked"),
            Self::Io(_) => (StatusCode::INTERNAL_SERVER_ERROR, "io"),
        };
        (status, code).into_response()
    }
}
"#;

#[test]
fn rust() {
    let by_arms = scratch(&[("error.rs", RUST)]);
    done(&by_arms, &["error.rs"]);
    let text = file(&by_arms, "shop/errors.toml");
    let parts = [
        "[codes.ORDER_NOT_FOUND]\nwire = \"ORDER_LOST\"\nstatus = 404\nmessage = \"no order \
            {order_id}\"",
        "description = \"The order does not exist, or belongs to another account.\"",
        "details = { order_id = \"integer\", note = \"string?\" }",
        "message = \"locked by {value_1}\"",
        "[codes.IO]\nwire = \"io\"\nstatus = 500",
    ];
    assert_has(&text, &parts);
    let plain = RUST.split("impl IntoResponse").next().unwrap();
    let by_attributes = scratch(&[("error.rs", plain)]);
    done(&by_attributes, &["error.rs"]);
    let text = file(&by_attributes, "shop/errors.toml");
    let parts = [
        "wire = \"order_not_found\"",
        "wire = \"order-locked\"",
        "deprecated = { note = \"Use OrderLocked.\" }",
    ];
    assert_has(&text, &parts);
}

#[test]
fn lines() {
    let proto = "enum Code {\n  // There is no order.\n  ORDER_LOST = 4;\n  CART_LOST = 5; // \
        There is no cart.\n}\n";
    let numbers = scratch(&[("codes.proto", proto)]);
    done(&numbers, &["codes.proto"]);
    let text = file(&numbers, "shop/errors.toml");
    assert_has(
        &text,
        &[
            "[codes.ORDER_LOST]\nwire = 4\ndescription = \"There is no order.\"",
            "There is no cart.",
        ],
    );
    let numbers = "export enum Code {\n  OrderLost = 4,\n  CartLost = 5, // There is no cart.\n}\n";
    let members = scratch(&[("codes.ts", numbers)]);
    done(&members, &["codes.ts"]);
    let text = file(&members, "shop/errors.toml");
    assert_has(&text, &["[codes.OrderLost]\nwire = 4", "[codes.CartLost]\nwire = 5\ndescription"]);
    let typescript = "export const Errors = {\n  orderLost: 'order_lost',\n  cartLost: \
        \"cart_lost\", // No cart\n} as const;\n";
    let words = scratch(&[("codes.ts", typescript)]);
    done(&words, &["codes.ts"]);
    let text = file(&words, "shop/errors.toml");
    assert_has(&text, &["[codes.cartLost]\nwire = \"cart_lost\"\ndescription = \"No cart\""]);
    let list = "Section: Class 22 - Data\n\n22012    E    ERRCODE_DIVISION_BY_ZERO    \
        division_by_zero\n2200P E ERRCODE_NULL_VALUE null_value\n";
    let postgres = scratch(&[("errcodes.txt", list)]);
    done(&postgres, &["errcodes.txt"]);
    let text = file(&postgres, "shop/class_22_data.toml");
    assert_has(&text, &["[codes.ERRCODE_DIVISION_BY_ZERO]\nwire = \"22012\""]);
    let map = "format = \"lines\"\npattern = '^(?P<code>E\\d+): (?P<text>.*)$'\n[codes]\nwire = \
        \"code\"\nmessage = \"text\"\n";
    let own = scratch(&[("errors.log", "E1: one {x}\nother\nE2: two\n"), ("map.toml", map)]);
    done(&own, &["errors.log", "--map", "map.toml"]);
    assert_has(&file(&own, "shop/errors.toml"), &["[codes.E1]\nmessage = \"one {x}\""]);
}
