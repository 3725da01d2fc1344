//! Is it really them?

super::texts! {
    check_first(name):
        "Controleer eerst of het {name} is. Daarna kunt u helpen en ziet u het hele e-mailadres.",
        "First make sure that it is {name}. After that you can help, and you see the whole e-mail address.";
    check_caller:
        "Beller controleren",
        "Check the caller";
    check_by_mail:
        "Controleren per mail",
        "Check by mail";
    call_back:
        "Telefoon en mailbox allebei kwijt? Terugbellen",
        "Lost both telephone and mailbox? Call back";
    checked_until(name, time):
        "Het is {name}. U kunt helpen tot {time}.",
        "It is {name}. You can help until {time}.";
    doubt_number_new(name):
        "Een nummer van {name} is pas gewijzigd. Een sms telt nu niet voor het hele account.",
        "A number of {name} changed a short time ago. A text message does not count for the whole account now.";
    doubt_number_unused(name):
        "Iemand anders gaf dit nummer op, en {name} heeft er nog niet mee ingelogd. Een sms telt niet voor het hele account.",
        "Somebody else gave this number, and {name} has not logged in with it yet. A text message does not count for the whole account.";
    doubt_address_new(name):
        "Het e-mailadres van {name} is pas gewijzigd. Een mail telt nu niet voor het hele account.",
        "The e-mail address of {name} changed a short time ago. A mail does not count for the whole account now.";
    doubt_elsewhere(name):
        "{name} is ook bij een ander bedrijf beheerder, of werkt bij de servicedesk. Het nummer en het bedrijf van hier tellen niet voor het hele account.",
        "{name} is an admin at another company too, or works at the service desk. The number and the company of here do not count for the whole account.";
    doubt_over(name):
        "De toegang van {name} is hier voorbij. Het nummer en het bedrijf van hier tellen niet voor het hele account.",
        "The access of {name} is over here. The number and the company of here do not count for the whole account.";
    for_account:
        "Deblokkeren, blokkeren en een link voor een nieuw wachtwoord gaan over het hele account.",
        "Unblocking, blocking and a link for a new password concern the whole account.";
    instead_mail_or_call(name):
        "Controleer {name} daarvoor per mail. Kan dat niet? Bel terug.",
        "Check {name} by mail for these. If that is not possible, call back.";
    instead_sms_or_call(name):
        "Controleer {name} daarvoor per sms. Kan dat niet? Bel terug.",
        "Check {name} by text message for these. If that is not possible, call back.";
    instead_mail_or_there(name):
        "Controleer {name} daarvoor per mail. Kan dat niet? Zoek {name} bij dat andere bedrijf en controleer daar.",
        "Check {name} by mail for these. If that is not possible, find {name} at that other company and check there.";
    caller_title(name):
        "Is dit {name}?",
        "Is this {name}?";
    caller_lead_sms(name):
        "Wij hebben {name} een sms gestuurd op het nummer dat wij kennen. Vraag naar de 6 cijfers.",
        "We sent {name} a text message on the number that we know. Ask for the 6 digits.";
    caller_lead_mail(name):
        "Wij hebben {name} een mail gestuurd op het adres dat wij kennen. Vraag naar de 6 cijfers.",
        "We sent {name} a mail on the address that we know. Ask for the 6 digits.";
    caller_code:
        "Code die de beller noemt",
        "Code that the caller says";
    caller_hint:
        "Lees de code nooit zelf voor.",
        "Never read the code out yourself.";
    caller_submit:
        "Controleren",
        "Check";
    no_code:
        "Krijgt de beller geen code?",
        "Does the caller get no code?";
    no_code_text:
        "Wacht een minuut. Stuur de code dan nog een keer, of naar de mailbox.",
        "Wait a minute. Then send the code once more, or to the mailbox.";
    send_sms_again:
        "Stuur nog een sms",
        "Send another text message";
    wrong:
        "Deze code klopt niet. Vraag naar de nieuwste code.",
        "This code is not right. Ask for the newest code.";
    wrong_last:
        "Deze code klopt niet. Het kan nog één keer; daarna is een nieuwe code nodig.",
        "This code is not right. There is one more try; after that a new code is needed.";
    expired:
        "Deze code is te oud. Stuur een nieuwe.",
        "This code is too old. Send a new one.";
    over:
        "Deze code werkt niet meer. Controleer de beller opnieuw, of verbreek het gesprek als u het niet vertrouwt.",
        "This code does not work any more. Check the caller again, or end the call if you do not trust it.";
    wrong_too_often(name):
        "Voor {name} zijn vandaag te veel verkeerde codes genoemd.",
        "Too many wrong codes were said for {name} today.";
    wrong_too_often_text:
        "U kunt deze persoon vandaag niet meer zo controleren. Vertrouwt u de beller niet? Verbreek het gesprek, maak een notitie en meld het aan uw leidinggevende. Anders kan een collega de beller controleren.",
        "You cannot check this person like this any more today. If you do not trust the caller, end the call, make a note and tell your manager. Otherwise a colleague can check the caller.";
    no_codes(name, why):
        "Wij kunnen {name} nu geen code sturen: {why}.",
        "We cannot send {name} a code now: {why}.";
    no_codes_text:
        "Bel terug via het bedrijf als het niet kan wachten.",
        "Call back by way of the company if it cannot wait.";
    no_mailbox(name):
        "Wij hebben geen e-mailadres van {name} meer.",
        "We have no e-mail address of {name} any more.";
    no_mailbox_text:
        "Controleer met een sms, of bel terug.",
        "Check with a text message, or call back.";
    no_codes_of_yours:
        "U hebt vandaag zoveel codes laten sturen dat er iets mis kan zijn.",
        "You had so many codes sent today that something may be wrong.";
    no_codes_of_yours_here(name):
        "U kunt {name} nu geen code meer sturen: u liet al te veel codes sturen die niemand noemde.",
        "You cannot send {name} another code now: you had too many codes sent that nobody read out.";
    no_codes_of_yours_text(time):
        "Vraag een collega om deze beller te controleren. Vanaf {time} kunt u het zelf weer.",
        "Ask a colleague to check this caller. You can do it yourself again from {time}.";
    call_back_title(name):
        "{name} terugbellen",
        "Call {name} back";
    call_back_lead:
        "Bel naar het nummer van het bedrijf in het relatiebestand, nooit naar een nummer dat de beller noemt. Vraag daar naar deze persoon. Daarna kijkt een collega mee.",
        "Call the number of the company in the relation file, never a number that the caller gives. Ask for this person there. After that a colleague looks at it too.";
    called:
        "Het nummer dat u belde",
        "The number that you called";
    called_hint:
        "Zoals het in het relatiebestand staat.",
        "As it stands in the relation file.";
    source:
        "Waar vond u dat nummer?",
        "Where did you find that number?";
    source_hint:
        "Bijvoorbeeld: relatiebestand, of het Handelsregister.",
        "For example: the relation file, or the trade register.";
    number_of_caller(name):
        "Dit is een mobiel nummer van {name}, of van u. Bel een nummer van het bedrijf.",
        "This is a mobile number of {name}, or your own. Call a number of the company.";
}
