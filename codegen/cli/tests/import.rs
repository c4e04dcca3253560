//! `import`, as somebody runs it on files of all kinds.

use std::process::Output;

use crate::scratch::{Scratch, said, tree, write};

const MANIFEST: &str = "format = 1\ntitle = \"Shop\"\nversion = \"1.0.0\"\n";

/// A catalogue that holds nothing yet, and files beside it.
fn scratch(files: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::empty();
    write(&scratch.path("catalogue/catalogue.toml"), MANIFEST.as_bytes());
    for (path, text) in files {
        write(&scratch.path(path), text.as_bytes());
    }
    scratch
}

fn import(scratch: &Scratch, arguments: &[&str]) -> Output {
    let fixed = ["--api", "shop", "--catalogue", "catalogue"];
    scratch.errcat(&[&["import"], arguments, &fixed].concat())
}

/// Imports a file, and returns what is said. The catalogue is valid then, laid out, and a second import has
/// nothing to do.
fn done(scratch: &Scratch, arguments: &[&str]) -> String {
    let before = tree(&scratch.root);
    let shown = import(scratch, arguments);
    assert_eq!(shown.status.code(), Some(0), "{}", said(&shown));
    assert!(tree(&scratch.root) == before, "something was written without `--write`");
    let arguments = [arguments, &["--write"]].concat();
    let output = import(scratch, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for command in [&["lint"][..], &["fmt", "--check"]] {
        let checked = scratch.errcat(&[command, &["--catalogue", "catalogue"]].concat());
        assert_eq!(checked.status.code(), Some(0), "{command:?}: {}", said(&checked));
    }
    let once = tree(&scratch.root);
    let again = import(scratch, &arguments);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(said(&again).contains("has all that the source says"), "{}", said(&again));
    assert!(tree(&scratch.root) == once, "the second import changed something");
    said(&output)
}

fn file(scratch: &Scratch, path: &str) -> String {
    fs_err::read_to_string(scratch.path("catalogue").join(path)).unwrap()
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

const CSV: &str = "\
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
    assert_has(&file(&scratch, "catalogue.toml"), &["no-action = \"allow\" # what was imported"]);
    assert_has(&file(&scratch, ".import/shop.toml"), &["wire = \"Code\"", "# - Owner"]);
    let facts = [
        "facts `Owner` have no place: ada; bob",
        "1x statuses are not ones that a code can have: errors.csv:5 (200)",
        "1x codes stand twice, with another `description`",
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
    let yaml = "base: &base { status: 404 }\nORDER_LOST: { <<: *base, msg: Lost, status: 410 }\nORDER_OLD: { msg: Old }\nORDER_NO: { msg: 'No' }\n";
    let one = scratch(&[("errors.yaml", yaml)]);
    done(&one, &["errors.yaml"]);
    assert_has(
        &file(&one, "shop/errors.toml"),
        &["[codes.ORDER_LOST]\nstatus = 410\nmessage = \"Lost\""],
    );
    let toml = "[errors.ORDER_LOST]\nstatus = 410\nreason_text = \"x\"\n[errors.ORDER_OLD]\nstatus = 404\n";
    let other = scratch(&[("errors.toml", toml)]);
    let told = done(&other, &["errors.toml"]);
    assert_has(&file(&other, "shop/errors.toml"), &["[codes.ORDER_LOST]\nstatus = 410"]);
    assert_has(&told, &["1x facts `reason_text` have no place: x"]);
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
        &["3x facts `What` have no place: x; y; z", "records at `Header | Meaning` are not read"],
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
                locked: { summary: Somebody edits it, value: { error: { code: ORDER_LOCKED, message: "Locked by {user}" } } }
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
        "[codes.ORDER_LOST]\nstatus = 404\ntitle = \"There is no order at all\"\nmessage = \"No such order\"",
        "[codes.ORDER_LOCKED]\nstatus = 409\ntitle = \"Somebody edits it\"\nmessage = \"Locked by {user}\"",
        "[codes.ORDER_HELD]\nstatus = 409",
        "[codes.CART_LOST]\ntitle = \"There is no cart\"",
    ];
    assert_has(&text, &parts);
    assert!(!text.contains("NOT_ONE"), "{text}");
    assert_has(&told, &["facts `operation` have no place"]);
}

const RUST: &str = r#"
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
        "[codes.ORDER_NOT_FOUND]\nwire = \"ORDER_LOST\"\nstatus = 404\nmessage = \"no order {order_id}\"",
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
    let proto = "enum Code {\n  // There is no order.\n  ORDER_LOST = 4;\n  CART_LOST = 5; // There is no cart.\n}\n";
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
    let typescript = "export const Errors = {\n  orderLost: 'order_lost',\n  cartLost: \"cart_lost\", // No cart\n} as const;\n";
    let words = scratch(&[("codes.ts", typescript)]);
    done(&words, &["codes.ts"]);
    let text = file(&words, "shop/errors.toml");
    assert_has(&text, &["[codes.cartLost]\nwire = \"cart_lost\"\ndescription = \"No cart\""]);
    let list = "Section: Class 22 - Data\n\n22012    E    ERRCODE_DIVISION_BY_ZERO    division_by_zero\n2200P E ERRCODE_NULL_VALUE null_value\n";
    let postgres = scratch(&[("errcodes.txt", list)]);
    done(&postgres, &["errcodes.txt"]);
    let text = file(&postgres, "shop/class_22_data.toml");
    assert_has(&text, &["[codes.ERRCODE_DIVISION_BY_ZERO]\nwire = \"22012\""]);
    let map = "format = \"lines\"\npattern = '^(?P<code>E\\d+): (?P<text>.*)$'\n[codes]\nwire = \"code\"\nmessage = \"text\"\n";
    let own = scratch(&[("errors.log", "E1: one {x}\nother\nE2: two\n"), ("map.toml", map)]);
    done(&own, &["errors.log", "--map", "map.toml"]);
    assert_has(&file(&own, "shop/errors.toml"), &["[codes.E1]\nmessage = \"one {x}\""]);
}

