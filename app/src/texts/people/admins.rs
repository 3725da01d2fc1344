//! Who looks after the others.

super::texts! {
    admins_title:
        "Gebruikersbeheerders",
        "Admins";
    admins_lead:
        "Zij voegen medewerkers toe, helpen wie niet kan inloggen en bepalen wie wat mag.",
        "They add staff, help people who cannot log in and decide who may do what.";
    admins_only_you:
        "U bent de enige beheerder.",
        "You are the only admin.";
    admins_only_one:
        "Er is maar één beheerder die kan inloggen.",
        "There is only one admin who can log in.";
    admins_only_text:
        "Bent u ziek of geblokkeerd? Dan kan niemand uw medewerkers helpen. Wijs daarom een tweede beheerder aan.",
        "If you are ill or blocked, nobody can help your staff. So appoint a second admin.";
    admins_list:
        "Beheerders",
        "Admins";
    admin_stop:
        "Geen beheerder meer",
        "Remove as admin";
    admin_stop_you:
        "Ik wil geen beheerder meer zijn",
        "I no longer want to be an admin";
    admin_choose:
        "Welke collega wordt beheerder?",
        "Which colleague will be an admin?";
    admin_choose_hint:
        "U kiest uit collega's die al inloggen. Alle beheerders mogen hetzelfde.",
        "You can choose from colleagues who already log in. All admins may do the same.";
    admin_choose_nobody:
        "Kies een collega",
        "Choose a colleague";
    admin_choose_missing:
        "Kies een collega.",
        "Choose a colleague.";
    admin_nobody:
        "Er is nog geen collega die u kunt aanwijzen. Voeg eerst een medewerker toe; dat kan ook meteen als beheerder.",
        "There is no colleague you can appoint yet. Add a person first; you can make them an admin straight away.";
    admin_make:
        "Beheerder maken",
        "Make admin";
    admin_made(name):
        "{name} is nu ook gebruikersbeheerder.",
        "{name} is now an admin too.";
    admin_made_text(name):
        "{name} krijgt hier een mail over en ziet voortaan ook Medewerkers, Beheerders en Logboek.",
        "{name} will get an e-mail about this and will also see Staff, Admins and Log from now on.";
    admin_removed(name):
        "{name} is geen gebruikersbeheerder meer.",
        "{name} is no longer an admin.";
    admin_removed_text(name):
        "{name} krijgt hier een mail over. Inloggen en autorisaties blijven zoals ze waren.",
        "{name} will get an e-mail about this. Logging in and permissions stay as they were.";
}
