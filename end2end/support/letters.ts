// What the demo sent, as its receivers would read it: each letter is taken out of the mailbox once.

import { expect } from "@playwright/test";

export interface Letter {
  id: string;
  channel: "mail" | "sms";
  to: string;
  subject: string;
  text: string;
  sent_at: string;
}

export class Mailbox {
  #read = new Set<string>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The oldest mail to this address that was not taken yet and has this subject; waits until it is there. */
  mail(address: string, subject: string | RegExp): Promise<Letter> {
    return this.#take(`mail to ${address}: ${subject}`, (letter) =>
      letter.channel === "mail" && letter.to === address && matches(letter.subject, subject));
  }

  /** The six digits of the oldest SMS to this number that was not taken yet. */
  async code(mobile: string): Promise<string> {
    const sms = await this.#take(`SMS to ${mobile}`, (letter) =>
      letter.channel === "sms" && letter.to === mobile && /^\d{6} /.test(letter.text));
    return sms.text.slice(0, 6);
  }

  /** The six digits that somebody on the telephone reads out, from the oldest such SMS that was not taken yet. */
  async callerCode(mobile: string): Promise<string> {
    const sms = await this.sms(mobile, /Noem dan code \d{6}\./);
    return sms.text.match(/\d{6}/)![0];
  }

  /** An SMS with no code in it, such as the notice to a number that is no longer used. */
  sms(mobile: string, words: RegExp): Promise<Letter> {
    return this.#take(`SMS to ${mobile}: ${words}`, (letter) =>
      letter.channel === "sms" && letter.to === mobile && words.test(letter.text));
  }

  /** Everything that was sent, newest first. */
  async all(): Promise<Letter[]> {
    const answer = await fetch(`${this.#origin}/dev/postvak.json`);
    return (await answer.json()) as Letter[];
  }

  async #take(what: string, wanted: (letter: Letter) => boolean): Promise<Letter> {
    let found: Letter | undefined;
    await expect.poll(async () => {
      const letters = (await this.all()).reverse();
      found = letters.find((letter) => !this.#read.has(letter.id) && wanted(letter));
      return found !== undefined;
    }, { message: what, intervals: [50, 100, 200] }).toBe(true);
    this.#read.add(found!.id);
    return found!;
  }
}

/** The address in a letter that leads to this place of the portal. */
export function linkIn(letter: Letter, place: string): string {
  const link = letter.text.match(/https?:\/\/\S+/g)?.find((address) => new URL(address).pathname.startsWith(place));
  if (!link) throw new Error(`no link to ${place} in "${letter.subject}":\n${letter.text}`);
  return link;
}

/** The words of a letter, wherever its lines break. */
export function wordsOf(letter: Letter): string {
  return letter.text.replace(/\s+/g, " ");
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}
