//! The service desk over HTTP: what an agent cannot do who did not check the caller (SEC-26).

use super::{
    appointments::confirmed,
    every_form::id_of,
    house::{House, On},
    matrix::state,
    protection::read_out,
};

/// What an agent does before the caller is checked: the check itself, both ways, a note for colleagues, and asking a
/// colleague to stop the access of an admin who left, for which the company calls and not the admin.
const BEFORE_THE_CHECK: [&str; 5] = [
    "beller-controleren",
    "beller-controleren/versturen",
    "terugbellen",
    "notitie",
    "toegang-stoppen",
];

flows::on_each_database! {
    async fn sec_26_an_agent_who_did_not_check_the_caller_changes_nothing_by_any_form_about_a_person(on: On) {
        const PERSON: &str = "/servicedesk/gebruikers/{id}/";
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let table = app::site::table();
        let forms = table.iter().filter(|one| one.changes).filter_map(|one| one.path.strip_prefix(PERSON));
        let deeds: Vec<&str> = forms.filter(|form| !BEFORE_THE_CHECK.contains(form)).collect();
        assert!(deeds.len() >= 5 && deeds.contains(&"mobiel"), "{deeds:?}");
        for (name, first) in [("karin", "Karin"), ("piet", "Piet"), ("nora", "Nora"), ("jan", "Jan"), ("dirk", "Dirk")] {
            let id = id_of(&house, name).await;
            let person = format!("/servicedesk/gebruikers/{id}");
            for deed in &deeds {
                let before = state(&house).await;
                let mut fields = vec![("reden", "cannot_log_in")];
                fields.extend((*deed == "mobiel").then_some(("nummer", "06 12399999")));
                sanne.posts(&format!("{person}/{deed}"), &fields).await.leads_to(&person);
                assert_eq!(state(&house).await, before, "{deed} for {name}");
                sanne.get(&person).await.shows(&format!("Controleer eerst of het {first} is."));
            }
        }
        house.post_goes_out().await;
        assert!(house.post.unread().is_empty(), "nobody is told anything, because nothing happened");
    }

    async fn whose_access_is_over_is_sent_to_who_restores_it_and_to_no_stand_in(on: On) {
        let house = House::new(on).await;
        let (karin, jan) = (id_of(&house, "karin").await, id_of(&house, "jan").await);
        let mut tx = house.world.services.db.write().await.unwrap();
        let stands_in = "update authorisation set stand_in_from = 1, stand_in_until = 9000000000000 where id = $1";
        flows::execute!(&mut tx, stands_in, &jan).unwrap();
        let others = "update authorisation set role = 'medewerker' where id <> $1 and organisation_id = (select organisation_id from authorisation where id = $1)";
        flows::execute!(&mut tx, others, &karin).unwrap();
        let stopped = "update authorisation set state = 'stopped', stopped_at = $2, as_of = $2 where id = $1";
        flows::execute!(&mut tx, stopped, &karin, house.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let person = format!("/servicedesk/gebruikers/{karin}");
        let check = format!("{person}/beller-controleren");
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "mail")]).await;
        let code = house.letter_to(house.visitor("karin").person().email).await;
        sanne.posts(&check, &[("code", &read_out(&code))]).await;
        sanne.get(&person).await.hides("Jan Smit").shows("Nu kan niemand dit herstellen").shows("laat het bedrijf een beheerder aanvragen");
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set role = 'beheerder', stand_in_from = null, stand_in_until = null where id = $1", &jan).unwrap();
        tx.commit().await.unwrap();
        sanne.get(&person).await.shows("Verwijs Karin naar de eigen gebruikersbeheerder: Jan Smit.").shows("De beheerder kan dit herstellen");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn an_agent_who_turns_a_colleagues_text_down_reads_that_it_is_not_put_up(on: On) {
        const NEWS: &str = "/servicedesk/bericht";
        let house = House::new(on).await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        let text = [("nl", "De app doet het niet."), ("en", "The app does not work.")];
        sanne.posts("/servicedesk/bericht/eigen", &text).await.leads_to(NEWS);
        sanne.follows().await.shows("Keurt een van hen het goed");
        house.stranger().get("/inloggen").await.hides("De app doet het niet.");
        let id = house.lines("select id from announcement where id <> $1", "").await.remove(0);
        daan.posts(&format!("{NEWS}/weghalen"), &[("bericht", &id)]).await.leads_to(NEWS);
        daan.follows().await.shows("Het bericht wordt niet geplaatst.").hides("De app doet het niet.");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_text_that_is_ready_is_read_before_it_goes_up_and_stands_until_the_time_in_it(on: On) {
        const NEWS: &str = "/servicedesk/bericht";
        const HALF_HOUR: i64 = 30 * 60 * 1_000;
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let tomorrow = (house.world.services.now().unix_ms() / HALF_HOUR + 40) * HALF_HOUR;
        let said = domain::Moment::from_unix_ms(tomorrow).time_and_day(domain::Language::Nl);
        let said = format!("Vanaf {said} werken wij aan het portaal.");
        let tomorrow = tomorrow.to_string();
        let of = |hours: &'static str| [("tekst", "onderhoud"), ("tijd", tomorrow.as_str()), ("uren", hours)];
        let gone = sanne.posts(NEWS, &of("1")).await;
        assert_eq!(gone.status, 422, "{}", gone.in_short());
        gone.shows("vóór de tijd in de tekst (morgen ");
        let read = sanne.posts(NEWS, &of("24")).await;
        assert_eq!(read.status, 200, "{}", read.in_short());
        read.shows("Zo leest iedereen het bericht.").shows(&said);
        house.stranger().get("/inloggen").await.hides("werken wij aan het portaal");
        // As it was read, and no other.
        for (chosen, placed) in [(format!("onderhoud {tomorrow}  8 "), false), (format!("onderhoud {tomorrow}  24 "), true)] {
            let fields: Vec<_> = of("24").into_iter().chain([("gelezen", chosen.as_str())]).collect();
            assert_eq!(sanne.posts(NEWS, &fields).await.status, if placed { 303 } else { 200 }, "{chosen}");
        }
        house.stranger().get("/inloggen").await.shows(&said);
    }

    async fn a_request_for_help_says_which_rights_are_meant_who_looked_and_who_dealt_with_it(on: On) {
        const REQUESTS: &str = "/servicedesk/hulpvragen";
        const DONE: &str = "/servicedesk/hulpvragen?lijst=afgehandeld";
        let house = House::new(on).await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        let mut fatima = house.visitor("fatima");
        fatima.logs_in().await;
        // Nobody else looks after the garage, so it is at the desk at once.
        fatima.posts("/hulp-vragen", &[("kind", "more_rights"), ("rights", "offertes")]).await.leads_to("/start");
        sanne.get(REQUESTS).await.shows("Wil meer kunnen doen: Offertes maken").shows("Nog door niemand bekeken");
        sanne.get(DONE).await.shows("Er zijn nog geen vragen afgehandeld.");
        let person = format!("/servicedesk/gebruikers/{}", id_of(&house, "fatima").await);
        house.later(std::time::Duration::from_secs(60));
        let page = daan.get(&person).await;
        page.shows("Open vraag: Wil meer kunnen doen: Offertes maken").shows("De vraag ligt bij de servicedesk.");
        page.shows("Wij kunnen geen autorisaties geven").hides("Stuur pas daarna de code");
        page.shows("Zoek het nummer van Garage Jansen op in het relatiebestand, bel dat nummer en zeg dat een andere gebruikersbeheerder");
        sanne.get(REQUESTS).await.shows("Laatst bekeken door Daan Dekker, 14.31 uur").hides("Nog door niemand bekeken");
        let request = house.lines("select id from help_request where kind = $1", "more_rights").await.remove(0);
        daan.posts(&format!("{REQUESTS}/{request}/afgehandeld"), &[]).await.leads_to(REQUESTS);
        house.letter_to("fatima@garage-jansen.example").await;
        sanne.get(REQUESTS).await.shows("Er wacht niemand op de servicedesk.");
        sanne.get(DONE).await.shows("Wil meer kunnen doen: Offertes maken").shows("Daan Dekker handelde dit af op");
        daan.get(&person).await.hides("Open vraag");
    }

    async fn whose_question_the_desk_has_reads_how_the_desk_calls_and_until_when_to_wait(on: On) {
        let house = House::new(on).await;
        let email = "fatima@garage-jansen.example";
        let asks = [("email", email), ("kind", "cannot_log_in")];
        house.stranger().posts("/hulp-vragen", &asks).await;
        let told = house.letter_to(email).await;
        assert_eq!(told.subject, "Uw vraag om hulp (Garage Jansen) ligt bij onze servicedesk");
        let text = told.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in ["Wij bellen u via uw bedrijf", "Hebt u op maandag 23 november 2026 nog niets gehoord? Bel dan zelf."] {
            assert!(text.contains(sentence), "no {sentence:?} in {text}");
        }
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let page = sanne.get(&format!("/servicedesk/gebruikers/{}", id_of(&house, "fatima").await)).await;
        page.shows("vraag naar Fatima. Stuur pas daarna de code.").shows("Fatima weet dat wij via het bedrijf bellen");
    }

    async fn a_question_that_an_admin_has_is_told_at_the_desk_as_one(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        jan.posts("/hulp-vragen", &[("kind", "more_rights"), ("rights", "offertes")]).await.leads_to("/start");
        house.letter_to("karin@kantoor-deboer.example").await;
        let person = sanne.get(&format!("/servicedesk/gebruikers/{}", id_of(&house, "jan").await)).await;
        person.shows("Open vraag: Wil meer kunnen doen: Offertes maken").shows("De vraag ligt bij de gebruikersbeheerder.");
        // Whom to refer Jan to is read before anybody is checked.
        let place = |text: &str| person.body.find(text).unwrap_or_else(|| panic!("no {text}"));
        assert!(place("Verwijs Jan naar de eigen gebruikersbeheerder: Karin") < place("Controleer eerst of het Jan is."));
        let office = "select u.organisation_id from authorisation u join account a on a.id = u.account_id where a.email = $1";
        let office = house.lines(office, "jan@kantoor-deboer.example").await.remove(0);
        sanne.get(&format!("/servicedesk/organisaties/{office}")).await.shows("Wil meer kunnen doen: Offertes maken");
    }

    async fn who_wants_to_do_more_and_got_no_answer_is_not_sent_to_the_same_admins_by_way_of_a_check(on: On) {
        let house = House::new(on).await;
        let (mut sanne, mut jan) = (house.visitor("sanne"), house.visitor("jan"));
        sanne.logs_in().await;
        jan.logs_in().await;
        jan.posts("/hulp-vragen", &[("kind", "more_rights"), ("rights", "offertes")]).await.leads_to("/start");
        house.run("update help_request set stage = 'desk', next_at = null where kind = $1", "more_rights").await;
        let page = sanne.get(&format!("/servicedesk/gebruikers/{}", id_of(&house, "jan").await)).await;
        page.shows("Wij kunnen geen autorisaties geven, ook niet na een controle van de beller. Nog niemand van het bedrijf heeft geantwoord.");
        page.shows("Zoek het nummer van Kantoor De Boer op in het relatiebestand en bel een gebruikersbeheerder: Karin Boer.");
        page.hides("Verwijs Jan").hides("Stuur pas daarna de code").hides("Daarna kunt u helpen");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn whose_question_the_desk_calls_about_is_not_told_to_hang_up_because_we_called(on: On) {
        let house = House::new(on).await;
        let fatima = house.visitor("fatima").person();
        let (email, mobile) = (fatima.email, fatima.mobile);
        let check = format!("/servicedesk/gebruikers/{}/beller-controleren", id_of(&house, "fatima").await);
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "sms")]).await.leads_to(&check);
        let text = house.letter_to(mobile).await.text;
        assert!(text.contains("Hebt u ons niet zelf gebeld? Hang op"), "{text}");
        house.stranger().posts("/hulp-vragen", &[("email", email), ("kind", "cannot_log_in")]).await;
        house.letter_to(email).await;
        house.later(std::time::Duration::from_secs(60));
        for (channel, to) in [("sms", mobile), ("mail", email)] {
            sanne.posts(&format!("{check}/versturen"), &[("kanaal", channel)]).await.leads_to(&check);
            let text = house.letter_to(to).await.text;
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains("over uw vraag van ") && text.contains("20 november 2026"), "{text}");
            assert!(!text.contains("zelf gebeld"), "{text}");
        }
    }

    async fn before_a_check_stands_what_it_leads_to_and_who_lets_in_instead(on: On) {
        let house = House::new(on).await;
        let jan = id_of(&house, "jan").await;
        let account = "update account set password_state = 'disabled' where id = (select account_id from authorisation where id = $1)";
        house.run(account, &jan).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let page = format!("/servicedesk/gebruikers/{jan}");
        let only = "Na de controle kunt u alleen: overal uitloggen en account blokkeren.";
        sanne.get(&page).await.shows("Verwijs Jan").shows(only).shows("Jan kan ook zelf een nieuw wachtwoord kiezen").hides("Daarna kunt u helpen");
        let froze = "update account set password_state = 'set', blocked_reason = 'frozen_by_owner', blocked_at = 1
            where id = (select account_id from authorisation where id = $1)";
        house.run(froze, &jan).await;
        let only = "Na de controle kunt u alleen: overal uitloggen.";
        let seen = sanne.get(&page).await;
        seen.shows(only).hides("Deblokkeren, blokkeren en een link").hides("Controleer Jan daarvoor per mail").hides("Account blokkeren");
    }

    async fn a_belcode_that_runs_out_before_the_desk_opens_is_not_shown(on: On) {
        const HOUR: std::time::Duration = std::time::Duration::from_secs(60 * 60);
        let house = House::new(on).await;
        // Friday 14.30, then 20.30.
        for (later, shown) in [(HOUR, true), (5 * HOUR, false)] {
            house.later(later);
            let mut stranger = house.stranger();
            stranger.types("niemand@nergens.example", "niet het wachtwoord").await;
            let contact = stranger.get("/contact").await;
            match shown {
                true => contact.shows("Uw belcode").hides("U kunt ons weer bellen"),
                false => contact.hides("Uw belcode").shows("U kunt ons weer bellen vanaf maandag 8.00 uur. Noem dan uw e-mailadres en uw bedrijf."),
            };
        }
    }

    async fn callers_are_found_by_an_initial(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        for typed in ["t. mulder", "T Mulder", "Mulder, T.J."] {
            sanne.posts("/servicedesk", &[("zoek", typed)]).await;
            sanne.follows().await.shows("Tom Mulder");
        }
    }

    async fn an_organisation_whose_admin_was_invited_lately_leads_to_who_that_is(on: On) {
        const LIST: &str = "/servicedesk/zonder-beheerder";
        const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
        let house = House::new(on).await;
        let nora = id_of(&house, "nora").await;
        house.run("update authorisation set role = 'beheerder' where id = $1", &nora).await;
        let karin = id_of(&house, "karin").await;
        house.run("update authorisation set state = 'stopped', stopped_at = 1, as_of = 1 where id = $1", &karin).await;
        house.later(8 * DAY);
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let person = format!("/servicedesk/gebruikers/{nora}");
        let request = "value=\"Kantoor De Boer\"";
        let named = "Nora Vos (uitgenodigd op vrijdag 20 november 2026)";
        sanne.get(LIST).await.shows(named).shows("Bekijk Nora Vos").shows(&person).hides(request);
        house.later(30 * DAY);
        let mut daan = house.visitor("daan");
        daan.logs_in().await;
        daan.get(LIST).await.shows(named).shows(request).hides(&person);
    }

    async fn whose_number_changes_is_told_before_what_becomes_of_a_new_password(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let form = format!("/servicedesk/gebruikers/{}/mobiel", id_of(&house, "karin").await);
        let page = sanne.get(&form).await;
        page.shows("Is er ook een nieuw wachtwoord nodig?").shows("kan een nieuw wachtwoord per mail 24 uur niet");
        page.shows("een link die al is verstuurd meestal niet meer");
    }

    async fn stopping_the_only_admin_says_that_nobody_is_left_and_what_to_do(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let form = format!("/servicedesk/gebruikers/{}/toegang-stoppen", id_of(&house, "karin").await);
        let alone = "Karin is de enige gebruikersbeheerder van Kantoor De Boer.";
        sanne.get(&form).await.shows(alone).shows("Help met de aanvraag voor een nieuwe beheerder").hides("de andere beheerders");
        sanne.posts(&form, &[("bron", ""), ("reden", "")]).await.shows(alone);
        house.run("update authorisation set role = 'beheerder' where id = $1", &id_of(&house, "jan").await).await;
        sanne.get(&form).await.hides("enige gebruikersbeheerder").shows("Karin en de andere beheerders");
    }

    async fn what_waits_is_counted_beside_the_menu_of_every_page_of_the_desk(on: On) {
        let house = House::new(on).await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        let counted = |label: &str| format!(">{label}</a> (");
        let quiet = daan.get("/servicedesk/zonder-beheerder").await;
        quiet.hides(&counted("Servicedesk")).hides(&counted("Aanvragen beheerder")).hides(&counted("Vragen om hulp"));
        let email = "fatima@garage-jansen.example";
        house.stranger().posts("/hulp-vragen", &[("email", email), ("kind", "cannot_log_in")]).await;
        house.letter_to(email).await;
        confirmed(&house, "9876543", "petra@nergens.example").await;
        let fatima = format!("/servicedesk/gebruikers/{}", id_of(&house, "fatima").await);
        sanne.posts(&format!("{fatima}/terugbellen"), &[("gebeld", "055 123 4567"), ("bron", "relatiebestand"), ("reden", "cannot_log_in")]).await.leads_to(&fatima);
        for page in ["/servicedesk/zonder-beheerder", "/servicedesk", &fatima] {
            let waits = daan.get(page).await;
            for label in ["Servicedesk", "Aanvragen beheerder", "Vragen om hulp"] {
                waits.shows(&format!("{}1)", counted(label)));
            }
        }
        daan.get("/servicedesk").await.shows("Nog niet goedgekeurd").hides("Tweede goedkeuring");
        // What one asked oneself waits for somebody else.
        sanne.get("/servicedesk/zonder-beheerder").await.hides(&counted("Servicedesk")).shows(&counted("Vragen om hulp"));
    }

    async fn a_page_that_waits_for_a_colleague_says_so_and_looks_by_itself(on: On) {
        const ANEW: &str = "http-equiv=\"refresh\"";
        let house = House::new(on).await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        let karin = format!("/servicedesk/gebruikers/{}", id_of(&house, "karin").await);
        sanne.get(&karin).await.hides("data-said");
        let called = [("gebeld", "055 123 4567"), ("bron", "relatiebestand"), ("reden", "lost_device")];
        sanne.posts(&format!("{karin}/terugbellen"), &called).await.leads_to(&karin);
        let waits = sanne.get(&karin).await;
        waits.shows("Wacht op een tweede collega").shows(&format!("data-ask=\"{karin}?vanzelf\"")).hides(ANEW);
        // Without scripts it is loaded anew for whoever asks for that: then there is nothing to type on it.
        waits.shows(&format!("<a href=\"{karin}?vanzelf\">Ververs deze pagina elke halve minuut</a>"));
        let anew = sanne.get(&format!("{karin}?vanzelf")).await;
        anew.shows(&format!("content=\"30;url={karin}?vanzelf\"")).shows(&format!("<a href=\"{karin}\">Stop met verversen</a>"));
        anew.shows("not-printed needs-script").shows("<a href=\"/servicedesk\">Zoek een beller</a>");
        let request = house.lines("select id from desk_request where kind = $1", "call_back").await.remove(0);
        daan.posts(&format!("/servicedesk/vier-ogen/{request}/goedkeuren"), &[]).await.leads_to("/servicedesk");
        sanne.get(&format!("{karin}?vanzelf")).await.shows("Het is Karin.").hides(ANEW).hides("Wacht op een tweede collega");
    }

    async fn what_a_colleague_decided_is_counted_so_that_a_page_kept_fresh_drops_what_it_said_was_waiting(on: On) {
        let house = House::new(on).await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        let karin = format!("/servicedesk/gebruikers/{}", id_of(&house, "karin").await);
        let called = [("gebeld", "055 123 4567"), ("bron", "relatiebestand"), ("reden", "lost_device")];
        sanne.posts(&format!("{karin}/terugbellen"), &called).await.leads_to(&karin);
        let waits = sanne.get(&karin).await;
        waits.shows("class=\"told\"").hides("<div hidden data-decided").shows("dataset.decided");
        let request = house.lines("select id from desk_request where kind = $1", "call_back").await.remove(0);
        daan.posts(&format!("/servicedesk/vier-ogen/{request}/goedkeuren"), &[]).await.leads_to("/servicedesk");
        sanne.get(&format!("{karin}?vanzelf")).await.shows("data-decided=\"1\"").hides("class=\"told\"");
    }

    async fn who_asked_a_colleague_reads_on_every_page_of_it_what_became_of_that(on: On) {
        const DESK: &str = "/servicedesk";
        const TITLE: &str = "Aanvragen van u en uw collega’s";
        let house = House::new(on).await;
        let (mut sanne, mut daan) = (house.visitor("sanne"), house.visitor("daan"));
        sanne.logs_in().await;
        daan.logs_in().await;
        sanne.get(DESK).await.hides(TITLE);
        let called = [("gebeld", "055 123 4567"), ("bron", "relatiebestand"), ("reden", "lost_device")];
        for (whom, decision, state, note) in [
            ("karin", Some("goedkeuren"), "Goedgekeurd", "Goedgekeurd door Daan Dekker, vrijdag 20 november 2026 om 14.30 uur."),
            ("piet", Some("afwijzen"), "Afgewezen", "Afgewezen door Daan Dekker, vrijdag 20 november 2026 om 14.30 uur. Er is niets gewijzigd."),
            ("dirk", None, "Verlopen", "Niemand besliste op tijd"),
        ] {
            let person = format!("{DESK}/gebruikers/{}", id_of(&house, whom).await);
            sanne.posts(&format!("{person}/terugbellen"), &called).await.leads_to(&person);
            sanne.get(&person).await.shows("Wacht op een tweede collega").hides(TITLE);
            if let Some(decision) = decision {
                let request = house.lines("select id from desk_request where decided_at is null and kind = $1", "call_back").await.remove(0);
                daan.posts(&format!("{DESK}/vier-ogen/{request}/{decision}"), &[]).await.leads_to(DESK);
            } else {
                let over = house.lines("select cast(max(expires_at) - max(asked_at) as text) from desk_request where kind = $1", "call_back").await.remove(0);
                house.later(std::time::Duration::from_millis(over.parse().unwrap()));
                house.tidies().await;
                // That is longer than anybody stays logged in.
                sanne.logs_in().await;
                daan.logs_in().await;
            }
            for page in [&person, DESK] {
                sanne.get(page).await.shows(TITLE).shows("Teruggebeld").shows(state).shows(note);
            }
            daan.get(DESK).await.hides(TITLE);
        }
        // Each stands on its own person's page alone.
        let piet = format!("{DESK}/gebruikers/{}", id_of(&house, "piet").await);
        sanne.get(&piet).await.hides("Goedgekeurd door").hides("Niemand besliste op tijd");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn the_number_that_an_agent_typed_is_shown_once_in_full(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let person = format!("/servicedesk/gebruikers/{}", id_of(&house, "karin").await);
        let check = format!("{person}/beller-controleren");
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "mail")]).await;
        let code = house.letter_to("karin@kantoor-deboer.example").await;
        sanne.posts(&check, &[("code", &read_out(&code))]).await;
        let mobile = format!("{person}/mobiel");
        sanne.presses(&mobile, &mobile, &[("nummer", "0612349876"), ("reden", "new_phone")]).await.leads_to(&person);
        sanne.follows().await.shows("naar 06 12349876");
        sanne.get(&person).await.hides("naar 06 12349876");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn whoever_has_no_session_is_not_said_to_have_been_logged_out(on: On) {
        let house = House::new(on).await;
        let (mut sanne, mut karin) = (house.visitor("sanne"), house.visitor("karin"));
        sanne.logs_in().await;
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let person = format!("/servicedesk/gebruikers/{jan}");
        let check = format!("{person}/beller-controleren");
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "mail")]).await;
        let code = house.letter_to("jan@kantoor-deboer.example").await;
        sanne.posts(&check, &[("code", &read_out(&code))]).await;
        let (by_desk, by_admin) = (format!("{person}/overal-uitloggen"), format!("/beheer/medewerkers/{jan}/overal-uitloggen"));
        sanne.posts(&by_desk, &[("reden", "lost_device")]).await.leads_to(&person);
        sanne.follows().await.shows("Jan Smit was nergens ingelogd. Er is niets veranderd.");
        karin.posts(&by_admin, &[]).await.leads_to(&format!("/beheer/medewerkers/{jan}"));
        karin.follows().await.shows("Jan Smit was nergens ingelogd. Er is niets veranderd.");
        for event in ["sessions_ended_by_desk", "sessions_ended_by_admin"] {
            assert_eq!(house.trail("jan", event).await, 0, "{event}");
        }
        house.post_goes_out().await;
        assert!(house.post.unread().is_empty(), "nor is Jan told so");
    }

    async fn the_report_counts_weeks_of_the_calendar_and_calls_screens_by_their_names(on: On) {
        let house = House::new(on).await;
        let (mut sanne, mut karin) = (house.visitor("sanne"), house.visitor("karin"));
        sanne.logs_in().await;
        karin.logs_in().await;
        let contact = karin.get("/contact").await;
        let shown = contact.body.split("Uw belcode").nth(1).unwrap().split("Belt u ons").next().unwrap();
        let outside = shown.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        let belcode: String = outside.flat_map(str::chars).filter(char::is_ascii_digit).collect();
        sanne.posts("/servicedesk", &[("zoek", &belcode)]).await;
        sanne.get("/servicedesk/rapportage").await.shows("<span>vanaf 16 nov</span>").shows("<span>vanaf 28 sep</span>")
            .shows("Handelingen per week. Week 40: 0,").hides("/contact</th>");
        let file = sanne.get("/servicedesk/rapportage.csv").await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        file.shows("Onderdeel;Wat;2026-W40;2026-W41;2026-W42;2026-W43;2026-W44;2026-W45;2026-W46;2026-W47\r\n");
        file.shows("Schermen waarop bellers vastliepen;Contact;0;0;0;0;0;0;0;1\r\n");
    }
}
