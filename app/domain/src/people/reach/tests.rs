//! Tables: what a stored authorisation guards, and who gets past a guard.

use super::*;

const HOUR: i64 = 60 * 60 * 1000;
const NOW: Moment = at(1_000);

const fn at(hours: i64) -> Moment {
    Moment::from_unix_ms(hours * HOUR)
}

const fn after(hours: i64) -> Guard {
    Guard::LooksAfter(Lasts::Until(at(hours + 72)))
}

const PLAIN: Post = Post {
    role: Role::Employee,
    state: AuthorisationState::Active,
    valid_from: None,
    valid_until: None,
    stand_in: None,
    at_desk: false,
    looked_after_until: None,
    at_desk_until: None,
    given_at: None,
};
const ADMIN: Post = Post {
    role: Role::Admin,
    ..PLAIN
};
const AGENT: Post = Post {
    at_desk: true,
    ..PLAIN
};
const ALWAYS: Guard = Guard::LooksAfter(Lasts::WithRole);
const DESK: Guard = Guard::AtDesk(Lasts::WithRole);

const fn stand_in(from: i64, until: i64) -> Post {
    Post {
        stand_in: Some(StandIn {
            from: at(from),
            until: at(until),
        }),
        ..PLAIN
    }
}

#[test]
fn what_is_stored_says_how_far_somebody_is_out_of_reach_here_and_for_the_account_elsewhere() {
    let stopped = AuthorisationState::Stopped;
    let invited = AuthorisationState::Invited;
    let cases = [
        ("staff", PLAIN, Guard::None, Guard::None),
        ("admin", ADMIN, ALWAYS, ALWAYS),
        ("agent", AGENT, DESK, DESK),
        (
            "of a newer version",
            Post {
                role: Role::Unknown,
                ..AGENT
            },
            Guard::Unknown,
            Guard::Unknown,
        ),
        (
            "agent and admin",
            Post {
                at_desk: true,
                ..ADMIN
            },
            DESK,
            DESK,
        ),
        (
            "stopped admin",
            Post {
                state: stopped,
                ..ADMIN
            },
            ALWAYS,
            Guard::None,
        ),
        (
            "invited admin",
            Post {
                state: invited,
                ..ADMIN
            },
            ALWAYS,
            Guard::None,
        ),
        (
            "invited agent",
            Post {
                state: invited,
                ..AGENT
            },
            DESK,
            Guard::None,
        ),
        (
            "admin whose end came an hour ago",
            Post {
                valid_until: Some(at(999)),
                ..ADMIN
            },
            ALWAYS,
            after(999),
        ),
        (
            "admin whose end came long ago",
            Post {
                valid_until: Some(at(900)),
                ..ADMIN
            },
            ALWAYS,
            Guard::None,
        ),
        (
            "admin whose end comes",
            Post {
                valid_until: Some(at(1_001)),
                ..ADMIN
            },
            ALWAYS,
            ALWAYS,
        ),
        (
            "agent whose end came an hour ago",
            Post {
                valid_until: Some(at(999)),
                ..AGENT
            },
            DESK,
            Guard::AtDesk(Lasts::Until(at(999 + 72))),
        ),
        (
            "admin from tomorrow on",
            Post {
                valid_from: Some(at(1_024)),
                ..ADMIN
            },
            ALWAYS,
            Guard::None,
        ),
        (
            "admin until an hour ago whose first day is tomorrow",
            Post {
                valid_from: Some(at(1_024)),
                looked_after_until: Some(at(999)),
                ..PLAIN
            },
            after(999),
            Guard::None,
        ),
        (
            "agent until an hour ago whose first day is tomorrow",
            Post {
                valid_from: Some(at(1_024)),
                at_desk_until: Some(at(999)),
                ..PLAIN
            },
            Guard::AtDesk(Lasts::Until(at(999 + 72))),
            Guard::None,
        ),
        (
            "admin until an hour before the first day",
            Post {
                valid_from: Some(at(1_000)),
                looked_after_until: Some(at(999)),
                ..PLAIN
            },
            after(999),
            Guard::None,
        ),
        (
            "agent from tomorrow on",
            Post {
                valid_from: Some(at(1_024)),
                ..AGENT
            },
            DESK,
            Guard::None,
        ),
        (
            "admin from now on",
            Post {
                valid_from: Some(NOW),
                ..ADMIN
            },
            ALWAYS,
            ALWAYS,
        ),
        (
            "stands in, and is out until after that",
            Post {
                valid_from: Some(at(2_000)),
                ..stand_in(900, 1_100)
            },
            after(1_100),
            Guard::None,
        ),
        (
            "stands in tomorrow",
            stand_in(1_024, 1_048),
            Guard::None,
            Guard::None,
        ),
        (
            "stands in",
            stand_in(900, 1_100),
            after(1_100),
            after(1_100),
        ),
        (
            "stood in until yesterday",
            stand_in(900, 976),
            after(976),
            after(976),
        ),
        (
            "stood in long ago",
            stand_in(900, 928),
            Guard::None,
            Guard::None,
        ),
        (
            "stood in until the access ended",
            Post {
                valid_until: Some(at(980)),
                ..stand_in(900, 1_100)
            },
            after(980),
            after(980),
        ),
        (
            "stood in until the access ended long ago",
            Post {
                valid_until: Some(at(928)),
                ..stand_in(900, 1_100)
            },
            Guard::None,
            Guard::None,
        ),
        (
            "stands in, and the access ends before the period does",
            Post {
                valid_until: Some(at(1_050)),
                ..stand_in(900, 1_100)
            },
            after(1_050),
            after(1_050),
        ),
        (
            "was admin until an hour ago",
            Post {
                looked_after_until: Some(at(999)),
                ..PLAIN
            },
            after(999),
            after(999),
        ),
        (
            "was admin just within the time",
            Post {
                looked_after_until: Some(at(929)),
                ..PLAIN
            },
            after(929),
            after(929),
        ),
        (
            "was admin just before the time",
            Post {
                looked_after_until: Some(at(928)),
                ..PLAIN
            },
            Guard::None,
            Guard::None,
        ),
        (
            "was stopped as an admin",
            Post {
                state: stopped,
                looked_after_until: Some(at(999)),
                ..PLAIN
            },
            after(999),
            after(999),
        ),
        (
            "was agent until an hour ago",
            Post {
                at_desk_until: Some(at(999)),
                looked_after_until: Some(at(999)),
                ..PLAIN
            },
            Guard::AtDesk(Lasts::Until(at(999 + 72))),
            Guard::AtDesk(Lasts::Until(at(999 + 72))),
        ),
    ];
    for (what, post, here, elsewhere) in cases {
        assert_eq!(post.here(NOW), here, "{what}");
        assert_eq!(post.elsewhere(NOW), elsewhere, "{what}, for the account");
    }
}

