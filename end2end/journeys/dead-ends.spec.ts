// Where a way ends: links from mails that stop an account or open nothing any more, and every page of an error. Each
// says what happened, and has one button that leads on.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { fatima, karin, mo, noor, PASSWORD } from "../support/people.ts";

const NEW = "drie fietsen in de regen";
const DAY = 24 * 60; // minutes
const MORE_THAN_A_FORM = 70_000; // characters

/** Mo changes the password; gives back the link of the warning that follows, with which its owner stops the account. */
async function changesPassword(visitor: Visitor, mailbox: Mailbox): Promise<string> {
  await visitor.logIn(mo);
  await visitor.open("/account/beveiliging/wachtwoord");
  await visitor.type("Huidig wachtwoord", PASSWORD);
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan");
  return linkIn(await mailbox.mail(mo.email, "Uw wachtwoord is gewijzigd"), "/blokkeren/");
}

async function asksForALink(visitor: Visitor, mailbox: Mailbox): Promise<string> {
  await visitor.open("/wachtwoord-vergeten");
  await visitor.type("E-mailadres", mo.email);
  await visitor.press("Stuur mij de link");
  return linkIn(await mailbox.mail(mo.email, "Nieuw wachtwoord instellen"), "/wachtwoord-instellen/");
}

test("the link of a warning mail stops the account with one press, and says what to do now", async ({ visitor, another, mailbox }) => {
  const link = await changesPassword(visitor, mailbox);
  const owner = await another();
  await owner.open(link);
  await owner.at("Wilt u uw account blokkeren?");
  await owner.open(link); // a scanner of mail looked first
  await visitor.open("/start");
  await visitor.at(`Welkom, ${mo.name}`);
  owner.hand.fresh();
  await owner.press("Blokkeer mijn account");
  await owner.at("Uw account is geblokkeerd");
  owner.hand.spent({ presses: 1, typed: 0 });
  await expect(owner.page.getByRole("main")).toContainText("0800 1234");
  await owner.open(link);
  await owner.at("Uw account is al geblokkeerd");
  await owner.follow("Zo bereikt u ons");
  await owner.at("Contact");
  await visitor.open("/start");
  await visitor.at("Inloggen");
});

test("the link of a warning mail that is old, or lost a part, gives the number to call", async ({ visitor, program, mailbox }) => {
  const link = await changesPassword(visitor, mailbox);
  await visitor.open(link.slice(0, -5));
  await visitor.at("Deze link kennen wij niet", 404);
  await program.later(31 * DAY);
  await visitor.open(link);
  await visitor.at("Deze link werkt niet meer", 410);
  await expect(visitor.page.getByRole("main")).toContainText("Bel ons meteen: 0800 1234.");
  await visitor.follow("Zo bereikt u ons");
  await visitor.at("Contact");
});

test("whoever stops the account between link and code hears that it stays stopped, and who can help", async ({ visitor, another, page, mailbox }) => {
  const freeze = await changesPassword(await another(), mailbox);
  await visitor.open(await asksForALink(visitor, mailbox));
  await visitor.type("Nieuw wachtwoord", "een natte wandeling in mei");
  await visitor.press("Opslaan en inloggen");
  await visitor.at("Vul de sms-code in");
  const owner = await another();
  await owner.open(freeze);
  await owner.press("Blokkeer mijn account");
  await owner.at("Uw account is geblokkeerd");
  // The code of the login came first, and was used then.
  await visitor.giveCode(mo.mobile);
  await visitor.at("Uw account is geblokkeerd");
  await expect(page.getByRole("main")).toContainText("Uw wachtwoord is daarom niet gewijzigd.");
  await expect(page.getByRole("main")).toContainText(`${fatima.name} (${fatima.email})`);
  await visitor.follow("Vraag mijn beheerder om hulp");
  await visitor.at("Vraag uw beheerder om hulp");
});

test("with a link for a new password and access nowhere, the admin has to help", async ({ visitor, another, page, mailbox }) => {
  const link = await asksForALink(visitor, mailbox);
  const admin = await another();
  await admin.logIn(fatima);
  await admin.open("/beheer/medewerkers");
  await admin.hand.press(admin.link(mo.name).first());
  await admin.hand.press(admin.link(/^Uit dienst/).first());
  await admin.press("Toegang stoppen");
  await mailbox.mail(mo.email, /^Uw toegang bij .* is gestopt$/);
  await visitor.open(link);
  await visitor.at("Uw gebruikersbeheerder moet u helpen");
  await visitor.follow("Vraag mijn beheerder om hulp");
  await visitor.at("Vraag uw beheerder om hulp");
  await expect(page.getByRole("contentinfo")).toContainText("0800 1234");
});

