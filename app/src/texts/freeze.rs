//! "Was u dit niet?": freezing one's own account from a warning mail.

super::texts! {
    title:
        "Wilt u uw account blokkeren?",
        "Do you want to block your account?";
    lead(email):
        "Het gaat om het account van {email}. Doe dit als iemand anders uw account gebruikt.",
        "This is about the account of {email}. Do this if somebody else is using your account.";
    what:
        "Dit gebeurt er",
        "This is what happens";
    what_out:
        "U wordt overal uitgelogd, ook op uw eigen apparaten.",
        "We log you out everywhere, including on your own devices.";
    what_nobody:
        "Niemand kan meer inloggen met uw account, u ook niet.",
        "Nobody can log in with your account any more, including you.";
    what_undo:
        "Uw gebruikersbeheerder of de servicedesk kan uw account daarna deblokkeren.",
        "Your admin or the service desk can unblock your account afterwards.";
    submit:
        "Blokkeer mijn account",
        "Block my account";
    was_me:
        "Was u het zelf? Dan hoeft u niets te doen.",
        "Was it you? Then you do not have to do anything.";
    done_title:
        "Uw account is geblokkeerd",
        "Your account is blocked";
    done_lead:
        "Niemand kan nu meer inloggen met uw account.",
        "Nobody can log in with your account now.";
    next:
        "Wat moet u nu doen?",
        "What should you do now?";
    next_call(desk):
        "Bel {desk}. Vertel wat er is gebeurd.",
        "Call {desk}. Tell them what happened.";
    next_mailbox:
        "Kan iemand anders ook bij uw e-mail? Kies daarvoor dan ook een nieuw wachtwoord.",
        "Can somebody else get into your e-mail too? Then choose a new password for that as well.";
    next_admin:
        "Is alles weer veilig? Vraag uw gebruikersbeheerder om uw account te deblokkeren. Kies daarna een nieuw wachtwoord.",
        "Once everything is safe again, ask your admin to unblock your account. Then choose a new password.";
    already_title:
        "Uw account is al geblokkeerd",
        "Your account is already blocked";
    lifted_title:
        "Uw account is niet meer geblokkeerd",
        "Your account is no longer blocked";
    lifted:
        "U had uw account met deze link geblokkeerd. Daarna is het gedeblokkeerd.",
        "You had blocked your account with this link. It was unblocked after that.";
    lifted_at(moment):
        "U had uw account met deze link geblokkeerd. Op {moment} is het gedeblokkeerd.",
        "You had blocked your account with this link. It was unblocked on {moment}.";
    lifted_lead(email, phone):
        "Wilde u dat niet? Blokkeer het account van {email} dan opnieuw, en bel ons: {phone}.",
        "Did you not want that? Then block the account of {email} again, and call us: {phone}.";
    lifted_call(phone):
        "Wilde u dat niet? Bel ons meteen: {phone}.",
        "Did you not want that? Call us straight away: {phone}.";
    submit_again:
        "Blokkeer mijn account opnieuw",
        "Block my account again";
    over_title:
        "Deze link werkt niet meer",
        "This link no longer works";
    over_lead(day, phone):
        "De link werkte tot {day}. Denkt u dat iemand anders uw account gebruikt? Bel ons meteen: {phone}.",
        "The link worked until {day}. Do you think somebody else is using your account? Call us straight away: {phone}.";
    unknown_lead(phone):
        "Misschien is het niet de hele link uit de mail. Open de link in de mail nog een keer. Lukt het niet? Bel ons meteen: {phone}.",
        "This may not be the whole link from the e-mail. Open the link in the e-mail again. Still not working? Call us straight away: {phone}.";
}