#[test]
fn the_strictest_of_all_posts_counts_for_the_account_and_the_own_one_for_the_rest() {
    let posts = |here, others: &[Post]| Posts {
        here,
        others: others.to_vec(),
    };
    let guards = |here, anywhere| Guards { here, anywhere };
    let cases = [
        (posts(PLAIN, &[]), guards(Guard::None, Guard::None)),
        (posts(PLAIN, &[PLAIN, ADMIN]), guards(Guard::None, ALWAYS)),
        (posts(PLAIN, &[ADMIN, AGENT]), guards(Guard::None, DESK)),
        (posts(ADMIN, &[PLAIN]), guards(ALWAYS, ALWAYS)),
        (posts(AGENT, &[ADMIN]), guards(DESK, DESK)),
    ];
    for (posts, expected) in cases {
        assert_eq!(posts.guards(NOW), expected, "{posts:?}");
    }
}

#[test]
fn who_may_do_what_to_whom_and_who_can_help_instead() {
    use Helper::{OwnAdmins, ServiceDesk, TwoAgents};
    let who = [Who::StandIn, Who::Admin, Who::Agent, Who::TwoAgents];
    let lately = after(999);
    let (ok, desk, two) = (Ok(()), Err(ServiceDesk), Err(TwoAgents));
    let (admins, nobody) = (Err(OwnAdmins), [Err(Helper::NewerVersion); 4]);
    let table = [
        (What::Access, Guard::None, Guard::None, [ok, ok, ok, ok]),
        (What::Access, Guard::Unknown, Guard::Unknown, nobody),
        (What::Account, Guard::None, Guard::Unknown, nobody),
        (What::Access, Guard::None, DESK, [ok, ok, ok, ok]),
        (What::Access, lately, lately, [admins, ok, ok, ok]),
        (What::Access, ALWAYS, ALWAYS, [admins, ok, ok, ok]),
        (What::Access, DESK, DESK, [admins, ok, ok, ok]),
        (What::Keys, Guard::None, DESK, [ok, ok, ok, ok]),
        (What::Keys, lately, lately, [desk, desk, ok, ok]),
        (What::Keys, ALWAYS, ALWAYS, [desk, desk, ok, ok]),
        (What::Keys, DESK, DESK, [two, two, ok, ok]),
        (What::Account, Guard::None, Guard::None, [ok, ok, ok, ok]),
        (What::Account, Guard::None, lately, [desk, desk, ok, ok]),
        (What::Account, ALWAYS, ALWAYS, [desk, desk, ok, ok]),
        (What::Account, Guard::None, DESK, [two, two, two, ok]),
        (What::Account, ALWAYS, DESK, [two, two, two, ok]),
    ];
    for (what, here, anywhere, expected) in table {
        let guards = Guards { here, anywhere };
        let may = who.map(|who| reach(who, what, &guards));
        assert_eq!(may, expected, "{what:?} {guards:?}");
    }
}

