// Everything that the pages of users offer, done in both languages.
import { act, addUser, codeOf, confirmDanger, enter, fillPasswords, opens, row, speaker, statusOf, stranger, submit, told } from './actions'
import { byTest, expect, settled, test } from './fixtures'
import { languages, names, password } from './people'
import { totp } from './totp'

test.beforeEach(async ({ page, server, watch }) => {
  watch.home(server.url)
  watch.allow(/status of 401/)
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

for (const lang of languages) {
  const t = speaker(lang)

  test(`${lang}: a user is added with a link, chooses a password, gets other rights, and is deleted`, async ({ page, browser, server, watch }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `linked.user.${lang}`
    const other = await stranger(browser, server, watch)

    await test.step('added, with a link', async () => {
      await page.goto(`${server.url}/users`)
      await byTest(page, 'add').click()
      await byTest(page, 'name').fill(name)
      await byTest(page, 'email').fill(`${name}@example.org`)
      await byTest(page, 'phone').fill('13800000042')
      await byTest(page, 'role-reader').click()
      await byTest(page, 'language').selectOption(lang)
      await submit(page)
      await expect(byTest(page, 'added')).toContainText(t('users.added', { name }))
      expect(await ask.get(`/users/${name}`)).toMatchObject({ role: 'reader', email: `${name}@example.org`, phone: '13800000042', lang, has_password: false, businesses: [] })
    })

    await test.step('the link opens the door in a fresh browser, once', async () => {
      const link = await codeOf(page, 'setup-link')
      await other.page.goto(link)
      await fillPasswords(other.page, 'chosen-horse-7')
      await other.page.locator('button[type="submit"]').click()
      await expect(other.page).toHaveURL(`${server.url}/`)
      expect((await other.ask.get('/session')).name).toBe(name)
      expect(await opens(browser, server, name, 'chosen-horse-7')).toBe(true)
      const third = await stranger(browser, server, watch)
      await third.page.goto(link)
      await fillPasswords(third.page, 'stolen-horse-7')
      await third.page.locator('button[type="submit"]').click()
      await expect(byTest(third.page, 'dead-link')).toBeVisible()
      await third.close()
    })

    await test.step('permissions', async () => {
      await byTest(page, 'to-permissions').click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('users.permissions.of', { name }))
      await byTest(page, 'business-search').fill('Pay')
      await page.getByRole('checkbox', { name: 'Payroll' }).check()
      await byTest(page, 'business-search').fill('')
      await page.getByRole('checkbox', { name: '支付对账' }).check()
      await submit(page)
      await told(page, t('users.permissions.saved'))
      expect((await ask.get(`/users/${name}`)).businesses.sort()).toEqual(['Payroll', '支付对账'].sort())
      expect((await other.ask.get('/tasks')).rows.map((task: { name: string }) => task.name)).toContain('payroll-run')
      await byTest(page, 'choose-none').click()
      await byTest(page, 'sees-all').click()
      await submit(page)
      await expect.poll(async () => (await ask.get(`/users/${name}`)).all_businesses).toBe(true)
      await page.reload()
      await settled(page)
      await expect(page.getByRole('switch', { name: t('users.permissions.everything') })).toBeChecked()
    })

    await test.step('edited', async () => {
      await page.goto(`${server.url}/users?search=${name}`)
      await row(page, name).getByRole('link', { name: t('users.actionFor', { action: t('common.do.edit'), name }) }).click()
      await expect(byTest(page, 'email')).toHaveValue(`${name}@example.org`)
      await byTest(page, 'email').fill('')
      await byTest(page, 'role-manager').click()
      await byTest(page, 'enabled').click()
      await byTest(page, 'api-name').fill(`api.linked.${lang}`)
      await submit(page)
      await expect(page).toHaveURL(`${server.url}/users`)
      expect(await ask.get(`/users/${name}`)).toMatchObject({ role: 'manager', enabled: false, email: null, api_name: `api.linked.${lang}` })
      expect(await opens(browser, server, name, 'chosen-horse-7')).toBe(false)
      await byTest(page, 'filter-enabled').selectOption('no')
      await byTest(page, 'filter-role').selectOption('manager')
      await expect(page).toHaveURL(/role=manager/)
      await expect(row(page, name)).toContainText(t('common.field.disabled'))
    })

    await test.step('deleted, with what goes along', async () => {
      await act(page, server, name, 'remove')
      await confirmDanger(page, t('common.confirm.question', { name }), t('users.takesAlong'), t('users.alongTokens', { count: 0 }), t('users.alongRights'))
      await told(page, t('common.form.removed', { name }))
      await expect(row(page, name)).toHaveCount(0)
      watch.allow(/status of 404/)
      expect(await statusOf(page, server, `/users/${name}`)).toBe(404)
    })
    await other.close()
  })

  test(`${lang}: a user is added with a password and a password for the original's API`, async ({ page, browser, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `typed.user.${lang}`
    const api = (word: string) => fetch(`${server.url}/api/v1.0/tasks/all?page=1&length=20`, { headers: { Authorization: `Basic ${btoa(`api.typed.${lang}:${word}`)}` } })
    await page.goto(`${server.url}/users/new`)
    await byTest(page, 'name').fill(name)
    await byTest(page, 'way-password').click()
    await fillPasswords(page, 'typed-horse-1')
    await byTest(page, 'api-name').fill(`api.typed.${lang}`)
    await byTest(page, 'role-admin').click()
    await submit(page)
    await expect(byTest(page, 'added')).toContainText(t('users.addedWithPassword', { name }))
    expect(await opens(browser, server, name, 'typed-horse-1')).toBe(true)
    const { id } = await ask.get(`/users/${name}`)

    await page.goto(`${server.url}/users/${id}`)
    await byTest(page, 'api-generate').click()
    const made = await codeOf(page, 'made-api-password')
    expect((await api(made)).status).toBe(200)
    await byTest(page, 'api-type').click()
    await byTest(page, 'api-password').fill('typed-api-word-1')
    await page.locator('.card form:has([data-test="api-password"]) button[type="submit"]').click()
    await expect(byTest(page, 'api-generate')).toBeVisible()
    expect((await api('typed-api-word-1')).status).toBe(200)
    expect((await api(made)).status).toBe(401)
    await byTest(page, 'api-clear').click()
    await confirmDanger(page, t('users.apiPassword.clearQuestion', { name }))
    await told(page, t('users.apiPassword.cleared'))
    expect((await api('typed-api-word-1')).status).toBe(401)
    await byTest(page, 'action-remove').click()
    await confirmDanger(page, t('common.confirm.question', { name }))
    await expect(page).toHaveURL(`${server.url}/users`)
  })

  test(`${lang}: a password is reset, a link is made, and somebody is signed out everywhere`, async ({ page, browser, server, watch }) => {
    await enter(page, server, 'admin', lang)
    const name = `reset.user.${lang}`
    addUser(server, name)
    const other = await stranger(browser, server, watch)
    const signIn = (word: string) => other.ask.post('/session', { user: name, password: word })

    await test.step('a made-up password, shown once; their sessions end', async () => {
      await signIn(password)
      await act(page, server, name, 'password')
      await submit(page.getByRole('dialog'))
      const made = await codeOf(page, 'made-password')
      expect(await statusOf(other.page, server, '/session')).toBe(401)
      expect(await opens(browser, server, name, password)).toBe(false)
      await signIn(made)
      await page.getByRole('dialog').getByRole('button', { name: t('account.totp.kept') }).click()
      await expect(page.getByRole('dialog')).toBeHidden()
    })

    await test.step('a typed one', async () => {
      await act(page, server, name, 'password')
      await byTest(page, 'type-password').click()
      await fillPasswords(page, 'typed-horse-2', 'other-horse-2')
      await submit(page.getByRole('dialog'))
      await expect(page.getByText(t('account.password.differ'))).toBeVisible()
      await fillPasswords(page, 'typed-horse-2')
      await submit(page.getByRole('dialog'))
      await expect(page.getByRole('dialog')).toBeHidden()
      expect(await statusOf(other.page, server, '/session')).toBe(401)
      await signIn('typed-horse-2')
    })

    await test.step('signed out everywhere', async () => {
      await act(page, server, name, 'signOut')
      await confirmDanger(page, t('users.signOutQuestion', { name }))
      await told(page, t('users.signedOut', { name }))
      expect(await statusOf(other.page, server, '/session')).toBe(401)
    })

    await test.step('a link for a new password', async () => {
      await act(page, server, name, 'link')
      await submit(page.getByRole('dialog'))
      await other.page.goto(await codeOf(page, 'setup-link'))
      await fillPasswords(other.page, 'chosen-horse-3')
      await other.page.locator('button[type="submit"]').click()
      await expect(other.page).toHaveURL(`${server.url}/`)
      expect(await opens(browser, server, name, 'chosen-horse-3')).toBe(true)
    })
    await other.close()
  })

  test(`${lang}: the last administrator stays`, async ({ page, server, watch }) => {
    const ask = await enter(page, server, 'admin', lang)
    const { id } = await ask.get(`/users/${names.admin}`)
    await act(page, server, names.admin, 'remove')
    watch.allow(/status of 409/)
    const question = page.getByRole('dialog')
    await expect(question).toContainText(t('users.removesSelf'))
    await question.locator('.el-button--danger').click()
    await expect(question.getByRole('alert')).not.toBeEmpty()
    await page.goto(`${server.url}/users/${id}`)
    await byTest(page, 'role-reader').click()
    await submit(page)
    await expect(page.locator('#content .el-alert, #content .el-form-item__error').first()).not.toBeEmpty()
    expect(await ask.get(`/users/${id}`)).toMatchObject({ role: 'admin', enabled: true })
  })

  test(`${lang}: an administrator takes the second factor of somebody who has lost it`, async ({ page, browser, server, watch }) => {
    await enter(page, server, 'admin', lang)
    const name = `lost.phone.${lang}`
    addUser(server, name)
    const other = await stranger(browser, server, watch)
    await other.ask.post('/session', { user: name, password })
    const { secret } = await other.ask.post('/account/totp')
    await other.ask.put('/account/totp', { secret, code: totp(secret), current: password })
    expect(await opens(browser, server, name, password)).toBe(false)
    await page.goto(`${server.url}/users?search=${name}`)
    await expect(row(page, name)).toContainText(t('users.hasTotp'))
    await act(page, server, name, 'totp')
    await confirmDanger(page, t('users.totpQuestion', { name }))
    await told(page, t('users.totpTaken', { name }))
    expect(await opens(browser, server, name, password)).toBe(true)
    await other.close()
  })
}
