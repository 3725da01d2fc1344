// Pictures for people: every important screen, wide and narrow, light and dark, in both languages, on four contact sheets
// in docs/screenshots, and a fifth at 200 % and in forced colours; and the pictures that the README shows. They assert
// nothing.

import { mkdir } from "node:fs/promises";
import { test } from "../support/journey.ts";
import { FOLDER, Photographer, WIDE } from "./photographer.ts";
import { appointing, desk, errors, inside, invited, later, outside, ownAccount } from "./walks.ts";
import { forNarrowEyes } from "./narrow-eyes.ts";

test.beforeAll(() => mkdir(FOLDER, { recursive: true }));

for (const language of ["nl", "en"] as const) {
  for (const scheme of ["light", "dark"] as const) {
    test(`contact sheet: ${language}, ${scheme}`, async ({ visitor, page, program, mailbox, browser }) => {
      test.setTimeout(600_000);
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(WIDE);
      const photographer = new Photographer(page, language === "nl" && scheme === "light");
      await visitor.open(`/inloggen?taal=${language}`);
      const walk = { page, photographer, mailbox, program };
      const invitation = await invited(walk);
      await outside(walk);
      await appointing(walk);
      await inside(walk);
      await ownAccount(walk);
      await desk(walk);
      await later(walk, invitation);
      await errors(walk);
      await visitor.at(/./, 500); // the last page was meant to fail
      await photographer.hang(browser, `contact-${language}-${scheme}.jpg`, scheme);
    });
  }
}

test("contact sheet: at 200 % and in forced colours", async ({ visitor, page, program, mailbox, browser }) => {
  test.setTimeout(300_000);
  await page.setViewportSize(WIDE);
  const photographer = new Photographer(page, false);
  await visitor.open("/inloggen");
  await forNarrowEyes({ page, photographer, mailbox, program });
  await photographer.hang(browser, "contact-enlarged-forced.jpg", "light");
});