#[test]
fn a_company_speaks_for_an_account_that_it_alone_guards_most_and_has_for_a_while() {
    let stopped = Post {
        state: AuthorisationState::Stopped,
        ..ADMIN
    };
    let lately = Post {
        looked_after_until: Some(at(999)),
        ..PLAIN
    };
    let given = |hours| Post {
        given_at: Some(at(hours)),
        ..ADMIN
    };
    let begun = |hours| Post {
        valid_from: Some(at(hours)),
        ..ADMIN
    };
    let taken_again = Post {
        role: Role::Employee,
        looked_after_until: Some(at(999)),
        ..given(998)
    };
    let cases = [
        ("staff, and nowhere else", PLAIN, vec![], true),
        ("staff here and there", PLAIN, vec![PLAIN], false),
        ("admin here, staff there", ADMIN, vec![PLAIN], true),
        ("admin here and there", ADMIN, vec![ADMIN], false),
        ("admin here, agent there", ADMIN, vec![PLAIN, AGENT], false),
        ("agent here, admin there", AGENT, vec![ADMIN], true),
        ("staff here, stopped there", PLAIN, vec![stopped], true),
        ("staff here, admin there lately", PLAIN, vec![lately], false),
        ("admin here since an hour", given(999), vec![PLAIN], false),
        ("admin here since 71 hours", given(929), vec![PLAIN], false),
        ("admin here since 72 hours", given(928), vec![PLAIN], true),
        (
            "admin since an hour, and nowhere else",
            given(999),
            vec![],
            true,
        ),
        (
            "admin here whose first day was an hour ago",
            begun(999),
            vec![PLAIN],
            false,
        ),
        (
            "admin here whose first day was 72 hours ago",
            begun(928),
            vec![PLAIN],
            true,
        ),
        (
            "staff here, admin there from tomorrow on",
            PLAIN,
            vec![begun(1_024)],
            true,
        ),
        ("admin here for an hour", taken_again, vec![PLAIN], false),
        (
            "admin here long since, and there since an hour",
            ADMIN,
            vec![given(999)],
            false,
        ),
    ];
    for (what, here, others, speaks) in cases {
        let posts = Posts { here, others };
        assert_eq!(posts.speaks_for_account(NOW, PROTECTED), speaks, "{what}");
    }
}
