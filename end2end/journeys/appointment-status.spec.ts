// The page that follows a request to be appointed, as its applicant sees it at every point of its life.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn, wordsOf, type Letter, type Mailbox } from "../support/letters.ts";
import { daan, sanne } from "../support/people.ts";

const DAY = 24 * 60; // minutes
const SASKIA = "saskia@kantoor-deboer.example";
const RECEIVED = /^Uw aanvraag is in behandeling \(GB-\d{4}-\d{5}\)$/;

/** Requests of the demo: how each stands, what else its page says, and the one way on, if there is one. */
const STANDS = [
  ["kees.visser@gmail.com", "In behandeling", "U hoort uiterlijk", undefined],
  ["iris@autohuis-vandam.example", "Wij hebben een vraag", "Wordt u de derde, of vervangt u iemand?", undefined],
  ["johan@kantoor-smit.example", "Afgewezen", "Wij konden uw bedrijf niet bereiken om de aanvraag te controleren.", "Bel 0800 1234"],
  ["karin@kantoor-deboer.example", "Klaar: het account is in gebruik", "U bent gebruikersbeheerder.", "Naar inloggen"],
  ["bas@garage-mulder.example", "Gesloten: de termijn is voorbij", "U kunt een nieuwe aanvraag doen.", "Nieuwe aanvraag"],
  ["nina@debrug.example", "Ingetrokken", "Er gebeurt niets meer mee.", "Nieuwe aanvraag"],
] as const;

/** What stands at "Status" among the facts of a request. */
function stand(visitor: Visitor) {
  return visitor.page.getByRole("region", { name: "Gegevens van de aanvraag" });
}

/** Saskia asks to be appointed; gives back the letter that asks whether the address is hers. */
async function asks(visitor: Visitor, mailbox: Mailbox): Promise<Letter> {
  await visitor.open("/gebruikersbeheerder-aanvragen/adviseur");
  for (const [label, text] of [
    ["Tussenpersoonnummer", "40.217"],
    ["Bedrijfsnaam", "Kantoor De Boer"],
    ["Voornaam", "Saskia"],
    ["Achternaam", "Kramer"],
    ["E-mailadres", SASKIA],
    ["Mobiel nummer", "06 12345796"],
  ] as const) await visitor.field(label).fill(text);
  await visitor.press("Controleren");
  await visitor.press("Aanvraag versturen");
  return mailbox.mail(SASKIA, /^Bevestig uw e-mailadres/);
}

/** … and says yes; gives back the address of the page that follows the request. */
async function asksAndConfirms(visitor: Visitor, mailbox: Mailbox): Promise<string> {
  await visitor.open(linkIn(await asks(visitor, mailbox), "/gebruikersbeheerder-aanvragen/bevestigen/"));
  await visitor.press("Ja, dit is mijn e-mailadres");
  return linkIn(await mailbox.mail(SASKIA, RECEIVED), "/aanvraag/");
}

/** An agent opens the request, the only one for this company, and begins with it. */
async function takes(agent: Visitor): Promise<void> {
  await agent.logIn(sanne);
  await agent.open("/servicedesk/aanvragen");
  await agent.hand.press(agent.page.getByRole("listitem").filter({ hasText: "Kantoor De Boer" }).getByRole("link"));
  await agent.press("In behandeling nemen");
}

test("every request of the demo says how it stands, why, and what to do now", async ({ visitor, page, mailbox }) => {
  for (const [email, stands, says, next] of STANDS) {
    await visitor.open(linkIn(await mailbox.mail(email, RECEIVED), "/aanvraag/"));
    await visitor.at("Uw aanvraag");
    await expect(stand(visitor)).toContainText(stands);
    await expect(page.getByRole("main")).toContainText(says);
    // Beside taking it back, which is asked about on a page of its own.
    const ways = page.getByRole("main").locator('a.button:not([href$="/intrekken"])');
    if (next) await expect(ways).toHaveText(next);
    else await expect(ways).toHaveCount(0);
  }
});

