//! Finding somebody: the box, what was found, one company, and the belcode on the screen of who is stuck.

super::texts! {
    title:
        "Wie belt er?",
        "Who is calling?";
    lead:
        "Vraag naar de belcode op het scherm. Is er geen? Zoek dan op iets anders.",
        "Ask for the call code on the screen. Is there none? Then search for something else.";
    search:
        "Zoek een beller",
        "Find a caller";
    search_hint(numbers):
        "Belcode, e-mailadres, naam, bedrijf, {numbers}, toegangscode, kenmerk van een aanvraag, foutnummer, of de laatste 4 cijfers van een mobiel nummer.",
        "Call code, e-mail address, name, company, {numbers}, access code, reference of a request, error number, or the last 4 digits of a mobile number.";
    search_submit:
        "Zoeken",
        "Search";
    search_missing:
        "Vul in wat u van de beller weet.",
        "Enter what you know about the caller.";
    search_too_little:
        "Dit is te weinig om op te zoeken. Vul minstens 3 letters of 4 cijfers in.",
        "This is not enough to search for. Enter at least 3 letters or 4 digits.";
    search_anew:
        "Opnieuw zoeken",
        "Search again";
    found_title:
        "Zoekresultaten",
        "Search results";
    found_nothing(typed, numbers, lasts):
        "Geen resultaten voor “{typed}”. Probeer het nummer van het bedrijf ({numbers}), of de achternaam zonder tussenvoegsel. Een belcode werkt {lasts}.",
        "No results for “{typed}”. Try the number of the company ({numbers}), or the last name without its prefix. A call code works for {lasts}.";
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
        "Actief",
        "Active";
    ended:
        "Afgelopen",
        "Ended";
    to_desk:
        "Terug naar zoeken",
        "Back to search";

    // Belcode
    belcode:
        "Uw belcode",
        "Your call code";
    belcode_what:
        "Belt u ons? Noem dan deze code. Dan zien wij meteen waar u vastloopt.",
        "Are you calling us? Then give this code. We will see straight away where you are stuck.";
    belcode_lasts(time):
        "De code werkt tot {time}.",
        "The code works until {time}.";
    belcode_closed(opens):
        "U kunt ons weer bellen vanaf {opens}. Noem dan uw e-mailadres en uw bedrijf.",
        "You can call us again from {opens}. Then give your e-mail address and your company.";
    belcode_none(time):
        "Wij kunnen u nu geen belcode geven: vanaf uw netwerk zijn er te veel gevraagd. Dat kan ook iemand anders zijn geweest. Belt u ons? Noem dan uw e-mailadres en uw bedrijf. Vanaf {time} is er weer een belcode.",
        "We cannot give you a call code now: too many were requested from your network. It may have been somebody else. Are you calling us? Then give your e-mail address and your company. There will be a call code again from {time}.";
    belcode_shown(time, page):
        "Deze belcode stond om {time} op de pagina “{page}”.",
        "This call code was shown at {time} on the page “{page}”.";
    belcode_typed(address):
        "Daar was {address} ingevuld. Vraag om wie het gaat.",
        "{address} had been entered there. Ask who this is about.";
    belcode_unknown(address):
        "Daar was {address} ingevuld. Met dat adres is er geen account. Vraag of de beller op het werk een ander adres heeft.",
        "{address} had been entered there. There is no account with that address. Ask whether the caller has a different address at work.";
    belcode_nothing_typed:
        "Daar was nog geen e-mailadres ingevuld.",
        "No e-mail address had been entered there.";

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
        "De verbinding viel weg tijdens het vastleggen. Kijk eerst of de wijziging er al is. Zo niet, doe die dan opnieuw.",
        "The connection was lost while the change was being saved. First check whether the change is there. If not, do it again.";
    failure_busy:
        "Het systeem had het even te druk. Vraag de beller om het over een minuut nog eens te proberen.",
        "The system was too busy for a moment. Ask the caller to try again in a minute.";
    failure_disk:
        "De schijf met de gegevens is vol of stuk. Meld dit meteen bij het technische team van het portaal; tot dan kan niemand iets wijzigen.",
        "The disk with the data is full or broken. Tell the portal’s technical team straight away; until then nobody can change anything.";
    failure_stored:
        "In de gegevens staat iets wat het portaal niet kan lezen. Nog eens proberen helpt niet: meld het bij het technische team van het portaal.",
        "The data contains something that the portal cannot read. Trying again does not help: tell the portal’s technical team.";
    failure_setup:
        "Het portaal is niet goed ingesteld. Nog eens proberen helpt niet: meld het bij het technische team van het portaal.",
        "The portal is not set up correctly. Trying again does not help: tell the portal’s technical team.";
    failure_too_slow:
        "Het duurde te lang en is daarom gestopt. Vraag de beller om het over een minuut nog eens te proberen.",
        "It took too long and was stopped. Ask the caller to try again in a minute.";
    failure_ours:
        "Het ging bij ons mis, niet bij de beller. Nog eens proberen helpt vaak niet: help de beller op een andere manier.",
        "The fault is ours, not the caller’s. Trying again often does not help: help the caller another way.";
    failure_pass_on(number, method, cause):
        "Gaat het weer mis? Geef dit door aan het technische team van het portaal: {number}, {method}, {cause}.",
        "Does it go wrong again? Pass this on to the portal’s technical team: {number}, {method}, {cause}.";

    // What waits
    letters_wait:
        "Wij kunnen nu geen berichten versturen",
        "We cannot send messages now";
    letters_wait_text:
        "Dat ligt aan ons, niet aan de beller. De berichten gaan vanzelf weg zodra het kan. Het technische team van het portaal ziet dit ook.",
        "That is our fault, not the caller’s. The messages will be sent automatically as soon as possible. The portal’s technical team sees this too.";
    mail_waits(why, since):
        "1 mail wacht sinds {since}: {why}.",
        "1 e-mail has been waiting since {since}: {why}.";
    mails_wait(number, why, since):
        "{number} mails wachten, de eerste sinds {since}: {why}.",
        "{number} e-mails are waiting, the first since {since}: {why}.";
    sms_waits(why, since):
        "1 sms wacht sinds {since}: {why}.",
        "1 text message has been waiting since {since}: {why}.";
    sms_wait(number, why, since):
        "{number} sms’jes wachten, de eerste sinds {since}: {why}.",
        "{number} text messages are waiting, the first since {since}: {why}.";
    very_many:
        "Meer dan 1.000",
        "More than 1,000";
    oldest_requests:
        "Oudste aanvragen voor een beheerder",
        "Oldest admin requests";
    all_requests(number):
        "Alle aanvragen ({number})",
        "All requests ({number})";
    all_requests_more(number):
        "Alle aanvragen (meer dan {number})",
        "All requests (more than {number})";
    help_waits_one:
        "1 vraag om hulp wacht op ons",
        "1 request for help is waiting for us";
    help_waits(number):
        "{number} vragen om hulp wachten op ons",
        "{number} requests for help are waiting for us";
    help_waits_more(number):
        "Meer dan {number} vragen om hulp wachten op ons",
        "More than {number} requests for help are waiting for us";

    // One company
    company_ended(day):
        "Dit bedrijf heeft sinds {day} geen toegang meer.",
        "This company has had no access since {day}.";
    last_check(day):
        "Laatste controle: {day}.",
        "Last check: {day}.";
    never_checked:
        "De medewerkerslijst is nog nooit gecontroleerd.",
        "The list of staff has never been checked.";
    begin_request:
        "Beheerder aanvragen voor dit bedrijf",
        "Request an admin for this company";
    one_admin:
        "1 beheerder",
        "1 admin";
    many_admins(number):
        "{number} beheerders",
        "{number} admins";
    staff_of_whom(staff, admins):
        "{staff}, van wie {admins}.",
        "{staff}, of whom {admins}.";
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
        "Nobody else uses the portal here.";
    staff_pages:
        "Bladeren door de medewerkers",
        "Pages of the staff";
}
