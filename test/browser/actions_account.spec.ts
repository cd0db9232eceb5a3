// Everything that the page of one's own account offers, done in both languages.
import type { Page } from '@playwright/test'
import { addUser, codeOf, confirmDanger, enter, fillPasswords, opens, speaker, statusOf, stranger, submit, told } from './actions'
import { byTest, expect, test } from './fixtures'
import { languages, password } from './people'
import { totp } from './totp'

/** Holds requests back until what comes back is called. */
async function hold(page: Page, address: string): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((go) => (release = go))
  await page.route(address, async (route) => {
    await held
    await route.continue()
  })
  return release
}

test.beforeEach(async ({ page, server, watch }) => {
  watch.home(server.url)
  watch.allow(/status of 401/, /status of 403 .*\/account\/password$/)
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

for (const lang of languages) {
  const t = speaker(lang)

  test(`${lang}: one's own profile, password and sessions`, async ({ page, browser, server, watch }) => {
    const name = `self.user.${lang}`
    addUser(server, name)
    const ask = await enter(page, server, name, lang)
    const phone = lang === 'en' ? '13900000001' : '13900000002' // nobody else may have it
    const others = [await stranger(browser, server, watch), await stranger(browser, server, watch)]
    for (const one of others) await one.ask.post('/session', { user: name, password })
    await page.goto(`${server.url}/account`)

    await test.step('profile', async () => {
      await byTest(page, 'email').fill(`${name}@example.org`)
      await byTest(page, 'phone').fill(phone)
      const another = lang === 'en' ? 'zh' : 'en'
      await byTest(page, 'language').selectOption(another)
      await submit(page.locator('#profile'))
      await expect(page.locator('html')).toHaveAttribute('lang', another === 'zh' ? 'zh-CN' : 'en')
      expect(await ask.get('/session')).toMatchObject({ email: `${name}@example.org`, phone, lang: another })
      await byTest(page, 'locale').selectOption(lang === 'zh' ? 'zh-CN' : 'en')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('common.nav.account'))
    })

    await test.step('one session ends', async () => {
      await expect(byTest(page, 'session')).toHaveCount(2)
      await byTest(page, 'session').first().getByRole('button').click()
      await told(page, t('account.sessions.ended'))
      await expect(byTest(page, 'session')).toHaveCount(1)
      const statuses = await Promise.all(others.map((one) => statusOf(one.page, server, '/session')))
      expect(statuses.sort()).toEqual([200, 401])
    })

    await test.step('another password ends the other sessions', async () => {
      await byTest(page, 'current-password').fill('not-my-horse')
      await fillPasswords(page, 'another-horse-1')
      await submit(page.locator('#password'))
      await expect(page.locator('#password')).toContainText(t('account.password.wrong'))
      await byTest(page, 'current-password').fill(password)
      await submit(page.locator('#password'))
      await told(page, t('account.password.changed'))
      await expect(byTest(page, 'session')).toHaveCount(0)
      expect(await opens(browser, server, name, password)).toBe(false)
      expect(await opens(browser, server, name, 'another-horse-1')).toBe(true)
    })

    await test.step('signed out everywhere, here too', async () => {
      await byTest(page, 'end-all').click()
      await confirmDanger(page, t('account.sessions.endAllQuestion'))
      await expect(page).toHaveURL(/\/login\?out=1/)
      await expect(page.getByText(t('account.login.out'))).toBeVisible()
      expect(await statusOf(page, server, '/session')).toBe(401)
    })
    for (const one of others) await one.close()
  })

  test(`${lang}: the second factor is turned on, its recovery codes work once, and it is turned off`, async ({ page, browser, server }) => {
    const name = `totp.user.${lang}`
    addUser(server, name)
    const ask = await enter(page, server, name, lang)
    await page.goto(`${server.url}/account`)
    await expect(byTest(page, 'totp-state')).toContainText(t('account.totp.off'))
    await byTest(page, 'totp-propose').click()
    const secret = await codeOf(page, 'totp-secret')
    await byTest(page, 'totp-code').fill(totp(secret))
    await byTest(page, 'totp-password').fill(password)
    await submit(page.locator('#totp'))
    const codes = (await codeOf(page, 'recovery')).split('\n')
    expect(codes.length).toBeGreaterThan(4)
    const file = page.waitForEvent('download')
    await byTest(page, 'recovery-download').click()
    expect((await file).suggestedFilename()).toBe(`cronmon-recovery-${name}.txt`)
    await byTest(page, 'recovery-done').click()
    await expect(byTest(page, 'totp-state')).toContainText(t('account.totp.on'))
    expect(await opens(browser, server, name, password)).toBe(false)
    expect(await opens(browser, server, name, password, codes[0])).toBe(true)
    expect(await opens(browser, server, name, password, codes[0])).toBe(false)

    await byTest(page, 'totp-remove').click()
    const question = page.getByRole('dialog')
    await question.locator('[data-test="totp-password"]').fill(password)
    await submit(question)
    await told(page, t('account.totp.turnedOff'))
    await expect(byTest(page, 'totp-state')).toContainText(t('account.totp.off'))
    expect((await ask.get('/session')).has_totp).toBe(false)
    expect(await opens(browser, server, name, password)).toBe(true)
  })

  test(`${lang}: tokens are made, work as they may, and are revoked`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    await page.goto(`${server.url}/account`)
    const dialog = page.getByRole('dialog')
    const make = async (name: string, scope: string, business?: string) => {
      await byTest(page, 'token-add').click()
      await byTest(page, 'token-name').fill(name)
      await dialog.locator('select[data-test="token-scope"]').selectOption(scope)
      await byTest(page, 'token-lifetime').selectOption('7d')
      if (business) {
        await byTest(page, 'token-some').click()
        await dialog.getByRole('checkbox', { name: business }).check()
      }
      await submit(dialog)
      const secret = await codeOf(page, 'token-secret')
      await byTest(page, 'token-kept').click()
      await expect(dialog).toBeHidden()
      return secret
    }
    const call = (secret: string, path: string, method = 'GET') =>
      fetch(`${server.url}/api/cronmon/v1${path}`, { method, headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' } })

    const reading = await make(`reading-${lang}`, 'read', 'Payroll')
    const { rows: seen } = await (await call(reading, '/tasks')).json()
    expect(new Set(seen.map((task: { business: string }) => task.business))).toEqual(new Set(['Payroll']))
    expect((await call(reading, `/tasks/${seen[0].id}/pause`, 'POST')).status).toBe(403)

    const writing = await make(`writing-${lang}`, 'write')
    expect((await call(writing, '/tasks/certificate-renewal/pause', 'POST')).ok).toBe(true)
    expect((await ask.get('/tasks/certificate-renewal')).state).toBe('paused')
    expect((await call(writing, '/tasks/certificate-renewal/resume', 'POST')).ok).toBe(true)

    for (const name of [`reading-${lang}`, `writing-${lang}`]) {
      await page.getByRole('button', { name: t('account.tokens.revokeThis', { name }) }).click()
      await confirmDanger(page, t('common.confirm.question', { name }), t('account.tokens.revokeText'))
      await expect(byTest(page, 'token').filter({ hasText: name })).toHaveCount(0)
    }
    for (const secret of [reading, writing]) expect((await call(secret, '/tasks')).status).toBe(401)
  })
}

test('a new password signs nobody out who asks for something meanwhile', async ({ page, browser, server, watch }) => {
  const name = 'asks.meanwhile'
  addUser(server, name)
  await enter(page, server, name, 'en')
  await page.goto(`${server.url}/account`)
  await byTest(page, 'current-password').fill(password)
  await fillPasswords(page, 'another-horse-1')
  const release = await hold(page, '**/account/password')
  await submit(page.locator('#password'))

  // The old session is gone already, the new one has not come yet; and the list looks after itself.
  await page.route('**/v1/sessions', (route) => route.fulfill({ status: 401, json: { title: 'Sign in first' } }))
  const refused = page.waitForResponse('**/v1/sessions')
  const other = await stranger(browser, server, watch)
  await other.ask.post('/session', { user: name, password })
  await refused
  await page.unroute('**/v1/sessions')
  release()
  await told(page, speaker('en')('account.password.changed'))
  await expect(byTest(page, 'session-mine')).toBeVisible()
  await expect(page).toHaveURL(`${server.url}/account`)
  await other.close()
})
