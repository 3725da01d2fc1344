//! What no address of a configuration can show: a mail server with a certificate that we believe, somebody on the way to it,
//! and a name with more addresses than one.

mod addresses;
mod starttls;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use domain::post::Obstacle;
use lettre::{Message, transport::smtp::extension::ClientId};
use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};
use tokio_rustls::TlsAcceptor;

use super::{
    conversation::Patience,
    encryption::{Encryption, Tls},
    no_use::NoUse,
    server::MailServer,
};

/// Long enough for any conversation on this machine.
const LONG: Duration = Duration::from_secs(60);

fn message() -> Message {
    let builder = Message::builder().from("a@b.example".parse().unwrap());
    let builder = builder.to("jan@garage.example".parse().unwrap());
    builder.body("De tekst.".to_owned()).unwrap()
}

fn server(encryption: Encryption) -> MailServer {
    MailServer {
        host: "127.0.0.1".into(),
        port: 25,
        encryption,
        credentials: None,
        hello: ClientId::Domain("ons.example".to_owned()),
        no_use: NoUse::default(),
    }
}

/// Hands one mail over to a server of these addresses.
async fn send(
    server: &MailServer,
    to: &[SocketAddr],
    longest: Duration,
) -> Result<(), (Obstacle, String)> {
    let patience = Patience::of(longest);
    let sent = server.hand_over_at(to.to_vec(), &message(), patience).await;
    sent.map_err(|failure| (failure.obstacle, failure.detail))
}

/// A mail server with a certificate, and the TLS that believes it.
fn certified() -> (TlsAcceptor, Tls) {
    let own = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let certificate = CertificateDer::from(own.cert);
    let mut authorities = RootCertStore::empty();
    authorities.add(certificate.clone()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let tls = Tls::trusting("127.0.0.1", authorities).unwrap();
    (TlsAcceptor::from(Arc::new(config)), tls)
}

/// Answers commands until the end of the text, and tells it.
async fn take<S: AsyncRead + AsyncWrite + Unpin>(stream: S, taken: UnboundedSender<String>) {
    take_after(std::future::ready(()), stream, taken).await;
}

/// The same, saying so of the first mail only then.
async fn take_after<T, S: AsyncRead + AsyncWrite + Unpin>(
    then: impl Future<Output = T>,
    stream: S,
    taken: UnboundedSender<String>,
) {
    let mut then = Some(then);
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|read| read > 0) {
        let answer: &[u8] = match line.get(..4) {
            Some("DATA") => b"354 begin\r\n",
            Some("QUIT") => return,
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await.unwrap();
        if line.starts_with("DATA") {
            let mut text = String::new();
            while !text.ends_with("\r\n.\r\n") {
                stream.read_line(&mut text).await.unwrap();
            }
            if let Some(then) = then.take() {
                then.await;
            }
            stream.write_all(b"250 taken\r\n").await.unwrap();
            taken.send(text).unwrap();
        }
        line.clear();
    }
}
