//! Appointing an admin through the site: the same bytes whoever and whatever is known, and the way over the desk.

use super::house::{Answer, House, Letter, On, Visitor, address};

const FORM: &str = "/gebruikersbeheerder-aanvragen/garage";
const CHECK: &str = "/gebruikersbeheerder-aanvragen/garage/controleren";
const RECEIVED: &str = "/gebruikersbeheerder-aanvragen/ontvangen";
const CONFIRM: &str = "/gebruikersbeheerder-aanvragen/bevestigen/";

/// Everything that the form asks.
fn fields<'a>(number: &'a str, email: &'a str) -> [(&'static str, &'a str); 9] {
    [
        ("company", "Garage Jansen"),
        ("number", number),
        ("given_name", "Petra"),
        ("initials", ""),
        ("infix", ""),
        ("family_name", "de Wit"),
        ("sex", "unsaid"),
        ("email", email),
        ("mobile", "06 12345701"),
    ]
}

/// Everything that a company sees until its request is in.
async fn sends(visitor: &mut Visitor<'_>, number: &str, email: &str) -> Vec<Answer> {
    let mut answers = vec![visitor.posts(FORM, &fields(number, email)).await];
    answers[0].leads_to(CHECK);
    answers.push(visitor.get(CHECK).await);
    answers.push(visitor.sends_as_seen(&answers[1], CHECK, &[]).await);
    answers[2].leads_to(RECEIVED);
    answers.push(visitor.get(RECEIVED).await);
    answers
}

pub fn link(letters: &[Letter], place: &str) -> String {
    let found = letters.iter().rev().find_map(|letter| letter.link(place));
    found.expect("a letter with a link").to_owned()
}

/// A request whose mailbox said nothing yet; the link that asks it.
pub async fn asks(house: &House, number: &str, email: &str) -> String {
    sends(&mut house.stranger(), number, email).await;
    link(&house.letters_to(email).await, CONFIRM)
}

/// A request whose mailbox said yes; its page at the desk.
pub async fn confirmed(house: &House, number: &str, email: &str) -> String {
    let mut stranger = house.stranger();
    let confirm = asks(house, number, email).await;
    stranger.posts(&confirm, &[]).await.leads_to(&confirm);
    house.letters_to(email).await;
    let sql = "select id from appointment where email = $1 and state = 'confirmed'";
    format!(
        "/servicedesk/aanvragen/{}",
        house.lines(sql, email).await[0]
    )
}

/// Without what the visitor typed, also as the button says that it was shown, and without the number of the request, which is the
/// next one for everybody.
fn bytes(answer: &Answer, number: &str, email: &str) -> String {
    let mut bytes = answer.bytes_but_for(email).replace(number, "NUMBER");
    let seen = answer.seen(CHECK);
    if !seen.is_empty() {
        bytes = bytes.replace(&seen, "SEEN");
    }
    bytes
        .replace("GB-2026-00001", "GB")
        .replace("GB-2026-00002", "GB")
}

pub async fn number_of(house: &House, name: &str) -> String {
    let sql = "update organisation set number = $2 where name = $1";
    let mut tx = house.world.services.db.write().await.unwrap();
    flows::execute!(&mut tx, sql, name, "3100482").unwrap();
    tx.commit().await.unwrap();
    "3100482".to_owned()
}

