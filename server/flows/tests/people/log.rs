//! The organisation's own log.

use flows::{
    audit::{self, Event, EventGroup, LogFilter},
    on_each_database,
    testing::{On, people},
};

use super::office::{MINUTE, Office, mobile};

on_each_database! {
    async fn the_log_names_people_filters_and_goes_page_by_page(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        for number in 0..audit::PAGE {
            // One person who never gets in is given five numbers in a month.
            let now = services.now().unix_ms().to_string();
            office.run("update authorisation set last_login_at = cast($2 as bigint) where id = $1", &[jan.1.as_str(), &now]).await;
            office.world.clock.forward(MINUTE * 60 * 6);
            let permit = office.permit().await;
            let new = mobile(&format!("06 1111{:04}", number));
            people::change_mobile(services, &permit, &jan.1, &new).await.unwrap().unwrap();
        }
        let permit = office.permit().await;
        people::make_admin(services, &permit, &jan.1).await.unwrap().unwrap();
        let see = permit.see();
        let all = LogFilter::default();
        let first = audit::log_of_organisation(services, &see, &all, None).await.unwrap();
        assert_eq!((first.rows.len(), first.rows[0].event), (audit::PAGE, Some(Event::MadeAdmin)));
        assert_eq!(first.rows[0].actor, audit::LogActor::Person(Some("Karin de Boer".into())));
        assert_eq!(first.rows[0].subject.as_ref().unwrap().name.as_deref(), Some("Jan Jansen"));
        let second = audit::log_of_organisation(services, &see, &all, first.older).await.unwrap();
        assert_eq!((second.rows.len(), second.older), (1, None));
        assert!(second.rows[0].place() < first.rows[audit::PAGE - 1].place());
        let now = services.now();
        for (filter, expected) in [
            (LogFilter { group: Some(EventGroup::Rights), ..all.clone() }, 1),
            (LogFilter { group: Some(EventGroup::Logins), ..all.clone() }, 0),
            (LogFilter { person: Some(office.karin.1.clone()), group: Some(EventGroup::Rights), ..all.clone() }, 1),
            (LogFilter { person: Some(office.fatima.1.clone()), ..all.clone() }, 0),
            (LogFilter { from: Some(now), ..all.clone() }, 2),
            (LogFilter { until: Some(flows::testing::BEGINNING), ..all.clone() }, 0),
        ] {
            let page = audit::log_of_organisation(services, &see, &filter, None).await.unwrap();
            assert_eq!(page.rows.len(), expected, "{filter:?}");
        }
        let of_fatima = office.permit_of(&office.fatima).await.see();
        assert!(audit::log_of_organisation(services, &of_fatima, &all, None).await.unwrap().rows.is_empty());
    }

    async fn a_log_that_is_taken_along_is_whole_and_says_so_in_the_log(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::make_admin(services, &permit, &office.jan.1).await.unwrap().unwrap();
        let mut export = audit::export_of_organisation(services, &permit, LogFilter::default()).await.unwrap();
        let events: Vec<_> = export.next(services).await.unwrap().into_iter().filter_map(|row| row.event).collect();
        assert_eq!(events, [Event::LogExported, Event::MadeAdmin]);
        assert!(export.next(services).await.unwrap().is_empty());
    }

    async fn sec_70_nobody_buries_the_log_under_files_of_it(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let takes = async || audit::export_of_organisation(services, &permit, LogFilter::default()).await.map(drop);
        let mut files = 0;
        let refused = loop {
            match takes().await {
                Ok(()) => files += 1,
                Err(refused) => break refused,
            }
            assert!(files <= 20, "there is no end");
        };
        assert!(matches!(refused, flows::Trouble::Enough { until } if until > services.now()), "{refused:?}");
        let page = audit::log_of_organisation(services, &permit.see(), &LogFilter::default(), None).await.unwrap();
        assert_eq!(page.rows.len(), files, "what is refused leaves no row either");
        office.world.clock.forward(std::time::Duration::from_secs(60 * 60));
        let permit = office.permit().await;
        audit::export_of_organisation(services, &permit, LogFilter::default()).await.unwrap();
    }
}
