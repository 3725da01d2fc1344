//! The service desk's view of who looks after the companies.

super::texts! {
    title:
        "Wie heeft er geen beheerder?",
        "Who has no admin?";
    lead:
        "Bij deze bedrijven kan niemand, of maar één persoon, de medewerkers helpen. Een telefoontje nu voorkomt problemen later.",
        "At these companies nobody, or only one person, can help the staff. A call now prevents problems later.";
    lists:
        "Lijsten",
        "Lists";
    none:
        "Geen vaste beheerder",
        "No permanent admin";
    one:
        "Maar één vaste beheerder",
        "Only one permanent admin";
    mail_fails:
        "Mail komt niet aan",
        "E-mail does not arrive";
    never_in:
        "Nog nooit ingelogd",
        "Never logged in";
    more_than(number):
        "meer dan {number}",
        "more than {number}";
    what_none:
        "Bel het bedrijf en help met de aanvraag. Het nummer van het bedrijf is al ingevuld. Is er een tijdelijke beheerder? Vraag die om een vaste aan te wijzen.",
        "Call the company and help with the request; its number is already filled in. Is there a temporary admin? Ask that person to appoint a permanent one.";
    what_one:
        "Vraag de beheerder met een mail om een tweede aan te wijzen. Dat kan één keer per kwartaal.",
        "Send the admin an e-mail asking them to appoint a second one. You can do that once a quarter.";
    what_mail_fails:
        "De laatste mail aan een beheerder kwam niet aan. Bel het bedrijf, en vraag naar het goede e-mailadres.",
        "The last e-mail to an admin did not arrive. Call the company and ask for the correct e-mail address.";
    what_never_in:
        "De beheerder is meer dan een maand geleden uitgenodigd en heeft nog nooit ingelogd. Bel het bedrijf.",
        "The admin was invited more than a month ago and has never logged in. Call the company.";
    state_none:
        "Geen beheerder",
        "No admin";
    state_admins(names):
        "Beheerder: {names}",
        "Admin: {names}";
    admin_from(name, day):
        "{name} (vanaf {day})",
        "{name} (from {day})";
    admin_invited(name, day):
        "{name} (uitgenodigd op {day})",
        "{name} (invited on {day})";
    admin_until(name, day):
        "{name} (tot en met {day})",
        "{name} (up to and including {day})";
    asked_on(day):
        "Gevraagd om een tweede beheerder op {day}",
        "Asked for a second admin on {day}";
    ask:
        "Vraag om een tweede beheerder",
        "Ask for a second admin";
    begin:
        "Beheerder aanvragen",
        "Request an admin";
    asked(name):
        "De beheerder van {name} krijgt een mail.",
        "The admin of {name} will get an e-mail.";
    asked_text:
        "Daarin vragen wij om een tweede beheerder. Dit staat ook in het logboek van het bedrijf.",
        "In it we ask for a second admin. This is in the company’s log too.";
    asked_lately(day):
        "Wij hebben dit op {day} al aan dit bedrijf gevraagd.",
        "We already asked this company on {day}.";
    asked_lately_text:
        "Wij vragen het hoogstens één keer per kwartaal. Bel het bedrijf als het niet kan wachten.",
        "We ask at most once a quarter. Call the company if it cannot wait.";
    no_admin_to_ask:
        "Dit bedrijf heeft nu geen beheerder.",
        "This company has no admin at the moment.";
    not_alone:
        "Dit bedrijf heeft intussen meer dan één vaste beheerder. Wij hebben niets verstuurd.",
        "This company now has more than one permanent admin. We have not sent anything.";
    nobody:
        "Er staan geen bedrijven in deze lijst.",
        "There are no companies on this list.";
    pages:
        "Bladeren door de bedrijven",
        "Pages of the companies";
    next:
        "Volgende bedrijven",
        "Next companies";
    to_the_first:
        "Naar het begin",
        "To the first page";
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
        "Geen beheerder heeft deze vragen beantwoord, of er is geen beheerder. Wie het langst wacht, staat bovenaan.",
        "No admin has answered these requests, or there is no admin. Whoever has waited longest comes first.";
    requests_list:
        "Openstaande vragen",
        "Open requests";
    requests_none:
        "Er wacht niemand op de servicedesk.",
        "Nobody is waiting for the service desk.";
    requests_done:
        "Afgehandeld",
        "Dealt with";
    requests_done_none:
        "Er zijn nog geen vragen afgehandeld.",
        "No requests have been dealt with yet.";
    looked_at(agent, time):
        "Laatst bekeken door {agent}, {time}",
        "Last looked at by {agent}, {time}";
    not_looked_at:
        "Nog door niemand bekeken",
        "Nobody has looked at this yet";
    done_by(name, at):
        "{name} handelde dit af op {at}",
        "{name} dealt with this on {at}";
    needed_no_more(at):
        "Niet meer nodig sinds {at}",
        "No longer needed since {at}";
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
        "Markeer als afgehandeld",
        "Mark as done";
    closed:
        "De vraag is afgehandeld.",
        "The request has been dealt with.";
    closed_text:
        "Wie om hulp vroeg, krijgt een mail. Dit staat ook in het logboek van het bedrijf.",
        "The person who asked will get an e-mail. This is in the company’s log too.";
    closed_before:
        "Deze vraag was al afgehandeld.",
        "This request had already been dealt with.";
    closed_own:
        "Deze vraag is van uzelf of van een bedrijf waar u werkt.",
        "This request is your own, or comes from a company where you work.";
    closed_own_text:
        "Een collega van de servicedesk handelt de vraag af.",
        "A colleague at the service desk deals with it.";
    to_watch:
        "Bedrijven zonder beheerder",
        "Companies without an admin";
}
