// Once a run: a house is furnished as every journey finds it, so that not each has to hash passwords and write people down.

import { rm } from "node:fs/promises";
import { FURNISHED, startProgram } from "./program.ts";

export default async function furnish(): Promise<() => Promise<void>> {
  const program = await startProgram("");
  await program.end();
  process.env[FURNISHED] = program.dataDir;
  return () => rm(program.dataDir, { recursive: true, force: true });
}
