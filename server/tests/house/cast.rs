//! Who lives in the house: two organisations and the insurer, and one person for each way of getting in or not.

use domain::{
    organisations::DESK_RIGHT,
    people::{AuthorisationState, BlockReason, PasswordState},
};
use flows::testing::{Seed, World};

/// Somebody a test can speak of by first name.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// What tests call this person.
    pub name: &'static str,
    /// Login name.
    pub email: &'static str,
    /// Mobile number in E.164.
    pub mobile: &'static str,
}

const fn person(name: &'static str, email: &'static str, mobile: &'static str) -> Person {
    Person {
        name,
        email,
        mobile,
    }
}

/// Everybody.
const CAST: [Person; 12] = [
    person("karin", "karin@kantoor-deboer.example", "+31612345601"),
    person("jan", "jan@kantoor-deboer.example", "+31612345602"),
    person("piet", "piet@kantoor-deboer.example", "+31612345603"),
    person("tom", "tom@kantoor-deboer.example", "+31612345604"),
    person("dirk", "dirk@kantoor-deboer.example", "+31612345605"),
    person("nora", "nora@kantoor-deboer.example", "+31612345606"),
    person("sem", "sem@kantoor-deboer.example", "+31612345607"),
    person("fatima", "fatima@garage-jansen.example", "+31612345608"),
    person("mo", "mo@garage-jansen.example", "+31612345609"),
    person("wim", "wim@kantoor-deboer.example", "+31612345610"),
    person("sanne", "sanne@voorbeeld.example", "+31612345611"),
    person("daan", "daan@voorbeeld.example", "+31612345612"),
];

/// Somebody of [`CAST`].
pub fn find(name: &str) -> Person {
    let found = CAST.into_iter().find(|person| person.name == name);
    found.unwrap_or_else(|| panic!("nobody here is called {name}"))
}

/// Lets everybody in: Karin is admin and Jan works at Kantoor De Boer, where Piet is blocked, Tom must change his
/// password, Dirk's password is disabled, Nora is only invited and Sem's access is stopped. Fatima is admin and Mo
/// works at Garage Jansen. Wim works at both. Sanne and Daan are the service desk.
pub async fn move_in(world: &World) {
    let office = world.organisation("adviseur", "Kantoor De Boer").await;
    let garage = world.organisation("garage", "Garage Jansen").await;
    let insurer = world
        .organisation("verzekeraar", "Voorbeeld Verzekeringen")
        .await;
    for person in CAST {
        let seed = seed(person);
        let at = match person.email.split_once('@') {
            Some((_, "garage-jansen.example")) => &garage,
            Some((_, "voorbeeld.example")) => &insurer,
            _ => &office,
        };
        world.person(at, seed).await;
        if person.name == "wim" {
            world.person(&garage, seed).await;
        }
    }
}

fn seed(person: Person) -> Seed<'static> {
    let (given, family) = match person.name {
        "karin" => ("Karin", "Boer"),
        "jan" => ("Jan", "Smit"),
        "piet" => ("Piet", "Visser"),
        "tom" => ("Tom", "Mulder"),
        "dirk" => ("Dirk", "Bos"),
        "nora" => ("Nora", "Vos"),
        "sem" => ("Sem", "Dekker"),
        "fatima" => ("Fatima", "Yilmaz"),
        "mo" => ("Mo", "Bakker"),
        "sanne" => ("Sanne", "Meijer"),
        "daan" => ("Daan", "Dekker"),
        _ => ("Wim", "Kok"),
    };
    let mut seed = Seed::new(given, "", family, person.email);
    seed.mobile = person.mobile;
    match person.name {
        "karin" | "fatima" => seed = seed.admin(),
        "piet" => seed.blocked = Some(BlockReason::WrongCodes),
        "tom" => seed.password = PasswordState::MustChange,
        "dirk" => seed.password = PasswordState::Disabled,
        "nora" => seed.state = AuthorisationState::Invited,
        "sem" => seed.state = AuthorisationState::Stopped,
        "sanne" | "daan" => seed.rights = &[DESK_RIGHT],
        _ => {}
    }
    seed
}