#[test]
fn a_map_says_what_is_what() {
    let map = r#"format = "csv"
ignore = ["Owner"]

[codes]
wire = { from = "Code", match = "^[a-z.-]+$" }
status = { from = "HTTP Status", match = "\\d+", table = { 200 = "422" } }
title = "Message"
group = { default = "all" }

[meta]
team = "Owner"
"#;
    let scratch = scratch(&[("errors.csv", CSV), ("map.toml", map)]);
    done(&scratch, &["errors.csv", "--map", "map.toml"]);
    let text = file(&scratch, "shop/all.toml");
    assert_has(&text, &["title = \"Strange\"", "status = 422", "meta = { team = \"ada\" }"]);
    assert_has(&file(&scratch, "shop/api.toml"), &["[meta]\nteam = \"string?\""]);
    assert!(scratch.path("map.lock.json").exists());
    for (from, to, words) in [
        ("wire =", "wirre =", "map.toml:5: a code has no `wirre`\n  = help: did you mean `wire`?"),
        ("\\\\d+", "(", "map.toml:6: `status`: error: unclosed group"),
        ("format", "formt", "map.toml:1: "),
        ("\"csv\"", "\"cvs\"", "`cvs` is not a format"),
        ("[meta]", "[mata]", "unknown field `mata`"),
    ] {
        write(
            &scratch.path("wrong.toml"),
            map.replacen(from, to, 1).replace("map.toml", "wrong.toml").as_bytes(),
        );
        let output = import(&scratch, &["errors.csv", "--map", "wrong.toml"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_has(&said(&output), &[&words.replace("map.toml", "wrong.toml")]);
    }
}

/// The envelope of a new API comes from a body, and is shown with another code in it.
#[test]
fn a_body_gives_the_envelope() {
    let csv = "code,status,message\nORDER_LOST,404,No order {id}\nORDER_OLD,410,Old\n";
    let body = r#"{ "success": false, "error": { "code": "ORDER_OLD", "message": "Old", "kind": "shop_error", "details": {} }, "trace": "r-17" }"#;
    let scratch = scratch(&[
        ("e.csv", csv),
        ("body.json", body),
        ("none.json", "{\"a\": 1}"),
        ("bad.json", "{"),
    ]);
    let shown = said(&import(&scratch, &["e.csv", "--body", "body.json"]));
    assert_has(
        &shown,
        &["\"code\": \"ORDER_LOST\"", "\"trace\": \"r-17\"", "slots of the envelope are guessed"],
    );
    for (name, words) in
        [("none.json", "has no place for a code"), ("bad.json", "bad.json:1: this is not JSON")]
    {
        let output = import(&scratch, &["e.csv", "--body", name]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_has(&said(&output), &[words]);
    }
    let output = import(&scratch, &["e.csv", "--body", "body.json", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    done(&scratch, &["e.csv"]);
    let parts = [
        "[envelopes.error.body]\nsuccess = false\n",
        "error = { code = \"$code\", message = \"$message\", kind = \"shop_error\", details = \"$details?\" }",
        "trace = \"$trace\"",
        "[envelopes.error.slots]\ntrace = { type = \"string\", example = \"r-17\" }",
    ];
    assert_has(&file(&scratch, "shop/api.toml"), &parts);
    let again = import(&scratch, &["e.csv", "--body", "body.json"]);
    assert_has(&said(&again), &["`shop` is there, and has its envelopes in api.toml"]);
}

/// What a person and the source have changed since is there in the end, and what both have is told.
#[test]
fn an_import_is_run_again() {
    let first =
        "code,status,title,description\nA,404,One,First.\nB,404,Two,Second.\nC,404,Three,\n";
    let scratch = scratch(&[("e.csv", first)]);
    done(&scratch, &["e.csv"]);
    // A person writes.
    let group = "catalogue/shop/errors.toml";
    scratch.edit(group, "title = \"One\"", "title = \"Number one\" # better");
    scratch.edit(group, "description = \"Second.\"", "description = \"The second.\"");
    scratch.edit(group, "\n[codes.C]\nstatus = 404\ntitle = \"Three\"\n", "");
    scratch.edit(group, "[codes.B]", "[codes.BEE]\nwire = \"B\"");
    // The source goes on.
    let then = "code,status,title,description\nA,410,One,\nB,404,Two!,Second!\nC,404,Three!,\nD,409,Four,\n";
    write(&scratch.path("e.csv"), then.as_bytes());
    let told = done(&scratch, &["e.csv"]);
    assert_eq!(
        file(&scratch, "shop/errors.toml"),
        "[codes.A]\nstatus = 410\ntitle = \"Number one\" # better\n\n\
         [codes.BEE]\nwire = \"B\"\nstatus = 404\ntitle = \"Two!\"\ndescription = \"The second.\"\n\n\
         [codes.D]\nstatus = 409\ntitle = \"Four\"\n"
    );
    assert_has(
        &told,
        &["1x facts were edited here and have changed in the source", "1x codes were taken out"],
    );
    // What the source loses stays, and is told.
    write(
        &scratch.path("e.csv"),
        b"code,status,title,description\nA,410,One,\nB,404,Two!,Second!\n",
    );
    assert_has(&done(&scratch, &["e.csv"]), &["1x codes are not in the source any more"]);
}

/// Codes that somebody wrote are filled up, and nothing of them is taken back.
#[test]
fn an_api_that_is_there_keeps_what_it_says() {
    let scratch = scratch(&[("e.csv", "code,status,title\nA,404,One\nB,410,Two\nOld,404,Old\n")]);
    let text = "status = 410\n\n[codes.AY]\nwire = \"A\"\nstatus = 409\n\n[codes.B]\n\n[retired]\nOLD = {}\n";
    write(&scratch.path("catalogue/shop/errors.toml"), text.as_bytes());
    write(&scratch.path("catalogue/shop/api.toml"), b"title = \"Shop API\"\n");
    let statuses = "[409]\nreason = \"Conflict\"\n\n[410]\nreason = \"Gone\"\n";
    write(&scratch.path("catalogue/statuses.toml"), statuses.as_bytes());
    let told = done(&scratch, &["e.csv"]);
    assert_has(
        &told,
        &["1x facts differ from what the catalogue says already, which stays: AY.status"],
    );
    assert_eq!(
        file(&scratch, "shop/errors.toml"),
        "status = 410\n\n[codes.AY]\nwire = \"A\"\nstatus = 409\ntitle = \"One\"\n\n\
         [codes.B]\ntitle = \"Two\"\n\n[retired]\nOLD = {}\n"
    );
    let numbers = import(&scratch, &["e.csv", "--map", "numbers.toml"]);
    assert_eq!(numbers.status.code(), Some(0), "{}", said(&numbers));
}

#[test]
fn what_there_is_to_say_of_thousands_fits_on_a_screen() {
    let codes: Vec<String> = (0..2000)
        .map(|at| {
            format!(
                "{{\"code\":\"E_{at}\",\"http\":{},\"message\":\"thing {at} failed with %s\"}}",
                400 + at % 20
            )
        })
        .collect();
    let scratch = scratch(&[("e.json", &format!("[{}]", codes.join(",")))]);
    let output = import(&scratch, &["e.json", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_has(&said(&output), &["`shop`: 2000 new codes", "20x statuses are new"]);
    let lint = scratch.errcat(&["lint", "--catalogue", "catalogue"]);
    assert!(said(&lint).lines().count() < 40, "{}", said(&lint));
}

/// What the parser calls itself for is far from what the stack holds.
#[test]
fn deep_rust_is_read() {
    let deep = format!("const A: u8 = {}1;\n", "!".repeat(19_000));
    let elses = format!("fn a() {{ {} {{}} }}\n", "if a {} else ".repeat(4_000));
    let types = format!("type A = {}u8{};\n", "B<".repeat(6_000), ">".repeat(6_000));
    let scratch = scratch(&[("error.rs", &[RUST, &deep, &elses, &types].concat())]);
    done(&scratch, &["error.rs"]);
}

/// Facts that have no place are told, wherever they stand.
#[test]
fn nothing_gets_lost_without_a_word() {
    let json = r#"{ "service": "shop", "codes": [ { "code": "A", "message": ["one", "two"], "x": { "y": 1 } }, { "code": "B" } ], "other": { "deep": [ { "p": 1 } ] } }"#;
    let scratch = scratch(&[("e.json", json)]);
    let parts = [
        "1x facts beside the codes have no place: service = shop",
        "1x facts that are `message` have several values: the first is taken",
        "1x facts `x.y` have no place: 1",
        "1x records at `other.deep[]` are not read",
    ];
    assert_has(&done(&scratch, &["e.json"]), &parts);
}

/// Codes that are gone are tombstones, and come no more.
#[test]
fn retired_codes_are_tombstones() {
    let csv = "code,status,removed,replaced by,note\nA,404,,,One\nB,404,yes,A,\nC,404,true,,\n";
    let scratch = scratch(&[("e.csv", csv)]);
    done(&scratch, &["e.csv"]);
    let text = file(&scratch, "shop/errors.toml");
    assert_has(&text, &["[retired]\nB = { replaced_by = \"A\" }\nC = {}"]);
}

/// Internal codes need a mask, and actions are those of the catalogue.
#[test]
fn masks_and_actions_are_not_invented() {
    let csv = "code,status,internal,masked as,action\nA,500,,,report\nB,500,yes,A,\nC,500,yes,,retry it\nD,500,,,retry it\n";
    let scratch = scratch(&[("e.csv", csv)]);
    let action = "[report]\nadvice = \"Report it.\"\nactor = \"developer\"\nretry = \"never\"\n";
    write(&scratch.path("catalogue/actions.toml"), action.as_bytes());
    let told = done(&scratch, &["e.csv"]);
    let text = file(&scratch, "shop/errors.toml");
    assert_has(&text, &["action = \"report\"", "visibility = \"internal\"\nmasked_as = \"A\""]);
    assert!(!text.contains("[codes.C]"), "{text}");
    assert_has(
        &told,
        &["1x internal codes have no mask", "1x actions are not in actions.toml", ": retry it"],
    );
}

/// A list of words, or a table of words, is a list of codes.
#[test]
fn codes_may_stand_alone() {
    let words = scratch(&[("e.json", r#"{ "codes": ["ORDER_LOST", "ORDER_OLD"] }"#)]);
    done(&words, &["e.json"]);
    assert_has(&file(&words, "shop/errors.toml"), &["[codes.ORDER_LOST]\n\n[codes.ORDER_OLD]"]);
    let texts =
        scratch(&[("e.json", r#"{ "A_1": "No order", "A_2": "Old {x}", "A_3": "Locked" }"#)]);
    done(&texts, &["e.json"]);
    assert_has(&file(&texts, "shop/errors.toml"), &["[codes.A_2]\nmessage = \"Old {x}\""]);
    assert_has(
        &file(&texts, ".import/shop.toml"),
        &["# guessed: what stands behind the code may be a title"],
    );
}

/// Whatever a source holds, it ends in words, and nothing is written.
#[test]
fn hostile_sources_end_in_words() {
    let deep = "[".repeat(100_000);
    let tables = "<table><tr><td>".repeat(50_000);
    let scripts = "<script><!--".repeat(50_000);
    let nested = format!("a = {deep}");
    let brackets = format!("const A: u8 = {}{};", "(".repeat(50_000), ")".repeat(50_000));
    let signs = format!("const A: u8 = {}1;", "-".repeat(50_000));
    let angles = format!("type A = {}u8{};", "B<u8, ".repeat(50_000), ">".repeat(50_000));
    let elses = format!("fn a() {{ {} {{}} }}", "if a {} else ".repeat(50_000));
    let quotes = ">".repeat(50_000);
    let bomb: String = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
        format!("{text}a{at}: &a{at} [*a{0}, *a{0}]\n", at - 1)
    });
    let sources: &[(&str, &[u8], &str)] = &[
        ("deep.json", deep.as_bytes(), "deep.json:1: this is not JSON: recursion limit exceeded"),
        ("deep.yaml", deep.as_bytes(), "recursion limit exceeded"),
        ("deep.toml", nested.as_bytes(), "deep.toml:1: this is not TOML"),
        ("bomb.yaml", bomb.as_bytes(), "a million values"),
        ("wide.csv", b"\xff\xfec\0o\0", "it seems to be UTF-16"),
        ("latin.csv", b"code,title\nA,caf\xe9\n", "latin.csv:2: the file is not UTF-8"),
        ("empty.csv", b"", "nothing in the source looks like codes"),
        ("prose.json", b"[{\"a b\": \"c d\"}]", "nothing in the source looks like codes"),
        ("open.rs", deep.as_bytes(), "this is not Rust"),
        ("deep.rs", brackets.as_bytes(), "20,000 tokens stand in one another"),
        ("signs.rs", signs.as_bytes(), "20,000 tokens stand in one another"),
        ("angles.rs", angles.as_bytes(), "20,000 tokens stand in one another"),
        ("else.rs", elses.as_bytes(), "20,000 tokens stand in one another"),
        ("twice.json", b"{\"a\": [],\n\"a\": []}", "twice.json:2: the key `a` stands twice"),
        ("twice.yaml", b"a: 1\nb: 2\na: 3\n", "twice.yaml:3: the key `a` stands twice"),
        ("wrong.rs", b"enum {", "wrong.rs:1: this is not Rust"),
        ("deep.html", tables.as_bytes(), "nothing in the source looks like codes"),
        ("open.html", scripts.as_bytes(), "nothing in the source looks like codes"),
        ("deep.md", quotes.as_bytes(), "nothing in the source looks like codes"),
        ("circle.json", br##"{"openapi": "3.1.0", "components": {"responses": {"A": {"$ref": "#/components/responses/A"}}}}"##, "nothing in the source"),
        ("none.go", b"package main\n", "no line looks like a constant"),
        ("x.exe", b"", "does not tell its format"),
    ];
    for (name, bytes, words) in sources {
        let scratch = scratch(&[]);
        write(&scratch.path(name), bytes);
        let before = tree(&scratch.root);
        let output = import(&scratch, &[name, "--write"]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", said(&output));
        assert_has(&said(&output), &[words]);
        assert!(tree(&scratch.root) == before, "{name}");
    }
    let scratch = scratch(&[]);
    let large = fs_err::File::create(scratch.path("large.json")).unwrap();
    large.set_len(100 << 20).unwrap();
    assert_has(&said(&import(&scratch, &["large.json"])), &["is larger than 64 MiB"]);
    assert_has(&said(&import(&scratch, &["none.csv"])), &["none.csv"]);
}

/// What the format refuses of a source is left out, and told with its place.
#[test]
fn what_is_refused_is_told() {
    let csv = "code,status,description,message\n\
               A,404,[x](javascript:alert(1)),\u{1b}[31m{{x}}\n\
               \u{200b}B,404,\"<<<<<<< a\",{% raw %} ${{ x }}\n\
               C,404,<script>alert(1)</script>,<script>alert(1)</script>\n";
    let scratch = scratch(&[("e.csv", csv)]);
    let told = done(&scratch, &["e.csv"]);
    assert_has(&told, &["e.csv:2 (description)", "control or invisible characters", "e.csv:3"]);
    assert!(!told.contains('\u{1b}'));
}

/// A block of the page: the file that it shows, or none for a command.
fn blocks(section: &str) -> Vec<(Option<&str>, &str)> {
    let mut blocks = Vec::new();
    let mut rest = section;
    while let Some((before, behind)) = rest.split_once("```") {
        let (block, behind) = behind.split_once("```").unwrap();
        let (info, text) = block.split_once('\n').unwrap();
        let name = before.trim_end().rsplit('\n').next().unwrap_or_default();
        let name = name.strip_prefix("**`").and_then(|name| name.strip_suffix("`**"));
        if name.is_some() || info == "sh" {
            blocks.push((name, text));
        }
        rest = behind;
    }
    blocks
}

/// What stands above a command is there before it, what stands below it afterwards.
#[test]
fn the_page_says_what_comes() {
    let page = include_str!("../../docs/import.md");
    let mut commands = 0;
    for section in page.split("\n## ") {
        let scratch = scratch(&[]);
        let mut is_done = false;
        for (name, text) in blocks(section) {
            let Some(name) = name else {
                let arguments: Vec<&str> = text.split_whitespace().skip(2).collect();
                let output = scratch.errcat(&arguments);
                assert_eq!(output.status.code(), Some(0), "{}", said(&output));
                (is_done, commands) = (true, commands + 1);
                continue;
            };
            if is_done {
                assert_eq!(fs_err::read_to_string(scratch.path(name)).unwrap(), text, "{name}");
            } else {
                write(&scratch.path(name), text.as_bytes());
            }
        }
    }
    assert_eq!(commands, 2);
}

/// The page names each key of a map and each format.
#[test]
fn the_page_is_complete() {
    let page = include_str!("../../docs/import.md");
    let keys = errcat_evolve::import::map::ROLES.iter();
    let formats = errcat_evolve::import::source::FORMATS.iter().map(|format| &format.name);
    for word in keys.chain(formats) {
        assert!(page.contains(&format!("`{word}`")), "{word}");
    }
}

/// Killed before any call that changes the disk, an import is not there or is finished by the next command that
/// writes; run again, it ends as if nothing had been.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn an_import_is_killed_anywhere() {
    use crate::tracer::{self, Verdict};
    let files = [("e.csv", "code,status,title\nA,404,One\nB,410,Two\n")];
    let arguments = ["import", "e.csv", "--api", "shop", "--write", "--catalogue", "catalogue"];
    let whole = scratch(&files);
    assert_eq!(whole.errcat(&arguments).status.code(), Some(0));
    let expected = tree(&whole.path("catalogue"));
    let program = [&[crate::scratch::PROGRAM], &arguments[..]].concat();
    for at in 0.. {
        let scratch = scratch(&files);
        let (mut seen, mut struck) = (0, false);
        tracer::run(&scratch.root, &program, &mut |call| {
            seen += usize::from(call.touches_disk());
            struck |= seen == at + 1;
            if struck { Verdict::Kill } else { Verdict::Pass }
        });
        if !struck {
            assert!(at > 30, "only {at} kills");
            break;
        }
        let generated =
            scratch.errcat(&["gen", "--only", "json", "--catalogue", "catalogue", "--out", "out"]);
        // Without an API there is nothing to generate.
        assert_ne!(generated.status.code(), Some(2), "{at}: {}", said(&generated));
        let mut found = tree(&scratch.path("catalogue"));
        found.retain(|path, _| !path.contains(".errcat-") && !path.starts_with(".import/"));
        let is_new = found.contains_key("shop/errors.toml");
        assert!(!is_new || found.iter().all(|(path, text)| expected[path] == *text), "{at}");
        assert!(is_new || found.len() == 1, "{at}: {found:?}");
        let again = scratch.errcat(&arguments);
        assert_eq!(again.status.code(), Some(0), "{at}: {}", said(&again));
        assert!(tree(&scratch.path("catalogue")) == expected, "{at}");
    }
}
