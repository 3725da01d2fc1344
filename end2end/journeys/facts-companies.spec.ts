// The facts of the old help page for advisers and garages: their own admin, the desk, and appointing an admin. The titles
// are held against docs/help-coverage.md, as those of facts.spec.ts.

import { makesAnAuthorisation, NEW_PASSWORD, setsUpTheAccount, toTheAnswer } from "../support/help.ts";
import { expect, test } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";
import { daan, fatima, henk, karin, piet, sanne, wim } from "../support/people.ts";

test("facts 11 and 12: an access code that is no longer active leads to the admin, who restores access", async ({ visitor, another, mailbox }) => {
  await toTheAnswer(visitor, "Adviseur", "Mijn toegangscode werkt niet meer", "U logt in met uw e-mailadres");
  await expect(visitor.page.getByRole("main")).toContainText("niet meer actief");
  const admin = await another();
  await admin.logIn(karin);
  await admin.open("/beheer/medewerkers");
  await admin.follow("Toon van wie de toegang is gestopt");
  await admin.hand.press(admin.link(wim.name).first());
  await admin.press(/^Toegang herstellen/);
  await admin.told(`${wim.name} heeft weer toegang.`);
  await mailbox.mail(wim.email, /./);
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(wim.email);
  await visitor.giveCode(wim.mobile);
  await visitor.at(`Welkom, ${wim.name}`);
});

for (const [fact, capacity, admin, stuck] of [
  ["facts 13 and 14: in an office", "Adviseur", karin, piet],
  ["facts 19 and 20: in a garage", "Garagehouder", fatima, henk],
] as const) {
  test(`${fact}, an account that is blocked leads to the admin, who unblocks it`, async ({ visitor, another, mailbox }) => {
    await toTheAnswer(visitor, capacity, "Ik moet wachten, of mijn account is geblokkeerd", "Zo kunt u weer verder");
    await visitor.follow("Vraag mijn beheerder om hulp");
    await visitor.type("E-mailadres", stuck.email);
    await visitor.field(/^Ik kan niet inloggen/).check();
    await visitor.press("Vraag om hulp");
    await visitor.at("Uw vraag is verstuurd");

    const helper = await another();
    await helper.open(linkIn(await mailbox.mail(admin.email, `${stuck.name} kan niet inloggen`), "/beheer/"));
    await helper.giveNameAndPassword(admin.email);
    await helper.giveCode(admin.mobile);
    await helper.at(stuck.name);
    await helper.follow(/^Deblokkeren/);
    await helper.press("Deblokkeren");
    await helper.told(`${stuck.name} kan weer inloggen.`);
    await mailbox.mail(stuck.email, "U kunt weer inloggen");
    await visitor.open("/inloggen");
    await visitor.giveNameAndPassword(stuck.email);
    await visitor.giveCode(stuck.mobile);
    await expect(visitor.page.getByRole("heading", { level: 1 })).toHaveText(/^(Welkom|Kies één keer)/);
  });
}

for (const [facts, capacity, admin, email] of [
  ["facts 12 and 15: in an office", "Adviseur", karin, "els@kantoor-deboer.example"],
  ["facts 19 and 20: in a garage", "Garagehouder", fatima, "els@garage-jansen.example"],
] as const) {
  test(`${facts}, an authorisation that is not there is made by the admin, and works`, async ({ visitor, another, mailbox }) => {
    await toTheAnswer(visitor, capacity, "Mijn toegangscode werkt niet meer", "U logt in met uw e-mailadres");
    await expect(visitor.page.getByRole("main")).toContainText("Uw gebruikersbeheerder kan u opnieuw toegang geven.");
    await toTheAnswer(visitor, capacity, "Ik heb nog geen account", "Uw gebruikersbeheerder geeft u toegang");
    const maker = await another();
    await maker.logIn(admin);
    await setsUpTheAccount(visitor, await makesAnAuthorisation(maker, mailbox, email));
  });
}

test("facts 16, 16a, 21 and 21a: an admin who is blocked finds the desk's number and hours", async ({ visitor, page }) => {
  for (const capacity of ["Adviseur", "Garagehouder"]) {
    await toTheAnswer(visitor, capacity, "Ik ben zelf beheerder, en ik ben geblokkeerd", "Bel ons, dan helpen wij u");
    await expect(page.getByRole("main")).toContainText("0800 1234");
    await expect(page.getByRole("main")).toContainText(/8\.00 tot 17\.30 uur/);
    await expect(page.getByRole("main")).toContainText(/nu (open tot|gesloten)/);
  }
});

