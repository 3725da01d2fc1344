//! Who is in the demo. The fixed people of decisions.md 11 come first; tests and walk-throughs count on them.

use std::time::Duration;

use domain::{
    Moment,
    people::{BlockReason, Role},
    post::HelpKind,
};
use flows::seed::As;

/// The password of everybody in the demo.
pub const PASSWORD: &str = "zonnige fietstocht 2026";

/// Who dealt with the requests that came in.
pub const AT_THE_DESK: &str = "sanne@voorbeeld.example";

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// An organisation of the demo.
pub struct House {
    /// Kind in the catalogue.
    pub kind: &'static str,
    /// Its number.
    pub number: &'static str,
    /// Its name.
    pub name: &'static str,
    /// For how many days it has been there.
    pub days: u64,
    /// Domain of its addresses.
    pub domain: &'static str,
    /// People with a part to play.
    pub people: &'static [Person],
    /// How many ordinary colleagues there are besides.
    pub colleagues: usize,
}

/// A person of the demo.
pub struct Person {
    /// First name.
    pub given: &'static str,
    /// Tussenvoegsel.
    pub infix: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Login name.
    pub email: &'static str,
    /// Mobile number.
    pub mobile: &'static str,
    /// What they are.
    pub role: Role,
    /// How many of the kind's rights they have; admins have all.
    pub rights: usize,
    /// How they stand.
    pub stands: fn(Moment) -> As,
    /// Days since the last login.
    pub last_login_days: Option<u64>,
    /// What they asked the admin for.
    pub asks: Option<HelpKind>,
    /// What is said of them at the start of the demo; empty for who need not be known.
    pub told: &'static str,
}

const PLAIN: Person = Person {
    given: "",
    infix: "",
    family: "",
    email: "",
    mobile: "",
    role: Role::Employee,
    rights: 3,
    stands: |_| As::Active,
    last_login_days: Some(2),
    asks: None,
    told: "",
};

