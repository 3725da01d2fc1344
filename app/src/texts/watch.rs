//! The service desk's view of who looks after the companies.

super::texts! {
    title:
        "Wie heeft er geen beheerder?",
        "Who has no admin?";
    lead:
        "Bedrijven waar niemand, of maar één persoon, de medewerkers kan helpen. Een telefoontje nu scheelt een noodgeval later.",
        "Companies where nobody, or only one person, can help the staff. A call now saves an emergency later.";
    lists:
        "Lijsten",
        "Lists";
    none:
        "Geen beheerder die blijft",
        "No admin who stays";
    one:
        "Eén beheerder die blijft",
        "One admin who stays";
    mail_fails:
        "Mail komt niet aan",
        "Mail does not arrive";
    never_in:
        "Nog nooit ingelogd",
        "Never logged in";
    more_than(number):
        "meer dan {number}",
        "more than {number}";
    what_none:
        "Bel het bedrijf, en help bij het aanvragen van een beheerder: het formulier begint met het nummer al ingevuld. Is er nog een beheerder tot een datum? Vraag die dan om een tweede.",
        "Call the company, and help them to ask for an admin: the form begins with the number filled in. Is there still an admin until a date? Then ask that one for a second.";
    what_one:
        "Vraag met één druk op de knop om een tweede beheerder. Dat kan één keer per kwartaal.",
        "Ask for a second admin with the press of a button. That can be done once a quarter.";
    what_mail_fails:
        "De laatste mail aan een beheerder kwam niet aan. Bel het bedrijf, en vraag naar het goede e-mailadres.",
        "The last mail to an admin did not arrive. Call the company, and ask for the right e-mail address.";
    what_never_in:
        "De beheerder is meer dan een maand geleden uitgenodigd en heeft nog nooit ingelogd. Bel het bedrijf.",
        "The admin was invited more than a month ago and has never logged in. Call the company.";
    state_none:
        "Geen beheerder",
        "No admin";
    state_admins(names):
        "Beheerder: {names}",
        "Admin: {names}";
    admin_until(name, day):
        "{name} (tot en met {day})",
        "{name} (until and including {day})";
    asked_on(day):
        "Gevraagd om een tweede beheerder op {day}",
        "Asked for a second admin on {day}";
    ask:
        "Vraag om een tweede beheerder",
        "Ask for a second admin";
    begin:
        "Beheerder aanvragen",
        "Ask for an admin";
    asked(name):
        "De beheerder van {name} krijgt een mail.",
        "The admin of {name} will get an e-mail.";
    asked_text:
        "Daarin vragen wij om een tweede beheerder. Het staat ook in het logboek van het bedrijf.",
        "In it we ask for a second admin. It is in the log of the company as well.";
    asked_lately(day):
        "Dit bedrijf is op {day} al gevraagd.",
        "This company was asked already on {day}.";
    asked_lately_text:
        "Wij vragen het hoogstens één keer per kwartaal. Bel het bedrijf als het niet kan wachten.",
        "We ask once a quarter at most. Call the company if it cannot wait.";
    no_admin_to_ask:
        "Dit bedrijf heeft nu geen beheerder.",
        "This company has no admin now.";
    not_alone:
        "Dit bedrijf heeft intussen meer dan één beheerder die blijft. Wij hebben niets verstuurd.",
        "This company has more than one admin who stays by now. We sent nothing.";
    nobody:
        "Hier staat geen enkel bedrijf. Goed zo.",
        "There is no company here. Well done.";
    pages:
        "Bladeren door de bedrijven",
        "Pages of the companies";
    next:
        "Volgende bedrijven",
        "Next companies";
    to_the_first:
        "Naar het begin",
        "To the beginning";
    requests:
        "Vragen om hulp die bij de servicedesk liggen",
        "Requests for help that are with the service desk";

    // Requests for help that reached the desk
    requests_title:
        "Vragen om hulp",
        "Requests for help";
    open_case:
        "Bekijken",
        "See the case";
    requests_lead:
        "Deze vragen zijn door geen beheerder beantwoord, of er is geen beheerder. Wie het langst wacht, staat bovenaan.",
        "No admin answered these, or there is no admin. Whoever has waited longest comes first.";
    requests_list:
        "Wachten op de servicedesk",
        "Waiting for the service desk";
    requests_none:
        "Er wacht niemand op de servicedesk.",
        "Nobody is waiting for the service desk.";
    requests_pages:
        "Bladeren door de vragen",
        "Pages of the requests";
    requests_next:
        "Volgende vragen",
        "Next requests";
    wants_in:
        "Kan niet inloggen",
        "Cannot log in";
    wants_number:
        "Het mobiele nummer klopt niet",
        "The mobile number is wrong";
    wants_more:
        "Wil meer kunnen doen",
        "Would like to do more";
    wants_something:
        "Vraagt om hulp",
        "Asks for help";
    done:
        "Afgehandeld",
        "Dealt with";
    closed:
        "De vraag is afgehandeld.",
        "The request was dealt with.";
    closed_text:
        "Wie erom vroeg, krijgt een mail. Het staat ook in het logboek van het bedrijf.",
        "Whoever asked will get an e-mail. It is in the log of the company as well.";
    closed_before:
        "Deze vraag was al afgehandeld.",
        "This request was dealt with already.";
    to_watch:
        "Bedrijven zonder beheerder",
        "Companies without an admin";
}
