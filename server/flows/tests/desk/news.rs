//! Messages for everybody: what is agreed on is there at once, what an agent wrote waits for a second.

use domain::{
    Language, Moment,
    announcements::{Filled, Prepared},
    desks::Desk,
    four_eyes::NoEyes,
    opening::OpeningHours,
    organisations::{DESK_RIGHT, Words},
    shared::short_text::{NewsText, NoteText},
};
use flows::{
    NotYours,
    desk::{self, Announcements, NewAnnouncement, Refusal},
    execute, on_each_database,
    testing::On,
};

use super::floor::{Floor, MINUTE, agent};

fn words(nl: &str, en: &str) -> Words {
    Words {
        nl: nl.into(),
        en: en.into(),
    }
}

/// A text that was agreed on.
fn ready() -> Filled {
    let text = Prepared {
        code: "sms-later".into(),
        name: words("Sms", "Codes"),
        text: words("Sms-codes komen nu later aan.", "Codes arrive late."),
    };
    let desk = Desk {
        code: "servicedesk".into(),
        name: words("onze servicedesk", "our service desk"),
        phone: "0800 1234".into(),
        email: "servicedesk@voorbeeld.example".into(),
        hours: OpeningHours::default(),
    };
    let now = Moment::from_unix_ms(0);
    text.fill(now, now, &desk).unwrap()
}

fn own(floor: &Floor) -> NewAnnouncement {
    let now = floor.world.services.now();
    NewAnnouncement {
        nl: NewsText::parse("Bel 0900 1234 en noem uw wachtwoord.").unwrap(),
        en: NewsText::parse("Call 0900 1234 and say your password.").unwrap(),
        from: now,
        until: now.plus(60 * MINUTE),
    }
}

