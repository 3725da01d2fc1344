//! Another mobile number.

super::texts! {
    mobile_title(name):
        "Mobiel nummer van {name} wijzigen",
        "Change the mobile number of {name}";
    mobile_lead(number):
        "Sms-codes gaan nu naar {number}. Straks gaan ze naar het nummer dat u hier invult.",
        "Codes go to {number} now. After this they will go to the number you enter here.";
    mobile_new:
        "Nieuw mobiel nummer",
        "New mobile number";
    mobile_hint:
        "Bijvoorbeeld 06 12345678. Een buitenlands nummer? Begin met +.",
        "For example 06 12345678. A foreign number? Start with +.";
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
        "You cannot take this back. If the number turns out to be wrong, change it again.";
    mobile_question_yes:
        "Ja, wijzig het nummer",
        "Yes, change the number";
    mobile_question_no:
        "Nee, ander nummer invullen",
        "No, enter another number";
    mobile_done(name):
        "Het mobiele nummer van {name} is gewijzigd.",
        "{name}’s mobile number has been changed.";
    mobile_done_text(name, digits):
        "{name} is uitgelogd. De volgende sms-code gaat naar het nummer dat eindigt op {digits}. {name} krijgt hier een mail over.",
        "{name} has been logged out. The next code goes to the number ending in {digits}. {name} will get an e-mail about this.";
    save:
        "Opslaan",
        "Save";
}
