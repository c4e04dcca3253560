//! A client that does what errors advise: it waits for as long as they say or for longer with every
//! attempt, gets a new token if that helps, and gives up if nothing helps.

use std::time::Duration;

use api_errors::{Action, ApiResponse as _, Retry, iozen};
use tokio::time::sleep;

/// After so many attempts the client gives up.
const ATTEMPTS: u32 = 6;

/// The client waits no longer, whatever the server says.
const MAX_DELAY: Duration = Duration::from_mins(1);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = std::env::args().nth(1).ok_or("usage: client <address of the server>")?;
    let mut client = Client { http: reqwest::Client::new(), base, token: "outdated".to_owned() };
    println!("{}", client.get("/submissions/1").await?);
    Ok(())
}

struct Client {
    http: reqwest::Client,
    base: String,
    token: String,
}

impl Client {
    async fn get(&mut self, path: &str) -> Result<String, Box<dyn std::error::Error>> {
        let mut pause = Duration::from_millis(100);
        for _ in 0..ATTEMPTS {
            let url = format!("{}{path}", self.base);
            let answer = self.http.get(url).bearer_auth(&self.token).send().await?;
            let error = match answer.api_error::<iozen::Error>().await {
                Ok(answer) => return Ok(answer.text().await?),
                Err(error) => error,
            };
            // GET may be sent twice.
            let advice = error.retry_with_max_delay(MAX_DELAY);
            let delay = advice.and_then(|advice| advice.delay);
            match advice.map(|advice| advice.retry) {
                Some(Retry::Immediately) => {}
                Some(Retry::AfterDelay) => sleep(delay.unwrap_or(pause)).await,
                Some(Retry::Backoff) => {
                    sleep(delay.unwrap_or(pause).max(pause)).await;
                    pause *= 2;
                }
                // This is the one action that the program can do by itself.
                Some(Retry::AfterAction) if error.action() == Some(Action::Authenticate) => {
                    self.log_in().await?;
                }
                // The others are for people: `Action::advice` tells them what to do.
                _ => return Err(error.into()),
            }
            eprintln!("{error}: trying again");
        }
        Err("the server did not recover".into())
    }

    async fn log_in(&mut self) -> Result<(), reqwest::Error> {
        let answer = self.http.post(format!("{}/login", self.base)).send().await?;
        self.token = answer.error_for_status()?.text().await?;
        Ok(())
    }
}
