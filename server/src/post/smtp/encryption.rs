//! How the way to a mail server is kept private. The encryption is ours and not the library's: it begins on the bare
//! connection, so that nothing that was said in the open can be taken for something that was said inside.

use std::{io, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{InvalidDnsNameError, ServerName},
};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

/// How the way to the mail server is kept private.
#[derive(Clone)]
pub(super) enum Encryption {
    /// TLS from the first byte.
    Wrapped(Tls),
    /// STARTTLS before anything is said.
    Required(Tls),
    /// STARTTLS where it is offered.
    Offered(Tls),
    /// None; for a mail server on this machine.
    None,
}

impl Encryption {
    /// Whether nothing is said before nobody on the way can read along.
    pub const fn is_private(&self) -> bool {
        match self {
            Self::Wrapped(_) | Self::Required(_) => true,
            Self::Offered(_) | Self::None => false,
        }
    }
}

/// TLS with one host.
#[derive(Clone)]
pub(super) struct Tls {
    host: ServerName<'static>,
    connector: TlsConnector,
}

/// Why there can be no TLS with a host.
#[derive(Debug, thiserror::Error)]
pub enum NoTls {
    /// No certificate can be for a host of this name.
    #[error(transparent)]
    Host(#[from] InvalidDnsNameError),
    /// The library cannot do what it is asked.
    #[error(transparent)]
    Library(#[from] rustls::Error),
}

impl Tls {
    /// TLS with `host`, whose certificate must come from an authority that browsers believe too.
    pub fn with(host: &str) -> Result<Self, NoTls> {
        Self::trusting(
            host,
            webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
        )
    }

    /// TLS with `host`, whose certificate must come from one of `authorities`.
    pub fn trusting(host: &str, authorities: RootCertStore) -> Result<Self, NoTls> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(authorities)
            .with_no_client_auth();
        Ok(Self {
            host: ServerName::try_from(host.to_owned())?,
            connector: TlsConnector::from(Arc::new(config)),
        })
    }

    /// Begins it on a connection of which nothing is read ahead.
    pub async fn begin(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.connector.connect(self.host.clone(), stream).await
    }
}
