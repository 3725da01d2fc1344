//! Who is no second pair of eyes, and who is.

super::texts! {
    not_yours:
        "Hierover kunt u nog niet beslissen.",
        "You cannot decide on this yet.";
    eyes_too_new(from):
        "Wie nieuw is bij de servicedesk, beslist de eerste tijd niet mee. U kunt dat vanaf {from}.",
        "Whoever is new at the service desk does not decide at first. You can from {from} on.";
    eyes_same_telephone:
        "U en de collega van wie dit komt, gebruiken of gebruikten kort geleden hetzelfde mobiele nummer. Daarom telt u hier niet als tweede paar ogen.",
        "You and the colleague behind this use the same mobile number, or did a short while ago. So here you do not count as a second pair of eyes.";
    eyes_chosen(from):
        "U of de collega van wie dit komt, heeft de ander kort geleden uitgenodigd of het mobiele nummer van de ander gewijzigd. Vanaf {from} kunt u wel samen beslissen.",
        "You or the colleague behind this invited the other a short while ago, or changed the mobile number of the other. From {from} on you can decide together.";
    eyes_ask(names):
        "Vraag het een van deze collega's: {names}.",
        "Ask one of these colleagues: {names}.";
    eyes_nobody:
        "Op dit moment kan geen enkele collega dit. Vraag wie dit systeem beheert, om een collega toe te voegen.",
        "No colleague can do this at the moment. Ask whoever runs this system to add a colleague.";
    number_of_agent:
        "Dit mobiele nummer is van een medewerker van de servicedesk. Daar mogen codes van iemand anders niet heen.",
        "This mobile number belongs to somebody of the service desk. Codes of somebody else must not go there.";
    eyes_from(from):
        "U bent nog nieuw bij de servicedesk. Vanaf {from} kunt u meebeslissen over wat collega's vragen.",
        "You are still new at the service desk. From {from} on you can decide on what colleagues ask.";
    wants_rights(rights):
        "Krijgt dit erbij: {rights}. Daarmee beslist iemand mee over wat een collega vraagt. Kent u deze persoon, en klopt het?",
        "Is to get this right: {rights}. With it somebody decides on what a colleague asks. Do you know this person, and is it right?";
    asked_by_admin(name, since, until):
        "Gevraagd door {name}, {since}. Kan tot {until}.",
        "Asked by {name}, {since}. Possible until {until}.";
    approved_rights(name):
        "{name} heeft de bevoegdheid gekregen.",
        "{name} was given the right.";
    approved_rights_text(days):
        "Iedereen van de servicedesk krijgt een mail. Meebeslissen kan over {days} dagen, op zijn vroegst.",
        "Everybody of the service desk gets a mail. Deciding is possible in {days} days, at the earliest.";
}
