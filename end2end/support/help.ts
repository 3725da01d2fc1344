// Steps that several journeys of help have in common: to an answer, to a new password, to an authorisation.

import type { Visitor } from "./journey.ts";
import { linkIn, type Mailbox } from "./letters.ts";
import type { Person } from "./people.ts";

export const NEW_PASSWORD = "een natte wandeling in mei";

/** From the login page to an answer, by who somebody is and what does not work. */
export async function toTheAnswer(visitor: Visitor, who: string, what: string, answer: string): Promise<void> {
  await visitor.open("/inloggen");
  await visitor.follow("Hulp bij inloggen");
  await visitor.at("Hulp bij inloggen");
  await visitor.follow(who);
  await visitor.at("Wat lukt niet?");
  await visitor.follow(what);
  await visitor.at(answer);
}

/** The admin makes an authorisation for somebody who has none; gives back the link of the invitation. */
export async function makesAnAuthorisation(admin: Visitor, mailbox: Mailbox, email: string): Promise<string> {
  await admin.open("/beheer/medewerkers");
  await admin.hand.press(admin.link("Medewerker toevoegen").first());
  await admin.at("Medewerker toevoegen");
  for (const [label, text] of [
    ["Voornaam", "Els"],
    ["Achternaam", "Smit"],
    ["E-mailadres van het werk", email],
    ["Mobiel nummer", "06 12345793"],
  ] as const) await admin.field(label).fill(text);
  await admin.page.getByRole("group", { name: "Wat mag deze medewerker?" }).getByRole("checkbox").first().check();
  await admin.press("Uitnodiging versturen");
  await admin.told("De uitnodiging voor Els Smit is verstuurd.");
  return linkIn(await mailbox.mail(email, /geeft u toegang tot/), "/account-activeren/");
}

/** That person sets up the account with it, and is in. */
export async function setsUpTheAccount(visitor: Visitor, link: string): Promise<void> {
  await visitor.open(link);
  await visitor.at("Welkom Els");
  await visitor.type("Kies een wachtwoord", NEW_PASSWORD);
  await visitor.press("Account klaarmaken");
  await visitor.giveCode("+31612345793");
  await visitor.at("Welkom, Els Smit");
}

/** A new password by the link in the mail, from the answer of help to the first page. */
export async function choosesANewPassword(visitor: Visitor, mailbox: Mailbox, who: Person): Promise<void> {
  await visitor.type("E-mailadres", who.email);
  await visitor.press("Stuur mij de link");
  await visitor.open(linkIn(await mailbox.mail(who.email, "Nieuw wachtwoord instellen"), "/wachtwoord-instellen/"));
  await visitor.type("Nieuw wachtwoord", NEW_PASSWORD);
  await visitor.press("Opslaan en inloggen");
  await visitor.giveCode(who.mobile);
  await visitor.at(`Welkom, ${who.name}`);
}
