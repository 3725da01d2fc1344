//! Links from mails, as they come back: mangled by a mail program, doubled, too late, used, and sent twice.

use std::time::Duration;

use axum::{body::Body, http::Method};

use super::{
    every_form::id_of,
    house::{House, On, Visitor},
};

const MINUTE: Duration = Duration::from_secs(60);
const NEW: &str = "vier groene fietsbellen";

/// What somebody gets who follows a link, and who sends its form: whether it is known at all.
async fn opens(visitor: &mut Visitor<'_>, link: &str) -> (u16, u16) {
    let looked = visitor.get(link).await.status;
    let sent = visitor.posts(link, &[]).await;
    let back = sent.status == 303 && sent.location() == link;
    let status = if back {
        visitor.follows().await.status
    } else {
        sent.status
    };
    (looked, status)
}

fn mangled(link: &str) -> Vec<String> {
    let (path, secret) = link.rsplit_once('/').unwrap();
    let short = &secret[..secret.len() - 1];
    let swapped: String = secret
        .chars()
        .map(|sign| {
            if sign.is_lowercase() {
                sign.to_ascii_uppercase()
            } else {
                sign.to_ascii_lowercase()
            }
        })
        .collect();
    let others = [
        short.to_owned(),
        swapped,
        "A".repeat(43),
        "x".to_owned(),
        "..".to_owned(),
    ];
    others
        .into_iter()
        .map(|secret| format!("{path}/{secret}"))
        .collect()
}

async fn letter_link(house: &House, name: &str, path: &str) -> String {
    let letters = house.letters_to(house.visitor(name).person().email).await;
    letters
        .iter()
        .rev()
        .find_map(|letter| letter.link(path))
        .expect("a letter with a link")
        .to_owned()
}

