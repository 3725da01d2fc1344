//! What a laptop refuses: everything that would let others reach it. Whoever does sees every code in its mailbox, and
//! logs in with keys that everybody knows (SEC-73).

use super::{
    Config, is_this_machine,
    post::{gateway_is_here, mail_road},
    server::is_this_host,
    values::Reader,
};

/// Notes everything that must not be so on a laptop.
pub(super) fn check(reader: &mut Reader<'_>, config: &Config) {
    if !is_this_machine(config.server.listen) {
        let what = "must be an address of this machine only, such as 127.0.0.1:8080, while `server.mode` is development: \
                    whoever reaches a laptop's portal reads every code in its mailbox. To serve others, set `server.mode` to production";
        reader.wrong("server.listen", what);
    }
    let origin = &config.server.origin;
    if origin.is_https() || !is_this_host(origin.host()) {
        let what = "must be http and this machine, such as http://127.0.0.1:8080, while `server.mode` is development; to serve \
                    others, set it to production";
        reader.wrong("server.origin", what);
    }
    if !config.server.trusted_proxies.is_empty() {
        let what = "must be empty while `server.mode` is development: nothing stands between a laptop and whoever sits at it";
        reader.wrong("server.trusted_proxies", what);
    }
    let post = &config.post;
    let mail = post
        .smtp_url
        .as_ref()
        .and_then(|url| mail_road(url.expose()));
    let gateway = post.sms_url.as_deref().and_then(gateway_is_here);
    for (key, is_real) in [
        ("post.smtp_url", mail.is_some_and(|road| !road.here)),
        ("post.sms_url", gateway.is_some_and(|here| !here)),
    ] {
        if is_real {
            let what = "must be a server on this machine while `server.mode` is development: real people would get links to a \
                        laptop; set it to production";
            reader.wrong(key, what);
        }
    }
}
