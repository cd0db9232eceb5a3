// pages.mjs SMALL_URL BIG_URL NAME PASSWORD  how long from asking for /tasks until its first rows
// stand there, at two servers in turn; the milliseconds of both as JSON. See test/bench/run.
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = require('@playwright/test')

const [small, big, user, password] = process.argv.slice(2)
const times = 15
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const browser = await chromium.launch({ executablePath: process.env.CRONMON_BROWSER ?? '/usr/bin/chromium', args })

async function signedIn(url) {
  const page = await (await browser.newContext()).newPage()
  const answer = await page.request.post(`${url}/api/cronmon/v1/session`, { data: { user, password } })
  if (!answer.ok()) throw new Error(`${url}: ${answer.status()} ${await answer.text()}`)
  return page
}

async function firstRows(page, url) {
  await page.goto('about:blank')
  const begin = performance.now()
  await page.goto(`${url}/tasks`, { waitUntil: 'commit' })
  await page.locator('#content table tbody tr').first().waitFor()
  return performance.now() - begin
}

const pages = { small: await signedIn(small), big: await signedIn(big) }
const taken = { small: [], big: [] }
// The first visit fetches the pages themselves.
await firstRows(pages.small, small)
await firstRows(pages.big, big)
for (let i = 0; i < times; ++i) {
  taken.small.push(await firstRows(pages.small, small))
  taken.big.push(await firstRows(pages.big, big))
}
await browser.close()
console.log(JSON.stringify(taken))
