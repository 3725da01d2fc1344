//! Following a request: the mailbox says yes, how far it is, a question, and what happened.

super::texts! {
    confirm_title:
        "Is dit uw e-mailadres?",
        "Is this your e-mail address?";
    confirm_lead(email):
        "Bevestig dat u {email} gebruikt, en dat u gebruikersbeheerder wilt worden. Een gebruikersbeheerder geeft collega’s toegang en helpt hen bij het inloggen.",
        "Confirm that you use {email}, and that you want to become an admin. An admin gives colleagues access and helps them to log in.";
    confirm_until(until):
        "Dit kan tot {until}.",
        "You can do this until {until}.";
    confirm:
        "Ja, dit is mijn e-mailadres",
        "Yes, this is my e-mail address";
    not_mine_title:
        "Weet u hier niets van?",
        "Don’t recognise this?";
    not_mine_text:
        "Dan stoppen wij met de aanvraag en krijgt u er geen mail meer over.",
        "Then we will stop the request, and you will get no more e-mails about it.";
    not_mine:
        "Dit heb ik niet gevraagd",
        "I did not ask for this";
    confirmed_title:
        "Uw e-mailadres is bevestigd",
        "Your e-mail address is confirmed";
    confirmed_lead(day):
        "Uw aanvraag is in behandeling. U hoort uiterlijk {day} van ons.",
        "We are looking at your request. You will hear from us by {day}.";
    confirmed_on:
        "Wij zijn al verder met uw aanvraag.",
        "We have already moved on with your request.";
    confirmed_follow:
        "Op de pagina van uw aanvraag ziet u hoe ver die is. U kunt de aanvraag daar ook intrekken. De link staat ook in de mail die u van ons krijgt.",
        "The page of your request shows how far it is. You can also withdraw the request there. The link is also in the e-mail you get from us.";
    confirmed_activate:
        "Is alles in orde? Dan krijgt u een mail om uw account klaar te maken.",
        "Is everything in order? Then you will get an e-mail to set up your account.";
    confirmed_see:
        "Bekijk uw aanvraag",
        "View your request";
    stopped_title:
        "Deze aanvraag is gestopt",
        "This request has been stopped";
    stopped_lead:
        "U hoeft niets te doen. Er gebeurt niets met deze aanvraag.",
        "You do not have to do anything. Nothing will happen with this request.";
    stopped_replaced(by):
        "U hebt daarna een nieuwere aanvraag bevestigd: {by}. Kijk in de mail over die aanvraag.",
        "You confirmed a newer request after this one: {by}. Look in the e-mail about that request.";
    stopped_withdrawn:
        "De aanvraag is ingetrokken. U hoeft niets te doen.",
        "The request was withdrawn. You do not have to do anything.";
    stopped_untied:
        "De uitnodiging is ingetrokken of vervangen door een andere. Kijk of u een nieuwere mail hebt.",
        "The invitation was withdrawn or replaced by another one. Check whether you have a newer e-mail.";
    enough_title:
        "U kunt nu niet bevestigen",
        "You cannot confirm right now";
    enough_lead(until, phone):
        "Vandaag zijn al een paar aanvragen bevestigd, voor dit bedrijf of met dit e-mailadres. Open de link uit onze mail opnieuw vanaf {until}, of bel {phone}.",
        "A few requests have already been confirmed today, for this company or with this e-mail address. Open the link from our e-mail again from {until}, or call {phone}.";
    late_title:
        "Deze link werkt niet meer",
        "This link no longer works";
    late_lead:
        "Het e-mailadres is niet op tijd bevestigd. Doe de aanvraag opnieuw als u nog gebruikersbeheerder wilt worden.",
        "The e-mail address was not confirmed in time. Send in the request again if you still want to become an admin.";
    unknown_title:
        "Deze link kennen wij niet",
        "We do not recognise this link";
    unknown_lead(phone):
        "Kijk of u de hele link uit de mail hebt gebruikt. Lukt het niet? Bel {phone}.",
        "Check whether you used the whole link from the e-mail. If it does not work, call {phone}.";
    status_title:
        "Uw aanvraag",
        "Your request";
    status_facts:
        "Gegevens van de aanvraag",
        "Details of the request";
    status_now:
        "Status",
        "Status";
    status_story:
        "Geschiedenis",
        "History";
    status_for:
        "Bedrijf",
        "Company";
    status_who:
        "Nieuwe beheerder",
        "New admin";
    state_review:
        "In behandeling",
        "We are looking at it";
    state_question:
        "Wij hebben een vraag",
        "We have a question";
    state_approved:
        "Goedgekeurd",
        "Approved";
    state_rejected:
        "Afgewezen",
        "Turned down";
    state_activated:
        "Klaar: het account is in gebruik",
        "Done: the account is in use";
    state_expired:
        "Gesloten: de termijn is voorbij",
        "Closed: the time limit has passed";
    state_withdrawn:
        "Ingetrokken",
        "Withdrawn";
    state_waiting:
        "Wacht op uw bevestiging",
        "Waiting for your confirmation";
    lead_review(day):
        "Uw aanvraag is in behandeling. U hoort uiterlijk {day} van ons.",
        "We are looking at your request. You will hear from us by {day}.";
    lead_late:
        "Uw aanvraag is nog in behandeling. Het duurt langer dan wij hebben beloofd. Onze excuses daarvoor. U hoort zo snel mogelijk van ons. Kunt u niet wachten? Bel ons.",
        "We are still looking at your request. It is taking longer than we promised. We are sorry about that. You will hear from us as soon as possible. Can’t wait? Call us.";
    lead_question(until):
        "Wij hebben een vraag over uw aanvraag. U kunt antwoorden tot {until}.",
        "We have a question about your request. You can answer until {until}.";
    lead_approved:
        "Uw aanvraag is goedgekeurd. U hebt een mail gekregen om uw account klaar te maken. Niet gevonden? Kijk bij ongewenste e-mail (spam).",
        "Your request has been approved. You have been sent an e-mail to set up your account. Can’t find it? Look in your spam folder.";
    lead_shut:
        "Uw aanvraag is goedgekeurd, maar de link om uw account klaar te maken werkt niet meer: er is te vaak een verkeerde sms-code ingevuld, of uw account is geblokkeerd. Bel ons, dan helpen wij u verder.",
        "Your request has been approved, but the link to set up your account no longer works: too many wrong codes were entered, or your account is blocked. Call us and we will help you.";
    lead_replaced(reference):
        "Deze aanvraag is vervangen door {reference}. Hoe ver die is, leest u in de mail daarover.",
        "This request was replaced by {reference}. The e-mail about that one tells you how far it is.";
    lead_activated:
        "U bent gebruikersbeheerder. Log in om collega’s toegang te geven.",
        "You are an admin. Log in to give colleagues access.";
    lead_rejected:
        "Wij konden uw aanvraag niet goedkeuren.",
        "We could not approve your request.";
    lead_expired:
        "Deze aanvraag is gesloten, omdat de termijn voorbij is. U kunt een nieuwe aanvraag doen.",
        "This request is closed, because the time limit has passed. You can send in a new one.";
    lead_withdrawn:
        "Deze aanvraag is ingetrokken. Er gebeurt niets meer mee.",
        "This request was withdrawn. Nothing more will happen with it.";
    reason_number_wrong:
        "Het nummer dat u invulde, hoort niet bij uw bedrijf. Kijk het nummer na en doe de aanvraag opnieuw.",
        "The number you entered does not belong to your company. Check the number and send in the request again.";
    reason_not_reached:
        "Wij konden uw bedrijf niet bereiken om de aanvraag te controleren. Bel ons, dan spreken wij af wanneer wij u terugbellen. Daarna kunt u de aanvraag opnieuw doen.",
        "We could not reach your company to check the request. Call us and we will agree on a time to call you back. After that you can send in the request again.";
    reason_not_wanted:
        "Wij hebben uw bedrijf gebeld. Uw bedrijf wil dit niet. Overleg met uw collega’s. Bent u het samen eens? Doe de aanvraag dan opnieuw.",
        "We called your company. They do not want this. Talk to your colleagues. If you all agree, send in the request again.";
    reason_other_mailbox:
        "Het e-mailadres dat u invulde, is niet van uw bedrijf. Doe de aanvraag opnieuw met uw e-mailadres van het werk.",
        "The e-mail address you entered does not belong to your company. Send in the request again with your work e-mail address.";
    reason_has_access:
        "U hebt al toegang bij dit bedrijf. Log in, of stel een nieuw wachtwoord in als u uw wachtwoord niet meer weet.",
        "You already have access at this company. Log in, or set a new password if you have forgotten yours.";
    reason_no_answer:
        "Wij stelden u een vraag over uw aanvraag en kregen geen antwoord. Wilt u nog gebruikersbeheerder worden? Doe de aanvraag dan opnieuw.",
        "We asked you a question about your request and got no answer. Do you still want to become an admin? Then send in the request again.";
    answer:
        "Uw antwoord",
        "Your answer";
    answer_submit:
        "Antwoord versturen",
        "Send the answer";
    answered:
        "Uw antwoord is verstuurd.",
        "Your answer has been sent.";
    answered_text:
        "Wij gaan verder met uw aanvraag.",
        "We will continue with your request.";
    went_on:
        "Uw aanvraag is al verder. Hieronder ziet u hoe ver.",
        "Your request has already moved on. Below you can see how far it is.";
    withdraw_title:
        "Toch niet nodig?",
        "No longer needed?";
    withdraw_text:
        "U kunt de aanvraag intrekken. Wij doen er dan niets meer mee.",
        "You can withdraw the request. We will then do nothing more with it.";
    withdraw_question:
        "Wilt u de aanvraag intrekken?",
        "Withdraw the request?";
    withdraw_question_lead(reference):
        "Het gaat om de aanvraag met kenmerk {reference}.",
        "This is about the request with reference {reference}.";
    withdraw_stops:
        "Wij stoppen meteen met de aanvraag. U wordt geen gebruikersbeheerder.",
        "We will stop the request straight away. You will not become an admin.";
    withdraw_back:
        "U kunt dit niet terugdraaien. Wilt u later toch beheerder worden? Dan vult u de aanvraag opnieuw in.",
        "You cannot undo this. If you want to become an admin later after all, you will have to fill in the request again.";
    withdraw_yes:
        "Ja, trek de aanvraag in",
        "Yes, withdraw the request";
    withdraw:
        "Aanvraag intrekken",
        "Withdraw the request";
    withdrawn:
        "Uw aanvraag is ingetrokken.",
        "Your request has been withdrawn.";
    happened_submitted:
        "De aanvraag is verstuurd.",
        "The request was sent.";
    happened_submitted_by(who):
        "{who} heeft de aanvraag verstuurd, namens het bedrijf.",
        "{who} sent the request, on behalf of the company.";
    happened_confirmed:
        "Het e-mailadres is bevestigd.",
        "The e-mail address was confirmed.";
    happened_announced:
        "De huidige beheerders hebben een mail gekregen.",
        "The current admins were sent an e-mail.";
    happened_reminded:
        "Wij hebben een herinnering gestuurd.",
        "We sent a reminder.";
    happened_withdrawn:
        "De aanvraag is ingetrokken.",
        "The request was withdrawn.";
    happened_replaced(by):
        "Een nieuwere aanvraag ({by}) heeft deze vervangen.",
        "A newer request ({by}) replaced this one.";
    happened_known:
        "Er bleek al een gebruikersbeheerder met dit e-mailadres te zijn.",
        "It turned out that there is already an admin with this e-mail address.";
    happened_taken(who):
        "{who} is met de aanvraag begonnen.",
        "{who} started on the request.";
    happened_linked(who):
        "{who} heeft het bedrijf opgezocht.",
        "{who} looked up the company.";
    happened_called_back(who):
        "{who} heeft het bedrijf gebeld.",
        "{who} called the company.";
    happened_called_back_on(who, called):
        "{who} heeft het bedrijf gebeld op {called}.",
        "{who} called the company on {called}.";
    happened_not_reached(who):
        "{who} heeft het bedrijf gebeld, en niemand bereikt.",
        "{who} called the company, and reached nobody.";
    happened_question(who, what):
        "{who} vroeg: {what}",
        "{who} asked: {what}";
    happened_answer(what):
        "Antwoord: {what}",
        "Answer: {what}";
    happened_answer_noted(who, what):
        "{who} schreef op wat er aan de telefoon is geantwoord: {what}",
        "{who} wrote down what was answered on the phone: {what}";
    happened_verified(who):
        "{who} heeft de gegevens gecontroleerd.",
        "{who} checked the details.";
    happened_taken_back:
        "Deze controle geldt niet meer. De servicedesk belt opnieuw terug en controleert opnieuw.",
        "This check no longer counts. The service desk will call back and check again.";
    happened_approved(who):
        "{who} heeft de aanvraag goedgekeurd.",
        "{who} approved the request.";
    happened_rejected(who):
        "{who} heeft de aanvraag afgewezen.",
        "{who} turned down the request.";
    happened_rejected_with(who, note):
        "{who} heeft de aanvraag afgewezen. {note}",
        "{who} turned down the request. {note}";
    happened_untied:
        "De uitnodiging is ingetrokken of vervangen door een andere.",
        "The invitation was withdrawn, or replaced by another one.";
    happened_activated:
        "Het account is klaargemaakt.",
        "The account was set up.";
    happened_expired:
        "De aanvraag is gesloten: de termijn was voorbij.",
        "The request was closed: the time limit had passed.";
}
