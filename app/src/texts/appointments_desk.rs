//! Requests to be appointed admin, as the service desk deals with them.

super::texts! {
    queue_title:
        "Aanvragen voor een beheerder",
        "Requests for an admin";
    queue_lead:
        "De oudste staat bovenaan. Twee collega's kijken naar elke aanvraag: de een controleert, de ander keurt goed.",
        "The oldest comes first. Two colleagues look at each request: one checks it, the other approves it.";
    queue_rows:
        "Wat er wacht",
        "What is waiting";
    queue_empty:
        "Er wachten nu geen aanvragen.",
        "No requests are waiting now.";
    stage_new:
        "Nieuw",
        "New";
    stage_asked:
        "Wacht op antwoord van de aanvrager",
        "Waiting for an answer of the applicant";
    stage_approved:
        "Goedgekeurd, account nog niet klaargemaakt",
        "Approved, account not set up yet";
    waits_for_colleague:
        "Gecontroleerd, wacht op goedkeuring",
        "Checked, waiting for approval";
    reply_by(day):
        "Antwoord beloofd voor {day}",
        "Answer promised by {day}";
    late(day):
        "Te laat: het antwoord was beloofd voor {day}",
        "Late: the answer was promised by {day}";
    status_late:
        "Te laat, antwoord beloofd voor",
        "Late, answer promised by";
    number_there:
        "Codes gaan naar",
        "Codes go to";
    number_there_text(number):
        "{number}. Deze persoon werkt er al: het nummer uit de aanvraag verandert niets.",
        "{number}. This person works there already: the number of the request changes nothing.";
    new_company:
        "nieuw: komt erbij na de goedkeuring",
        "new: comes in after the approval";
    sent_in(day):
        "Verstuurd op {day}",
        "Sent in on {day}";
    later:
        "Latere aanvragen",
        "Later requests";
    first:
        "Naar de oudste",
        "To the oldest";
    back_to_queue:
        "Alle aanvragen",
        "All requests";
    case_lead(name, company):
        "{name} wil beheerder worden. Bedrijf volgens de aanvraag: {company}.",
        "{name} wants to be an admin. Company according to the request: {company}.";
    checks:
        "Wat wij al nakeken",
        "What we checked already";
    facts:
        "Wat er is ingevuld",
        "What was filled in";
    organisation:
        "Bedrijf bij ons",
        "Company in our books";
    linked:
        "gekozen",
        "chosen";
    found:
        "gevonden op nummer",
        "found by number";
    submitted:
        "Verstuurd",
        "Sent in";
    promised:
        "Antwoord beloofd voor",
        "Answer promised by";
    take:
        "In behandeling nemen",
        "Begin with it";
    link:
        "Dit is het bedrijf",
        "This is the company";
    company:
        "Bedrijf kiezen",
        "Choose the company";
    call_back:
        "Terugbellen",
        "Call back";
    question:
        "Vraag stellen",
        "Ask something";
    verify:
        "De gegevens kloppen",
        "The details are right";
    approve:
        "Goedkeuren en activeren",
        "Approve and activate";
    reject:
        "Afwijzen",
        "Turn down";
    colleague_approves:
        "Nu moet een collega de aanvraag goedkeuren. Wie controleert, keurt niet zelf goed.",
        "A colleague has to approve the request now. Whoever checks it does not approve it.";
    applicant_answers:
        "De aanvrager heeft een mail gekregen. Wij wachten op het antwoord.",
        "The applicant got an e-mail. We wait for the answer.";
    admin_activates:
        "De nieuwe beheerder heeft een mail gekregen om het account klaar te maken.",
        "The new admin got an e-mail to set up the account.";
    taken:
        "U behandelt deze aanvraag.",
        "You deal with this request.";
    verified:
        "U hebt de gegevens gecontroleerd.",
        "You checked the details.";
    approved(name):
        "{name} wordt beheerder.",
        "{name} becomes an admin.";
    approved_text:
        "De nieuwe beheerder krijgt een mail. De beheerders die er al zijn, horen het ook.",
        "The new admin gets an e-mail. The admins that there are hear of it as well.";
    call_back_title:
        "Bel het bedrijf",
        "Call the company";
    call_back_lead:
        "Zoek het nummer zelf op, bijvoorbeeld in het relatiebestand. Bel niet het nummer uit de aanvraag. Vraag of het klopt dat deze persoon beheerder wordt.",
        "Look up the number yourself, for example in the customer file. Do not call the number of the request. Ask whether it is right that this person becomes an admin.";
    called:
        "Nummer dat u belde",
        "Number that you called";
    called_missing:
        "Vul het hele telefoonnummer in dat u belde, met netnummer.",
        "Fill in the whole telephone number that you called, with the area code.";
    source:
        "Waar u het nummer vond",
        "Where you found the number";
    source_hint:
        "Zoals relatiebestand, of de site van het bedrijf.",
        "Such as the customer file, or the site of the company.";
    call_back_submit:
        "Gebeld, en het klopt",
        "Called, and it is right";
    called_back:
        "Het telefoontje is vastgelegd.",
        "The call was written down.";
    company_title:
        "Welk bedrijf is het?",
        "Which company is it?";
    company_lead:
        "Vul het nummer in waaronder wij het bedrijf kennen.",
        "Fill in the number under which we know the company.";
    company_unknown:
        "Kennen wij het bedrijf nog niet?",
        "Do we not know the company yet?";
    company_new:
        "Voeg het toe met dit nummer, zodra een collega de aanvraag goedkeurt",
        "Add it with this number, once a colleague approves the request";
    company_new_hint:
        "Het krijgt alle rechten van dit soort bedrijf.",
        "It will hold all rights of this kind of company.";
    company_name_hint:
        "Alleen nodig voor een nieuw bedrijf.",
        "Only needed for a new company.";
    company_submit:
        "Dit is het bedrijf",
        "This is the company";
    company_chosen:
        "Het bedrijf is gekozen.",
        "The company was chosen.";
    question_title:
        "Vraag stellen",
        "Ask something";
    question_lead(email):
        "De vraag gaat per mail naar {email}. Het antwoord komt hier te staan. Daarna moet er opnieuw gecontroleerd worden.",
        "The question goes to {email} by e-mail. The answer will appear here. After that it has to be checked again.";
    question_label:
        "Uw vraag",
        "Your question";
    question_submit:
        "Vraag versturen",
        "Send the question";
    asked:
        "De vraag is verstuurd.",
        "The question was sent.";
    reject_title:
        "Aanvraag afwijzen",
        "Turn down the request";
    reject_lead:
        "Zo komt de reden in de mail aan de aanvrager te staan.",
        "This is how the reason will be in the e-mail to the applicant.";
    reason:
        "Waarom?",
        "Why?";
    note:
        "Toelichting",
        "Explanation";
    note_hint:
        "Dit komt ook in de mail te staan.",
        "This will be in the e-mail as well.";
    reject_submit:
        "Afwijzen",
        "Turn down";
    rejected:
        "De aanvraag is afgewezen.",
        "The request was turned down.";
    rejected_text:
        "De aanvrager krijgt een mail met de reden.",
        "The applicant gets an e-mail with the reason.";
    no_not_here:
        "Deze aanvraag is er niet (meer).",
        "This request is not there (any more).";
    no_already:
        "Dat was al gebeurd.",
        "That was done already.";
    no_not_now:
        "De aanvraag is intussen verder, of gewijzigd. Kijk hieronder en probeer het zo nodig opnieuw.",
        "The request went on meanwhile, or was changed. Look below, and try again if need be.";
    no_too_late:
        "De tijd voor deze aanvraag is om.",
        "The time for this request is over.";
    no_organisation:
        "Wij kennen geen bedrijf van dit soort met dit nummer. Kijk het nummer na, of voeg het bedrijf toe.",
        "We know no company of this kind with this number. Check the number, or add the company.";
    no_organisation_there:
        "Er is al een bedrijf met dit nummer. Kies dat bedrijf: zonder vinkje.",
        "There is a company with this number already. Choose that company: without the tick.";
    no_number_wrong:
        "Vul een nummer in met het juiste aantal cijfers.",
        "Fill in a number with the right number of digits.";
    no_not_called:
        "Bel eerst het bedrijf terug, op een nummer dat u zelf opzoekt.",
        "First call the company back, at a number that you look up yourself.";
    no_not_verified:
        "Eerst moet een collega de gegevens controleren.",
        "A colleague has to check the details first.";
    no_same_person:
        "U hebt deze aanvraag zelf gecontroleerd. Een collega moet hem goedkeuren.",
        "You checked this request yourself. A colleague has to approve it.";
    no_own:
        "Dit is uw eigen aanvraag. Een collega moet hem behandelen.",
        "This is your own request. A colleague has to deal with it.";
    no_number_of_request:
        "Dit nummer staat in de aanvraag zelf, of is van de aanvrager of van u. Bel een nummer dat u ergens anders vond.",
        "This number is in the request itself, or is the applicant's or your own. Call a number that you found elsewhere.";
    no_already_admin:
        "Deze persoon is daar al beheerder. Wijs de aanvraag af met die reden.",
        "This person is an admin there already. Turn the request down for that reason.";
    check_number(name):
        "Het nummer hoort bij dit bedrijf: {name}.",
        "The number belongs to this company: {name}.";
    check_number_alike(name):
        "Het nummer hoort bij {name}. De naam lijkt erop.",
        "The number belongs to {name}. The name is similar.";
    check_number_other(name):
        "Het nummer hoort bij een ander bedrijf: {name}.",
        "The number belongs to another company: {name}.";
    check_number_unknown:
        "Wij kennen dit nummer niet.",
        "We do not know this number.";
    check_confirmed:
        "Het e-mailadres is bevestigd.",
        "The e-mail address is confirmed.";
    check_not_confirmed:
        "Het e-mailadres is niet bevestigd.",
        "The e-mail address is not confirmed.";
    check_domain_known:
        "Het domein van het e-mailadres is bekend bij dit bedrijf.",
        "The domain of the e-mail address is known for this company.";
    check_domain_differs(known):
        "Het domein wijkt af van wat wij kennen: {known}.",
        "The domain differs from what we know: {known}.";
    check_domain_new:
        "Wij kennen nog geen e-mailadressen van dit bedrijf.",
        "We do not know any e-mail addresses of this company yet.";
    check_free_mail:
        "Het e-mailadres is van een gratis maildienst, niet van een bedrijf.",
        "The e-mail address is of a free mail service, not of a company.";
    check_no_admin:
        "Het bedrijf heeft nu geen beheerder.",
        "The company has no admin now.";
    check_one_admin:
        "Het bedrijf heeft al een beheerder. Die heeft een mail gekregen.",
        "The company has an admin already, who got an e-mail.";
    check_admins(number):
        "Het bedrijf heeft al {number} beheerders. Zij hebben een mail gekregen.",
        "The company has {number} admins already. They got an e-mail.";
    check_others(number):
        "Andere open aanvragen met dit e-mailadres of nummer: {number}.",
        "Other open requests with this e-mail address or number: {number}.";
    check_mobile:
        "Naar het mobiele nummer kunnen wij sms-codes sturen.",
        "We can send codes to the mobile number.";
    check_mobile_not:
        "Naar het mobiele nummer sturen wij geen sms-codes.",
        "We do not send codes to the mobile number.";
    check_is_admin:
        "Deze persoon is daar al beheerder.",
        "This person is an admin there already.";
    check_access_over:
        "Deze persoon had hier eerder toegang. Die is gestopt of afgelopen. Vraag het bedrijf of deze persoon er weer werkt.",
        "This person had access here before. It was stopped or is over. Ask the company whether this person works there again.";
}
