//! Following a request: the mailbox says yes, how far it is, a question, and what happened.

super::texts! {
    confirm_title:
        "Is dit uw e-mailadres?",
        "Is this your e-mail address?";
    confirm_lead(email):
        "Bevestig dat u {email} gebruikt, en dat u gebruikersbeheerder wilt worden. Een gebruikersbeheerder geeft collega's toegang en helpt hen bij het inloggen.",
        "Confirm that you use {email}, and that you want to be an admin. An admin gives colleagues access and helps them to log in.";
    confirm_until(until):
        "Dit kan tot {until}.",
        "You can do this until {until}.";
    confirm:
        "Ja, dit is mijn e-mailadres",
        "Yes, this is my e-mail address";
    not_mine_title:
        "Weet u hier niets van?",
        "Do you know nothing about this?";
    not_mine_text:
        "Dan stoppen wij met de aanvraag en krijgt u er geen mail meer over.",
        "Then we stop the request, and you get no more e-mail about it.";
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
        "Wij zijn verder gegaan met uw aanvraag. Kijk in onze laatste mail hoe ver hij is.",
        "We went on with your request. Our last e-mail says how far it is.";
    confirmed_follow:
        "Wij hebben u een mail gestuurd met een link om de aanvraag te volgen.",
        "We sent you an e-mail with a link to follow the request.";
    stopped_title:
        "Deze aanvraag is gestopt",
        "This request was stopped";
    stopped_lead:
        "U hoeft niets te doen. Er gebeurt niets met deze aanvraag.",
        "You need not do anything. Nothing will happen with this request.";
    late_title:
        "Deze link werkt niet meer",
        "This link no longer works";
    late_lead:
        "Het e-mailadres is niet op tijd bevestigd. Doe de aanvraag opnieuw als u nog gebruikersbeheerder wilt worden.",
        "The e-mail address was not confirmed in time. Send in the request again if you still want to be an admin.";
    unknown_title:
        "Deze link kennen wij niet",
        "We do not know this link";
    unknown_lead(phone):
        "Kijk of u de hele link uit de mail hebt gebruikt. Lukt het niet? Bel {phone}.",
        "Check whether you used the whole link from the e-mail. If it does not work, call {phone}.";
    status_title:
        "Uw aanvraag",
        "Your request";
    status_facts:
        "Wat u aanvroeg",
        "What you asked for";
    status_now:
        "Stand",
        "Status";
    status_story:
        "Wat er gebeurde",
        "What happened";
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
        "Gesloten: de tijd is om",
        "Closed: the time is over";
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
        "Uw aanvraag is nog in behandeling. Het duurt langer dan wij u beloofden. Sorry daarvoor. Wij maken er nu werk van.",
        "We are still looking at your request. It takes longer than we promised. We are sorry. We are dealing with it now.";
    lead_question(until):
        "Wij hebben een vraag over uw aanvraag. U kunt antwoorden tot {until}.",
        "We have a question about your request. You can answer until {until}.";
    lead_approved:
        "Uw aanvraag is goedgekeurd. U hebt een mail gekregen om uw account klaar te maken. Niet gevonden? Kijk bij ongewenste e-mail.",
        "Your request is approved. You got an e-mail to set up your account. Cannot find it? Look in your spam folder.";
    lead_activated:
        "U bent gebruikersbeheerder. Log in om collega's toegang te geven.",
        "You are an admin. Log in to give colleagues access.";
    lead_rejected:
        "Wij konden uw aanvraag niet goedkeuren.",
        "We could not approve your request.";
    lead_expired:
        "Deze aanvraag is gesloten, omdat de tijd om was. U kunt een nieuwe doen.",
        "This request is closed, because the time was over. You can send in a new one.";
    lead_withdrawn:
        "Deze aanvraag is ingetrokken. Er gebeurt niets meer mee.",
        "This request was withdrawn. Nothing more will happen with it.";
    reason_number_wrong:
        "Het nummer dat u invulde, hoort niet bij uw bedrijf. Kijk het na en doe de aanvraag opnieuw.",
        "The number that you filled in does not belong to your company. Check it and send in the request again.";
    reason_not_reached:
        "Wij konden uw bedrijf niet bereiken. Bel ons, dan spreken wij af wanneer wij u terugbellen. Daarna kunt u de aanvraag opnieuw doen.",
        "We could not reach your company. Call us and we will agree on a time to call you back. After that you can send in the request again.";
    reason_not_wanted:
        "Wij belden uw bedrijf, en daar wil men dit niet. Overleg met uw collega's.",
        "We called your company, and they do not want this. Talk to your colleagues.";
    reason_other_mailbox:
        "Het e-mailadres is niet van uw bedrijf. Doe de aanvraag opnieuw met uw e-mailadres van het werk.",
        "The e-mail address is not one of your company. Send in the request again with your e-mail address at work.";
    reason_has_access:
        "U hebt al toegang bij dit bedrijf. Log in, of stel een nieuw wachtwoord in.",
        "You have access at this company already. Log in, or choose a new password.";
    answer:
        "Uw antwoord",
        "Your answer";
    answer_submit:
        "Antwoord versturen",
        "Send the answer";
    answered:
        "Uw antwoord is verstuurd.",
        "Your answer was sent.";
    answered_text:
        "Wij gaan verder met uw aanvraag.",
        "We go on with your request.";
    went_on:
        "Uw aanvraag was al verder. Hieronder ziet u hoe ver.",
        "Your request had gone on already. Below you see how far.";
    withdraw_title:
        "Toch niet nodig?",
        "No longer needed?";
    withdraw_text:
        "U kunt de aanvraag intrekken. Wij doen er dan niets meer mee.",
        "You can withdraw the request. We then do nothing more with it.";
    withdraw:
        "Aanvraag intrekken",
        "Withdraw the request";
    withdrawn:
        "Uw aanvraag is ingetrokken.",
        "Your request was withdrawn.";
    happened_submitted:
        "De aanvraag is verstuurd.",
        "The request was sent in.";
    happened_confirmed:
        "Het e-mailadres is bevestigd.",
        "The e-mail address was confirmed.";
    happened_announced:
        "De beheerders die er al zijn, hebben een mail gekregen.",
        "The admins that there are got an e-mail.";
    happened_reminded:
        "Wij stuurden een herinnering.",
        "We sent a reminder.";
    happened_withdrawn:
        "De aanvraag is ingetrokken.",
        "The request was withdrawn.";
    happened_replaced(by):
        "Een nieuwere aanvraag ({by}) kwam in de plaats van deze.",
        "A newer request ({by}) took the place of this one.";
    happened_known:
        "De aanvrager bleek al gebruikersbeheerder te zijn.",
        "The applicant turned out to be an admin already.";
    happened_taken:
        "De servicedesk is met de aanvraag begonnen.",
        "The service desk began with the request.";
    happened_linked:
        "De servicedesk heeft het bedrijf opgezocht.",
        "The service desk looked up the company.";
    happened_called_back:
        "De servicedesk heeft het bedrijf gebeld.",
        "The service desk called the company.";
    happened_question(what):
        "Wij vroegen: {what}",
        "We asked: {what}";
    happened_answer(what):
        "Antwoord: {what}",
        "Answer: {what}";
    happened_verified:
        "De servicedesk heeft de gegevens gecontroleerd.",
        "The service desk checked the details.";
    happened_taken_back:
        "Deze controle geldt niet meer. De servicedesk belt opnieuw terug en controleert opnieuw.",
        "This check counts no more. The service desk calls back anew and checks anew.";
    happened_approved:
        "De aanvraag is goedgekeurd.",
        "The request was approved.";
    happened_rejected:
        "De aanvraag is afgewezen.",
        "The request was turned down.";
    happened_rejected_with(note):
        "De aanvraag is afgewezen. {note}",
        "The request was turned down. {note}";
    happened_activated:
        "Het account is klaargemaakt.",
        "The account was set up.";
    happened_expired:
        "De aanvraag is gesloten: de tijd was om.",
        "The request was closed: the time was over.";
}
