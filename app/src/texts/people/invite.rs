//! Somebody new.

super::texts! {
    invite_title:
        "Medewerker toevoegen",
        "Add a person";
    invite_lead(days):
        "De medewerker krijgt een mail om het account klaar te maken. De link daarin werkt {days} dagen. Een mobiele telefoon is nodig.",
        "The person will get an e-mail to set up the account. Its link works for {days} days. A mobile phone is needed.";
    given_name:
        "Voornaam",
        "First name";
    initials:
        "Voorletters",
        "Initials";
    initials_hint:
        "Laat leeg, dan maken wij ze van de voornaam.",
        "Leave empty and we take them from the first name.";
    infix:
        "Tussenvoegsel",
        "Prefix";
    infix_hint:
        "Zoals van, de of van der.",
        "Such as van, de or van der.";
    family_name:
        "Achternaam",
        "Last name";
    invite_email:
        "E-mailadres van het werk",
        "E-mail address at work";
    invite_email_hint:
        "Hiermee logt de medewerker straks in.",
        "The person will log in with this.";
    invite_mobile_hint:
        "Hier sturen wij de sms-code heen. Bijvoorbeeld 06 12345678.",
        "We send the code to this number. For example 06 12345678.";
    same_as:
        "Hetzelfde als …",
        "The same as …";
    same_as_hint:
        "Kies een collega die hetzelfde werk doet. Wat u hieronder aanvinkt, komt daarbij.",
        "Choose a colleague who does the same work. What you tick below is added to that.";
    same_as_nobody:
        "Ik kies zelf",
        "I choose myself";
    invite_rights:
        "Wat mag deze medewerker?",
        "What may this person do?";
    invite_usual:
        "Aangevinkt staat wat al uw medewerkers mogen. Haal weg wat niet nodig is.",
        "Ticked is what all of your staff may do. Untick what is not needed.";
    invite_choose:
        "Kies wat deze medewerker mag.",
        "Choose what this person may do.";
    invite_role:
        "Wordt dit ook een gebruikersbeheerder?",
        "Will this person be an admin too?";
    invite_role_yes:
        "Ja, ook gebruikersbeheerder",
        "Yes, an admin too";
    invite_role_hint:
        "Mag dan, net als u, medewerkers toevoegen, deblokkeren en autorisaties geven.",
        "May then, like you, add and unblock people and give authorisations.";
    invite_submit:
        "Uitnodiging versturen",
        "Send the invitation";
    invited(name):
        "De uitnodiging voor {name} is verstuurd.",
        "The invitation for {name} was sent.";
    invited_text(name, email, until):
        "{name} krijgt een mail op {email}. De link daarin werkt tot {until}.",
        "{name} will get an e-mail at {email}. Its link works until {until}.";
    invited_warning(name):
        "De uitnodiging voor {name} is verstuurd. Klopt het e-mailadres?",
        "The invitation for {name} was sent. Is the e-mail address right?";
    invited_warning_text(email, domain):
        "{email} lijkt op een adres bij {domain}, maar is een ander bedrijf. Klopt het niet? Trek de uitnodiging dan in.",
        "{email} looks like an address at {domain}, but is another company. Not right? Then withdraw the invitation.";
    withdraw_short:
        "Intrekken",
        "Withdraw";
}
