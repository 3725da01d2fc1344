//! Asking one's own admin for help.

super::texts! {
    title:
        "Vraag uw beheerder om hulp",
        "Ask your admin for help";
    lead:
        "Uw gebruikersbeheerder krijgt meteen een mail en kan u met één druk op de knop helpen.",
        "Your admin gets a mail at once and can help you with the press of a button.";
    kind:
        "Waarmee kan uw beheerder helpen?",
        "What can your admin help with?";
    cannot_log_in:
        "Ik kan niet inloggen",
        "I cannot log in";
    cannot_log_in_hint:
        "Bijvoorbeeld omdat uw account is geblokkeerd.",
        "For example because your account is blocked.";
    wrong_number:
        "Mijn mobiele nummer klopt niet",
        "My mobile number is wrong";
    wrong_number_hint:
        "De sms-code gaat naar een oud of verkeerd nummer.",
        "The code goes to an old or wrong number.";
    more_rights:
        "Ik wil meer kunnen doen",
        "I want to be able to do more";
    more_rights_hint:
        "U mist een autorisatie.",
        "You lack an authorisation.";
    submit:
        "Vraag om hulp",
        "Ask for help";
    sent_title:
        "Uw vraag is verstuurd",
        "Your question was sent";
    sent_lead(email):
        "Kennen wij {email}? Dan heeft uw gebruikersbeheerder binnen 5 minuten een mail.",
        "Do we know {email}? Then your admin will have a mail within 5 minutes.";
    sent_next:
        "U krijgt zelf een mail zodra uw beheerder iets heeft gewijzigd. Haast? Bel uw beheerder even.",
        "You will get a mail as soon as your admin has changed something. In a hurry? Give your admin a call.";
    sent_often:
        "Wij mailen uw beheerder hoogstens één keer per uur.",
        "We mail your admin once an hour at most.";
    asked:
        "Uw gebruikersbeheerder heeft uw vraag.",
        "Your admin has your question.";
    asked_text:
        "U krijgt een mail zodra er iets voor u is gewijzigd.",
        "You will get a mail as soon as something was changed for you.";
    asked_before(time):
        "Uw gebruikersbeheerder heeft uw vraag al. Om {time} kunt u het nog eens vragen.",
        "Your admin has your question already. You can ask again at {time}.";
    nobody(phone):
        "Er is bij uw bedrijf nu niemand anders die u kan helpen. Bel de servicedesk: {phone}.",
        "There is nobody else at your company who can help you now. Call the service desk: {phone}.";
}
