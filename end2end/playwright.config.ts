// Every journey runs twice in Debian's Chromium: `plain` has no JavaScript, `hydrated` has all of it.
// SLEUTELBOS_URL names a server that runs already; without it one is started on a free port.

import { createServer, type AddressInfo } from "node:net";
import { defineConfig } from "@playwright/test";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

// The workers read this file again, with the environment of the first reader: one port for all.
if (!process.env.SLEUTELBOS_URL) {
  process.env.SLEUTELBOS_LISTEN = `127.0.0.1:${await freePort()}`;
  process.env.SLEUTELBOS_URL = `http://${process.env.SLEUTELBOS_LISTEN}`;
}

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  snapshotPathTemplate: "{testDir}/{testFileDir}/{testFileName}-snapshots/{arg}{ext}",
  globalSetup: "./running-program.ts",
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: [["list"]],
  timeout: 30_000,
  use: {
    baseURL: process.env.SLEUTELBOS_URL,
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.SLEUTELBOS_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "plain", use: { javaScriptEnabled: false } },
    { name: "hydrated" },
    // Only for `make screenshots`: pictures for people, asserting nothing.
    { name: "screenshots", testDir: "screenshots", testMatch: "*.shot.ts" },
  ],
});
