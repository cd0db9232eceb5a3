// What every test has: a server with samples, and eyes that see whatever goes wrong in a page.
import { test as base, expect, type Page } from '@playwright/test'
import { Mailbox } from './mailbox'
import { addPeople } from './people'
import { Server } from './server'

export { expect }

/** Everything that a page must never do; a test says which of it is part of the story. */
export class Watch {
  private readonly seen: string[] = []
  private readonly fine: RegExp[] = [/status of 401 .*\/api\/cronmon\/v1\/session$/] // that nobody is signed in
  private readonly hosts = new Set<string>()

  /** What is no fault in this test. */
  allow(...patterns: RegExp[]) {
    this.fine.push(...patterns)
  }

  home(url: string) {
    this.hosts.add(new URL(url).host)
  }

  async look(page: Page) {
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) => console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}`)),
    )
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.seen.push(`console: ${message.text()} ${message.location().url}`.trim())
    })
    page.on('pageerror', (error) => this.seen.push(`page: ${error.stack ?? error.message}`))
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && !this.hosts.has(url.host)) this.seen.push(`request to ${url.host}: ${request.url()}`)
    })
  }

  faults() {
    return this.seen.filter((one) => !this.fine.some((pattern) => pattern.test(one)))
  }
}

/** A task that tells all it can: starts, ends, exit codes, notes, runs that overlap. */
async function enrich(server: Server) {
  server.cli(['business', 'ping-key', 'Mail gateway'])
  server.cli(['task', 'edit', 'mail-queue', '--max-run', '10m', '--alert-after', '2', '--recover-after', '2', '--slug', 'mail-queue', '--tags', 'mail hourly', '--description', 'Sends what is waiting.\nIf it stays down, look at the disk of the gateway.'])
  const { ping_url: url } = JSON.parse(server.cli(['task', 'show', 'mail-queue', '--json']))
  const tell = (suffix: string, run: number, body = '') => fetch(`${url}${suffix}?rid=00000000-0000-4000-8000-${String(run).padStart(12, '0')}`, { method: 'POST', body })
  await tell('/start', 1)
  await tell('/0', 1, 'sent 12 letters')
  await tell('/start', 2)
  await tell('/75', 2, 'the gateway does not answer')
  await tell('/log', 2, 'tried again')
  await tell('/start', 3)
  await tell('/start', 4)
}

/** Some history: pings, a task that has come and one that soon is down. */
async function enliven(server: Server) {
  server.cli(['task', 'add', 'forgotten-job', '--business', 'Backups', '--every', '5s', '--grace', '1s'])
  for (const name of ['mail-queue', 'reindex', '超时订单关闭']) {
    const { ping_url } = JSON.parse(server.cli(['task', 'show', name, '--json']))
    for (let n = 1; n <= 3; ++n) await fetch(ping_url, { method: 'POST', body: `${name}: run ${n} of 3 is done` })
  }
  await enrich(server)
}

interface Workers {
  /** With samples and people of every role; for all tests of a worker. */
  server: Server
}

interface Tests {
  watch: Watch
  /** A server of this test alone, empty and not started. */
  own: Server
  mailbox: Mailbox
}

export const test = base.extend<Tests, Workers>({
  server: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await Server.make()
      server.cli(['sample', '--yes'])
      addPeople(server)
      await server.start()
      await enliven(server)
      await use(server)
      await server.destroy()
    },
    { scope: 'worker' },
  ],

  own: async ({ page }, use) => {
    const server = await Server.make()
    await use(server)
    await page.goto('about:blank') // an open page would go on asking
    await server.destroy()
  },

  // eslint-disable-next-line no-empty-pattern
  mailbox: async ({}, use) => {
    const mailbox = await new Mailbox().open()
    await use(mailbox)
    await mailbox.close()
  },

  watch: [
    async ({ page }, use) => {
      const watch = new Watch()
      await watch.look(page)
      await use(watch)
      expect(watch.faults(), 'what went wrong in the page').toEqual([])
    },
    { auto: true },
  ],
})

/** The page has what it asked for: a heading, and nothing that is still loading. */
export async function settled(page: Page) {
  await expect(page.locator('h1')).toBeVisible()
  await expect(page.locator('.el-skeleton')).toHaveCount(0)
}

/** What is folded away comes to light. */
export const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })

export const byTest = (page: Page, name: string) => page.locator(`[data-test="${name}"]`)
