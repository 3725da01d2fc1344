//! One person: why they cannot get in, and who they are.

super::texts! {
    person_lead(name, role, company):
        "{name}, {role} bij {company}.",
        "{name}, {role} at {company}.";
    question_open(what):
        "Open vraag: {what}",
        "Open request: {what}";
    question_at_admin:
        "De vraag ligt bij de gebruikersbeheerder.",
        "The request is with the admin.";
    question_at_desk:
        "De vraag ligt bij de servicedesk.",
        "The request is with the service desk.";
    question_reach(name, company):
        "Is {name} niet aan de lijn? Zoek het nummer van {company} op in het relatiebestand, bel dat nummer en vraag naar {name}. Stuur pas daarna de code.",
        "Is {name} not on the line? Look up the number of {company} in the customer file, call it and ask for {name}. Only then send the code.";
    question_told(name):
        "{name} weet dat wij via het bedrijf bellen, en dat zelf bellen ook kan.",
        "{name} knows that we call through the company, and that calling us is possible too.";
    rights_not_ours:
        "Wij kunnen geen autorisaties geven, ook niet na een controle van de beller. Nog niemand van het bedrijf heeft geantwoord.",
        "We cannot give permissions, not even after a check of the caller. Nobody at the company has answered yet.";
    rights_call_admins(company, admins):
        "Zoek het nummer van {company} op in het relatiebestand en bel een gebruikersbeheerder: {admins}. Die kan de autorisaties geven. Lukt dat niet? Laat het bedrijf een andere beheerder aanwijzen of aanvragen.",
        "Look up the number of {company} in the customer file and call an admin: {admins}. They can give the permissions. Does that not work? Have the company appoint or request another admin.";
    rights_call_company(company):
        "Zoek het nummer van {company} op in het relatiebestand, bel dat nummer en zeg dat een andere gebruikersbeheerder dit moet doen. Is die er niet? Laat het bedrijf er een aanwijzen of aanvragen.",
        "Look up the number of {company} in the customer file, call it and say that another admin has to do this. Is there none? Have the company appoint or request one.";
    to_company(company):
        "Naar {company}",
        "To {company}";
    organisation_ended:
        "het bedrijf heeft geen toegang meer",
        "the company no longer has access";
    invitation_shut(name):
        "{name} kan het account niet klaarmaken: er is te vaak een verkeerde sms-code ingevuld, of het account is geblokkeerd. Met een nieuwe uitnodiging kan {name} weer verder. Vraag ook of het mobiele nummer klopt.",
        "{name} cannot set up the account: too many wrong codes were entered, or the account is blocked. With a new invitation {name} can continue. Also ask whether the mobile number is right.";
    invitation_lost:
        "de mail met de uitnodiging is niet aangekomen",
        "the e-mail with the invitation did not arrive";
    no_number:
        "er is geen mobiel nummer waar wij sms-codes naartoe sturen",
        "there is no mobile number that we can send codes to";
    country_not_allowed:
        "het portaal is zo ingesteld dat er geen sms naar het land van dit nummer gaat. Meld dat aan wie het portaal beheert; het nummer zelf kan goed zijn",
        "the portal is set up to send no text messages to the country of this number. Tell whoever runs the portal; the number itself may be right";
    sms_fails:
        "de laatste sms is niet aangekomen",
        "the last text message did not arrive";
    waits(time):
        "er is te vaak een verkeerd wachtwoord ingevuld. Vanaf {time} kan het weer, of meteen met een nieuw wachtwoord",
        "too many wrong passwords were entered. It works again from {time}, or straight away with a new password";
    number_changed(name, day, time):
        "{name} kan inloggen. De sms-codes gaan sinds {day}, {time} naar een ander nummer.",
        "{name} can log in. Codes have gone to a different number since {day}, {time}.";
    sms_held_up(name):
        "{name} wacht op een sms die nog niet is verstuurd. Dat ligt aan ons: wij kunnen nu geen sms’jes versturen. Zodra het kan, gaat deze vanzelf.",
        "{name} is waiting for a text message that has not been sent yet. That is our fault: we cannot send text messages now. It will be sent automatically as soon as possible.";
    mail_held_up(name):
        "{name} wacht op een mail die nog niet is verstuurd. Dat ligt aan ons, niet aan het e-mailadres. Zodra het kan, gaat de mail vanzelf.",
        "{name} is waiting for an e-mail that has not been sent yet. That is our fault, not that of the address. It will be sent automatically as soon as possible.";
    sms_lost(name):
        "{name} kreeg de laatste sms niet, door een storing bij ons. Vraag {name} om een nieuwe code te laten sturen.",
        "{name} did not get the last text message, because of a fault at our end. Ask {name} to have a new code sent.";
    mail_lost(name):
        "{name} kreeg de laatste mail niet, door een storing bij ons. Verstuur de link of de uitnodiging opnieuw als die nog nodig is.",
        "{name} did not get the last e-mail, because of a fault at our end. Send the link or the invitation again if it is still needed.";
    withheld(name):
        "{name} krijgt hier geen berichten: dit is een testomgeving of een kopie. Die stuurt alleen berichten aan mensen die in de instellingen staan.",
        "{name} gets no messages here: this is a test environment or a copy, which only sends messages to people named in its settings.";
    sms_late(name):
        "{name} kan inloggen. De laatste sms is nog onderweg.",
        "{name} can log in. The last text message is still on its way.";
    mail_fails(name):
        "{name} kan inloggen. De laatste mail is niet aangekomen.",
        "{name} can log in. The last e-mail did not arrive.";
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
        "Geschiedenis",
        "History";
    yourself:
        "Dit bent u zelf, of iemand met uw mobiele nummer of mailbox. Vraag een collega om hulp.",
        "This is you, or somebody with your mobile number or mailbox. Ask a colleague for help.";
    refer(name, admins):
        "Verwijs {name} naar de eigen gebruikersbeheerder: {admins}.",
        "Refer {name} to their own admin: {admins}.";
    refer_why:
        "De beheerder kent de medewerkers en kan meteen helpen. Wij doen dit alleen als er geen beheerder is die zelf kan inloggen, of als de beheerder het vandaag al te vaak heeft gedaan.",
        "The admin knows the staff and can help straight away. We only do this if there is no admin who can log in, or if the admin has done it too often today.";
    own_way_in(name):
        "{name} kan ook zelf een nieuw wachtwoord kiezen, met “Wachtwoord vergeten?” op de inlogpagina.",
        "{name} can also choose a new password without help, with “Forgot your password?” on the login page.";
    brought_back:
        "De beheerder kan dit herstellen",
        "The admin can restore this";
    brought_back_not_now:
        "Nu kan niemand dit herstellen",
        "Nobody can restore this now";
    brought_back_text(name):
        "De toegang van {name} is voorbij. De beheerder kan die herstellen op de pagina van {name}. Is de toegang te lang geleden geëindigd? Dan kan de beheerder {name} opnieuw uitnodigen, met hetzelfde e-mailadres.",
        "{name}’s access has ended. The admin can restore it on {name}’s page. Did it end too long ago? Then the admin can invite {name} again with the same e-mail address.";
    brought_back_by_nobody(name):
        "De toegang van {name} is voorbij. Bij dit bedrijf kan nu geen beheerder inloggen. Help eerst een beheerder, of laat het bedrijf een beheerder aanvragen. Die herstelt de toegang daarna.",
        "{name}’s access has ended. No admin of this company can log in now. First help an admin, or have the company request one, who can then restore it.";
    see(name):
        "Bekijk {name}",
        "View {name}";
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
        "Kort, voor uw collega’s: hoogstens {most} tekens. Zet er geen wachtwoorden, codes of medische gegevens in.",
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
        "Note by {name}: {text}";
    back_to(name):
        "Terug naar {name}",
        "Back to {name}";
    keys_title:
        "Sneltoetsen op deze pagina",
        "Keyboard shortcuts on this page";
    keys_lead:
        "Een letter opent een pagina of kiest een knop. Druk daarna op Enter om de knop te gebruiken. Typt u door, dan gaat u zoeken.",
        "A letter opens a page or selects a button. Then press Enter to use the button. If you keep typing, you search.";
    keys_search:
        "naar het zoekveld",
        "to the search box";
    keys_out:
        "uit het zoekveld",
        "out of the search box";
    keys_enter:
        "de gekozen knop gebruiken",
        "use the selected button";
    keys_help:
        "dit overzicht",
        "this list";
    keys_close:
        "Sluiten",
        "Close";
    keys_where:
        "Druk op ? voor de sneltoetsen van een pagina.",
        "Press ? for a page’s keyboard shortcuts.";
    keys_off:
        "Sneltoetsen uitzetten",
        "Turn off keyboard shortcuts";
    keys_on:
        "Sneltoetsen aanzetten",
        "Turn on keyboard shortcuts";
}
