// Help at logging in: who are you, what does not work, one answer with one button.

import { expect, test } from "../support/journey.ts";
import { mo } from "../support/people.ts";

const ROADS = [
  ["Adviseur", "Ik krijg geen mail voor een nieuw wachtwoord", "Kijk eerst dit na", "Nieuw wachtwoord instellen", "Nieuw wachtwoord instellen"],
  ["Adviseur", "Mijn toegangscode werkt niet meer", "U logt in met uw e-mailadres", "Mail mij de naam", "Wie is mijn gebruikersbeheerder?"],
  ["Garagehouder", "Ik weet niet wie mijn beheerder is", "Wij mailen u de naam", "Mail mij de naam", "Wie is mijn gebruikersbeheerder?"],
  ["Autoverkoper", "Financial Assistant werkt niet", "Financial Assistant wacht op uw nieuwe wachtwoord", "Nieuw wachtwoord instellen", "Nieuw wachtwoord instellen"],
] as const;

for (const [who, what, answer, button, leadsTo] of ROADS) {
  test(`${who}, "${what}": two taps to the answer, and its button does it`, async ({ visitor }) => {
    await visitor.open("/inloggen");
    await visitor.follow("Hulp bij inloggen");
    await visitor.at("Hulp bij inloggen");
    visitor.hand.fresh();
    await visitor.follow(who);
    await visitor.at("Wat lukt niet?");
    await visitor.follow(what);
    await visitor.at(answer);
    visitor.hand.spent({ presses: 2, typed: 0 });
    await visitor.follow(button);
    await visitor.at(leadsTo);
  });
}

test("what is known is filled in where the button leads", async ({ visitor, page }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email, "was het dit wachtwoord");
  await visitor.follow("Hulp bij inloggen");
  await visitor.follow("Garagehouder");
  await visitor.follow("Ik krijg geen sms-code");
  await visitor.at("Wij hebben waarschijnlijk een ander nummer van u");
  await visitor.follow("Vraag mijn beheerder om hulp");
  await visitor.at("Vraag uw beheerder om hulp");
  await expect(visitor.field("E-mailadres")).toHaveValue(mo.email);
  await expect(page.getByRole("radio", { name: /^Mijn mobiele nummer klopt niet/ })).toBeChecked();
});

test("where nothing helps, each capacity has a desk of its own, and says whether it answers now", async ({ visitor, page }) => {
  for (const [capacity, phone] of [["adviseur", "0800 1234"], ["autoverkoper", "070 123 4567"]]) {
    await visitor.open(`/hulp-bij-inloggen/${capacity}/geblokkeerd`);
    await visitor.at("Zo kunt u weer verder");
    await visitor.follow("Lukt het zo niet?");
    await visitor.at("Wij helpen u verder");
    await expect(page.getByRole("main")).toContainText(phone!);
    await expect(page.getByRole("main")).toContainText(/nu (open tot|gesloten)/);
  }
  await visitor.open("/hulp-bij-inloggen/loodgieter");
  await visitor.at("Deze pagina bestaat niet (meer)", 404);
});

test("on paper an answer keeps its text, and number, hours and address; nothing to press is left", async ({ visitor, page }) => {
  await visitor.open("/hulp-bij-inloggen/autoverkoper/iets-anders");
  await visitor.at("Wij helpen u verder");
  await page.emulateMedia({ media: "print" });
  const main = page.getByRole("main");
  await expect(main.getByText("070 123 4567").first()).toBeVisible();
  await expect(main.getByText("autobedrijven@voorbeeld.example")).toBeVisible();
  await expect(main.getByText(/8\.15 tot 17\.30 uur/)).toBeVisible();
  const foot = page.getByRole("contentinfo");
  await expect(foot.getByText("070 123 4567")).toBeVisible();
  await expect(foot.getByText(/^Afgedrukt op \d/)).toBeVisible();
  await expect(page.locator(".site-tools")).toBeHidden();
  await expect(main.locator(".page-actions")).toBeHidden();
  await visitor.open("/hulp-bij-inloggen/adviseur/certificaat");
  await expect(main.getByText(/Een bedrijfscertificaat/)).toBeVisible();
  await expect(foot.getByText("0800 1234")).toBeVisible();
  await page.emulateMedia({ media: null });
});
