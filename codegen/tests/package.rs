//! The name that a generated crate has where the catalogue does not say one.

use std::collections::HashSet;

use camino::Utf8Path;
use errcat::pipeline;
use fs_err as fs;

/// The name for a catalogue with this title and these APIs.
fn package(at: usize, title: &str, apis: &[&str]) -> String {
    let dir = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("package/{at}"));
    let _ = fs::remove_dir_all(&dir);
    let write = |path: &str, text: &str| {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let title = toml::Value::from(title);
    write("catalogue.toml", &format!("format = 1\ntitle = {title}\nversion = \"1.0.0\"\n"));
    for api in apis {
        let body = "[envelopes.error.body]\ncode = \"$code\"\nmessage = \"$message\"\n";
        write(&format!("{api}/api.toml"), &format!("title = \"API\"\n{body}"));
        write(&format!("{api}/codes.toml"), "title = \"Codes\"\n[codes.GONE]\n");
    }
    let reading = pipeline::read(&dir).unwrap();
    let catalogue = reading.catalogue.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
    let package = catalogue.package.as_str().to_owned();
    // The same name, given, has to pass.
    let named = format!("\n[outputs.rust]\npackage = \"{package}\"\n");
    let manifest = fs::read_to_string(dir.join("catalogue.toml")).unwrap();
    write("catalogue.toml", &(manifest + &named));
    assert!(pipeline::read(&dir).unwrap().catalogue.is_some(), "{package}");
    package
}

#[test]
fn the_name_follows_from_the_apis_and_the_title() {
    let long = "A very long title that goes on and on about each and every thing that can go wrong";
    let endless = "x".repeat(90);
    for (at, (title, apis, expected)) in [
        ("Shop", &["iozen"][..], "iozen-errors"),
        ("Shop", &["graphql_oauth"], "graphql-oauth-errors"),
        ("Shop", &["errors"], "errors"),
        ("Shop", &["rest", "graphql"], "shop-errors"),
        ("Shop errors", &["rest", "graphql"], "shop-errors"),
        ("Error codes of five APIs", &["rest", "graphql"], "error-codes-of-five-apis"),
        ("\u{201c}Shop\u{201d} \u{2013} B2B & more!", &["rest", "graphql"], "shop-b2b-more-errors"),
        ("Магазин", &["rest", "graphql"], "graphql-rest-errors"),
        ("Магазин API", &["rest", "graphql"], "graphql-rest-errors"),
        ("Café", &["rest", "graphql"], "graphql-rest-errors"),
        ("店舗", &["rest"], "rest-errors"),
        ("3D shop", &["rest", "graphql"], "graphql-rest-errors"),
        ("***", &["rest", "graphql"], "graphql-rest-errors"),
        (long, &["rest", "graphql"], "a-very-long-title-that-goes-on-and-on-about-each-and-errors"),
        (&endless, &["rest", "graphql"], &format!("{}-errors", &endless[..57])),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(package(at, title, apis), expected, "{title} {apis:?}");
    }
}

#[test]
fn two_catalogues_have_two_names() {
    let names = [
        package(100, "Shop", &["shop"]),
        package(101, "Bank", &["bank"]),
        package(102, "Market", &["rest", "shop"]),
        package(103, "Harbour", &["rest", "shop"]),
    ];
    let different: HashSet<_> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
}
