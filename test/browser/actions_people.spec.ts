// What is done with businesses, users, notifiers, settings and tokens, from the first click to what
// it has changed at the server. (Tasks: actions_tasks.spec.ts.)
import type { Locator, Page } from '@playwright/test'
import { byTest, expect, settled, test } from './fixtures'
import { languages, names, signIn } from './people'

const submit = (page: Page) => page.locator('#content form button[type="submit"]').first()
const row = (page: Page, name: string) => page.locator('#content tbody tr').filter({ hasText: name })
const inRow = (page: Page, name: string, what: string) => row(page, name).locator(`[data-test="${what}"]`)
const danger = (page: Page) => page.locator('.el-dialog:visible .el-button--danger')

async function search(page: Page, text: string) {
  await page.locator('.list__search input').fill(text)
}

/** One out of many, looked for by its name. */
async function pick(within: Locator, page: Page, name: string) {
  await within.locator('.el-select').click()
  await page.keyboard.type(name)
  await page.locator('.el-select-dropdown__item:visible').filter({ hasText: name }).first().click()
}

test.beforeEach(({ server, watch }) => watch.home(server.url))

for (const lang of languages) {
  test(`${lang}: a business is added, told of, disabled and deleted`, async ({ page, server }) => {
    const ask = await signIn(page, server, 'admin', lang)
    const name = `Business ${lang}`
    await page.goto(`${server.url}/businesses/new`)
    await settled(page)
    await page.locator('[name="name"]').fill(name)
    await submit(page).click()
    const find = async () => (await ask.get(`/businesses?search=${encodeURIComponent(name)}`)).rows[0]
    await expect.poll(async () => (await find())?.enabled).toBe(true)

    await page.goto(`${server.url}/assignments`)
    await settled(page)
    await byTest(page, 'add').click()
    const items = page.locator('.el-dialog .el-form-item')
    await pick(items.nth(0), page, name)
    await pick(items.nth(1), page, 'Tom Baker')
    await page.locator('.el-dialog [data-test="save"]').click()
    await expect.poll(async () => (await find()).notifiers).toEqual(['Tom Baker'])

    const { id } = await find()
    await page.goto(`${server.url}/businesses/${id}`)
    await settled(page)
    await page.locator('form .el-switch').click()
    await submit(page).click()
    await expect.poll(async () => (await find()).enabled).toBe(false)

    await page.goto(`${server.url}/businesses`)
    await settled(page)
    await search(page, name)
    await inRow(page, name, 'remove').click()
    await danger(page).click()
    await expect(row(page, name)).toHaveCount(0)
    expect(await find()).toBeUndefined()
  })

  test(`${lang}: a user is added, gets a link, and is deleted`, async ({ page, server, browser }) => {
    const ask = await signIn(page, server, 'admin', lang)
    const name = `new.user.${lang}`
    await page.goto(`${server.url}/users/new`)
    await settled(page)
    await byTest(page, 'name').fill(name)
    await submit(page).click()
    const link = await byTest(page, 'setup-link').locator('code').innerText()

    const other = await (await browser.newContext()).newPage()
    await other.goto(link)
    await other.locator('input[name="new-password"]').fill('another-horse-1')
    await other.locator('input[name="new-password-again"]').fill('another-horse-1')
    await other.locator('button[type="submit"]').click()
    await expect(byTest(other, 'sign-out')).toBeVisible()
    await other.context().close()

    await page.goto(`${server.url}/users`)
    await settled(page)
    const find = async () => (await ask.get(`/users?search=${name}`)).rows[0]
    await page.goto(`${server.url}/users/${(await find()).id}`)
    await settled(page)
    await byTest(page, 'action-remove').click()
    await danger(page).click()
    await expect.poll(find).toBeUndefined()
  })
}

test('a notifier is added, and a test letter reaches them', async ({ page, server, mailbox }) => {
  const ask = await signIn(page, server, 'admin')
  const smtp = { 'smtp.port': String(mailbox.port), 'smtp.from': 'cronmon@example.org', 'smtp.host': '127.0.0.1' }
  for (const [name, value] of Object.entries(smtp)) await ask.put(`/settings/${name}`, { value })
  await page.goto(`${server.url}/notifiers/new`)
  await settled(page)
  await page.locator('[name="name"]').fill('Tested One')
  await page.locator('[name="email"]').fill('tested@example.org')
  await submit(page).click()
  await expect.poll(async () => (await ask.get('/notifiers?search=Tested')).total).toBe(1)
  const { id } = (await ask.get('/notifiers?search=Tested')).rows[0]
  await page.goto(`${server.url}/notifiers/${id}`)
  await settled(page)
  await byTest(page, 'test').click()
  await expect(byTest(page, 'letter-outcome').locator('.notice--good')).toBeVisible()
  expect(mailbox.to('tested@example.org')).toHaveLength(1)
  await ask.put('/settings/smtp.host', { value: '' })
})

test('a setting is saved, and the audit log says who did it', async ({ page, server }) => {
  const ask = await signIn(page, server, 'admin')
  await page.goto(`${server.url}/settings`)
  await settled(page)
  await byTest(page, 'retention.audit_days').locator('input').fill('500')
  await submit(page).click()
  await expect.poll(async () => (await ask.get('/settings/retention.audit_days')).value).toBe('500')
  await page.goto(`${server.url}/audit`)
  await settled(page)
  await expect(page.locator('#content tbody tr').first()).toContainText(names.admin)
  await expect(page.locator('#content tbody tr').first()).toContainText('500')
})

test('a token is made, works, and is removed', async ({ page, server }) => {
  const ask = await signIn(page, server, 'manager')
  await page.goto(`${server.url}/account`)
  await settled(page)
  await byTest(page, 'token-add').click()
  await byTest(page, 'token-name').fill('for a script')
  await page.locator('.el-dialog button[type="submit"]').click()
  const token = await byTest(page, 'token-secret').locator('code').innerText()
  const answer = await fetch(`${server.url}/api/cronmon/v1/tasks`, { headers: { Authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(200)
  await byTest(page, 'token-kept').click()
  await byTest(page, 'token').filter({ hasText: 'for a script' }).getByRole('button').last().click()
  await danger(page).click()
  await expect.poll(async () => (await ask.get('/tokens')).rows.length).toBe(0)
})

test('a reader changes nothing', async ({ page, server }) => {
  await signIn(page, server, 'reader')
  for (const path of ['/tasks', '/notifiers', '/assignments']) {
    await page.goto(server.url + path)
    await settled(page)
    await expect(page.locator('#content tbody tr').first()).toBeVisible()
    for (const what of ['pause', 'edit', 'remove', 'add']) await expect(byTest(page, what), `${what} on ${path}`).toHaveCount(0)
  }
})
