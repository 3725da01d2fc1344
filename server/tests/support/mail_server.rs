//! A mail server that plays a script: what it says at each point of a conversation, and where it stops.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What it does at one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Says this, line ends included.
    Says(&'static [u8]),
    /// Says this again and again, and never comes to an end.
    Rambles(&'static [u8]),
    /// Says nothing, and keeps the connection.
    Hangs,
    /// The same where this was said to it, else that all is well.
    HangsAt(&'static str),
    /// Ends the connection.
    BreaksOff,
}

/// Says one line, or several.
pub const fn says(lines: &'static str) -> Said {
    Said::Says(lines.as_bytes())
}

/// What it says to one caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script {
    pub greeting: Said,
    pub ehlo: Said,
    pub starttls: Said,
    pub auth: Said,
    pub mail: Said,
    pub rcpt: Said,
    pub data: Said,
    pub text: Said,
    pub quit: Said,
}

/// Takes everything.
pub const ACCEPTS: Script = Script {
    greeting: says("220 voorbeeld\r\n"),
    ehlo: says("250-voorbeeld\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n"),
    starttls: says("502 no\r\n"),
    auth: says("235 ok\r\n"),
    mail: says("250 ok\r\n"),
    rcpt: says("250 ok\r\n"),
    data: says("354 begin\r\n"),
    text: says("250 2.0.0 queued\r\n"),
    quit: says("221 bye\r\n"),
};

/// A mail server on this machine.
pub struct MailServer {
    pub port: u16,
    received: Arc<Mutex<Vec<String>>>,
    commands: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// Messages that came to their end, in order, whatever was said to them then.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }

    /// Everything else that it was told, in order.
    pub fn commands(&self) -> Vec<String> {
        self.commands.lock().unwrap().clone()
    }
}

/// Plays one script to each caller; the last holds for all that follow.
pub async fn mail_server(scripts: &[Script]) -> MailServer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = MailServer {
        port,
        received: Arc::default(),
        commands: Arc::default(),
    };
    let (scripts, received) = (scripts.to_vec(), Arc::clone(&server.received));
    let commands = Arc::clone(&server.commands);
    tokio::spawn(async move {
        let mut callers = 0;
        while let Ok((stream, _)) = listener.accept().await {
            let Some(script) = scripts.get(callers).or(scripts.last()) else {
                return;
            };
            callers += 1;
            let kept = (Arc::clone(&received), Arc::clone(&commands));
            tokio::spawn(play(stream, *script, kept));
        }
    });
    server
}

type Kept = (Arc<Mutex<Vec<String>>>, Arc<Mutex<Vec<String>>>);

async fn play(stream: TcpStream, script: Script, (received, commands): Kept) -> Option<()> {
    let mut stream = BufReader::new(stream);
    say(&mut stream, script.greeting).await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await.ok()? > 0 {
        commands.lock().unwrap().push(line.trim_end().to_owned());
        let word = line.split_whitespace().next().unwrap_or_default();
        match word {
            "EHLO" => say(&mut stream, script.ehlo).await?,
            "STARTTLS" => say(&mut stream, script.starttls).await?,
            "AUTH" => say(&mut stream, script.auth).await?,
            "MAIL" => say(&mut stream, script.mail).await?,
            "RCPT" => match script.rcpt {
                Said::HangsAt(whom) if line.contains(whom) => std::future::pending().await,
                rcpt => say(&mut stream, rcpt).await?,
            },
            "DATA" => {
                say(&mut stream, script.data).await?;
                if script.data != ACCEPTS.data {
                    line.clear();
                    continue;
                }
                let mut message = String::new();
                while !message.ends_with("\r\n.\r\n") {
                    if stream.read_line(&mut message).await.ok()? == 0 {
                        return None;
                    }
                }
                received.lock().unwrap().push(message);
                say(&mut stream, script.text).await?;
            }
            "QUIT" => say(&mut stream, script.quit).await?,
            _ => say(&mut stream, says("250 ok\r\n")).await?,
        }
        line.clear();
    }
    Some(())
}

async fn say(stream: &mut BufReader<TcpStream>, said: Said) -> Option<()> {
    match said {
        Said::Says(bytes) => stream.write_all(bytes).await.ok(),
        Said::Rambles(bytes) => {
            while stream.write_all(bytes).await.is_ok() {}
            None
        }
        Said::HangsAt(_) => stream.write_all(b"250 ok\r\n").await.ok(),
        Said::Hangs => std::future::pending().await,
        Said::BreaksOff => None,
    }
}
