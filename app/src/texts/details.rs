//! One's own details: name, language, access codes.

super::texts! {
    title:
        "Mijn gegevens",
        "My details";
    lead:
        "Klopt uw naam niet? U kunt hem zelf wijzigen.",
        "Is your name wrong? You can change it yourself.";
    name:
        "Naam",
        "Name";
    initials_hint:
        "Laat leeg, dan maken wij ze van uw voornaam.",
        "Leave this empty and we will take them from your first name.";
    name_taken:
        "Zo heet een collega van u al. Vul bij uw voornaam ook een voorletter of tweede naam in.",
        "A colleague of yours already has this name. Add an initial or second name to your first name.";
    name_of_house:
        "Zo heten wij zelf. Vul uw eigen naam in.",
        "That is what we are called. Enter your own name.";
    name_is_known:
        "Uw gebruikersbeheerder ziet u voortaan onder deze naam en krijgt daar een mail over.",
        "Your admin will see you under this name from now on, and will get an e-mail about it.";
    language:
        "In welke taal wilt u onze berichten?",
        "Which language would you like our messages in?";
    language_hint:
        "U ziet ook de pagina’s in die taal.",
        "You will see the pages in that language too.";
    language_differs:
        "U leest deze pagina nu in het Nederlands, maar krijgt onze mails in het Engels.",
        "You are reading this page in English, but you get our e-mails in Dutch.";
    dutch:
        "Nederlands",
        "Nederlands (Dutch)";
    english:
        "English (Engels)",
        "English";
    save:
        "Opslaan",
        "Save";
    saved:
        "Uw gegevens zijn opgeslagen.",
        "Your details have been saved.";
    renamed(name):
        "Uw naam is nu {name}.",
        "Your name is now {name}.";
    logging_in:
        "Inloggen",
        "Logging in";
    email:
        "E-mailadres",
        "E-mail address";
    email_waits(address):
        "Wacht op bevestiging: {address}",
        "Waiting for confirmation: {address}";
    about_email:
        "e-mailadres",
        "e-mail address";
    last_login_with(device):
        "Met {device}",
        "With {device}";
    codes:
        "Uw toegangscode",
        "Your access code";
    codes_what:
        "Noem deze code als u ons belt, dan weten wij meteen wie u bent. Niemand kan ermee inloggen.",
        "Give this code when you call us, so that we know straight away who you are. Nobody can log in with it.";
    change:
        "Wijzigen",
        "Change";
    about_name:
        "naam en taal",
        "name and language";
}
