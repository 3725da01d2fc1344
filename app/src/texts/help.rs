//! Asking one's own admin for help.

super::texts! {
    title:
        "Vraag uw beheerder om hulp",
        "Ask your admin for help";
    lead:
        "Uw gebruikersbeheerder krijgt meteen een mail en kan u helpen.",
        "Your admin will get an e-mail straight away and can help you.";
    title_desk:
        "Vraag ons om hulp",
        "Ask us for help";
    lead_desk:
        "Bij uw bedrijf kan nu geen gebruikersbeheerder u helpen. Uw vraag gaat naar onze servicedesk.",
        "No admin at your company can help you at the moment. Your request goes to our service desk.";
    appoint_text:
        "Meer autorisaties geeft een gebruikersbeheerder. Heeft uw bedrijf er geen?",
        "An admin gives more permissions. Does your company have none?";
    kind_desk:
        "Waarmee kunnen wij u helpen?",
        "What can we help you with?";
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
        "I need to be able to do more";
    more_rights_hint:
        "U mist een autorisatie.",
        "You are missing a permission.";
    which_rights:
        "Wat wilt u kunnen doen?",
        "What do you need to be able to do?";
    which_rights_hint:
        "Vink aan wat u mist. Uw beheerder beslist. Weet u het niet precies? Laat dit dan leeg.",
        "Tick what you are missing. Your admin decides. Not sure? Then leave this empty.";
    which_rights_hint_desk:
        "Vink aan wat u mist. Weet u het niet precies? Laat dit dan leeg.",
        "Tick what you are missing. Not sure? Then leave this empty.";
    submit:
        "Vraag om hulp",
        "Ask for help";
    sent_title:
        "Uw vraag is verstuurd",
        "Your request has been sent";
    sent_lead(email):
        "Kennen wij {email}? Dan krijgt uw gebruikersbeheerder binnen 5 minuten een mail.",
        "If we know {email}, your admin will get an e-mail within 5 minutes.";
    sent_next:
        "U krijgt zelf ook een mail. Daarin staat wie wij hebben gevraagd, en wat er gebeurt als er geen antwoord komt. Kennen wij het adres niet? Dan staat dat erin. Hebt u haast? Bel uw beheerder dan even.",
        "You will get an e-mail too. It says who we asked, and what happens if there is no answer. If we do not know the address, it says so. In a hurry? Give your admin a call.";
    sent_stopped:
        "Is uw toegang gestopt? Dan vragen wij niemand. In de mail staat wie u kunt bellen of mailen.",
        "Was your access stopped? Then we ask nobody. The e-mail tells you who to call or e-mail.";
    sent_number:
        "Gaat het om uw mobiele nummer? Geef het nieuwe nummer dan zelf door aan uw beheerder: loop langs, of bel.",
        "Is it about your mobile number? Then pass on the new number to your admin yourself: walk over, or call.";
    sent_often:
        "Wij mailen uw beheerder hoogstens één keer per uur.",
        "We e-mail your admin at most once an hour.";
    asked:
        "Uw gebruikersbeheerder heeft uw vraag gekregen.",
        "Your admin has received your request.";
    asked_text:
        "U krijgt een mail zodra er iets voor u is gewijzigd. Komt er geen antwoord? Dan vragen wij iemand anders.",
        "You will get an e-mail as soon as something has been changed for you. If there is no answer, we will ask somebody else.";
    asked_number_text:
        "Geef uw nieuwe nummer zelf door: loop langs, of bel. U krijgt een mail zodra het is gewijzigd. Komt er geen antwoord? Dan vragen wij iemand anders.",
        "Pass on your new number yourself: walk over, or call. You will get an e-mail as soon as it has been changed. If there is no answer, we will ask somebody else.";
    asked_before(time):
        "Uw gebruikersbeheerder heeft uw vraag al. Vanaf {time} kunt u het nog eens vragen.",
        "Your admin already has your request. You can ask again from {time}.";
    answered_just_now(time):
        "Uw vraag is net afgehandeld. Lukt het nog niet? Vraag het vanaf {time} opnieuw, of bel uw gebruikersbeheerder.",
        "Your request has just been dealt with. Still not working? Ask again from {time}, or call your admin.";
    at_desk:
        "Uw vraag ligt bij onze servicedesk.",
        "Your request is with our service desk.";
    at_desk_text(phone):
        "Bij uw bedrijf kan nu niemand anders u helpen, of er kwam geen antwoord. Wij bellen u via uw bedrijf. Wilt u niet wachten? Bel dan {phone}.",
        "Nobody else at your company can help you now, or nobody answered. We will call you through your company. If you do not want to wait, call {phone}.";
}
