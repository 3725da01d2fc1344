// Takes pictures of pages, wide and narrow, and hangs them side by side on one wall.

import type { Browser, Page } from "@playwright/test";

export const FOLDER = new URL("../../docs/screenshots/", import.meta.url).pathname;
export const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };
/** How much of a page is shown; the rest is more of the same. */
const TALLEST = 1_500; // px
const FOR_README = ["login", "code", "staff", "person", "help: what", "appointment", "desk: the case", "desk: a request"];

interface Shot {
  name: string;
  pictures: Buffer[];
}

export class Photographer {
  readonly #shots: Shot[] = [];
  readonly #page: Page;
  readonly #readme: boolean;

  constructor(page: Page, readme: boolean) {
    this.#page = page;
    this.#readme = readme;
  }

  /** The page that is open, wide and narrow. */
  async take(name: string): Promise<void> {
    const wide = await this.#at(WIDE);
    if (this.#readme && FOR_README.includes(name)) {
      await this.#page.screenshot({ path: `${FOLDER}${name.replace(/\W+/g, "-")}.png`, clip: { x: 0, y: 0, ...WIDE } });
    }
    this.#shots.push({ name, pictures: [wide, await this.#at(NARROW)] });
    await this.#page.setViewportSize(WIDE);
  }

  /** The page that is open, at 200 % (half as many pixels of layout), and wide in the colours that a reader forces. */
  async takeEnlargedAndForced(name: string): Promise<void> {
    const enlarged = await this.#at({ width: WIDE.width / 2, height: WIDE.height / 2 });
    await this.#page.emulateMedia({ forcedColors: "active" });
    const forced = await this.#at(WIDE);
    await this.#page.emulateMedia({ forcedColors: null });
    this.#shots.push({ name, pictures: [enlarged, forced] });
    await this.#page.setViewportSize(WIDE);
  }

  async #at(size: { width: number; height: number }): Promise<Buffer> {
    await this.#page.setViewportSize(size);
    await this.#page.evaluate(() => document.fonts.ready);
    const height = await this.#page.locator("html").evaluate((html) => html.scrollHeight);
    const clip = { x: 0, y: 0, width: size.width, height: Math.min(height, TALLEST) };
    return this.#page.screenshot({ fullPage: true, clip, type: "jpeg", quality: 85 });
  }

  /** Hangs the pictures side by side and takes a picture of the wall. */
  async hang(browser: Browser, file: string, scheme: "light" | "dark"): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1600, height: 1200 } });
    const wall = await context.newPage();
    const image = (picture: Buffer) => `<img src="data:image/jpeg;base64,${picture.toString("base64")}">`;
    const frames = this.#shots.map(({ name, pictures }) =>
      `<figure><figcaption>${name}</figcaption>${pictures.map(image).join("")}</figure>`);
    const [paper, ink] = scheme === "light" ? ["#d8d8d8", "#111"] : ["#555", "#fff"];
    await wall.setContent(`<style>
      body { margin: 16px; background: ${paper}; color: ${ink}; font: 16px system-ui;
        display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; align-items: start; }
      figure { margin: 0; display: grid; grid-template-columns: 358px 1fr; gap: 8px; align-items: start; }
      figcaption { grid-column: 1 / -1; }
      img { width: 100%; display: block; }
    </style>${frames.join("")}`);
    await wall.screenshot({ path: FOLDER + file, fullPage: true, type: "jpeg", quality: 62 });
    await context.close();
  }
}
