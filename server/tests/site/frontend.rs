//! What a browser is told, and what other sites can make it do: nothing (SEC-54 to SEC-58, SEC-60).

use std::{collections::HashSet, time::Duration};

use app::site::Who;
use axum::{
    body::Body,
    http::{Method, header},
};

use super::{
    house::{DEED, House, ORIGIN, On, PANIC, PASSWORD, Visitor},
    matrix::{Ids, state},
};

const HOUR: Duration = Duration::from_secs(60 * 60);
const FORM: &str = "application/x-www-form-urlencoded";

/// Counts of everything that a deed leaves behind.
pub async fn traces(house: &House) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in [
        // That somebody was refused is written down, and is the only trace of it.
        "select count(*) from audit where event <> 'page_refused' and event <> $1",
        "select count(*) from outbox where id <> $1",
        "select count(*) from challenge where id <> $1",
        "select count(*) from login_counter where subject <> $1",
        "select count(*) from session where id_hash <> $1 and account_id is not null",
    ] {
        counts.push(house.number(sql, "").await);
    }
    counts
}

flows::on_each_database! {
    async fn sec_54_a_form_from_elsewhere_changes_nothing_neither_before_nor_after_login(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let before = traces(&house).await;
        let login = format!("email=karin%40kantoor-deboer.example&password={}", PASSWORD.replace(' ', "+"));
        let variants: [(&str, &[(&str, &str)]); 8] = [
            ("another site", &[("sec-fetch-site", "cross-site"), ("origin", "https://elders.example"), ("content-type", FORM)]),
            ("a sibling", &[("sec-fetch-site", "same-site"), ("origin", "https://ander.voorbeeld.example"), ("content-type", FORM)]),
            ("a hidden origin", &[("origin", "null"), ("content-type", FORM)]),
            ("another origin", &[("origin", "https://elders.example"), ("content-type", FORM)]),
            ("plain http", &[("origin", "http://voorbeeld.example"), ("content-type", FORM)]),
            ("text/plain", &[("sec-fetch-site", "cross-site"), ("origin", "null"), ("content-type", "text/plain")]),
            ("nothing said", &[("content-type", FORM)]),
            ("typed into the bar", &[("sec-fetch-site", "none"), ("content-type", FORM)]),
        ];
        for (what, headers) in variants {
            for (visitor, path, body) in [
                (&mut house.stranger(), "/inloggen", login.as_str()),
                (&mut karin.clone(), DEED, "note=dag"),
                (&mut karin.clone(), "/uitloggen", ""),
            ] {
                let mut request = visitor.request(Method::POST, path, "").body(Body::from(body.to_owned())).unwrap();
                request.headers_mut().remove("sec-fetch-site");
                for (name, value) in headers {
                    request = Visitor::with(request, name, value);
                }
                let answer = visitor.sends(request).await;
                assert_eq!(answer.in_short(), "403 Dit formulier komt niet van onze pagina – Mijn Voorbeeld", "{what} {path}");
            }
        }
        assert_eq!(traces(&house).await, before);
        assert!(karin.is_inside().await, "nobody logs her out either");
        let mut request = karin.request(Method::POST, DEED, "").body(Body::from("note=dag")).unwrap();
        request.headers_mut().remove("sec-fetch-site");
        let request = Visitor::with(Visitor::with(request, "origin", ORIGIN), "content-type", FORM);
        karin.sends(request).await.shows("Karin Boer: dag");
    }

    async fn the_language_is_the_browsers_until_somebody_chooses_and_then_theirs(on: On) {
        let house = House::new(on).await;
        for (accepted, chosen, language) in [
            ("en-GB,en;q=0.9,nl;q=0.8", None, "en"),
            ("en-GB,en;q=0.9,nl;q=0.8", Some("nl"), "nl"),
            ("nl-BE,nl;q=0.9", None, "nl"),
            ("nl-BE,nl;q=0.9", Some("en"), "en"),
            ("fy,de;q=0.9", None, "nl"),
        ] {
            let mut stranger = house.stranger();
            for page in ["/inloggen", "/contact", "/bestaat-niet"] {
                if let Some(chosen) = chosen {
                    stranger.get(&format!("{page}?taal={chosen}")).await;
                }
                let request = stranger.request(Method::GET, page, "none").body(Body::empty()).unwrap();
                let answer = stranger.sends(Visitor::with(request, "accept-language", accepted)).await;
                assert_eq!(answer.header("content-language"), language, "{accepted} {chosen:?} {page}");
                answer.shows(&format!("<html lang=\"{language}\""));
            }
        }
    }

    async fn a_form_is_one_however_its_type_is_written(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for (kind, taken) in [
            ("Application/X-WWW-Form-URLEncoded", true),
            ("APPLICATION/X-WWW-FORM-URLENCODED;CHARSET=utf-8", true),
            ("application/x-www-form-urlencoded ; charset=UTF-8", true),
            ("application/x-www-form-urlencoded-not", false),
            ("multipart/form-data; boundary=application/x-www-form-urlencoded", false),
        ] {
            let request = karin.request(Method::POST, DEED, "same-origin").body(Body::from("note=dag")).unwrap();
            let answer = karin.sends(Visitor::with(request, "content-type", kind)).await;
            assert_eq!(answer.status == 200, taken, "{kind}: {}", answer.in_short());
        }
    }

    async fn sec_55_looking_changes_nothing(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let mut half_way = house.visitor("jan");
        half_way.gives_password().await;
        house.code_for("jan").await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let ids = Ids::real(&house).await;
        let table = app::site::table();
        let address = |path: &str| ids.in_place(path).replace("{token}", "A").replace(['{', '}'], "");
        // That an agent looked at somebody is written down, on purpose, once in half an hour: now.
        for endpoint in table.iter().filter(|one| one.who == Who::Desk && !one.changes) {
            sanne.get(&address(endpoint.path)).await;
        }
        let before = state(&house).await;
        let shown: HashSet<&str> = table.iter().filter(|one| !one.changes).map(|one| one.path).collect();
        // Taking the log along is written down: a reading that leaves a trace on purpose.
        for endpoint in table.iter().filter(|one| one.path != "/beheer/logboek.csv") {
            let path = address(endpoint.path);
            for method in [Method::GET, Method::HEAD] {
                for visitor in [&mut karin, &mut sanne, &mut half_way, &mut house.stranger()] {
                    let request = visitor.request(method.clone(), &path, "none").body(Body::empty()).unwrap();
                    let answer = visitor.sends(request).await;
                    assert!(answer.status < 500, "{method} {path}: {}", answer.in_short());
                    if !shown.contains(endpoint.path) {
                        assert_eq!(answer.status, 405, "{method} {path}");
                    }
                }
            }
        }
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            let request = karin.request(method, "/inloggen", "same-origin").body(Body::empty()).unwrap();
            assert_eq!(karin.sends(request).await.status, 405);
        }
        assert_eq!(state(&house).await, before);
        assert!(karin.is_inside().await);
    }

    async fn sec_56_every_document_allows_its_own_script_and_no_other(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let mut half_way = house.visitor("jan");
        half_way.gives_password().await;
        house.code_for("jan").await;
        let mut stranger = house.stranger();
        let documents = [
            (200, stranger.get("/inloggen").await),
            (422, stranger.posts("/inloggen", &[]).await),
            (404, stranger.get("/bestaat-niet").await),
            (500, stranger.posts(PANIC, &[]).await),
            (200, stranger.get("/uitgelogd").await),
            (200, half_way.get("/inloggen/code").await),
            (200, karin.get("/start").await),
        ];
        for (status, answer) in &documents {
            assert_eq!(answer.status, *status, "{}", answer.in_short());
            let policy = answer.header("content-security-policy");
            let nonce = answer.nonce();
            assert_eq!(
                policy,
                format!("default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; report-to csp"),
                "{}", answer.in_short()
            );
            assert_eq!(answer.header("reporting-endpoints"), "csp=\"/csp-meldingen\"");
            assert_eq!(nonce.len(), 22, "128 bits");
            let without = answer.body.replace(&format!("nonce=\"{nonce}\""), "");
            assert!(!without.contains(nonce), "{}: the nonce is not only where it belongs", answer.in_short());
            for script in answer.body.split("<script").skip(1) {
                assert!(script.starts_with(&format!(" nonce=\"{nonce}\"")), "{}: {script}", answer.in_short());
            }
            for inline in [" style=\"", "<style", " onclick=", " onload=", "javascript:"] {
                answer.hides(inline);
            }
        }
        documents[0].1.shows("<script");
    }

    async fn sec_56_reports_of_browsers_are_taken_from_our_own_pages_and_only_when_they_are_small(on: On) {
        const KIND: &str = "application/reports+json";
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        let before = traces(&house).await;
        let report = r#"[{"age":2,"body":{"documentURL":"https://x/inloggen","effectiveDirective":"img-src"},"type":"csp-violation"}]"#;
        let large = format!("[{}]", " ".repeat(20_000));
        // Chromium sends the origin and no Sec-Fetch-Site.
        for (what, kind, from, body, status) in [
            ("a report", KIND, ORIGIN, report, 204),
            ("a report of another browser", "Application/Reports+JSON; charset=utf-8", ORIGIN, report, 204),
            ("another kind of report", KIND, ORIGIN, r#"[{"type":"deprecation","body":{"id":"x"}}]"#, 204),
            ("no report", KIND, ORIGIN, "[]", 204),
            ("a form", FORM, ORIGIN, "a=b", 400),
            ("nonsense", KIND, ORIGIN, "{", 400),
            ("something else", KIND, ORIGIN, r#"{"csp-report":{}}"#, 400),
            ("too much", KIND, ORIGIN, large.as_str(), 400),
            ("from elsewhere", KIND, "https://elders.example", report, 403),
        ] {
            let mut request = stranger.request(Method::POST, "/csp-meldingen", "").body(Body::from(body.to_owned())).unwrap();
            request.headers_mut().remove("sec-fetch-site");
            let request = Visitor::with(Visitor::with(request, "origin", from), "content-type", kind);
            assert_eq!(stranger.sends(request).await.status, status, "{what}");
        }
        assert_eq!(traces(&house).await, before, "and nothing is kept");
    }

    async fn sec_56_a_thousand_answers_have_a_thousand_nonces(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        let mut nonces = HashSet::new();
        for _ in 0..1_000 {
            nonces.insert(stranger.get("/inloggen").await.nonce().to_owned());
        }
        assert_eq!(nonces.len(), 1_000);
    }

    async fn sec_57_no_text_from_an_address_reaches_a_page(on: On) {
        let house = House::new(on).await;
        for path in [
            "/inloggen?__err=Bel-0900-1234-nu&__path=/inloggen",
            "/inloggen?next=Bel-0900-1234-nu",
            "/inloggen?error=Bel-0900-1234-nu&melding=Bel-0900-1234-nu",
            "/uitgelogd?__err=Bel-0900-1234-nu",
            "/bestaat-niet/Bel-0900-1234-nu",
            "/inloggen/code?__err=Bel-0900-1234-nu",
        ] {
            let mut stranger = house.stranger();
            stranger.get(path).await.hides("Bel-0900");
            stranger.get("/inloggen").await.hides("Bel-0900");
        }
    }

    async fn sec_57_the_way_back_after_login_stays_on_this_site(on: On) {
        let house = House::new(on).await;
        for (next, leads_to) in [
            ("%2F%2Felders.example", "/start"),
            ("%2F%5Celders.example", "/start"),
            ("https%3A%2F%2Felders.example", "/start"),
            ("%2Fa%0D%0ASet-Cookie%3A%20x%3Dy", "/start"),
            ("%2Fuitgelogd%3Fa%3Db", "/uitgelogd?a=b"),
        ] {
            let mut jan = house.visitor("jan");
            jan.get(&format!("/inloggen?next={next}")).await;
            let form = jan.form("/inloggen", &[("email", jan.person().email), ("password", PASSWORD)], "same-origin");
            let form = Visitor::with(form, "referer", "https://elders.example/inloggen");
            jan.sends(form).await.leads_to("/inloggen/code");
            let inside = jan.gives_code().await;
            assert_eq!(inside.location(), leads_to, "{next}");
            assert!(jan.reads_warning().await);
            house.later(HOUR);
        }
        let mut jan = house.visitor("jan");
        jan.get("/start?a=b").await.leads_to("/inloggen?next=%2Fstart%3Fa%3Db");
        jan.follows().await;
        jan.logs_in().await.leads_to("/start?a=b");
    }

    async fn sec_58_every_kind_of_answer_carries_the_headers(on: On) {
        let house = House::new(on).await;
        let stylesheet = server::http::site_assets().unwrap().stylesheet;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let mut stranger = house.stranger();
        let cross_site = stranger.form("/inloggen", &[], "cross-site");
        let too_big = "x".repeat(70_000);
        let answers = [
            ("html", 200, stranger.get("/inloggen").await),
            ("redirect", 303, stranger.get("/").await),
            ("static", 200, stranger.get(&stylesheet).await),
            ("missing static", 404, stranger.get("/assets/bestaat-niet.css").await),
            ("not found", 404, stranger.get("/bestaat-niet").await),
            ("method", 405, stranger.get("/uitloggen").await),
            ("forbidden", 403, stranger.sends(cross_site).await),
            ("bad form", 400, stranger.posts("/inloggen", &[("role", "beheerder")]).await),
            ("too big", 413, stranger.posts("/inloggen", &[("email", &too_big)]).await),
            ("refused form", 422, stranger.posts("/inloggen", &[]).await),
            ("panic", 500, karin.posts(PANIC, &[]).await),
            ("health", 200, stranger.get("/healthz").await),
        ];
        for (kind, status, answer) in answers {
            assert_eq!(answer.status, status, "{kind}");
            for (name, value) in [
                ("strict-transport-security", "max-age=63072000; includeSubDomains"),
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("referrer-policy", "same-origin"),
            ] {
                assert_eq!(answer.header(name), value, "{kind}: {name}");
            }
            assert!(answer.header("permissions-policy").contains("camera=()"), "{kind}");
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{kind}");
            let cached = answer.header("cache-control");
            let expected = if kind == "static" { "public, max-age=31536000, immutable" } else { "no-store" };
            assert_eq!(cached, expected, "{kind}");
            let content = answer.header("content-type");
            assert!(!content.starts_with("text/") || content.ends_with("charset=utf-8"), "{kind}: {content}");
            for absent in ["access-control-allow-origin", "server", "x-powered-by"] {
                assert_eq!(answer.header(absent), "", "{kind}");
            }
            answer.hides("geheim in een paniek");
        }
        let secret = stranger.get("/wachtwoord-instellen/abc").await;
        assert_eq!(secret.header("referrer-policy"), "strict-origin");
    }

    async fn without_a_database_a_page_still_says_what_to_do(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        house.world.services.db.close().await;
        for path in ["/start", "/beheer/medewerkers", "/contact"] {
            let answer = karin.get(path).await;
            assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{path}");
            answer.shows("Er is een storing bij ons").shows("Foutnummer").shows("0800 1234").hides("Karin").hides("closed");
            // It may be the page that a deed leads to.
            answer.hides("niets gewijzigd");
        }
        let sent = karin.posts("/account/gegevens", &[]).await;
        sent.shows("Er is een storing bij ons").shows("Er is niets gewijzigd");
    }

    async fn sec_59_without_the_mailbox_of_a_laptop_there_is_no_page_for_it(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for path in ["/dev/postvak", "/dev/postvak.json", "/dev/postvak/1", "/dev", "/metrics", "/debug", "/.env", "/.git/config"] {
            assert_eq!((karin.get(path).await.status, house.stranger().get(path).await.status), (404, 404), "{path}");
        }
    }

    async fn sec_60_names_are_text_whatever_they_hold(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        for (name, written) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)"),
            ("{{ 7777*7777 }}", "{{ 7777*7777 }}"),
            ("A\r\nSet-Cookie: x=y", "A\r\nSet-Cookie: x=y"),
            ("A\u{202e}nimda", "A\u{202e}nimda"),
            ("\"><img src=x onerror=alert(1)>", "&gt;&lt;img src=x"),
        ] {
            let mut tx = house.world.services.db.write().await.unwrap();
            flows::execute!(&mut tx, "update authorisation set given_name = $1 where account_id = (select id from account where email = 'jan@kantoor-deboer.example')", name).unwrap();
            flows::execute!(&mut tx, "update account set given_name = $1 where email = 'jan@kantoor-deboer.example'", name).unwrap();
            flows::execute!(&mut tx, "update organisation set name = $1 where kind = 'adviseur'", name).unwrap();
            tx.commit().await.unwrap();
            let page = jan.get("/start").await;
            assert_eq!(page.status, 200);
            page.shows(written).hides("<script>alert").hides("<img").hides("60481729");
            assert_eq!(page.header("set-cookie"), "");
        }
        let mut stranger = house.stranger();
        for typed in ["\"><script>alert(1)</script>", "'-alert(1)-'@voorbeeld.example", "{{7777*7777}}@voorbeeld.example"] {
            let answer = stranger.types(typed, "kort").await;
            assert_eq!(answer.status, 422, "{typed}");
            answer.hides("\"><script>").hides("60481729");
        }
        let strange = stranger.request(Method::GET, "/inloggen", "none").body(Body::empty()).unwrap();
        let strange = Visitor::with(strange, "user-agent", "<script>alert(1)</script>");
        assert_eq!(strange.headers()[header::USER_AGENT], "<script>alert(1)</script>");
        stranger.sends(strange).await.hides("<script>alert");
    }

    async fn sec_25_a_forged_host_reaches_no_letter_and_no_address(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.gives_password().await;
        let code = house.code_for("karin").await;
        let mut form = karin.form("/inloggen/code", &[("code", &code)], "same-origin");
        for name in ["host", "x-forwarded-host", "forwarded", "x-original-host"] {
            form = Visitor::with(form, name, "elders.example");
        }
        karin.sends(form).await.leads_to("/start");
        let warning = house.letter_to("karin@kantoor-deboer.example").await;
        for part in [&warning.subject, &warning.text, &warning.html] {
            assert!(!part.contains("elders.example"), "{part}");
        }
        assert!(warning.text.contains(&format!("{ORIGIN}/blokkeren/")), "{}", warning.text);
        let link = warning.link("/blokkeren/").unwrap();
        let secret = link.rsplit('/').next().unwrap();
        assert!(secret.len() >= 43, "256 bits are 43 signs of base64: {link}");
        let kept = house.number("select count(*) from outbox where letter || facts like '%' || $1 || '%'", secret).await;
        assert_eq!(kept, 0, "the secret is in the letter only (SEC-19)");
    }
}
