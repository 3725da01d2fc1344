//! The rows of a town, as statements that both databases understand: each fills one table from the people of the town.

use flows::passwords::StoredHash;

use crate::town::Town;

/// Given and family names; every person of an organisation up to 60 x 64 people is called otherwise.
const GIVEN: &str = "Jan Piet Karin Fatima Mo Lisa Tom Sanne Daan Emma Noor Lucas Levi Sem Julia Mila Tess Zoë Anna Saar Bram Finn \
Luuk Thijs Milan Jesse Max Ruben Lars Hugo Eva Sara Lotte Fleur Isa Nina Roos Femke Iris Maud Ahmed Yusuf Ayla Elif Kaan Omar \
Amina Sofia Lena Ines Koen Bas Gijs Stijn Niels Joost Wouter Pim Teun Rik";
const FAMILY: &str = "Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Smits Jansen Willems \
Hermans Koster Prins Huisman Kuiper Postma Schouten Verhoeven Maas Molenaar Blom Scholten Kok Gerritsen Martens Evers Jonker \
Driessen Bosch Wolters Kramer Veenstra Timmermans Groot Yilmaz Kaya Demir Bouzid Haddad Aydin Hoekstra Groen Hofman Jacobs \
Zwart Pol Beek Dam Bergsma Wessels Boersma Gerrits Lammers Roos Smeets Sanders Peeters Claessen Thijssen";

/// The statements that fill empty tables with a town, in order.
pub fn of(town: &Town, hash: &StoredHash) -> Vec<String> {
    let (people, each, odd) = (town.people(), town.people_each, town.odd);
    let organisations = town.organisations;
    let day = 86_400_000_i64;
    let now = now_ms();
    let (long_ago, lately) = (now - 200 * day, now - day);
    let numbers = |end: usize| {
        format!(
            "with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i < {} - 1)",
            end
        )
    };
    let mut sets = vec![
        "create temporary table given (k bigint primary key, name text, folded text)".to_owned(),
        "create temporary table family (k bigint primary key, name text, folded text)".to_owned(),
        format!("insert into given values {}", names(GIVEN)),
        format!("insert into family values {}", names(FAMILY)),
    ];
    let (given, family) = (
        GIVEN.split_whitespace().count(),
        FAMILY.split_whitespace().count(),
    );
    // A person of the town, by number, with names, as every set below needs one.
    sets.push(
        "create temporary table person (i bigint primary key, o bigint, account text, authorisation text, organisation text,
            email text, domain text, code text, stands bigint, given text, family text, given_folded text, family_folded text)"
            .to_owned(),
    );
    sets.push(format!(
        "insert into person {numbers}
         select i, i / {each}, {account}, {authorisation}, {organisation},
            'p' || i || '@bedrijf' || (i / {each}) || '.example', 'bedrijf' || (i / {each}) || '.example',
            cast(10000000 + (i * 48271) % 89999999 as text),
            case when i % {each} = 0 then 0 when i % {odd} < 5 then i % {odd} else 5 end,
            g.name, f.name, g.folded, f.folded
         from n join given g on g.k = i % {given} join family f on f.k = (i / {given} + i) % {family}
         order by i",
        numbers = numbers(people),
        account = id_sql('a', "i"),
        authorisation = id_sql('b', "i"),
        organisation = id_sql('c', &format!("(i / {each})")),
    ));
    sets.push(format!(
        "insert into organisation (id, kind, number, name, name_key, created_at) {numbers}
         select {id}, 'garage', cast(1000000 + i as text), 'Garage ' || i, 'garage ' || i, {long_ago} from n",
        numbers = numbers(organisations),
        id = id_sql('c', "i"),
    ));
    sets.push(
        "insert into organisation_word (word, organisation_id) select 'garage', id from organisation".to_owned(),
    );
    sets.push(format!(
        "insert into organisation_word (word, organisation_id) {numbers}
         select cast(i as text), {id} from n",
        numbers = numbers(organisations),
        id = id_sql('c', "i"),
    ));
    for right in ["schade-melden", "schade-volgen", "facturen"] {
        sets.push(format!("insert into organisation_right (organisation_id, right_code) select id, '{right}' from organisation"));
    }
    sets.push(format!(
        "insert into organisation_domain (organisation_id, domain) select organisation, domain from person where i % {each} = 0"
    ));
    sets.push(format!(
        "insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_hash,
            password_state, password_changed_at, blocked_reason, blocked_at, device_epoch, created_at, last_login_at)
         select account, email, email, given, '', '', family, 'nl',
            case stands when 3 then null else '{hash}' end,
            case stands when 2 then 'disabled' when 3 then 'none' else 'set' end,
            case stands when 3 then null else {long_ago} end,
            case stands when 1 then 'wrong_codes' end, case stands when 1 then {lately} end,
            0, {long_ago}, case stands when 3 then null else {lately} end
         from person order by i",
        hash = hash.for_storage(),
    ));
    sets.push(format!(
        "insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name,
            sort_key, mobile, access_code, invited_at, activated_at, stopped_at, last_login_at, created_at)
         select authorisation, organisation, account, case i % {each} when 0 then 'beheerder' else 'medewerker' end,
            case stands when 3 then 'invited' when 4 then 'stopped' else 'active' end,
            given, '', '', family, family_folded || ' ' || given_folded, '+316' || (10000000 + i), code,
            case stands when 3 then {lately} else {long_ago} end, case stands when 3 then null else {long_ago} end,
            case stands when 4 then {lately} end, case stands when 3 then null else {lately} end, {long_ago}
         from person order by i"
    ));
    for right in ["schade-melden", "schade-volgen"] {
        sets.push(format!(
            "insert into authorisation_right (authorisation_id, right_code, granted_at) select authorisation, '{right}', {long_ago} from person order by i"
        ));
    }
    for word in ["given_folded", "family_folded", "email", "domain", "code"] {
        sets.push(format!(
            "insert into authorisation_word (organisation_id, word, authorisation_id)
             select organisation, {word}, authorisation from person order by i on conflict do nothing"
        ));
    }
    sets.push(format!(
        "insert into link (id, purpose, account_id, authorisation_id, created_at, expires_at)
         select {id}, 'activate', account, authorisation, {lately}, {until} from person where stands = 3 order by i",
        id = id_sql('d', "i"),
        until = now + 6 * day,
    ));
    sets.push(format!(
        "insert into outbox (id, channel, letter, language, account_id, authorisation_id, facts, state, attempts, next_at, created_at, ended_at)
         select {id}, 'mail', 'invitation', 'nl', account, authorisation, '{{}}', 'sent', 1, {long_ago}, {long_ago}, {long_ago} from person order by i",
        id = id_sql('e', "i"),
    ));
    sets.push(format!(
        "insert into audit (seq, at, event, actor, account_id, authorisation_id, organisation_id, facts, previous_hash, hash)
         select i + 1, {long_ago}, 'invited', 'operator', account, authorisation, organisation, '{{\"role\":\"medewerker\"}}', '{hash}', '{hash}' from person order by i",
        // Verifying the trail is measured nowhere here, so the chain need not hold.
        hash = "0123456789abcdef".repeat(4),
    ));
    sets.push(format!("update audit_head set seq = {people}"));
    sets.push("drop table person".to_owned());
    sets
}

