//! One person and one company, as the desk sees them.

use domain::{
    OrganisationId,
    desk::{Diagnosis, Way},
    people::BlockReason,
    shared::short_text::NoteText,
};
use flows::{
    desk::{self, Happened},
    execute, on_each_database,
    testing::{On, Seed},
};

use super::floor::{Floor, JAN, KARIN, MINUTE};

on_each_database! {
    async fn a_person_is_masked_until_checked_and_looking_is_written_down_once(on: On) {
        let floor = Floor::with(on, Seed { blocked: Some(BlockReason::WrongCodes), ..KARIN }, JAN).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let see = floor.permit_of(&floor.sanne).await.see();
        let before = desk::person(services, &see, whom, Way::Belcode).await.unwrap().unwrap();
        assert_eq!(before.diagnosis, Diagnosis::Blocked(BlockReason::WrongCodes));
        assert_eq!(before.email, "k•••@kantoor-deboer.example");
        assert!(before.ours() && before.checked_until.is_none());
        let until = floor.checked(&floor.sanne, whom).await.until();
        let after = desk::person(services, &see, whom, Way::Search).await.unwrap().unwrap();
        assert_eq!(after.email, "karin@kantoor-deboer.example");
        assert_eq!(after.checked_until, Some(until));
        let seen = floor.lines("select facts from audit where event = $1", "desk_viewed").await;
        assert_eq!(seen, [r#"{"way":"belcode"}"#], "the same case");
        floor.world.clock.forward(31 * MINUTE);
        desk::person(services, &see, whom, Way::Search).await.unwrap().unwrap();
        assert_eq!(floor.lines("select facts from audit where event = $1", "desk_viewed").await.len(), 2);
        let of_staff = desk::person(services, &see, &floor.jan.1, Way::Organisation).await.unwrap().unwrap();
        assert!(of_staff.ours(), "the only admin is blocked");
    }

    async fn the_story_tells_letters_events_and_notes_newest_first(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        floor.checked(&floor.sanne, whom).await;
        floor.world.clock.forward(MINUTE);
        let see = floor.permit_of(&floor.daan).await.see();
        let text = NoteText::parse("Belt morgen terug").unwrap();
        desk::write_note(services, &see, whom, &text).await.unwrap().unwrap();
        let person = desk::person(services, &see, whom, Way::Address).await.unwrap().unwrap();
        let told: Vec<String> = person.story.iter().map(|(_, told)| match told {
            Happened::Event(row) => row.event.map_or("?", flows::audit::Event::code).to_owned(),
            Happened::Letter(letter) => letter.letter.clone(),
            Happened::Note(note) => format!("{}: {}", note.by, note.text),
        }).collect();
        assert_eq!(told[0], "desk_viewed");
        assert_eq!(told[1], "Daan Dekker: Belt morgen terug");
        assert!(told.contains(&"caller_check".to_owned()) && told.contains(&"caller_checked".to_owned()), "{told:?}");
        let in_log = floor.lines("select facts from audit where event = $1", "desk_note_written").await;
        assert_eq!(in_log, ["{}"], "that there is a note, not what it says");
        floor.world.clock.forward(366 * 24 * 60 * MINUTE);
        desk::sweep(services).await.unwrap();
        assert_eq!(floor.number("select count(*) from desk_note where authorisation_id = $1", whom.as_str()).await, 0);
    }

    async fn sec_70_no_agents_many_notes_hide_those_of_others_and_every_one_can_be_reached(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await.see(), floor.permit_of(&floor.daan).await.see());
        floor.checked(&floor.sanne, whom).await;
        let warning = NoteText::parse("PAS OP: iemand belt in haar naam").unwrap();
        desk::write_note(services, &sanne, whom, &warning).await.unwrap().unwrap();
        for n in 0..120 {
            floor.world.clock.forward(MINUTE / 60);
            let text = NoteText::parse(&format!("Notitie {n}")).unwrap();
            desk::write_note(services, &daan, whom, &text).await.unwrap().unwrap();
        }
        let page = desk::person(services, &sanne, whom, Way::Search).await.unwrap().unwrap();
        let notes: Vec<&str> = page.story.iter().filter_map(|(_, told)| match told {
            Happened::Note(note) => Some(note.text.as_str()),
            _ => None,
        }).collect();
        assert!(notes.contains(&warning.as_str()) && notes.len() == 10 && page.more_notes, "{notes:?}");
        let checked = |(_, told): &(_, Happened)| matches!(told, Happened::Event(row) if row.event == Some(flows::audit::Event::CallerChecked));
        assert!(page.story.iter().any(checked), "nor what happened");
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let found = desk::notes(services, &sanne, whom, before.as_deref(), Way::Search).await.unwrap();
            let (rows, older) = found.unwrap();
            before = rows.last().map(|row| row.id.clone());
            seen.extend(rows.into_iter().map(|row| row.note.text));
            if !older {
                break;
            }
        }
        let newest_first: Vec<String> = (0..120).rev().map(|n| format!("Notitie {n}")).chain([warning.as_str().to_owned()]).collect();
        assert_eq!(seen, newest_first);
        let nothing = desk::notes(services, &sanne, &floor.jan.1, None, Way::Search).await.unwrap();
        assert_eq!(nothing, Some((vec![], false)));
        let nobody = domain::AuthorisationId::from_trusted("nobody".to_owned());
        assert_eq!(desk::notes(services, &sanne, &nobody, None, Way::Search).await.unwrap(), None);
    }

    async fn sec_47_a_note_that_is_sent_twice_at_once_is_one_note(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await.see(), floor.permit_of(&floor.daan).await.see());
        let text = NoteText::parse("Belt morgen terug").unwrap();
        let (one, other) = tokio::join!(
            desk::write_note(services, &sanne, whom, &text),
            desk::write_note(services, &sanne, whom, &text)
        );
        assert!(one.unwrap().is_ok() && other.unwrap().is_ok());
        let notes = "select count(*) from desk_note where authorisation_id = $1";
        assert_eq!(floor.number(notes, whom.as_str()).await, 1);
        assert_eq!(floor.number("select count(*) from audit where event = $1", "desk_note_written").await, 1);
        desk::write_note(services, &daan, whom, &text).await.unwrap().unwrap();
        assert_eq!(floor.number(notes, whom.as_str()).await, 2, "a colleague may think the same");
        floor.world.clock.forward(MINUTE);
        desk::write_note(services, &sanne, whom, &text).await.unwrap().unwrap();
        assert_eq!(floor.number(notes, whom.as_str()).await, 3, "a minute later it is another note");
    }

    async fn a_running_stand_in_is_whom_the_staff_are_referred_to(on: On) {
        let floor = Floor::with(on, Seed { blocked: Some(BlockReason::WrongCodes), ..KARIN }, JAN).await;
        let services = &floor.world.services;
        let piet = floor.world.person(&floor.office, Seed::new("Piet", "", "Bakker", "piet@kantoor-deboer.example")).await;
        let mut tx = services.db.write().await.unwrap();
        let (from, until) = (services.now().unix_ms(), services.now().plus(MINUTE).unix_ms());
        let stands_in = "update authorisation set stand_in_from = $2, stand_in_until = $3 where id = $1";
        execute!(&mut tx, stands_in, piet.1.as_str(), from, until).unwrap();
        tx.commit().await.unwrap();
        let see = floor.permit_of(&floor.sanne).await.see();
        let jan = desk::person(services, &see, &floor.jan.1, Way::Search).await.unwrap().unwrap();
        assert!(!jan.ours());
        assert_eq!(jan.admins.iter().map(|admin| admin.name.as_str()).collect::<Vec<_>>(), ["Piet Bakker"]);
        floor.world.clock.forward(MINUTE);
        let jan = desk::person(services, &see, &floor.jan.1, Way::Search).await.unwrap().unwrap();
        assert!(jan.ours(), "his time is over");
    }

    async fn a_company_shows_its_admins_its_staff_page_by_page_and_who_waits(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        for number in 0..55 {
            let (given, email) = (format!("Bo{}", "a".repeat(number + 1)), format!("b{number}@kantoor-deboer.example"));
            floor.world.person(&floor.office, Seed::new(&given, "", "Zwart", &email)).await;
        }
        let see = floor.permit_of(&floor.sanne).await.see();
        let first = desk::organisation(services, &see, &floor.office, None, Way::Search).await.unwrap().unwrap();
        assert_eq!((first.admins.len(), first.staff.len()), (1, 50));
        assert_eq!((first.admins_counted.number, first.staff_counted.number), (1, 56));
        assert_eq!(first.staff[0].email_masked, "j•••@kantoor-deboer.example");
        let second = desk::organisation(services, &see, &floor.office, first.after.as_ref(), Way::Search).await.unwrap().unwrap();
        assert_eq!(second.staff.len(), 6);
        let back = desk::organisation(services, &see, &floor.office, second.before.as_ref(), Way::Search).await.unwrap().unwrap();
        assert_eq!(back.staff[0].id, first.staff[0].id);
        let nowhere = OrganisationId::from_trusted("019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d".into());
        assert!(desk::organisation(services, &see, &nowhere, None, Way::Search).await.unwrap().is_none());
        assert_eq!(floor.lines("select event from audit where organisation_id = $1", floor.office.as_str()).await, ["desk_viewed"]);
    }
}
