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
        "Beheerrol intrekken",
        "Remove as admin";
    admin_stop_you:
        "Ik wil geen beheerder meer zijn",
        "I no longer want to be an admin";
    admin_choose:
        "Welke collega wordt beheerder?",
        "Which colleague will be an admin?";
    admin_choose_hint:
        "U kiest uit collega’s die al inloggen. Alle beheerders mogen hetzelfde.",
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
    admin_make_question(name):
        "{name} beheerder maken?",
        "Make {name} an admin?";
    admin_make_lead(name):
        "{name} wordt dan ook gebruikersbeheerder van uw bedrijf.",
        "{name} will then be an admin of your company too.";
    admin_make_may(name):
        "{name} kan dan hetzelfde als u: collega’s toevoegen en helpen, bepalen wie wat mag, en bepalen wie beheerder is.",
        "{name} can then do the same as you: add and help colleagues, decide who may do what, and decide who is an admin.";
    admin_make_told(name):
        "{name} krijgt hier een mail over, en alle andere beheerders ook.",
        "{name} will get an e-mail about this, and so will all other admins.";
    admin_make_desk(name, desk):
        "Kan {name} een keer niet inloggen, of krijgt {name} een ander mobiel nummer? Dan kan alleen {desk} helpen. Dat geldt ook nog een paar dagen nadat {name} geen beheerder meer is.",
        "If {name} cannot log in one day, or gets a new mobile number, only {desk} can help. This still applies for a few days after {name} stops being an admin.";
    admin_stop_question(name):
        "Beheerrol van {name} intrekken?",
        "Remove {name} as an admin?";
    admin_stop_lead(name):
        "{name} is dan geen gebruikersbeheerder meer van uw bedrijf.",
        "{name} will then no longer be an admin of your company.";
    admin_stop_staff(name):
        "{name} kan dan geen collega’s meer helpen. Inloggen en eigen autorisaties blijven zoals ze zijn.",
        "{name} can then no longer help colleagues. Logging in and their own permissions stay as they are.";
    admin_stop_told(name):
        "{name} krijgt hier een mail over, en alle andere beheerders ook.",
        "{name} will get an e-mail about this, and so will all other admins.";
    admin_stop_back(name):
        "Is het een vergissing? Dan kunt u {name} daarna opnieuw beheerder maken. Iedereen krijgt dan weer een mail.",
        "If it is a mistake, you can make {name} an admin again afterwards. Everybody will then get another e-mail.";
    admin_leave_question:
        "Wilt u geen beheerder meer zijn?",
        "Do you no longer want to be an admin?";
    admin_leave_lead:
        "U bent dan geen gebruikersbeheerder meer van uw bedrijf.",
        "You will then no longer be an admin of your company.";
    admin_leave_staff:
        "U kunt dan geen collega’s meer helpen. U kunt wel blijven inloggen, en uw eigen autorisaties blijven zoals ze zijn.",
        "You can then no longer help colleagues. You can still log in, and your own permissions stay as they are.";
    admin_leave_back(others):
        "U kunt dit niet zelf terugdraaien. Alleen een andere beheerder kan u opnieuw beheerder maken: {others}.",
        "You cannot undo this yourself. Only another admin can make you an admin again: {others}.";
    admin_leave_told:
        "U krijgt hier een mail over, en de andere beheerders ook.",
        "You will get an e-mail about this, and so will the other admins.";
    admin_leave:
        "Ja, ik stop als beheerder",
        "Yes, stop being an admin";
    admin_left:
        "U bent geen gebruikersbeheerder meer.",
        "You are no longer an admin.";
    admin_left_text:
        "U krijgt hier een mail over. U kunt gewoon blijven inloggen. Wilt u toch weer beheerder zijn? Vraag het aan een andere beheerder.",
        "You will get an e-mail about this. You can still log in. Do you want to be an admin again after all? Ask another admin.";
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
