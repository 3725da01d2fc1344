// The ways to every screen that is photographed. Fields by their names, and forms by where they lead: labels change with
// the language.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { bart, bram, jan, karin, lisa, mo, noor, PASSWORD, type Person, piet, sanne, tom } from "../support/people.ts";
import type { Program } from "../support/program.ts";
import type { Photographer } from "./photographer.ts";

/** What a walk needs. */
export interface Walk {
  page: Page;
  photographer: Photographer;
  mailbox: Mailbox;
  program: Program;
}

const NEW_PASSWORD = "drie fietsen in de regen";

/** Presses the one filled button of the page. */
export async function submit(page: Page): Promise<void> {
  await page.getByRole("main").locator("button[type=submit]:not(.button-second)").first().click();
}

async function photographs({ page, photographer }: Walk, pages: readonly (readonly [string, string])[]): Promise<void> {
  for (const [name, address] of pages) {
    await page.goto(address);
    await photographer.take(name);
  }
}

async function passwordOf(page: Page, who: Person): Promise<void> {
  await page.context().clearCookies({ name: "__Host-sessie" });
  await page.goto("/inloggen");
  await page.locator("[name=email]").fill(who.email);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("[name=password]").press("Enter");
}

/** All the way in, for who has access at one organisation. */
export async function logIn({ page, mailbox }: Walk, who: Person, atTheCode?: () => Promise<void>): Promise<void> {
  await passwordOf(page, who);
  await page.waitForURL("**/inloggen/code");
  await atTheCode?.();
  await page.locator("[name=code]").fill(await mailbox.code(who.mobile));
  await page.locator("[name=code]").press("Enter");
  await page.waitForURL(/\/(start|nieuw-wachtwoord)$/);
}

/** Karin has Noor's invitation sent once more, behind the scenes; gives back its link. */
export async function invited(walk: Walk): Promise<string> {
  const { page, mailbox } = walk;
  await logIn(walk, karin);
  await page.goto("/beheer/medewerkers");
  await page.getByRole("link", { name: noor.name, exact: true }).first().click();
  await page.locator("form[action$=uitnodiging-opnieuw] button").first().click();
  const link = linkIn(await mailbox.mail(noor.email, /./), "/account-activeren/");
  await page.context().clearCookies({ name: "__Host-sessie" });
  return link;
}

/** The screens of whoever is not in yet. */
export async function outside(walk: Walk): Promise<void> {
  const { page, photographer, mailbox } = walk;
  await page.goto("/inloggen");
  await photographer.take("login");
  await page.locator("[name=email]").fill("iemand@nergens.example");
  await page.locator("[name=password]").fill("niet het wachtwoord");
  await submit(page);
  await photographer.take("login refused");
  for (let time = 0; time < 12 && !page.url().includes("even-wachten"); time += 1) {
    await page.locator("[name=email]").fill("iemand@nergens.example");
    await page.locator("[name=password]").fill("niet het wachtwoord");
    await page.locator("[name=password]").press("Enter");
    await page.waitForLoadState();
  }
  await photographer.take("please wait");
  await photographs(walk, [
    ["who is my admin", "/wie-is-mijn-beheerder"],
    ["ask for help", "/hulp-vragen"],
    ["help: who", "/hulp-bij-inloggen"],
    ["help: what", "/hulp-bij-inloggen/autoverkoper"],
    ["help: the answer", "/hulp-bij-inloggen/autoverkoper/financial-assistant"],
    ["help: call", "/hulp-bij-inloggen/adviseur/beheerder-geblokkeerd"],
    ["contact", "/contact"],
    ["reset", "/wachtwoord-vergeten"],
  ]);
  await page.locator("[name=email]").fill(mo.email);
  await submit(page);
  await photographer.take("reset sent");
  const link = linkIn(await mailbox.mail(mo.email, /./), "/wachtwoord-instellen/");
  await page.goto(link);
  await page.locator("[name=password]").fill("kort");
  await submit(page);
  await photographer.take("new password refused");
  await page.goto(link.slice(0, -5));
  await photographer.take("link that is not ours");
  await passwordOf(page, jan);
  await photographer.take("which company");
}

