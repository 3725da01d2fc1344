//! One's own details: name, language, access codes.

super::texts! {
    title:
        "Mijn gegevens",
        "My details";
    lead:
        "Klopt uw naam niet? U kunt hem zelf wijzigen.",
        "Is your name not right? You can change it yourself.";
    name:
        "Naam",
        "Name";
    initials_hint:
        "Laat leeg, dan maken wij ze van uw voornaam.",
        "Leave empty and we take them from your first name.";
    name_is_known:
        "Uw gebruikersbeheerder ziet u voortaan onder deze naam en krijgt daar een mail over.",
        "Your admin sees you by this name from now on, and gets an e-mail about it.";
    language:
        "In welke taal schrijven wij u?",
        "In which language do we write to you?";
    language_hint:
        "Zo krijgt u onze mails en sms'en. De pagina's gaan mee.",
        "This is how you get our e-mails and text messages. The pages follow.";
    language_differs:
        "U leest deze pagina nu in het Nederlands, maar krijgt onze mails in het Engels.",
        "You read this page in English now, but get our e-mails in Dutch.";
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
        "Your details were saved.";
    renamed(name):
        "U heet voortaan {name}.",
        "You are called {name} from now on.";
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
        "Noem deze code als u ons belt, dan weten wij meteen wie u bent. Niemand kan er iets mee openen.",
        "Mention this code when you call us, and we know at once who you are. Nobody can open anything with it.";
    change:
        "Wijzigen",
        "Change";
    about_name:
        "naam en taal",
        "name and language";
}
