// What is true of every page, wherever a journey comes: valid HTML, one heading, a title that says so,
// nothing on the console, nothing against the policy, and nothing that axe knows to stand in anybody's way.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type ConsoleMessage, type Page, type Response } from "@playwright/test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const PORTAL = "Mijn Voorbeeld";
const validator = new HtmlValidate(new FileSystemConfigLoader());
const CONFIGURED_FOR = new URL("../journeys/page.html", import.meta.url).pathname;
// Of pages that differ in names and numbers only, one is looked at in each worker.
const validated = new Set<string>();
const passedByAxe = new Set<string>();

// Whoever goes on before the islands have arrived stops them on their way; the page they leave needs them no more.
const LEFT_EARLY = /^WebAssembly compilation aborted: Network error: Response body loading was aborted$/;

export class CheckedPage {
  readonly #page: Page;
  readonly #scripts: boolean;
  #complaints: string[] = [];
  #document: { address: string; status: number; html: Promise<string> } | undefined;

  constructor(page: Page, scripts: boolean) {
    this.#page = page;
    this.#scripts = scripts;
    page.on("response", (response) => this.#keep(response));
    page.on("console", (message) => this.#listen(message));
    page.on("pageerror", (error) => {
      if (!LEFT_EARLY.test(error.message)) this.#complaints.push(`error in a script: ${error.message}`);
    });
  }

  /** We are at the page of this heading, and the page is as every page should be. */
  async at(heading: string | RegExp, status = 200): Promise<void> {
    const page = this.#page;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    expect(this.#document?.status, `status of ${page.url()}`).toBe(status);
    const title = await page.title();
    expect(title).toContain(PORTAL);
    expect(/^(Fout:|Error:) /.test(title), `"${title}" says whether the form was refused`).toBe(status === 422);
    expect(title).toContain((await page.getByRole("heading", { level: 1 }).innerText()).trim());
    await this.#validate();
    if (this.#scripts) await this.#axe();
    if (status >= 500) this.#wasMeantToFail(status);
    this.complainAboutNothing();
  }

  /** Nothing went wrong behind the screen since the page was opened. */
  complainAboutNothing(): void {
    expect(this.#complaints).toEqual([]);
  }

  /** Chromium calls a document of such a status an error; here it is what the journey is about. */
  #wasMeantToFail(status: number): void {
    this.#complaints = this.#complaints.filter((complaint) => !complaint.includes(`with a status of ${status} `));
  }

  #keep(response: Response): void {
    const request = response.request();
    const ours = request.isNavigationRequest() && response.frame() === this.#page.mainFrame();
    const redirected = response.status() >= 300 && response.status() < 400;
    if (!ours || redirected) return;
    // Asked for at once: the browser forgets a document as soon as it leaves it.
    this.#document = { address: response.url(), status: response.status(), html: response.text().catch(() => "") };
  }

  #listen(message: ConsoleMessage): void {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // A refused form is a document of status 422, and Chromium calls that an error.
    // Its address in the bar is that of its page, wherever it was sent to.
    const document = [this.#page.url(), this.#document?.address].some((place) => place?.split("#")[0] === message.location().url.split("#")[0]);
    if (document && /^Failed to load resource: .* status of 4\d\d/.test(message.text())) return;
    this.#complaints.push(`${message.type()} on ${this.#page.url()}: ${message.text()}`);
  }

  async #validate(): Promise<void> {
    // Leptos marks the places of its nodes with `<!>`, which browsers read as an empty comment.
    const html = (await this.#document!.html).replaceAll("<!>", "");
    expect(html, "the document was read before the browser left it").toContain("<!DOCTYPE html>");
    const shape = skeleton(html);
    if (validated.has(shape)) return;
    const report = await validator.validateString(html, CONFIGURED_FOR);
    const found = report.results.flatMap((result) => result.messages);
    expect(found.map((one) => `${one.ruleId}: ${one.message} (${one.selector})`), this.#page.url()).toEqual([]);
    validated.add(shape);
  }

  async #axe(): Promise<void> {
    const shape = skeleton(await this.#page.content());
    if (passedByAxe.has(shape)) return;
    const axe = () => new AxeBuilder({ page: this.#page });
    await this.#passes(axe().withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]), "light");
    // In the dark only the colours are others; without motion they are so at once.
    await this.#page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await this.#passes(axe().withRules(["color-contrast", "link-in-text-block"]), "dark");
    await this.#page.emulateMedia({ colorScheme: "light", reducedMotion: null });
    passedByAxe.add(shape);
  }

  async #passes(axe: AxeBuilder, scheme: "light" | "dark"): Promise<void> {
    const { violations } = await axe.analyze();
    const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
    expect(found, `${this.#page.url()}, ${scheme}`).toEqual([]);
  }
}

/** A page without its words and its numbers: what is left is its build. */
function skeleton(html: string): string {
  return html
    .replace(/>[^<]+</g, "><")
    .replace(/ (?:href|action|value|nonce|data-[\w-]+)="[^"]*"/g, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "");
}
