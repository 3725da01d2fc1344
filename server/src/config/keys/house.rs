//! Keys of the house itself: the network around it, its data, its secrets and its log.

use super::{DEVELOPMENT, Key, count, key, secret, time};

/// Sections `server`, `database`, `secrets`, `password_hash`, `content`, `audit` and `log`.
pub(super) const KEYS: &[Key] = &[
    key(
        "server.mode",
        "production",
        "`production`, which refuses everything that is only good for a laptop, or `development`, which refuses everything that is only good for others.",
    ),
    key(
        "server.listen",
        "127.0.0.1:8080",
        "Address and port to listen on; in development one of this machine alone.",
    ),
    key(
        "server.origin",
        "http://127.0.0.1:8080",
        "How browsers reach the portal: scheme, host and port, without a path; links in letters begin with it.",
    ),
    key(
        "server.trusted_proxies",
        "",
        "Networks of our own proxies, such as 10.0.0.0/8; only they are believed about the address of a visitor.",
    ),
    time(
        "server.request_timeout",
        "30s",
        "1s",
        "10m",
        "A request that takes longer is cut off.",
    ),
    time(
        "server.body_timeout",
        "10s",
        "1s",
        "5m",
        "A form that pauses for longer while it arrives is given up.",
    ),
    time(
        "server.header_timeout",
        "10s",
        "1s",
        "5m",
        "A connection is closed whose request has no whole header after this long.",
    ),
    time(
        "server.idle_timeout",
        "75s",
        "1s",
        "1h",
        "A connection is closed on which nothing was asked for this long; longer than our own proxies keep theirs.",
    ),
    time(
        "server.write_timeout",
        "30s",
        "1s",
        "10m",
        "A connection is closed whose other end took nothing of its answer for this long.",
    ),
    count(
        "server.connections",
        "2048",
        16,
        65_000,
        "Connections at once; fewer where the system gives this program fewer files.",
    ),
    count(
        "server.connections_per_address",
        "256",
        4,
        65_000,
        "Connections at once from one address, our own proxies excepted.",
    ),
    time(
        "server.stop_within",
        "20s",
        "1s",
        "10m",
        "A stop waits this long for what is under way, and then cuts it off.",
    ),
    key(
        "database.url",
        "sqlite:sleutelbos.db",
        "`sqlite:PATH` for a file on this machine, or `postgres://…` for a server.",
    ),
    count(
        "database.connections",
        "16",
        2,
        64,
        "Connections of this node to a PostgreSQL server, at most; a file needs none of them.",
    ),
    secret(
        "secrets.master",
        DEVELOPMENT,
        "Master key of everything that is signed or hashed with a key: 32 random bytes in base64 (`openssl rand -base64 32`).",
    ),
    key(
        "secrets.pepper_id",
        "dev",
        "Short name of the pepper in use, at most 8 letters and digits; it stands in every password hash.",
    ),
    secret(
        "secrets.old_master",
        "",
        "Master keys of before or of later, in base64: what was made with them still counts, and nothing new is made with them.",
    ),
    secret(
        "secrets.pepper",
        DEVELOPMENT,
        "Pepper mixed into every password hash: 32 random bytes in base64.",
    ),
    secret(
        "secrets.old_peppers",
        "",
        "Peppers of before, as `id:base64`: only to verify passwords that were hashed with them.",
    ),
    count(
        "password_hash.memory_kib",
        "19456",
        8,
        4_194_304,
        "Memory of one password hash, in KiB; at least 19456 in production, `sleutelbos config calibrate` proposes more.",
    ),
    count(
        "password_hash.passes",
        "2",
        1,
        100,
        "Passes over that memory; at least 2 in production.",
    ),
    key(
        "password_hash.threads",
        "auto",
        "Password hashes that are computed at once, or `auto` for one on each processor; each takes the memory above.",
    ),
    key(
        "content.folder",
        "",
        "Folder with content of the deployment's own: kinds of organisation, desks and their hours; empty for what is shipped.",
    ),
    key(
        "content.blocklist",
        "",
        "File with more passwords to refuse, one a line; empty for none.",
    ),
    key(
        "content.leaked_passwords",
        "",
        "File with SHA-1 hashes of leaked passwords to refuse, sorted, one a line, as the ordered download of Have I Been Pwned; production wants one, or `none: ` and the reason why not.",
    ),
    key(
        "audit.checkpoint_dir",
        "",
        "Folder for the checkpoints of the audit trail, best on another machine; nodes may share it; empty for none, which production refuses.",
    ),
    time(
        "audit.checkpoint_every",
        "5m",
        "10s",
        "5m",
        "The newest checkpoint is at most this old.",
    ),
    key(
        "audit.key_file",
        "",
        "File with the key that signs checkpoints, 32 bytes in base64 or hex, readable for the portal alone; empty for one made from the master key.",
    ),
    key(
        "log.format",
        "text",
        "`text` for people, `json` for machines: one line an event.",
    ),
    key(
        "log.filter",
        "info",
        "What is logged, such as `info` or `info,flows=debug`.",
    ),
];
