// Every journey runs twice in Debian's Chromium without a window of its own, which takes three fifths of the processor time of
// the one with: `plain` has no JavaScript, `hydrated` has all of it.
// Each starts a program of its own (support/program.ts), so the two run side by side.

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "journeys",
  globalSetup: "./support/furnish.ts",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: [["list"]],
  timeout: 150_000, // a journey of three people on a machine that others slow down
  expect: { timeout: 30_000 },
  use: {
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    screenshot: "only-on-failure", // for more: --trace on, which doubles the time
    launchOptions: {
      executablePath: process.env.SLEUTELBOS_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
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
