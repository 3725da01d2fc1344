//! Sessions: what the cookie is, when its id changes, when it ends (SEC-36 to SEC-40).

use std::time::Duration;

use super::house::{DEED, House, On, SESSION, Visitor};

const MINUTE: Duration = Duration::from_secs(60);

/// What Wim has at a company.
const AT: &str = "select u.id from authorisation u join account a on a.id = u.account_id join organisation o on o.id = u.organisation_id
    where a.email = 'wim@kantoor-deboer.example' and o.name = $1";

fn id(visitor: &Visitor<'_>) -> String {
    visitor.jar.get(SESSION).cloned().unwrap_or_default()
}

/// Whether a browser that holds only this session is logged in.
async fn lives(house: &House, id: &str) -> bool {
    let mut browser = house.stranger();
    browser.jar.insert(SESSION.into(), id.into());
    browser.is_inside().await
}

flows::on_each_database! {
    async fn sec_36_the_cookie_is_opaque_bound_to_this_host_and_stored_only_as_a_hash(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        let answer = karin.gives_password().await;
        let cookies = answer.cookies();
        let [cookie] = cookies.as_slice() else { panic!("{cookies:?}") };
        let (value, attributes) = cookie.split_once("; ").unwrap();
        let id = value.strip_prefix("__Host-sessie=").unwrap();
        let mut attributes: Vec<_> = attributes.split("; ").collect();
        attributes.sort_unstable();
        assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
        assert!(id.len() >= 22, "128 bits are 22 signs of base64, not {}", id.len());
        let stored = house.lines("select id_hash || ' ' || data || ' ' || public_id from session where id_hash <> $1", "").await;
        assert!(!stored.is_empty() && stored.iter().all(|row| !row.contains(id)), "{stored:?}");
        let kept = house.number("select count(*) from session where id_hash = $1", &flows::sessions::key_of(id)).await;
        assert_eq!(kept, 1, "the hash is what is kept");
        karin.gives_code().await.leads_to("/start");
        assert!(karin.reads_warning().await);
    }

    async fn sec_74_a_session_of_a_newer_version_is_none_and_whoever_has_it_logs_in_anew(on: On) {
        for data in [
            "toekomst",
            "[]",
            r#"{"stage":{"stage":"toekomst"}}"#,
            r#"{"stage":"toekomst"}"#,
            r#"{"flash":{"toekomst":1},"email":{"toekomst":1},"pending":{"toekomst":1},"next":[1],"kept":"x"}"#,
        ] {
            let house = House::new(on).await;
            let mut karin = house.visitor("karin");
            karin.logs_in().await.leads_to("/start");
            let mut tx = house.world.services.db.write().await.unwrap();
            flows::execute!(&mut tx, "update session set data = $1", data).unwrap();
            tx.commit().await.unwrap();
            karin.get("/start").await.leads_to("/inloggen");
            for page in ["/inloggen", "/privacy", "/uitgelogd", "/hulp-bij-inloggen"] {
                assert_eq!(karin.get(page).await.status, 200, "{page} with {data}");
            }
            karin.logs_in().await.leads_to("/start");
            karin.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
        }
    }

    async fn sec_37_each_step_gives_a_new_id_and_the_old_one_is_dead(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.types("karin@kantoor-deboer.example", "een verkeerd wachtwoord").await;
        let before = id(&karin);
        karin.gives_password().await.leads_to("/inloggen/code");
        let half_way = id(&karin);
        karin.gives_code().await.leads_to("/start");
        assert!(karin.reads_warning().await);
        let inside = id(&karin);
        assert!(lives(&house, &inside).await);
        house.later(16 * MINUTE);
        karin.posts(DEED, &[("note", "dag")]).await.leads_to("/bevestigen");
        let code = house.code_for("karin").await;
        karin.posts("/bevestigen", &[("code", &code)]).await.shows("Karin Boer: dag");
        let stepped_up = id(&karin);
        let ids = [&before, &half_way, &inside, &stepped_up];
        for (place, one) in ids.into_iter().enumerate() {
            assert!(!one.is_empty() && ids.iter().skip(place + 1).all(|other| *other != one), "{ids:?}");
        }
        for dead in [&before, &half_way, &inside] {
            assert!(!lives(&house, dead).await, "{dead} opens something");
            let kept = house.number("select count(*) from session where id_hash = $1", &flows::sessions::key_of(dead)).await;
            assert_eq!(kept, 0);
        }
        assert!(lives(&house, &stepped_up).await);
    }

    async fn sec_37_going_to_another_company_gives_a_new_id_and_asks_for_the_code_of_there(on: On) {
        let house = House::new(on).await;
        let there = "update authorisation set mobile = '+31687654321' where organisation_id = (select id from organisation where name = 'Garage Jansen')
            and account_id = (select id from account where email = 'wim@kantoor-deboer.example')";
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, there).unwrap();
        tx.commit().await.unwrap();
        let mut wim = house.visitor("wim");
        wim.logs_in_at("Kantoor De Boer").await;
        wim.get("/start").await.shows("U bent ingelogd bij Kantoor De Boer.").shows("/account/ander-bedrijf").shows("Garage Jansen");
        let page = wim.get("/account/ander-bedrijf").await;
        let (here, choice) = (id(&wim), page.choice("Garage Jansen"));
        page.hides(">Kantoor De Boer</label>");
        let sem = house.lines("select u.id from authorisation u join account a on a.id = u.account_id where a.email = $1", "sem@kantoor-deboer.example").await.remove(0);
        for foreign in [sem.as_str(), "0192f0c1-0000-7000-8000-000000000001", ""] {
            let refused = wim.posts("/account/ander-bedrijf", &[("organisation", foreign)]).await;
            assert_eq!(refused.status, 422, "{foreign}");
            assert!(lives(&house, &here).await, "nothing happened");
        }
        house.later(60 * MINUTE / 4);
        wim.posts("/account/ander-bedrijf", &[("organisation", &choice)]).await.leads_to("/inloggen/code");
        let half_way = id(&wim);
        assert!(!wim.is_inside().await && !lives(&house, &here).await && !lives(&house, &half_way).await);
        assert_eq!(house.trail("wim", "logged_out").await, 1);
        let message = house.letter_to("+31687654321").await;
        assert!(house.letters_to(wim.person().mobile).await.is_empty(), "not to the number of here");
        wim.types_code(message.code().unwrap()).await.leads_to("/start");
        let inside = id(&wim);
        assert!(here != half_way && half_way != inside && here != inside);
        assert!(!lives(&house, &here).await && !lives(&house, &half_way).await);
        wim.get("/start").await.shows("U bent ingelogd bij Garage Jansen.");
        assert!(!wim.reads_warning().await, "the browser is known");
        // The day began with the password: going elsewhere does not make it longer.
        for _ in 0..46 {
            house.later(15 * MINUTE);
            assert!(wim.is_inside().await);
        }
        house.later(15 * MINUTE);
        assert!(!wim.is_inside().await, "twelve hours after the password");
    }

    async fn sec_40_what_ends_sessions_at_one_company_ends_a_login_half_way_that_came_from_there_or_goes_there(on: On) {
        let ways = ["chooses", "comes with a password", "comes from the garage"];
        for (end, goes_on) in [
            ("the garage logs out", [true, true, false]),
            ("the garage changes the number", [true, true, false]),
            ("the garage stops", [true, true, false]),
            ("the office logs out", [true, false, false]),
            ("wim logs out everywhere", [false, false, false]),
        ] {
            for (way, goes_on) in ways.into_iter().zip(goes_on) {
                let house = House::new(on).await;
                let (mut karin, mut fatima, mut other) = (house.visitor("karin"), house.visitor("fatima"), house.visitor("wim"));
                karin.logs_in().await;
                fatima.logs_in().await;
                other.logs_in_at("Kantoor De Boer").await;
                let at = |company| house.lines(AT, company);
                let (here, there) = (at("Kantoor De Boer").await.remove(0), at("Garage Jansen").await.remove(0));
                let mut wim = house.visitor("wim").at(super::house::address(114, 7));
                let choice = match way {
                    "comes from the garage" => {
                        wim.logs_in_at("Garage Jansen").await;
                        "/account/ander-bedrijf"
                    }
                    _ => {
                        wim.gives_password().await.leads_to("/inloggen/bedrijf");
                        "/inloggen/bedrijf"
                    }
                };
                if way != "chooses" {
                    wim.posts(choice, &[("organisation", &here)]).await.leads_to("/inloggen/code");
                }
                let code = house.letters_to(wim.person().mobile).await.pop().and_then(|letter| letter.code().map(str::to_owned));
                let (admin, whom) = if end.contains("office") { (&mut karin, &here) } else { (&mut fatima, &there) };
                let of = |deed| format!("/beheer/medewerkers/{whom}/{deed}");
                match end {
                    "the garage changes the number" => admin.presses(&of("mobiel"), &of("mobiel"), &[("nummer", "06 12345699"), ("klopt", "ja")]).await,
                    "the garage stops" => admin.posts(&of("uit-dienst"), &[("when", "now")]).await,
                    "wim logs out everywhere" => other.posts("/account/beveiliging/overal-uitloggen", &[]).await,
                    _ => admin.posts(&of("overal-uitloggen"), &[]).await,
                };
                if end == "the garage logs out" {
                    // Whether somebody is on the way to another company, or from which one, is nothing to tell.
                    admin.follows().await.shows("Wim Kok was nergens ingelogd.");
                    assert_eq!(house.trail("wim", "sessions_ended_by_admin").await, 0);
                }
                house.letters_to(wim.person().mobile).await;
                if way == "chooses" && goes_on {
                    wim.posts(choice, &[("organisation", &here)]).await.leads_to("/inloggen/code");
                    wim.gives_code().await.leads_to("/start");
                } else if way == "chooses" {
                    wim.posts(choice, &[("organisation", &here)]).await.leads_to("/inloggen");
                } else {
                    wim.types_code(&code.unwrap()).await.leads_to(if goes_on { "/start" } else { "/inloggen" });
                    if !goes_on && end != "wim logs out everywhere" {
                        wim.follows().await.shows("De code werkt niet meer");
                    }
                }
                assert_eq!(wim.is_inside().await, goes_on, "{way}: {end}");
                house.post_goes_out().await;
                house.post.read(|_| true);
            }
        }
    }

    async fn somebody_with_one_company_is_offered_no_other(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        jan.get("/start").await.hides("Ander bedrijf");
        let before = id(&jan);
        jan.get("/account/ander-bedrijf").await.leads_to("/start");
        jan.posts("/account/ander-bedrijf", &[("organisation", "")]).await.leads_to("/start");
        assert_eq!(id(&jan), before);
    }

    async fn sec_37_an_id_that_the_client_chose_is_never_adopted(on: On) {
        let house = House::new(on).await;
        for chosen in ["AAAAAAAAAAAAAAAAAAAAAA", "abc", "0", "'; drop table session; --"] {
            let mut jan = house.visitor("jan");
            jan.jar.insert(SESSION.into(), chosen.into());
            jan.types("niemand@nergens.example", "een verkeerd wachtwoord").await;
            assert_ne!(id(&jan), chosen, "adopted before login");
            house.later(MINUTE);
        }
        let mut jan = house.visitor("jan");
        jan.jar.insert(SESSION.into(), "AAAAAAAAAAAAAAAAAAAAAA".into());
        jan.logs_in().await;
        assert!(jan.is_inside().await);
        assert!(!lives(&house, "AAAAAAAAAAAAAAAAAAAAAA").await, "adopted at login");
    }

    async fn sec_38_a_session_ends_half_an_hour_after_the_last_request(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for _ in 0..3 {
            house.later(29 * MINUTE);
            assert!(karin.is_inside().await, "who works stays in");
        }
        house.later(31 * MINUTE);
        karin.get("/start").await.leads_to("/inloggen");
    }

    async fn sec_38_a_page_that_looks_by_itself_keeps_nobody_in_and_takes_nothing_away(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let page = sanne.get("/servicedesk").await;
        page.shows("data-ask=\"/servicedesk?vanzelf\"").shows("data-fresh").hides("http-equiv=\"refresh\"");
        // What is told once is told to who looks.
        sanne.posts("/servicedesk/hulpvragen/none/afgehandeld", &[]).await.leads_to("/servicedesk/hulpvragen");
        sanne.get("/servicedesk/hulpvragen?lijst=afgehandeld&vanzelf").await.shows("?lijst=afgehandeld&amp;vanzelf");
        sanne.get("/servicedesk/hulpvragen").await.shows("Deze vraag was al afgehandeld.");
        for _ in 0..5 {
            house.later(5 * MINUTE);
            assert_eq!(sanne.get("/servicedesk?vanzelf").await.status, 200);
        }
        house.later(6 * MINUTE);
        sanne.get("/servicedesk?vanzelf").await.leads_to("/inloggen?next=%2Fservicedesk");
    }

    async fn sec_38_a_session_ends_after_twelve_hours_also_for_whoever_keeps_working_and_steps_up(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for quarter in 1..48 {
            house.later(15 * MINUTE);
            assert!(karin.is_inside().await, "out after {quarter} quarters of an hour");
            if quarter == 40 {
                let kept = karin.clone();
                karin.posts(DEED, &[("note", "dag")]).await.leads_to("/bevestigen");
                let code = house.code_for("karin").await;
                karin.posts("/bevestigen", &[("code", &code)]).await.shows("Karin Boer: dag");
                assert_ne!(id(&kept), id(&karin), "a new id, but not a new day");
            }
        }
        house.later(15 * MINUTE);
        assert!(!karin.is_inside().await);
    }

    async fn sec_39_stopped_access_and_a_block_act_at_the_next_request_on_every_node(on: On) {
        let house = House::new(on).await;
        let second = house.second_node().await;
        for (name, change) in [
            ("wim", "update account set blocked_reason = 'frozen_by_owner' where email = 'wim@kantoor-deboer.example'"),
            ("jan", "update authorisation set state = 'stopped' where account_id = (select id from account where email = 'jan@kantoor-deboer.example')"),
            ("mo", "update organisation set ended_at = 1 where name = 'Garage Jansen'"),
        ] {
            let mut visitor = house.visitor(name);
            if name == "wim" {
                visitor.logs_in_at("Kantoor De Boer").await;
            } else {
                visitor.logs_in().await;
            }
            assert!(visitor.is_inside().await);
            let mut tx = house.world.services.db.write().await.unwrap();
            flows::execute!(&mut tx, change).unwrap();
            tx.commit().await.unwrap();
            let ask = visitor.request(axum::http::Method::GET, "/start", "none").body(axum::body::Body::empty()).unwrap();
            super::house::answered_by(&second, ask).await.leads_to("/inloggen");
            assert!(!visitor.is_inside().await, "{name}");
        }
    }

    async fn sec_07_who_is_blocked_between_password_and_code_does_not_come_in(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await.leads_to("/inloggen/code");
        let code = house.code_for("jan").await;
        let account = house.lines("select id from account where email = $1", jan.person().email).await.remove(0);
        let services = &house.world.services;
        let mut tx = services.db.write().await.unwrap();
        let account = domain::AccountId::from_trusted(account);
        let reason = domain::people::BlockReason::FrozenByOwner;
        assert!(flows::login::block(&mut tx, services, services.now(), &account, reason).await.unwrap());
        tx.commit().await.unwrap();
        jan.types_code(&code).await.leads_to("/inloggen");
        assert!(!jan.is_inside().await && !jan.jar.contains_key("__Host-dev"), "nor is the browser known next time");
        assert_eq!(house.trail("jan", "logged_in").await, 0);
        assert_eq!(house.letters_to(jan.person().email).await.len(), 1, "the mail about the block");
    }

    async fn sec_38_a_login_that_a_clock_saw_that_was_ahead_is_over_when_it_is_right(on: On) {
        for (ahead, stays) in [(Duration::from_secs(14 * 60), true), (Duration::from_secs(2 * 24 * 60 * 60), false), (Duration::from_secs(10 * 365 * 24 * 60 * 60), false)] {
            let house = House::new(on).await;
            house.world.clock.forward(ahead);
            let mut karin = house.visitor("karin");
            karin.logs_in().await;
            assert!(karin.is_inside().await);
            house.world.clock.put_right();
            assert_eq!(karin.is_inside().await, stays, "{ahead:?}");
        }
    }

    async fn sec_39_sec_40_logging_out_ends_the_session_and_clears_what_the_browser_kept(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let inside = id(&karin);
        let page = karin.get("/start").await;
        assert_eq!(page.header("cache-control"), "no-store");
        let second = house.second_node().await;
        let out = karin.posts("/uitloggen", &[]).await;
        out.leads_to("/uitgelogd");
        assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
        assert_ne!(id(&karin), inside, "the browser forgets the cookie");
        assert!(!lives(&house, &inside).await);
        karin.jar.insert(SESSION.into(), inside);
        let ask = karin.request(axum::http::Method::GET, "/start", "none").body(axum::body::Body::empty()).unwrap();
        super::house::answered_by(&second, ask).await.leads_to("/inloggen");
    }
}