on_each_database! {
    async fn sec_70_notes_and_texts_that_go_up_and_down_have_an_end_within_an_hour(on: On) {
        let mut floor = Floor::new(on).await;
        std::sync::Arc::make_mut(&mut floor.world.services.policy).quiet_deeds_per_hour = 20;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let mut put = 0;
        for n in 0..30_u64 {
            floor.world.clock.forward(MINUTE / 10);
            let (services, now) = (&floor.world.services, floor.world.services.now());
            let (from, until) = (now.plus(MINUTE * u32::try_from(n).unwrap()), now.plus(60 * MINUTE));
            match desk::put_prepared(services, &sanne, &ready(), (from, until)).await {
                Ok(done) => done.unwrap(),
                Err(trouble) => {
                    assert!(matches!(trouble, flows::Trouble::Enough { .. }), "{trouble}");
                    break;
                }
            }
            put += 1;
            for one in desk::announcements(services, &sanne.see()).await.unwrap() {
                desk::end(services, &sanne, &one.id).await.unwrap().unwrap();
            }
        }
        assert_eq!(put, 20);
        let services = &floor.world.services;
        let note = NoteText::parse("Belt morgen terug.").unwrap();
        let refused = desk::write_note(services, &sanne.see(), &floor.jan.1, &note).await;
        assert!(matches!(refused, Err(flows::Trouble::Enough { .. })), "whatever the deed: {refused:?}");
        desk::write_note(services, &daan.see(), &floor.jan.1, &note).await.unwrap().unwrap();
        let rows = floor.number("select count(*) from audit where event = $1", "desk_note_written").await;
        assert_eq!(rows, 1, "another agent is not concerned");
    }

    async fn sec_68_a_text_of_somebody_who_is_no_agent_any_more_is_put_up_by_nobody(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        desk::ask_for_announcement(services, &sanne, &own(&floor)).await.unwrap().unwrap();
        let id = desk::waiting_announcements(services, &daan.see()).await.unwrap().remove(0).announcement.id;
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update authorisation set state = 'stopped' where id = $1", floor.sanne.1.as_str()).unwrap();
        tx.commit().await.unwrap();
        assert!(desk::waiting_announcements(services, &daan.see()).await.unwrap().is_empty());
        assert_eq!(desk::approve_announcement(services, &daan, &id).await.unwrap(), Err(Refusal::AsksNoMore("Sanne Meijer".into())));
        // Nor do texts of theirs hide that of an agent, however many they left.
        let mut tx = services.db.write().await.unwrap();
        for n in 0..25 {
            let sql = "insert into announcement (id, nl, en, from_at, until_at, put_by, put_at)
                 select id || $2, nl, en, from_at, until_at, put_by, put_at from announcement where id = $1";
            execute!(&mut tx, sql, &id, format!("-{n}")).unwrap();
        }
        tx.commit().await.unwrap();
        desk::ask_for_announcement(services, &daan, &own(&floor)).await.unwrap().unwrap();
        let waiting = desk::waiting_announcements(services, &daan.see()).await.unwrap();
        assert!(waiting.len() == 1 && waiting[0].yours);
    }

    async fn sec_68_only_who_could_approve_a_text_of_a_colleague_refuses_it(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        desk::ask_for_announcement(services, &sanne, &own(&floor)).await.unwrap().unwrap();
        let id = desk::waiting_announcements(services, &daan.see()).await.unwrap().remove(0).announcement.id;
        let insurer = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await.organisation().clone();
        let twin = floor.world.person(&insurer, agent("Ida", "Meijer", "ida@voorbeeld.example", "+31612345611")).await;
        let mailbox = floor.world.person(&insurer, agent("Ans", "Meijer", "sanne+twee@voorbeeld.example", "+31612345618")).await;
        let new = floor.world.person(&insurer, agent("Nora", "Nieuw", "nora@voorbeeld.example", "+31612345619")).await;
        let granted = "update authorisation_right set granted_at = $2 where authorisation_id = $1";
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, granted, new.1.as_str(), services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        for who in [&twin, &mailbox, &new] {
            let permit = floor.permit_of(who).await;
            let seen = desk::waiting_announcements(services, &permit.see()).await.unwrap().remove(0);
            let why = seen.not_yours.unwrap();
            let refused = desk::end(services, &permit, &id).await.unwrap();
            assert!(matches!(&refused, Err(Refusal::NotYours(told)) if told.why == why), "{refused:?}");
        }
        assert_eq!(floor.letters(&floor.sanne.0).await, Vec::<String>::new());
        // What stands already, anybody of the desk takes down: an outage that is over cannot wait either.
        desk::approve_announcement(services, &daan, &id).await.unwrap().unwrap();
        assert!(desk::end(services, &floor.permit_of(&new).await, &id).await.unwrap().unwrap());
        assert_eq!(floor.letters(&floor.sanne.0).await, Vec::<String>::new());
    }

    async fn whoever_wrote_a_text_for_everybody_that_is_not_placed_hears_it_by_mail(on: On) {
        for (became, told) in [("refused", 1), ("ran out", 1), ("its own end came", 1), ("ran out long ago", 0), ("taken back", 0), ("approved", 0), ("of somebody who left", 0)] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
            let hours = if became == "its own end came" { 2 } else { 24 * 9 };
            let text = NewAnnouncement { until: services.now().plus(hours * 60 * MINUTE), ..own(&floor) };
            desk::ask_for_announcement(services, &sanne, &text).await.unwrap().unwrap();
            let id = desk::waiting_announcements(services, &daan.see()).await.unwrap().remove(0).announcement.id;
            let forward = |hours: u32| floor.world.clock.forward(hours * 60 * MINUTE);
            match became {
                "refused" => assert!(desk::end(services, &daan, &id).await.unwrap().unwrap()),
                "taken back" => assert!(desk::end(services, &sanne, &id).await.unwrap().unwrap()),
                "approved" => desk::approve_announcement(services, &daan, &id).await.unwrap().unwrap(),
                "its own end came" => forward(2),
                "ran out long ago" => forward(5 * 24),
                "of somebody who left" => {
                    let mut tx = services.db.write().await.unwrap();
                    execute!(&mut tx, "update authorisation set state = 'stopped' where id = $1", floor.sanne.1.as_str()).unwrap();
                    tx.commit().await.unwrap();
                    forward(72);
                }
                _ => forward(72),
            }
            for _ in 0..2 {
                desk::sweep(services).await.unwrap();
            }
            let letters = floor.letters(&floor.sanne.0).await;
            assert_eq!(letters, vec!["message_not_placed"; told], "{became}");
            if told == 1 {
                let letter = floor.lines("select facts from outbox where account_id = $1", floor.sanne.0.as_str()).await.remove(0);
                assert!(letter.contains("wachtwoord") || letter.contains("password"), "{letter}");
                assert_eq!(letter.contains("Daan Dekker"), became == "refused", "{letter}");
            }
        }
    }

    async fn whoever_wrote_a_text_that_a_colleague_refused_sees_who_did_and_when(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let refused = async |of: &flows::Permit<flows::caller::right::DeskWork>| {
            let all = desk::refused_announcements(services, &of.see()).await.unwrap();
            all.into_iter().map(|one| (one.by, one.at, one.announcement.text(Language::En).to_owned())).collect::<Vec<_>>()
        };
        let asks = async |by| {
            desk::ask_for_announcement(services, by, &own(&floor)).await.unwrap().unwrap();
            desk::waiting_announcements(services, &sanne.see()).await.unwrap().remove(0).announcement.id
        };
        // Taken back by who wrote it, and taken down after it was there: nobody refused anything.
        let id = asks(&sanne).await;
        assert!(desk::end(services, &sanne, &id).await.unwrap().unwrap());
        floor.world.clock.forward(2 * MINUTE);
        let id = asks(&sanne).await;
        desk::approve_announcement(services, &daan, &id).await.unwrap().unwrap();
        assert!(desk::end(services, &daan, &id).await.unwrap().unwrap());
        assert_eq!(refused(&sanne).await, []);
        floor.world.clock.forward(2 * MINUTE);
        let id = asks(&sanne).await;
        let at = services.now();
        assert!(desk::end(services, &daan, &id).await.unwrap().unwrap());
        let said = "Call 0900 1234 and say your password.".to_owned();
        assert_eq!(refused(&sanne).await, [("Daan Dekker".to_owned(), at, said)]);
        assert_eq!(refused(&daan).await, [], "it is nobody else's");
        floor.world.clock.forward(73 * 60 * MINUTE);
        assert_eq!(refused(&sanne).await, [], "after three days it says nothing any more");
    }

    async fn a_text_that_two_agents_put_up_at_once_is_shown_once_and_as_long_as_one_of_them_lasts(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let now = services.now();
        for (agent, minutes) in [(&floor.sanne, 10), (&floor.daan, 20)] {
            let permit = floor.permit_of(agent).await;
            desk::put_prepared(services, &permit, &ready(), (now, now.plus(minutes * MINUTE))).await.unwrap().unwrap();
        }
        for (minutes, shown) in [(0, 1), (15, 1), (5, 0)] {
            floor.world.clock.forward(minutes * MINUTE);
            assert_eq!(Announcements::default().now(services).await.unwrap().len(), shown, "{minutes} later");
        }
    }

    async fn sec_70_one_agents_many_messages_hide_no_other_and_fill_no_page(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let puts = async |by, after: u32| {
            floor.world.clock.forward(MINUTE);
            let from = services.now().plus(MINUTE * after);
            desk::put_prepared(services, by, &ready(), (from, from.plus(60 * MINUTE))).await.unwrap()
        };
        let shown = async || Announcements::default().now(services).await.unwrap().len();
        let all = async || desk::announcements(services, &daan.see()).await.unwrap();
        // Of her own words, and while there is room.
        desk::ask_for_announcement(services, &sanne, &own(&floor)).await.unwrap().unwrap();
        let waiting = desk::waiting_announcements(services, &daan.see()).await.unwrap().remove(0).announcement.id;
        for after in [0, 10, 12] {
            puts(&sanne, after).await.unwrap();
        }
        assert_eq!(shown().await, 1);
        // Planned, at once, in her own words, and those that wait for a colleague: each is refused, and none takes another's place.
        for after in [0, 14] {
            assert_eq!(puts(&sanne, after).await, Err(Refusal::EnoughMessages));
        }
        assert_eq!(desk::ask_for_announcement(services, &sanne, &own(&floor)).await.unwrap(), Err(Refusal::EnoughMessages));
        assert_eq!(desk::approve_announcement(services, &daan, &waiting).await.unwrap(), Err(Refusal::EnoughMessages));
        assert_eq!((shown().await, all().await.len()), (1, 3), "what runs stays");
        puts(&daan, 0).await.unwrap();
        assert_eq!(all().await.len(), 4, "a colleague has room of his own");
        // One that is taken down makes room for what was refused.
        let planned = all().await.pop().unwrap();
        assert!(desk::end(services, &daan, &planned.id).await.unwrap().unwrap());
        desk::approve_announcement(services, &daan, &waiting).await.unwrap().unwrap();
        assert_eq!(shown().await, 2, "the text of two agents, and one that both put up");
        // So does one whose time is over.
        assert_eq!(puts(&sanne, 0).await, Err(Refusal::EnoughMessages));
        floor.world.clock.forward(61 * MINUTE);
        puts(&sanne, 0).await.unwrap();
        let put = floor.number("select count(*) from audit where event = $1", "announcement_put").await;
        assert_eq!(put, 6, "what was refused stands nowhere");
    }

    async fn sec_70_messages_that_are_put_up_at_once_are_no_more_than_one_after_another(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        for n in 0..2 {
            floor.world.clock.forward(MINUTE);
            let words = NewAnnouncement { nl: NewsText::parse(&format!("Tekst {n}.")).unwrap(), ..own(&floor) };
            desk::ask_for_announcement(services, &sanne, &words).await.unwrap().unwrap();
        }
        let lasts = (services.now(), services.now().plus(60 * MINUTE));
        for _ in 0..2 {
            floor.world.clock.forward(MINUTE);
            desk::put_prepared(services, &sanne, &ready(), lasts).await.unwrap().unwrap();
        }
        floor.world.clock.forward(MINUTE);
        let waiting = desk::waiting_announcements(services, &daan.see()).await.unwrap();
        let text = ready();
        let (one, two, three) = tokio::join!(
            desk::approve_announcement(services, &daan, &waiting[0].announcement.id),
            desk::approve_announcement(services, &daan, &waiting[1].announcement.id),
            desk::put_prepared(services, &sanne, &text, lasts)
        );
        let all = [one.unwrap(), two.unwrap(), three.unwrap()];
        assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1, "{all:?}");
        assert_eq!(desk::announcements(services, &daan.see()).await.unwrap().len(), 3);
    }

    async fn sec_70_whatever_runs_stands_in_the_list_however_it_came_there(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (now, daan) = (services.now(), floor.permit_of(&floor.daan).await);
        // As a version before this one may have left them.
        let mut tx = services.db.write().await.unwrap();
        for n in 0..25 {
            let sql = "insert into announcement (id, nl, en, from_at, until_at, put_by, put_at, prepared, approved_at)
                 values ($1, $1, $1, $2, $3, $4, $2, 'klaar', $2)";
            execute!(&mut tx, sql, format!("van-sanne-{n:02}"), now.unix_ms(), now.plus(60 * MINUTE).unix_ms(), floor.sanne.0.as_str()).unwrap();
        }
        tx.commit().await.unwrap();
        desk::put_prepared(services, &daan, &ready(), (now, now.plus(MINUTE))).await.unwrap().unwrap();
        let listed = desk::announcements(services, &daan.see()).await.unwrap();
        let shown = Announcements::default().now(services).await.unwrap();
        assert_eq!((listed.len(), shown.len()), (26, 26));
        for one in &listed {
            assert!(desk::end(services, &daan, &one.id).await.unwrap().unwrap(), "each can be taken down");
        }
    }

    async fn a_message_is_shown_while_it_lasts_and_on_every_node_within_ten_seconds(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        let (here, elsewhere) = (Announcements::default(), Announcements::default());
        assert!(elsewhere.now(services).await.unwrap().is_empty());
        let (from, until) = (services.now(), services.now().plus(60 * MINUTE));
        desk::put_prepared(services, &permit, &ready(), (from, until)).await.unwrap().unwrap();
        let shown = here.now(services).await.unwrap();
        assert_eq!(shown[0].text(Language::En), "Codes arrive late.");
        assert!(elsewhere.now(services).await.unwrap().is_empty(), "believes what it read a moment ago");
        floor.world.clock.forward(MINUTE / 6);
        assert_eq!(elsewhere.now(services).await.unwrap().len(), 1);
        floor.world.clock.forward(60 * MINUTE);
        assert!(here.now(services).await.unwrap().is_empty(), "its time is over");
        let later = (services.now().plus(MINUTE), services.now().plus(9 * MINUTE));
        desk::put_prepared(services, &permit, &ready(), later).await.unwrap().unwrap();
        here.forget();
        assert!(here.now(services).await.unwrap().is_empty(), "not yet");
        let id = desk::announcements(services, &permit.see()).await.unwrap().remove(0).id;
        assert!(desk::end(services, &permit, &id).await.unwrap().unwrap());
        assert!(!desk::end(services, &permit, &id).await.unwrap().unwrap(), "once");
        let by = floor.lines("select event from audit where actor_account_id = $1 order by seq", floor.sanne.0.as_str()).await;
        assert_eq!(by, ["announcement_put", "announcement_put", "announcement_ended"]);
    }

    async fn sec_47_a_message_that_is_put_up_twice_at_once_stands_there_once(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        let (text, lasts) = (ready(), (services.now(), services.now().plus(60 * MINUTE)));
        let (one, other) = tokio::join!(
            desk::put_prepared(services, &permit, &text, lasts),
            desk::put_prepared(services, &permit, &text, lasts)
        );
        one.unwrap().unwrap();
        other.unwrap().unwrap();
        let standing = desk::announcements(services, &permit.see()).await.unwrap();
        assert_eq!(standing.len(), 1);
        let put = "select count(*) from audit where event = $1";
        assert_eq!(floor.number(put, "announcement_put").await, 1);
        desk::end(services, &permit, &standing[0].id).await.unwrap().unwrap();
        desk::put_prepared(services, &permit, &text, lasts).await.unwrap().unwrap();
        assert_eq!(floor.number(put, "announcement_put").await, 2, "taken down and put up again is no second press");
        floor.world.clock.forward(MINUTE);
        desk::put_prepared(services, &permit, &text, lasts).await.unwrap().unwrap();
        assert_eq!(floor.number(put, "announcement_put").await, 3);
        let own = own(&floor);
        let (one, other) = tokio::join!(
            desk::ask_for_announcement(services, &permit, &own),
            desk::ask_for_announcement(services, &permit, &own)
        );
        one.unwrap().unwrap();
        other.unwrap().unwrap();
        assert_eq!(desk::waiting_announcements(services, &permit.see()).await.unwrap().len(), 1);
    }

    async fn sec_68_one_agent_alone_puts_no_own_text_on_everybodys_pages(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let shown = async || Announcements::default().now(services).await.unwrap().len();
        desk::ask_for_announcement(services, &sanne, &own(&floor)).await.unwrap().unwrap();
        assert_eq!(shown().await, 0);
        assert!(desk::announcements(services, &daan.see()).await.unwrap().is_empty());
        let waiting = desk::waiting_announcements(services, &daan.see()).await.unwrap().remove(0);
        assert_eq!((waiting.asked_by.as_str(), waiting.yours, waiting.not_yours), ("Sanne Meijer", false, None));
        let id = waiting.announcement.id;
        assert_eq!(desk::approve_announcement(services, &sanne, &id).await.unwrap(), Err(Refusal::OwnRequest));
        let mut tx = services.db.write().await.unwrap();
        let alone = "update announcement set approved_by = put_by, approved_at = 1 where id = $1";
        assert!(execute!(&mut tx, alone, &id).is_err(), "the database itself refuses");
        drop(tx);
        // A second account on the telephone of who wrote it, and who is new, are no second pair of eyes.
        let insurer = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await.organisation().clone();
        let twin = floor.world.person(&insurer, agent("Ida", "Meijer", "ida@voorbeeld.example", "+31612345611")).await;
        let refused = desk::approve_announcement(services, &floor.permit_of(&twin).await, &id).await.unwrap();
        let why = NoEyes::SameTelephone;
        assert_eq!(refused, Err(Refusal::NotYours(NotYours { why, who: vec!["Daan Dekker".into()] })));
        let new = "update authorisation_right set granted_at = $2 where authorisation_id = $1 and right_code = $3";
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, new, floor.daan.1.as_str(), services.now().unix_ms(), DESK_RIGHT).unwrap();
        tx.commit().await.unwrap();
        let refused = desk::approve_announcement(services, &daan, &id).await.unwrap();
        assert!(matches!(refused, Err(Refusal::NotYours(NotYours { why: NoEyes::TooNew { .. }, .. }))), "{refused:?}");
        assert_eq!(shown().await, 0);
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, new, floor.daan.1.as_str(), 0_i64, DESK_RIGHT).unwrap();
        tx.commit().await.unwrap();
        desk::approve_announcement(services, &daan, &id).await.unwrap().unwrap();
        assert_eq!(shown().await, 1);
        assert_eq!(desk::approve_announcement(services, &daan, &id).await.unwrap(), Err(Refusal::RequestOver));
        // The same words once more, and longer, are another message, which waits.
        assert!(desk::end(services, &sanne, &id).await.unwrap().unwrap(), "one takes it down");
        let longer = NewAnnouncement { until: services.now().plus(24 * 60 * MINUTE * 10), ..own(&floor) };
        desk::ask_for_announcement(services, &sanne, &longer).await.unwrap().unwrap();
        assert_eq!(shown().await, 0);
        let id = desk::waiting_announcements(services, &daan.see()).await.unwrap().remove(0).announcement.id;
        assert!(desk::end(services, &sanne, &id).await.unwrap().unwrap(), "who wrote it takes it back");
        assert_eq!(desk::approve_announcement(services, &daan, &id).await.unwrap(), Err(Refusal::RequestOver));
        // What nobody approved in three days is forgotten.
        floor.world.clock.forward(MINUTE);
        desk::ask_for_announcement(services, &sanne, &longer).await.unwrap().unwrap();
        let id = desk::waiting_announcements(services, &daan.see()).await.unwrap().remove(0).announcement.id;
        floor.world.clock.forward(72 * 60 * MINUTE);
        let daan = floor.permit_of(&floor.daan).await;
        assert!(desk::waiting_announcements(services, &daan.see()).await.unwrap().is_empty());
        assert_eq!(desk::approve_announcement(services, &daan, &id).await.unwrap(), Err(Refusal::RequestOver));
    }
}
