// Appointing an admin, from the side of the service desk: two people, a call, and an invitation.

import { expect, test } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";
import { daan, sanne } from "../support/people.ts";

test("a request that a colleague checked is approved in two presses, and the new admin gets in", async ({ visitor, page, another, mailbox }) => {
  await visitor.logIn(daan);
  await visitor.follow("Aanvragen beheerder");
  await visitor.at("Aanvragen voor een beheerder");
  const row = page.getByRole("listitem").filter({ hasText: "Garage De Linde BV" });
  await expect(row).toContainText("Gecontroleerd, wacht op goedkeuring");
  visitor.hand.fresh();
  await visitor.hand.press(row.getByRole("link"));
  const reference = (await page.getByRole("heading", { level: 1 }).innerText()).trim();
  await visitor.at(reference);
  await expect(page.getByRole("main")).toContainText("Het nummer hoort bij dit bedrijf: Garage De Linde.");
  await expect(page.getByRole("main")).toContainText("Het bedrijf heeft nu geen beheerder.");
  await visitor.press("Goedkeuren en activeren");
  await visitor.at(reference);
  await visitor.told("Ahmed Kaya wordt beheerder.");
  visitor.hand.spent({ presses: 2, typed: 0 });

  const ahmed = await another();
  const invited = await mailbox.mail("ahmed@garage-delinde.example", "U wordt gebruikersbeheerder van Garage De Linde");
  await ahmed.open(linkIn(invited, "/account-activeren/"));
  await ahmed.at("Welkom Ahmed");
  await expect(ahmed.page.locator("[autofocus]"), "the page opens at its top, where it says for what").toHaveCount(0);
  await ahmed.type("Kies een wachtwoord", "vier groene fietsbellen");
  await ahmed.press("Account klaarmaken");
  await ahmed.giveCode("+31612345703");
  await expect(ahmed.page).toHaveURL(/\/start$/);
  await ahmed.follow("Medewerkers");
  await ahmed.at("Medewerkers");
  await visitor.open(page.url());
  await expect(page.getByRole("main")).toContainText("Klaar: het account is in gebruik");
});

test("whoever checks calls back first, and cannot approve", async ({ visitor, page }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk/aanvragen");
  await visitor.hand.press(page.getByRole("listitem").filter({ hasText: "Assurantiekantoor Visser" }).getByRole("link"));
  const reference = (await page.getByRole("heading", { level: 1 }).innerText()).trim();
  await visitor.at(reference);
  await expect(page.getByRole("main")).toContainText("Wij kennen dit tussenpersoonnummer niet.");
  await expect(page.getByRole("main")).toContainText("Het e-mailadres is van een gratis maildienst, niet van een bedrijf.");
  await visitor.press("In behandeling nemen");
  await visitor.at(reference);
  await visitor.follow("Bedrijf kiezen");
  await visitor.at("Welk bedrijf is het?");
  await visitor.press("Dit is het bedrijf");
  await visitor.at("Welk bedrijf is het?", 422);
  await visitor.field(/^Voeg het toe met dit nummer/).check();
  await visitor.press("Dit is het bedrijf");
  await visitor.told("Het bedrijf is gekozen.");
  await visitor.hand.press(visitor.link("Terugbellen"));
  await visitor.at("Bel het bedrijf");
  await expect(visitor.field("Nummer dat u belde")).toBeFocused();
  await visitor.press("Niet bereikt");
  await visitor.told("Vastgelegd: u belde en bereikte niemand.");
  await expect(page.getByRole("main")).toContainText("heeft het bedrijf gebeld, en niemand bereikt.");
  await visitor.hand.press(visitor.link("Terugbellen"));
  await visitor.field("Nummer dat u belde").fill("06 12345702");
  await visitor.field("Bron van het nummer").fill("de aanvraag");
  await visitor.press("Gebeld, en het klopt");
  await visitor.told("Dit nummer staat in de aanvraag zelf, of is van de aanvrager of van u.");
  await visitor.hand.press(visitor.link("Terugbellen"));
  await visitor.field("Nummer dat u belde").fill("055 765 4321");
  await visitor.field("Bron van het nummer").fill("kvk.nl");
  await visitor.press("Gebeld, en het klopt");
  await visitor.told("Het telefoontje is vastgelegd.");
  await visitor.press("De gegevens kloppen");
  await visitor.at(reference);
  await visitor.told("U hebt de gegevens gecontroleerd.");
  await expect(visitor.button("Goedkeuren en activeren")).toHaveCount(0);
});

test("after a deed on a request its message has the focus, and the keys of the page work", async ({ visitor, page, javaScriptEnabled }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk/aanvragen");
  await visitor.hand.press(page.getByRole("listitem").filter({ hasText: "Assurantiekantoor Visser" }).getByRole("link"));
  await visitor.press("In behandeling nemen");
  await visitor.told("U behandelt deze aanvraag.");
  await expect(page.locator(".told")).toBeFocused();
  if (!javaScriptEnabled) return;
  await expect(page.locator("html[data-live]")).toHaveCount(1);
  await page.keyboard.press("k");
  await visitor.at("Welk bedrijf is het?");
  await expect(page.locator("#number")).toBeFocused();
});

test("a question goes out and its answer comes back; a refusal says why", async ({ visitor, page, another, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk/aanvragen");
  await visitor.hand.press(page.getByRole("listitem").filter({ hasText: "Assurantiekantoor Visser" }).getByRole("link"));
  const reference = (await page.getByRole("heading", { level: 1 }).innerText()).trim();
  await visitor.press("In behandeling nemen");
  await visitor.follow("Vraag stellen");
  await visitor.at("Vraag stellen");
  await visitor.field("Uw vraag").fill("Hebt u ook een e-mailadres van uw kantoor?");
  await visitor.press("Vraag versturen");
  await visitor.told("De vraag is verstuurd.");

  const kees = await another();
  const asked = await mailbox.mail("kees.visser@gmail.com", `Wij hebben een vraag over uw aanvraag (${reference})`);
  await kees.open(linkIn(asked, "/aanvraag/"));
  await kees.at("Uw aanvraag");
  await kees.press("Antwoord versturen");
  await kees.at("Uw aanvraag", 422);
  await kees.field("Uw antwoord").fill("Nee, wij mailen altijd zo.");
  await kees.press("Antwoord versturen");
  await kees.at("Uw aanvraag");
  await kees.told("Uw antwoord is verstuurd.");

  await visitor.open(page.url());
  await expect(page.getByRole("main")).toContainText("Nee, wij mailen altijd zo.");
  await visitor.follow("Afwijzen");
  await visitor.at("Aanvraag afwijzen");
  await visitor.press("Afwijzen");
  await visitor.at("Aanvraag afwijzen", 422);
  await visitor.field(/^Het e-mailadres dat u invulde, is niet van uw bedrijf/).check();
  await visitor.press("Afwijzen");
  await visitor.told("De aanvraag is afgewezen.");
  const rejected = await mailbox.mail("kees.visser@gmail.com", `Uw aanvraag is afgewezen (${reference})`);
  expect(rejected.text).toMatch(/Doe de aanvraag\s+opnieuw\s+met\s+uw\s+e-mailadres\s+van\s+het\s+werk\./);
});
