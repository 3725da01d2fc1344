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
        "U krijgt zelf ook een mail. Daarin staat wie wij hebben gevraagd, en wat er gebeurt als die niet antwoordt. Haast? Bel uw beheerder even.",
        "You will get a mail as well. It says whom we asked, and what happens if there is no answer. In a hurry? Give your admin a call.";
    sent_often:
        "Wij mailen uw beheerder hoogstens één keer per uur.",
        "We mail your admin once an hour at most.";
    asked:
        "Uw gebruikersbeheerder heeft uw vraag.",
        "Your admin has your question.";
    asked_text:
        "U krijgt een mail zodra er iets voor u is gewijzigd. Komt er geen antwoord? Dan vragen wij vanzelf iemand anders.",
        "You will get a mail as soon as something was changed for you. If there is no answer, we will ask somebody else by ourselves.";
    asked_before(time):
        "Uw gebruikersbeheerder heeft uw vraag al. Vanaf {time} kunt u het nog eens vragen.",
        "Your admin has your question already. You can ask again from {time}.";
    answered_just_now(time):
        "Uw vraag van daarnet is afgehandeld. Klopt het nog niet? Vanaf {time} kunt u het opnieuw vragen, of bel uw gebruikersbeheerder.",
        "Your question of a moment ago was dealt with. Still not right? You can ask again from {time}, or call your admin.";
    at_desk:
        "Onze servicedesk heeft uw vraag.",
        "Our service desk has your question.";
    at_desk_text(phone):
        "Bij uw bedrijf kan nu niemand anders u helpen, of er kwam geen antwoord. Wilt u niet wachten? Bel dan {phone}.",
        "Nobody else at your company can help you now, or nobody answered. If you would rather not wait, call {phone}.";
}
