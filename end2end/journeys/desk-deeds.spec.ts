// What the service desk does less often: an invitation once more, a request that a colleague turns down or that is taken
// back, a session that ends, a message for later, and a company that is known under another number.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { daan, fatima, lisa, sanne } from "../support/people.ts";

const AHMED = { name: "Ahmed Kaya", email: "ahmed@garage-delinde.example", mobile: "+31612345703" };

/** An agent finds this person, and makes sure with buttons that this is who is on the telephone. */
async function checks(agent: Visitor, mailbox: Mailbox, caller: { email: string; mobile: string }): Promise<void> {
  await agent.open("/servicedesk");
  await agent.type("Zoek een beller", caller.email);
  await agent.press("Zoeken");
  await agent.press("Beller controleren");
  await agent.type("Code die de beller noemt", await mailbox.callerCode(caller.mobile));
  await agent.press("Controleren");
}

async function asksForAnotherNumber(agent: Visitor): Promise<void> {
  await agent.follow("Mobiel nummer wijzigen");
  await agent.type("Nieuw mobiel nummer", "06 87654321");
  await agent.field("Reden").selectOption("Andere telefoon of ander nummer");
  await agent.press("Vraag een collega");
  await agent.told("Een collega moet dit goedkeuren.");
}

test("a new admin who lost the mail calls, and gets the invitation once more", async ({ visitor, another, program, mailbox }) => {
  await visitor.logIn(daan);
  await visitor.open("/servicedesk/aanvragen");
  await visitor.hand.press(visitor.page.getByRole("listitem").filter({ hasText: "Garage De Linde BV" }).getByRole("link"));
  await visitor.press("Goedkeuren en activeren");
  const lost = await mailbox.mail(AHMED.email, /^U wordt gebruikersbeheerder van/);
  await program.later(10);

  const agent = await another();
  await agent.logIn(sanne);
  await checks(agent, mailbox, AHMED);
  await agent.at(/^Ahmed is uitgenodigd/);
  await agent.press("Uitnodiging opnieuw sturen");
  await agent.told(`${AHMED.name} krijgt de uitnodiging opnieuw.`);
  await agent.at(/^Ahmed is uitgenodigd/);
  const owner = await another();
  await owner.open(linkIn(lost, "/account-activeren/"));
  await owner.at("Deze uitnodiging werkt niet meer", 410);
  await owner.open(linkIn(await mailbox.mail(AHMED.email, /geeft u toegang tot/), "/account-activeren/"));
  await owner.at("Welkom Ahmed");
});

test("of two requests for another number one is taken back and one turned down, and nothing changes", async ({ visitor, another, page, mailbox }) => {
  await visitor.logIn(sanne);
  await checks(visitor, mailbox, fatima);
  const person = page.url();
  await asksForAnotherNumber(visitor);
  await visitor.open("/servicedesk");
  await visitor.at("Wie belt er?");
  await visitor.press(/^Intrekken/);
  await visitor.told(`De aanvraag voor ${fatima.name} is ingetrokken.`);
  await expect(page.locator("#vier-ogen")).toHaveCount(0);

  await visitor.open(person);
  await asksForAnotherNumber(visitor);
  const colleague = await another();
  await colleague.logIn(daan);
  await colleague.open("/servicedesk");
  await colleague.press(/^Afwijzen/);
  await colleague.told(`De aanvraag voor ${fatima.name} is afgewezen. Er is niets gewijzigd.`);
  await colleague.at("Wie belt er?");
  await expect(colleague.page.locator("#vier-ogen")).toHaveCount(0);
  const owner = await another();
  await owner.logIn(fatima); // with the code to the number as it was
});