for (const [fact, caller, first] of [
  ["facts 16: of an office", karin, "Karin"],
  ["facts 21: of a garage", fatima, "Fatima"],
] as const) {
  test(`${fact}, a blocked admin calls; the desk makes sure who it is, and unblocks`, async ({ visitor, another, mailbox, program }) => {
    await program.whileOpen();
    await visitor.open("/inloggen");
    await visitor.giveNameAndPassword(caller.email);
    for (let time = 0; time < 5; time += 1) {
      await visitor.type("Code uit de sms", "000000");
      await visitor.press("Verder");
    }
    await visitor.open("/contact");
    const belcode = (await visitor.page.locator(".belcode strong").innerText()).replace(/\s/g, "");

    const agent = await another();
    await agent.logIn(sanne);
    await agent.open("/servicedesk");
    await agent.type("Zoek een beller", belcode);
    await agent.press("Zoeken");
    await agent.at(new RegExp(`^${first} kan niet inloggen`));
    await agent.press("Beller controleren");
    await agent.type("Code die de beller noemt", await mailbox.callerCode(caller.mobile));
    await agent.press("Controleren");
    await agent.press("Deblokkeren");
    await agent.told(`${caller.name} kan weer inloggen.`);
    await mailbox.mail(caller.email, "U kunt weer inloggen");
    await visitor.open("/inloggen");
    await visitor.giveNameAndPassword(caller.email);
    await mailbox.code(caller.mobile); // of the login that went wrong
    await visitor.giveCode(caller.mobile);
    await visitor.at(`Welkom, ${caller.name}`);
  });
}

const APPOINTED = [
  {
    walks: "facts 17, 17a, 18 and 18a: an office",
    capacity: "Adviseur",
    desk: "tussenpersoonbeheer@voorbeeld.example",
    fields: {
      "Tussenpersoonnummer": "50.311",
      "Bedrijfsnaam": "Assurantiën Ter Horst",
      "Voornaam": "Marieke",
      "Voorletters (optioneel)": "M.J.",
      "Tussenvoegsel (optioneel)": "ter",
      "Achternaam": "Horst",
      "E-mailadres": "marieke@terhorst.example",
      "Mobiel nummer": "06 12345791",
    },
    email: "marieke@terhorst.example",
    mobile: "+31612345791",
    first: "Marieke",
  },
  {
    walks: "facts 22, 22a, 23 and 23a: a garage",
    capacity: "Garagehouder",
    desk: "pm.garage@voorbeeld.example",
    fields: {
      "Bedrijfsnaam": "Garage Ter Horst",
      "Polisnummer": "4100311",
      "Voornaam": "Gerrit",
      "Voorletters (optioneel)": "G.",
      "Tussenvoegsel (optioneel)": "ter",
      "Achternaam": "Horst",
      "Zakelijk e-mailadres": "gerrit@garageterhorst.example",
      "(Zakelijk) mobiel nummer": "06 12345792",
    },
    sex: "Man",
    email: "gerrit@garageterhorst.example",
    mobile: "+31612345792",
    first: "Gerrit",
  },
];

for (const asked of APPOINTED) {
  test(`${asked.walks} without an admin asks for one, and after verification that admin lets the staff in`, async ({ visitor, another, mailbox }) => {
    test.slow(); // three people, and every page of the way is checked
    await toTheAnswer(visitor, asked.capacity, "Mijn bedrijf heeft nog geen beheerder", "Vraag een gebruikersbeheerder aan");
    await expect(visitor.page.getByRole("main")).toContainText(asked.desk);
    await visitor.follow("Beheerder aanvragen");
    await expect(visitor.page.getByRole("main").locator("input:not([type=hidden]):not([type=radio])")).toHaveCount(Object.keys(asked.fields).length);
    for (const [label, text] of Object.entries(asked.fields)) await visitor.field(label).fill(text);
    if (asked.sex) await visitor.field(asked.sex).check();
    await visitor.press("Controleren");
    await visitor.at("Klopt dit?");
    await visitor.press("Aanvraag versturen");
    await visitor.at("Uw aanvraag is ontvangen");
    await visitor.open(linkIn(await mailbox.mail(asked.email, /^Bevestig uw e-mailadres/), "/gebruikersbeheerder-aanvragen/bevestigen/"));
    await visitor.press("Ja, dit is mijn e-mailadres");
    await visitor.at("Uw e-mailadres is bevestigd");

    const checks = await another();
    await checks.logIn(sanne);
    await checks.open("/servicedesk/aanvragen");
    await checks.hand.press(checks.page.getByRole("listitem").filter({ hasText: asked.fields.Bedrijfsnaam }).getByRole("link"));
    const request = checks.page.url();
    await checks.press("In behandeling nemen");
    await checks.follow("Bedrijf kiezen");
    await checks.field(/^Voeg het toe met dit nummer/).check();
    await checks.press("Dit is het bedrijf");
    await checks.hand.press(checks.link("Terugbellen"));
    await checks.field("Nummer dat u belde").fill("055 765 4321");
    await checks.field("Bron van het nummer").fill("kvk.nl");
    await checks.press("Gebeld, en het klopt");
    await checks.press("De gegevens kloppen");
    await checks.told("U hebt de gegevens gecontroleerd.");

    const approves = await another();
    await approves.logIn(daan);
    await approves.open(request);
    await approves.press("Goedkeuren en activeren");
    await approves.told("wordt beheerder.");

    await visitor.open(linkIn(await mailbox.mail(asked.email, /^U wordt gebruikersbeheerder van/), "/account-activeren/"));
    await visitor.at(`Welkom ${asked.first}`);
    await visitor.type("Kies een wachtwoord", NEW_PASSWORD);
    await visitor.press("Account klaarmaken");
    await visitor.giveCode(asked.mobile);
    await expect(visitor.page).toHaveURL(/\/start$/);
    await makesAnAuthorisation(visitor, mailbox, `els@${asked.email.split("@")[1]}`);
  });
}