test("from approved to an account in use", async ({ visitor, another, page, mailbox }) => {
  const status = await asksAndConfirms(visitor, mailbox);
  const checks = await another();
  await takes(checks);
  const request = checks.page.url();
  await checks.press("Dit is het bedrijf");
  await checks.told("Het bedrijf is gekozen.");
  await checks.hand.press(checks.link("Terugbellen"));
  await checks.field("Nummer dat u belde").fill("055 765 4321");
  await checks.field("Bron van het nummer").fill("relatiebestand");
  await checks.press("Gebeld, en het klopt");
  await checks.press("De gegevens kloppen");
  await visitor.open(status);
  await expect(stand(visitor)).toContainText("In behandeling");
  const approves = await another();
  await approves.logIn(daan);
  await approves.open(request);
  await approves.press("Goedkeuren en activeren");
  await approves.told("Saskia Kramer wordt beheerder.");

  await visitor.open(status);
  await visitor.at("Uw aanvraag");
  await expect(stand(visitor)).toContainText("Goedgekeurd");
  await expect(page.getByRole("main")).toContainText("U hebt een mail gekregen om uw account klaar te maken.");
  await expect(visitor.link("Aanvraag intrekken")).toHaveCount(0);
  await visitor.open(linkIn(await mailbox.mail(SASKIA, /^U wordt gebruikersbeheerder van/), "/account-activeren/"));
  await visitor.type("Kies een wachtwoord", "vier groene fietsbellen");
  await visitor.press("Account klaarmaken");
  await visitor.giveCode("+31612345796");
  await visitor.open(status);
  await visitor.at("Uw aanvraag");
  await expect(stand(visitor)).toContainText("Klaar: het account is in gebruik");
});

test("an address that is not confirmed is reminded once, and then the link is over", async ({ visitor, program, mailbox }) => {
  const asked = await asks(visitor, mailbox);
  await program.later(3 * DAY + 5);
  const reminder = await mailbox.mail(SASKIA, /^Herinnering: bevestig uw e-mailadres/);
  await program.later(4 * DAY);
  for (const letter of [asked, reminder]) {
    await visitor.open(linkIn(letter, "/gebruikersbeheerder-aanvragen/bevestigen/"));
    await visitor.at("Deze link werkt niet meer", 410);
  }
  await visitor.follow("Nieuwe aanvraag");
  await visitor.at("Gebruikersbeheerder aanvragen");
});

test("a question that is not answered is asked once more, and then the request is closed", async ({ visitor, another, page, program, mailbox }) => {
  const status = await asksAndConfirms(visitor, mailbox);
  const agent = await another();
  await takes(agent);
  await agent.follow("Vraag stellen");
  await agent.field("Uw vraag").fill("Vervangt u Karin de Boer?");
  await agent.press("Vraag versturen");
  await mailbox.mail(SASKIA, /^Wij hebben een vraag over uw aanvraag/);
  await visitor.open(status);
  await visitor.at("Uw aanvraag");
  await expect(stand(visitor)).toContainText("Wij hebben een vraag");
  await expect(page.getByRole("main")).toContainText("Vervangt u Karin de Boer?");
  await program.later(10 * DAY + 5);
  await mailbox.mail(SASKIA, /^Herinnering: wij hebben een vraag over uw aanvraag/);
  await program.later(4 * DAY);
  const closed = await mailbox.mail(SASKIA, /^Uw aanvraag is gesloten/);
  expect(wordsOf(closed)).toContain("kregen niet op tijd antwoord.");
  await visitor.open(status);
  await visitor.at("Uw aanvraag");
  await expect(stand(visitor)).toContainText("Gesloten: de termijn is voorbij");
  await visitor.follow("Nieuwe aanvraag");
  await visitor.at("Gebruikersbeheerder aanvragen");
});

test("a request that was turned down tells its applicant why, and one taken back stays so", async ({ visitor, another, page, mailbox }) => {
  const status = await asksAndConfirms(visitor, mailbox);
  const agent = await another();
  await takes(agent);
  await agent.follow("Afwijzen");
  await agent.field(/^Wij hebben uw bedrijf gebeld/).check();
  await agent.press("Afwijzen");
  await agent.told("De aanvraag is afgewezen.");
  await visitor.open(status);
  await visitor.at("Uw aanvraag");
  await expect(stand(visitor)).toContainText("Afgewezen");
  await expect(page.getByRole("main")).toContainText("Wij hebben uw bedrijf gebeld. Uw bedrijf wil dit niet.");

  await visitor.open(linkIn(await mailbox.mail("kees.visser@gmail.com", RECEIVED), "/aanvraag/"));
  await visitor.follow("Aanvraag intrekken");
  await visitor.press("Ja, trek de aanvraag in");
  await visitor.told("Uw aanvraag is ingetrokken.");
  await page.reload();
  await visitor.at("Uw aanvraag");
  await expect(stand(visitor)).toContainText("Ingetrokken");
});
