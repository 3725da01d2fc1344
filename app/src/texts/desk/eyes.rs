//! Who is no second pair of eyes, and who is.

super::texts! {
    not_yours:
        "Hierover kunt u nog niet beslissen.",
        "You cannot decide on this yet.";
    eyes_too_new(from):
        "U bent nog nieuw bij de servicedesk. Meebeslissen kunt u vanaf {from}.",
        "You are still new at the service desk. You can decide from {from} on.";
    eyes_same_telephone:
        "U en de collega van wie dit komt, gebruiken of gebruikten kort geleden hetzelfde mobiele nummer. Daarom telt u hier niet als tweede paar ogen.",
        "You and the colleague behind this use the same mobile number, or did a short while ago. So here you do not count as a second pair of eyes.";
    eyes_same_mailbox:
        "U en de collega van wie dit komt, hebben hetzelfde postvak. Daarom telt u hier niet als tweede paar ogen.",
        "You and the colleague behind this have the same mailbox. So here you do not count as a second pair of eyes.";
    eyes_chosen(from):
        "Een van u beiden heeft de ander kort geleden uitgenodigd, of het mobiele nummer van de ander gewijzigd. Vanaf {from} kunt u wel beslissen over wat deze collega vraagt.",
        "One of you two invited the other a short while ago, or changed the mobile number of the other. From {from} on you can decide on what this colleague asks.";
    eyes_ask(names):
        "Vraag het een van deze collega's: {names}.",
        "Ask one of these colleagues: {names}.";
    eyes_nobody:
        "Op dit moment kan geen enkele collega dit. Vraag wie dit systeem beheert, om een collega toe te voegen.",
        "No colleague can do this at the moment. Ask whoever runs this system to add a colleague.";
    request_about_you:
        "Dit gaat over uzelf, of over iemand met uw mobiele nummer. Een andere collega moet hierover beslissen.",
        "This is about you, or about somebody with your mobile number. Another colleague has to decide on it.";
    number_of_agent:
        "Dit mobiele nummer is van een medewerker van de servicedesk. Daar mogen codes van iemand anders niet heen.",
        "This mobile number belongs to somebody of the service desk. Codes of somebody else must not go there.";
    eyes_from(from):
        "U bent nog nieuw bij de servicedesk. Vanaf {from} kunt u meebeslissen over wat collega's vragen.",
        "You are still new at the service desk. From {from} on you can decide on what colleagues ask.";
    wants_rights(rights):
        "Krijgt deze autorisatie als u het goedkeurt: {rights}. Daarmee beslist iemand mee over wat collega's vragen. Kent u deze persoon, en klopt het?",
        "Gets this authorisation if you approve: {rights}. With it somebody decides on what colleagues ask. Do you know this person, and is it right?";
    asked_by_admin(name, since, until):
        "Gevraagd door {name}, {since}. Kan tot {until}.",
        "Asked by {name}, {since}. Possible until {until}.";
    approved_rights(name):
        "{name} heeft de autorisatie gekregen.",
        "{name} was given the authorisation.";
    approved_rights_text(days):
        "Iedereen van de servicedesk krijgt hier een mail over. Meebeslissen kan pas over {days} dagen.",
        "Everybody at the service desk will get an e-mail about this. Deciding on what colleagues ask is possible only in {days} days.";
}
