//! Somebody new.

super::texts! {
    invite_title:
        "Medewerker toevoegen",
        "Add a person";
    invite_lead(days):
        "De medewerker krijgt een mail om het account klaar te maken. De link daarin werkt {days} dagen. Een mobiele telefoon is nodig.",
        "This person will get an e-mail to set up their account. The link in it works for {days} days. They need a mobile phone.";
    given_name:
        "Voornaam",
        "First name";
    initials:
        "Voorletters",
        "Initials";
    initials_hint:
        "Laat leeg, dan maken wij ze van de voornaam.",
        "Leave this empty and we will take them from the first name.";
    infix:
        "Tussenvoegsel",
        "Surname prefix";
    infix_hint:
        "Zoals van, de of van der.",
        "Such as van, de or van der.";
    family_name:
        "Achternaam",
        "Last name";
    invite_email:
        "E-mailadres van het werk",
        "Work e-mail address";
    invite_email_hint:
        "Hiermee logt de medewerker straks in.",
        "They will log in with this.";
    invite_mobile_hint(how):
        "Naar dit nummer sturen wij de sms-code. {how}",
        "We send the code to this number. {how}";
    same_as:
        "Hetzelfde als …",
        "The same as …";
    same_as_hint:
        "Neem de vinkjes van een collega over.",
        "Copy the ticks of a colleague.";
    same_as_take:
        "Overnemen",
        "Copy";
    same_as_choose:
        "Kies van welke collega u de vinkjes wilt overnemen.",
        "Choose the colleague whose ticks you want to copy.";
    same_as_done(name):
        "De vinkjes zijn nu die van {name}.",
        "The ticks are now those of {name}.";
    same_as_done_text:
        "De uitnodiging is nog niet verstuurd. Kijk de vinkjes na en verstuur dan de uitnodiging.",
        "The invitation has not been sent yet. Check the ticks, then send the invitation.";
    same_as_look:
        "Zoek een collega",
        "Find a colleague";
    same_as_look_hint(number):
        "Hieronder staan de eerste {number} namen. Zoek hier wie er niet bij staat. Wat u invulde, blijft staan.",
        "The first {number} names are below. Look here for somebody who is not among them. What you entered stays.";
    same_as_look_submit:
        "Zoeken",
        "Search";
    same_as_missing:
        "Vul de naam van een collega in.",
        "Enter the name of a colleague.";
    same_as_not_found(name):
        "Wij vinden geen collega voor “{name}”. Probeer alleen het begin van de achternaam.",
        "We cannot find a colleague for “{name}”. Try only the beginning of the last name.";
    same_as_nobody:
        "Ik kies zelf",
        "I’ll choose";
    invite_rights:
        "Wat mag deze medewerker?",
        "What may this person do?";
    invite_usual:
        "Wat al uw medewerkers mogen, is al aangevinkt. Haal het vinkje weg bij wat niet nodig is.",
        "What all of your staff may do is already ticked. Untick what is not needed.";
    invite_ticked(name):
        "Wat {name} mag, is al aangevinkt. Haal het vinkje weg bij wat niet nodig is.",
        "What {name} may do is ticked. Untick what is not needed.";
    invite_choose:
        "Kies wat deze medewerker mag.",
        "Choose what this person may do.";
    invite_role:
        "Wordt deze medewerker ook gebruikersbeheerder?",
        "Will this person be an admin too?";
    invite_role_yes:
        "Ja, ook gebruikersbeheerder",
        "Yes, an admin too";
    invite_role_hint:
        "Mag, net als u, medewerkers toevoegen, deblokkeren en autorisaties geven.",
        "May, like you, add and unblock people and give permissions.";
    invite_submit:
        "Uitnodiging versturen",
        "Send the invitation";
    invited(name):
        "De uitnodiging voor {name} is verstuurd.",
        "The invitation for {name} has been sent.";
    invited_text(name, email, until):
        "{name} krijgt een mail op {email}. De link daarin werkt tot {until}.",
        "{name} will get an e-mail at {email}. The link in it works until {until}.";
    invited_begins(day):
        "De toegang begint op {day}.",
        "Access begins on {day}.";
    invited_number(number):
        "De sms-code gaat naar {number}. Kijk na of dat klopt: hierna ziet u het nummer niet meer helemaal.",
        "The code goes to {number}. Check that it is correct: after this you will no longer see the whole number.";
    invited_warning(name):
        "De uitnodiging voor {name} is verstuurd. Klopt het e-mailadres?",
        "The invitation for {name} has been sent. Is the e-mail address correct?";
    invited_warning_text(email, domain):
        "{email} lijkt op een adres bij {domain}, maar hoort bij een ander bedrijf. Klopt het niet? Trek de uitnodiging dan in.",
        "{email} looks like an address at {domain}, but belongs to another company. Is it wrong? Then withdraw the invitation.";
    invited_meant(email, domain):
        "De mail is verstuurd aan {email}. Bedoelt u {domain}? Trek de uitnodiging dan in.",
        "The e-mail was sent to {email}. Do you mean {domain}? Then withdraw the invitation.";
    withdraw_short:
        "Intrekken",
        "Withdraw";
}