flows::on_each_database! {
    async fn sec_04_a_company_sees_the_same_whether_number_and_address_are_known_or_not(on: On) {
        let house = House::new(on).await;
        let known = number_of(&house, "Garage Jansen").await;
        let cases = [(known.as_str(), "fatima@garage-jansen.example"), ("9876543", "niemand@nergens.example")];
        let mut seen = Vec::new();
        for (number, email) in cases {
            let mut stranger = house.stranger();
            let answers = sends(&mut stranger, number, email).await;
            seen.push(answers.iter().map(|answer| bytes(answer, number, email)).collect::<Vec<_>>());
        }
        assert_eq!(seen[0], seen[1]);
        let told = house.letters_to("fatima@garage-jansen.example").await;
        assert!(told.iter().any(|letter| letter.subject == "U bent al gebruikersbeheerder"), "{told:?}");
        let asked = house.letters_to("niemand@nergens.example").await;
        assert!(link(&asked, CONFIRM).starts_with(CONFIRM));
    }

    async fn a_request_is_sent_as_its_page_showed_it_and_no_other(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        let asked = "select count(*) from appointment where state = $1";
        stranger.posts(FORM, &fields("9876543", "petra@nergens.example")).await.leads_to(CHECK);
        let first = stranger.get(CHECK).await;
        // In another window, for another company.
        stranger.posts(FORM, &fields("9876544", "kees@nergens.example")).await.leads_to(CHECK);
        stranger.sends_as_seen(&first, CHECK, &[]).await.leads_to(CHECK);
        let now = stranger.follows().await;
        now.shows("Er is nog niets verstuurd.").shows("kees@nergens.example").hides("petra@nergens.example");
        stranger.posts(CHECK, &[]).await.leads_to(CHECK);
        assert_eq!(house.number(asked, "submitted").await, 0);
        // The same, typed otherwise, is what was seen.
        let mut again = fields("9876544", "kees@nergens.example");
        again[8].1 = "+31 6 1234 5701";
        stranger.posts(FORM, &again).await.leads_to(CHECK);
        stranger.sends_as_seen(&now, CHECK, &[]).await.leads_to(RECEIVED);
        assert_eq!(house.number(asked, "submitted").await, 1);
        house.letters_to("kees@nergens.example").await;
    }

    async fn looking_at_the_link_is_no_yes_and_nobody_guesses_one(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        sends(&mut stranger, "9876543", "petra@nergens.example").await;
        let confirm = link(&house.letters_to("petra@nergens.example").await, CONFIRM);
        for _ in 0..3 {
            stranger.get(&confirm).await.shows("Is dit uw e-mailadres?");
        }
        assert_eq!(house.number("select count(*) from appointment where state = $1", "submitted").await, 1);
        let guessed = format!("{CONFIRM}{}", "A".repeat(43));
        assert_eq!(stranger.get(&guessed).await.status, 404);
        assert_eq!(stranger.posts(&guessed, &[]).await.status, 404);
        assert_eq!(stranger.get(&format!("/aanvraag/GB-2026-00001/{}", "A".repeat(43))).await.status, 404);
    }

    async fn sec_26_at_the_desk_one_checks_and_another_approves(on: On) {
        let house = House::new(on).await;
        let number = number_of(&house, "Garage Jansen").await;
        let case = confirmed(&house, &number, "petra@garage-jansen.example").await;
        let told = house.letters_to("fatima@garage-jansen.example").await;
        assert!(told.iter().any(|letter| letter.subject.starts_with("Nieuwe gebruikersbeheerder aangevraagd")), "{told:?}");
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        sanne.get("/servicedesk/aanvragen").await.shows("GB-2026-00001");
        let deed = |deed: &str| format!("{case}/{deed}");
        for (path, fields, shows) in [
            (deed("behandelen"), vec![], "U behandelt deze aanvraag."),
            (deed("akkoord"), vec![], "Wij kennen geen bedrijf"),
            (deed("bedrijf"), vec![("number", number.as_str())], "Het bedrijf is gekozen."),
            (deed("niet-bereikt"), vec![], "Vastgelegd: u belde en bereikte niemand."),
            (deed("terugbellen"), vec![("called", "06-12345701"), ("source", "aanvraag")], "Dit nummer staat in de aanvraag zelf"),
            (deed("terugbellen"), vec![("called", "055 123 4567"), ("source", "relatiebestand")], "Het telefoontje is vastgelegd."),
            (deed("akkoord"), vec![], "Een collega moet de aanvraag nu goedkeuren."),
            (deed("goedkeuren"), vec![], "U hebt deze aanvraag zelf gecontroleerd."),
        ] {
            let page = if fields.is_empty() { &case } else { &path };
            sanne.presses(page, &path, &fields).await.leads_to(&case);
            sanne.get(&case).await.shows(shows);
        }
        daan.get(&case).await.shows("heeft het bedrijf gebeld, en niemand bereikt.");
        daan.get(&deed("terugbellen")).await.shows(&deed("niet-bereikt")).shows(&deed("afwijzen"));
        daan.get(&case).await.shows("Goedkeuren en activeren");
        daan.presses(&case, &deed("goedkeuren"), &[]).await.leads_to(&case);
        daan.get(&case).await.shows("Petra de Wit wordt beheerder.");
        let invited = house.letters_to("petra@garage-jansen.example").await;
        assert!(invited.iter().any(|letter| letter.subject == "U wordt gebruikersbeheerder van Garage Jansen"), "{invited:?}");
        assert!(link(&invited, "/account-activeren/").len() > 40);
        house.letters_to("fatima@garage-jansen.example").await;
        let mut fatima = house.visitor("fatima");
        fatima.logs_in().await;
        let log = fatima.get("/beheer/logboek").await;
        log.shows("De servicedesk heeft goedgekeurd dat Petra de Wit gebruikersbeheerder wordt.").hides("Meijer");
        house.letters_to("fatima@garage-jansen.example").await;
    }

    async fn a_slip_in_a_mailbox_that_many_have_is_asked_about_where_the_address_is_shown_and_holds_nothing_up(on: On) {
        let house = House::new(on).await;
        for (number, email, asked) in [
            ("9876541", "petra@gmial.com", Some("Bedoelt u gmail.com? Kies dan Wijzigen.")),
            ("9876542", "petra@garage-jansen.con", Some("Bedoelt u garage-jansen.com?")),
            ("9876543", "petra@gmail.com", None),
        ] {
            let answers = sends(&mut house.stranger(), number, email).await;
            match asked {
                Some(text) => answers[1].shows(text),
                None => answers[1].hides("Bedoelt u"),
            };
        }
        // So it is when a colleague is invited: the mail has left, and can be taken back.
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let form = [("voornaam", "Els"), ("achternaam", "Smit"), ("postvak", "els@hotmial.com"), ("nummer", "0612399999"), ("rights", "offertes")];
        karin.posts("/beheer/medewerkers/nieuw", &form).await.leads_to("/beheer/medewerkers");
        karin.follows().await.shows("Klopt het e-mailadres?").shows("Bedoelt u hotmail.com? Trek de uitnodiging dan in.").shows("Intrekken");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_request_takes_no_address_from_a_login_that_failed(on: On) {
        let house = House::new(on).await;
        let mut bart = house.stranger();
        assert_eq!(bart.types("bart@nergens.example", "een verkeerd wachtwoord").await.status, 422);
        bart.get("/inloggen").await.shows("bart@nergens.example");
        bart.get(FORM).await.hides("bart@nergens.example");
    }

    async fn sec_26_to_approve_whose_access_an_admin_stops_is_offered_to_nobody(on: On) {
        const PLAN: &str = "update authorisation set valid_until = created_at + 864000000, stopped_at = created_at + 864000000
            where account_id = (select id from account where email_canonical = $1)";
        const TAKE_BACK: &str = "update authorisation set valid_until = null, stopped_at = null
            where account_id = (select id from account where email_canonical = $1)";
        let house = House::new(on).await;
        let number = number_of(&house, "Garage Jansen").await;
        let mo = "mo@garage-jansen.example";
        let case = confirmed(&house, &number, mo).await;
        let deed = |deed: &str| format!("{case}/{deed}");
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        sanne.posts(&deed("behandelen"), &[]).await;
        sanne.presses(&deed("bedrijf"), &deed("bedrijf"), &[("number", &number)]).await.leads_to(&case);
        let called = [("called", "055 123 4567"), ("source", "relatiebestand")];
        sanne.presses(&deed("terugbellen"), &deed("terugbellen"), &called).await.leads_to(&case);
        // At the company the mailbox is somebody's who is called otherwise: nobody vouches for it.
        sanne.get(&case).await.shows("Dit e-mailadres is bij dit bedrijf van Mo ").shows("Wijs de aanvraag af").hides("De gegevens kloppen");
        sanne.presses(&case, &deed("akkoord"), &[]).await.leads_to(&case);
        sanne.follows().await.shows("van iemand met een andere naam");
        let called = "update authorisation set given_name = 'Petra', infix = 'de', family_name = 'Wit'
            where account_id = (select id from account where email_canonical = $1)";
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, called, mo).unwrap();
        tx.commit().await.unwrap();
        sanne.presses(&case, &deed("akkoord"), &[]).await.leads_to(&case);
        for (change, offered) in [(PLAN, false), (TAKE_BACK, true)] {
            let mut tx = house.world.services.db.write().await.unwrap();
            assert_eq!(flows::execute!(&mut tx, change, mo).unwrap(), 1);
            tx.commit().await.unwrap();
            let page = daan.get(&case).await;
            if offered {
                page.shows("Goedkeuren en activeren").hides("moet die beheerder eerst de einddatum weghalen");
            } else {
                page.hides("Goedkeuren en activeren").shows("moet die beheerder eerst de einddatum weghalen");
            }
        }
        house.letters_to("fatima@garage-jansen.example").await;
    }

    async fn sec_26_sec_68_a_page_that_a_colleague_overtook_decides_nothing(on: On) {
        let house = House::new(on).await;
        let number = number_of(&house, "Garage Jansen").await;
        let case = confirmed(&house, "9876543", "kees@nergens.example").await;
        let deed = |deed: &str| format!("{case}/{deed}");
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        sanne.posts(&deed("behandelen"), &[]).await;
        let unknown = [("number", "9876543"), ("new", "ja"), ("name", "Kuipers Advies")];
        let known = [("number", number.as_str())];
        let called = [("called", "055 123 4567"), ("source", "relatiebestand")];
        let reason = [("reason", "not_reached"), ("note", "Niemand nam op.")];
        for company in [unknown.as_slice(), &known] {
            let before = [daan.get(&deed("terugbellen")).await, daan.get(&deed("afwijzen")).await];
            sanne.presses(&deed("bedrijf"), &deed("bedrijf"), company).await.leads_to(&case);
            let late = daan.sends_as_seen(&before[0], &deed("terugbellen"), &called).await;
            assert_eq!(late.status, 422);
            late.shows("intussen gewijzigd").shows("value=\"relatiebestand\"").shows(company.last().unwrap().1);
            let late = daan.sends_as_seen(&before[1], &deed("afwijzen"), &reason).await;
            assert_eq!(late.status, 422);
            late.shows("intussen gewijzigd").shows("Niemand nam op.").shows(company.last().unwrap().1);
            sanne.presses(&deed("terugbellen"), &deed("terugbellen"), &called).await.leads_to(&case);
            let to_vouch = daan.get(&case).await;
            sanne.presses(&case, &deed("akkoord"), &[]).await.leads_to(&case);
            daan.sends_as_seen(&to_vouch, &deed("akkoord"), &[]).await.leads_to(&case);
            daan.get(&case).await.shows("intussen gewijzigd").shows("Goedkeuren en activeren");
            house.letters_to("fatima@garage-jansen.example").await;
        }
        let looked = daan.get(&case).await;
        looked.shows("Garage Jansen, 3100482");
        sanne.presses(&deed("bedrijf"), &deed("bedrijf"), &unknown).await.leads_to(&case);
        sanne.presses(&deed("terugbellen"), &deed("terugbellen"), &called).await.leads_to(&case);
        sanne.presses(&case, &deed("akkoord"), &[]).await.leads_to(&case);
        daan.sends_as_seen(&looked, &deed("goedkeuren"), &[]).await.leads_to(&case);
        daan.get(&case).await.shows("intussen gewijzigd").shows("Kuipers Advies, 9876543");
        daan.posts(&deed("goedkeuren"), &[]).await.leads_to(&case);
        daan.get(&case).await.shows("intussen gewijzigd");
        assert_eq!(house.number("select count(*) from appointment where state = $1", "in_review").await, 1);
        daan.presses(&case, &deed("goedkeuren"), &[]).await.leads_to(&case);
        daan.get(&case).await.shows("wordt beheerder.");
        house.letters_to("kees@nergens.example").await;
    }

    async fn sec_70_what_strangers_on_the_network_of_the_desk_send_in_stops_no_agent(on: On) {
        let house = House::new(on).await;
        for company in 0..5 {
            asks(&house, &format!("987654{company}"), &format!("n{company}@nergens.example")).await;
        }
        for _ in 5..house.world.services.policy.letters_per_network_hour {
            house.stranger().posts(FORM, &[("company", "Garage Jansen")]).await;
        }
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let known = [("kind", "garage"), ("number", "9876540"), ("company", "Garage Jansen")];
        sanne.posts("/servicedesk/aanvragen/beginnen", &known).await.leads_to(FORM);
        let mut confirm = String::new();
        for place in 0..6 {
            let email = format!("p{place}@nergens.example");
            sends(&mut sanne, "9876540", &email).await;
            confirm = link(&house.letters_to(&email).await, CONFIRM);
        }
        house.stranger().posts(&confirm, &[]).await.leads_to(&confirm);
        let sql = "select id from appointment where email = $1";
        let case = house.lines(sql, "p5@nergens.example").await.remove(0);
        sanne.get(&format!("/servicedesk/aanvragen/{case}")).await.shows("Sanne Meijer heeft de aanvraag verstuurd, namens het bedrijf.");
        house.letters_to("p5@nergens.example").await;
    }

    async fn a_yes_too_many_for_one_company_is_told_and_can_be_said_tomorrow(on: On) {
        let house = House::new(on).await;
        let mut links = Vec::new();
        for place in 0..11 {
            if place % 5 == 0 {
                house.world.clock.forward(std::time::Duration::from_secs(60 * 60));
            }
            let network = address(u8::try_from(place / 5).unwrap(), 1);
            let email = format!("p{place}@nergens.example");
            sends(&mut house.stranger().at(network), "9876540", &email).await;
            links.push(link(&house.letters_to(&email).await, CONFIRM));
        }
        for confirm in &links[..10] {
            house.stranger().posts(confirm, &[]).await.leads_to(confirm);
        }
        let refused = house.stranger().posts(&links[10], &[]).await;
        assert_eq!(refused.status, 429);
        refused.shows("U kunt nu niet bevestigen");
        house.world.clock.forward(std::time::Duration::from_secs(24 * 60 * 60));
        house.stranger().posts(&links[10], &[]).await.leads_to(&links[10]);
        house.stranger().get(&links[10]).await.shows("Uw e-mailadres is bevestigd");
    }

    async fn letters_about_a_request_greet_by_name_once_its_mailbox_confirmed_it(on: On) {
        let house = House::new(on).await;
        let email = "petra@nergens.example";
        sends(&mut house.stranger(), "9876543", email).await;
        let asked = house.letter_to(email).await;
        assert!(asked.text.contains("Goedendag,") && !asked.text.contains("Petra"), "{}", asked.text);
        let confirm = asked.link(CONFIRM).unwrap().to_owned();
        house.stranger().posts(&confirm, &[]).await.leads_to(&confirm);
        let received = house.letter_to(email).await;
        assert!(received.text.contains("Beste Petra de Wit,"), "{}", received.text);
    }

    async fn a_form_that_cannot_be_kept_is_shown_again_with_everything_in_it(on: On) {
        let house = House::new(on).await;
        for _ in 0..house.world.services.policy.letters_per_network_hour {
            let answer = house.stranger().posts(FORM, &[("company", "Garage Jansen")]).await;
            assert_eq!(answer.status, 422);
        }
        let mut late = house.stranger();
        let typed = [("company", "Garage De Hoek"), ("family_name", "van der Zanden"), ("email", "jan@de-hoek.example")];
        let answer = late.posts(FORM, &typed).await;
        assert_eq!(answer.status, 429);
        for (_, typed) in typed {
            answer.shows(&format!("value=\"{typed}\""));
        }
        answer.shows("Vanaf uw netwerk zijn net te veel formulieren ingevuld.");
        house.world.clock.forward(std::time::Duration::from_secs(60 * 60));
        assert_eq!(late.posts(FORM, &typed).await.status, 422);
    }

    async fn a_promise_that_has_passed_is_no_promise_and_the_desk_sees_that_it_is_late(on: On) {
        let house = House::new(on).await;
        let email = "petra@nergens.example";
        let mut stranger = house.stranger();
        sends(&mut stranger, "9876543", email).await;
        let confirm = link(&house.letters_to(email).await, CONFIRM);
        stranger.posts(&confirm, &[]).await.leads_to(&confirm);
        let page = link(&house.letters_to(email).await, "/aanvraag/");
        stranger.get(&page).await.shows("U hoort uiterlijk maandag 23 november 2026 van ons.");
        house.world.clock.forward(std::time::Duration::from_secs(5 * 24 * 60 * 60));
        for place in [&page, &confirm] {
            let late = stranger.get(place).await;
            late.shows("Het duurt langer dan wij hebben beloofd.");
            late.hides("uiterlijk maandag 23 november");
        }
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        sanne.get("/servicedesk/aanvragen").await.shows("Te laat: uiterlijk maandag 23 november 2026 was antwoord beloofd");
        let case = format!(
            "/servicedesk/aanvragen/{}",
            house.lines("select id from appointment where email = $1", email).await[0]
        );
        sanne.get(&case).await.shows("Te laat, antwoord was uiterlijk");
        sanne.posts(&format!("{case}/behandelen"), &[]).await;
        sanne.posts(&format!("{case}/vraag"), &[("question", "Wie was er eerst beheerder?")]).await;
        house.letters_to(email).await;
        stranger.posts(&page, &[("answer", "Niemand")]).await.leads_to(&page);
        stranger.get(&page).await.shows("U hoort uiterlijk donderdag 26 november 2026 van ons.");
        sanne.get("/servicedesk/aanvragen").await.shows("Antwoord beloofd: uiterlijk donderdag 26 november 2026");
    }

    async fn sec_26_an_answer_that_came_by_telephone_is_written_down_and_shown_as_that_to_who_decides(on: On) {
        let house = House::new(on).await;
        let number = number_of(&house, "Garage Jansen").await;
        let email = "petra@garage-jansen.example";
        let mut stranger = house.stranger();
        let confirm = asks(&house, &number, email).await;
        stranger.posts(&confirm, &[]).await.leads_to(&confirm);
        let page = link(&house.letters_to(email).await, "/aanvraag/");
        let case = format!(
            "/servicedesk/aanvragen/{}",
            house.lines("select id from appointment where email = $1", email).await[0]
        );
        let deed = |deed: &str| format!("{case}/{deed}");
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        sanne.posts(&deed("behandelen"), &[]).await;
        sanne.presses(&deed("bedrijf"), &deed("bedrijf"), &[("number", &number)]).await.leads_to(&case);
        let called = [("called", "055 123 4567"), ("source", "relatiebestand")];
        sanne.presses(&deed("terugbellen"), &deed("terugbellen"), &called).await.leads_to(&case);
        sanne.get(&case).await.hides("Antwoord vastleggen");
        sanne.get(&deed("afwijzen")).await.hides("kregen geen antwoord");
        sanne.posts(&deed("vraag"), &[("question", "Wie was er eerst beheerder?")]).await.leads_to(&case);
        let waits = sanne.get(&case).await;
        waits.shows("Antwoord vastleggen").shows(&deed("antwoord")).hides("De gegevens kloppen");
        sanne.get(&deed("antwoord")).await.shows("Wie was er eerst beheerder?").shows("Wie er belt, is daarmee niet gecontroleerd");
        sanne.get(&deed("afwijzen")).await.shows("Wij stelden u een vraag over uw aanvraag en kregen geen antwoord.");
        sanne.posts(&deed("antwoord"), &[("answer", "Mevrouw Bos, tot mei.")]).await.leads_to(&case);
        sanne.follows().await.shows("Het antwoord is vastgelegd.").shows("De gegevens kloppen");
        sanne.posts(&deed("antwoord"), &[("answer", "Toch niet.")]).await.leads_to(&case);
        sanne.follows().await.shows("De aanvraag is intussen verder").hides("Toch niet.");
        sanne.presses(&case, &deed("akkoord"), &[]).await.leads_to(&case);
        let decides = daan.get(&case).await;
        decides.shows("Goedkeuren en activeren");
        decides.shows("kwam aan de telefoon en is opgeschreven door Sanne Meijer. Wie er belde, is niet gecontroleerd.");
        decides.shows("Sanne Meijer schreef op wat er aan de telefoon is geantwoord: Mevrouw Bos, tot mei.");
        let followed = stranger.get(&page).await;
        followed.shows("De servicedesk schreef op wat er aan de telefoon is geantwoord: Mevrouw Bos, tot mei.").hides("Meijer");
        house.letters_to(email).await;
        house.letters_to("fatima@garage-jansen.example").await;
    }

    async fn whoever_leaves_a_question_unanswered_is_turned_down_for_that(on: On) {
        let house = House::new(on).await;
        let email = "petra@nergens.example";
        let case = confirmed(&house, "9876543", email).await;
        let deed = |deed: &str| format!("{case}/{deed}");
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        sanne.posts(&deed("behandelen"), &[]).await;
        sanne.posts(&deed("vraag"), &[("question", "Wie was er eerst beheerder?")]).await.leads_to(&case);
        let refused = [("reason", "no_answer"), ("note", "")];
        sanne.presses(&deed("afwijzen"), &deed("afwijzen"), &refused).await.leads_to(&case);
        let told = house.letters_to(email).await;
        let told = told.iter().find(|letter| letter.subject.starts_with("Uw aanvraag is afgewezen")).expect("the refusal");
        assert!(told.text.contains("Wij stelden u een vraag over uw aanvraag en kregen geen antwoord."), "{}", told.text);
    }

    async fn the_queue_names_who_asks_and_who_deals_with_it_and_keeps_what_is_over(on: On) {
        const QUEUE: &str = "/servicedesk/aanvragen";
        let house = House::new(on).await;
        let number = number_of(&house, "Garage Jansen").await;
        let case = confirmed(&house, &number, "petra@garage-jansen.example").await;
        house.letters_to("fatima@garage-jansen.example").await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        let new = sanne.get(QUEUE).await;
        new.shows("Petra de Wit · GB-2026-00001").shows("Verstuurd op 20 november 2026 · Antwoord beloofd: uiterlijk").shows(">Nieuw<");
        sanne.posts(&format!("{case}/behandelen"), &[]).await.leads_to(&case);
        daan.get(QUEUE).await.shows("In behandeling · Sanne Meijer");
        let refused = [("reason", "not_reached"), ("note", "")];
        daan.presses(&format!("{case}/afwijzen"), &format!("{case}/afwijzen"), &refused).await.leads_to(&case);
        house.letters_to("petra@garage-jansen.example").await;
        sanne.get(QUEUE).await.shows("Er zijn geen openstaande aanvragen.");
        sanne.get(&format!("{QUEUE}?lijst=goedgekeurd")).await.hides("GB-2026-00001");
        let over = sanne.get(&format!("{QUEUE}?lijst=afgerond")).await;
        over.shows("Petra de Wit · GB-2026-00001").shows("Afgewezen · Daan Dekker").shows("Afgerond op 20 november 2026");
    }

    async fn who_took_a_request_stands_on_top_of_it_and_in_the_no_to_who_is_too_late(on: On) {
        let house = House::new(on).await;
        let case = confirmed(&house, "9876543", "petra@nergens.example").await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        let take = format!("{case}/behandelen");
        sanne.posts(&take, &[]).await.leads_to(&case);
        let own = sanne.follows().await;
        own.shows("U behandelt deze aanvraag.").hides("Sanne Meijer behandelt");
        let taker = "Sanne Meijer behandelt deze aanvraag, sinds vrijdag 20 november 2026 om 14.3";
        daan.get(&case).await.shows(taker);
        daan.posts(&take, &[]).await.leads_to(&case);
        let late = daan.follows().await;
        late.shows("Dat was al gebeurd.").shows(taker);
    }

    async fn an_answer_shows_in_the_queue_until_the_desk_does_something_with_it_and_nothing_is_said_twice(on: On) {
        const QUEUE: &str = "/servicedesk/aanvragen";
        let house = House::new(on).await;
        let email = "petra@nergens.example";
        let mut stranger = house.stranger();
        let confirm = asks(&house, "9876543", email).await;
        stranger.posts(&confirm, &[]).await.leads_to(&confirm);
        let page = link(&house.letters_to(email).await, "/aanvraag/");
        let case = format!("{QUEUE}/{}", house.lines("select id from appointment where email = $1", email).await[0]);
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        sanne.posts(&format!("{case}/behandelen"), &[]).await;
        sanne.posts(&format!("{case}/vraag"), &[("question", "Wat is uw nummer?")]).await.leads_to(&case);
        let asked = sanne.follows().await;
        asked.shows("De vraag is verstuurd.");
        assert_eq!(asked.body.matches("Wij wachten op het antwoord.").count(), 1);
        sanne.get(QUEUE).await.hides("Antwoord binnen");
        stranger.posts(&page, &[("answer", "40099")]).await;
        sanne.get(QUEUE).await.shows("Antwoord binnen · Sanne Meijer");
        sanne.posts(&format!("{case}/bedrijf"), &[("number", "9876543"), ("new", "ja"), ("name", "Kuipers Advies")]).await;
        house.letters_to(email).await;
    }

    async fn nobody_but_the_desk_comes_near_a_request(on: On) {
        let house = House::new(on).await;
        let case = confirmed(&house, "9876543", "petra@nergens.example").await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for deed in ["behandelen", "akkoord", "goedkeuren"] {
            assert_eq!(karin.posts(&format!("{case}/{deed}"), &[]).await.status, 403);
        }
        assert_eq!(karin.get(&case).await.status, 403);
        assert_eq!(house.number("select count(*) from appointment where state = $1", "confirmed").await, 1);
    }
}
