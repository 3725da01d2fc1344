//! Who is no second pair of eyes, and who is.

super::texts! {
    not_yours:
        "Hierover kunt u nog niet beslissen.",
        "You cannot decide on this yet.";
    eyes_too_new(from):
        "U bent nog nieuw bij de servicedesk. Meebeslissen kunt u vanaf {from}.",
        "You are still new at the service desk. You can decide on requests from {from}.";
    eyes_same_telephone:
        "U en de collega die dit vraagt, gebruiken hetzelfde mobiele nummer, of deden dat kort geleden. Daarom kunt u dit niet goedkeuren.",
        "You and the colleague who asks this use the same mobile number, or did so recently. That is why you cannot approve this.";
    eyes_same_mailbox:
        "U en de collega die dit vraagt, gebruiken dezelfde mailbox. Daarom kunt u dit niet goedkeuren.",
        "You and the colleague who asks this use the same mailbox. That is why you cannot approve this.";
    eyes_chosen(from):
        "Een van u beiden heeft de ander kort geleden uitgenodigd, of het mobiele nummer van de ander gewijzigd. Vanaf {from} kunt u wel beslissen over wat deze collega vraagt.",
        "One of you recently invited the other, or changed the other’s mobile number. From {from} you can decide on what this colleague asks.";
    eyes_ask(names):
        "Vraag het aan een van deze collega’s: {names}.",
        "Ask one of these colleagues: {names}.";
    eyes_nobody:
        "Op dit moment kan geen enkele collega dit doen. Vraag het technische team van het portaal om een collega toe te voegen.",
        "No colleague can do this at the moment. Ask the portal’s technical team to add a colleague.";
    request_about_you:
        "Dit gaat over uzelf, of over iemand met uw mobiele nummer of mailbox. Een andere collega moet hierover beslissen.",
        "This is about you, or about somebody with your mobile number or mailbox. Another colleague has to decide on it.";
    number_of_agent:
        "Dit mobiele nummer is van een medewerker van de servicedesk. Codes van iemand anders mogen daar niet naartoe.",
        "This mobile number belongs to somebody at the service desk. Codes for somebody else must not go there.";
    asked_for_own(by):
        "{by} vroeg dit voor zichzelf, of voor iemand met hetzelfde mobiele nummer of dezelfde mailbox.",
        "{by} asked this for themselves, or for somebody with the same mobile number or mailbox.";
    asked_for_own_text:
        "Er is niets gewijzigd. Is het toch nodig? Controleer dan zelf wie erom vraagt, en vraag het opnieuw aan een andere collega.",
        "Nothing was changed. If it is still needed, check for yourself who is asking, and ask another colleague.";
    eyes_from(from):
        "U bent nog nieuw bij de servicedesk. Vanaf {from} kunt u meebeslissen over aanvragen van collega’s.",
        "You are still new at the service desk. From {from} you can help to decide on colleagues’ requests.";
    wants_rights(rights):
        "Deze persoon krijgt deze autorisatie als u het goedkeurt: {rights}. Daarmee beslist iemand mee over aanvragen van collega’s. Kent u deze persoon, en klopt het?",
        "This person gets this permission if you approve: {rights}. With it somebody helps to decide on colleagues’ requests. Do you know this person, and is this right?";
    asked_by_admin(name, since, until):
        "Gevraagd door {name}, {since}. Geldig tot {until}.",
        "Asked by {name}, {since}. Valid until {until}.";
    approved_rights(name):
        "{name} heeft de autorisatie gekregen.",
        "{name} has been given the permission.";
    approved_rights_text(days):
        "Iedereen van de servicedesk krijgt hier een mail over. Meebeslissen kan pas over {days} dagen.",
        "Everybody at the service desk will get an e-mail about this. Deciding on colleagues’ requests is only possible after {days} days.";
}
