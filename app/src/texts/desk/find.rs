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
        "Belcode, e-mailadres, naam, bedrijf, {numbers}, toegangscode, kenmerk van een aanvraag, foutnummer, of de laatste 4 cijfers van een mobiel nummer.",
        "Phone code, e-mail address, name, company, {numbers}, access code, reference of a request, error number, or the last 4 digits of a mobile number.";
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
    found_nothing(numbers, lasts):
        "Niets gevonden. Probeer het nummer van het bedrijf ({numbers}), of de achternaam zonder tussenvoegsel. Een belcode werkt {lasts}.",
        "Nothing found. Try the number of the company ({numbers}), or the family name without its prefix. A phone code works for {lasts}.";
    found_people:
        "Mensen",
        "People";
    found_companies:
        "Bedrijven",
        "Companies";
    found_requests:
        "Aanvragen",
        "Requests";
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
    belcode_none(time):
        "Wij kunnen u nu geen belcode geven: vanaf uw netwerk zijn er te veel gevraagd. Dat kan ook iemand anders zijn geweest. Belt u ons? Noem dan uw e-mailadres en uw bedrijf. Vanaf {time} is er weer een belcode.",
        "We cannot give you a phone code now: too many were asked for from your network. It may have been somebody else. Are you calling us? Then say your e-mail address and your company. There will be a phone code again from {time}.";
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

    // Error number
    failure_shown(number, time, page):
        "Foutnummer {number}: om {time} op de pagina {page}.",
        "Error number {number}: at {time} on the page {page}.";
    failure_who(name):
        "{name} was ingelogd.",
        "{name} was logged in.";
    failure_nobody:
        "Er was niemand ingelogd.",
        "Nobody was logged in.";
    failure_unavailable:
        "Wij konden even niet bij de gegevens. Vraag de beller om het nog eens te proberen.",
        "We could not reach the data for a moment. Ask the caller to try again.";
    failure_unsure:
        "De database viel weg terwijl zij iets vastlegde. Kijk eerst of de wijziging er al is; doe haar anders opnieuw.",
        "The database went away while it made something count. Look first whether the change is there; if not, do it again.";
    failure_busy:
        "Het was even te druk bij de gegevens. Vraag de beller om het over een minuut nog eens te proberen.",
        "The data were too busy for a moment. Ask the caller to try again in a minute.";
    failure_disk:
        "De schijf met de gegevens is vol of stuk. Meld dit meteen bij de beheerders van het portaal; tot dan kan niemand iets veranderen.",
        "The disk with the data is full or broken. Tell those who run the portal at once; until then nobody can change anything.";
    failure_stored:
        "In de gegevens staat iets wat het portaal niet kan lezen. Nog eens proberen helpt niet: meld het bij de beheerders van het portaal.",
        "The data hold something that the portal cannot read. Trying again does not help: tell those who run the portal.";
    failure_setup:
        "Het portaal is niet goed ingesteld. Nog eens proberen helpt niet: meld het bij de beheerders van het portaal.",
        "The portal is not set up right. Trying again does not help: tell those who run the portal.";
    failure_too_slow:
        "Het duurde te lang en is daarom gestopt. Vraag de beller om het over een minuut nog eens te proberen.",
        "It took too long and was stopped. Ask the caller to try again in a minute.";
    failure_ours:
        "Het ging bij ons mis, niet bij de beller. Nog eens proberen helpt vaak niet: help de beller op een andere manier.",
        "It went wrong on our side, not with the caller. Trying again often does not help: help the caller in another way.";
    failure_pass_on(number, method, cause):
        "Gaat het weer mis? Geef dit door aan de beheerders van het portaal: {number}, {method}, {cause}.",
        "Does it go wrong again? Pass this on to those who run the portal: {number}, {method}, {cause}.";

    // What waits
    letters_wait:
        "Berichten gaan nu niet weg",
        "Messages do not leave now";
    letters_wait_text:
        "Dat ligt aan ons, niet aan de beller. De berichten gaan vanzelf weg zodra het kan. De beheerders van het portaal zien dit ook.",
        "That is our fault, not the caller's. The messages leave by themselves as soon as possible. Those who run the portal see this too.";
    mail_waits(why, since):
        "1 mail wacht sinds {since}: {why}.",
        "1 mail has waited since {since}: {why}.";
    mails_wait(number, why, since):
        "{number} mails wachten, de eerste sinds {since}: {why}.",
        "{number} mails wait, the first since {since}: {why}.";
    sms_waits(why, since):
        "1 sms wacht sinds {since}: {why}.",
        "1 text message has waited since {since}: {why}.";
    sms_wait(number, why, since):
        "{number} sms’jes wachten, de eerste sinds {since}: {why}.",
        "{number} text messages wait, the first since {since}: {why}.";
    very_many:
        "Meer dan 1.000",
        "More than 1,000";
    oldest_requests:
        "Wie het langst wacht op een beheerder",
        "Who waits longest for an admin";
    all_requests(number):
        "Alle aanvragen ({number})",
        "All requests ({number})";
    all_requests_more(number):
        "Alle aanvragen (meer dan {number})",
        "All requests (more than {number})";
    help_waits_one:
        "1 hulpvraag wacht op ons",
        "1 question waits for us";
    help_waits(number):
        "{number} hulpvragen wachten op ons",
        "{number} questions wait for us";
    help_waits_more(number):
        "Meer dan {number} hulpvragen wachten op ons",
        "More than {number} questions wait for us";

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
    begin_request:
        "Beheerder aanvragen voor dit bedrijf",
        "Ask for an admin for this company";
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
