// From an invitation to a working account.

import { expect, test } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";
import { karin, noor } from "../support/people.ts";

const INVITATION = /geeft u toegang tot/;
const LINK = "/account-activeren/";

test("an invitation that is sent again leads to a working account", async ({ visitor, another, mailbox }) => {
  const admin = await another();
  await admin.logIn(karin);
  await admin.open("/beheer/medewerkers");
  await admin.hand.press(admin.link(noor.name).first());
  await admin.at(noor.name);
  await admin.hand.press(admin.button(/^Uitnodiging opnieuw sturen/));
  await admin.at(noor.name);
  await admin.told(`${noor.name} krijgt de uitnodiging nog een keer.`);

  const link = linkIn(await mailbox.mail(noor.email, INVITATION), LINK);
  await visitor.open(link);
  await visitor.at("Welkom Noor");
  await visitor.type("Kies een wachtwoord", "kort");
  await visitor.press("Account klaarmaken");
  await visitor.at("Welkom Noor", 422);
  visitor.hand.fresh();
  await visitor.type("Kies een wachtwoord", "de kat slaapt op zolder");
  await visitor.press("Account klaarmaken");
  await visitor.at("Vul de sms-code in");
  await visitor.giveCode(noor.mobile);
  await visitor.at(`Welkom, ${noor.name}`);
  await visitor.told("Uw account is klaar.");
  visitor.hand.spent({ presses: 2, typed: "de kat slaapt op zolder".length + 6 });

  const later = await another();
  await later.open(link);
  await later.at("Uw account is al klaar", 410);
});

test("a number that is wrong becomes a task of the admin", async ({ visitor, another, mailbox }) => {
  const admin = await another();
  await admin.logIn(karin);
  await admin.open("/beheer/medewerkers");
  await admin.hand.press(admin.link(noor.name).first());
  await admin.hand.press(admin.button(/^Uitnodiging opnieuw sturen/));
  const link = linkIn(await mailbox.mail(noor.email, INVITATION), LINK);

  await visitor.open(link);
  await visitor.page.getByText("Klopt dit nummer niet?").click();
  await visitor.press("Meld dat het nummer niet klopt");
  await visitor.at("Welkom Noor");
  await visitor.told("Wij hebben uw gebruikersbeheerder gevraagd het nummer te wijzigen.");

  await mailbox.mail(karin.email, `${noor.name} heeft een ander mobiel nummer`);
  await admin.open("/beheer/medewerkers");
  await admin.at("Medewerkers");
  const need = admin.page.getByRole("region", { name: "Hulp nodig" });
  await expect(need.getByRole("listitem").filter({ hasText: noor.name })).toContainText("het mobiele nummer klopt niet");
});

test("an invitation that was withdrawn says so, and leaves nobody stuck", async ({ visitor, another, mailbox }) => {
  const admin = await another();
  await admin.logIn(karin);
  await admin.open("/beheer/medewerkers");
  await admin.hand.press(admin.link(noor.name).first());
  await admin.hand.press(admin.button(/^Uitnodiging opnieuw sturen/));
  const link = linkIn(await mailbox.mail(noor.email, INVITATION), LINK);
  await admin.hand.press(admin.button(/^Uitnodiging intrekken/));
  await admin.at("Medewerkers");
  await admin.told(`De uitnodiging voor ${noor.name} is ingetrokken.`);

  await visitor.open(link);
  await visitor.at("Deze uitnodiging werkt niet meer", 410);
});
