//! A visitor: one connection that stays open, cookies, forms. Small on purpose, because it shares the processors with
//! the program that is measured.

use std::{
    io::{Error, Result},
    net::SocketAddr,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpSocket, TcpStream},
};

/// A visitor.
pub struct Browser {
    connection: BufReader<TcpStream>,
    address: SocketAddr,
    cookies: Vec<(String, String)>,
    accepts: &'static str,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Names, in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// Body as it came over the wire.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What the form of a page carries of what it showed.
    pub fn seen(&self) -> String {
        let text = self.text();
        let seen = text.split("name=\"seen\" value=\"").nth(1);
        let seen = seen.and_then(|seen| seen.split('"').next());
        seen.unwrap_or_default().to_owned()
    }
}

/// What the first page that somebody opens gives: a form from a browser without any is refused.
fn first_cookies() -> Vec<(String, String)> {
    vec![("__Host-cookies".to_owned(), "are-kept".to_owned())]
}

impl Browser {
    /// A visitor of the house at this address.
    pub async fn visits(address: SocketAddr) -> Result<Self> {
        let connection = TcpStream::connect(address).await?;
        Self::on(connection, address)
    }

    fn on(connection: TcpStream, address: SocketAddr) -> Result<Self> {
        connection.set_nodelay(true)?;
        Ok(Self {
            connection: BufReader::new(connection),
            address,
            cookies: first_cookies(),
            accepts: "identity",
        })
    }

    /// A visitor from one of 250 networks that have nothing in common: on Linux every address that begins with 127 is this machine's.
    pub async fn visits_from(network: usize, address: SocketAddr) -> Result<Self> {
        let wide = u8::try_from(1 + network % 250).unwrap_or_default();
        let own = SocketAddr::from(([127, wide, wide, 1], 0));
        let socket = TcpSocket::new_v4()?;
        socket.bind(own)?;
        let connection = socket.connect(address).await?;
        Self::on(connection, address)
    }

    /// The same visitor in another tab: a connection more, the same cookies.
    pub async fn tab(&self) -> Result<Self> {
        let mut tab = Self::visits(self.address).await?;
        tab.cookies.clone_from(&self.cookies);
        Ok(tab)
    }

    /// Takes bodies compressed.
    pub const fn with_brotli(mut self) -> Self {
        self.accepts = "br";
        self
    }

    /// Becomes somebody else, on the same connection.
    pub fn forget(&mut self) {
        self.cookies = first_cookies();
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "").await
    }

    /// Sends a form from a page of the house.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let form: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        self.ask("POST", path, &form.join("&")).await
    }

    async fn ask(&mut self, method: &str, path: &str, form: &str) -> Result<Answer> {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {0}\r\naccept-encoding: {1}\r\n",
            self.address, self.accepts
        );
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request.push_str(&format!("cookie: {}\r\n", cookies.join("; ")));
        }
        if method == "POST" {
            request.push_str(&format!(
                "origin: http://{}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
                self.address,
                form.len()
            ));
        }
        request.push_str("\r\n");
        request.push_str(form);
        self.connection.write_all(request.as_bytes()).await?;
        let answer = read(&mut self.connection).await?;
        for (_, cookie) in answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
        {
            self.keep(cookie);
        }
        Ok(answer)
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair.split_once('=') else {
            return;
        };
        self.cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

async fn read(connection: &mut BufReader<TcpStream>) -> Result<Answer> {
    let status = line(connection).await?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| Error::other("no answer"))?;
    let mut headers = Vec::new();
    loop {
        let header = line(connection).await?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer {
        status,
        headers,
        body: Vec::new(),
    };
    if answer.header("transfer-encoding") == "chunked" {
        loop {
            let length = line(connection).await?;
            let length = usize::from_str_radix(&length, 16).map_err(Error::other)?;
            let from = answer.body.len();
            answer.body.resize(from + length, 0);
            connection.read_exact(&mut answer.body[from..]).await?;
            line(connection).await?;
            if length == 0 {
                break;
            }
        }
    } else if let Ok(length) = answer.header("content-length").parse() {
        answer.body.resize(length, 0);
        connection.read_exact(&mut answer.body).await?;
    }
    Ok(answer)
}

async fn line(connection: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    if connection.read_line(&mut line).await? == 0 {
        return Err(Error::other("the connection was closed"));
    }
    Ok(line.trim_end().to_owned())
}

fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
