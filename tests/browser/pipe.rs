//! A browser that is told what to do: the protocol of its developer tools, through two pipes.

use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A page in a browser.
pub struct Tab {
    browser: Child,
    to: File,
    from: BufReader<File>,
    session: String,
    last: u64,
    /// What the page had to complain about.
    pub complaints: Vec<String>,
}

impl Tab {
    /// Opens an address in a window of this size.
    pub fn open(browser: &Path, folder: &Path, address: &str, size: (u32, u32)) -> Tab {
        let [ours, theirs] = ["ours", "theirs"].map(|name| folder.join(name));
        for pipe in [&ours, &theirs] {
            assert!(Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
        }
        // The browser reads what it is told on its fourth file, and answers on the fifth.
        let browser = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<\"$OURS\" 4>\"$THEIRS\"", "sh"])
            .arg(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-dev-shm-usage",
            ])
            .args(["--disable-background-networking", "--remote-debugging-pipe"])
            .arg(format!("--window-size={},{}", size.0, size.1))
            .arg(format!("--user-data-dir={}", folder.join("told").display()))
            .envs([("OURS", &ours), ("THEIRS", &theirs)])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a browser");
        let to = OpenOptions::new().write(true).open(&ours).expect("a pipe");
        let from = BufReader::new(File::open(&theirs).expect("a pipe"));
        let mut tab = Tab { browser, to, from, session: String::new(), last: 0, complaints: Vec::new() };
        let target = tab.ask("Target.createTarget", json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = tab.ask("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        tab.session = attached["sessionId"].as_str().expect("a session").to_owned();
        for what in ["Runtime.enable", "Log.enable", "Page.enable", "Network.enable"] {
            tab.ask(what, json!({}));
        }
        tab.ask("Page.navigate", json!({ "url": address }));
        tab
    }

    /// Asks the browser.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("a browser that listens");
        loop {
            let mut bytes = Vec::new();
            self.from.read_until(0, &mut bytes).expect("a browser that answers");
            bytes.pop();
            let answer: Value = serde_json::from_slice(&bytes).expect("an answer");
            if answer["id"] == json!(self.last) {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
            self.note(&answer);
        }
    }

    /// Notes what the page complains about by itself.
    fn note(&mut self, event: &Value) {
        let is_complaint = match event["method"].as_str() {
            Some("Runtime.exceptionThrown") => true,
            Some("Log.entryAdded") => event["params"]["entry"]["level"] == json!("error"),
            Some("Runtime.consoleAPICalled") => event["params"]["type"] == json!("error"),
            _ => false,
        };
        if is_complaint {
            self.complaints.push(event["params"].to_string());
        }
    }

    /// What an expression of the page is.
    pub fn value(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.ask("Runtime.evaluate", asked);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    pub fn until(&mut self, expression: &str) {
        let begin = Instant::now();
        while self.value(&format!("!!({expression})")) != json!(true) {
            assert!(
                begin.elapsed() < Duration::from_secs(60),
                "never: {expression}\n{}",
                self.value("document.body.innerText")
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // Whether or not it has gone by itself: nobody needs it any more.
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}