flows::on_each_database! {
    async fn a_mangled_link_is_nobodys_and_harms_no_good_one(on: On) {
        let house = House::new(on).await;
        let (mut jan, mut karin) = (house.visitor("jan"), house.visitor("karin"));
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let reset = letter_link(&house, "jan", "/wachtwoord-instellen/").await;
        house.later(2 * MINUTE);
        karin.gives_password().await;
        karin.gives_code().await;
        let freeze = letter_link(&house, "karin", "/blokkeren/").await;
        let page = format!("/beheer/medewerkers/{}", id_of(&house, "nora").await);
        karin.presses(&page, &format!("{page}/uitnodiging-opnieuw"), &[]).await;
        let invitation = letter_link(&house, "nora", "/account-activeren/").await;
        for link in [&reset, &invitation, &freeze] {
            for wrong in mangled(link) {
                let (looked, sent) = opens(&mut house.stranger(), &wrong).await;
                assert!(matches!((looked, sent), (404 | 410, 400 | 404 | 405 | 410)), "{wrong}: {looked} {sent}");
            }
            assert_eq!(house.stranger().get(link).await.status, 200, "{link}");
        }
        // A link for one thing opens no other.
        for (from, to) in [(&reset, "/account-activeren/"), (&invitation, "/wachtwoord-instellen/"), (&freeze, "/wachtwoord-instellen/")] {
            let secret = from.rsplit('/').next().unwrap();
            assert_eq!(opens(&mut house.stranger(), &format!("{to}{secret}")).await, (404, 404), "{to}");
        }
        assert_eq!(house.block_of("karin").await, "");
    }

    async fn a_link_with_what_a_mail_program_puts_behind_it_opens_and_a_late_one_offers_a_new_one(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let link = letter_link(&house, "jan", "/wachtwoord-instellen/").await;
        let tails = ["/", ".", "%3E", ")", ",", "%0A", "%20", "=", "%00", "%E2%80%8B", "%22%3E", "/x", "/%3C/a%3E", "abc"];
        for tail in tails {
            let mut stranger = house.stranger();
            let answer = stranger.get(&format!("{link}{tail}")).await;
            answer.leads_to(&link);
            assert_eq!((answer.header("referrer-policy"), answer.header("cache-control")), ("strict-origin", "no-store"));
            stranger.follows().await.shows("name=\"password\"");
        }
        house.later(61 * MINUTE);
        for tail in tails {
            let mut stranger = house.stranger();
            stranger.get(&format!("{link}{tail}")).await.leads_to(&link);
            stranger.follows().await.shows("Stuur mij een nieuwe link");
        }
        let mut stranger = house.stranger();
        for (typed, meant) in [("/inloggen/", "/inloggen"), ("/contact/?taal=en", "/contact?taal=en"), ("/wachtwoord-vergeten.", "/wachtwoord-vergeten")] {
            stranger.get(typed).await.leads_to(meant);
        }
        for elsewhere in ["/%5Celders.example/", "/nergens/"] {
            assert_eq!(stranger.get(elsewhere).await.status, 404, "{elsewhere}");
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_21_a_scanner_uses_no_link_up_and_the_form_leaves_the_secret_behind(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let link = letter_link(&house, "jan", "/wachtwoord-instellen/").await;
        let secret = link.rsplit('/').next().unwrap();
        let mut scanner = house.stranger();
        for method in [Method::HEAD, Method::GET, Method::GET] {
            let request = scanner.request(method, &link, "none").body(Body::empty()).unwrap();
            let seen = scanner.sends(request).await;
            assert_eq!(seen.status, 200);
            assert_eq!((seen.header("referrer-policy"), seen.header("cache-control")), ("strict-origin", "no-store"));
        }
        let on = jan.posts(&link, &[("password", NEW)]).await;
        on.leads_to("/wachtwoord-instellen/code");
        assert_eq!((on.header("referrer-policy"), on.header("cache-control")), ("strict-origin", "no-store"));
        jan.follows().await.hides(secret);
        let code = house.code_for("jan").await;
        jan.posts("/wachtwoord-instellen/code", &[("code", &code)]).await.leads_to("/start");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_21_no_address_with_a_secret_in_it_is_told_to_the_page_after_it(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        let mut secret_ones = 0;
        for endpoint in app::site::table() {
            let path = endpoint.path.replace("{reference}", "GB-2026-00001").replace(['{', '}'], "");
            let answer = if endpoint.changes { stranger.posts(&path, &[]).await } else { stranger.get(&path).await };
            let secret = endpoint.path.contains("{token}");
            secret_ones += u32::from(secret);
            let policy = if secret { "strict-origin" } else { "same-origin" };
            assert_eq!(answer.header("referrer-policy"), policy, "{}: {}", endpoint.path, answer.in_short());
        }
        assert!(secret_ones > 15, "{secret_ones}");
        for mangled in ["/aanvraag/GB-2026-00001/x/y", "/e-mailadres-bevestigen/x/", "/blokkeren/x/y"] {
            assert_eq!(stranger.get(mangled).await.header("referrer-policy"), "strict-origin", "{mangled}");
        }
    }

    async fn a_link_that_is_too_late_or_used_says_so_and_sends_a_new_one_at_one_button(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let link = letter_link(&house, "jan", "/wachtwoord-instellen/").await;
        house.later(61 * MINUTE);
        jan.get(&link).await.shows("Stuur mij een nieuwe link").hides("name=\"password\"");
        let late = jan.posts(&link, &[("password", NEW)]).await;
        late.shows("Stuur mij een nieuwe link");
        // Programs that follow links learn by the status that there is nothing to fetch any more.
        assert_eq!((jan.get(&link).await.status, late.status), (410, 410));
        jan.posts(&format!("{link}/nieuwe-link"), &[]).await.leads_to("/wachtwoord-instellen/verstuurd");
        let link = letter_link(&house, "jan", "/wachtwoord-instellen/").await;
        jan.posts(&link, &[("password", NEW)]).await.leads_to("/wachtwoord-instellen/code");
        let code = house.code_for("jan").await;
        jan.posts("/wachtwoord-instellen/code", &[("code", &code)]).await.leads_to("/start");
        let mut elsewhere = house.stranger();
        let used = elsewhere.get(&link).await;
        used.shows("Stuur mij een nieuwe link").hides("name=\"password\"");
        assert_eq!(used.status, 410);
        elsewhere.posts(&link, &[("password", NEW)]).await.shows("Stuur mij een nieuwe link");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_link_that_another_number_ended_says_from_when_there_is_one_again_instead_of_sending_a_mail_that_refuses(on: On) {
        let house = House::new(on).await;
        // Who works at two companies: at one alone an admin's correction leaves the link as it is (0011).
        let (mut wim, mut karin, mut elsewhere) = (house.visitor("wim"), house.visitor("karin"), house.stranger());
        wim.posts("/wachtwoord-vergeten", &[("email", wim.person().email)]).await;
        let first = letter_link(&house, "wim", "/wachtwoord-instellen/").await;
        wim.posts("/wachtwoord-vergeten", &[("email", wim.person().email)]).await;
        let link = letter_link(&house, "wim", "/wachtwoord-instellen/").await;
        karin.logs_in().await;
        let page = format!("/beheer/medewerkers/{}/mobiel", id_of(&house, "wim").await);
        karin.presses(&page, &page, &[("nummer", "0687654321"), ("klopt", "ja")]).await;
        for link in [&first, &link] {
            let ended = elsewhere.get(link).await;
            assert_eq!(ended.status, 410);
            ended.shows("kunt u vanaf zaterdag 21 november").shows("ook uw gebruikersbeheerder en wij kunnen dat niet").shows("Weet u van geen wijziging? Bel dan meteen").hides("/nieuwe-link");
        }
        elsewhere.posts(&link, &[("password", NEW)]).await.shows("kunt u vanaf zaterdag 21 november");
        // When it is possible again the button is back.
        house.later(25 * 60 * MINUTE);
        elsewhere.get(&link).await.shows("Stuur mij een nieuwe link").hides("kunt u vanaf");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_link_that_was_too_late_tells_whoever_finds_it_nothing_of_a_later_change(on: On) {
        let house = House::new(on).await;
        let (mut wim, mut karin) = (house.visitor("wim"), house.visitor("karin"));
        wim.posts("/wachtwoord-vergeten", &[("email", wim.person().email)]).await;
        let link = letter_link(&house, "wim", "/wachtwoord-instellen/").await;
        house.later(61 * MINUTE);
        karin.logs_in().await;
        let before = house.stranger().get(&link).await;
        let page = format!("/beheer/medewerkers/{}/mobiel", id_of(&house, "wim").await);
        karin.presses(&page, &page, &[("nummer", "0687654321"), ("klopt", "ja")]).await;
        let after = house.stranger().get(&link).await;
        after.shows("Stuur mij een nieuwe link").hides("kunt u vanaf");
        assert_eq!((before.status, before.title()), (after.status, after.title()));
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_69_a_block_that_was_lifted_is_not_said_to_stand_and_its_link_blocks_once_more(on: On) {
        let house = House::new(on).await;
        let (mut jan, mut karin, mut owner) = (house.visitor("jan"), house.visitor("karin"), house.stranger());
        jan.gives_password().await;
        jan.gives_code().await;
        let link = letter_link(&house, "jan", "/blokkeren/").await;
        karin.logs_in().await;
        let unblock = format!("/beheer/medewerkers/{}/deblokkeren", id_of(&house, "jan").await);
        for status in [200, 410] {
            owner.posts(&link, &[]).await.leads_to("/blokkeren/klaar");
            assert_eq!(house.block_of("jan").await, "frozen_by_owner");
            owner.get(&link).await.shows("Uw account is al geblokkeerd");
            karin.presses(&unblock, &unblock, &[]).await.leads_to(unblock.trim_end_matches("/deblokkeren"));
            let looked = owner.get(&link).await;
            assert_eq!(looked.status, status);
            looked.shows("Uw account is niet meer geblokkeerd").shows("om 14.30 uur is het gedeblokkeerd").hides("Niemand kan nu meer inloggen");
            assert_eq!(looked.body.contains("Blokkeer mijn account opnieuw"), status == 200);
        }
        owner.posts(&link, &[]).await.leads_to(&link);
        assert_eq!(house.block_of("jan").await, "");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_47_a_form_sent_twice_at_once_is_done_once(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let (mut first, mut second) = (karin.clone(), karin.clone());
        let form = [("voornaam", "Els"), ("achternaam", "Smit"), ("postvak", "els@kantoor-deboer.example"), ("nummer", "0612399999"), ("rights", "offertes")];
        let (one, two) = tokio::join!(first.posts("/beheer/medewerkers/nieuw", &form), second.posts("/beheer/medewerkers/nieuw", &form));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "the second one hears that she is there already");
        assert_eq!(house.letters_to("els@kantoor-deboer.example").await.len(), 1);
        let unblock = format!("/beheer/medewerkers/{}/deblokkeren", id_of(&house, "piet").await);
        let page = karin.get(&unblock).await;
        let (one, two) = tokio::join!(first.sends_as_seen(&page, &unblock, &[]), second.sends_as_seen(&page, &unblock, &[]));
        assert_eq!((one.status, two.status), (303, 303));
        assert_eq!(house.trail("piet", "unblocked").await, 1);
        assert_eq!(house.letters_to("piet@kantoor-deboer.example").await.len(), 1);
    }

    async fn whose_access_begins_later_reads_when_on_every_step_of_the_invitation_and_gets_a_new_link_by_then(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut els) = (house.visitor("karin"), house.stranger());
        karin.logs_in().await;
        let email = "els@kantoor-deboer.example";
        let form = [("voornaam", "Els"), ("achternaam", "Smit"), ("postvak", email), ("nummer", "0612399999"), ("rights", "offertes"), ("from", "2026-12-14")];
        karin.posts("/beheer/medewerkers/nieuw", &form).await.leads_to("/beheer/medewerkers");
        karin.follows().await.shows("De toegang begint op maandag 14 december");
        let letter = house.letter_to(email).await;
        let text = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("inloggen kan vanaf maandag 14 december"), "{text}");
        assert!(text.contains("op die pagina vraagt u met één knop een nieuwe"), "{text}");
        let link = letter.link("/account-activeren/").unwrap().to_owned();
        // The mailbox is read on the first day.
        house.later(24 * 24 * 60 * MINUTE);
        els.get(&link).await.hides("Uw toegang begint").shows("Stuur mij een nieuwe link");
        els.posts(&format!("{link}/nieuwe-link"), &[]).await;
        let again = house.letters_to(email).await.pop().unwrap();
        assert!(!again.text.contains("inloggen kan vanaf"), "it began: {}", again.text);
        els.get(again.link("/account-activeren/").unwrap()).await.shows("Account klaarmaken");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn an_account_that_is_made_ready_before_the_first_day_is_said_to_be_ready(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut els) = (house.visitor("karin"), house.stranger());
        karin.logs_in().await;
        let (email, number) = ("els@kantoor-deboer.example", "0612399999");
        let form = [("voornaam", "Els"), ("achternaam", "Smit"), ("postvak", email), ("nummer", number), ("rights", "offertes"), ("from", "2026-12-14")];
        karin.posts("/beheer/medewerkers/nieuw", &form).await.leads_to("/beheer/medewerkers");
        let link = house.letter_to(email).await.link("/account-activeren/").unwrap().to_owned();
        els.get(&link).await.shows("Uw toegang begint op maandag 14 december");
        els.posts(&link, &[("password", NEW)]).await.leads_to("/account-activeren/code");
        let code = house.letters_to("+31612399999").await.pop().unwrap().code().unwrap().to_owned();
        els.posts("/account-activeren/code", &[("code", &code)]).await.leads_to("/inloggen");
        els.follows().await.shows("Uw account is klaar.").shows("U kunt inloggen vanaf maandag 14 december 2026: dan begint uw toegang bij Kantoor De Boer.");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }
}
