//! What two agents decide together.

super::texts! {
    four_eyes_title:
        "Wacht op een tweede collega",
        "Waiting for a second colleague";
    waits_for_colleague:
        "Nog niet goedgekeurd",
        "Not approved yet";
    ask_colleague:
        "Vraag een collega",
        "Ask a colleague";
    asked:
        "Een collega moet dit goedkeuren.",
        "A colleague has to approve this.";
    asked_text:
        "Iedereen van de servicedesk ziet dit bovenaan staan. Zodra een collega het goedkeurt, kunt u helpen.",
        "Everybody at the service desk sees this at the top. As soon as a colleague approves it, you can help.";
    wants_mobile(old, new):
        "Mobiel nummer: {old} wordt {new}",
        "Mobile number: {old} becomes {new}";
    wants_call_back(called):
        "Teruggebeld op {called}. Staat dat nummer in het relatiebestand?",
        "Called back on {called}. Is that number in the customer file?";
    wants_call_back_from(called, source):
        "Teruggebeld op {called}, gevonden in: {source}. Klopt dat?",
        "Called back on {called}, found in: {source}. Is that right?";
    wants_stop(source):
        "Toegang stoppen. Wij weten dit van: {source}. Klopt dat?",
        "Stop access. We know this from: {source}. Is that right?";
    approved_stop(name):
        "De toegang van {name} is gestopt.",
        "{name}’s access has been stopped.";
    approved_stop_text(name, company):
        "{name} en de andere beheerders krijgen een mail. Heeft {company} nu geen beheerder meer? Help dan bij het aanvragen van een nieuwe.",
        "{name} and the other admins will get an e-mail. Does {company} have no admin left? Then help them request a new one.";
    asked_by(name, since, why, until):
        "Gevraagd door {name}, {since}. Reden: {why}. Geldig tot {until}.",
        "Asked by {name}, {since}. Reason: {why}. Valid until {until}.";
    approve:
        "Goedkeuren",
        "Approve";
    reject:
        "Afwijzen",
        "Reject";
    withdraw:
        "Intrekken",
        "Withdraw";
    approved_mobile(name):
        "Het mobiele nummer van {name} is gewijzigd.",
        "{name}’s mobile number has been changed.";
    approved_mobile_text:
        "Er is een mail gestuurd, en een sms naar het oude nummer. De volgende code gaat naar het nieuwe nummer.",
        "An e-mail was sent, and a text message to the old number. The next code goes to the new number.";
    approved_call_back(name):
        "U hebt bevestigd dat de beller {name} is.",
        "You have confirmed that the caller is {name}.";
    approved_call_back_text(name):
        "{name} kan een half uur helpen.",
        "{name} can help for half an hour.";
    rejected(name):
        "De aanvraag voor {name} is afgewezen. Er is niets gewijzigd.",
        "The request for {name} has been rejected. Nothing was changed.";
    withdrawn(name):
        "De aanvraag voor {name} is ingetrokken.",
        "The request for {name} has been withdrawn.";
    no_asked_already(name):
        "Er wacht al een aanvraag voor {name} op een collega.",
        "A request for {name} is already waiting for a colleague.";
    own_company:
        "U of uw collega werkt zelf ook bij dit bedrijf.",
        "You or your colleague work at this company as well.";
    own_company_text:
        "Twee andere collega’s van de servicedesk bellen het en keuren goed.",
        "Two other colleagues at the service desk have to call it and approve.";
    no_own_request:
        "U kunt uw eigen aanvraag niet goedkeuren. Dat doet een collega.",
        "You cannot approve your own request. A colleague has to do that.";
    no_request_over:
        "Deze aanvraag is al afgehandeld, ingetrokken of vervallen.",
        "This request has already been dealt with or withdrawn, or it has lapsed.";
    asks_no_more(by):
        "{by} vroeg dit, maar het account van {by} is intussen geblokkeerd, of de toegang is gestopt. Er is niets gewijzigd.",
        "{by} asked for this, but {by}’s account has since been blocked, or {by}’s access was stopped. Nothing was changed.";
    asks_no_more_text:
        "Misschien zat iemand anders in dat account. Is dit nog nodig? Ga dan niet af op wat er stond, controleer het zelf en vraag het opnieuw.",
        "Somebody else may have been in that account. If this is still needed, do not rely on what it said: check it yourself and ask again.";
    asks_no_more_since(by, at):
        "Gevraagd door {by}. Het account van {by} is intussen geblokkeerd, of de toegang is gestopt: {at}. Er is niets gewijzigd. Is het nog nodig? Controleer het dan zelf en vraag het opnieuw.",
        "Asked by {by}. {by}’s account has since been blocked, or {by}’s access was stopped: {at}. Nothing was changed. Is it still needed? Then check it yourself and ask again.";
    own_title:
        "Aanvragen van u en uw collega’s",
        "Requests by you and your colleagues";
    own_approved:
        "Goedgekeurd",
        "Approved";
    own_approved_by(name, at):
        "Goedgekeurd door {name}, {at}.",
        "Approved by {name}, {at}.";
    own_refused:
        "Afgewezen",
        "Rejected";
    own_refused_by(name, at):
        "Afgewezen door {name}, {at}. Er is niets gewijzigd. Overleg samen, en vraag het zo nodig opnieuw.",
        "Rejected by {name}, {at}. Nothing was changed. Discuss it together, and ask again if necessary.";
    own_ran_out:
        "Verlopen",
        "Expired";
    own_ran_out_at(at):
        "Niemand besliste op tijd: {at}. Er is niets gewijzigd. Is het nog nodig? Vraag het dan opnieuw, en spreek met een collega af wie beslist.",
        "Nobody decided in time: {at}. Nothing was changed. Is it still needed? Then ask again, and agree with a colleague who will decide.";
    own_not_done:
        "Gaat niet door",
        "Will not go ahead";
    own_withdrawn_by(name, at):
        "Ingetrokken door {name}, {at}.",
        "Withdrawn by {name}, {at}.";
    own_frozen(at):
        "De eigenaar blokkeerde het account na een waarschuwing van ons, {at}. Controleer opnieuw wie er belt voordat u verder helpt.",
        "The owner blocked the account after a warning from us, {at}. Check again who is calling before you help any further.";
    own_blocked(at):
        "Het account werd geblokkeerd omdat de eigenaar ons daarom vroeg, {at}. Er is niets gewijzigd. Controleer opnieuw wie er belt voordat u verder helpt.",
        "The account was blocked because its owner asked us to do so, {at}. Nothing was changed. Check again who is calling before you help any further.";
    own_stopped(at):
        "De toegang is intussen gestopt, of de uitnodiging is ingetrokken, {at}. Er is niets gewijzigd. Is het nog nodig? Vraag het dan opnieuw.",
        "Access has since been stopped, or the invitation withdrawn, {at}. Nothing was changed. If it is still needed, ask again.";
    own_other_number(at):
        "Het mobiele nummer is intussen gewijzigd, {at}. Uw aanvraag is daarom niet uitgevoerd. Controleer opnieuw wie er belt voordat u het nog eens vraagt.",
        "The mobile number has since been changed, {at}. So your request was not carried out. Check again who is calling before you ask once more.";
    own_mobile:
        "Ander mobiel nummer",
        "Different mobile number";
    own_call_back:
        "Teruggebeld",
        "Called back";
    own_stop:
        "Toegang stoppen",
        "Stop access";
    own_rights:
        "Autorisaties",
        "Permissions";
    request_blocked:
        "Het account is geblokkeerd, omdat de eigenaar ons daarom vroeg.",
        "The account is blocked, because its owner asked us to do so.";
    request_frozen:
        "De eigenaar heeft het account zelf geblokkeerd na een waarschuwing van ons.",
        "The owner blocked the account after a warning from us.";
}
