//! `kfactor explore` as whoever reaches its port sees it.

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const TEXT: &str = "name: x\ndays: 7\nseeds: 50\nshare: 0.3 # a guess\ncontacts: 10\njoin: 5%\n";

struct Served {
    child: Child,
    port: u16,
    secret: String,
}

impl Served {
    fn begin(folder: &Path, arguments: &[&str]) -> Served {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kfactor"));
        command.current_dir(folder).arg("explore").args(arguments).arg("--no-open");
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let rest = line.split("http://127.0.0.1:").nth(1).unwrap_or_else(|| panic!("{line}"));
        let mut parts = rest.split('/');
        let port = parts.next().unwrap().parse().unwrap();
        Served { child, port, secret: parts.next().unwrap().to_owned() }
    }

    /// The status and what follows the head.
    fn send(&self, head: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let length = body.len();
        write!(stream, "{head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        assert!(status != 200 || head.contains("no-referrer"), "{head}");
        (status, body.to_owned())
    }

    fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.port)
    }

    fn post(&self, what: &str, asked: &Value) -> (u16, Value) {
        let head = format!("POST /{}/{what} HTTP/1.1\r\n{}", self.secret, self.host());
        let (status, body) = self.send(&head, &asked.to_string());
        (status, serde_json::from_str(&body).unwrap_or(Value::Null))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn only_its_own_page_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.yaml"), TEXT).unwrap();
    let served = Served::begin(folder.path(), &["x.yaml"]);
    let (secret, own, port) = (&served.secret, served.host(), served.port);
    let get = |path: &str, head: &str| served.send(&format!("GET {path} HTTP/1.1\r\n{head}"), "").0;
    let page = format!("/{secret}/");
    assert_eq!(get(&page, &own), 200);
    assert_eq!(get(&page, &format!("Host: localhost:{port}")), 200);
    // A name server that lies, another page, a guess.
    for host in
        ["Host: evil.example".to_owned(), format!("Host: evil.example:{port}"), "Host: 127.0.0.1".to_owned()]
    {
        assert_eq!(get(&page, &host), 403, "{host}");
    }
    for origin in ["http://evil.example", "null", "https://127.0.0.1"] {
        assert_eq!(get(&page, &format!("{own}\r\nOrigin: {origin}")), 403, "{origin}");
    }
    assert_eq!(get(&page, &format!("{own}\r\nOrigin: http://127.0.0.1:{port}")), 200);
    for path in
        ["/", "/wrong/", &format!("/{secret}"), &format!("/{secret}/../x.yaml"), &format!("/{secret}/x.yaml")]
    {
        assert_eq!(get(path, &own), 404, "{path}");
    }
    let head = format!("POST /{secret}/answer HTTP/1.1\r\n{own}");
    for body in ["", "{", r#"{"text": 5}"#, r#"{"other": 5}"#] {
        assert_eq!(served.send(&head, body).0, 400, "{body}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written");
}

#[test]
fn a_design_is_answered_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.yaml"), TEXT).unwrap();
    let served = Served::begin(folder.path(), &["x.yaml"]);
    let (status, begun) = served.post("begin", &json!({ "template": "", "turn": 1 }));
    assert_eq!((status, &begun["base"]), (200, &json!(TEXT)));
    let set = json!([["segments.all.share", "40%"]]);
    let (_, moved) = served.post("answer", &json!({ "text": TEXT, "set": set, "turn": 2 }));
    let text = TEXT.replace("0.3 #", "40% #");
    assert_eq!(moved["text"], json!(text));
    let (_, saved) = served.post("save", &json!({ "name": "better", "text": text }));
    assert!(saved["saved"].is_string(), "{saved}");
    assert_eq!(fs::read_to_string(folder.path().join("better.yaml")).unwrap(), text);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::begin(folder.path(), &[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_kfactor"));
    let port = served.port.to_string();
    let refused =
        command.current_dir(folder.path()).args(["explore", "--no-open", "--port", &port]).output().unwrap();
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(4), "{told}");
    assert!(told.contains(&port) && told.contains("--port"), "{told}");
}
