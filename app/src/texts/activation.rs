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
        "You have been given access at {organisation}.";
    as_admin:
        "U wordt gebruikersbeheerder: u regelt wie er bij uw bedrijf toegang heeft.",
        "You will be an admin: you manage who has access at your company.";
    rights:
        "Dit kunt u straks doen",
        "What you will be able to do";
    begins(day):
        "Uw toegang begint op {day}. U kunt uw account nu al klaarmaken. Inloggen kan vanaf {day}.",
        "Your access begins on {day}. You can set up your account now. You can log in from {day}.";
    until(time):
        "Deze uitnodiging werkt tot {time}.",
        "This invitation works until {time}.";
    number(number):
        "Daarna sturen wij een sms-code naar {number}. Houd die telefoon bij de hand.",
        "We will then send a code by text message to {number}. Keep that phone at hand.";
    choose:
        "Kies een wachtwoord",
        "Choose a password";
    password:
        "Uw wachtwoord",
        "Your password";
    password_hint:
        "U hebt al een account. Vul het wachtwoord in dat u al hebt: het blijft hetzelfde.",
        "You already have an account. Enter the password you already use: it stays the same.";
    anew_from(time):
        "Weet u het niet meer? Kies \"Wachtwoord vergeten?\". De sms-code gaat dan naar het nummer dat u bij uw vorige bedrijf gebruikte. Hebt u dat nummer niet meer? Vanaf {time} kiest u met deze uitnodiging een nieuw wachtwoord.",
        "Forgotten it? Choose \"Forgot your password?\". The code then goes to the number you used at your previous company. No longer have that number? From {time} you can choose a new password with this invitation.";
    password_wrong:
        "Dit wachtwoord klopt niet, of u kunt er nu niet mee inloggen. Weet u het niet meer? Stel eerst een nieuw wachtwoord in en open deze uitnodiging daarna opnieuw.",
        "This password is incorrect, or you cannot log in with it at the moment. Forgotten it? Set a new password first, then open this invitation again.";
    submit:
        "Account klaarmaken",
        "Set up my account";
    wrong_number:
        "Klopt dit nummer niet?",
        "Is this number wrong?";
    wrong_number_text:
        "Uw gebruikersbeheerder kan het nummer wijzigen. Wij vragen het voor u. U kunt daarna met dezelfde link verder.",
        "Your admin can change the number. We will ask for you. After that you can continue with the same link.";
    wrong_number_text_desk:
        "Bij uw bedrijf kan nu niemand anders het nummer wijzigen. Meld het ons, dan helpen wij u. U kunt daarna met dezelfde link verder.",
        "Nobody else at your company can change the number now. Report it to us and we will help you. After that you can continue with the same link.";
    wrong_number_submit:
        "Meld dat het nummer niet klopt",
        "Report that the number is wrong";
    told:
        "Wij hebben uw gebruikersbeheerder gevraagd het nummer te wijzigen.",
        "We have asked your admin to change the number.";
    told_text:
        "Geef het juiste nummer zelf door: loop langs, of bel. Is het gewijzigd? Open dan deze link opnieuw. U ziet hier het nieuwe nummer.",
        "Pass on the right number yourself: walk over, or call. Has it been changed? Then open this link again. You will see the new number here.";
    told_before:
        "Uw gebruikersbeheerder heeft uw vraag al. Wij mailen hoogstens één keer per uur.",
        "Your admin already has your request. We e-mail at most once an hour.";
    told_enough(time):
        "Uw melding is net afgehandeld. Vanaf {time} kunt u het opnieuw melden.",
        "Your report has just been dealt with. You can report it again from {time}.";
    told_enough_text:
        "Klopt het nummer nog niet? Bel dan uw gebruikersbeheerder.",
        "Is the number still wrong? Then call your admin.";
    desk_told:
        "Uw vraag ligt bij onze servicedesk.",
        "Your request is with our service desk.";
    desk_told_text(phone, hours):
        "Bij uw bedrijf kan nu niemand anders het nummer wijzigen. Wilt u niet wachten? Bel dan {phone}, {hours}.",
        "Nobody else at your company can change the number now. If you do not want to wait, call {phone}, {hours}.";
    desk_told_unanswered(phone, hours):
        "Uw gebruikersbeheerder heeft niet geantwoord. Wilt u niet wachten? Bel dan {phone}, {hours}.",
        "Your admin has not answered. If you do not want to wait, call {phone}, {hours}.";
    expired_title:
        "Deze uitnodiging is verlopen",
        "This invitation has expired";
    expired(time):
        "De link werkte tot {time}. Wij sturen u graag een nieuwe naar hetzelfde e-mailadres. U hoeft niets in te vullen.",
        "The link worked until {time}. We can send you a new one at the same e-mail address. You do not have to enter anything.";
    used_title:
        "Uw account is al klaar",
        "Your account is already set up";
    used:
        "Deze uitnodiging is al gebruikt. U kunt inloggen met uw e-mailadres en wachtwoord.",
        "This invitation has already been used. You can log in with your e-mail address and password.";
    withdrawn_title:
        "Deze uitnodiging werkt niet meer",
        "This invitation no longer works";
    withdrawn:
        "De uitnodiging is ingetrokken, vervangen of te oud. Kijk of u een nieuwere mail hebt, of vraag uw gebruikersbeheerder om een nieuwe.",
        "The invitation was withdrawn or replaced, or is too old. Check whether you have a newer e-mail, or ask your admin for a new one.";
    no_invitation:
        "Er is geen uitnodiging meer om te sturen.",
        "There is no longer an invitation to send.";
    unknown_lead:
        "Misschien is het niet de hele link uit de mail. Open de link in de mail nog een keer. Lukt het niet? Vul uw e-mailadres in, dan sturen wij de uitnodiging opnieuw.",
        "This may not be the whole link from the e-mail. Open the link in the e-mail again. Still not working? Enter your e-mail address and we will send the invitation again.";
    unknown_ask:
        "Vraag een nieuwe mail",
        "Ask for a new e-mail";
    blocked_title:
        "Uw uitnodiging werkt nu niet",
        "Your invitation does not work at the moment";
    blocked:
        "Er is te vaak een verkeerde sms-code ingevuld, of uw account is geblokkeerd. Vraag uw gebruikersbeheerder de uitnodiging opnieuw te sturen. Met de link in die nieuwe mail kunt u weer verder. Klopt uw mobiele nummer niet? Zeg dat er dan bij.",
        "Too many wrong codes were entered, or your account was blocked. Ask your admin to send the invitation again. You can continue with the link in that new e-mail. Is your mobile number wrong? Then mention that too.";
    blocked_alone:
        "Er is te vaak een verkeerde sms-code ingevuld, of uw account is geblokkeerd. Bij uw bedrijf kan nu niemand anders u helpen. Met een nieuwe uitnodiging kunt u weer verder; die sturen wij u. Klopt uw mobiele nummer niet? Zeg dat er dan bij.",
        "Too many wrong codes were entered, or your account was blocked. Nobody else at your company can help you now. You can continue with a new invitation, which we will send you. Is your mobile number wrong? Then mention that too.";
    blocked_account:
        "Uw account is geblokkeerd. Met een nieuwe uitnodiging verandert dat niet.",
        "Your account is blocked. A new invitation does not change that.";
    blocked_desk(desk):
        "Bel {desk}, dan helpen wij u verder.",
        "Call {desk} and we will help you.";
    blocked_call(desk):
        "Kan uw gebruikersbeheerder u niet helpen? Bel dan {desk}.",
        "Can your admin not help you? Then call {desk}.";
    not_yet(time):
        "Uw mobiele nummer of e-mailadres is net gewijzigd, of het nummer staat op een andere simkaart. Daarom kunt u pas vanaf {time} een wachtwoord kiezen. Open deze link dan opnieuw.",
        "Your mobile number or e-mail address was just changed, or the number is on another SIM card. That is why you can only choose a password from {time}. Open this link again then.";
    over:
        "De code werkt niet meer. Open de link in de mail met uw uitnodiging nog een keer, dan krijgt u een nieuwe code.",
        "The code no longer works. Open the link in the e-mail with your invitation again to get a new code.";
    done:
        "Uw account is klaar. De volgende keer logt u in met uw e-mailadres, uw wachtwoord en een sms-code.",
        "Your account is ready. Next time you log in with your e-mail address, your password and a code by text message.";
    done_later:
        "Uw account is klaar.",
        "Your account is ready.";
    done_later_text(organisation, day):
        "U kunt inloggen vanaf {day}: dan begint uw toegang bij {organisation}.",
        "You can log in from {day}: that is when your access at {organisation} begins.";
    no_sms_number:
        "Klopt het nummer niet? Open de link in de mail met uw uitnodiging nog een keer. Daar meldt u dat het nummer niet klopt.",
        "Is the number wrong? Open the link in the e-mail with your invitation again. There you can report that the number is wrong.";
}
