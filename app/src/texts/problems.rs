//! What can be wrong with a field, and how to put it right.

super::texts! {
    email_missing:
        "Vul een e-mailadres in.",
        "Enter an e-mail address.";
    email_no_at:
        "Dit lijkt geen e-mailadres. Er hoort een @ in. Voorbeeld: naam@bedrijf.nl.",
        "This does not look like an e-mail address. It needs an @. Example: name@company.nl.";
    email_malformed:
        "Dit lijkt geen e-mailadres. Voorbeeld: naam@bedrijf.nl.",
        "This does not look like an e-mail address. Example: name@company.nl.";
    email_too_long:
        "Dit e-mailadres is te lang. Vul een adres in van hoogstens 254 tekens.",
        "This e-mail address is too long. Enter one of at most 254 characters.";
    email_control:
        "In dit e-mailadres staat een onzichtbaar teken. Typ het adres opnieuw.",
        "There is an invisible character in this e-mail address. Type it again.";
    email_display:
        "Vul alleen het e-mailadres in, zonder naam erbij. Voorbeeld: naam@bedrijf.nl.",
        "Enter only the e-mail address, without a name. Example: name@company.nl.";
    mobile_missing:
        "Vul een mobiel nummer in.",
        "Enter a mobile number.";
    mobile_letters:
        "In een mobiel nummer staan geen letters. Voorbeeld: 06 12345678.",
        "A mobile number does not contain letters. Example: 06 12345678.";
    mobile_too_few(has, needs):
        "Er missen cijfers: u vulde er {has} in. Een mobiel nummer heeft {needs} cijfers, zoals 06 12345678.",
        "Digits are missing: you entered {has}. A mobile number has {needs} digits, such as 06 12345678.";
    mobile_too_many(has, needs):
        "Er staan te veel cijfers: u vulde er {has} in. Een mobiel nummer heeft {needs} cijfers, zoals 06 12345678.",
        "There are too many digits: you entered {has}. A mobile number has {needs} digits, such as 06 12345678.";
    mobile_landline:
        "Dit is een vast nummer. Vul een mobiel nummer in: daar sturen wij de sms-code heen.",
        "This is a landline number. Enter a mobile number: that is where we send the code.";
    mobile_premium:
        "Naar dit nummer kunnen wij geen sms sturen. Vul een gewoon mobiel nummer in, zoals 06 12345678.",
        "We cannot send text messages to this number. Enter an ordinary mobile number, such as 06 12345678.";
    mobile_machine:
        "Dit is een nummer van een apparaat (097). Vul een mobiel nummer in, zoals 06 12345678.",
        "This number belongs to a device (097). Enter a mobile number, such as 06 12345678.";
    mobile_country:
        "Naar dit land sturen wij geen sms-codes. Vul een nummer in uit een van de landen die bij het veld staan.",
        "We do not send codes to this country. Enter a number from one of the countries named at the field.";
    mobile_not_mobile:
        "Dit is geen mobiel nummer. Na 06 staat een 1, 2, 3, 4, 5 of 8. Kijk het nummer na.",
        "This is not a mobile number. After 06 comes a 1, 2, 3, 4, 5 or 8. Check the number.";
    mobile_malformed:
        "Dit lijkt geen mobiel nummer. Voorbeeld: 06 12345678.",
        "This does not look like a mobile number. Example: 06 12345678.";
    mobile_hint_home(countries):
        "Bijvoorbeeld 06 12345678. Het kan alleen een nummer uit {countries} zijn.",
        "For example 06 12345678. It has to be a number from {countries}.";
    mobile_hint_abroad(countries):
        "Bijvoorbeeld 06 12345678. Het kan een nummer uit {countries} zijn; begin een buitenlands nummer met +.",
        "For example 06 12345678. It can be a number from {countries}; start a foreign number with +.";
    mobile_hint_elsewhere(countries):
        "Begin met +. Het kan een nummer uit {countries} zijn.",
        "Start with +. It can be a number from {countries}.";
    given:
        "de voornaam",
        "the first name";
    initials:
        "de voorletters",
        "the initials";
    infix:
        "het tussenvoegsel",
        "the surname prefix";
    family:
        "de achternaam",
        "the last name";
    name_missing(part):
        "Vul {part} in.",
        "Enter {part}.";
    name_too_long(part):
        "{part} is te lang: hoogstens 80 tekens.",
        "{part} is too long: at most 80 characters.";
    name_control(part):
        "Er staat een onzichtbaar teken in {part}. Typ de naam opnieuw.",
        "There is an invisible character in {part}. Type the name again.";
    name_not(part):
        "Dit lijkt geen naam. Kijk {part} na.",
        "This does not look like a name. Check {part}.";
    password_missing:
        "Vul een wachtwoord in.",
        "Enter a password.";
    password_too_short(needs, has):
        "Kies een wachtwoord van minstens {needs} tekens. U hebt er nu {has}.",
        "Choose a password of at least {needs} characters. Yours has {has}.";
    password_too_long(most):
        "Kies een wachtwoord van hoogstens {most} tekens.",
        "Choose a password of at most {most} characters.";
    password_nul:
        "In dit wachtwoord staat een onzichtbaar teken. Typ het opnieuw.",
        "There is an invisible character in this password. Type it again.";
    password_common:
        "Dit wachtwoord wordt te vaak gebruikt. Kies iets dat alleen u weet.",
        "Too many people use this password. Choose something that only you know.";
    password_same:
        "Dit is uw huidige wachtwoord. Kies een ander.",
        "This is your current password. Choose a different one.";
    password_leaked:
        "Dit wachtwoord is bij een datalek bekend geworden. Kies een ander.",
        "This password has appeared in a data leak. Choose a different one.";
    password_repeated:
        "Dit wachtwoord is een herhaling of een rijtje. Kies een korte zin.",
        "This password is a repetition or a sequence. Choose a short sentence.";
    password_predictable:
        "Dit wachtwoord is makkelijk te raden. Kies een korte zin.",
        "This password is easy to guess. Choose a short sentence.";
    password_name:
        "In uw wachtwoord staat uw naam. Kies iets anders.",
        "Your password contains your name. Choose something else.";
    password_email:
        "In uw wachtwoord staat een deel van uw e-mailadres. Kies iets anders.",
        "Your password contains part of your e-mail address. Choose something else.";
    password_organisation:
        "In uw wachtwoord staat de naam van uw bedrijf. Kies iets anders.",
        "Your password contains the name of your company. Choose something else.";
    password_product:
        "In uw wachtwoord staat de naam van dit portaal. Kies iets anders.",
        "Your password contains the name of this portal. Choose something else.";
    code_missing:
        "Vul de 6 cijfers uit de sms in.",
        "Enter the 6 digits from the text message.";
    code_length(needs, has):
        "De code heeft {needs} cijfers. U vulde er {has} in.",
        "The code has {needs} digits. You entered {has}.";
    code_not_digits:
        "De code bestaat alleen uit cijfers.",
        "The code consists of digits only.";
    choose_company:
        "Kies een bedrijf.",
        "Choose a company.";
    choose_language:
        "Kies een taal.",
        "Choose a language.";
    choose_help:
        "Kies waar u hulp bij nodig hebt.",
        "Choose what you need help with.";
    choose_reason:
        "Kies een reden.",
        "Choose a reason.";
    choose_number:
        "Kies naar welk nummer de sms-code gaat.",
        "Choose the number to send the code to.";
    choose_sex:
        "Kies het geslacht.",
        "Choose the sex.";
    choose_when:
        "Kies wanneer de toegang stopt.",
        "Choose when the access stops.";
    date_malformed:
        "Vul een datum in, zoals 31-12-2026.",
        "Enter a date, such as 31-12-2026.";
    date_past:
        "Deze datum is al voorbij. Kies vandaag of later.",
        "This date is in the past. Choose today or later.";
    date_too_far:
        "Deze dag ligt meer dan een jaar in de toekomst. Kies een dag binnen een jaar.",
        "This day is more than a year from now. Choose a day within a year.";
    date_order:
        "De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
        "The end date is before the start date. Choose a later end date.";
    text_missing:
        "Vul dit veld in.",
        "Fill in this field.";
    text_too_long(most, has):
        "Dit is te lang: u typte {has} tekens. Maak er hoogstens {most} van.",
        "This is too long: you typed {has} characters. Use at most {most}.";
    text_not_a_phone:
        "Dit lijkt geen telefoonnummer. Voorbeeld: 070 123 45 67.",
        "This does not look like a telephone number. Example: 070 123 45 67.";
}