/** Asking to be appointed, from the form to the page that follows the request. */
export async function appointing(walk: Walk): Promise<void> {
  const { page, photographer, mailbox } = walk;
  await photographs(walk, [
    ["appointment: which kind", "/gebruikersbeheerder-aanvragen"],
    ["appointment", "/gebruikersbeheerder-aanvragen/garage"],
  ]);
  for (const [name, text] of Object.entries({
    company: "Garage De Linde",
    number: "3100517",
    given_name: "Sevgi",
    initials: "S.",
    family_name: "Çelik",
    email: "sevgi@garage-delinde.example",
    mobile: "06 1234 579",
  })) await page.locator(`[name=${name}]`).fill(text);
  await page.locator("[name=sex]").last().check();
  await submit(page);
  await photographer.take("appointment refused");
  await page.locator("[name=mobile]").fill("06 12345798");
  await submit(page);
  await photographer.take("appointment: is this right");
  await submit(page);
  await photographer.take("appointment received");
  await page.goto(linkIn(await mailbox.mail("sevgi@garage-delinde.example", /./), "/gebruikersbeheerder-aanvragen/bevestigen/"));
  await photographer.take("appointment: confirm");
  await submit(page);
  await photographer.take("appointment: confirmed");
  for (const [name, email] of [
    ["appointment: status", "sevgi@garage-delinde.example"],
    ["appointment: a question", "iris@autohuis-vandam.example"],
    ["appointment: turned down", "johan@kantoor-smit.example"],
  ] as const) {
    await page.goto(linkIn(await mailbox.mail(email, /./), "/aanvraag/"));
    await photographer.take(name);
  }
}

/** The screens of an admin. */
export async function inside(walk: Walk): Promise<void> {
  const { page, photographer } = walk;
  await logIn(walk, karin, () => photographer.take("code"));
  await photographs(walk, [
    ["start", "/start"],
    ["staff", "/beheer/medewerkers"],
  ]);
  const person = await page.getByRole("link", { name: piet.name, exact: true }).first().getAttribute("href");
  await page.goto(person!);
  await photographer.take("person");
  await page.goto(`${person}/mobiel`);
  await page.locator("[name=nummer]").first().fill("055 1234567");
  await page.locator("[name=nummer]").first().press("Enter");
  await photographer.take("number refused");
  await photographs(walk, [
    ["rights", `${person}/autorisaties`],
    ["dates of access", `${person}/toegang`],
    ["leaving", `${person}/uit-dienst`],
    ["invite", "/beheer/medewerkers/nieuw"],
    ["admins", "/beheer/beheerders"],
    ["stand-in", "/beheer/beheerders/vervanger"],
    ["half-yearly check", "/beheer/controle"],
    ["list for printing", "/beheer/controle/lijst"],
    ["log", "/beheer/logboek"],
    ["account", "/account/beveiliging"],
    ["own details", "/account/gegevens"],
  ]);
  await page.goto("/beheer/medewerkers");
  await page.locator("a[href*='/deblokkeren']").first().click();
  await photographer.take("before an unblock");
  await page.locator("form[action*='/deblokkeren'] button").first().click();
  await photographer.take("staff after an unblock");
  await logIn(walk, lisa);
  await page.goto("/beheer/medewerkers?zoek=Wit");
  await page.getByRole("link", { name: bram.name, exact: true }).first().click();
  await page.waitForURL(/\/beheer\/medewerkers\/.+/);
  await photographer.take("person: a fellow admin");
}

/** One's own account: another address, another password, and the mail that warns of it. */
export async function ownAccount(walk: Walk): Promise<void> {
  const { page, photographer, mailbox } = walk;
  await logIn(walk, tom);
  await photographer.take("new password once");
  await logIn(walk, mo);
  await photographs(walk, [["another address", "/account/gegevens/e-mailadres"]]);
  await page.locator("[name=new_email]").fill("mo@nieuwe-garage.example");
  await page.locator("[name=current_password]").fill(PASSWORD);
  await submit(page);
  await photographer.take("another address: on its way");
  await page.goto(linkIn(await mailbox.mail("mo@nieuwe-garage.example", /./), "/e-mailadres-bevestigen/"));
  await photographer.take("another address: confirm");
  await page.goto("/account/beveiliging/wachtwoord");
  await page.locator("[name=current_password]").fill(PASSWORD);
  await page.locator("[name=new_password]").fill(NEW_PASSWORD);
  await submit(page);
  await photographer.take("password changed");
  const warned = await mailbox.mail(mo.email, "Uw wachtwoord is gewijzigd");
  await page.context().clearCookies({ name: "__Host-sessie" });
  await page.goto(linkIn(warned, "/blokkeren/"));
  await photographer.take("freeze");
  await submit(page);
  await photographer.take("frozen");
}

