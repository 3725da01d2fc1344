//! Another mobile number.

super::texts! {
    mobile_title(name):
        "Mobiel nummer van {name} wijzigen",
        "Change the mobile number of {name}";
    mobile_lead(number):
        "Sms-codes gaan nu naar {number}. Daarna gaan ze naar het nummer dat u hier invult.",
        "Codes go to {number} now. After this they go to the number you fill in here.";
    mobile_new:
        "Nieuw mobiel nummer",
        "New mobile number";
    mobile_hint:
        "Bijvoorbeeld 06 12345678. Buitenlands nummer? Begin met +.",
        "For example 06 12345678. Foreign number? Start with +.";
    mobile_what(name):
        "{name} krijgt hier een mail over, en een sms op het oude nummer. De autorisaties en het wachtwoord blijven zoals ze zijn.",
        "{name} will get an e-mail about this, and a text message on the old number. Authorisations and password stay as they are.";
    mobile_same:
        "Dit nummer staat er al. Vul het nieuwe nummer in.",
        "This is the number we have already. Fill in the new number.";
    mobile_done(name):
        "Het mobiele nummer van {name} is gewijzigd.",
        "The mobile number of {name} was changed.";
    mobile_done_text(name, digits):
        "{name} is uitgelogd. De volgende sms-code gaat naar het nummer dat eindigt op {digits}. {name} krijgt hier een mail over.",
        "{name} was logged out. The next code goes to the number ending in {digits}. {name} will get an e-mail about this.";
    save:
        "Opslaan",
        "Save";
}
