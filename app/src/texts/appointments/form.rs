//! Asking to be appointed admin: what the form says, and what happens next.

super::texts! {
    title:
        "Gebruikersbeheerder aanvragen",
        "Request an admin";
    lead:
        "Is er bij uw bedrijf nog geen gebruikersbeheerder, of werkt die niet meer bij u? Vraag hier een nieuwe aan. Dit duurt ongeveer 3 minuten.",
        "Does your company not have an admin yet, or has the admin left? Request a new one here. It takes about 3 minutes.";
    choose:
        "Wat voor bedrijf hebt u?",
        "What kind of company do you have?";
    go_on:
        "Ga verder waar u was gebleven",
        "Continue where you left off";
    go_on_text:
        "Wij hebben bewaard wat u invulde.",
        "We have kept what you entered.";
    other_kind:
        "Staat uw bedrijf er niet bij?",
        "Is your company not listed?";
    form_title(kind):
        "Gebruikersbeheerder aanvragen voor een {kind}",
        "Request an admin for {kind}";
    form_lead(intro):
        "{intro} Vul in wie gebruikersbeheerder wordt. Die persoon krijgt een mail om dit te bevestigen.",
        "{intro} Enter who will be the admin. That person will get an e-mail to confirm this.";
    all_needed:
        "Alle velden zijn verplicht, behalve waar (optioneel) staat.",
        "All fields are required, except where it says (optional).";
    another_kind:
        "Ander soort bedrijf kiezen",
        "Choose another kind of company";
    submit_check:
        "Controleren",
        "Check";
    kept:
        "Wat u eerder invulde, staat er nog.",
        "What you entered before is still here.";
    kept_text(lasts):
        "Wij bewaren het {lasts}. Alleen in deze browser kunt u het terugzien. Gebruiken anderen deze computer ook? Maak het formulier dan leeg als u stopt.",
        "We keep it for {lasts}. You can only see it in this browser. Do other people use this computer too? Then clear the form when you stop.";
    no_room(until):
        "Vanaf uw netwerk zijn net te veel formulieren ingevuld. Probeer het om {until} opnieuw.",
        "Too many forms have just been filled in from your network. Try again at {until}.";
    no_room_text:
        "Wat u invulde, staat hieronder nog. Laat deze pagina open, en druk dan nog een keer op de knop.",
        "What you entered is still below. Leave this page open, then press the button again.";
    empty_form:
        "Formulier leegmaken",
        "Clear the form";
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
        "Prefer not to say";
    email:
        "E-mailadres",
        "E-mail address";
    email_hint:
        "Hiermee logt de beheerder straks in.",
        "The admin will log in with this.";
    mobile:
        "Mobiel nummer",
        "Mobile number";
    mobile_hint(how):
        "Naar dit nummer sturen wij de sms-code. {how}",
        "We send the code to this number. {how}";
    remark:
        "Opmerking",
        "Comments";
    number_missing(what):
        "Vul uw {what} in.",
        "Enter your {what}.";
    company_missing:
        "Vul de bedrijfsnaam in.",
        "Enter the company name.";
    missing(what):
        "{what}: vul dit in.",
        "{what}: fill this in.";
    not_digits(what):
        "{what}: gebruik alleen cijfers.",
        "{what}: use digits only.";
    number_groups(what, example):
        "{what}: schrijf de cijfers aan elkaar, zonder punten of streepjes, zoals {example}.",
        "{what}: write the digits without dots or hyphens in between, such as {example}.";
    length(what, has, min, max):
        "{what}: u vulde {has} cijfers in. Het moeten er {min} tot {max} zijn.",
        "{what}: you entered {has} digits. There should be {min} to {max}.";
    length_exactly(what, has, min):
        "{what}: u vulde {has} cijfers in. Het moeten er {min} zijn.",
        "{what}: you entered {has} digits. There should be {min}.";
    too_long(what, most):
        "{what} is te lang: hoogstens {most} tekens.",
        "{what} is too long: at most {most} characters.";
    check_title:
        "Klopt dit?",
        "Is this correct?";
    check_lead:
        "Kijk alles na. De beheerder krijgt zo een mail op dit e-mailadres en later een sms-code op dit nummer.",
        "Check everything. The admin will get an e-mail at this address now, and later a code at this number.";
    check_changed:
        "Wat u hier zag, is intussen gewijzigd. Er is nog niets verstuurd.",
        "What you saw here has been changed since. Nothing has been sent yet.";
    check_changed_text:
        "Hieronder staat wat er nu is ingevuld. Kijk alles nog eens na.",
        "Below is what is filled in now. Check everything once more.";
    meant(domain):
        "Bedoelt u {domain}? Kies dan Wijzigen.",
        "Do you mean {domain}? Then choose Change.";
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
        "Too many requests were made from your network. You can try again from {until}. What you entered has been kept.";
    too_many_address(phone):
        "Met dit e-mailadres is vandaag al een paar keer een aanvraag gedaan. Open een van onze mails en bevestig die aanvraag. Of probeer het morgen opnieuw, of bel {phone}.",
        "A few requests have already been made with this e-mail address today. Open one of our e-mails and confirm that request. Or try again tomorrow, or call {phone}.";
    too_many_number(phone):
        "Voor uw bedrijf is vandaag al een paar keer een aanvraag gedaan. Probeer het morgen opnieuw, of bel {phone}.",
        "A few requests have already been made for your company today. Try again tomorrow, or call {phone}.";
    received_title:
        "Uw aanvraag is ontvangen",
        "We have received your request";
    received_lead:
        "Er is nog één ding nodig: bevestig het e-mailadres.",
        "There is one more thing to do: confirm the e-mail address.";
    reference:
        "Kenmerk",
        "Reference";
    what_happens:
        "Wat gebeurt er nu?",
        "What happens now?";
    step_confirm(email):
        "Er is een mail onderweg naar {email}. Open die en bevestig het e-mailadres.",
        "An e-mail is on its way to {email}. Open it and confirm the e-mail address.";
    step_check_day:
        "Daarna controleren wij de aanvraag, meestal binnen 1 werkdag. Misschien bellen wij uw bedrijf op.",
        "After that we check the request, usually within 1 working day. We may call your company.";
    step_check(days):
        "Daarna controleren wij de aanvraag, meestal binnen {days} werkdagen. Misschien bellen wij uw bedrijf op.",
        "After that we check the request, usually within {days} working days. We may call your company.";
    step_activate:
        "Is alles in orde? Dan krijgt de beheerder een mail om het account klaar te maken.",
        "Is everything in order? Then the admin will get an e-mail to set up the account.";
    no_mail:
        "Geen mail? Kijk bij ongewenste e-mail (spam). Klopte het e-mailadres niet? Doe de aanvraag dan opnieuw.",
        "No e-mail? Look in your spam folder. Was the e-mail address wrong? Then send in the request again.";
    again:
        "Nieuwe aanvraag",
        "New request";
}