/// An id as we make them: longer numbers for what came later.
pub fn id(kind: char, number: usize) -> String {
    format!("0192a000-0000-7000-8{kind}00-{}", 100_000_000_000 + number)
}

fn id_sql(kind: char, number: &str) -> String {
    format!("'0192a000-0000-7000-8{kind}00-' || (100000000000 + {number})")
}

/// Rows of names: number, as written, as folded.
fn names(text: &str) -> String {
    let rows: Vec<String> = text
        .split_whitespace()
        .enumerate()
        .map(|(at, name)| {
            let folded = domain::shared::person_name::fold(name);
            format!("({at}, '{name}', '{folded}')")
        })
        .collect();
    rows.join(", ")
}

fn now_ms() -> i64 {
    use flows::services::Clock;
    server::wiring::SystemClock.now().unix_ms()
}

/// What a person of the town is called, given and family name, as an agent types it.
pub fn name(person: usize) -> String {
    let (given, family) = (
        GIVEN.split_whitespace().count(),
        FAMILY.split_whitespace().count(),
    );
    let of = |names: &str, at: usize| {
        names
            .split_whitespace()
            .nth(at)
            .unwrap_or_default()
            .to_owned()
    };
    let family = of(FAMILY, (person / given + person) % family);
    format!("{} {family}", of(GIVEN, person % given))
}

/// A family name of the town, folded, to search by.
pub fn family(number: usize) -> String {
    let names = FAMILY.split_whitespace().count();
    let name = FAMILY.split_whitespace().nth(number % names);
    domain::shared::person_name::fold(name.unwrap_or_default())
}
