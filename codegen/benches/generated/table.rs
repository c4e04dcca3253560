//! Figures as tables: a row for each contender, a column for each API.

/// What a contender needs for one question.
pub struct Figure {
    pub group: String,
    pub question: String,
    pub contender: String,
    pub value: f64,
}

/// Prints a table for each question. Behind each figure stands how many times ours it is.
pub fn print(figures: &[Figure]) {
    for question in distinct(figures, |it| &it.question) {
        let asked: Vec<&Figure> = figures.iter().filter(|it| it.question == question).collect();
        let of = |group: &str, contender: &str| {
            asked.iter().find(|it| it.group == group && it.contender == contender)
        };
        let groups = distinct(asked.iter().copied(), |it| &it.group);
        println!("\n| {question} | {} |", groups.join(" | "));
        println!("|---|{}", "---|".repeat(groups.len()));
        for contender in distinct(asked.iter().copied(), |it| &it.contender) {
            print!("| {contender} |");
            for group in &groups {
                let Some(figure) = of(group, contender) else {
                    print!(" |");
                    continue;
                };
                let ours = of(group, "errcat").map_or(f64::NAN, |ours| ours.value);
                print!(" {} ({}) |", rounded(figure.value), rounded(figure.value / ours));
            }
            println!();
        }
    }
}

/// Three digits, or all before the point.
pub fn rounded(value: f64) -> String {
    match value {
        100.0.. => format!("{value:.0}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn distinct<'a>(
    figures: impl IntoIterator<Item = &'a Figure>,
    by: impl Fn(&'a Figure) -> &'a String,
) -> Vec<&'a str> {
    let mut values: Vec<&str> = Vec::new();
    for value in figures.into_iter().map(by) {
        if !values.contains(&value.as_str()) {
            values.push(value);
        }
    }
    values
}