test("what a colleague decides is shown where it is waited for, and nothing that is typed is lost", async ({ visitor, another, page, mailbox, javaScriptEnabled }) => {
  if (javaScriptEnabled) await page.clock.install();
  await visitor.logIn(sanne);
  await checks(visitor, mailbox, fatima);
  await asksForAnotherNumber(visitor);
  const waits = page.locator("#vier-ogen");
  await expect(waits).toContainText("06 87654321");
  await expect(visitor.link("Ververs deze pagina elke halve minuut").filter({ visible: true })).toHaveCount(javaScriptEnabled ? 0 : 1);
  await visitor.field("Zoek een beller").fill("half getypt");
  const colleague = await another();
  await colleague.logIn(daan);
  await colleague.open("/servicedesk");
  await colleague.press(/^Afwijzen/);
  await colleague.told(`De aanvraag voor ${fatima.name} is afgewezen. Er is niets gewijzigd.`);
  if (!javaScriptEnabled) return;
  await page.clock.runFor(16_000);
  await expect(waits).toHaveCount(0);
  await expect(page.locator("#gevraagd")).toContainText(daan.name);
  await expect(visitor.field("Zoek een beller")).toHaveValue("half getypt");
  await expect(page.getByRole("status").filter({ hasText: "De pagina is bijgewerkt." })).toBeAttached();
  // What it was told when it asked is over, too.
  await expect(page.locator(".notice").filter({ hasText: "Een collega moet dit goedkeuren." })).toHaveCount(0);
});

test("whoever lost a telephone calls, and is logged out on it at once", async ({ visitor, another, mailbox }) => {
  const lost = await another();
  await lost.logIn(lisa);
  await visitor.logIn(sanne);
  await checks(visitor, mailbox, lisa);
  await visitor.page.getByLabel("Reden").selectOption("Telefoon of computer kwijt");
  await visitor.press("Overal uitloggen");
  await visitor.told(`${lisa.name} is overal uitgelogd.`);
  await lost.open("/beheer/medewerkers");
  await lost.at("Inloggen");
  await mailbox.mail(lisa.email, /^U bent overal uitgelogd/);
  await lost.giveNameAndPassword(lisa.email);
  await lost.giveCode(lisa.mobile);
  await lost.at("Medewerkers");
});

test("a message for later stands on every page when its time comes, and is gone when it is over", async ({ visitor, another, page, program }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk/bericht");
  await page.getByLabel("Onderhoud").check();
  await page.getByLabel("Tijd in de tekst").selectOption({ index: 3 });
  await page.getByLabel("Vanaf wanneer").selectOption("Over 1 uur");
  await page.getByLabel("Hoe lang").selectOption("2 uur");
  await visitor.press("Bericht bekijken");
  await visitor.at("Bericht voor iedereen");
  await visitor.told("Zo leest iedereen het bericht.");
  await visitor.press("Bericht plaatsen");
  await visitor.told("Het bericht is geplaatst.");
  await visitor.at("Bericht voor iedereen");
  await expect(page.getByRole("region", { name: "Berichten" })).toContainText(/Vanaf \S+dag/);
  const stranger = await another();
  const banners = async (number: number) => {
    await stranger.open("/inloggen");
    await stranger.at("Inloggen");
    await expect(stranger.page.locator(".banner")).toHaveCount(number);
  };
  await banners(0);
  await program.later(61);
  await banners(1);
  await program.later(120);
  await banners(0);
});

test("a number that we do not know is put right by the desk, and a wrong one is refused at the field", async ({ visitor, page }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk/aanvragen");
  await visitor.hand.press(page.getByRole("listitem").filter({ hasText: "Assurantiekantoor Visser" }).getByRole("link"));
  await visitor.press("In behandeling nemen");
  await visitor.follow("Bedrijf kiezen");
  await visitor.at("Welk bedrijf is het?");
  await visitor.type("Tussenpersoonnummer", "40777");
  await visitor.press("Dit is het bedrijf");
  await visitor.at("Welk bedrijf is het?", 422);
  await expect(visitor.field("Tussenpersoonnummer")).toHaveAccessibleDescription(/Wij kennen geen bedrijf van dit soort met dit nummer/);
  await visitor.type("Tussenpersoonnummer", "40918");
  await visitor.press("Dit is het bedrijf");
  await visitor.told("Het bedrijf is gekozen.");
  await expect(page.getByRole("main")).toContainText("Vermeer Assurantiën, 40918 (gekozen)");
});
