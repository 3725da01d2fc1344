//! Codes by SMS through the pages: bound, counted, limited, and what happens when the gateway is down (SEC-28 to SEC-33).

use std::time::Duration;

use super::house::{DEED, Gateway, House, On};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const AGAIN: &str = "/inloggen/code/opnieuw";

flows::on_each_database! {
    async fn sec_28_a_code_works_in_its_own_browser_only_and_an_earlier_one_of_there_as_long_as_it_lives(on: On) {
        let house = House::new(on).await;
        let (mut here, mut there) = (house.visitor("jan"), house.visitor("jan"));
        here.gives_password().await.leads_to("/inloggen/code");
        let first = house.code_for("jan").await;
        there.gives_password().await.leads_to("/inloggen/code");
        let of_there = house.code_for("jan").await;
        if first != of_there {
            there.types_code(&first).await.shows("Deze code klopt niet.");
        }
        house.stranger().types_code(&first).await.leads_to("/inloggen");
        house.later(31 * SECOND);
        here.posts(AGAIN, &[]).await.leads_to("/inloggen/code");
        here.follows().await.shows("Wij hebben een nieuwe sms gestuurd.");
        let newest = house.code_for("jan").await;
        here.types_code(&first).await.leads_to("/start");
        assert!(here.reads_warning().await);
        let mut late = house.visitor("jan");
        late.types_code(&newest).await.leads_to("/inloggen");
    }

    async fn a_code_of_the_login_before_in_the_same_browser_is_as_good_and_too_old_it_is_no_guess(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await.leads_to("/inloggen/code");
        let first = house.code_for("jan").await;
        house.later(2 * MINUTE);
        jan.gives_password().await.leads_to("/inloggen/code");
        let second = house.code_for("jan").await;
        let mut other = jan.clone();
        jan.types_code(&first).await.leads_to("/start");
        assert!(jan.reads_warning().await);
        // Used up, it opens nothing any more; neither does the one that it stood in for.
        for code in [&first, &second] {
            other.types_code(code).await.leads_to("/inloggen");
        }
        let mut mo = house.visitor("mo");
        mo.gives_password().await.leads_to("/inloggen/code");
        let old = house.code_for("mo").await;
        house.later(4 * MINUTE);
        mo.gives_password().await.leads_to("/inloggen/code");
        let newest = house.code_for("mo").await;
        house.later(2 * MINUTE);
        for _ in 0..if old == newest { 0 } else { 6 } {
            mo.types_code(&old).await.shows("Deze code hoort bij een eerdere sms.");
        }
        mo.types_code(&newest).await.leads_to("/start");
        assert!(mo.reads_warning().await);
        assert_eq!((house.block_of("mo").await.as_str(), house.trail("mo", "code_wrong").await), ("", 0));
    }

    async fn a_code_for_another_deed_opens_nothing_and_is_no_guess(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        house.later(16 * MINUTE);
        karin.posts(DEED, &[("note", "x")]).await.leads_to("/bevestigen");
        let of_the_deed = house.code_for("karin").await;
        karin.posts("/bevestigen/versturen", &[("page", "/beheer/logboek.csv")]).await.leads_to("/bevestigen");
        let of_the_log = house.code_for("karin").await;
        if of_the_deed != of_the_log {
            for _ in 0..6 {
                karin.posts("/bevestigen", &[("code", &of_the_deed)]).await.shows("Deze code hoort bij een eerdere sms.");
            }
        }
        karin.posts(DEED, &[("note", "y")]).await.leads_to("/bevestigen");
        house.letters_to(karin.person().mobile).await;
        // The first was for this deed; since then another one stood between, and the message is not asked to say which.
        karin.posts("/bevestigen", &[("code", &of_the_deed)]).await.shows("Deze code hoort bij een eerdere sms.");
        assert_eq!(house.trail("karin", "code_wrong").await, 0);
    }

    async fn sec_28_a_code_for_one_purpose_opens_no_other(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        house.later(16 * MINUTE);
        karin.posts(DEED, &[("note", "x")]).await.leads_to("/bevestigen");
        karin.follows().await.shows("Bent u het nog?").shows("iemand deblokkeren").shows("Piet Visser");
        let for_the_deed = house.code_for("karin").await;
        let mut elsewhere = house.visitor("karin");
        elsewhere.gives_password().await.leads_to("/inloggen/code");
        let for_login = house.code_for("karin").await;
        if for_the_deed != for_login {
            elsewhere.types_code(&for_the_deed).await.shows("Deze code klopt niet.");
            let refused = karin.posts("/bevestigen", &[("code", &for_login)]).await;
            assert_eq!(refused.status, 422);
        }
        karin.posts("/bevestigen", &[("code", &for_the_deed)]).await.shows("Karin Boer: x");
        karin.posts("/bevestigen", &[("code", &for_the_deed)]).await.leads_to("/start");
    }

    async fn sec_29_five_tries_a_challenge_and_sending_again_gives_none_back(on: On) {
        let house = House::new(on).await;
        let mut mo = house.visitor("mo");
        mo.gives_password().await;
        let mut code = house.code_for("mo").await;
        for round in 1..=5 {
            let wrong = if code == "000000" { "111111" } else { "000000" };
            let answer = mo.types_code(wrong).await;
            if round == 5 {
                answer.shows("Er is te vaak een verkeerde code ingevuld. Kijk in uw e-mail").shows("/hulp-vragen").shows("Uw belcode").hides("Log opnieuw in");
            } else {
                assert_eq!(answer.status, 422);
            }
            if round == 2 {
                house.later(31 * SECOND);
                mo.posts(AGAIN, &[]).await;
                code = house.code_for("mo").await;
            }
        }
        mo.types_code(&code).await.leads_to("/inloggen");
        assert_eq!(house.letter_to(mo.person().email).await.subject, "U kunt nu niet inloggen");
    }

    async fn sec_30_sending_again_waits_thirty_seconds_and_ends_after_three(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await;
        house.post_goes_out().await;
        jan.posts(AGAIN, &[]).await.leads_to("/inloggen/code");
        jan.follows().await.shows("U hebt net al een sms gevraagd.");
        for _ in 0..3 {
            house.later(30 * SECOND);
            jan.posts(AGAIN, &[]).await;
            jan.follows().await.shows("Wij hebben een nieuwe sms gestuurd.");
            house.post_goes_out().await;
        }
        house.later(30 * SECOND);
        jan.posts(AGAIN, &[]).await;
        jan.follows().await.shows("U hebt te vaak om een sms gevraagd");
        assert_eq!(house.letters_to(jan.person().mobile).await.len(), 4, "the first, and three again");
        assert_eq!(house.post.handed_over().len(), 4);
    }

    async fn sec_30_five_messages_an_hour_and_ten_a_day_go_to_one_number(on: On) {
        let house = House::new(on).await;
        let mut sent_in_hour = Vec::new();
        for _ in 0..4 {
            let before = house.post.handed_over().len();
            for _ in 0..7 {
                let mut jan = house.visitor("jan");
                let answer = jan.gives_password().await;
                if answer.location() == "/inloggen" {
                    jan.follows().await.shows("Wij kunnen nu geen sms sturen");
                } else {
                    answer.leads_to("/inloggen/code");
                }
                house.letters_to(jan.person().mobile).await;
            }
            sent_in_hour.push(house.post.handed_over().len() - before);
            house.later(60 * MINUTE);
        }
        assert_eq!(sent_in_hour.iter().sum::<usize>(), 10, "{sent_in_hour:?}");
        assert!(sent_in_hour.iter().all(|sent| *sent <= 5), "{sent_in_hour:?}");
    }

    async fn sec_33_without_the_gateway_nobody_gets_in_without_a_code_and_the_page_says_what_to_do(on: On) {
        let house = House::new(on).await;
        house.post.gateway(Gateway::Down);
        let mut jan = house.visitor("jan");
        jan.gives_password().await.leads_to("/inloggen/code");
        house.post_goes_out().await;
        jan.follows().await.shows("Geen sms gekregen?").shows("0800 1234");
        jan.get("/start").await.leads_to("/inloggen");
        assert!(jan.types_code("123456").await.status == 422, "no code was made that could be guessed");
        assert!(!jan.is_inside().await);
        house.post.gateway(Gateway::Works);
        house.later(10 * SECOND);
        jan.gives_code().await.leads_to("/start");
        assert!(jan.reads_warning().await);
    }

    async fn sec_33_a_message_whose_answer_was_lost_is_tried_again_under_the_same_key(on: On) {
        let house = House::new(on).await;
        house.post.gateway(Gateway::LosesAnswers);
        let mut jan = house.visitor("jan");
        jan.gives_password().await.leads_to("/inloggen/code");
        house.post_goes_out().await;
        house.post.gateway(Gateway::Works);
        house.later(10 * SECOND);
        let code = house.letter_to(jan.person().mobile).await.code().unwrap().to_owned();
        let keys = house.post.handed_over();
        assert_eq!(keys.len(), 2, "{keys:?}");
        assert_eq!(keys[0], keys[1], "the gateway sends a key once");
        jan.types_code(&code).await.leads_to("/start");
        assert!(jan.reads_warning().await);
    }
}
