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
        "Forgot your password?";
    help:
        "Hulp bij inloggen",
        "Help with logging in";
    who_is:
        "Wie is mijn gebruikersbeheerder?",
        "Who is my admin?";
    wrong:
        "Het e-mailadres of het wachtwoord klopt niet.",
        "The e-mail address or password is incorrect.";
    wrong_text:
        "Probeer het nog eens, of stel een nieuw wachtwoord in. Is uw account geblokkeerd? Kijk dan in uw e-mail: daar staat hoe u verder kunt.",
        "Try again, or set a new password. Is your account blocked? Check your e-mail: it tells you what to do.";
    reset_first:
        "Nieuw wachtwoord instellen",
        "Set a new password";
    choose_title:
        "Waar wilt u naartoe?",
        "Where do you want to go?";
    choose_lead:
        "U hebt toegang bij meer dan één bedrijf. De sms-code gaat naar het nummer dat u bij dat bedrijf gebruikt.",
        "You have access at more than one company. The code goes to the number you use at that company.";
    choose_label:
        "Bedrijf",
        "Company";
    choose_submit:
        "Verder",
        "Continue";
    as_admin:
        "als gebruikersbeheerder",
        "as an admin";
    as_employee:
        "als medewerker",
        "as a member of staff";
    code_title:
        "Vul de sms-code in",
        "Enter the code";
    code_lead(number):
        "Wij hebben een sms gestuurd naar {number}. Vul de 6 cijfers in.",
        "We sent a text message to {number}. Enter the 6 digits.";
    code:
        "Code uit de sms",
        "Code from the text message";
    code_submit:
        "Verder",
        "Continue";
    code_wrong:
        "Deze code klopt niet. Kijk naar de nieuwste sms.",
        "This code is incorrect. Check the latest text message.";
    code_wrong_last:
        "Deze code klopt niet. U kunt het nog één keer proberen. Kijk naar de nieuwste sms.",
        "This code is incorrect. You can try once more. Check the latest text message.";
    code_earlier:
        "Deze code hoort bij een eerdere sms. Vul de code uit de nieuwste sms in.",
        "This code is from an earlier text message. Enter the code from the latest one.";
    code_expired:
        "Deze code is verlopen. Wij hebben u een nieuwe gestuurd. Vul die in.",
        "This code has expired. We have sent you a new one. Enter that one.";
    code_expired_not_sent:
        "Deze code is verlopen. Vraag hieronder een nieuwe aan.",
        "This code has expired. Ask for a new one below.";
    no_sms:
        "Geen sms gekregen?",
        "Didn’t get a text message?";
    no_sms_wait:
        "Wacht even: een sms kan een minuut onderweg zijn. Kijk of uw telefoon bereik heeft.",
        "Wait a moment: a text message can take a minute to arrive. Check that your phone has a signal.";
    no_sms_call:
        "Bel ons en noem uw belcode",
        "Call us and give your call code";
    no_sms_number:
        "Klopt het nummer niet meer? Uw gebruikersbeheerder kan het wijzigen.",
        "Has your number changed? Your admin can update it.";
    send_again:
        "Stuur de sms opnieuw",
        "Send it again";
    send_again_in(seconds):
        "Stuur de sms opnieuw (over {seconds} sec.)",
        "Send it again (in {seconds} sec.)";
    sent_again:
        "Wij hebben een nieuwe sms gestuurd. Die kan een minuut onderweg zijn.",
        "We have sent a new text message. It can take a minute to arrive.";
    too_soon(time):
        "U hebt net al een sms gevraagd. Vanaf {time} kan het opnieuw.",
        "You asked for a text message just now. You can ask again from {time}.";
    too_many:
        "U hebt te vaak om een sms gevraagd. Begin opnieuw, of bel ons.",
        "You have asked for too many text messages. Start again, or call us.";
    other_account:
        "Bent u dit niet? Begin opnieuw",
        "Not you? Start again";
    ask_admin:
        "Vraag mijn beheerder om hulp",
        "Ask my admin for help";
    blocked_title:
        "U kunt nu niet inloggen",
        "You cannot log in at the moment";
    blocked_lead:
        "Er is te vaak een verkeerde code ingevuld. Kijk in uw e-mail: daar staat hoe u verder kunt.",
        "Too many wrong codes were entered. Check your e-mail: it tells you what to do.";
    over:
        "De code werkt niet meer. Log opnieuw in, dan krijgt u een nieuwe.",
        "The code no longer works. Log in again to get a new one.";
    no_code_title:
        "Wij kunnen nu geen sms sturen",
        "We cannot send a text message at the moment";
    not_asked_by_you:
        "Hebt u zelf geen codes gevraagd? Kies een nieuw wachtwoord, dan kunt u meteen inloggen",
        "Didn’t ask for any codes? Choose a new password to log in straight away";
    wait_title:
        "Even wachten",
        "Please wait";
    wait_title_not_today:
        "Inloggen met uw wachtwoord kan nu niet",
        "You cannot log in with your password right now";
    wait_text(time):
        "U kunt het vanaf {time} weer proberen. Er is te vaak een verkeerd wachtwoord ingevuld.",
        "You can try again from {time}. Too many wrong passwords were entered.";
    wait_text_soon:
        "Wacht een halve minuut en probeer het dan nog eens. Er is te vaak een verkeerd wachtwoord ingevuld.",
        "Wait half a minute and try again. Too many wrong passwords were entered.";
    wait_not_you:
        "Dat kan ook iemand anders zijn geweest. Op een apparaat waarop u al eerder inlogde, kunt u het meteen proberen.",
        "It may have been somebody else. On a device that you have used before to log in, you can try straight away.";
    wait_hint:
        "Wilt u niet wachten? Vraag een nieuw wachtwoord aan. Kennen wij uw e-mailadres? Dan krijgt u een mail met een link, of met de reden waarom een nieuw wachtwoord nu niet helpt.",
        "Don’t want to wait? Ask for a new password. If we know your e-mail address, you will get an e-mail with a link, or with the reason why a new password will not help now.";
    wait_reset:
        "Nieuw wachtwoord instellen",
        "Set a new password";
    wait_back:
        "Terug naar inloggen",
        "Back to the login page";
    stopped_title:
        "Uw toegang is gestopt",
        "Your access has been stopped";
    not_yet_title(day):
        "U kunt inloggen vanaf {day}",
        "You can log in from {day}";
    stopped_by(name, organisation, day):
        "{name} heeft uw toegang bij {organisation} gestopt op {day}.",
        "{name} stopped your access at {organisation} on {day}.";
    stopped(organisation, day):
        "Uw toegang bij {organisation} is gestopt op {day}.",
        "Your access at {organisation} was stopped on {day}.";
    stopped_ended(organisation, day):
        "Uw toegang bij {organisation} liep tot en met {day}.",
        "Your last day of access at {organisation} was {day}.";
    stopped_not_yet(organisation, day):
        "Uw toegang bij {organisation} begint op {day}.",
        "Your access at {organisation} starts on {day}.";
    stopped_closed(organisation):
        "{organisation} gebruikt dit portaal niet meer.",
        "{organisation} no longer uses this portal.";
    stopped_ask(admins):
        "Klopt dat niet? Vraag het aan uw gebruikersbeheerder: {admins}.",
        "Is this a mistake? Ask your admin: {admins}.";
    stopped_ask_one(admins):
        "Klopt dat niet? Vraag het aan een van uw gebruikersbeheerders: {admins}.",
        "Is this a mistake? Ask one of your admins: {admins}.";
    stopped_mail(name):
        "Mail {name}",
        "E-mail {name}";
    stopped_call(desk):
        "Klopt dat niet? Bel {desk}.",
        "Is this a mistake? Call {desk}.";
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
        "You were logged out because you were inactive for {minutes} minutes.";
    over_too_long(hours):
        "U bent uitgelogd omdat u {hours} uur was ingelogd.",
        "You were logged out because you had been logged in for {hours} hours.";
    waited_too_long:
        "Het duurde te lang. Log opnieuw in.",
        "It took too long. Log in again.";
    over_left:
        "U hebt in een ander venster uitgelogd.",
        "You logged out in another window.";
    over_text:
        "Log opnieuw in. U gaat dan verder waar u was.",
        "Log in again to continue where you left off.";
    over_text_kept:
        "Wij hebben bewaard wat u invulde. Log opnieuw in, dan staat het er weer.",
        "We have kept what you entered. Log in again and it will be there.";
    typed_before:
        "Hier staat wat u had ingevuld. Controleer het en verstuur het dan.",
        "This is what you had entered. Check it, then send it.";
    press_again:
        "Er is nog niets gewijzigd, want u was uitgelogd. Doe het nog een keer.",
        "Nothing has been changed yet, because you were logged out. Please do it again.";
    press_again_here:
        "Er is nog niets gewijzigd, want u werkte voor een ander bedrijf. Doe het nog een keer.",
        "Nothing has been changed yet, because you were working for another company. Please do it again.";
    form_of(there):
        "Dit formulier was van {there}",
        "This form was for {there}";
    form_of_others:
        "Dit formulier was van iemand anders of van een ander bedrijf",
        "This form was for somebody else or another company";
    form_of_text(here):
        "U werkt nu voor {here}. Er is niets gewijzigd of verstuurd.",
        "You are now working for {here}. Nothing has been changed or sent.";
    form_of_kept(here, there):
        "U werkt nu voor {here}. Er is niets gewijzigd of verstuurd. Gaat u terug naar {there}, dan staat er weer wat u invulde.",
        "You are now working for {here}. Nothing has been changed or sent. Go back to {there} and what you entered will be there.";
    form_back(there):
        "Terug naar {there}",
        "Back to {there}";
    form_anew(here):
        "Open het formulier voor {here}",
        "Open the form for {here}";
    still_here:
        "Bent u er nog?",
        "Are you still there?";
    still_here_text:
        "U deed een tijd niets. Over een paar minuten loggen wij u uit.",
        "You have been inactive for a while. We will log you out in a few minutes.";
    still_here_yes:
        "Ik ben er nog",
        "I’m still here";
    out_by_now:
        "U bent uitgelogd omdat u een tijd niets deed.",
        "You were logged out because you were inactive for a while.";
    out_by_now_text:
        "U kunt verder waar u was. Log dan eerst opnieuw in.",
        "You can continue where you left off. Log in again first.";
    start_title(name):
        "Welkom, {name}",
        "Welcome, {name}";
    start_lead(organisation):
        "U bent ingelogd bij {organisation}.",
        "You are logged in for {organisation}.";
    start_rights:
        "Uw autorisaties",
        "Your permissions";
    start_none:
        "U hebt nog geen autorisaties. Uw gebruikersbeheerder kan ze geven.",
        "You do not have any permissions yet. Your admin can give them to you.";
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
        "Bekijk wie er hulp nodig heeft",
        "See who needs help";
    start_stands_in(company, last):
        "U vervangt de gebruikersbeheerder van {company}, tot en met {last}.",
        "You are standing in for the admin of {company}, up to and including {last}.";
    start_stands_in_from(company, first, last):
        "U vervangt de gebruikersbeheerder van {company} van {first} tot en met {last}. Vanaf {first} vindt u hier de medewerkers.",
        "You will be standing in for the admin of {company} from {first} up to and including {last}. From {first} you will find the staff here.";
    start_elsewhere:
        "Ander bedrijf",
        "Another company";
    start_manage:
        "Medewerkers beheren",
        "Manage staff";
    start_manage_sub:
        "Uitnodigen, deblokkeren, nummers en autorisaties",
        "Invitations, unblocking, numbers and permissions";
    start_desk:
        "Servicedesk",
        "Service desk";
    start_desk_sub:
        "Zoek de beller op en help meteen",
        "Look up the caller and help straight away";
    start_account:
        "Mijn account",
        "My account";
    start_account_sub:
        "Naam, e-mailadres, wachtwoord, mobiel nummer en apparaten",
        "Name, e-mail address, password, mobile number and devices";
}