test("an invitation that lost a part on its way says so, and that a new one can be had", async ({ visitor, another, mailbox }) => {
  const admin = await another();
  await admin.logIn(karin);
  await admin.open("/beheer/medewerkers");
  await admin.hand.press(admin.link(noor.name).first());
  await admin.press(/^Uitnodiging opnieuw sturen/);
  const link = linkIn(await mailbox.mail(noor.email, /geeft u toegang tot/), "/account-activeren/");
  await visitor.open(link.slice(0, -5));
  await visitor.at("Deze link kennen wij niet", 404);
  await visitor.follow("Vraag een nieuwe mail");
  await visitor.type("E-mailadres", noor.email);
  await visitor.press("Stuur mij de link");
  // Sent a moment ago, so it is not sent once more; the page is the same for everybody.
  await visitor.at("Controleer uw e-mail");
});

test("400 and 413: a form with something in it that we never asked, and one that is too long", async ({ visitor, page }) => {
  await visitor.open("/inloggen");
  await page.route("**/inloggen", (route) => route.continue({ postData: "rol=beheerder" }), { times: 1 });
  await visitor.press("Inloggen");
  await visitor.at("Dit formulier kwam niet goed aan", 400);
  await visitor.follow("Terug naar de pagina");
  await visitor.at("Inloggen");
  await visitor.field("E-mailadres").fill("x".repeat(MORE_THAN_A_FORM));
  await visitor.press("Inloggen");
  await visitor.at("Dat is te veel tegelijk", 413);
  await visitor.follow("Terug naar de pagina");
  await visitor.at("Inloggen");
});

test("403: a page for admins, and a form that stands on somebody else's page", async ({ visitor, page, program }) => {
  await visitor.logIn(mo);
  await visitor.open("/beheer/medewerkers");
  await visitor.at("Deze pagina is niet voor u", 403);
  await visitor.follow("Naar de startpagina");
  await visitor.at(`Welkom, ${mo.name}`);
  await page.goto("about:blank");
  await page.setContent(`<form method="post" action="${program.origin}/uitloggen"><button>Win een reis</button></form>`);
  await visitor.press("Win een reis");
  await visitor.at("Dit formulier komt niet van onze pagina", 403);
  await visitor.open("/start");
  await visitor.at(`Welkom, ${mo.name}`);
});

test("404 and 405: an address that does not exist, and one where nothing is to be seen", async ({ visitor }) => {
  for (const [address, status] of [["/bestaat-niet", 404], ["/uitloggen", 405]] as const) {
    await visitor.open(address);
    await visitor.at("Deze pagina bestaat niet (meer)", status);
    await visitor.follow("Naar inloggen");
    await visitor.at("Inloggen");
  }
});

test("429: after ten wrong codes in a day there is a time from when it can be tried again", async ({ visitor, page, program }) => {
  await visitor.logIn(mo);
  await program.later(16);
  const wrong = async (times: number) => {
    await visitor.open("/account/beveiliging/mobiel");
    await visitor.press("Stuur mij een code");
    for (let time = 0; time < times; time += 1) {
      await visitor.type("Code uit de sms", "000000");
      await visitor.press("Bevestigen");
    }
  };
  await wrong(5);
  await visitor.at(`Welkom, ${mo.name}`);
  await wrong(5);
  await visitor.at(`Welkom, ${mo.name}`);
  await wrong(1);
  await visitor.at("Even wachten", 429);
  await expect(page.getByRole("main")).toContainText(/U kunt het weer proberen vanaf (morgen )?\d+\.\d\d uur/);
  await visitor.follow("Naar de startpagina");
  await visitor.at(`Welkom, ${mo.name}`);
});

test("500: something broke on our side, and a number says which time", async ({ visitor, page, program }) => {
  await visitor.open("/dev/klok");
  await mkdir(join(program.dataDir, "klok")); // where its clock wants to write a file
  await visitor.press("Een uur vooruit");
  await visitor.at("Er ging bij ons iets mis", 500);
  await expect(page.getByRole("main")).toContainText("Foutnummer");
  await expect(page.locator(".code-display strong")).toHaveText(/^[0-9A-Z]{4,}$/);
  await visitor.follow("Probeer het nog eens");
  await expect(visitor.button("Een uur vooruit")).toBeVisible();
});
