// Starts the built program with a demo of its own before the first journey, and ends it after the
// last: by the process that was started, with data that nobody else has.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../target/debug/sleutelbos", import.meta.url));
const START_LIMIT = 60_000; // ms; the demo hashes a password for everyone in it

export default async function runningProgram(): Promise<(() => Promise<void>) | undefined> {
  const listen = process.env.SLEUTELBOS_LISTEN;
  if (!listen) return undefined; // SLEUTELBOS_URL came from outside: that server is not ours

  const dataDir = await mkdtemp(join(tmpdir(), "sleutelbos-demo-"));
  const program = spawn(PROGRAM, ["demo", "--data-dir", dataDir, "--listen", listen], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((done) => program.once("close", () => done()));

  const stop = async () => {
    program.kill("SIGTERM");
    const patience = setTimeout(() => program.kill("SIGKILL"), 10_000);
    await exited;
    clearTimeout(patience);
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
  return stop;
}
