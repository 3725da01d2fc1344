//! Requests to be appointed admin, as the service desk deals with them.

super::texts! {
    queue_title:
        "Aanvragen voor een beheerder",
        "Admin requests";
    queue_lead:
        "De oudste staat bovenaan. Twee collega’s kijken naar elke aanvraag: de een controleert, de ander keurt goed.",
        "The oldest comes first. Two colleagues look at each request: one checks it, the other approves it.";
    queue_rows:
        "Openstaand",
        "Open";
    queue_empty:
        "Er zijn geen openstaande aanvragen.",
        "There are no open requests.";
    queue_lists:
        "Lijsten",
        "Lists";
    queue_approved:
        "Goedgekeurd",
        "Approved";
    queue_over:
        "Afgerond",
        "Closed";
    queue_approved_empty:
        "Er zijn geen goedgekeurde aanvragen waarvan het account nog klaargemaakt moet worden.",
        "There are no approved requests whose account still has to be set up.";
    queue_over_empty:
        "Er zijn nog geen afgeronde aanvragen.",
        "There are no closed requests yet.";
    over_since(day):
        "Afgerond op {day}",
        "Closed on {day}";
    stage_new:
        "Nieuw",
        "New";
    stage_answered:
        "Antwoord binnen",
        "Answer received";
    stage_asked:
        "Wacht op antwoord van de aanvrager",
        "Waiting for the applicant’s answer";
    stage_approved:
        "Goedgekeurd, account nog niet klaargemaakt",
        "Approved, account not set up yet";
    waits_for_colleague:
        "Gecontroleerd, wacht op goedkeuring",
        "Checked, waiting for approval";
    reply_by(day):
        "Antwoord beloofd: uiterlijk {day}",
        "Answer promised by {day}";
    late(day):
        "Te laat: uiterlijk {day} was antwoord beloofd",
        "Late: the answer was promised by {day}";
    status_late:
        "Te laat, antwoord was uiterlijk",
        "Late, answer promised by";
    number_there:
        "Codes gaan naar",
        "Codes go to";
    number_there_text(number):
        "{number}. Deze persoon werkt er al: het nummer uit de aanvraag verandert daar niets aan.",
        "{number}. This person already works there: the number in the request does not change that.";
    new_company:
        "nieuw: wordt toegevoegd na goedkeuring",
        "new: will be added after approval";
    sent_in(day):
        "Verstuurd op {day}",
        "Sent on {day}";
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
        "{name} wants to become an admin. Company according to the request: {company}.";
    checks:
        "Controles",
        "Checks";
    facts:
        "Ingevulde gegevens",
        "Details entered";
    organisation:
        "Bedrijf in ons bestand",
        "Company in our records";
    linked:
        "gekozen",
        "chosen";
    found:
        "gevonden op nummer",
        "found by number";
    submitted:
        "Verstuurd",
        "Sent";
    promised:
        "Antwoord uiterlijk",
        "Answer promised by";
    take:
        "In behandeling nemen",
        "Take on";
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
        "Ask a question";
    verify:
        "De gegevens kloppen",
        "The details are correct";
    approve:
        "Goedkeuren en activeren",
        "Approve and activate";
    reject:
        "Afwijzen",
        "Reject";
    colleague_approves:
        "Een collega moet de aanvraag nu goedkeuren. Wie de controle doet, mag niet zelf goedkeuren.",
        "A colleague now has to approve the request. Whoever does the check may not approve it.";
    applicant_answers:
        "De aanvrager heeft een mail gekregen. Wij wachten op het antwoord.",
        "The applicant has been sent an e-mail. We are waiting for the answer.";
    admin_activates:
        "De nieuwe beheerder heeft een mail gekregen om het account klaar te maken.",
        "The new admin has been sent an e-mail to set up the account.";
    admin_is_shut:
        "De nieuwe beheerder kan het account niet klaarmaken: er is te vaak een verkeerde sms-code ingevuld, of het account is geblokkeerd. Bij de uitnodiging staat wat helpt. Vraag ook of het mobiele nummer klopt.",
        "The new admin cannot set up the account: too many wrong codes were entered, or the account is blocked. The invitation says what helps. Ask whether the mobile number is right, too.";
    send_again:
        "Naar de uitnodiging",
        "To the invitation";
    taken_by(name, at):
        "{name} behandelt deze aanvraag, sinds {at}.",
        "{name} is dealing with this request, since {at}.";
    taken:
        "U behandelt deze aanvraag.",
        "You are now dealing with this request.";
    verified:
        "U hebt de gegevens gecontroleerd.",
        "You have checked the details.";
    approved(name):
        "{name} wordt beheerder.",
        "{name} will be an admin.";
    approved_text_admins:
        "De huidige beheerders krijgen ook een mail.",
        "The current admins will get an e-mail too.";
    call_back_title:
        "Bel het bedrijf",
        "Call the company";
    call_back_lead:
        "Zoek het nummer zelf op, bijvoorbeeld in het relatiebestand. Bel niet het nummer uit de aanvraag. Vraag of het klopt dat deze persoon beheerder wordt, met dit e-mailadres.",
        "Look up the number yourself, for example in the customer file. Do not call the number in the request. Ask whether it is correct that this person will be an admin, with this e-mail address.";
    called:
        "Nummer dat u belde",
        "Number you called";
    called_missing:
        "Vul het hele telefoonnummer in dat u belde, met netnummer.",
        "Enter the full telephone number you called, with the area code.";
    source:
        "Bron van het nummer",
        "Source of the number";
    source_hint:
        "Bijvoorbeeld: het relatiebestand of de website van het bedrijf.",
        "For example: the customer file or the company’s website.";
    call_back_submit:
        "Gebeld, en het klopt",
        "Called, and it is correct";
    not_reached:
        "Niet bereikt",
        "Not reached";
    not_reached_hint:
        "Niemand bereikt, of niemand die het weet? Leg dat vast. Dan ziet een collega dat u belde.",
        "Did you reach nobody, or nobody who knows? Record that. A colleague will then see that you called.";
    not_reached_done:
        "Vastgelegd: u belde en bereikte niemand.",
        "Recorded: you called and reached nobody.";
    called_back:
        "Het telefoontje is vastgelegd.",
        "The call has been recorded.";
    company_title:
        "Welk bedrijf is het?",
        "Which company is it?";
    company_lead:
        "Vul het nummer in waaronder wij het bedrijf kennen.",
        "Enter the number we know the company by.";
    company_unknown:
        "Kennen wij het bedrijf nog niet?",
        "Do we not know the company yet?";
    company_new:
        "Voeg het toe met dit nummer, zodra een collega de aanvraag goedkeurt",
        "Add it with this number once a colleague approves the request";
    company_new_hint:
        "Het krijgt alle autorisaties van dit soort bedrijf.",
        "It will get all permissions of this kind of company.";
    company_name_hint:
        "Alleen nodig voor een nieuw bedrijf.",
        "Only needed for a new company.";
    company_submit:
        "Dit is het bedrijf",
        "This is the company";
    company_chosen:
        "Het bedrijf is gekozen.",
        "The company has been chosen.";
    question_title:
        "Vraag stellen",
        "Ask a question";
    question_lead(email):
        "De vraag gaat per mail naar {email}. Het antwoord komt hier te staan. Daarna moet de aanvraag opnieuw worden gecontroleerd.",
        "The question goes to {email} by e-mail. The answer will appear here. After that the request has to be checked again.";
    question_label:
        "Uw vraag",
        "Your question";
    question_submit:
        "Vraag versturen",
        "Send the question";
    answer:
        "Antwoord vastleggen",
        "Record the answer";
    answer_lead:
        "Belt de aanvrager met het antwoord? Schrijf het hier op. Wie er belt, is daarmee niet gecontroleerd: het bedrijf terugbellen op een nummer dat u zelf opzoekt, blijft nodig. Uw naam en het antwoord komen bij de aanvraag te staan. Daarna moet de aanvraag opnieuw worden gecontroleerd.",
        "Is the applicant on the phone with the answer? Write it down here. That does not check who is calling: calling the company back on a number you look up yourself is still needed. Your name and the answer will appear with the request. After that the request has to be checked again.";
    answer_asked:
        "De vraag",
        "The question";
    answer_label:
        "Antwoord van de aanvrager",
        "The applicant’s answer";
    answer_by_telephone(who):
        "Het antwoord op onze vraag kwam aan de telefoon en is opgeschreven door {who}. Wie er belde, is niet gecontroleerd.",
        "The answer to our question came by phone and was written down by {who}. Who called was not checked.";
    answer_noted:
        "Het antwoord is vastgelegd.",
        "The answer has been recorded.";
    asked:
        "De vraag is verstuurd.",
        "The question has been sent.";
    reject_title:
        "Aanvraag afwijzen",
        "Reject the request";
    reject_lead:
        "De aanvrager krijgt deze reden per mail, met wat er nu kan.",
        "The applicant will get this reason by e-mail, with what to do next.";
    reason:
        "Waarom?",
        "Why?";
    note:
        "Toelichting",
        "Explanation";
    note_hint:
        "Dit komt ook in de mail te staan.",
        "This will be in the e-mail too.";
    reject_submit:
        "Afwijzen",
        "Reject";
    rejected:
        "De aanvraag is afgewezen.",
        "The request has been rejected.";
    rejected_text:
        "De aanvrager krijgt een mail met de reden.",
        "The applicant will get an e-mail with the reason.";
    no_not_here:
        "Deze aanvraag bestaat niet (meer).",
        "This request does not exist (any more).";
    no_already:
        "Dat was al gebeurd.",
        "That had already been done.";
    no_not_now:
        "De aanvraag is intussen verder, of gewijzigd. Kijk hieronder en probeer het zo nodig opnieuw.",
        "The request has moved on or was changed in the meantime. Look below, and try again if necessary.";
    no_changed:
        "De aanvraag is intussen gewijzigd. Kijk alles nog eens na.",
        "The request was changed in the meantime. Please check everything again.";
    no_too_late:
        "De termijn voor deze aanvraag is voorbij.",
        "The time limit for this request has passed.";
    no_organisation:
        "Wij kennen geen bedrijf van dit soort met dit nummer. Kijk het nummer na, of voeg het bedrijf toe.",
        "We know no company of this kind with this number. Check the number, or add the company.";
    no_organisation_there:
        "Er is al een bedrijf met dit nummer. Haal het vinkje weg om dat bedrijf te kiezen.",
        "There is already a company with this number. Untick the box to choose that company.";
    no_number_wrong:
        "Vul een nummer in met het juiste aantal cijfers.",
        "Enter a number with the right number of digits.";
    no_not_called:
        "Bel eerst het bedrijf terug, op een nummer dat u zelf opzoekt.",
        "First call the company back, on a number that you look up yourself.";
    no_not_verified:
        "Eerst moet een collega de gegevens controleren.",
        "A colleague has to check the details first.";
    no_same_person:
        "U hebt deze aanvraag zelf gecontroleerd. Een collega moet hem goedkeuren.",
        "You checked this request yourself. A colleague has to approve it.";
    no_own:
        "Dit is uw eigen aanvraag, of die van iemand met uw mobiele nummer of mailbox. Een collega moet hem behandelen.",
        "This is your own request, or that of somebody with your mobile number or mailbox. A colleague has to deal with it.";
    no_own_company:
        "U werkt zelf ook bij dit bedrijf. Een collega behandelt deze aanvraag.",
        "You work at this company yourself. A colleague has to deal with this request.";
    no_number_of_request:
        "Dit nummer staat in de aanvraag zelf, of is van de aanvrager of van u. Bel een nummer dat u ergens anders vond.",
        "This number is in the request itself, or belongs to the applicant or to you. Call a number that you found elsewhere.";
    no_somebody_else:
        "Dit e-mailadres is bij dit bedrijf van iemand met een andere naam. Wijs de aanvraag af. De aanvrager kan een nieuwe aanvraag doen met de eigen naam en het eigen e-mailadres.",
        "At this company this e-mail address belongs to somebody with another name. Reject the request. The applicant can send in a new one with their own name and their own e-mail address.";
    no_other_address:
        "Deze persoon heeft bij dit bedrijf nu een ander e-mailadres. Wijs de aanvraag af. De aanvrager kan een nieuwe aanvraag doen met dat adres.",
        "This person has another e-mail address at this company now. Reject the request. The applicant can send in a new one with that address.";
    no_stop_planned:
        "Een gebruikersbeheerder van dit bedrijf heeft ingesteld dat de toegang van deze persoon stopt. Bel het bedrijf. Klopt de aanvraag toch? Dan moet die beheerder eerst de einddatum weghalen.",
        "An admin of this company has set an end date for this person’s access. Call the company. If the request is right, that admin has to remove the end date first.";
    no_already_admin:
        "Deze persoon is daar al beheerder. Wijs de aanvraag af en kies “U hebt al toegang bij dit bedrijf”.",
        "This person is already an admin there. Reject the request and choose “You already have access at this company”.";
    check_number(name):
        "Het nummer hoort bij dit bedrijf: {name}.",
        "The number belongs to this company: {name}.";
    check_number_alike(name):
        "Het nummer hoort bij {name}. De naam lijkt erop.",
        "The number belongs to {name}. The name is similar.";
    check_number_other(name):
        "Het nummer hoort bij een ander bedrijf: {name}.",
        "The number belongs to another company: {name}.";
    check_number_unknown(what):
        "Wij kennen dit {what} niet.",
        "We do not know this {what}.";
    check_confirmed:
        "Het e-mailadres is bevestigd.",
        "The e-mail address has been confirmed.";
    check_not_confirmed:
        "Het e-mailadres is niet bevestigd.",
        "The e-mail address has not been confirmed.";
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
        "The e-mail address is from a free mail service, not from a company.";
    check_no_admin:
        "Het bedrijf heeft nu geen beheerder.",
        "The company has no admin at the moment.";
    check_one_admin:
        "Het bedrijf heeft al een beheerder. Die heeft een mail gekregen.",
        "The company already has an admin, who has been sent an e-mail.";
    check_admins(number):
        "Het bedrijf heeft al {number} beheerders. Zij hebben een mail gekregen.",
        "The company already has {number} admins. They have been sent an e-mail.";
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
        "This person is already an admin there.";
    check_stop_planned(day):
        "Een gebruikersbeheerder stopt de toegang van deze persoon: die duurt nog tot en met {day}. Goedkeuren kan nu niet. Vraag het bedrijf hoe dat zit.",
        "An admin is stopping this person’s access: it lasts up to and including {day}. You cannot approve the request now. Ask the company about it.";
    check_somebody_else(name):
        "Dit e-mailadres is bij dit bedrijf van {name}. Goedkeuren kan niet.",
        "At this company this e-mail address belongs to {name}. You cannot approve this request.";
    check_other_address:
        "Deze persoon heeft bij dit bedrijf nu een ander e-mailadres. Goedkeuren kan niet.",
        "This person has another e-mail address at this company now. You cannot approve this request.";
    check_called(name):
        "Bij dit bedrijf heet deze persoon {name}. Is dat dezelfde? Noem die naam als u het bedrijf belt.",
        "At this company this person is called {name}. Is that the same person? Use that name when you call the company.";
    check_called_before(name):
        "Deze persoon heette bij dit bedrijf kort geleden nog {name}. Vraag het bedrijf of dat klopt.",
        "Until recently this person was called {name} at this company. Ask the company whether that is right.";
    check_was_of(name):
        "Dit e-mailadres was bij dit bedrijf van {name}. Vraag het bedrijf wie het nu heeft.",
        "At this company this e-mail address belonged to {name}. Ask the company who has it now.";
    check_namesake(people):
        "Dit bedrijf kent iemand met zo’n naam en een ander e-mailadres: {people}. Vraag het bedrijf of dat dezelfde persoon is.",
        "This company knows somebody with such a name and another e-mail address: {people}. Ask the company whether that is the same person.";
    check_number_of(name):
        "Dit mobiele nummer is bij dit bedrijf van {name}. Vraag het bedrijf of dat klopt.",
        "At this company this mobile number belongs to {name}. Ask the company whether that is right.";
    check_access_ends(day):
        "De toegang van deze persoon duurt tot en met {day}. Als beheerder houdt deze persoon toegang zonder einddatum. Vraag het bedrijf of dat klopt.",
        "This person’s access lasts up to and including {day}. An admin has access without an end date. Ask the company whether that is right.";
    check_has_access:
        "Deze persoon heeft hier al toegang, en wordt bij goedkeuring beheerder.",
        "This person already has access here, and becomes an admin if approved.";
    check_access_over:
        "Deze persoon had hier eerder toegang. Die is gestopt of afgelopen. Vraag het bedrijf of deze persoon er weer werkt.",
        "This person had access here before. It was stopped or has ended. Ask the company whether this person works there again.";
}
