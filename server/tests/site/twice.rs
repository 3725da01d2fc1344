//! A form that is sent twice, because somebody pressed twice: the effect and the answer of one.

use std::time::Duration;

use super::{
    every_form::id_of,
    house::{DEED, House, On, SESSION, Visitor},
};

const MINUTE: Duration = Duration::from_secs(60);
const NEW: &str = "vier groene fietsbellen";
const STAFF: &str = "/beheer/medewerkers";
const INVITE: &str = "/beheer/medewerkers/nieuw";

/// Presses the button of a page three times; the page is where the form goes.
async fn thrice(visitor: &mut Visitor<'_>, page: &str, fields: &[(&str, &str)]) -> String {
    let seen = visitor.get(page).await;
    let answer = visitor.presses_thrice(&seen, page, fields).await;
    answer.in_short()
}

async fn new_link(house: &House, name: &str, path: &str) -> String {
    let email = house.visitor(name).person().email;
    let letters = house.letters_to(email).await;
    let link = letters.iter().rev().find_map(|letter| letter.link(path));
    link.unwrap_or_else(|| panic!("no letter with {path}: {letters:?}"))
        .to_owned()
}

flows::on_each_database! {
    async fn sec_72_a_login_that_is_pressed_twice_sends_one_message_and_ends_inside(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        let email = jan.person().email;
        let password = [("email", email), ("password", super::house::PASSWORD)];
        assert_eq!(thrice(&mut jan, "/inloggen", &password).await, "303 /inloggen/code");
        let messages = house.letters_to(jan.person().mobile).await;
        let [message] = &messages[..] else { panic!("one message: {messages:?}") };
        let code = message.code().unwrap();
        assert_eq!(thrice(&mut jan, "/inloggen/code", &[("code", code)]).await, "303 /start");
        assert!(jan.is_inside().await && jan.jar.contains_key(SESSION));
        jan.reads_warning().await;
    }

    async fn sec_72_the_choice_of_a_company_and_the_code_behind_it_count_once_and_end_inside(on: On) {
        let house = House::new(on).await;
        let mut wim = house.visitor("wim");
        wim.gives_password().await.leads_to("/inloggen/bedrijf");
        let choice = wim.follows().await.choice("Kantoor De Boer");
        assert_eq!(thrice(&mut wim, "/inloggen/bedrijf", &[("organisation", &choice)]).await, "303 /inloggen/code");
        assert_eq!(house.letters_to(wim.person().mobile).await.len(), 1);
        // "Stuur de sms opnieuw": one more, not two.
        house.later(MINUTE);
        let page = wim.get("/inloggen/code").await;
        wim.presses_thrice(&page, "/inloggen/code/opnieuw", &[]).await.leads_to("/inloggen/code");
        let again = house.letters_to(wim.person().mobile).await;
        assert_eq!(again.len(), 1);
        let code = again[0].code().unwrap();
        assert_eq!(thrice(&mut wim, "/inloggen/code", &[("code", code)]).await, "303 /start");
        assert!(wim.is_inside().await);
        wim.reads_warning().await;
    }

    async fn sec_72_a_wrong_code_that_is_pressed_twice_is_one_wrong_try_and_typed_again_it_is_another(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await;
        let wrong = if house.code_for("jan").await == "000000" { "111111" } else { "000000" };
        for tries in 1..=4 {
            let answer = thrice(&mut jan, "/inloggen/code", &[("code", wrong)]).await;
            assert!(answer.starts_with("422"), "{answer}");
            assert_eq!(house.block_of("jan").await, "", "after {tries}");
        }
        thrice(&mut jan, "/inloggen/code", &[("code", wrong)]).await;
        assert_eq!(house.block_of("jan").await, "wrong_codes", "five pages, five tries");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_75_a_press_is_the_same_while_the_clock_leaps_and_is_put_right(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await;
        let wrong = if house.code_for("jan").await == "000000" { "111111" } else { "000000" };
        let page = jan.get("/inloggen/code").await;
        let fields = [("code", wrong), (app::parts::FORM_NUMBER, page.form_number())];
        let press = || house.answers(jan.form("/inloggen/code", &fields, "same-origin"));
        let first = press().await;
        assert_eq!(first.status, 422, "{}", first.in_short());
        for leap in [Duration::ZERO, MINUTE, 60 * MINUTE, 3650 * 24 * 60 * MINUTE] {
            house.later(leap);
            assert_eq!(press().await.body, first.body, "{leap:?} ahead");
            house.world.clock.put_right();
            assert_eq!(press().await.body, first.body, "{leap:?}, and right again");
        }
        let tries = "select max(wrong_tries) from challenge where id <> $1";
        assert_eq!(house.number(tries, "").await, 1, "one press, one try");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_72_a_deed_that_waits_for_a_code_is_done_once(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        house.later(16 * MINUTE);
        let page = karin.get(STAFF).await;
        karin.presses_thrice(&page, DEED, &[("note", "x")]).await.leads_to("/bevestigen");
        let messages = house.letters_to(karin.person().mobile).await;
        assert_eq!(messages.len(), 1, "{messages:?}");
        let page = karin.follows().await;
        let code = messages[0].code().unwrap();
        karin.presses_thrice(&page, "/bevestigen", &[("code", code)]).await.shows("Karin Boer: x");
        assert!(karin.is_inside().await);
    }

    async fn sec_72_a_reset_and_an_activation_end_inside(on: On) {
        let house = House::new(on).await;
        let (mut jan, mut karin) = (house.visitor("jan"), house.visitor("karin"));
        let address = [("email", jan.person().email)];
        thrice(&mut jan, "/wachtwoord-vergeten", &address).await;
        let link = new_link(&house, "jan", "/wachtwoord-instellen/").await;
        assert_eq!(thrice(&mut jan, &link, &[("password", NEW)]).await, "303 /wachtwoord-instellen/code");
        let code = house.code_for("jan").await;
        assert_eq!(thrice(&mut jan, "/wachtwoord-instellen/code", &[("code", &code)]).await, "303 /start");
        assert!(jan.is_inside().await);

        karin.logs_in().await;
        house.later(2 * MINUTE);
        let page = format!("{STAFF}/{}", id_of(&house, "nora").await);
        let again = format!("{page}/uitnodiging-opnieuw");
        let page = karin.get(&page).await;
        let seen = page.seen(&again);
        karin.presses_thrice(&page, &again, &[(app::parts::SEEN, &seen)]).await;
        let mut nora = house.visitor("nora");
        let link = new_link(&house, "nora", "/account-activeren/").await;
        assert_eq!(thrice(&mut nora, &link, &[("password", NEW)]).await, "303 /account-activeren/code");
        let code = house.code_for("nora").await;
        assert_eq!(thrice(&mut nora, "/account-activeren/code", &[("code", &code)]).await, "303 /start");
        assert!(nora.is_inside().await);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_72_an_own_password_is_changed_once_and_an_invitation_is_sent_once(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let form = [
            ("voornaam", "Ilse"),
            ("achternaam", "Prins"),
            ("postvak", "ilse@kantoor-deboer.example"),
            ("nummer", "06 12345799"),
            ("rights", "offertes"),
        ];
        assert_eq!(thrice(&mut karin, INVITE, &form).await, format!("303 {STAFF}"));
        let list = karin.follows().await;
        list.shows("De uitnodiging voor Ilse Prins is verstuurd.");
        house.letter_to("ilse@kantoor-deboer.example").await;
        let ilse = "select u.id from authorisation u join account a on a.id = u.account_id where a.email = $1";
        let ilse = house.lines(ilse, "ilse@kantoor-deboer.example").await.remove(0);
        let withdraws = format!("{STAFF}/{ilse}/uitnodiging-intrekken");
        let seen = list.seen(&withdraws);
        karin.presses_thrice(&list, &withdraws, &[(app::parts::SEEN, &seen)]).await.leads_to(STAFF);
        karin.follows().await.hides("bestaat niet");
        let own = "/account/beveiliging/wachtwoord";
        let fields = [("current_password", super::house::PASSWORD), ("new_password", NEW)];
        let answer = thrice(&mut karin, own, &fields).await;
        assert!(answer.starts_with("303"), "{answer}");
        assert!(karin.is_inside().await);
        assert_eq!(house.trail("karin", "password_changed").await, 1);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_72_a_press_whose_browser_stops_waiting_is_done_and_the_next_press_gets_its_answer(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await.leads_to("/inloggen/code");
        let code = house.code_for("jan").await;
        let page = jan.follows().await;
        let fields = [(app::parts::FORM_NUMBER, page.form_number()), ("code", code.as_str())];
        let given_up = house.answers(jan.form("/inloggen/code", &fields, "same-origin"));
        // Begun, and dropped before there is an answer, as a browser does that sends the form once more.
        tokio::select! { biased; _ = given_up => {}, () = std::future::ready(()) => {} }
        jan.posts("/inloggen/code", &fields).await.leads_to("/start");
        assert!(jan.is_inside().await);
        jan.reads_warning().await;
    }

    async fn sec_72_with_another_field_it_is_another_form(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        let page = jan.get("/inloggen").await;
        let number = (app::parts::FORM_NUMBER, page.form_number());
        let wrong = |password| [("email", jan.person().email), ("password", password), number];
        for password in ["een", "een", "twee", "twee"] {
            let answer = house.answers(jan.form("/inloggen", &wrong(password), "same-origin")).await;
            assert_eq!(answer.status, 422);
        }
        assert_eq!(house.trail("jan", "password_wrong").await, 2);
    }
}
