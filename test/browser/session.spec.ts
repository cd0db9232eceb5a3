// Signing in and out.
import { byTest, expect, settled, test } from './fixtures'
import { asker, names, password, signIn } from './people'
import { totp } from './totp'
import type { Page } from '@playwright/test'
import type { Server } from './server'

const user = (page: Page) => page.locator('input[name="username"]')
const secret = (page: Page) => page.locator('input[name="password"]')
const submit = (page: Page) => page.locator('button[type="submit"]')

async function typeIn(page: Page, name: string, word = password) {
  await user(page).fill(name)
  await secret(page).fill(word)
  await submit(page).click()
}
const home = (page: Page, server: Server) => expect(page).toHaveURL(`${server.url}/`)

test.beforeEach(({ server, watch }) => watch.home(server.url))

test('a wrong password is said in the chosen language, and the right one leads where one wanted to go', async ({ page, server, watch }) => {
  watch.allow(/status of 401/)
  await page.goto(`${server.url}/tasks?status=down`)
  await expect(page).toHaveURL(/\/login\?next=/)
  await typeIn(page, names.reader, 'wrong-horse-1')
  await expect(page.getByRole('alert')).toContainText('User name or password is wrong')
  await byTest(page, 'locale').selectOption('zh-CN')
  await submit(page).click()
  await expect(page.getByRole('alert')).toContainText('用户名或密码')
  await secret(page).fill(password)
  await submit(page).click()
  await expect(page).toHaveURL(`${server.url}/tasks?status=down`)
})

test('the language chosen before signing in stays', async ({ page, server }) => {
  await page.goto(server.url)
  await byTest(page, 'locale').selectOption('zh-CN')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await typeIn(page, names.manager)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('首页')
  expect((await asker(page.context(), server).get('/session')).lang).toBe('zh')
})

for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])
  test(`next=${next} is not followed`, async ({ page, server }) => {
    await page.goto(`${server.url}/login?next=${encodeURIComponent(next)}`)
    await typeIn(page, names.reader)
    await home(page, server)
  })

for (const remember of [false, true])
  test(`a session ${remember ? 'lasts a week' : 'ends with the browser'}`, async ({ page, context, server }) => {
    await page.goto(server.url)
    if (remember) await byTest(page, 'remember').click()
    await typeIn(page, names.reader)
    await home(page, server)
    const [cookie] = await context.cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    const days = cookie!.expires < 0 ? 0 : (cookie!.expires - Date.now() / 1000) / 86_400
    expect(Math.round(days)).toBe(remember ? 7 : 0)
  })

test('the second factor: turned on, asked for, wrong once, then right', async ({ page, server, watch }) => {
  watch.allow(/status of 401/)
  const name = 'two.factors'
  server.cli(['user', 'add', name, '--role', 'reader', '--lang', 'en', '--password', '-'], password)
  await page.goto(`${server.url}/login?next=/account`)
  await typeIn(page, name)
  await byTest(page, 'totp-propose').click()
  const key = await byTest(page, 'totp-secret').locator('code').innerText()
  await byTest(page, 'totp-code').fill(totp(key))
  await page.locator('.setup [name="password"], .setup [type="password"]').first().fill(password)
  await page.locator('.setup button[type="submit"]').click()
  await expect(page.getByText('Keep these recovery codes')).toBeVisible()
  await byTest(page, 'sign-out').click()

  await typeIn(page, name)
  await byTest(page, 'code').fill('000000')
  await submit(page).click()
  await expect(page.getByText('This code is wrong')).toBeVisible()
  // A code is good for one time only, so that of the next half minute is taken.
  await byTest(page, 'code').fill(totp(key, 1))
  await submit(page).click()
  await home(page, server)
})

test('signing out ends the session, also for a page that is still open', async ({ page, context, server, watch }) => {
  await signIn(page, server, 'reader')
  await page.goto(server.url)
  await settled(page)
  const other = await context.newPage()
  await watch.look(other)
  await other.goto(`${server.url}/tasks`)
  await settled(other)
  watch.allow(/status of 401/)
  await byTest(page, 'sign-out').click()
  await expect(page).toHaveURL(/\/login/)
  await expect(other).toHaveURL(/\/login\?.*ended=1/)
  await page.goto(`${server.url}/account`)
  await expect(page).toHaveURL(/\/login\?next=/)
})
