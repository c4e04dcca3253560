//! What SECURITY.md promises is held by tests that there are.

use camino::Utf8Path;

#[test]
fn each_promise_names_tests_that_there_are() {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let page = fs_err::read_to_string(root.join("SECURITY.md")).unwrap();
    let promises: Vec<&str> = page
        .lines()
        .skip_while(|line| *line != "| Promise | Tests |")
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert!(promises.len() > 10, "{promises:?}");
    for promise in promises {
        let tests = promise.rsplit('|').nth(1).unwrap();
        let mut text = String::new();
        let mut count = 0;
        for name in tests.split('`').skip(1).step_by(2) {
            if name.contains('/') {
                text = fs_err::read_to_string(root.join(name)).unwrap();
            } else {
                let head = format!("#[test]\nfn {name}() {{");
                assert!(text.contains(&head), "there is no test {name} for:\n{promise}");
                count += 1;
            }
        }
        assert!(count > 0, "no test holds:\n{promise}");
    }
}
