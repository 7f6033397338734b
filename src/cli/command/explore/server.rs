//! The server: on the loopback of this computer, for whoever has its address, which contains a secret, and for no page but its
//! own. Whatever else asks is told nothing.

use super::desk::{Asked, Desk};
use crate::output::answer::explore;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use tiny_http::{Header, Method, Request, Response};

/// The port that is tried first, so that an address is often the same.
const USUAL: u16 = 7681;
/// The longest question: a text of the largest size, escaped.
const LONGEST: u64 = 4 << 20;
/// So many questions are answered at once; more than that nobody asks.
const ANSWERERS: usize = 4;
/// So many threads are needed: for those who answer, and for a browser's connections.
const THREADS: usize = 16;

/// A server that listens.
pub struct Server {
    http: tiny_http::Server,
    port: u16,
    secret: String,
}

/// What is answered.
struct Reply {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
}

impl Reply {
    fn page(body: String) -> Reply {
        Reply { status: 200, kind: "text/html; charset=utf-8", body: body.into_bytes() }
    }

    fn json(value: &serde_json::Value) -> Reply {
        Reply { status: 200, kind: "application/json", body: explore::bytes(value).into_bytes() }
    }

    fn file(kind: &'static str, body: Option<Vec<u8>>) -> Reply {
        body.map_or_else(|| Reply::refused(422), |body| Reply { status: 200, kind, body })
    }

    fn refused(status: u16) -> Reply {
        Reply { status, kind: "text/plain", body: Vec::new() }
    }
}

/// Tries whether the system gives the threads that the server starts: it panics where one is refused.
///
/// # Errors
/// Why one is refused.
pub fn there_are_threads() -> io::Result<()> {
    let (held, waits) = channel::<()>();
    let waits = Arc::new(Mutex::new(waits));
    let mut begun = Vec::new();
    for _ in 0..THREADS {
        let waits = Arc::clone(&waits);
        let wait = move || drop(waits.lock().map(|waits| waits.recv()));
        match thread::Builder::new().spawn(wait) {
            Ok(thread) => begun.push(thread),
            Err(refusal) => {
                drop(held);
                return Err(refusal);
            }
        }
    }
    drop(held);
    begun.into_iter().for_each(|thread| drop(thread.join()));
    Ok(())
}

impl Server {
    /// Listens at this port, or at a free one.
    ///
    /// # Errors
    /// If it cannot be had.
    pub fn listen(port: Option<u16>) -> io::Result<Server> {
        let at = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match port {
            Some(port) => at(port)?,
            None => at(USUAL).or_else(|_| at(0))?,
        };
        let port = listener.local_addr()?.port();
        let http = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
        Ok(Server { http, port, secret: secret() })
    }

    /// Where the page is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.secret)
    }

    /// Answers until the process ends.
    pub fn serve(&self, desk: &Desk) {
        thread::scope(|scope| {
            for _ in 1..ANSWERERS {
                // Where the system gives no more threads, those there are answer.
                let _ = thread::Builder::new().spawn_scoped(scope, || self.answer(desk));
            }
            self.answer(desk);
        });
    }

    fn answer(&self, desk: &Desk) {
        while let Ok(mut request) = self.http.recv() {
            let reply = self.reply(&mut request, desk);
            let mut response = Response::from_data(reply.body).with_status_code(reply.status);
            for (name, value) in [
                ("Content-Type", reply.kind),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Frame-Options", "DENY"),
                ("Referrer-Policy", "no-referrer"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ] {
                if let Ok(header) = Header::from_bytes(name, value) {
                    response.add_header(header);
                }
            }
            // Who has gone away meanwhile wants no answer.
            let _ = request.respond(response);
        }
    }

    fn reply(&self, request: &mut Request, desk: &Desk) -> Reply {
        if !self.is_let_in(request) {
            return Reply::refused(403);
        }
        let secret = format!("/{}/", self.secret);
        let Some(what) = request.url().strip_prefix(&secret).map(str::to_owned) else {
            return Reply::refused(404);
        };
        match (request.method().clone(), what.as_str()) {
            (Method::Get, "") => Reply::page(desk.page()),
            (Method::Post, "begin" | "answer" | "report" | "card" | "save") => {
                let Some(asked) = question(request) else { return Reply::refused(400) };
                match what.as_str() {
                    "begin" => Reply::json(&desk.begin(&asked)),
                    "answer" => Reply::json(&desk.answer(&asked)),
                    "report" => Reply::file("text/html; charset=utf-8", desk.report(&asked, "report.html")),
                    "card" => Reply::file("image/png", desk.report(&asked, "card.png")),
                    _ => Reply::json(&desk.save(&asked)),
                }
            }
            _ => Reply::refused(404),
        }
    }

    /// Whether a request is for this server by its own name, and of no other page. A page of another name that leads here (by
    /// a name server that lies) says so in `Host`; one that only sends says so in `Origin`.
    fn is_let_in(&self, request: &Request) -> bool {
        let names = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let all = |field: &'static str| {
            let of = move |header: &&Header| header.field.equiv(field);
            request.headers().iter().filter(of).map(|header| header.value.as_str())
        };
        let mut hosts = all("Host");
        let is_here = hosts.next().is_some_and(|host| names.iter().any(|name| name == host));
        let own = |origin: &str| {
            origin.strip_prefix("http://").is_some_and(|name| names.iter().any(|own| own == name))
        };
        is_here && hosts.next().is_none() && all("Origin").all(own)
    }
}

fn question(request: &mut Request) -> Option<Asked> {
    let mut bytes = Vec::new();
    request.as_reader().take(LONGEST).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// 128 random bits. The standard library has no other source of them than the keys of its hashes.
fn secret() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_takes_another_port() {
        let first = Server::listen(None).unwrap();
        let second = Server::listen(None).unwrap();
        assert_ne!(first.port, second.port);
        assert_ne!(first.secret, second.secret);
        assert!(Server::listen(Some(first.port)).is_err());
    }
}