/// Everybody.
pub const HOUSES: &[House] = &[
    House {
        kind: "adviseur",
        number: "40217",
        name: "Kantoor De Boer",
        days: 60,
        domain: "kantoor-deboer.example",
        colleagues: 0,
        people: &[
            Person {
                given: "Karin",
                infix: "de",
                family: "Boer",
                email: "karin@kantoor-deboer.example",
                mobile: "06 12345601",
                role: Role::Admin,
                last_login_days: Some(40),
                told: "admin",
                ..PLAIN
            },
            Person {
                given: "Jan",
                family: "Jansen",
                email: "jan@kantoor-deboer.example",
                mobile: "06 12345602",
                told: "employee",
                ..PLAIN
            },
            Person {
                given: "Piet",
                family: "Bakker",
                email: "piet@kantoor-deboer.example",
                mobile: "06 12345603",
                stands: |_| As::Blocked(BlockReason::WrongCodes),
                asks: Some(HelpKind::CannotLogIn),
                told: "blocked after wrong codes",
                ..PLAIN
            },
            Person {
                given: "Noor",
                infix: "van den",
                family: "Berg",
                email: "noor@kantoor-deboer.example",
                mobile: "06 12345604",
                stands: |now| As::Invited { at: now.minus(DAY) },
                last_login_days: None,
                told: "invited",
                ..PLAIN
            },
            Person {
                given: "Wim",
                family: "Smit",
                email: "wim@kantoor-deboer.example",
                mobile: "06 12345605",
                stands: |now| As::Stopped {
                    at: now.minus(12 * DAY),
                },
                last_login_days: Some(30),
                told: "access stopped",
                ..PLAIN
            },
        ],
    },
    House {
        kind: "garage",
        number: "3100482",
        name: "Garage Jansen",
        days: 60,
        domain: "garage-jansen.example",
        colleagues: 0,
        people: &[
            Person {
                given: "Fatima",
                infix: "el",
                family: "Amrani",
                email: "fatima@garage-jansen.example",
                mobile: "06 12345611",
                role: Role::Admin,
                last_login_days: Some(3),
                told: "admin",
                ..PLAIN
            },
            Person {
                given: "Mo",
                family: "Yıldız",
                email: "mo@garage-jansen.example",
                mobile: "06 12345612",
                rights: 2,
                told: "employee",
                ..PLAIN
            },
            Person {
                given: "Jan",
                family: "Jansen",
                email: "jan@kantoor-deboer.example",
                mobile: "06 12345613",
                rights: 1,
                ..PLAIN
            },
            Person {
                given: "Zoë",
                infix: "van 't",
                family: "Hof",
                email: "zoe@garage-jansen.example",
                mobile: "06 12345614",
                stands: |now| As::Invited {
                    at: now.minus(9 * DAY),
                },
                last_login_days: None,
                told: "invitation has expired",
                ..PLAIN
            },
            Person {
                given: "Henk",
                family: "Öztürk",
                email: "henk@garage-jansen.example",
                mobile: "06 12345615",
                stands: |_| As::PasswordDisabled,
                told: "password disabled after guesses by strangers",
                ..PLAIN
            },
        ],
    },
    House {
        kind: "autoverkoper",
        number: "77012",
        name: "Autohuis Van Dam",
        days: 60,
        domain: "autohuis-vandam.example",
        colleagues: 193,
        people: &[
            Person {
                given: "Lisa",
                infix: "van",
                family: "Dam",
                email: "lisa@autohuis-vandam.example",
                mobile: "06 12345621",
                role: Role::Admin,
                last_login_days: Some(1),
                told: "admin of 200 people",
                ..PLAIN
            },
            Person {
                given: "Bram",
                infix: "de",
                family: "Wit",
                email: "bram@autohuis-vandam.example",
                mobile: "06 12345622",
                role: Role::Admin,
                last_login_days: Some(15),
                told: "second admin",
                ..PLAIN
            },
            Person {
                given: "Tom",
                family: "Visser",
                email: "tom@autohuis-vandam.example",
                mobile: "06 12345623",
                stands: |_| As::MustChangePassword,
                last_login_days: Some(60),
                told: "must change the password once",
                ..PLAIN
            },
            Person {
                given: "Sofie",
                infix: "de",
                family: "Jong",
                email: "sofie@autohuis-vandam.example",
                mobile: "06 12345624",
                stands: |_| As::Blocked(BlockReason::PasswordOnKnownDevice),
                told: "blocked after wrong passwords",
                ..PLAIN
            },
            Person {
                given: "Ruben",
                family: "Mulder",
                email: "ruben@autohuis-vandam.example",
                mobile: "06 12345625",
                stands: |now| As::Ended {
                    since: now.minus(20 * DAY),
                },
                last_login_days: Some(21),
                told: "end date has passed",
                ..PLAIN
            },
            Person {
                given: "Eva",
                family: "Bos",
                email: "eva@autohuis-vandam.example",
                mobile: "06 12345626",
                stands: |now| As::NotYet {
                    from: now.plus(10 * DAY),
                },
                last_login_days: None,
                told: "access starts later",
                ..PLAIN
            },
            Person {
                given: "Daan",
                infix: "van der",
                family: "Linden",
                email: "daan.vanderlinden@autohuis-vandam.example",
                mobile: "06 12345627",
                asks: Some(HelpKind::WrongNumber),
                ..PLAIN
            },
        ],
    },
    // Its admins go on holiday, and somebody stands in for them.
    House {
        kind: "adviseur",
        number: "40533",
        name: "Kuipers Advies",
        days: 90,
        domain: "kuipers-advies.example",
        colleagues: 0,
        people: &[
            Person {
                given: "Saskia",
                family: "Kuipers",
                email: "saskia@kuipers-advies.example",
                mobile: "06 12345661",
                role: Role::Admin,
                last_login_days: Some(4),
                told: "admin, on holiday soon",
                ..PLAIN
            },
            Person {
                given: "Otto",
                family: "Kuipers",
                email: "otto@kuipers-advies.example",
                mobile: "06 12345662",
                role: Role::Admin,
                last_login_days: Some(9),
                ..PLAIN
            },
            Person {
                given: "Wendy",
                family: "Prins",
                email: "wendy@kuipers-advies.example",
                mobile: "06 12345663",
                stands: |now| As::StandsIn {
                    from: now.minus(DAY),
                    until: now.plus(13 * DAY),
                },
                told: "stands in for the admins",
                ..PLAIN
            },
            Person {
                given: "Lotte",
                infix: "van",
                family: "Rijn",
                email: "lotte@kuipers-advies.example",
                mobile: "06 12345664",
                stands: |_| As::Blocked(BlockReason::FrozenByOwner),
                told: "froze the account after a warning mail",
                ..PLAIN
            },
            Person {
                given: "Amir",
                family: "Haddad",
                email: "amir@kuipers-advies.example",
                mobile: "06 12345665",
                rights: 1,
                asks: Some(HelpKind::MoreRights),
                told: "asks to be allowed to do more",
                ..PLAIN
            },
        ],
    },
    // Its half-yearly check is due, and nobody is there when Ellen is away.
    House {
        kind: "adviseur",
        number: "40918",
        name: "Vermeer Assurantiën",
        days: 200,
        domain: "vermeer-assurantien.example",
        colleagues: 2,
        people: &[Person {
            given: "Ellen",
            family: "Vermeer",
            email: "ellen@vermeer-assurantien.example",
            mobile: "06 12345641",
            role: Role::Admin,
            last_login_days: Some(70),
            told: "only admin, half-yearly check due",
            ..PLAIN
        }],
    },
    // Its only admin has left.
    House {
        kind: "garage",
        number: "3100777",
        name: "Autoservice De Linde",
        days: 400,
        domain: "autoservice-delinde.example",
        colleagues: 0,
        people: &[
            Person {
                given: "Gerda",
                infix: "van der",
                family: "Linde",
                email: "gerda@autoservice-delinde.example",
                mobile: "06 12345651",
                role: Role::Admin,
                stands: |now| As::Stopped {
                    at: now.minus(45 * DAY),
                },
                last_login_days: Some(50),
                ..PLAIN
            },
            Person {
                given: "Bart",
                family: "Hoekstra",
                email: "bart@autoservice-delinde.example",
                mobile: "06 12345652",
                told: "employee, nobody is admin",
                ..PLAIN
            },
        ],
    },
    House {
        kind: "garage",
        number: "3100517",
        name: "Garage De Linde",
        days: 200,
        domain: "garage-delinde.example",
        colleagues: 0,
        people: &[],
    },
    House {
        kind: "verzekeraar",
        number: "1001",
        name: "Voorbeeld Verzekeringen",
        days: 60,
        domain: "voorbeeld.example",
        colleagues: 0,
        people: &[
            Person {
                given: "Sanne",
                family: "Meijer",
                email: "sanne@voorbeeld.example",
                mobile: "06 12345631",
                role: Role::Admin,
                told: "service desk",
                ..PLAIN
            },
            Person {
                given: "Daan",
                family: "Dekker",
                email: "daan@voorbeeld.example",
                mobile: "06 12345632",
                rights: 1,
                told: "service desk",
                ..PLAIN
            },
        ],
    },
];

