// The same ways in English, from help to the desk. The letters stay in the language of whoever receives them.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { karin, lisa, mo, PASSWORD, sanne, type Person } from "../support/people.ts";

async function logsIn(visitor: Visitor, mailbox: Mailbox, person: Person): Promise<void> {
  await visitor.open("/inloggen?taal=en");
  await visitor.at("Log in");
  await visitor.type("E-mail address", person.email);
  await visitor.type("Password", PASSWORD);
  await visitor.press("Log in");
  await visitor.at("Enter the code");
  await visitor.type("Code from the text message", await mailbox.code(person.mobile));
  await visitor.press("Continue");
  await visitor.at(`Welcome, ${person.name}`);
}

test("help in English: who, what, the answer, and the admin is asked", async ({ visitor, page, mailbox }) => {
  await visitor.open("/hulp-bij-inloggen?taal=en");
  await visitor.at("Help with logging in");
  await visitor.follow("Garage owner");
  await visitor.at("What is not working?");
  await visitor.follow("I don’t get the code by text message");
  await visitor.at("We probably have a different number for you");
  await visitor.follow("Ask my admin for help");
  await visitor.at("Ask your admin for help");
  await expect(page.getByRole("radio", { name: /^My mobile number is wrong/ })).toBeChecked();
  await visitor.type("E-mail address", mo.email);
  await visitor.press("Ask for help");
  await visitor.at("Your request has been sent");
  await mailbox.mail("fatima@garage-jansen.example", `${mo.name} heeft een ander mobiel nummer`);
  await visitor.open("/hulp-bij-inloggen/autoverkoper/iets-anders");
  await visitor.at("We will help you");
  await expect(page.getByRole("main")).toContainText("autobedrijven@voorbeeld.example");
});

test("appointing an admin in English, with letters in English too", async ({ visitor, page, mailbox }) => {
  await visitor.open("/gebruikersbeheerder-aanvragen?taal=en");
  await visitor.at("Request an admin");
  await visitor.follow("Garage");
  await visitor.at("Request an admin for a garage");
  await visitor.press("Check");
  await visitor.at("Request an admin for a garage", 422);
  for (const [label, text] of [
    ["Company name", "Garage De Linde"],
    ["Policy number", "3100517"],
    ["First name", "Sevgi"],
    ["Last name", "Çelik"],
    ["Work e-mail address", "sevgi@garage-delinde.example"],
    ["(Work) mobile number", "06 12345798"],
  ] as const) await visitor.field(label).fill(text);
  await visitor.field("Prefer not to say").check();
  await visitor.press("Check");
  await visitor.at("Is this correct?");
  await visitor.press("Send the request");
  await visitor.at("We have received your request");
  const asked = await mailbox.mail("sevgi@garage-delinde.example", /^Confirm your e-mail address/);
  await visitor.open(linkIn(asked, "/gebruikersbeheerder-aanvragen/bevestigen/"));
  await visitor.at("Is this your e-mail address?");
  await visitor.press("Yes, this is my e-mail address");
  await visitor.at("Your e-mail address is confirmed");
  const received = await mailbox.mail("sevgi@garage-delinde.example", /GB-\d{4}-\d{5}/);
  await visitor.open(linkIn(received, "/aanvraag/"));
  await visitor.at("Your request");
  await expect(page.getByRole("main")).toContainText("We are looking at it");
});

test("the service desk in English: find, check, help, and what waits", async ({ visitor, page, mailbox }) => {
  await logsIn(visitor, mailbox, sanne);
  await visitor.open("/servicedesk");
  await visitor.at("Who is calling?");
  await visitor.type("Find a caller", lisa.email);
  await visitor.press("Search");
  await visitor.at("Lisa can log in.");
  await visitor.press("Check the caller");
  await visitor.at("Is this Lisa van Dam?");
  await visitor.type("Code the caller gives", await mailbox.callerCode(lisa.mobile));
  await visitor.press("Check");
  await visitor.told("It is Lisa.");
  await page.getByLabel("Reason").selectOption("Forgot the password");
  await visitor.press("Send a password link");
  await visitor.told("Lisa van Dam will get an e-mail with a link for a new password.");
  for (const [address, heading] of [
    ["/servicedesk/aanvragen", "Admin requests"],
    ["/servicedesk/hulpvragen", "Requests for help"],
    ["/servicedesk/zonder-beheerder", "Who has no admin?"],
    ["/servicedesk/bericht", "Message for everybody"],
    ["/servicedesk/rapportage", "Report"],
  ] as const) {
    await visitor.open(address);
    await visitor.at(heading);
  }
});

test("the admin's day in English: the staff, one person, and the log", async ({ visitor, page, mailbox }) => {
  await logsIn(visitor, mailbox, karin);
  await visitor.open("/beheer/medewerkers");
  await visitor.at("Staff");
  await visitor.hand.press(visitor.link(/^Unblock Piet/).first());
  await visitor.press("Unblock");
  await visitor.told("Piet Bakker can log in again.");
  await visitor.open("/beheer/logboek");
  await visitor.at(/./);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("main")).toContainText("Piet Bakker");
});
