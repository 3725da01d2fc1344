// Pictures for people: every important screen, wide and narrow, light and dark, in both languages, on four
// contact sheets in docs/screenshots; and the four that the README shows. They assert nothing.

import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { test, type Visitor } from "../support/journey.ts";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { karin, mo, PASSWORD, piet } from "../support/people.ts";

const FOLDER = new URL("../../docs/screenshots/", import.meta.url).pathname;
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };
/** How much of a page is shown; the rest is more of the same. */
const TALLEST = 1_500; // px
const FOR_README = ["login", "code", "staff", "person"];

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
      await this.#page.screenshot({ path: `${FOLDER}${name}.png`, clip: { x: 0, y: 0, ...WIDE } });
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
      await inside(visitor, photographer, mailbox);
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

/** The screens of an admin. */
async function inside({ page }: Visitor, photographer: Photographer, mailbox: Mailbox): Promise<void> {
  await page.goto("/inloggen");
  await page.locator("[name=email]").fill(karin.email);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("[name=password]").press("Enter");
  await page.waitForURL("**/inloggen/code");
  await photographer.take("code");
  await page.locator("[name=code]").fill(await mailbox.code(karin.mobile));
  await page.locator("[name=code]").press("Enter");
  await page.waitForURL("**/start");
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
