//! Every form of the site, and what is told when it is filled in wrong. Written as people read it on the screen.

/// Where somebody is who fills in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Outside,
    Asked,
    Request,
    Choosing,
    OneOfTwo,
    LoginCode,
    ResetLink,
    ResetCode,
    Invited,
    ActivationCode,
    MustChange,
    Inside,
    NumberCode,
    Admin,
    StepUp,
    Desk,
    CallerCode,
}

/// Field and text.
pub type Pairs = &'static [(&'static str, &'static str)];

/// Address, where somebody is, what is typed, and what is told at which field, in this order.
pub struct Row(pub &'static str, pub At, pub Pairs, pub Pairs);

const NO_AT: &str = "Dit lijkt geen e-mailadres. Er hoort een @ in. Voorbeeld: naam@bedrijf.nl.";
const SIX: &str = "Vul de 6 cijfers uit de sms in.";
const SHORT: &str = "Kies een wachtwoord van minstens 12 tekens. U hebt er nu 4.";
const NO_PASSWORD: &str = "Vul een wachtwoord in.";
/// Said where a colleague decides and no reason was chosen.
const REASON: &str = "Kies een reden. Uw collega heeft die nodig om te beslissen.";
const LANDLINE: &str =
    "Dit is een vast nummer. Vul een mobiel nummer in: daar sturen wij de sms-code heen.";
const NO_COMPANY: &str = "Kies een bedrijf.";
const NO_HELP: &str = "Kies waar u hulp bij nodig hebt.";
const NO_NUMBER: &str = "Kies naar welk nummer de sms-code gaat.";
const NO_DATE: &str = "Vul een datum in, zoals 31-12-2026.";
const REVERSED: &str = "De einddatum ligt vóór de begindatum. Kies een latere einddatum.";

pub const ROWS: &[Row] = &[
    Row(
        "/inloggen",
        At::Outside,
        &[("email", "karin"), ("password", "")],
        &[("email", NO_AT), ("password", NO_PASSWORD)],
    ),
    Row(
        "/wachtwoord-vergeten",
        At::Outside,
        &[("email", "karin\u{202e}@x.example")],
        &[(
            "email",
            "In dit e-mailadres staat een onzichtbaar teken. Typ het adres opnieuw.",
        )],
    ),
    Row(
        "/wie-is-mijn-beheerder",
        At::Outside,
        &[("email", "\"Karin\" <karin@x.example>")],
        &[(
            "email",
            "Vul alleen het e-mailadres in, zonder naam erbij. Voorbeeld: naam@bedrijf.nl.",
        )],
    ),
    Row(
        "/hulp-vragen",
        At::Outside,
        &[("email", "karin"), ("kind", "")],
        &[("email", NO_AT), ("kind", NO_HELP)],
    ),
    Row(
        "/hulp-vragen",
        At::Outside,
        &[("email", "karin"), ("kind", "cannot_log_in")],
        &[("email", NO_AT)],
    ),
    Row(
        "/gebruikersbeheerder-aanvragen/{form}",
        At::Outside,
        &[
            ("company", ""),
            ("number", "12a"),
            ("given_name", ""),
            ("initials", "P."),
            ("infix", ""),
            ("family_name", "www.jansen.nl"),
            ("email", "petra"),
            ("mobile", "020 1234567"),
        ],
        &[
            ("company", "Vul de bedrijfsnaam in."),
            ("number", "Polisnummer: gebruik alleen cijfers."),
            ("given_name", "Vul de voornaam in."),
            ("family_name", "Dit lijkt geen naam. Kijk de achternaam na."),
            ("sex", "Kies het geslacht."),
            ("email", NO_AT),
            ("mobile", LANDLINE),
        ],
    ),
    Row(
        "/aanvraag/{reference}/{token}",
        At::Asked,
        &[("answer", "")],
        &[("answer", "Uw antwoord: vul dit in.")],
    ),
    Row(
        "/inloggen/bedrijf",
        At::Choosing,
        &[("organisation", "")],
        &[("organisation", NO_COMPANY)],
    ),
    Row(
        "/account/ander-bedrijf",
        At::OneOfTwo,
        &[("organisation", "")],
        &[("organisation", NO_COMPANY)],
    ),
    Row(
        "/inloggen/code",
        At::LoginCode,
        &[("code", "12345a")],
        &[("code", "De code bestaat alleen uit cijfers.")],
    ),
    Row(
        "/wachtwoord-instellen/{token}",
        At::ResetLink,
        &[("password", "kort"), ("number", "")],
        &[("password", SHORT), ("number", NO_NUMBER)],
    ),
    Row(
        "/wachtwoord-instellen/{token}",
        At::ResetLink,
        &[("password", "")],
        &[("password", NO_PASSWORD), ("number", NO_NUMBER)],
    ),
    Row(
        "/wachtwoord-instellen/code",
        At::ResetCode,
        &[("code", "1234567")],
        &[("code", "De code heeft 6 cijfers. U vulde er 7 in.")],
    ),
    Row(
        "/account-activeren/{token}",
        At::Invited,
        &[("password", "kort")],
        &[("password", SHORT)],
    ),
    Row(
        "/account-activeren/code",
        At::ActivationCode,
        &[("code", "")],
        &[("code", SIX)],
    ),
    Row(
        "/nieuw-wachtwoord",
        At::MustChange,
        &[("new_password", "kort")],
        &[("new_password", SHORT)],
    ),
    Row(
        "/account/beveiliging/wachtwoord",
        At::Inside,
        &[("current_password", ""), ("new_password", "kort")],
        &[("current_password", NO_PASSWORD), ("new_password", SHORT)],
    ),
    Row(
        "/account/beveiliging/mobiel",
        At::Inside,
        &[("mobile", "020 123 45 67"), ("current_password", "")],
        &[("mobile", LANDLINE), ("current_password", NO_PASSWORD)],
    ),
    Row(
        "/account/gegevens",
        At::Inside,
        &[
            ("given_name", ""),
            ("initials", "J."),
            ("family_name", "www.smit.nl"),
            ("language", "nl"),
        ],
        &[
            ("given_name", "Vul de voornaam in."),
            ("family_name", "Dit lijkt geen naam. Kijk de achternaam na."),
        ],
    ),
    Row(
        "/account/gegevens/e-mailadres",
        At::Inside,
        &[("new_email", ""), ("current_password", "")],
        &[
            ("new_email", "Vul een e-mailadres in."),
            ("current_password", NO_PASSWORD),
        ],
    ),
    Row(
        "/hulp-vragen",
        At::Inside,
        &[("kind", "")],
        &[("kind", NO_HELP)],
    ),
    Row(
        "/account/beveiliging/mobiel/code",
        At::NumberCode,
        &[("code", "1 2 3")],
        &[("code", "De code heeft 6 cijfers. U vulde er 3 in.")],
    ),
    Row(
        "/beheer/medewerkers/nieuw",
        At::Admin,
        &[
            ("voornaam", "Jan\u{202e}"),
            ("voorletters", ""),
            ("tussenvoegsel", "van der"),
            ("achternaam", ""),
            ("postvak", "jan"),
            ("nummer", "06 1234"),
            ("from", "32-13-2026"),
            ("until", "1-1-2020"),
        ],
        &[
            (
                "voornaam",
                "Er staat een onzichtbaar teken in de voornaam. Typ de naam opnieuw.",
            ),
            ("achternaam", "Vul de achternaam in."),
            ("postvak", NO_AT),
            (
                "nummer",
                "Er missen cijfers: u vulde er 6 in. Een mobiel nummer heeft 10 cijfers, zoals 06 12345678.",
            ),
            ("rights", "Kies wat deze medewerker mag."),
            ("from", NO_DATE),
            ("until", "Deze datum is al voorbij. Kies vandaag of later."),
        ],
    ),
    Row(
        "/beheer/medewerkers/nieuw",
        At::Admin,
        &[
            ("voornaam", ""),
            ("achternaam", "Jansen"),
            ("postvak", "jan@x.example"),
            ("nummer", "0612345678"),
            ("rights", "offertes"),
            ("admin", "ja"),
        ],
        &[("voornaam", "Vul de voornaam in.")],
    ),
    Row(
        "/beheer/beheerders",
        At::Admin,
        &[("wie", "")],
        &[("wie", "Kies een collega.")],
    ),
    Row(
        "/beheer/beheerders/vervanger",
        At::Admin,
        &[("wie", ""), ("from", "morgen"), ("until", "")],
        &[
            ("wie", "Kies een collega."),
            ("from", NO_DATE),
            ("until", NO_DATE),
        ],
    ),
    Row(
        "/beheer/beheerders/vervanger",
        At::Admin,
        &[("wie", ""), ("from", "2027-02-02"), ("until", "2027-02-01")],
        &[("wie", "Kies een collega."), ("until", REVERSED)],
    ),
    Row(
        "/beheer/medewerkers/{id}/mobiel",
        At::Admin,
        &[("nummer", "097 012345678")],
        &[(
            "nummer",
            "Dit is een nummer van een apparaat (097). Vul een mobiel nummer in, zoals 06 12345678.",
        )],
    ),
    Row(
        "/beheer/medewerkers/{id}/toegang",
        At::Admin,
        &[("from", "2026-12-31"), ("until", "2026-12-01")],
        &[("until", REVERSED)],
    ),
    Row(
        "/beheer/medewerkers/{id}/toegang",
        At::Admin,
        &[("from", "x"), ("until", "y")],
        &[("from", NO_DATE), ("until", NO_DATE)],
    ),
    Row(
        "/beheer/medewerkers/{id}/uit-dienst",
        At::Admin,
        &[("when", "")],
        &[("when", "Kies wanneer de toegang stopt.")],
    ),
    Row(
        "/beheer/medewerkers/{id}/uit-dienst",
        At::Admin,
        &[("when", "later"), ("day", "morgen")],
        &[("day", NO_DATE)],
    ),
    Row(
        "/beheer/medewerkers/{id}/uit-dienst",
        At::Admin,
        &[("when", "now"), ("day", "2027-01-04")],
        &[(
            "day",
            "U koos “Nu meteen” en vulde ook een datum in. Kies “Na de laatste werkdag”, of maak de datum leeg.",
        )],
    ),
    Row(
        "/servicedesk",
        At::Desk,
        &[("zoek", "ja")],
        &[(
            "zoek",
            "Dit is te weinig om op te zoeken. Vul minstens 3 letters of 4 cijfers in.",
        )],
    ),
    Row(
        "/servicedesk/gebruikers/{id}/mobiel",
        At::Desk,
        &[("nummer", "020 123 45 67")],
        &[("nummer", LANDLINE), ("reden", REASON)],
    ),
    Row(
        "/servicedesk/gebruikers/{id}/notitie",
        At::Desk,
        &[("tekst", "")],
        &[("tekst", "Vul dit veld in.")],
    ),
    Row(
        "/servicedesk/gebruikers/{id}/terugbellen",
        At::Desk,
        &[("gebeld", "vraag Jan"), ("bron", "")],
        &[
            (
                "gebeld",
                "Dit lijkt geen telefoonnummer. Voorbeeld: 070 123 45 67.",
            ),
            ("bron", "Vul dit veld in."),
            ("reden", REASON),
        ],
    ),
    Row(
        "/servicedesk/gebruikers/{id}/toegang-stoppen",
        At::Desk,
        &[("bron", "")],
        &[("bron", "Vul dit veld in."), ("reden", REASON)],
    ),
    Row(
        "/servicedesk/bericht",
        At::Desk,
        &[("tekst", "")],
        &[("tekst", "Kies wat er aan de hand is.")],
    ),
    Row(
        "/servicedesk/bericht",
        At::Desk,
        &[("tekst", "storing"), ("tijd", "")],
        &[("tijd", "In deze tekst staat een tijd. Kies hoe laat.")],
    ),
    Row(
        "/servicedesk/bericht/eigen",
        At::Desk,
        &[("nl", ""), ("en", "")],
        &[
            ("nl", "Vul het bericht in het Nederlands in."),
            ("en", "Vul het bericht in het Engels in."),
        ],
    ),
    Row(
        "/servicedesk/gebruikers/{id}/beller-controleren",
        At::CallerCode,
        &[("code", "12 34")],
        &[("code", "De code heeft 6 cijfers. U vulde er 4 in.")],
    ),
    Row(
        "/servicedesk/aanvragen/{id}/bedrijf",
        At::Request,
        &[("number", " "), ("new", "ja"), ("name", "")],
        &[
            ("number", "Vul een nummer in met het juiste aantal cijfers."),
            ("name", "Vul de bedrijfsnaam in."),
        ],
    ),
    Row(
        "/servicedesk/aanvragen/{id}/terugbellen",
        At::Request,
        &[("called", "1234"), ("source", "")],
        &[
            (
                "called",
                "Vul het hele telefoonnummer in dat u belde, met netnummer.",
            ),
            ("source", "Vul dit veld in."),
        ],
    ),
    Row(
        "/servicedesk/aanvragen/{id}/vraag",
        At::Request,
        &[("question", "")],
        &[("question", "Uw vraag: vul dit in.")],
    ),
    Row(
        "/servicedesk/aanvragen/{id}/antwoord",
        At::Request,
        &[("answer", "")],
        &[("answer", "Antwoord van de aanvrager: vul dit in.")],
    ),
    Row(
        "/servicedesk/aanvragen/{id}/afwijzen",
        At::Request,
        &[("reason", "")],
        &[("reason", "Kies een reden.")],
    ),
    Row("/bevestigen", At::StepUp, &[("code", "")], &[("code", SIX)]),
];

/// Forms with one button and nothing to fill in.
pub const BUTTONS: &[&str] = &[
    "/inloggen/code/opnieuw",
    "/uitloggen",
    "/bevestigen/opnieuw",
    "/bevestigen/versturen",
    "/wachtwoord-instellen/code/opnieuw",
    "/wachtwoord-instellen/{token}/nieuwe-link",
    "/account-activeren/code/opnieuw",
    "/account-activeren/{token}/nieuwe-link",
    "/account-activeren/{token}/nummer-klopt-niet",
    "/account/beveiliging/sessies/{session}/uitloggen",
    "/account/beveiliging/overal-uitloggen",
    "/account/beveiliging/mobiel/code/opnieuw",
    "/account/gegevens/e-mailadres/intrekken",
    "/e-mailadres-bevestigen/{token}",
    "/e-mailadres-bevestigen/{token}/niet-ik",
    "/blokkeren/{token}",
    "/gebruikersbeheerder-aanvragen/leegmaken",
    "/gebruikersbeheerder-aanvragen/{form}/controleren",
    "/gebruikersbeheerder-aanvragen/bevestigen/{token}",
    "/gebruikersbeheerder-aanvragen/bevestigen/{token}/niet-ik",
    "/aanvraag/{reference}/{token}/intrekken",
    "/servicedesk/aanvragen/beginnen",
    "/servicedesk/aanvragen/{id}/behandelen",
    "/servicedesk/aanvragen/{id}/niet-bereikt",
    "/servicedesk/aanvragen/{id}/akkoord",
    "/servicedesk/aanvragen/{id}/goedkeuren",
    "/beheer/controle", // ticks, none of which can be wrong
    "/beheer/controle/weg",
    "/beheer/beheerders/{id}/aanwijzen",
    "/beheer/beheerders/{id}/stoppen",
    "/beheer/beheerders/{id}/vervanging-stoppen",
    "/beheer/medewerkers/{id}/autorisaties", // the same
    "/beheer/medewerkers/{id}/autorisaties/ongedaan",
    "/beheer/medewerkers/{id}/deblokkeren",
    "/beheer/medewerkers/{id}/wachtwoordlink",
    "/beheer/medewerkers/{id}/test-sms",
    "/beheer/medewerkers/{id}/uitnodiging-opnieuw",
    "/beheer/medewerkers/{id}/uitnodiging-intrekken",
    "/beheer/medewerkers/{id}/overal-uitloggen",
    "/beheer/medewerkers/{id}/toegang-herstellen",
    "/beheer/medewerkers/{id}/hulp-afgehandeld",
    "/servicedesk/sneltoetsen",
    "/servicedesk/gebruikers/{id}/beller-controleren/versturen",
    "/servicedesk/gebruikers/{id}/blokkeren",
    "/servicedesk/gebruikers/{id}/deblokkeren", // a reason, of which the first is chosen
    "/servicedesk/gebruikers/{id}/wachtwoordlink",
    "/servicedesk/gebruikers/{id}/overal-uitloggen",
    "/servicedesk/gebruikers/{id}/uitnodiging",
    "/servicedesk/vier-ogen/{request}/goedkeuren",
    "/servicedesk/vier-ogen/{request}/afwijzen",
    "/servicedesk/vier-ogen/{request}/intrekken",
    "/servicedesk/bericht/goedkeuren",
    "/servicedesk/bericht/weghalen",
    "/servicedesk/hulpvragen/{request}/afgehandeld",
    "/servicedesk/zonder-beheerder/{organisation}/vragen",
];

/// Addresses that browsers send to by themselves.
pub const NO_FORMS: &[&str] = &[
    "/csp-meldingen",
    "/gebruikersbeheerder-aanvragen/{form}/bewaren",
];
