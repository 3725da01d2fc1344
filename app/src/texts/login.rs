//! Logging in, the code, waiting, stopped access, and the start page.

super::texts! {
    title:
        "Inloggen",
        "Log in";
    email:
        "E-mailadres",
        "E-mail address";
    password:
        "Wachtwoord",
        "Password";
    submit:
        "Inloggen",
        "Log in";
    forgot:
        "Wachtwoord vergeten?",
        "Forgotten your password?";
    help:
        "Hulp bij inloggen",
        "Help with logging in";
    who_is:
        "Wie is mijn gebruikersbeheerder?",
        "Who is my admin?";
    wrong:
        "Het e-mailadres of het wachtwoord klopt niet.",
        "The e-mail address or the password is not right.";
    wrong_text:
        "Probeer het nog eens, of stel een nieuw wachtwoord in. Is uw account geblokkeerd? Kijk dan in uw e-mail: daar staat hoe u verder kunt.",
        "Try again, or set a new password. Is your account blocked? Check your e-mail: it says how to go on.";
    reset_first:
        "Nieuw wachtwoord instellen",
        "Set a new password";
    choose_title:
        "Waar wilt u naartoe?",
        "Where do you want to go?";
    choose_lead:
        "U hebt toegang bij meer dan één bedrijf. De sms-code gaat naar het nummer dat daar van u bekend is.",
        "You have access at more than one company. The code goes to the number that is known there.";
    choose_label:
        "Bedrijf",
        "Company";
    choose_submit:
        "Verder",
        "Continue";
    as_admin:
        "als gebruikersbeheerder",
        "as admin";
    as_employee:
        "als medewerker",
        "as employee";
    code_title:
        "Vul de sms-code in",
        "Fill in the code";
    code_lead(number):
        "Wij hebben een sms gestuurd naar {number}. Vul de 6 cijfers in.",
        "We sent a text message to {number}. Fill in the 6 digits.";
    code:
        "Code uit de sms",
        "Code from the text message";
    code_submit:
        "Verder",
        "Continue";
    code_wrong:
        "Deze code klopt niet. Kijk naar de nieuwste sms.",
        "This code is not right. Look at the newest text message.";
    code_wrong_last:
        "Deze code klopt niet. U kunt het nog één keer proberen. Kijk naar de nieuwste sms.",
        "This code is not right. You can try once more. Look at the newest text message.";
    code_earlier:
        "Deze code hoort bij een eerdere sms. Vul de code uit de nieuwste sms in.",
        "This code is from an earlier text message. Enter the code from the newest one.";
    code_expired:
        "Deze code was verlopen. Wij hebben een nieuwe gestuurd: vul die in.",
        "This code had expired. We sent a new one: fill that in.";
    code_expired_not_sent:
        "Deze code was verlopen. Vraag hieronder een nieuwe aan.",
        "This code had expired. Ask for a new one below.";
    no_sms:
        "Geen sms gekregen?",
        "No text message?";
    no_sms_wait:
        "Wacht even: een sms kan een minuut onderweg zijn. Kijk of uw telefoon bereik heeft.",
        "Wait a moment: a text message can take a minute. Check that your phone has a signal.";
    no_sms_call:
        "Bel ons, met uw belcode",
        "Call us, with your phone code";
    no_sms_number:
        "Klopt het nummer niet meer? Uw gebruikersbeheerder kan het wijzigen.",
        "Has the number changed? Your admin can correct it.";
    send_again:
        "Stuur de sms opnieuw",
        "Send it again";
    send_again_in(seconds):
        "Stuur de sms opnieuw (over {seconds} sec.)",
        "Send it again (in {seconds} sec.)";
    sent_again:
        "Wij hebben een nieuwe sms gestuurd. Die kan een minuut onderweg zijn.",
        "We sent a new text message. It can take a minute.";
    too_soon(time):
        "U hebt net al een sms gevraagd. Vanaf {time} kan het opnieuw.",
        "You asked for a text message just now. You can ask again from {time}.";
    too_many:
        "U hebt zo vaak een sms gevraagd dat het nu niet meer kan. Begin over een uur opnieuw, of bel ons.",
        "You asked for so many text messages that it is not possible now. Start again in an hour, or call us.";
    other_account:
        "Niet u? Begin opnieuw",
        "Not you? Start again";
    ask_admin:
        "Vraag mijn beheerder om hulp",
        "Ask my admin for help";
    blocked_title:
        "U kunt nu niet inloggen",
        "You cannot log in now";
    blocked_lead:
        "Er is te vaak een verkeerde code ingevuld. Kijk in uw e-mail: daar staat hoe u verder kunt.",
        "Too many wrong codes were entered. Check your e-mail: it says how to go on.";
    over:
        "De code werkt niet meer. Log opnieuw in, dan krijgt u een nieuwe.",
        "The code does not work any more. Log in again and you will get a new one.";
    no_code_title:
        "Wij kunnen nu geen sms sturen",
        "We cannot send a text message now";
    not_asked_by_you:
        "Vroeg u zelf geen codes? Kies een nieuw wachtwoord, dan komt u meteen binnen",
        "You asked for no codes yourself? Choose a new password, and you are in at once";
    wait_title:
        "Even wachten",
        "Please wait";
    wait_title_not_today:
        "Vandaag niet meer",
        "Not any more today";
    wait_text(time):
        "U kunt het vanaf {time} weer proberen. Er is te vaak een verkeerd wachtwoord ingevuld.",
        "You can try again from {time}. A wrong password was filled in too often.";
    wait_text_soon:
        "Wacht een halve minuut en probeer het dan nog eens. Er is te vaak een verkeerd wachtwoord ingevuld.",
        "Wait half a minute and try again. A wrong password was filled in too often.";
    wait_not_you:
        "Dat kan ook iemand anders zijn geweest. Op een apparaat waarop u al eerder inlogde, kunt u het meteen proberen.",
        "It may have been somebody else. On a device that you logged in with before, you can try at once.";
    wait_hint:
        "Wilt u niet wachten? Vraag een nieuw wachtwoord aan. Kennen wij uw e-mailadres? Dan krijgt u een mail met een link, of met de reden waarom een nieuw wachtwoord nu niet helpt.",
        "Rather not wait? Ask for a new password. Do we know your e-mail address? Then you will get a mail with a link, or with the reason why a new password does not help now.";
    wait_reset:
        "Nieuw wachtwoord instellen",
        "Set a new password";
    wait_back:
        "Terug naar inloggen",
        "Back to the login page";
    stopped_title:
        "Uw toegang is gestopt",
        "Your access was stopped";
    stopped_by(name, organisation, day):
        "{name} heeft uw toegang bij {organisation} gestopt op {day}.",
        "{name} stopped your access at {organisation} on {day}.";
    stopped(organisation, day):
        "Uw toegang bij {organisation} is gestopt op {day}.",
        "Your access at {organisation} was stopped on {day}.";
    stopped_ended(organisation, day):
        "Uw toegang bij {organisation} liep tot en met {day}.",
        "Your access at {organisation} ended on {day}.";
    stopped_not_yet(organisation, day):
        "Uw toegang bij {organisation} begint op {day}.",
        "Your access at {organisation} starts on {day}.";
    stopped_closed(organisation):
        "{organisation} gebruikt deze portal niet meer.",
        "{organisation} does not use this portal any more.";
    stopped_ask(name, email):
        "Klopt dat niet? Vraag het {name} ({email}).",
        "Is that not right? Ask {name} ({email}).";
    stopped_ask_admin:
        "Klopt dat niet? Vraag het uw gebruikersbeheerder.",
        "Is that not right? Ask your admin.";
    logged_out_title:
        "U bent uitgelogd",
        "You are logged out";
    logged_out_text:
        "U kunt dit venster sluiten.",
        "You can close this window.";
    log_in_again:
        "Opnieuw inloggen",
        "Log in again";
    over_idle(minutes):
        "U bent uitgelogd omdat u {minutes} minuten niets deed.",
        "You were logged out because you did nothing for {minutes} minutes.";
    over_too_long(hours):
        "U bent uitgelogd omdat u {hours} uur geleden inlogde.",
        "You were logged out because you logged in {hours} hours ago.";
    over_left:
        "U bent uitgelogd. Dat deed u op een andere pagina.",
        "You are logged out. You did that on another page.";
    over_text:
        "Log opnieuw in: u gaat verder waar u was.",
        "Log in again and go on where you were.";
    over_text_kept:
        "Wat u invulde, hebben wij bewaard. Log opnieuw in: dan staat het er weer.",
        "We kept what you filled in. Log in again and it will be there.";
    typed_before:
        "Hier staat wat u had ingevuld. Kijk het na, en verstuur het dan.",
        "This is what you had filled in. Check it, and then send it.";
    press_again:
        "Er is nog niets gewijzigd: u was uitgelogd. Doe het nog een keer.",
        "Nothing was changed yet: you were logged out. Do it once more.";
    still_here:
        "Bent u er nog?",
        "Are you still there?";
    still_here_text:
        "U deed een tijd niets. Over een paar minuten loggen wij u uit.",
        "You did nothing for a while. In a few minutes we will log you out.";
    still_here_yes:
        "Ik ben er nog",
        "I am still here";
    out_by_now:
        "U bent uitgelogd omdat u een tijd niets deed.",
        "You were logged out because you did nothing for a while.";
    out_by_now_text:
        "Ga gerust verder waar u was. U logt dan eerst opnieuw in.",
        "Go on where you were. You will log in again first.";
    start_title(name):
        "Welkom, {name}",
        "Welcome, {name}";
    start_lead(organisation):
        "U bent ingelogd bij {organisation}.",
        "You are logged in at {organisation}.";
    start_rights:
        "Dit kunt u doen",
        "What you can do";
    start_none:
        "U hebt nog geen autorisaties. Uw gebruikersbeheerder kan ze geven.",
        "You have no authorisations yet. Your admin can give them.";
    start_none_ask:
        "Vraag uw gebruikersbeheerder",
        "Ask your admin";
    start_waiting_one:
        "1 medewerker wacht op uw hulp",
        "1 person is waiting for your help";
    start_waiting(number):
        "{number} medewerkers wachten op uw hulp",
        "{number} people are waiting for your help";
    start_waiting_more(number):
        "Meer dan {number} medewerkers wachten op uw hulp",
        "More than {number} people are waiting for your help";
    start_waiting_sub:
        "Zie wie het zijn, en help met één druk op de knop",
        "See who they are, and help with one press";
    start_elsewhere:
        "Ander bedrijf",
        "Another company";
    start_manage:
        "Medewerkers beheren",
        "Look after the staff";
    start_manage_sub:
        "Uitnodigen, deblokkeren, nummers en rechten",
        "Invite, unblock, numbers and rights";
    start_desk:
        "Servicedesk",
        "Service desk";
    start_desk_sub:
        "Zoek wie er belt en help meteen",
        "Find who is calling and help at once";
    start_account:
        "Mijn account",
        "My account";
    start_account_sub:
        "Naam, e-mailadres, wachtwoord, mobiel nummer, waar ben ik ingelogd",
        "Name, e-mail address, password, mobile number, where am I logged in";
}
