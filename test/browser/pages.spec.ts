// Every page opens for whoever may open it, in both languages, without a fault, and for eyes, ears
// and keyboards alike.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { addresses, openAddresses } from './addresses'
import { expect, settled, test, unfold } from './fixtures'
import { asker, languages, names, password, roles, signIn } from './people'

/** What axe finds serious or critical, in words that tell where. */
async function barriers(page: Page, rules: string[] = []): Promise<string[]> {
  // One run in the page itself: there are no frames to put together.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze()
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`))
}

async function expectNoBarriers(page: Page) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect.soft(await barriers(page), `axe, light, ${page.url()}`).toEqual([])
  // Darkness changes nothing but colours.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  expect.soft(await barriers(page, ['color-contrast']), `axe, dark, ${page.url()}`).toEqual([])
}

test.beforeEach(async ({ page, server, watch }) => {
  watch.home(server.url)
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

for (const role of roles)
  for (const lang of languages)
    test(`${role}, ${lang}: every page opens, or is refused`, async ({ page, server }) => {
      test.slow()
      const ask = asker(page.context(), server)
      await ask.post('/session', { user: names.admin, password })
      const all = await addresses(ask)
      await signIn(page, server, role, lang)
      const headings = new Map<string, string>()
      for (const address of all)
        await test.step(address.name, async () => {
          await page.goto(server.url + address.path)
          await settled(page)
          if (!address.roles.includes(role)) return expect(page).toHaveURL(/\/error\/403$/)
          await expect(page).toHaveURL(server.url + address.path)
          await expect(page.locator('html')).toHaveAttribute('lang', lang === 'zh' ? 'zh-CN' : 'en')
          await expect(page.locator('.list__error')).toHaveCount(0)
          headings.set(address.name, await page.locator('h1').innerText())
        })
      for (const [name, heading] of headings) expect(heading, name).not.toBe('')
    })

const parts = 4
for (let part = 0; part < parts; ++part)
  test(`no page is a barrier, part ${part + 1} of ${parts}`, async ({ page, server }) => {
    test.slow()
    const ask = await signIn(page, server, 'admin', part % 2 ? 'zh' : 'en')
    for (const [i, { name, path }] of (await addresses(ask)).entries())
      if (i % parts === part)
        await test.step(name, async () => {
          await page.goto(server.url + path)
          await settled(page)
          await unfold(page)
          await expectNoBarriers(page)
        })
  })

test('a reader meets no barrier on what only they see so', async ({ page, server }) => {
  const ask = await signIn(page, server, 'reader', 'zh')
  const { rows } = await ask.get('/tasks?search=mail-queue')
  for (const path of ['/', '/tasks', `/tasks/${rows[0].id}`]) {
    await page.goto(server.url + path)
    await settled(page)
    await expectNoBarriers(page)
  }
})

for (const lang of languages)
  test(`${lang}: before signing in`, async ({ page, server, watch }) => {
    watch.allow(/status of 401/)
    await page.addInitScript((tag) => localStorage.setItem('cronmon.locale', tag), lang === 'zh' ? 'zh-CN' : 'en')
    for (const { path } of openAddresses) {
      await page.goto(server.url + path)
      if (path !== '/nowhere/at/all') await settled(page)
      await expectNoBarriers(page)
    }
  })

test('on a phone nothing stands out at the side', async ({ page, server }) => {
  test.slow()
  await page.setViewportSize({ width: 360, height: 740 })
  const ask = await signIn(page, server, 'admin')
  for (const { path } of await addresses(ask)) {
    await page.goto(server.url + path)
    await settled(page)
    await unfold(page)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(over, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
  }
})
