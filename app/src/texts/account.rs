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
        "Security";
    password:
        "Wachtwoord",
        "Password";
    password_changed(day):
        "Ingesteld op {day}",
        "Set on {day}";
    password_unknown:
        "Al langer in gebruik",
        "In use for some time";
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
        "For codes from {organisation}";
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
        "Tot {time} kunt u geen nieuw wachtwoord per mail aanvragen, omdat uw account, mobiele nummer of e-mailadres nieuw is.",
        "Until {time} you cannot ask for a new password by e-mail, because your account, mobile number or e-mail address is new.";
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
        "You have been logged out on that device.";
    session_over:
        "Op dat apparaat was u al uitgelogd.",
        "You were already logged out on that device.";
    end_others:
        "Op alle andere apparaten uitloggen",
        "Log out on all other devices";
    others_ended:
        "Op alle andere apparaten bent u uitgelogd.",
        "You have been logged out on all other devices.";
    others_none:
        "U was op geen ander apparaat ingelogd. Er is niets veranderd.",
        "You were not logged in on any other device. Nothing has changed.";
    unknown_device:
        "Kent u een apparaat niet? Log daar uit en wijzig uw wachtwoord.",
        "Don’t recognise a device? Log out there and change your password.";
    back:
        "Mijn account",
        "My account";
    password_title:
        "Wachtwoord wijzigen",
        "Change your password";
    password_lead:
        "Daarna bent u op andere apparaten uitgelogd.",
        "You will then be logged out on other devices.";
    save:
        "Opslaan",
        "Save";
    password_done:
        "Uw wachtwoord is gewijzigd. U bent op andere apparaten uitgelogd.",
        "Your password has been changed. You have been logged out on other devices.";
    mobile_title:
        "Mobiel nummer wijzigen",
        "Change your mobile number";
    mobile_lead(number):
        "Sms-codes gaan nu naar {number}. Wij sturen een code naar het nieuwe nummer. Houd die telefoon bij de hand.",
        "Codes now go to {number}. We will send a code to the new number. Keep that phone at hand.";
    mobile_new:
        "Nieuw mobiel nummer",
        "New mobile number";
    mobile_submit:
        "Stuur code",
        "Send code";
    mobile_same:
        "Dit is uw huidige nummer. Vul een ander nummer in.",
        "This is your current number. Enter a different one.";
    mobile_typo:
        "Nummer verkeerd ingevuld? Vul het opnieuw in",
        "Entered the wrong number? Enter it again";
    mobile_over:
        "De code werkt niet meer, en uw nummer is niet gewijzigd. Vul het nummer opnieuw in, dan krijgt u een nieuwe code.",
        "The code no longer works, and your number has not been changed. Enter the number again to get a new code.";
    mobile_done:
        "Uw mobiele nummer is gewijzigd. Sms-codes gaan voortaan naar het nieuwe nummer.",
        "Your mobile number has been changed. Codes go to the new number from now on.";
    mobile_done_text(time):
        "U bent op andere apparaten uitgelogd. Voor uw veiligheid kunt u tot {time} geen nieuw wachtwoord per mail aanvragen.",
        "You have been logged out on other devices. For your security, you cannot ask for a new password by e-mail until {time}.";
    desk_title:
        "Wij wijzigen uw nummer voor u",
        "We will change your number for you";
    desk_lead:
        "U regelt toegang voor anderen, of deed dat kort geleden. Daarom controleren wij extra goed of u het bent voordat wij uw mobiele nummer wijzigen.",
        "You manage access for others, or did so recently. That is why we check extra carefully that it is you before we change your mobile number.";
    desk_call(desk):
        "Bel {desk}. Houd uw telefoon met het oude nummer bij de hand, als u die nog hebt.",
        "Call {desk}. Keep the phone with your old number at hand, if you still have it.";
    once_title:
        "Kies één keer een nieuw wachtwoord",
        "Choose a new password once";
    once_lead:
        "Nog één stap: ons systeem is vernieuwd. Kies daarom één keer een nieuw wachtwoord. Daarna gaat u verder waar u was.",
        "One more step: our system is new, so you need to choose a new password once. After that you continue where you left off.";
    once_submit:
        "Opslaan en verder",
        "Save and continue";
    once_done:
        "Uw nieuwe wachtwoord werkt.",
        "Your new password works.";
    once_changed_meanwhile:
        "Uw account is intussen op een andere plek gewijzigd. Log opnieuw in.",
        "Your account has been changed elsewhere in the meantime. Please log in again.";
}
