//! The log of the organisation: the page itself, and who did something.

super::texts! {
    title:
        "Logboek",
        "Log";
    lead:
        "Hier ziet u wie wat deed bij uw bedrijf. Het nieuwste staat bovenaan.",
        "See who did what at your company. The newest comes first.";
    filter:
        "Zoek in het logboek",
        "Search the log";
    person:
        "Wie",
        "Who";
    person_any:
        "Iedereen",
        "Everybody";
    group:
        "Wat",
        "What";
    group_any:
        "Alles",
        "Everything";
    group_logins:
        "Inloggen en uitloggen",
        "Logging in and out";
    group_lock_outs:
        "Blokkeren en wachtwoorden",
        "Blocks and passwords";
    group_access:
        "Uitnodigingen en toegang",
        "Invitations and access";
    group_rights:
        "Autorisaties en beheerders",
        "Permissions and admins";
    group_numbers:
        "Mobiele nummers",
        "Mobile numbers";
    group_details:
        "Namen en e-mailadressen",
        "Names and e-mail addresses";
    group_desk:
        "Servicedesk",
        "Service desk";
    group_other:
        "Overig",
        "Other";
    from:
        "Vanaf",
        "From";
    until:
        "Tot en met",
        "Up to and including";
    show:
        "Tonen",
        "Show";
    rows:
        "Geschiedenis",
        "History";
    nothing:
        "Niets gevonden. Kies een langere periode of iemand anders.",
        "Nothing found. Choose a longer period or somebody else.";
    everything:
        "Toon het hele logboek",
        "Show the whole log";
    pages:
        "Bladeren door het logboek",
        "Pages of the log";
    older:
        "Ouder",
        "Older";
    newest:
        "Naar het nieuwste",
        "To the newest";
    take_along:
        "Downloaden (CSV)",
        "Download (CSV)";
    file_ready:
        "De code klopt. U kunt het logboek nu downloaden.",
        "The code is correct. You can download the log now.";
    file_name:
        "logboek",
        "log";
    column_day:
        "Datum",
        "Date";
    column_time:
        "Tijd",
        "Time";
    column_who:
        "Wie",
        "Who";
    column_whom:
        "Over wie",
        "About whom";
    column_what:
        "Wat",
        "What";

    // Who
    somebody_gone:
        "iemand die wij niet meer kennen",
        "somebody we no longer know";
    stranger:
        "een onbekende",
        "a stranger";
    system:
        "het systeem",
        "the system";
    somebody_unknown:
        "iemand die nu niet te zien is",
        "somebody who cannot be shown right now";
    of_newer_version:
        "Het portaal wordt op dit moment vernieuwd. Daarom is dit nu niet te zien. Kijk over een uur nog eens.",
        "The portal is being updated at the moment, so this cannot be shown now. Look again in an hour.";
    operator:
        "het technische team van het portaal",
        "the portal’s technical team";
    desk:
        "de servicedesk",
        "the service desk";
}
