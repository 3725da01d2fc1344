//! Is it really them?

super::texts! {
    check_first(name):
        "Controleer eerst of het {name} is. Daarna kunt u helpen en ziet u het hele e-mailadres.",
        "First check that it is {name}. After that you can help, and you will see the full e-mail address.";
    check_first_for(name, deeds):
        "Controleer eerst of het {name} is. Na de controle kunt u alleen: {deeds}. U ziet dan ook het hele e-mailadres.",
        "First check that it is {name}. After the check you can only: {deeds}. You will also see the full e-mail address.";
    check_first_for_nothing(name):
        "Controleer eerst of het {name} is. Na de controle ziet u het hele e-mailadres. U kunt hier niets wijzigen.",
        "First check that it is {name}. After the check you will see the full e-mail address. There is nothing you can change here.";
    check_caller:
        "Beller controleren",
        "Check the caller";
    check_by_mail:
        "Controleren per mail",
        "Check by e-mail";
    call_back:
        "Telefoon en mailbox allebei kwijt? Terugbellen",
        "Lost both phone and mailbox? Call back";
    checked_until(name, time, deeds):
        "Het is {name}. Tot {time} kunt u: {deeds}.",
        "It is {name}. Until {time} you can: {deeds}.";
    checked_for_nothing(name):
        "Het is {name}. U kunt hier niets wijzigen.",
        "It is {name}. There is nothing you can change here.";
    doubt_number_new(name):
        "Een nummer van {name} is kort geleden gewijzigd. Een controle per sms geldt nu niet voor het hele account.",
        "One of {name}’s numbers was changed recently. A check by text message does not count for the whole account now.";
    doubt_number_unused(name):
        "Iemand anders gaf dit nummer op, en {name} heeft er nog niet mee ingelogd. Een controle per sms geldt niet voor het hele account.",
        "Somebody else gave this number, and {name} has not logged in with it yet. A check by text message does not count for the whole account.";
    doubt_address_new(name):
        "Het e-mailadres van {name} is kort geleden gewijzigd. Een controle per mail geldt nu niet voor het hele account.",
        "{name}’s e-mail address was changed recently. A check by e-mail does not count for the whole account now.";
    doubt_frozen(name):
        "{name} heeft dit account zelf geblokkeerd. Misschien heeft iemand anders het wachtwoord en de telefoon. Een controle per sms geldt nu niet voor het hele account.",
        "{name} has blocked this account. Somebody else may have the password and the phone. A check by text message does not count for the whole account now.";
    doubt_blocked_by_desk(name):
        "Dit account is op verzoek van {name} geblokkeerd. Misschien heeft iemand anders de telefoon en de mail. Een controle per sms of per mail geldt nu niet voor het hele account.",
        "This account was blocked at {name}’s request. Somebody else may have the phone and the e-mail. A check by text message or e-mail does not count for the whole account now.";
    doubt_elsewhere(name):
        "{name} is ook bij een ander bedrijf beheerder, of werkt bij de servicedesk. Een controle met het nummer of het bedrijf van hier geldt niet voor het hele account.",
        "{name} is an admin at another company too, or works at the service desk. A check with the number or company known here does not count for the whole account.";
    doubt_blocked_not_spoken_for(name):
        "Dit account is op verzoek van {name} geblokkeerd. Het bedrijf van hier kan niet voor het hele account spreken, en een controle per sms of per mail geldt nu niet.",
        "This account was blocked at {name}’s request. The company known here cannot speak for the whole account, and a check by text message or e-mail does not count now.";
    doubt_over(name):
        "De toegang van {name} is hier voorbij. Een controle met het nummer of het bedrijf van hier geldt niet voor het hele account.",
        "{name}’s access here has ended. A check with the number or company known here does not count for the whole account.";
    doubt_invited(name):
        "{name} is hier alleen uitgenodigd. Een controle met het nummer of het bedrijf van hier geldt niet voor het hele account.",
        "{name} is only invited here. A check with the number or company known here does not count for the whole account.";
    for_account:
        "Deblokkeren, blokkeren en een link voor een nieuw wachtwoord gaan over het hele account.",
        "Unblocking, blocking and a link for a new password affect the whole account.";
    for_account_block:
        "Blokkeren gaat over het hele account.",
        "Blocking affects the whole account.";
    instead_mail_or_call(name):
        "Controleer {name} daarvoor per mail. Kan dat niet? Bel terug.",
        "For those, check {name} by e-mail. Is that not possible? Then call back.";
    instead_sms_or_call(name):
        "Controleer {name} daarvoor per sms. Kan dat niet? Bel terug.",
        "For those, check {name} by text message. Is that not possible? Then call back.";
    instead_call(name):
        "Bel daarvoor het bedrijf van {name} terug.",
        "For those, call {name}’s company back.";
    instead_call_there(name):
        "Werkt {name} ook bij een ander bedrijf? Zoek {name} daar en bel dat bedrijf terug. Geldt dat ook niet? Dan kan alleen het technische team van het portaal helpen.",
        "Does {name} work at another company too? Find {name} there and call that company back. Does that not count either? Then only the portal’s technical team can help.";
    instead_mail(name):
        "Controleer {name} daarvoor per mail.",
        "For those, check {name} by e-mail.";
    instead_mail_or_there(name):
        "Controleer {name} daarvoor per mail. Kan dat niet? Zoek {name} bij dat andere bedrijf en controleer daar.",
        "For those, check {name} by e-mail. Is that not possible? Then find {name} at that other company and check there.";
    caller_title(name):
        "Is dit {name}?",
        "Is this {name}?";
    caller_lead_sms(name, time):
        "Wij hebben {name} om {time} een sms gestuurd op het nummer dat wij kennen. Vraag naar de 6 cijfers uit die sms.",
        "At {time} we sent {name} a text message at the number we know. Ask for the 6 digits in it.";
    caller_lead_mail(name, time):
        "Wij hebben {name} om {time} een mail gestuurd op het adres dat wij kennen. Vraag naar de 6 cijfers uit die mail.",
        "At {time} we sent {name} an e-mail at the address we know. Ask for the 6 digits in it.";
    caller_code:
        "Code die de beller noemt",
        "Code the caller gives";
    caller_hint:
        "Noem de code niet zelf; laat de beller hem noemen.",
        "Do not say the code yourself; let the caller say it.";
    caller_submit:
        "Controleren",
        "Check";
    no_code:
        "Krijgt de beller geen code?",
        "Is the caller not getting a code?";
    no_code_text:
        "Wacht een minuut. Stuur de code dan nog een keer, of naar de mailbox.",
        "Wait a minute. Then send the code again, or send it to the mailbox.";
    send_sms_again:
        "Stuur nog een sms",
        "Send another text message";
    wrong:
        "Deze code klopt niet. Vraag naar de nieuwste code.",
        "This code is incorrect. Ask for the latest code.";
    wrong_last:
        "Deze code klopt niet. U kunt het nog één keer proberen; daarna is een nieuwe code nodig.",
        "This code is incorrect. You can try once more; after that a new code is needed.";
    expired:
        "Deze code is verlopen. Stuur een nieuwe.",
        "This code has expired. Send a new one.";
    over:
        "Deze code werkt niet meer. Controleer de beller opnieuw, of verbreek het gesprek als u het niet vertrouwt.",
        "This code no longer works. Check the caller again, or end the call if you do not trust it.";
    wrong_too_often(name):
        "Voor {name} zijn vandaag te veel verkeerde codes genoemd.",
        "Too many wrong codes were given for {name} today.";
    wrong_too_often_text:
        "U kunt deze persoon vandaag niet meer zo controleren. Vertrouwt u de beller niet? Verbreek het gesprek, maak een notitie en meld het aan uw leidinggevende. Anders kan een collega de beller controleren.",
        "You cannot check this person this way any more today. If you do not trust the caller, end the call, make a note and tell your manager. Otherwise a colleague can check the caller.";
    no_codes(name, why):
        "Wij kunnen {name} nu geen code sturen: {why}.",
        "We cannot send {name} a code now: {why}.";
    no_codes_text:
        "Controleer op de andere manier, per sms of per mail. Kan dat niet, bel dan terug via het bedrijf.",
        "Check in the other way, by text message or by e-mail. If that is not possible, call back through the company.";
    no_mailbox(name):
        "Wij hebben geen e-mailadres van {name} meer.",
        "We no longer have an e-mail address for {name}.";
    no_mailbox_text:
        "Controleer met een sms, of bel terug.",
        "Check with a text message, or call back.";
    no_codes_of_yours:
        "U hebt vandaag zo veel codes laten versturen dat er iets mis kan zijn.",
        "You have had so many codes sent today that something may be wrong.";
    no_codes_of_yours_here(name):
        "U kunt {name} nu geen code meer sturen: u liet al te veel codes versturen die niemand noemde.",
        "You cannot send {name} another code now: you have had too many codes sent that nobody read out.";
    no_codes_of_yours_text(time):
        "Vraag een collega om deze beller te controleren. Vanaf {time} kunt u het zelf weer.",
        "Ask a colleague to check this caller. You can do it yourself again from {time}.";
    call_back_title(name):
        "{name} terugbellen",
        "Call {name} back";
    call_back_lead:
        "Bel naar het nummer van het bedrijf in het relatiebestand, nooit naar een nummer dat de beller noemt. Vraag daar naar deze persoon. Daarna moet een collega dit goedkeuren.",
        "Call the company’s number in the customer file, never a number that the caller gives. Ask for this person there. After that a colleague has to approve it.";
    called:
        "Het nummer dat u belde",
        "The number you called";
    called_hint:
        "Zoals het in het relatiebestand staat.",
        "As shown in the customer file.";
    source:
        "Waar vond u dat nummer?",
        "Where did you find that number?";
    source_hint:
        "Bijvoorbeeld: het relatiebestand of het Handelsregister.",
        "For example: the customer file or the trade register.";
    number_of_caller(name):
        "Dit is een mobiel nummer van {name}, of van u. Bel een nummer van het bedrijf.",
        "This is a mobile number of {name}, or your own. Call a number of the company.";
}