/// An ordinary colleague in a large organisation.
pub struct Colleague {
    /// First name.
    pub given: &'static str,
    /// Tussenvoegsel.
    pub infix: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Login name.
    pub email: String,
}

const GIVEN: [&str; 20] = [
    "Anna", "Bas", "Carlijn", "Dirk", "Emma", "Floor", "Gijs", "Hanna", "Ivo", "Joris", "Kim",
    "Lars", "Maud", "Niels", "Olga", "Pim", "Roos", "Sjoerd", "Tess", "Yara",
];
const FAMILY: [(&str, &str); 11] = [
    ("", "Brouwer"),
    ("de", "Groot"),
    ("van", "Leeuwen"),
    ("", "Hendriks"),
    ("van der", "Meer"),
    ("", "Kok"),
    ("", "Peters"),
    ("ten", "Have"),
    ("", "Willems"),
    ("", "Vermeulen"),
    ("van de", "Ven"),
];

/// The ordinary colleagues of an organisation.
pub fn colleagues(house: &House) -> impl Iterator<Item = Colleague> + use<'_> {
    (0..house.colleagues).map(|place| {
        let given = GIVEN[place % GIVEN.len()];
        let (infix, family) = FAMILY[place % FAMILY.len()];
        let email = format!(
            "{}.{}{}@{}",
            given.to_lowercase(),
            family.to_lowercase(),
            place + 1,
            house.domain
        );
        Colleague {
            given,
            infix,
            family,
            email,
        }
    })
}
