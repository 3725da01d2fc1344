//! One's own account: password, number, and where one is logged in.

super::texts! {
    title:
        "Mijn account",
        "My account";
    lead(email):
        "U logt in met {email}.",
        "You log in with {email}.";
    security:
        "Veilig inloggen",
        "Logging in safely";
    password:
        "Wachtwoord",
        "Password";
    password_changed(day):
        "Gekozen op {day}",
        "Chosen on {day}";
    password_unknown:
        "Al langer in gebruik",
        "In use for a long time";
    change:
        "Wijzigen",
        "Change";
    about_password:
        "wachtwoord",
        "password";
    mobile:
        "Mobiel nummer",
        "Mobile number";
    mobile_at(organisation):
        "Voor sms-codes van {organisation}",
        "For codes of {organisation}";
    mobile_elsewhere:
        "Wilt u dit nummer wijzigen? Log dan in bij dat bedrijf.",
        "Would you like to change this number? Then log in at that company.";
    about_mobile:
        "mobiel nummer",
        "mobile number";
    last_login:
        "Laatste keer ingelogd",
        "Last login";
    reset_off(time):
        "Tot {time} kunt u geen nieuw wachtwoord per e-mail aanvragen, omdat uw mobiele nummer of e-mailadres net is gewijzigd.",
        "Until {time} you cannot ask for a new password by e-mail, because your mobile number or e-mail address was just changed.";
    sessions:
        "Waar u bent ingelogd",
        "Where you are logged in";
    session_since(time):
        "Ingelogd op {time}",
        "Logged in on {time}";
    session_here:
        "Dit apparaat",
        "This device";
    session_seen(time):
        "Laatst gebruikt op {time}",
        "Last used on {time}";
    session_end:
        "Uitloggen",
        "Log out";
    session_ended:
        "Op dat apparaat bent u uitgelogd.",
        "You are logged out on that device.";
    session_over:
        "Op dat apparaat was u al uitgelogd.",
        "You were logged out on that device already.";
    end_others:
        "Op alle andere apparaten uitloggen",
        "Log out on all other devices";
    others_ended:
        "Op alle andere apparaten bent u uitgelogd.",
        "You are logged out on all other devices.";
    others_none:
        "U was op geen ander apparaat ingelogd. Er is niets veranderd.",
        "You were not logged in on any other device. Nothing has changed.";
    unknown_device:
        "Kent u een apparaat niet? Log daar uit en wijzig uw wachtwoord.",
        "Is there a device you do not know? Log out there and change your password.";
    back:
        "Mijn account",
        "My account";
    password_title:
        "Wachtwoord wijzigen",
        "Change your password";
    password_lead:
        "Daarna bent u op andere apparaten uitgelogd.",
        "After that you are logged out on other devices.";
    save:
        "Opslaan",
        "Save";
    password_done:
        "Uw wachtwoord is gewijzigd. U bent op andere apparaten uitgelogd.",
        "Your password was changed. You are logged out on other devices.";
    mobile_title:
        "Mobiel nummer wijzigen",
        "Change your mobile number";
    mobile_lead(number):
        "Sms-codes gaan nu naar {number}. Wij sturen een code naar het nieuwe nummer: houd die telefoon erbij.",
        "Codes go to {number} now. We send a code to the new number: keep that phone at hand.";
    mobile_new:
        "Nieuw mobiel nummer",
        "New mobile number";
    mobile_hint:
        "Bijvoorbeeld 06 12345678. Buitenlands nummer? Begin met +.",
        "For example 06 12345678. Foreign number? Start with +.";
    mobile_submit:
        "Stuur code",
        "Send the code";
    mobile_same:
        "Dit is het nummer dat u nu hebt. Vul een ander nummer in.",
        "This is the number you have now. Fill in another one.";
    mobile_typo:
        "Nummer verkeerd ingevuld? Vul het opnieuw in",
        "Number not right? Fill it in again";
    mobile_over:
        "De code werkt niet meer, en uw nummer is niet gewijzigd. Vul het nummer opnieuw in, dan krijgt u een nieuwe code.",
        "The code does not work any more, and your number was not changed. Fill in the number again and you will get a new code.";
    mobile_done:
        "Uw mobiele nummer is gewijzigd. Sms-codes gaan voortaan naar het nieuwe nummer.",
        "Your mobile number was changed. Codes go to the new number from now on.";
    mobile_done_text(time):
        "U bent op andere apparaten uitgelogd. Voor uw veiligheid kunt u tot {time} geen nieuw wachtwoord per e-mail aanvragen.",
        "You are logged out on other devices. To keep you safe, you cannot ask for a new password by e-mail until {time}.";
    desk_title:
        "Wij wijzigen uw nummer voor u",
        "We change your number for you";
    desk_lead:
        "U regelt toegang voor anderen, of deed dat kort geleden. Daarom controleren wij extra goed of u het bent voordat uw mobiele nummer verandert.",
        "You look after the access of others, or did a short time ago. That is why we take extra care that it is you before your mobile number changes.";
    desk_call(desk):
        "Bel {desk}. Houd uw telefoon met het oude nummer bij de hand, als u die nog hebt.",
        "Call {desk}. Keep the phone with the old number at hand, if you still have it.";
    once_title:
        "Kies één keer een nieuw wachtwoord",
        "Choose a new password, once";
    once_lead:
        "Nog één stap: ons systeem is vernieuwd. Kies daarom één keer een nieuw wachtwoord. Daarna gaat u verder waar u was.",
        "One more step: our system is new. So please choose a new password, once. After that you go on where you were.";
    once_submit:
        "Opslaan en verder",
        "Save and continue";
    once_done:
        "Uw nieuwe wachtwoord werkt.",
        "Your new password works.";
    once_changed_meanwhile:
        "Uw account is intussen op een andere plek gewijzigd. Log opnieuw in.",
        "Your account was changed elsewhere meanwhile. Please log in again.";
}
