//! Accepting an invitation.

super::texts! {
    title(name):
        "Welkom {name}",
        "Welcome {name}";
    lead(by, organisation):
        "{by} heeft u toegang gegeven bij {organisation}.",
        "{by} gave you access at {organisation}.";
    lead_nobody(organisation):
        "U hebt toegang gekregen bij {organisation}.",
        "You were given access at {organisation}.";
    as_admin:
        "U wordt gebruikersbeheerder: u regelt wie er bij uw bedrijf toegang heeft.",
        "You will be an admin: you arrange who has access at your company.";
    rights:
        "Dit kunt u straks doen",
        "What you will be able to do";
    until(time):
        "Deze uitnodiging werkt tot {time}.",
        "This invitation works until {time}.";
    number(number):
        "Daarna sturen wij een sms-code naar {number}. Houd die telefoon erbij.",
        "After that we send a code by text message to {number}. Keep that phone at hand.";
    choose:
        "Kies een wachtwoord",
        "Choose a password";
    password:
        "Uw wachtwoord",
        "Your password";
    password_hint:
        "U hebt al een account. Vul het wachtwoord in dat u al hebt: het blijft hetzelfde.",
        "You already have an account. Fill in the password you already have: it stays the same.";
    anew_from(time):
        "Weet u het niet meer? Kies \"Wachtwoord vergeten?\". De sms-code gaat dan naar het nummer dat u bij uw vorige bedrijf gebruikte. Hebt u dat nummer niet meer? Vanaf {time} kiest u met deze uitnodiging een nieuw wachtwoord.",
        "Forgotten it? Choose \"Forgotten your password?\". The code by text message then goes to the number that you used at your former company. Do you no longer have that number? From {time} you choose a new password with this invitation.";
    password_wrong:
        "Dit wachtwoord klopt niet, of u kunt er nu niet mee inloggen. Weet u het niet meer? Stel eerst een nieuw wachtwoord in en open deze uitnodiging daarna opnieuw.",
        "This password is not right, or you cannot log in with it now. Forgotten it? Set a new password first, and open this invitation again after that.";
    submit:
        "Account klaarmaken",
        "Set up my account";
    wrong_number:
        "Klopt dit nummer niet?",
        "Is this number wrong?";
    wrong_number_text:
        "Uw gebruikersbeheerder kan het nummer wijzigen. Wij vragen het voor u. U kunt daarna met dezelfde link verder.",
        "Your admin can change the number. We will ask for you. After that you can go on with the same link.";
    wrong_number_submit:
        "Meld dat het nummer niet klopt",
        "Report that the number is wrong";
    told:
        "Wij hebben uw gebruikersbeheerder gevraagd het nummer te wijzigen.",
        "We asked your admin to change the number.";
    told_text:
        "Is het gewijzigd? Open dan deze link opnieuw. U ziet hier het nieuwe nummer.",
        "Has it been changed? Then open this link again. You will see the new number here.";
    told_before:
        "Uw gebruikersbeheerder heeft uw vraag al. Wij mailen hoogstens één keer per uur.",
        "Your admin has your question already. We mail once an hour at most.";
    told_enough(time):
        "Uw melding van daarnet is afgehandeld. Vanaf {time} kunt u het opnieuw melden.",
        "What you reported a moment ago was dealt with. You can report it again from {time}.";
    told_enough_text:
        "Klopt het nummer nog niet? Bel dan uw gebruikersbeheerder.",
        "Is the number still not right? Then call your admin.";
    desk_told:
        "Onze servicedesk heeft uw vraag.",
        "Our service desk has your question.";
    desk_told_text(phone):
        "Bij uw bedrijf kan nu niemand het nummer wijzigen, of er kwam geen antwoord. Wilt u niet wachten? Bel dan {phone}.",
        "Nobody at your company can change the number now, or nobody answered. If you would rather not wait, call {phone}.";
    expired_title:
        "Deze uitnodiging is verlopen",
        "This invitation has expired";
    expired(time):
        "De link werkte tot {time}. Wij sturen u graag een nieuwe, naar hetzelfde e-mailadres. U hoeft niets in te vullen.",
        "The link worked until {time}. We will gladly send you a new one, to the same e-mail address. There is nothing to fill in.";
    used_title:
        "Uw account is al klaar",
        "Your account is ready already";
    used:
        "Deze uitnodiging is al gebruikt. U kunt inloggen met uw e-mailadres en wachtwoord.",
        "This invitation was used already. You can log in with your e-mail address and password.";
    withdrawn_title:
        "Deze uitnodiging werkt niet meer",
        "This invitation does not work any more";
    withdrawn:
        "De uitnodiging is ingetrokken of vervangen. Kijk of u een nieuwere mail hebt, of vraag het uw gebruikersbeheerder.",
        "The invitation was withdrawn or replaced. See whether you have a newer mail, or ask your admin.";
    no_invitation:
        "Er is geen uitnodiging meer om te sturen.",
        "There is no invitation to send any more.";
    unknown_lead:
        "Misschien is hij niet helemaal uit de mail meegekomen. Open de link in de mail nog een keer. Lukt het niet? Vul uw e-mailadres in, dan sturen wij de uitnodiging opnieuw.",
        "Perhaps not all of it was copied from the mail. Open the link in the mail once more. No luck? Fill in your e-mail address and we will send the invitation again.";
    unknown_ask:
        "Vraag een nieuwe mail",
        "Ask for a new mail";
    blocked_title:
        "Uw uitnodiging werkt nu niet",
        "Your invitation does not work now";
    blocked:
        "Er is te vaak een verkeerde sms-code ingevuld, of uw account is geblokkeerd. Vraag uw gebruikersbeheerder de uitnodiging opnieuw te sturen. Met de link in die nieuwe mail kunt u weer verder. Klopt uw mobiele nummer niet? Zeg dat er dan bij.",
        "A wrong code was filled in too often, or your account was blocked. Ask your admin to send the invitation again. With the link in that new mail you can go on. Is your mobile number not right? Then say so as well.";
    blocked_call(desk):
        "Kan uw gebruikersbeheerder u niet helpen? Bel dan {desk}.",
        "Is your admin not able to help? Then call {desk}.";
    over:
        "De code werkt niet meer. Open de link in de mail met uw uitnodiging nog een keer, dan krijgt u een nieuwe code.",
        "The code does not work any more. Open the link in the mail with your invitation once more and you will get a new code.";
    done:
        "Uw account is klaar. De volgende keer logt u in met uw e-mailadres, uw wachtwoord en een sms-code.",
        "Your account is ready. Next time you log in with your e-mail address, your password and a code by text message.";
    start_over:
        "Terug naar inloggen",
        "Back to the login page";
}
