//! The ways to a server: each name in its address, and each address of a name. sqlx goes to one address after the other and
//! gives none of them a time, so behind one that drops everything no other is ever tried (docs/decisions/0021).

use std::{net::SocketAddr, time::Duration};

use sqlx::{
    Connection, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};
use tokio::{
    net::{TcpStream, lookup_host},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::gate::Stated;
use crate::trouble::Refusal;

/// A way on which nobody answers is given up after this time.
pub const LONGEST: Duration = Duration::from_secs(2);
/// So long after the one before it a way is tried as well.
const HEAD_START: Duration = Duration::from_millis(700);
/// More ways than this are not tried.
const MOST: usize = 8;

/// Whether a server takes no changes: it repeats another, or somebody told it to.
const TAKES_NOTHING: &str = "select current_setting('transaction_read_only')::bool";

/// A way to a server.
#[derive(Clone)]
pub struct Way {
    /// Its name or address, for the log.
    pub name: String,
    /// What is connected with on it.
    pub options: PgConnectOptions,
}

impl Way {
    fn to(host: &str, options: &PgConnectOptions) -> Self {
        Self {
            name: host.to_owned(),
            // The driver knows an address of IPv6 without its brackets.
            options: options.clone().host(host.trim_matches(&['[', ']'][..])),
        }
    }
}

/// The names in an address: `one,other`. A path of a socket is one.
pub fn names(options: &PgConnectOptions) -> Vec<&str> {
    let host = options.get_host();
    if options.get_socket().is_some() || host.starts_with('/') {
        return vec![host];
    }
    host.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

/// The first of them: on the first name.
pub fn first(options: &PgConnectOptions) -> Way {
    let first = names(options)
        .first()
        .map_or_else(String::new, |&name| name.to_owned());
    Way::to(&first, options)
}

/// All of them, in the order in which they are tried: the present one, then each name, and after it its addresses where it
/// has several.
async fn all(options: &PgConnectOptions, present: &Way) -> Vec<Way> {
    let mut ways = vec![present.clone()];
    for name in names(options) {
        ways.push(Way::to(name, options));
        ways.extend(addresses_of(name, options, &addresses(name, options).await));
    }
    let mut others = ways.split_off(1);
    others.retain(|way| way.name != present.name);
    ways.append(&mut others);
    ways.truncate(MOST);
    ways
}

/// Its addresses, each as a way of its own. Not where the certificate is held against the name: the driver holds it against
/// what it connects to.
fn addresses_of(name: &str, options: &PgConnectOptions, addresses: &[SocketAddr]) -> Vec<Way> {
    let by_name = matches!(options.get_ssl_mode(), PgSslMode::VerifyFull);
    if by_name || addresses.len() < 2 {
        return Vec::new();
    }
    let ways = addresses.iter().map(|address| Way {
        name: format!("{} of {name}", address.ip()),
        options: options.clone().host(&address.ip().to_string()),
    });
    ways.collect()
}

async fn addresses(name: &str, options: &PgConnectOptions) -> Vec<SocketAddr> {
    let found = timeout(LONGEST, lookup_host((name, options.get_port()))).await;
    found
        .ok()
        .and_then(Result::ok)
        .map_or_else(Vec::new, Iterator::collect)
}

/// What a way must be.
pub struct Wanted<'a> {
    /// One does that takes no changes, where no other does.
    pub only_reads: bool,
    /// What the database says of itself, if that is known.
    pub whose: Option<&'a Stated>,
    /// Whether somebody is still answered on the present way.
    pub still_answers: &'a (dyn Fn() -> bool + Sync),
}

/// The way to take: the present one as long as it does, however late it says so, and then the first that does; otherwise why
/// none does. One does that takes changes.
pub async fn to_take(
    options: &PgConnectOptions,
    present: &Way,
    wanted: Wanted<'_>,
) -> Result<Way, Refusal> {
    let mut trying = JoinSet::new();
    for (place, way) in (0..).zip(all(options, present).await) {
        let whose = wanted.whose.cloned();
        trying.spawn(async move {
            sleep(HEAD_START * place).await;
            let said = try_once(&way.options, whose.as_ref()).await;
            (place, way, said)
        });
    }
    let mut tried = Vec::new();
    while let Some(Ok(one)) = trying.join_next().await {
        tried.push(one);
        tried.sort_by_key(|(place, ..)| *place);
        let of_present = tried.first().is_some_and(|(place, ..)| *place == 0);
        // A server that is full is well, and so is one whose pooler lets those wait who come anew: whoever is there is
        // answered, and would be cut off.
        let is_well = |(.., said): &(u32, Way, Result<(), No>)| match said {
            Err(No::Refused(no)) => no.is_full(),
            Err(No::Silent) => (wanted.still_answers)(),
            _ => false,
        };
        if of_present && tried.first().is_some_and(is_well) {
            break;
        }
        let does = tried.iter().position(|(.., said)| said.is_ok());
        if let Some(at) = does.filter(|_| of_present) {
            return Ok(tried.swap_remove(at).1);
        }
    }
    let reads = |(.., said): &(u32, Way, Result<(), No>)| matches!(said, Err(No::OnlyReads));
    if wanted.only_reads
        && let Some(at) = tried.iter().position(reads)
    {
        return Ok(tried.swap_remove(at).1);
    }
    let refused = tried
        .into_iter()
        .filter_map(|(_, way, said)| Some((way, said.err()?.into())));
    Err(why_none(options, refused.collect()).await)
}

/// What is told where no way does: what a server said counts more than that another said nothing.
async fn why_none(options: &PgConnectOptions, refused: Vec<(Way, Refusal)>) -> Refusal {
    let several = refused.len() > 1;
    let told: Vec<String> = refused
        .iter()
        .map(|(way, refusal)| format!("{}: {refusal}", way.name))
        .collect();
    let silent = half_silent(options).await;
    let said = refused
        .iter()
        .find(|(_, refusal)| refusal.code().is_some())
        .or_else(|| refused.first())
        .map_or_else(Refusal::silence, |(_, refusal)| refusal.clone());
    let said = if several {
        said.in_other_words(told.join("; "))
    } else {
        said
    };
    match silent {
        Some(silent) => said.at_one_address(&silent),
        None => said,
    }
}

/// Of a name whose addresses cannot be tried one by one: which of them are silent while another is not.
async fn half_silent(options: &PgConnectOptions) -> Option<String> {
    if !matches!(options.get_ssl_mode(), PgSslMode::VerifyFull) || options.get_socket().is_some() {
        return None;
    }
    for name in names(options) {
        let (mut silent, mut open) = (Vec::new(), 0);
        let mut trying = JoinSet::new();
        for address in addresses(name, options).await.into_iter().take(MOST) {
            trying.spawn(async move {
                let there = timeout(LONGEST / 2, TcpStream::connect(address)).await;
                (address, matches!(there, Ok(Ok(_))))
            });
        }
        while let Some(Ok((address, is_open))) = trying.join_next().await {
            if is_open {
                open += 1;
            } else {
                silent.push(address.ip().to_string());
            }
        }
        if open > 0 && !silent.is_empty() {
            return Some(format!("{} of {name}", silent.join(", ")));
        }
    }
    None
}

/// Why a way does not do.
enum No {
    /// The server takes no changes.
    OnlyReads,
    /// The database there is another deployment's, or nobody's yet.
    Anothers,
    /// Nobody says anything.
    Silent,
    /// Nobody lets us in.
    Refused(Refusal),
}

impl From<No> for Refusal {
    fn from(no: No) -> Self {
        match no {
            No::OnlyReads => Self::of_changes(),
            No::Anothers => Self::of_another(),
            No::Silent => Self::silence(),
            No::Refused(refusal) => refusal,
        }
    }
}

impl From<sqlx::Error> for No {
    fn from(error: sqlx::Error) -> Self {
        Self::Refused(Refusal::from(&error))
    }
}

async fn try_once(options: &PgConnectOptions, whose: Option<&Stated>) -> Result<(), No> {
    let trying = async {
        let mut connection = PgConnection::connect_with(options).await?;
        let refuses: bool = sqlx::query_scalar(TAKES_NOTHING)
            .fetch_one(&mut connection)
            .await?;
        if let Some(whose) = whose
            && stated(&mut connection).await?.as_ref() != Some(whose)
        {
            return Err(No::Anothers);
        }
        tokio::spawn(timeout(LONGEST, connection.close()));
        if refuses { Err(No::OnlyReads) } else { Ok(()) }
    };
    timeout(LONGEST, trying).await.unwrap_or(Err(No::Silent))
}

async fn stated(connection: &mut PgConnection) -> sqlx::Result<Option<Stated>> {
    let said = sqlx::query_as(Stated::SQL).fetch_optional(connection).await;
    match said {
        // There is no such table: nobody's yet.
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42P01") => Ok(None),
        said => Ok(said?.map(<(String, String)>::into)),
    }
}

#[cfg(test)]
mod tests {
    use std::{net::SocketAddr, str::FromStr};

    use sqlx::postgres::PgConnectOptions;

    use super::{addresses_of, first, names};

    fn options(url: &str) -> PgConnectOptions {
        PgConnectOptions::from_str(&format!("postgres://u:p@{url}")).unwrap()
    }

    #[test]
    fn several_names_stand_in_one_address_and_the_first_is_taken() {
        for (url, expected) in [
            ("db.example/db", vec!["db.example"]),
            (
                "one.example,other.example/db",
                vec!["one.example", "other.example"],
            ),
            (
                "one.example,other.example:5433/db",
                vec!["one.example", "other.example"],
            ),
            (
                "localhost/db?host=10.0.0.1, 10.0.0.2",
                vec!["10.0.0.1", "10.0.0.2"],
            ),
            ("[2001:db8::1]/db", vec!["[2001:db8::1]"]),
        ] {
            let options = options(url);
            assert_eq!(names(&options), expected, "{url}");
            let host = expected[0].trim_matches(&['[', ']'][..]);
            assert_eq!(first(&options).options.get_host(), host, "{url}");
        }
        assert_eq!(
            names(&options("%2Frun%2Fa,b/db")).len(),
            1,
            "a socket is one"
        );
    }

    #[test]
    fn each_address_of_a_name_is_a_way_but_where_the_certificate_is_held_against_the_name() {
        let two: Vec<SocketAddr> = ["[2001:db8::1]:5432", "192.0.2.7:5432"]
            .map(|address| address.parse().unwrap())
            .into();
        for (url, expected) in [
            ("db.example/db", vec!["2001:db8::1", "192.0.2.7"]),
            (
                "db.example/db?sslmode=verify-ca",
                vec!["2001:db8::1", "192.0.2.7"],
            ),
            ("db.example/db?sslmode=verify-full", vec![]),
        ] {
            let ways = addresses_of("db.example", &options(url), &two);
            let hosts: Vec<_> = ways.iter().map(|way| way.options.get_host()).collect();
            assert_eq!(hosts, expected, "{url}");
        }
        assert!(addresses_of("db.example", &options("db.example/db"), &two[..1]).is_empty());
    }
}
