//! Asking to be appointed admin: what the form says, and what happens next.

super::texts! {
    title:
        "Gebruikersbeheerder aanvragen",
        "Appoint an admin";
    lead:
        "Is er bij uw bedrijf nog geen gebruikersbeheerder, of werkt die niet meer bij u? Vraag hier een nieuwe aan. Dit duurt ongeveer 3 minuten.",
        "Has your company no admin yet, or did the admin leave? Ask for a new one here. It takes about 3 minutes.";
    choose:
        "Wat voor bedrijf hebt u?",
        "What kind of company do you have?";
    go_on:
        "Ga verder waar u was gebleven",
        "Go on where you left off";
    go_on_text:
        "Wij hebben bewaard wat u invulde.",
        "We kept what you filled in.";
    other_kind:
        "Staat uw bedrijf er niet bij?",
        "Is your company not listed?";
    form_title(kind):
        "Gebruikersbeheerder aanvragen: {kind}",
        "Appoint an admin: {kind}";
    form_lead(intro):
        "{intro} Vul in wie gebruikersbeheerder wordt. Diegene krijgt straks een mail om dat te bevestigen.",
        "{intro} Fill in who will be the admin. That person will get an e-mail to confirm it.";
    all_needed:
        "Alle velden zijn verplicht, behalve waar (optioneel) staat.",
        "All fields must be filled in, except where it says (optional).";
    another_kind:
        "Een ander soort bedrijf",
        "Another kind of company";
    submit_check:
        "Controleren",
        "Check";
    kept:
        "Wat u eerder invulde, staat er nog.",
        "What you filled in before is still here.";
    kept_text(lasts):
        "Wij bewaren het {lasts}, alleen voor deze browser. Gebruiken anderen deze computer ook? Maak het formulier dan leeg als u stopt.",
        "We keep it for {lasts}, for this browser only. Do others use this computer as well? Then empty the form when you stop.";
    no_room(until):
        "Vanaf uw netwerk zijn net te veel formulieren ingevuld. Probeer het om {until} opnieuw.",
        "Too many forms were just filled in from your network. Try again at {until}.";
    no_room_text:
        "Wat u invulde, staat hieronder nog. Laat deze pagina open, en druk dan nog een keer op de knop.",
        "What you filled in is still below. Leave this page open, and then press the button once more.";
    empty_form:
        "Formulier leegmaken",
        "Empty the form";
    emptied:
        "Het formulier is leeg.",
        "The form is empty.";
    company:
        "Bedrijfsnaam",
        "Company name";
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
    sex:
        "Geslacht",
        "Sex";
    man:
        "Man",
        "Male";
    woman:
        "Vrouw",
        "Female";
    x:
        "X",
        "X";
    unsaid:
        "Zeg ik liever niet",
        "I prefer not to say";
    email:
        "E-mailadres",
        "E-mail address";
    email_hint:
        "Hiermee logt de beheerder straks in.",
        "The admin will log in with this.";
    mobile:
        "Mobiel nummer",
        "Mobile number";
    mobile_hint:
        "Hier sturen wij de sms-code heen. Bijvoorbeeld 06 12345678. Buitenlands nummer? Begin met +.",
        "We send the code to this number. For example 06 12345678. A foreign number? Begin with +.";
    remark:
        "Opmerking",
        "Remark";
    missing(what):
        "Vul dit in: {what}.",
        "Fill this in: {what}.";
    not_digits(what):
        "{what}: gebruik alleen cijfers.",
        "{what}: use digits only.";
    number_groups(what):
        "{what}: schrijf de cijfers aan elkaar, zonder punten of streepjes.",
        "{what}: write the digits without anything in between, so without dots or hyphens.";
    length(what, has, min, max):
        "{what}: u vulde {has} cijfers in. Het zijn er {min} tot {max}.",
        "{what}: you filled in {has} digits. There are {min} to {max}.";
    length_exactly(what, has, min):
        "{what}: u vulde {has} cijfers in. Het zijn er {min}.",
        "{what}: you filled in {has} digits. There are {min}.";
    too_long(what, most):
        "{what} is te lang: hoogstens {most} tekens.",
        "{what} is too long: at most {most} characters.";
    hidden(what):
        "Er staat een onzichtbaar teken in dit veld: {what}. Typ het opnieuw.",
        "There is an invisible character in this field: {what}. Type it again.";
    check_title:
        "Klopt dit?",
        "Is this right?";
    check_lead:
        "Kijk alles na. Op het e-mailadres krijgt de beheerder zo een mail, en later een sms-code op het mobiele nummer.",
        "Check everything. The admin will get an e-mail at the e-mail address, and later a code at the mobile number.";
    change:
        "Wijzigen",
        "Change";
    nothing_filled_in:
        "Niet ingevuld",
        "Not filled in";
    submit:
        "Aanvraag versturen",
        "Send the request";
    too_many_here(until):
        "Er zijn vanaf uw netwerk te veel aanvragen gedaan. Vanaf {until} kan het weer. Wat u invulde, is bewaard.",
        "Too many requests came from your network. You can try again from {until}. What you filled in is kept.";
    too_many_address:
        "Met dit e-mailadres is vandaag al een paar keer een aanvraag gedaan. Kijk in de mailbox, of probeer het morgen opnieuw.",
        "This e-mail address was used for a few requests today. Look in the mailbox, or try again tomorrow.";
    too_many_number(phone):
        "Voor uw bedrijf is vandaag al een paar keer een aanvraag gedaan. Probeer het morgen opnieuw, of bel {phone}.",
        "A few requests were made for your company today. Try again tomorrow, or call {phone}.";
    received_title:
        "Uw aanvraag is ontvangen",
        "We received your request";
    received_lead:
        "Nu is er nog één ding nodig: de bevestiging vanuit de mailbox.",
        "One more thing is needed now: the confirmation from the mailbox.";
    reference:
        "Kenmerk",
        "Reference";
    what_happens:
        "Wat gebeurt er nu?",
        "What happens now?";
    step_confirm(email):
        "Open de mail op {email} en bevestig het e-mailadres. De mail is onderweg.",
        "Open the e-mail at {email} and confirm the e-mail address. It is on its way.";
    step_check_day:
        "Daarna controleren wij de aanvraag, meestal binnen 1 werkdag. Misschien bellen wij uw bedrijf op.",
        "After that we check the request, usually within 1 working day. We may call your company.";
    step_check(days):
        "Daarna controleren wij de aanvraag, meestal binnen {days} werkdagen. Misschien bellen wij uw bedrijf op.",
        "After that we check the request, usually within {days} working days. We may call your company.";
    step_activate:
        "Is alles in orde? Dan krijgt de beheerder een mail om het account klaar te maken.",
        "Is everything all right? Then the admin gets an e-mail to set up the account.";
    no_mail:
        "Geen mail? Kijk bij ongewenste e-mail (spam). Klopte het e-mailadres niet? Doe de aanvraag dan opnieuw.",
        "No mail? Look in your spam folder. Was the e-mail address wrong? Then send in the request again.";
    again:
        "Nieuwe aanvraag",
        "New request";
}
