// The fixtures of a journey: a house of its own, its mailbox, a page that is checked, and a hand that counts.

import { expect, test as base, type Browser, type Page } from "@playwright/test";
import { CheckedPage } from "./checked.ts";
import { Hand } from "./counting.ts";
import { Mailbox } from "./letters.ts";
import { PASSWORD, type Person } from "./people.ts";
import { startProgram, type Program } from "./program.ts";

/** Somebody behind a browser. */
export class Visitor {
  readonly page: Page;
  readonly hand = new Hand();
  readonly #mailbox: Mailbox;
  readonly #checked: CheckedPage;

  constructor(page: Page, mailbox: Mailbox, scripts: boolean) {
    this.page = page;
    this.#mailbox = mailbox;
    this.#checked = new CheckedPage(page, scripts);
  }

  /** Is at the page of this heading; that page passes every check. */
  at(heading: string | RegExp, status = 200): Promise<void> {
    return this.#checked.at(heading, status);
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  field(label: string | RegExp) {
    return this.page.getByLabel(label, typeof label === "string" ? { exact: true } : {});
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", typeof name === "string" ? { name, exact: true } : { name });
  }

  link(name: string | RegExp) {
    return this.page.getByRole("link", typeof name === "string" ? { name, exact: true } : { name });
  }

  press(name: string | RegExp): Promise<void> {
    return this.hand.press(this.button(name));
  }

  follow(name: string | RegExp): Promise<void> {
    return this.hand.press(this.link(name));
  }

  type(label: string | RegExp, text: string): Promise<void> {
    return this.hand.type(this.field(label), text);
  }

  /** The text of a notice above the page, good or bad. */
  async told(text: string | RegExp): Promise<void> {
    await expect(this.page.locator(".notice").filter({ hasText: text })).toBeVisible();
  }

  /** Address and password, from the page of logging in. */
  async giveNameAndPassword(email: string, password = PASSWORD): Promise<void> {
    await this.type("E-mailadres", email);
    await this.type("Wachtwoord", password);
    await this.press("Inloggen");
  }

  /** The code of the newest SMS to this number, on any page that asks for one. */
  async giveCode(mobile: string, submit = "Verder"): Promise<void> {
    await this.type("Code uit de sms", await this.#mailbox.code(mobile));
    await this.press(submit);
  }

  /**
   * All the way in, for who has access at one organisation. The forms are sent by this browser without drawing their pages:
   * those are what login.spec.ts is about, and here they would be half of many a journey's time.
   */
  async logIn(person: Person, password = PASSWORD): Promise<void> {
    await this.open("/inloggen");
    const send = (path: string, form: Record<string, string>) =>
      this.page.evaluate(
        async ([path, form]) => void (await fetch(path, { method: "POST", body: new URLSearchParams(form), redirect: "manual" })),
        [path, form] as const,
      );
    await send("/inloggen", { email: person.email, password });
    await send("/inloggen/code", { code: await this.#mailbox.code(person.mobile) });
    await this.open("/start");
    await expect(this.page, `${person.email} is in`).toHaveURL(/\/start$/);
    this.hand.fresh();
  }

  done(): void {
    this.#checked.complainAboutNothing();
  }
}

interface Fixtures {
  program: Program;
  mailbox: Mailbox;
  /** Whoever the journey is about. */
  visitor: Visitor;
  /** Another person behind another browser, such as the admin who is asked. */
  another: () => Promise<Visitor>;
}

export const test = base.extend<Fixtures>({
  program: async ({}, use) => {
    const program = await startProgram();
    await use(program);
    await program.stop();
  },
  baseURL: async ({ program }, use) => use(program.origin),
  mailbox: async ({ program }, use) => use(new Mailbox(program.origin)),
  visitor: async ({ page, mailbox, javaScriptEnabled }, use) => {
    const visitor = new Visitor(page, mailbox, javaScriptEnabled ?? true);
    await use(visitor);
    visitor.done();
  },
  another: async ({ browser, mailbox, baseURL, javaScriptEnabled, locale, timezoneId }, use) => {
    const opened: { visitor: Visitor; context: Awaited<ReturnType<Browser["newContext"]>> }[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled, locale, timezoneId });
      const visitor = new Visitor(await context.newPage(), mailbox, javaScriptEnabled ?? true);
      opened.push({ visitor, context });
      return visitor;
    });
    for (const { visitor, context } of opened) {
      visitor.done();
      await context.close();
    }
  },
});

export { expect };
