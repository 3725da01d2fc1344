//! One person: why they cannot get in, and who they are.

super::texts! {
    person_lead(name, role, company):
        "{name}, {role} bij {company}.",
        "{name}, {role} at {company}.";
    to_company(company):
        "Naar {company}",
        "To {company}";
    organisation_ended:
        "het bedrijf heeft geen toegang meer",
        "the company has no access any more";
    invitation_lost:
        "de mail met de uitnodiging is niet aangekomen",
        "the mail with the invitation did not arrive";
    no_number:
        "er is geen mobiel nummer waar wij sms-codes naartoe sturen",
        "there is no mobile number that we send codes to";
    sms_fails:
        "de laatste sms is niet aangekomen",
        "the last text message did not arrive";
    waits(time):
        "er is te vaak een verkeerd wachtwoord ingevuld. Vanaf {time} kan het weer, of meteen met een nieuw wachtwoord",
        "a wrong password was filled in too often. It works again from {time}, or at once with a new password";
    number_changed(name, day, time):
        "{name} kan inloggen. De sms-codes gaan sinds {day}, {time} naar een ander nummer.",
        "{name} can log in. Since {day}, {time} the codes go to another number.";
    sms_held_up(name):
        "{name} wacht op een sms die nog niet weg is. Dat ligt aan ons: sms’jes gaan nu niet weg. Zodra het kan, gaat deze vanzelf.",
        "{name} waits for a text message that has not left yet. That is our fault: no text messages leave now. It goes by itself as soon as possible.";
    mail_held_up(name):
        "{name} wacht op een mail die nog niet weg is. Dat ligt aan ons, niet aan het e-mailadres. Zodra het kan, gaat de mail vanzelf.",
        "{name} waits for a mail that has not left yet. That is our fault, not that of the address. It goes by itself as soon as possible.";
    sms_lost(name):
        "{name} kreeg de laatste sms niet, door een storing bij ons. Vraag {name} om een nieuwe code te laten sturen.",
        "{name} did not get the last text message, because of a fault on our side. Ask {name} to have a new code sent.";
    mail_lost(name):
        "{name} kreeg de laatste mail niet, door een storing bij ons. Verstuur de link of de uitnodiging opnieuw als die nog nodig is.",
        "{name} did not get the last mail, because of a fault on our side. Send the link or the invitation again if it is still needed.";
    sms_late(name):
        "{name} kan inloggen. De laatste sms is nog onderweg.",
        "{name} can log in. The last text message is still on its way.";
    mail_fails(name):
        "{name} kan inloggen. De laatste mail is niet aangekomen.",
        "{name} can log in. The last mail did not arrive.";
    since(why, day, time):
        "{why}, sinds {day}, {time}",
        "{why}, since {day}, {time}";
    standing_label:
        "Toegang",
        "Access";
    company:
        "Bedrijf",
        "Company";
    story:
        "Wat er gebeurde",
        "What happened";
    yourself:
        "Dit bent u zelf. Vraag een collega om hulp.",
        "This is you. Ask a colleague for help.";
    refer(name, admins):
        "Verwijs {name} naar de eigen gebruikersbeheerder: {admins}.",
        "Refer {name} to their own admin: {admins}.";
    refer_why:
        "De beheerder kent de medewerkers en helpt met één klik. Wij doen dit alleen als er geen beheerder is die zelf kan inloggen, of als het vandaag al zo vaak gedaan is dat de beheerder niet meer verder kan.",
        "The admin knows the staff and helps with one click. We do this only when there is no admin who can log in, or when it was done so often today that the admin cannot go on.";
    brought_back:
        "Wat de beheerder doet",
        "What the admin does";
    brought_back_text(name):
        "De toegang van {name} is over. De beheerder geeft die terug op de pagina van {name}. Is de toegang te lang geleden geëindigd? Dan nodigt de beheerder {name} opnieuw uit, met hetzelfde e-mailadres.",
        "The access of {name} is over. The admin gives it back on the page of {name}. If it ended too long ago, the admin invites {name} again, with the same e-mail address.";
    brought_back_by_nobody(name):
        "Bij dit bedrijf kan nu geen beheerder inloggen. Laat het bedrijf eerst een beheerder aanvragen. Die helpt {name} daarna.",
        "No admin of this company can log in now. Let the company ask for an admin first, who then helps {name}.";
    see(name):
        "Bekijk {name}",
        "See {name}";
    note:
        "Notitie maken",
        "Make a note";
    note_title(name):
        "Notitie bij {name}",
        "Note about {name}";
    note_label:
        "Notitie",
        "Note";
    note_hint(most):
        "Kort, voor uw collega's: hoogstens {most} tekens. Zet er geen wachtwoorden, codes of medische gegevens in.",
        "Short, for your colleagues: at most {most} characters. No passwords, codes or medical data.";
    note_save:
        "Notitie bewaren",
        "Save the note";
    note_written:
        "De notitie is bewaard.",
        "The note was saved.";
    notes_all:
        "Alle notities",
        "All notes";
    notes_title(name):
        "Notities bij {name}",
        "Notes about {name}";
    notes_none:
        "Er zijn geen notities.",
        "There are no notes.";
    notes_pages:
        "Bladeren door de notities",
        "Pages of the notes";
    notes_older:
        "Oudere notities",
        "Older notes";
    notes_newest:
        "Nieuwste notities",
        "Newest notes";
    note_by(name, text):
        "Notitie van {name}: {text}",
        "Note of {name}: {text}";
    back_to(name):
        "Terug naar {name}",
        "Back to {name}";
    keys_title:
        "Sneltoetsen op deze pagina",
        "Keys on this page";
    keys_lead:
        "Een letter opent een pagina of kiest een knop. Druk daarna op Enter om de knop uit te voeren. Typt u verder, dan zoekt u.",
        "A letter opens a page or picks a button. Then press Enter to do what the button says. If you type on, you search.";
    keys_search:
        "naar het zoekveld",
        "to the search box";
    keys_out:
        "uit het zoekveld",
        "out of the search box";
    keys_enter:
        "de knop die gekozen is uitvoeren",
        "do what the picked button says";
    keys_help:
        "dit overzicht",
        "this list";
    keys_close:
        "Sluiten",
        "Close";
    keys_where:
        "Druk op ? voor de sneltoetsen van een pagina.",
        "Press ? for the keys of a page.";
    keys_off:
        "Sneltoetsen uitzetten",
        "Switch the keys off";
    keys_on:
        "Sneltoetsen aanzetten",
        "Switch the keys on";
}
