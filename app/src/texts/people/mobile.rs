//! Another mobile number.

super::texts! {
    mobile_title(name):
        "Mobiel nummer van {name} wijzigen",
        "Change the mobile number of {name}";
    mobile_lead(number):
        "Sms-codes gaan nu naar {number}. Straks gaan ze naar het nummer dat u hier invult.",
        "Codes go to {number} now. After this they will go to the number you enter here.";
    mobile_ask(name):
        "{name} heeft gemeld dat het nummer niet klopt. Vraag {name} zelf naar het nieuwe nummer: loop langs, of bel een nummer dat u al kent.",
        "{name} has reported that the number is wrong. Ask {name} for the new number: walk over, or call a number you already know.";
    mobile_new:
        "Nieuw mobiel nummer",
        "New mobile number";
    mobile_what(name):
        "{name} krijgt hier een mail over, en een sms op het oude nummer. De autorisaties en het wachtwoord blijven zoals ze zijn.",
        "{name} will get an e-mail about this, and a text message at the old number. Permissions and password stay as they are.";
    mobile_same:
        "Dit is het huidige nummer. Vul het nieuwe nummer in.",
        "This is the current number. Enter the new one.";
    mobile_question(name):
        "Klopt het nieuwe nummer van {name}?",
        "Is {name}’s new number correct?";
    mobile_question_codes(name):
        "Kijk het nummer goed na. Wie dit nummer heeft, krijgt voortaan de sms-codes van {name}.",
        "Check the number carefully. Whoever has this number will get {name}’s codes from now on.";
    mobile_question_told(name):
        "{name} wordt uitgelogd en krijgt hier een mail over, en een sms op het oude nummer.",
        "{name} will be logged out, and will get an e-mail about this and a text message at the old number.";
    mobile_question_back:
        "U kunt dit niet terugdraaien. Klopt het nummer straks toch niet? Wijzig het dan opnieuw.",
        "You cannot undo this. If the number turns out to be wrong, change it again.";
    mobile_question_yes:
        "Ja, wijzig het nummer",
        "Yes, change the number";
    mobile_question_no:
        "Nee, ander nummer invullen",
        "No, enter another number";
    mobile_done(name):
        "Het mobiele nummer van {name} is gewijzigd.",
        "{name}’s mobile number has been changed.";
    mobile_done_text(name, number):
        "De volgende sms-code gaat naar {number}. Kijk na of dat klopt: hierna ziet u het nummer niet meer helemaal. {name} is uitgelogd en krijgt hier een mail over.",
        "The next code goes to {number}. Check that it is correct: after this you will no longer see the whole number. {name} has been logged out and will get an e-mail about this.";
    test_sms:
        "Stuur een test-sms",
        "Send a test message";
    test_sent(name):
        "De test-sms aan {name} is verstuurd.",
        "The test message to {name} has been sent.";
    test_sent_text(name):
        "Vraag {name} of de sms is aangekomen. Zo niet, dan klopt het nummer misschien niet.",
        "Ask {name} whether the message has arrived. If not, the number may be wrong.";
    no_just_typed:
        "U kunt alleen een test-sms sturen kort nadat u een nummer hebt ingevuld.",
        "You can only send a test message shortly after you entered a number.";
    no_just_typed_text(name):
        "Klopt het nummer van {name} niet? Wijzig het dan. Daarna kunt u een test-sms sturen.",
        "Is {name}’s number wrong? Then change it. After that you can send a test message.";
    no_tested:
        "Er kan vandaag geen test-sms meer worden verstuurd.",
        "No more test messages can be sent today.";
    no_tested_text(until, name):
        "Vanaf {until} kan het weer. Vraag {name} intussen of het nummer klopt.",
        "It is possible again from {until}. In the meantime, ask {name} whether the number is correct.";
    save:
        "Opslaan",
        "Save";
}
