//! Checkpoints of the audit trail as files: how they are kept, who may read them, and what readiness says (SEC-76).

use std::{os::unix::fs::PermissionsExt, path::Path, time::Duration};

use axum::{body::Body, http::Request};
use flows::{
    Services,
    audit::{self, Actor, CheckpointFault, Entry, Event, Verdict},
    on_each_database,
    secrets::Keys,
    testing::{On, World},
};
use server::checkpoints::{Folder, Keeper};

use super::house::{House, on_health};

const EVERY: Duration = Duration::from_secs(5 * 60);

fn names(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

async fn do_something(services: &Services) {
    let mut tx = services.db.write().await.unwrap();
    let entry = Entry::new(Event::Imported, Actor::Operator);
    audit::record(&mut tx, services.now(), entry).unwrap();
    tx.commit().await.unwrap();
}

async fn verdict(services: &Services, folder: &Path) -> Verdict {
    let all = Folder(folder.to_owned())
        .gather(&services.keys, None)
        .unwrap();
    audit::verify(services, &all.unwrap()).await.unwrap()
}

on_each_database! {
    async fn sec_76_nodes_that_share_a_folder_make_one_row_of_checkpoints(on: On) {
        let world = World::new(on).await;
        let services = &world.services;
        let folder = tempfile::tempdir().unwrap();
        let nodes: Vec<Keeper> = (0..3).map(|_| Keeper::new(services.clone(), folder.path(), EVERY)).collect();
        for _ in 0..3 {
            do_something(services).await;
            let writing: Vec<_> = nodes.iter().cloned().map(|node| tokio::spawn(async move { node.write_one().await })).collect();
            for written in writing {
                written.await.unwrap().unwrap();
            }
        }
        let expected: Vec<String> = (1..=9).map(|number| format!("checkpoint-{number:010}.json")).collect();
        assert_eq!(names(folder.path()), expected);
        for name in &expected {
            let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        assert_eq!(verdict(services, folder.path()).await, Verdict::Whole { rows: 3, uncovered: 0 });
    }

    async fn sec_76_no_checkpoint_follows_while_the_newest_that_was_written_is_taken_away_and_what_else_is_gone_shows(on: On) {
        for (gone, shows) in [(vec![3], None), (vec![2, 3], Some(2)), (vec![1, 2, 3], Some(1))] {
            for restarted in [false, true] {
                let world = World::new(on).await;
                let (folder, elsewhere, anew) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
                let starts = |folder: &Path| Keeper::new(world.services.clone(), folder, EVERY);
                let mut keeper = starts(folder.path());
                for _ in 0..3 {
                    do_something(&world.services).await;
                    keeper.write_one().await.unwrap();
                }
                let moves = |number: u64, from: &Path, to: &Path| {
                    let name = format!("checkpoint-{number:010}.json");
                    std::fs::rename(from.join(&name), to.join(&name)).unwrap();
                };
                for number in &gone {
                    moves(*number, folder.path(), elsewhere.path());
                }
                if restarted {
                    keeper = starts(folder.path());
                }
                let left = names(folder.path());
                for _ in 0..2 {
                    let refused = keeper.write_one().await.unwrap_err().to_string();
                    assert!(refused.contains("lacks number 3,"), "{gone:?}: {refused}");
                    assert_eq!(keeper.last_written().amiss(world.services.now()), Some(refused));
                    assert_eq!(names(folder.path()), left);
                }
                // Where it is lost, somebody says so by another folder.
                starts(anew.path()).write_one().await.unwrap();
                assert_eq!(verdict(&world.services, anew.path()).await, Verdict::Whole { rows: 3, uncovered: 0 });
                moves(3, elsewhere.path(), folder.path());
                keeper.write_one().await.unwrap();
                assert_eq!(keeper.last_written().amiss(world.services.now()), None);
                let all = Folder(folder.path().to_owned()).gather(&world.services.keys, None).unwrap();
                assert_eq!(all.err().map(|wrong| wrong.why), shows.map(|number| CheckpointFault::Missing { number }));
            }
        }
    }

    async fn sec_76_no_checkpoint_follows_from_one_that_nobody_here_signed_or_that_saw_another_trail(on: On) {
        for how in ["not signed", "rows are gone", "another database", "not signed, at the start", "rows are gone, at the start"] {
            let world = World::new(on).await;
            let folder = tempfile::tempdir().unwrap();
            let mut keeper = Keeper::new(world.services.clone(), folder.path(), EVERY);
            for _ in 0..2 {
                do_something(&world.services).await;
                keeper.write_one().await.unwrap();
            }
            let other = World::new(on).await;
            if how.ends_with("at the start") {
                keeper = Keeper::new(world.services.clone(), folder.path(), EVERY);
            }
            let newest = folder.path().join(names(folder.path()).pop().unwrap());
            let text = std::fs::read_to_string(&newest).unwrap();
            if how.starts_with("not signed") {
                let (before, mac) = text.split_once("\"mac\":\"").unwrap();
                std::fs::write(&newest, format!("{before}\"mac\":\"{}{}", "0".repeat(64), &mac[64..])).unwrap();
            } else if how.starts_with("rows are gone") {
                let mut tx = world.services.db.write().await.unwrap();
                let guard = if on == On::Postgres { "drop trigger audit_no_change on audit" } else { "drop trigger audit_no_delete" };
                flows::execute!(&mut tx, guard).unwrap();
                flows::execute!(&mut tx, "delete from audit where at = (select max(at) from audit)").unwrap();
                tx.commit().await.unwrap();
            } else {
                do_something(&other.services).await;
                keeper = Keeper::new(other.services.clone(), folder.path(), EVERY);
            }
            let before = names(folder.path());
            let refused = keeper.write_one().await.unwrap_err().to_string();
            let said = keeper.last_written().amiss(world.services.now()).unwrap_or_default();
            assert!(said == refused && refused.contains("checkpoint"), "{how}: {said}");
            assert_eq!(names(folder.path()), before, "{how}");
            if how == "not signed" {
                std::fs::write(&newest, text).unwrap();
                keeper.write_one().await.unwrap();
                assert_eq!(keeper.last_written().amiss(world.services.now()), None);
            }
        }
    }

    async fn sec_76_a_folder_whose_disk_is_away_gets_none_and_the_row_goes_on_when_it_is_back(on: On) {
        // As many lie in the folder beneath, from starts before the disk was there.
        for beneath in 0..=3 {
            for restarted in [false, true] {
                let world = World::new(on).await;
                let disk = tempfile::tempdir().unwrap();
                let [folder, away, below] = ["folder", "away", "below"].map(|name| disk.path().join(name));
                std::fs::create_dir(&folder).unwrap();
                std::fs::create_dir(&below).unwrap();
                for _ in 0..beneath {
                    Keeper::new(world.services.clone(), &below, EVERY).write_one().await.unwrap();
                }
                let mut keeper = Keeper::new(world.services.clone(), &folder, EVERY);
                for _ in 0..2 {
                    do_something(&world.services).await;
                    keeper.write_one().await.unwrap();
                }
                std::fs::rename(&folder, &away).unwrap();
                std::fs::rename(&below, &folder).unwrap();
                if restarted {
                    keeper = Keeper::new(world.services.clone(), &folder, EVERY);
                }
                keeper.write_one().await.unwrap_err();
                assert!(keeper.last_written().amiss(world.services.now()).unwrap().contains("mounted"));
                assert_eq!(names(&folder).len(), beneath);
                std::fs::rename(&folder, &below).unwrap();
                std::fs::rename(&away, &folder).unwrap();
                keeper.write_one().await.unwrap();
                assert_eq!(keeper.last_written().amiss(world.services.now()), None);
                assert_eq!(verdict(&world.services, &folder).await, Verdict::Whole { rows: 2, uncovered: 0 });
            }
        }
    }

    async fn sec_76_a_database_that_does_not_know_of_its_checkpoints_yet_goes_on_after_the_newest(on: On) {
        let world = World::new(on).await;
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            do_something(&world.services).await;
            Keeper::new(world.services.clone(), folder.path(), EVERY).write_one().await.unwrap();
            // As a version of before leaves it, or a name of the machine that is new.
            let mut tx = world.services.db.write().await.unwrap();
            flows::execute!(&mut tx, "delete from newest_checkpoint").unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(verdict(&world.services, folder.path()).await, Verdict::Whole { rows: 2, uncovered: 0 });
        assert_eq!(names(folder.path()).len(), 2);
    }

    async fn sec_76_the_key_of_checkpoints_is_changed_in_three_rounds_and_back(on: On) {
        let world = World::new(on).await;
        let folder = tempfile::tempdir().unwrap();
        let keys = |now: u8, others: &[u8]| {
            let others = others.iter().map(|key| [*key; 32]).collect();
            Keys::new([9; 32]).with_audit_key(Some([now; 32])).with_other_audit_keys(others)
        };
        let signed_by = |now, others: &[u8]| {
            Keeper::new(Services { keys: keys(now, others).into(), ..world.services.clone() }, folder.path(), EVERY)
        };
        let is_whole = |keys: Keys| Folder(folder.path().to_owned()).gather(&keys, None).unwrap().is_ok();
        do_something(&world.services).await;
        signed_by(1, &[]).write_one().await.unwrap();
        assert!(signed_by(2, &[]).write_one().await.is_err());
        assert!(signed_by(2, &[3]).write_one().await.is_err());
        // Two nodes, one round after the other, and one that is rolled back.
        let (before, during, after) = ((1, &[2][..]), (2, &[1][..]), (2, &[][..]));
        for (now, others) in [before, before, during, before, during, before, during, after, during, after] {
            signed_by(now, others).write_one().await.unwrap();
            for (now, others) in [before, during] {
                assert!(is_whole(keys(now, others)), "{now} {others:?}");
            }
        }
        assert!(is_whole(keys(2, &[])) && !is_whole(keys(1, &[])));
        assert!(!is_whole(Keys::new([9; 32])), "whoever holds the master key signs for no other one");
        assert!(is_whole(Keys::new([9; 32]).with_other_audit_keys(vec![[2; 32]])));
    }

    async fn sec_76_old_checkpoints_are_moved_elsewhere_while_the_program_runs(on: On) {
        let world = World::new(on).await;
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let nodes: Vec<Keeper> = (0..2).map(|_| Keeper::new(world.services.clone(), folder.path(), EVERY)).collect();
        for node in [0, 1, 0] {
            do_something(&world.services).await;
            nodes[node].write_one().await.unwrap();
        }
        for name in &names(folder.path())[..2] {
            std::fs::rename(folder.path().join(name), elsewhere.path().join(name)).unwrap();
        }
        nodes[1].write_one().await.unwrap();
        let here = Folder(folder.path().to_owned());
        let gather = |after| here.gather(&world.services.keys, after).unwrap();
        assert_eq!(gather(None).unwrap_err().why, CheckpointFault::Missing { number: 1 });
        let moved: Vec<String> = names(elsewhere.path()).iter().map(|name| std::fs::read_to_string(elsewhere.path().join(name)).unwrap()).collect();
        assert_eq!(gather(Some(("1", &moved[0]))).unwrap_err().why, CheckpointFault::Missing { number: 2 });
        let another = moved[1].replace("\"number\":2", "\"number\": 2");
        assert_eq!(gather(Some(("2", &another))).unwrap_err().why, CheckpointFault::Unchained);
        assert_eq!(gather(Some(("no", "{}"))).unwrap_err().why, CheckpointFault::Unreadable);
        assert_eq!(gather(Some(("2", &moved[1]))).unwrap().count(), 3);
    }

    async fn sec_76_a_restart_goes_on_where_it_was_also_beside_hourly_ones_and_other_files(on: On) {
        let world = World::new(on).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("README"), "not ours").unwrap();
        std::fs::write(folder.path().join(".tmpAbCdEf"), "half of one").unwrap();
        for _ in 0..2 {
            do_something(&world.services).await;
            Keeper::new(world.services.clone(), folder.path(), EVERY).write_one().await.unwrap();
        }
        let hourly = "checkpoint-1795181400000-7.json";
        std::fs::write(folder.path().join(hourly), "{}").unwrap();
        assert_eq!(names(folder.path()).len(), 5);
        let all = Folder(folder.path().to_owned()).gather(&world.services.keys, None).unwrap();
        assert_eq!(all.unwrap_err().name, hourly, "what is called a checkpoint must be one");
        std::fs::remove_file(folder.path().join(hourly)).unwrap();
        let first = folder.path().join("checkpoint-0000000001.json");
        for copy in ["checkpoint-0000000001 (1).json", "checkpoint-0000000001 - kopie.json", "checkpoint-1.json"] {
            std::fs::copy(&first, folder.path().join(copy)).unwrap();
        }
        assert_eq!(verdict(&world.services, folder.path()).await, Verdict::Whole { rows: 2, uncovered: 0 });
    }

    async fn sec_76_a_file_with_the_highest_number_holds_checkpoints_up_while_it_is_there_and_no_longer(on: On) {
        let world = World::new(on).await;
        let folder = tempfile::tempdir().unwrap();
        let keeper = Keeper::new(world.services.clone(), folder.path(), EVERY);
        keeper.write_one().await.unwrap();
        let highest = folder.path().join(format!("checkpoint-{}.json", u64::MAX));
        std::fs::write(&highest, "{}").unwrap();
        let trying = tokio::spawn({
            let keeper = keeper.clone();
            async move { keeper.write_one().await }
        });
        assert!(trying.await.expect("nothing panics").is_err());
        std::fs::remove_file(highest).unwrap();
        keeper.write_one().await.unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        let empty = folder.path().join("checkpoint-9999999999.json");
        std::fs::write(&empty, "").unwrap();
        let said = keeper.write_one().await.unwrap_err().to_string();
        assert!(said.contains("checkpoint-9999999999.json, is empty"), "{said}");
        std::fs::remove_file(empty).unwrap();
        keeper.write_one().await.unwrap();
    }

    async fn sec_76_readiness_degrades_when_no_checkpoint_was_written_for_two_intervals_and_recovers(on: On) {
        let house = House::new(on).await;
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("away");
        let keeper = Keeper::new(house.world.services.clone(), &gone, EVERY);
        let node = on_health(house.world.services.clone(), std::sync::Arc::default(), Some(keeper.last_written()));
        let ready = async || {
            let request = Request::get("/readyz").body(Body::empty()).unwrap();
            tower::ServiceExt::oneshot(node.clone(), request).await.unwrap().status().as_u16()
        };
        assert_eq!(ready().await, 200);
        assert!(keeper.write_one().await.is_err());
        house.world.clock.forward(2 * EVERY + Duration::from_secs(1));
        assert_eq!(ready().await, 503);
        std::fs::create_dir(&gone).unwrap();
        keeper.write_one().await.unwrap();
        assert_eq!(ready().await, 200);
    }
}
