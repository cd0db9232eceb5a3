// The tests in a real browser, against the real executable: see ../test/browser/run.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '../test/browser',
  // Playwright empties it first: two runs at once need two.
  outputDir: process.env.CRONMON_BROWSER_OUT ?? '../build/browser',
  // Each worker has a server of its own, so that a file's tests may as well run beside each other.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // A machine that stood still for a moment is no fault of a page; what passes only then is listed.
  retries: 1,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    // Chinese must come by choice, and times must not depend on where the test runs.
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CRONMON_BROWSER ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'tests', testMatch: '*.spec.ts' },
    { name: 'screens', testMatch: 'screens.ts' },
  ],
})
