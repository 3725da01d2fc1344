//! Who stands in for the admins for a while.

super::texts! {
    stand_in_title:
        "Vervanger aanwijzen",
        "Appoint a stand-in";
    stand_in_lead:
        "Bent u een tijd weg? Een collega kan dan uw medewerkers helpen. Het begint en stopt vanzelf.",
        "Are you away for a while? A colleague can help your staff then. It begins and ends by itself.";
    stand_in_what:
        "Een vervanger doet voor uw medewerkers wat u ook doet. Alleen beheerders aanwijzen of iets voor een beheerder wijzigen kan een vervanger niet.",
        "A stand-in does for your staff what you do as well. Only appointing admins, or changing something for an admin, is not possible for a stand-in.";
    stand_in_who:
        "Welke collega vervangt u?",
        "Which colleague stands in for you?";
    stand_in_who_hint:
        "U kiest uit collega's die al inloggen.",
        "You choose from colleagues who log in already.";
    stand_in_from:
        "Eerste dag",
        "First day";
    stand_in_until:
        "Laatste dag",
        "Last day";
    stand_in_submit:
        "Vervanger aanwijzen",
        "Appoint the stand-in";
    stand_in_nobody:
        "Er is nog geen collega die u kan vervangen. Voeg eerst een medewerker toe.",
        "There is no colleague yet who can stand in for you. First add a person.";
    stand_in_list:
        "Wie vervangt",
        "Who stands in";
    stand_in_none:
        "Gaat u met vakantie, of bent u een tijd weg? Laat dan een collega uw medewerkers helpen. Dat begint en stopt vanzelf.",
        "Going on holiday, or away for a while? Let a colleague help your staff. It begins and ends by itself.";
    stand_in_stop:
        "Vervanging stoppen",
        "End standing in";
    stand_in_now(last):
        "Vervangt nu, tot en met {last}",
        "Stands in now, up to and including {last}";
    stand_in_later(first, last):
        "Vervangt van {first} tot en met {last}",
        "Stands in from {first} up to and including {last}";
    stand_in_short:
        "vervanger",
        "stand-in";
    stand_in_label:
        "Vervanger",
        "Stand-in";
    stand_in_not:
        "Nee",
        "No";
    stand_in_made(name, first, last):
        "{name} vervangt u van {first} tot en met {last}.",
        "{name} stands in for you from {first} up to and including {last}.";
    stand_in_made_text(name):
        "{name} krijgt hier een mail over, en de andere beheerders ook. U hoeft verder niets te doen.",
        "{name} will get an e-mail about this, and so will the other admins. There is nothing else you have to do.";
    stand_in_ended(name):
        "{name} vervangt u niet meer.",
        "{name} no longer stands in for you.";
    stand_in_ended_text(name):
        "{name} krijgt hier een mail over. Inloggen en autorisaties blijven zoals ze waren.",
        "{name} will get an e-mail about this. Logging in and authorisations stay as they were.";
    stand_in_you(last):
        "U vervangt een beheerder tot en met {last}. Wie beheerder is en wie vervangt, bepaalt een gebruikersbeheerder.",
        "You are standing in for an admin up to and including {last}. An admin decides who is admin and who stands in.";
}
