//! Finding somebody: the box, what was found, one company, and the belcode on the screen of who is stuck.

super::texts! {
    title:
        "Wie belt er?",
        "Who is calling?";
    lead:
        "Vraag naar de belcode op het scherm. Is er geen? Zoek dan op iets anders.",
        "Ask for the phone code on the screen. Is there none? Then search for something else.";
    search:
        "Zoek een beller",
        "Find a caller";
    search_hint(numbers):
        "Belcode, e-mailadres, naam, bedrijf, {numbers}, toegangscode, of de laatste 4 cijfers van een mobiel nummer.",
        "Phone code, e-mail address, name, company, {numbers}, access code, or the last 4 digits of a mobile number.";
    search_submit:
        "Zoeken",
        "Search";
    search_missing:
        "Vul in wat u van de beller weet.",
        "Fill in what you know of the caller.";
    search_too_little:
        "Dit is te weinig om op te zoeken. Vul minstens 3 letters of 4 cijfers in.",
        "This is too little to search for. Fill in at least 3 letters or 4 digits.";
    search_anew:
        "Opnieuw zoeken",
        "Search again";
    found_title:
        "Gevonden",
        "Found";
    found_nothing(numbers):
        "Niets gevonden. Probeer het nummer van het bedrijf ({numbers}), of de achternaam zonder tussenvoegsel. Een belcode werkt 2 uur.",
        "Nothing found. Try the number of the company ({numbers}), or the family name without its prefix. A phone code works for 2 hours.";
    found_people:
        "Mensen",
        "People";
    found_companies:
        "Bedrijven",
        "Companies";
    found_cut_off:
        "Er zijn er meer. Typ er iets bij, zoals een voornaam of de laatste 4 cijfers van het mobiele nummer.",
        "There are more. Add something, such as a first name or the last 4 digits of the mobile number.";
    mobile_ends_in(digits):
        "mobiel eindigt op {digits}",
        "mobile ends in {digits}";
    running:
        "Loopt",
        "Running";
    ended:
        "Afgelopen",
        "Ended";
    to_desk:
        "Terug naar zoeken",
        "Back to the search";

    // Belcode
    belcode:
        "Uw belcode",
        "Your phone code";
    belcode_what:
        "Belt u ons? Noem dan deze code. Dan zien wij meteen waar u vastloopt.",
        "Are you calling us? Then say this code. We will see at once where you are stuck.";
    belcode_shown(time, page):
        "Deze belcode stond om {time} op de pagina {page}.",
        "This phone code was shown at {time} on the page {page}.";
    belcode_typed(address):
        "Daar was {address} ingevuld. Vraag om wie het gaat.",
        "There {address} had been filled in. Ask who it is about.";
    belcode_unknown(address):
        "Daar was {address} ingevuld. Met dat adres is er geen account. Vraag of de beller op het werk een ander adres heeft.",
        "There {address} had been filled in. There is no account with that address. Ask whether the caller has another address at work.";
    belcode_nothing_typed:
        "Daar was nog geen e-mailadres ingevuld.",
        "No e-mail address had been filled in there.";

    // One company
    company_ended(day):
        "Dit bedrijf heeft sinds {day} geen toegang meer.",
        "This company has had no access since {day}.";
    last_check(day):
        "Laatste controle: {day}.",
        "Last check: {day}.";
    never_checked:
        "De lijst is nog nooit nagekeken.",
        "The list was never checked.";
    one_admin:
        "1 beheerder",
        "1 admin";
    many_admins(number):
        "{number} beheerders",
        "{number} admins";
    questions:
        "Wacht op een beheerder",
        "Waiting for an admin";
    admins:
        "Gebruikersbeheerders",
        "Admins";
    admins_none:
        "Dit bedrijf heeft geen gebruikersbeheerder.",
        "This company has no admin.";
    staff:
        "Medewerkers",
        "Staff";
    staff_none:
        "Verder werkt hier niemand met het portaal.",
        "Nobody else here uses the portal.";
    staff_pages:
        "Bladeren door de medewerkers",
        "Pages of the staff";
}
