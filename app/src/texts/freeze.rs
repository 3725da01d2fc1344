//! "Was u dit niet?": freezing one's own account from a warning mail.

super::texts! {
    title:
        "Wilt u uw account blokkeren?",
        "Do you want to block your account?";
    lead(email):
        "Het gaat om het account van {email}. Doe dit als iemand anders uw account gebruikt.",
        "This is about the account of {email}. Do this if somebody else uses your account.";
    what:
        "Dit gebeurt er",
        "This is what happens";
    what_out:
        "Overal wordt uitgelogd, ook op uw eigen apparaten.",
        "Everybody is logged out everywhere, on your own devices too.";
    what_nobody:
        "Niemand kan meer inloggen met uw account, u ook niet.",
        "Nobody can log in with your account any more, and neither can you.";
    what_undo:
        "Uw gebruikersbeheerder of de servicedesk kan het deblokkeren.",
        "Your admin or the service desk can unblock it.";
    submit:
        "Blokkeer mijn account",
        "Block my account";
    was_me:
        "Was u het zelf? Dan hoeft u niets te doen.",
        "Was it you? Then there is nothing to do.";
    done_title:
        "Uw account is geblokkeerd",
        "Your account is blocked";
    done_lead:
        "Niemand kan nu meer inloggen met uw account.",
        "Nobody can log in with your account now.";
    next:
        "Wat u nu doet",
        "What to do now";
    next_call(desk):
        "Bel {desk}. Vertel wat er is gebeurd.",
        "Call {desk}. Tell them what happened.";
    next_mailbox:
        "Kies een nieuw wachtwoord voor uw e-mail, als iemand anders daar ook bij kan.",
        "Choose a new password for your e-mail, if somebody else can get at that too.";
    next_admin:
        "Is alles weer veilig? Vraag uw gebruikersbeheerder om uw account te deblokkeren. Kies daarna een nieuw wachtwoord.",
        "Is everything safe again? Ask your admin to unblock your account. Choose a new password after that.";
    already_title:
        "Uw account is al geblokkeerd",
        "Your account is blocked already";
    over_title:
        "Deze link werkt niet meer",
        "This link does not work any more";
    over_lead(day, phone):
        "De link werkte tot {day}. Denkt u dat iemand anders uw account gebruikt? Bel ons meteen: {phone}.",
        "The link worked until {day}. Do you think that somebody else uses your account? Call us at once: {phone}.";
    unknown_lead(phone):
        "Misschien is de link niet helemaal uit de mail meegekomen. Open hem nog een keer. Lukt het niet? Bel ons meteen: {phone}.",
        "Perhaps not all of the link was copied from the mail. Open it once more. No luck? Call us at once: {phone}.";
}
