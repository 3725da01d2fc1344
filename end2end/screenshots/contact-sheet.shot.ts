// Pictures for people: every important screen, wide and narrow, light and dark, in both languages, on four
// contact sheets in docs/screenshots; and the four that the README shows. They assert nothing.

import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { test, type Visitor } from "../support/journey.ts";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { karin, mo, PASSWORD, type Person, piet, sanne } from "../support/people.ts";

const FOLDER = new URL("../../docs/screenshots/", import.meta.url).pathname;
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };
/** How much of a page is shown; the rest is more of the same. */
const TALLEST = 1_500; // px
const FOR_README = ["login", "code", "staff", "person", "help: what", "appointment", "desk: the case", "desk: a request"];

interface Shot {
  name: string;
  wide: Buffer;
  narrow: Buffer;
}

class Photographer {
  readonly shots: Shot[] = [];
  readonly #page: Page;
  readonly #readme: boolean;

  constructor(page: Page, readme: boolean) {
    this.#page = page;
    this.#readme = readme;
  }

  async take(name: string): Promise<void> {
    const wide = await this.#at(WIDE);
    if (this.#readme && FOR_README.includes(name)) {
      await this.#page.screenshot({ path: `${FOLDER}${name.replace(/\W+/g, "-")}.png`, clip: { x: 0, y: 0, ...WIDE } });
    }
    this.shots.push({ name, wide, narrow: await this.#at(NARROW) });
    await this.#page.setViewportSize(WIDE);
  }

  async #at(size: { width: number; height: number }): Promise<Buffer> {
    await this.#page.setViewportSize(size);
    await this.#page.evaluate(() => document.fonts.ready);
    const height = await this.#page.locator("html").evaluate((html) => html.scrollHeight);
    const clip = { x: 0, y: 0, width: size.width, height: Math.min(height, TALLEST) };
    return this.#page.screenshot({ fullPage: true, clip, type: "jpeg", quality: 85 });
  }
}

for (const language of ["nl", "en"] as const) {
  for (const scheme of ["light", "dark"] as const) {
    test(`contact sheet: ${language}, ${scheme}`, async ({ visitor, page, mailbox, browser }) => {
      test.setTimeout(300_000);
      await mkdir(FOLDER, { recursive: true });
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(WIDE);
      const photographer = new Photographer(page, language === "nl" && scheme === "light");
      await visitor.open(`/inloggen?taal=${language}`);
      await outside(visitor, photographer, mailbox);
      await appointing(visitor, photographer, mailbox);
      await inside(visitor, photographer, mailbox);
      await desk(visitor, photographer, mailbox);
      await hang(browser, photographer.shots, `${FOLDER}contact-${language}-${scheme}.jpg`, scheme);
    });
  }
}

/** The screens of whoever is not in yet. Fields by their names: labels change with the language. */
async function outside({ page }: Visitor, photographer: Photographer, mailbox: Mailbox): Promise<void> {
  const submit = () => page.getByRole("main").locator("button[type=submit]:not(.button-second)").first().click();
  await photographer.take("login");
  await page.locator("[name=email]").fill(mo.email);
  await page.locator("[name=password]").fill("niet het wachtwoord");
  await submit();
  await photographer.take("login refused");
  for (const [name, address] of [
    ["who is my admin", "/wie-is-mijn-beheerder"],
    ["ask for help", "/hulp-vragen"],
    ["help: who", "/hulp-bij-inloggen"],
    ["help: what", "/hulp-bij-inloggen/autoverkoper"],
    ["help: the answer", "/hulp-bij-inloggen/autoverkoper/financial-assistant"],
    ["contact", "/contact"],
    ["not found", "/bestaat-niet"],
    ["reset", "/wachtwoord-vergeten"],
  ] as const) {
    await page.goto(address);
    await photographer.take(name);
  }
  await submit();
  await photographer.take("reset sent");
  await page.goto(linkIn(await mailbox.mail(mo.email, /./), "/wachtwoord-instellen/"));
  await page.locator("[name=password]").fill("kort");
  await submit();
  await photographer.take("new password refused");
}

/** Asking to be appointed, from the form to the page that follows the request. */
async function appointing({ page }: Visitor, photographer: Photographer, mailbox: Mailbox): Promise<void> {
  const submit = () => page.getByRole("main").locator("button[type=submit]:not(.button-second)").first().click();
  await page.goto("/gebruikersbeheerder-aanvragen");
  await photographer.take("appointment: which kind");
  await page.goto("/gebruikersbeheerder-aanvragen/garage");
  await photographer.take("appointment");
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
  await submit();
  await photographer.take("appointment refused");
  await page.locator("[name=mobile]").fill("06 12345798");
  await submit();
  await photographer.take("appointment: is this right");
  await submit();
  await photographer.take("appointment received");
  await page.goto(linkIn(await mailbox.mail("sevgi@garage-delinde.example", /./), "/gebruikersbeheerder-aanvragen/bevestigen/"));
  await photographer.take("appointment: confirm");
}

async function logIn(page: Page, mailbox: Mailbox, who: Person, atTheCode?: () => Promise<void>): Promise<void> {
  await page.goto("/inloggen");
  await page.locator("[name=email]").fill(who.email);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("[name=password]").press("Enter");
  await page.waitForURL("**/inloggen/code");
  await atTheCode?.();
  await page.locator("[name=code]").fill(await mailbox.code(who.mobile));
  await page.locator("[name=code]").press("Enter");
  await page.waitForURL("**/start");
}

/** The screens of the service desk. */
async function desk({ page }: Visitor, photographer: Photographer, mailbox: Mailbox): Promise<void> {
  await page.context().clearCookies({ name: "__Host-sessie" });
  await logIn(page, mailbox, sanne);
  await page.goto("/servicedesk");
  await photographer.take("desk");
  await page.locator("[name=zoek]").fill("de Boer");
  await page.locator("[name=zoek]").press("Enter");
  await photographer.take("desk: found");
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
  await photographer.take("desk: a request");
  for (const [name, address] of [
    ["desk: questions", "/servicedesk/hulpvragen"],
    ["desk: without an admin", "/servicedesk/zonder-beheerder"],
    ["desk: message", "/servicedesk/bericht"],
    ["desk: report", "/servicedesk/rapportage"],
  ] as const) {
    await page.goto(address);
    await photographer.take(name);
  }
}

/** The screens of an admin. */
async function inside({ page }: Visitor, photographer: Photographer, mailbox: Mailbox): Promise<void> {
  await logIn(page, mailbox, karin, () => photographer.take("code"));
  await photographer.take("start");
  await page.goto("/beheer/medewerkers");
  await photographer.take("staff");
  const person = await page.getByRole("link", { name: piet.name, exact: true }).first().getAttribute("href");
  await page.goto(person!);
  await photographer.take("person");
  await page.goto(`${person}/mobiel`);
  await page.locator("[name=nummer]").first().fill("055 1234567");
  await page.locator("[name=nummer]").first().press("Enter");
  await photographer.take("number refused");
  for (const [name, address] of [
    ["rights", `${person}/autorisaties`],
    ["leaving", `${person}/uit-dienst`],
    ["invite", "/beheer/medewerkers/nieuw"],
    ["admins", "/beheer/beheerders"],
    ["stand-in", "/beheer/beheerders/vervanger"],
    ["half-yearly check", "/beheer/controle"],
    ["list for printing", "/beheer/controle/lijst"],
    ["log", "/beheer/logboek"],
    ["account", "/account/beveiliging"],
    ["own details", "/account/gegevens"],
  ] as const) {
    await page.goto(address);
    await photographer.take(name);
  }
  await page.goto("/beheer/medewerkers");
  await page.locator("form[action$=deblokkeren] button").first().click();
  await photographer.take("staff after an unblock");
}

/** Hangs the pictures side by side and takes a picture of the wall. */
async function hang(browser: Browser, shots: Shot[], path: string, scheme: "light" | "dark"): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1200 } });
  const wall = await context.newPage();
  const source = (picture: Buffer) => `data:image/jpeg;base64,${picture.toString("base64")}`;
  const frames = shots.map(({ name, wide, narrow }) =>
    `<figure><figcaption>${name}</figcaption><img class="wide" src="${source(wide)}"><img src="${source(narrow)}"></figure>`);
  const [paper, ink] = scheme === "light" ? ["#d8d8d8", "#111"] : ["#555", "#fff"];
  await wall.setContent(`<style>
    body { margin: 16px; background: ${paper}; color: ${ink}; font: 16px system-ui;
      display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; align-items: start; }
    figure { margin: 0; display: grid; grid-template-columns: 358px 1fr; gap: 8px; align-items: start; }
    figcaption { grid-column: 1 / -1; }
    img { width: 100%; display: block; }
  </style>${frames.join("")}`);
  await wall.screenshot({ path, fullPage: true, type: "jpeg", quality: 62 });
  await context.close();
}
