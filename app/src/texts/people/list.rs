//! The list of the staff: who is on it, and how to find somebody.

super::texts! {
    title:
        "Medewerkers",
        "Staff";
    count_one:
        "1 medewerker",
        "1 person";
    count(number):
        "{number} medewerkers",
        "{number} people";
    count_more(number):
        "meer dan {number} medewerkers",
        "more than {number} people";
    add:
        "Medewerker toevoegen",
        "Add a person";
    needs_help:
        "Hulp nodig",
        "Help needed";
    needs_more:
        "Er zijn er nog meer. Die ziet u zodra u deze mensen hebt geholpen.",
        "There are more. You will see them once you have helped these people.";
    everybody:
        "Alle medewerkers",
        "All staff";
    found(typed):
        "Resultaten voor “{typed}”",
        "Results for “{typed}”";
    search:
        "Zoek op naam, e-mailadres of toegangscode",
        "Search by name, e-mail address or access code";
    search_submit:
        "Zoeken",
        "Search";
    search_nobody(typed):
        "Geen resultaten voor “{typed}”. Probeer alleen het begin van de achternaam, zonder tussenvoegsel.",
        "No results for “{typed}”. Try only the beginning of the last name, without the surname prefix.";
    filter_one:
        "1 medewerker gevonden.",
        "1 person found.";
    filter_many(number):
        "{number} medewerkers gevonden.",
        "{number} people found.";
    filter_one_here:
        "1 medewerker op deze pagina. Druk op Zoeken om ook op andere pagina’s te kijken.",
        "1 person on this page. Press Search to look on other pages too.";
    filter_many_here(number):
        "{number} medewerkers op deze pagina. Druk op Zoeken om ook op andere pagina’s te kijken.",
        "{number} people on this page. Press Search to look on other pages too.";
    filter_none:
        "Niemand op deze pagina. Druk op Zoeken om verder te kijken, ook op toegangscode.",
        "Nobody on this page. Press Search to look further, also by access code.";
    filter_beyond:
        "Druk op Zoeken.",
        "Press Search.";
    search_cut_off:
        "Er zijn er meer dan wij hier laten zien. Typ een paar letters meer.",
        "There are more than are shown here. Type a few more letters.";
    search_all:
        "Toon alle medewerkers",
        "Show all staff";
    show_stopped:
        "Toon van wie de toegang is gestopt",
        "Show people whose access was stopped";
    stopped_title:
        "Toegang gestopt",
        "Access stopped";
    stopped_nobody:
        "Er is niemand van wie de toegang is gestopt.",
        "Nobody’s access has been stopped.";
    empty:
        "Hier komen uw medewerkers te staan. U bent nu nog de enige. Voeg de eerste toe: die krijgt een mail om het account klaar te maken.",
        "Your staff will be listed here. You are the only one so far. Add the first person: they will get an e-mail to set up their account.";
    pages:
        "Bladeren door de medewerkers",
        "Pages of the staff";
    choose_others(number, button):
        "Hier staan de eerste {number} namen. Zoekt u iemand anders? Ga naar die medewerker en kies daar “{button}”.",
        "These are the first {number} names. Looking for somebody else? Go to that person and choose “{button}” there.";
    choose_others_find:
        "Zoek een medewerker",
        "Find a person";
    previous:
        "Vorige medewerkers",
        "Previous people";
    next:
        "Volgende medewerkers",
        "Next people";
    you:
        "dat bent u",
        "that is you";
    role_admin:
        "gebruikersbeheerder",
        "admin";
    role_employee:
        "medewerker",
        "member of staff";
    last_login(day):
        "Laatst ingelogd op {day}",
        "Last logged in on {day}";
    never_logged_in:
        "Nog nooit ingelogd",
        "Never logged in";
}
