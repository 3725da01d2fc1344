//! Who stands in for the admins for a while.

super::texts! {
    stand_in_title:
        "Vervanger aanwijzen",
        "Appoint a stand-in";
    stand_in_lead:
        "Bent u een tijd weg? Een collega kan dan uw medewerkers helpen. De vervanging begint en stopt vanzelf.",
        "Are you away for a while? Then a colleague can help your staff. The cover starts and ends automatically.";
    stand_in_what:
        "Een vervanger kan voor uw medewerkers hetzelfde doen als u. Maar een vervanger kan geen beheerders aanwijzen en niets wijzigen voor een beheerder.",
        "A stand-in can do the same for your staff as you can. But a stand-in cannot appoint admins, or change anything for an admin.";
    stand_in_who:
        "Welke collega wordt uw vervanger?",
        "Which colleague stands in for you?";
    stand_in_who_hint:
        "U kiest uit collega’s die al inloggen.",
        "You can choose from colleagues who already log in.";
    stand_in_from:
        "Begindatum",
        "Start date";
    stand_in_until:
        "Einddatum",
        "End date";
    stand_in_submit:
        "Vervanger aanwijzen",
        "Appoint the stand-in";
    stand_in_nobody:
        "Er is nog geen collega die u kan vervangen. Voeg eerst een medewerker toe.",
        "There is no colleague yet who can stand in for you. Add a person first.";
    stand_in_list:
        "Vervanging",
        "Stand-ins";
    stand_in_none:
        "Gaat u met vakantie, of bent u een tijd weg? Laat dan een collega uw medewerkers helpen. De vervanging begint en stopt vanzelf.",
        "Going on holiday, or away for a while? Let a colleague help your staff. The cover starts and ends automatically.";
    stand_in_stop:
        "Vervanging stoppen",
        "End the cover";
    stand_in_now(last):
        "Vervangt nu, tot en met {last}",
        "Standing in now, up to and including {last}";
    stand_in_later(first, last):
        "Vervangt van {first} tot en met {last}",
        "Standing in from {first} up to and including {last}";
    stand_in_short:
        "vervanger",
        "stand-in";
    stand_in_short_from(first):
        "vervanger vanaf {first}",
        "stand-in from {first}";
    stand_in_label:
        "Vervanger",
        "Stand-in";
    stand_in_not:
        "Nee",
        "No";
    stand_in_made(name, first, last):
        "{name} vervangt u van {first} tot en met {last}.",
        "{name} will stand in for you from {first} up to and including {last}.";
    stand_in_made_text(name):
        "{name} krijgt hier een mail over, en de andere beheerders ook. U hoeft verder niets te doen.",
        "{name} will get an e-mail about this, and so will the other admins. You do not have to do anything else.";
    stand_in_made_text_alone(name):
        "{name} krijgt hier een mail over. U hoeft verder niets te doen.",
        "{name} will get an e-mail about this. You do not have to do anything else.";
    stand_in_end_question(name):
        "Vervanging door {name} stoppen?",
        "End {name}’s time as a stand-in?";
    stand_in_end_staff(name):
        "{name} kan dan geen collega’s meer helpen. Inloggen en eigen autorisaties blijven zoals ze zijn.",
        "{name} can then no longer help colleagues. Logging in and their own permissions stay as they are.";
    stand_in_end_told(name):
        "{name} krijgt hier een mail over, en de andere beheerders ook.",
        "{name} will get an e-mail about this, and so will the other admins.";
    stand_in_end_told_alone(name):
        "{name} krijgt hier een mail over.",
        "{name} will get an e-mail about this.";
    stand_in_end_back(name):
        "Toch nog nodig? Wijs {name} dan opnieuw aan als vervanger.",
        "Still needed after all? Then appoint {name} as a stand-in again.";
    stand_in_changed:
        "Intussen is een vervanger aangewezen, of een vervanging gestopt. Kijk hierboven wie er nu vervangt.",
        "Somebody was appointed as a stand-in, or a stand-in’s time was ended, in the meantime. See above who stands in now.";
    stand_in_ended(name):
        "{name} is geen vervanger meer.",
        "{name} is no longer a stand-in.";
    stand_in_ended_text(name):
        "{name} krijgt hier een mail over. Inloggen en autorisaties blijven zoals ze waren.",
        "{name} will get an e-mail about this. Logging in and permissions stay as they were.";
    stand_in_you(last):
        "U vervangt een beheerder tot en met {last}. Alleen een gebruikersbeheerder kan beheerders en vervangers aanwijzen.",
        "You are standing in for an admin up to and including {last}. Only an admin can appoint admins and stand-ins.";
}
