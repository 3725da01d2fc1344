// What a journey costs its reader: presses (clicks and Enter) and typed characters. The shortest paths of
// the design are promises, so the journeys count them.

import { expect, type Locator, type Page } from "@playwright/test";

export class Hand {
  presses = 0;
  typed = 0;

  /** Begins to count anew. */
  fresh(): void {
    this.presses = 0;
    this.typed = 0;
  }

  /** One press on a link, a button, or a box to tick. */
  async press(target: Locator): Promise<void> {
    this.presses += 1;
    await target.click();
  }

  /** Types a text into a field, in place of what stood there. */
  async type(field: Locator, text: string): Promise<void> {
    this.typed += text.length;
    await field.fill(text);
  }

  /** Types where the focus is, as somebody does who never touches the mouse. */
  async keys(page: Page, text: string): Promise<void> {
    this.typed += text.length;
    await page.keyboard.type(text);
  }

  /** Enter, where the focus is. */
  async enterHere(page: Page): Promise<void> {
    this.presses += 1;
    await page.keyboard.press("Enter");
  }

  /** Enter, in the field that has the focus. */
  async enter(field: Locator): Promise<void> {
    this.presses += 1;
    await field.press("Enter");
  }

  /** The journey cost this, and not one press or character more. */
  spent(cost: { presses: number; typed: number }): void {
    expect({ presses: this.presses, typed: this.typed }).toEqual(cost);
  }
}
