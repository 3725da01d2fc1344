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
        "Vandaag kan het niet meer. Maak een notitie en meld het aan uw leidinggevende.",
        "It is not possible any more today. Make a note and tell your manager.";
    no_codes(name, why):
        "Wij kunnen {name} nu geen code sturen: {why}.",
        "We cannot send {name} a code now: {why}.";
    no_codes_text:
        "Bel terug via het bedrijf als het niet kan wachten.",
        "Call back by way of the company if it cannot wait.";
    no_codes_of_yours:
        "U hebt vandaag zoveel codes laten sturen dat er iets mis kan zijn.",
        "You had so many codes sent today that something may be wrong.";
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
