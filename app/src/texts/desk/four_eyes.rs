//! What two agents decide together.

super::texts! {
    four_eyes_title:
        "Wacht op een tweede collega",
        "Waiting for a second colleague";
    waits_for_colleague:
        "Vier ogen",
        "Four eyes";
    ask_colleague:
        "Vraag een collega",
        "Ask a colleague";
    asked:
        "Een collega moet dit goedkeuren.",
        "A colleague has to approve this.";
    asked_text:
        "Het staat bij iedereen van de servicedesk bovenaan. Zodra een collega het goedkeurt, kunt u helpen.",
        "It stands on top for everybody at the service desk. As soon as a colleague approves, you can help.";
    wants_mobile(old, new):
        "Mobiel nummer: {old} wordt {new}",
        "Mobile number: {old} becomes {new}";
    wants_call_back(called):
        "Teruggebeld op {called}. Staat dat nummer in het relatiebestand?",
        "Called back on {called}. Does that number stand in the relation file?";
    wants_call_back_from(called, source):
        "Teruggebeld op {called}, gevonden in: {source}. Klopt dat?",
        "Called back on {called}, found in: {source}. Is that right?";
    wants_stop(source):
        "Toegang stoppen. Wij weten dit van: {source}. Klopt dat?",
        "Stop the access. We know this from: {source}. Is that right?";
    approved_stop(name):
        "De toegang van {name} is gestopt.",
        "The access of {name} was stopped.";
    approved_stop_text(name, company):
        "{name} en de andere beheerders krijgen een mail. Heeft {company} nu geen beheerder meer? Help dan bij het aanvragen van een nieuwe.",
        "{name} and the other admins get a mail. Has {company} no admin left? Then help them to ask for a new one.";
    asked_by(name, since, why, until):
        "Gevraagd door {name}, {since}. Reden: {why}. Kan tot {until}.",
        "Asked by {name}, {since}. Reason: {why}. Possible until {until}.";
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
        "The mobile number of {name} was changed.";
    approved_mobile_text:
        "Er is een mail gestuurd, en een sms naar het oude nummer. De volgende code gaat naar het nieuwe nummer.",
        "A mail was sent, and a text message to the old number. The next code goes to the new number.";
    approved_call_back(name):
        "De beller geldt nu als {name}.",
        "The caller now counts as {name}.";
    approved_call_back_text(name):
        "{name} kan een half uur helpen.",
        "{name} can help for half an hour.";
    rejected(name):
        "De aanvraag voor {name} is afgewezen. Er is niets gewijzigd.",
        "The request for {name} was rejected. Nothing was changed.";
    withdrawn(name):
        "De aanvraag voor {name} is ingetrokken.",
        "The request for {name} was withdrawn.";
    no_asked_already(name):
        "Er wacht al een aanvraag voor {name} op een collega.",
        "A request for {name} is waiting for a colleague already.";
    no_own_request:
        "Wat u zelf vraagt, keurt een collega goed.",
        "What you ask yourself, a colleague approves.";
    no_request_over:
        "Deze aanvraag is al afgehandeld, ingetrokken of vervallen.",
        "This request was dealt with, withdrawn or has lapsed.";
    asks_no_more(by):
        "{by} vroeg dit, maar het account of de toegang van {by} is intussen gestopt. Er is niets gewijzigd.",
        "{by} asked this, but the account or the access of {by} was stopped meanwhile. Nothing was changed.";
    asks_no_more_text:
        "Misschien zat iemand anders in dat account. Is dit nog nodig? Ga dan niet af op wat er stond, controleer het zelf en vraag het opnieuw.",
        "Somebody else may have been in that account. If this is still needed, do not rely on what it said: check it yourself and ask again.";
    asks_no_more_since(by, at):
        "Gevraagd door {by}, van wie het account of de toegang is gestopt: {at}. Er is niets gewijzigd. Is het nog nodig? Controleer het dan zelf en vraag het opnieuw.",
        "Asked by {by}, whose account or access was stopped: {at}. Nothing was changed. If it is still needed, check it yourself and ask again.";
    own_title:
        "Wat u of een collega vroeg",
        "What you or a colleague asked";
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
        "Rejected by {name}, {at}. Nothing was changed. Talk about it together, and ask again if need be.";
    own_ran_out:
        "Verlopen",
        "Ran out";
    own_ran_out_at(at):
        "Niemand besliste op tijd: {at}. Er is niets gewijzigd. Is het nog nodig? Vraag het dan opnieuw, en spreek met een collega af wie beslist.",
        "Nobody decided in time: {at}. Nothing was changed. If it is still needed, ask again, and agree with a colleague who decides.";
    own_not_done:
        "Gaat niet door",
        "Not carried out";
    own_withdrawn_by(name, at):
        "Ingetrokken door {name}, {at}.",
        "Withdrawn by {name}, {at}.";
    own_frozen(at):
        "De eigenaar blokkeerde het account na een waarschuwing van ons, {at}. Controleer opnieuw wie er belt voordat u verder helpt.",
        "The owner blocked the account after a warning from us, {at}. Check again who is calling before you help any further.";
    own_blocked(at):
        "Het account werd geblokkeerd omdat de eigenaar ons daarom vroeg, {at}. Er is niets gewijzigd. Controleer opnieuw wie er belt voordat u verder helpt.",
        "The account was blocked because its owner asked us to, {at}. Nothing was changed. Check again who is calling before you help any further.";
    own_stopped(at):
        "De toegang of de uitnodiging was intussen gestopt, {at}. Er is niets gewijzigd. Is het nog nodig? Vraag het dan opnieuw.",
        "The access or the invitation was stopped meanwhile, {at}. Nothing was changed. If it is still needed, ask again.";
    own_mobile:
        "Ander mobiel nummer",
        "Another mobile number";
    own_call_back:
        "Teruggebeld",
        "Called back";
    own_stop:
        "Toegang stoppen",
        "Stop the access";
    own_rights:
        "Autorisaties",
        "Authorisations";
    request_blocked:
        "Het account is geblokkeerd, omdat de eigenaar ons daarom vroeg.",
        "The account is blocked, because its owner asked us to.";
    request_frozen:
        "De eigenaar heeft het account zelf geblokkeerd na een waarschuwing van ons.",
        "The owner blocked the account after a warning from us.";
}
