// What one person alone cannot do: make somebody an agent, speak to everybody, reach a fellow admin's telephone. Whoever
// tries is told who can.

import { expect, test, type Visitor } from "../support/journey.ts";
import { bram, daan, lisa, sanne } from "../support/people.ts";

const NEWS = "Bericht voor iedereen";

test("an agent who is invited gets the right when another agent approves, and every agent hears of it", async ({ visitor, another, page, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.open("/beheer/medewerkers/nieuw");
  await visitor.type("Voornaam", "Bas");
  await visitor.type("Achternaam", "Brouwer");
  await visitor.type("E-mailadres van het werk", "bas@voorbeeld.example");
  await visitor.type("Mobiel nummer", "0612349901");
  const desk = page.getByRole("checkbox", { name: "Servicedesk" });
  await expect(desk).not.toBeChecked();
  await expect(desk).toHaveAccessibleDescription(/Iemand anders van de servicedesk moet dit eerst goedkeuren/);
  await visitor.hand.press(desk);
  await visitor.press("Uitnodiging versturen");
  await visitor.told("Bas krijgt dit pas als de servicedesk het goedkeurt: Servicedesk.");

  const colleague = await another();
  await colleague.logIn(daan);
  await colleague.open("/servicedesk");
  await colleague.at("Wie belt er?");
  await colleague.press(/^Goedkeuren/);
  await colleague.told("Bas Brouwer heeft de autorisatie gekregen.");
  for (const agent of [sanne, daan]) {
    await mailbox.mail(agent.email, "Bas Brouwer van Voorbeeld Verzekeringen heeft een nieuwe autorisatie: Servicedesk");
  }
});

test("an agent's own text stands on every page once a second agent approved it", async ({ visitor, another, page }) => {
  const text = "De app doet het vandaag niet. Log in met uw computer.";
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk/bericht");
  await visitor.follow("Eigen tekst schrijven");
  await visitor.at("Eigen bericht voor iedereen");
  await visitor.type("Bericht in het Nederlands", text);
  await visitor.press("Vraag een collega");
  await visitor.at("Eigen bericht voor iedereen", 422);
  await expect(page.getByRole("alert").getByRole("link", { name: "Vul het bericht in het Engels in." })).toBeVisible();
  await expect(visitor.field("Bericht in het Nederlands")).toHaveValue(text);
  await visitor.type("Bericht in het Engels", "The app does not work today. Log in with your computer.");
  await visitor.press("Vraag een collega");
  await visitor.told("Een collega moet dit bericht goedkeuren.");
  await expect(visitor.button(/^Goedkeuren/)).toHaveCount(0);

  const stranger = await another();
  const banners = async (number: number) => {
    await stranger.open("/inloggen");
    await expect(stranger.page.locator(".banner").filter({ hasText: text })).toHaveCount(number);
  };
  await banners(0);
  const colleague = await another();
  await colleague.logIn(daan);
  await colleague.open("/servicedesk");
  await colleague.follow("Een bericht voor iedereen wacht op een tweede collega");
  await colleague.at(NEWS);
  await colleague.press("Goedkeuren");
  await colleague.told("Het bericht is goedgekeurd.");
  await banners(1);
});

test("a text with a time in it does not go up before the time was chosen", async ({ visitor, page }) => {
  await visitor.logIn(daan);
  await visitor.open("/servicedesk/bericht");
  await page.getByLabel("Storing bij inloggen").check();
  await visitor.press("Bericht bekijken");
  await visitor.at(NEWS, 422);
  await expect(page.getByLabel("Storing bij inloggen")).toBeChecked();
  await expect(page.getByLabel("Tijd in de tekst")).toHaveAccessibleDescription(/Kies hoe laat/);
  await page.getByLabel("Tijd in de tekst").selectOption({ index: 2 });
  await visitor.press("Bericht bekijken");
  await visitor.at(NEWS);
  await expect(page.locator(".told"), "it is read before it goes up").toBeFocused();
  await visitor.press("Bericht plaatsen");
  await visitor.told("Het bericht is geplaatst.");
});

test("an admin finds at a fellow admin who helps, and no way to the other's telephone", async ({ visitor, page }) => {
  const who = (shown: Visitor) => expect(shown.page.getByRole("main")).toContainText(`moet daarvoor zelf de afdeling Autobedrijven (070 123 4567) bellen`);
  await visitor.logIn(lisa);
  await visitor.open("/beheer/medewerkers?zoek=Wit");
  await visitor.hand.press(visitor.link(bram.name).first());
  await visitor.at(bram.name);
  await who(visitor);
  await expect(visitor.link(/Mobiel/)).toHaveCount(0);
  await visitor.open(`${new URL(page.url()).pathname}/mobiel`);
  await visitor.at(bram.name);
  await visitor.told(`${bram.name} is ook gebruikersbeheerder. Alleen de afdeling Autobedrijven kan dit doen.`);
});
