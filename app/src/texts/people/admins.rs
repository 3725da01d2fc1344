//! Who looks after the others.

super::texts! {
    admins_title:
        "Gebruikersbeheerders",
        "Admins";
    admins_lead:
        "Zij voegen medewerkers toe, helpen wie niet kan inloggen en bepalen wie wat mag.",
        "They add people, help those who cannot log in and decide who may do what.";
    admins_only_you:
        "U bent de enige beheerder.",
        "You are the only admin.";
    admins_only_one:
        "Er is maar één beheerder die kan inloggen.",
        "There is only one admin who can log in.";
    admins_only_text:
        "Bent u ziek of geblokkeerd? Dan kan niemand uw medewerkers helpen. Wijs daarom een tweede beheerder aan.",
        "Are you ill or blocked? Then nobody can help your staff. So appoint a second admin.";
    admins_list:
        "Wie beheerder is",
        "Who is admin";
    admin_stop:
        "Geen beheerder meer",
        "No longer admin";
    admin_stop_you:
        "Ik wil geen beheerder meer zijn",
        "I no longer want to be admin";
    admin_choose:
        "Welke collega wordt beheerder?",
        "Which colleague becomes admin?";
    admin_choose_hint:
        "U kiest uit collega's die al inloggen. Beheerders zijn elkaars gelijke: zij mogen hetzelfde als u.",
        "You choose from colleagues who log in already. Admins are equals: they may do the same as you.";
    admin_choose_nobody:
        "Kies een collega",
        "Choose a colleague";
    admin_choose_missing:
        "Kies een collega.",
        "Choose a colleague.";
    admin_nobody:
        "Er is nog geen collega die u kunt aanwijzen. Voeg eerst een medewerker toe; dat kan ook meteen als beheerder.",
        "There is no colleague to appoint yet. First add a person; you can do that as an admin at once.";
    admin_make:
        "Beheerder maken",
        "Make admin";
    admin_made(name):
        "{name} is nu ook gebruikersbeheerder.",
        "{name} is now an admin too.";
    admin_made_text(name):
        "{name} krijgt hier een mail over en ziet voortaan ook Medewerkers, Beheerders en Logboek.",
        "{name} will get an e-mail about this and from now on also sees Staff, Admins and Log.";
    admin_removed(name):
        "{name} is geen gebruikersbeheerder meer.",
        "{name} is no longer an admin.";
    admin_removed_text(name):
        "{name} krijgt hier een mail over. Inloggen en autorisaties blijven zoals ze waren.",
        "{name} will get an e-mail about this. Logging in and authorisations stay as they were.";
}
