// One running program with a demo of its own: its own port, its own data, ended by the process that
// was started. A journey may block, stop or rename whoever it likes: nobody else is in its house.

import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../target/debug/sleutelbos", import.meta.url));
const START_LIMIT = 30_000; // ms; the demo hashes a password first
const STOP_LIMIT = 10_000; // ms
/** Names the folder that each house is furnished from. */
export const FURNISHED = "SLEUTELBOS_FURNISHED";
const MAILBOX = "postvak.jsonl";
const PAGE_OF_THE_CLOCK = "/dev/klok";

export interface Program {
  /** Where it listens, without a slash at its end. */
  origin: string;
  /** The folder of its data. */
  dataDir: string;
  /**
   * Puts its clock forward by so many minutes, and what comes by itself in that time has come: reminders, questions that
   * move on, ends. Who is logged in and does nothing for thirty minutes is out; a code lasts five.
   */
  later(minutes: number): Promise<void>;
  /** Puts its clock to when the desk is open, if it is not: a belcode that nobody could name in time is not shown. */
  whileOpen(): Promise<void>;
  /** Ends it and leaves its data. */
  end(): Promise<void>;
  /** Ends it and throws its data away. */
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A program in a house of its own; with the furniture of `furnished`, the folder of a program that was stopped, if there is one. */
export async function startProgram(furnished = process.env[FURNISHED]): Promise<Program> {
  const listen = `127.0.0.1:${await freePort()}`;
  const dataDir = await mkdtemp(join(tmpdir(), "sleutelbos-demo-"));
  if (furnished) await moveIn(furnished, dataDir, `http://${listen}`);
  const program = spawn(PROGRAM, ["demo", "--data-dir", dataDir, "--listen", listen], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((done) => program.once("close", () => done()));

  const end = async () => {
    program.kill("SIGTERM");
    const patience = setTimeout(() => program.kill("SIGKILL"), STOP_LIMIT);
    await exited;
    clearTimeout(patience);
  };
  const stop = async () => {
    await end();
    await rm(dataDir, { recursive: true, force: true });
  };

  const listening = new Promise<void>((ready, failed) => {
    // Read to the end: a full pipe would hold the program still.
    createInterface({ input: program.stdout }).on("line", (line) => {
      if (line.includes(`listening on http://${listen}`)) ready();
    });
    program.once("error", failed);
    program.once("close", (code) => failed(new Error(`${PROGRAM} ended with ${code} before it listened`)));
    setTimeout(() => failed(new Error(`${PROGRAM} did not listen within ${START_LIMIT} ms`)), START_LIMIT).unref();
  });
  try {
    await listening;
  } catch (trouble) {
    if (program.pid !== undefined) await stop();
    throw trouble;
  }
  const origin = `http://${listen}`;
  return { origin, dataDir, later: (minutes) => putForward(origin, minutes), whileOpen: () => untilOpen(origin), end, stop };
}

async function untilOpen(origin: string): Promise<void> {
  const isOpen = async () => (await (await fetch(`${origin}/contact`)).text()).includes("nu open tot");
  while (!(await isOpen())) await putForward(origin, 60);
}

/** The links of letters that are there already lead to this house. */
async function moveIn(furnished: string, dataDir: string, origin: string): Promise<void> {
  await cp(furnished, dataDir, { recursive: true });
  const mailbox = join(dataDir, MAILBOX);
  const letters = await readFile(mailbox, "utf8");
  await writeFile(mailbox, letters.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, origin));
}

async function putForward(origin: string, minutes: number): Promise<void> {
  const answer = await fetch(origin + PAGE_OF_THE_CLOCK, {
    method: "POST",
    headers: { origin }, // as a form of the page itself
    body: new URLSearchParams({ minuten: String(minutes) }),
    redirect: "manual",
  });
  if (answer.status !== 303) throw new Error(`the clock was not put forward: ${answer.status}`);
}
