//! What an operator sees of budgets and does about one, while everybody goes on.

use flows::{
    budgets::{self, Budget, HOUR, Lifted, Running},
    challenges::{self, Alarm},
    on_each_database,
    testing::{On, World},
};

on_each_database! {
    async fn an_operator_sees_what_runs_out_and_has_one_begin_anew_which_stands_in_the_trail(on: On) {
        let world = World::new(on).await;
        let services = &world.services;
        let now = services.now();
        let (all, network, other) = (|| Budget::common("guesses", HOUR, 20), Budget::new("guesses/24:abcdef", HOUR, 5), Budget::new("guesses/24:abzzzz", HOUR, 9));
        let mut tx = services.db.write().await.unwrap();
        for _ in 0..16 {
            all().spend(&mut tx, now).await.unwrap();
        }
        for _ in 0..7 {
            network.spend(&mut tx, now).await.unwrap();
        }
        other.spend(&mut tx, now).await.unwrap();
        tx.commit().await.unwrap();
        let seen = async || {
            let mut tx = services.db.look().await.unwrap();
            budgets::running(&mut tx, services.now(), 50).await.unwrap()
        };
        let until = all().window_end(now);
        let line = |name: &str, used, limit| Running { name: name.into(), used, limit, until };
        assert_eq!(seen().await, [line("guesses", 16, 20), line("guesses/24:abcdef", 7, 5)]);
        let alarms = challenges::alarms(services).await.unwrap();
        assert_eq!(alarms, [Alarm::NearlySpent(line("guesses", 16, 20))], "one network alone is no alarm");
        assert_eq!(challenges::alarms(services).await.unwrap(), [], "said once");

        for (name, lifted) in [
            ("nothing", Lifted::NothingThere),
            ("gues", Lifted::Several),
            ("guesses/24:ab", Lifted::Several),
            ("guesses/24:abc", Lifted::Done("guesses/24:abcdef".into())),
            ("guesses/24:abc", Lifted::NothingThere),
            ("guesses", Lifted::Done("guesses".into())),
        ] {
            assert_eq!(budgets::lift(services, name).await.unwrap(), lifted, "{name}");
        }
        assert_eq!(seen().await, []);
        let mut tx = services.db.write().await.unwrap();
        assert!(network.spend(&mut tx, now).await.unwrap() && all().spend(&mut tx, now).await.unwrap());
        let told: Vec<(String, String)> = flows::on!(&mut tx, |c| sqlx::query_as("select event, actor from audit order by event").fetch_all(c)).unwrap();
        assert_eq!(told, [("budget_alarm".into(), "system".into()), ("budget_lifted".into(), "operator".into()), ("budget_lifted".into(), "operator".into())]);
        tx.commit().await.unwrap();
        world.clock.forward(HOUR);
        assert_eq!(seen().await, [], "over");
    }

    async fn what_was_counted_before_a_budget_was_lifted_is_taken_back_from_nothing(on: On) {
        let world = World::new(on).await;
        let (services, now) = (&world.services, world.services.now());
        let all = Budget::common("sms-day", HOUR, 10);
        let each = async |back: bool, times: u32| {
            let mut within = 0;
            for _ in 0..times {
                let mut tx = services.db.write().await.unwrap();
                if back { all.give_back(&mut tx, now).await.unwrap() } else { within += u32::from(all.spend(&mut tx, now).await.unwrap()) }
                tx.commit().await.unwrap();
            }
            within
        };
        assert_eq!(each(false, 10).await, 10);
        assert_eq!(budgets::lift(services, "sms-day").await.unwrap(), Lifted::Done("sms-day".into()));
        each(true, 10).await;
        assert_eq!(each(false, 12).await, 10);
        each(true, 10).await;
        assert_eq!(each(false, 12).await, 10, "whichever row it was counted in");
    }
}