/** The screens of the service desk. */
export async function desk(walk: Walk): Promise<void> {
  const { page, photographer } = walk;
  await logIn(walk, sanne);
  await page.goto("/servicedesk");
  await photographer.take("desk");
  await page.locator("[name=zoek]").fill("de Boer");
  await page.locator("[name=zoek]").press("Enter");
  await page.waitForURL("**/servicedesk/gevonden");
  await photographer.take("desk: found");
  await page.locator("main a[href^='/servicedesk/organisaties/']").first().click();
  await page.waitForURL("**/servicedesk/organisaties/**");
  await photographer.take("desk: a company");
  await page.goto("/servicedesk");
  await page.locator("[name=zoek]").fill("lisa@autohuis-vandam.example");
  await page.locator("[name=zoek]").press("Enter");
  await page.waitForURL("**/servicedesk/gebruikers/**");
  await photographer.take("desk: the case");
  await page.locator("form[action$=versturen] button").first().click();
  await page.waitForURL("**/beller-controleren");
  await photographer.take("desk: is it them");
  await page.goto("/servicedesk/aanvragen");
  await photographer.take("desk: the queue");
  await page.getByRole("main").locator("li a[href^='/servicedesk/aanvragen/']").first().click();
  await page.waitForURL(/\/servicedesk\/aanvragen\/.+/);
  await photographer.take("desk: a request");
  await photographs(walk, [
    ["desk: questions", "/servicedesk/hulpvragen"],
    ["desk: without an admin", "/servicedesk/zonder-beheerder"],
    ["desk: message", "/servicedesk/bericht"],
    ["desk: report", "/servicedesk/rapportage"],
    ["desk: own text", "/servicedesk/bericht/eigen"],
  ]);
  await page.locator("[name=nl]").fill("De app doet het vandaag niet. Log in met uw computer.");
  await page.locator("[name=en]").fill("The app does not work today. Log in with your computer.");
  await submit(page);
  await page.waitForURL("**/servicedesk/bericht");
  await photographer.take("desk: a text that waits");
}

/** What comes with time: the code in between, the login that is over, links that ran out. */
export async function later(walk: Walk, invitation: string): Promise<void> {
  const { page, photographer, mailbox, program } = walk;
  await page.context().clearCookies({ name: "__Host-sessie" });
  await page.goto(invitation);
  await photographer.take("activation");
  await page.goto("/wachtwoord-vergeten");
  await page.locator("[name=email]").fill(karin.email);
  await submit(page);
  const reset = linkIn(await mailbox.mail(karin.email, "Nieuw wachtwoord instellen"), "/wachtwoord-instellen/");
  await logIn(walk, karin);
  await program.later(16);
  await page.goto("/account/beveiliging/wachtwoord");
  await photographer.take("step-up: offer");
  await submit(page);
  await photographer.take("step-up: code");
  await program.later(31);
  await page.goto("/start");
  await photographer.take("login is over");
  await program.later(60);
  await page.goto(reset);
  await photographer.take("link ran out");
  await program.later(8 * 24 * 60);
  await page.goto(invitation);
  await photographer.take("invitation ran out");
}

/** The pages of errors; the last one for good, because the clock is broken with it. */
export async function errors(walk: Walk): Promise<void> {
  const { page, photographer, program } = walk;
  await photographs(walk, [["not found", "/bestaat-niet"]]);
  await page.goto("/inloggen");
  await page.route("**/inloggen", (route) => route.continue({ postData: "rol=beheerder" }), { times: 1 });
  await submit(page);
  await photographer.take("bad form");
  await logIn(walk, bart);
  await photographs(walk, [["forbidden", "/beheer/medewerkers"]]);
  await page.goto("/dev/klok");
  const clock = join(program.dataDir, "klok"); // a file, until here
  await rm(clock);
  await mkdir(clock);
  await page.getByRole("main").locator("button").first().click();
  await photographer.take("our fault");
}
