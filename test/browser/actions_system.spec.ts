// Settings, alerts, the audit log and the page about the server, in both languages; and what a
// reader is not offered anywhere.
import type { Page } from '@playwright/test'
import { addresses } from './addresses'
import { enter, row, speaker, submit, told, useMailbox } from './actions'
import { byTest, expect, settled, test } from './fixtures'
import { addPeople, asker, languages, names, password } from './people'
import { Mailbox } from './mailbox'

const field = (page: Page, name: string) => page.locator(`.el-form-item[data-test="${name}"]`)
const input = (page: Page, name: string) => field(page, name).locator('input')

test.beforeEach(async ({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }))

for (const lang of languages) {
  const t = speaker(lang)
  const chinese = (words: string) => /[\u4e00-\u9fff]/.test(words)

  test(`${lang}: settings are changed, refused, and given their default again; a test letter arrives`, async ({ page, server, watch, mailbox }) => {
    watch.home(server.url)
    const ask = await enter(page, server, 'admin', lang)
    const valueOf = async (name: string) => (await ask.get(`/settings/${name}`)).value
    const done = () => expect(page.getByText(t('settings.allSaved'))).toBeVisible()
    await ask.put('/settings/smtp.port', { value: '' }) // whatever another test has left there
    await page.goto(`${server.url}/settings`)

    await test.step('changed', async () => {
      await input(page, 'retention.task_log_days').fill('45')
      await input(page, 'empty_business.every').fill('12h')
      await input(page, 'site.url').fill('https://cronmon.example.org')
      await field(page, 'mail.style').locator('input[value="original"]').check()
      await expect(page.getByText(t('settings.unsaved', { count: 4 }))).toBeVisible()
      await submit(page)
      await told(page, t('common.form.saved'))
      await done()
      await page.reload()
      await expect(input(page, 'retention.task_log_days')).toHaveValue('45')
      expect(await Promise.all(['retention.task_log_days', 'empty_business.every', 'site.url', 'mail.style'].map(valueOf))).toEqual(['45', '12h', 'https://cronmon.example.org', 'original'])
    })

    await test.step('given their default again', async () => {
      for (const name of ['retention.task_log_days', 'empty_business.every', 'site.url', 'mail.style']) await field(page, name).locator('[data-test="default"]').click()
      await submit(page)
      await done()
      expect(await Promise.all(['retention.task_log_days', 'site.url', 'mail.style'].map(valueOf))).toEqual(['31', '', 'cronmon'])
    })

    await test.step('wrong values are said beside their fields, and nothing is saved', async () => {
      watch.allow(/status of 422/)
      for (const [name, value] of [['site.url', 'no address'], ['smtp.port', '70000'], ['ping.body_bytes', '-1'], ['empty_business.every', '0h']] as const) await input(page, name).fill(value)
      await submit(page)
      for (const name of ['site.url', 'smtp.port', 'ping.body_bytes', 'empty_business.every']) {
        const said = field(page, name).locator('.el-form-item__error')
        await expect(said).toHaveCount(1)
        expect(chinese(await said.innerText()), `${name} in ${lang}`).toBe(lang === 'zh')
      }
      expect(await valueOf('smtp.port')).toBe('')
      await page.reload()
      await done()
    })

    await test.step('a secret is set and taken away, and never shown', async () => {
      await input(page, 'smtp.password').fill('post-horse-1')
      await submit(page)
      await expect(field(page, 'smtp.password')).toContainText(t('settings.secret.set'))
      await expect(input(page, 'smtp.password')).toHaveValue('')
      expect((await ask.get('/settings/smtp.password')).set).toBe(true)
      await field(page, 'smtp.password').getByRole('button', { name: t('settings.secret.forget') }).click()
      await submit(page)
      await expect(field(page, 'smtp.password')).toContainText(t('settings.secret.notSet'))
      expect((await ask.get('/settings/smtp.password')).set).toBe(false)
    })

    await test.step('a test letter', async () => {
      await input(page, 'smtp.host').fill('127.0.0.1')
      await input(page, 'smtp.port').fill(String(mailbox.port))
      await page.locator('[name="test-to"]').fill(`test-${lang}@example.org`)
      await byTest(page, 'save-and-send').click()
      await expect(byTest(page, 'letter-outcome')).toContainText(t('common.letter.sentText', { to: `test-${lang}@example.org` }))
      expect(mailbox.to(`test-${lang}@example.org`)).toHaveLength(1)
      await mailbox.close()
      await byTest(page, 'send').click()
      await expect(byTest(page, 'letter-outcome')).toContainText(t('common.letter.refused'))
      await field(page, 'smtp.host').locator('[data-test="default"]').click()
      await field(page, 'smtp.port').locator('[data-test="default"]').click()
      await byTest(page, 'save-and-send').click()
      await expect(byTest(page, 'letter-outcome')).toContainText(t('common.letter.off'))
      expect(await valueOf('smtp.host')).toBe('')
    })

    await test.step('what the server was started with', async () => {
      await expect(byTest(page, 'start-options')).toContainText(`127.0.0.1:${server.port}`)
      await expect(byTest(page, 'start-options')).toContainText(t('settings.origin.flag', { flag: '--listen' }))
    })
  })

  test(`${lang}: the audit log tells what was done, by whom, and what it was before`, async ({ page, server, watch }) => {
    watch.home(server.url)
    const ask = await enter(page, server, 'admin', lang)
    const name = `Audited ${lang}`
    const { id } = await ask.post('/businesses', { name })
    await ask.patch(`/businesses/${id}`, { name: `${name} twice` })
    await ask.put('/settings/retention.audit_days', { value: lang === 'en' ? '400' : '500' })
    await page.goto(`${server.url}/audit`)
    await page.getByRole('textbox', { name: t('settings.auditSearch') }).fill(name)
    const edited = row(page, t('settings.action.business.edit')).filter({ hasText: name })
    await expect(edited).toContainText(names.admin)
    await expect(edited).toContainText('127.0.0.1')
    await expect(edited.locator('del')).toHaveText(name)
    await expect(edited).toContainText(`${name} twice`)
    await expect(row(page, t('settings.action.business.add')).filter({ hasText: name })).toHaveCount(1)
    await byTest(page, 'action').selectOption('business.add')
    await expect(page).toHaveURL(/action=business\.add/)
    await expect(edited).toHaveCount(0)
    await page.goto(`${server.url}/audit?action=setting.set`)
    await expect(row(page, t('settings.label.retention.audit_days')).first()).toContainText(lang === 'en' ? '400' : '500')
    await page.goto(`${server.url}/audit?search=nobody+did+this`)
    await expect(page.getByText(t('common.list.noMatch'))).toBeVisible()
  })

  test(`${lang}: the page about the server says what it is`, async ({ page, server, watch }) => {
    watch.home(server.url)
    const ask = await enter(page, server, 'admin', lang)
    const about = await ask.get('/about')
    await page.goto(`${server.url}/about`)
    for (const words of [`cronmon ${about.version}`, t('settings.about.up'), t('settings.about.fine'), t('settings.about.size'), about.sqlite_version]) await expect(page.locator('#content')).toContainText(words)
    await expect(page.getByRole('heading', { name: t('settings.blind.title') })).toBeVisible()
    const document = await page.context().request.get(server.url + (await page.getByRole('link', { name: 'OpenAPI' }).getAttribute('href'))!)
    expect((await document.json()).openapi).toMatch(/^3\./)
  })

  test(`${lang}: an alert waits for the mail server, is tried again, and arrives`, async ({ page, own, watch }) => {
    own.cli(['sample', '--yes'])
    addPeople(own)
    await own.start()
    watch.home(own.url)
    const ask = await enter(page, own, 'admin', lang)
    const mailbox = await new Mailbox().open()
    const { port } = mailbox
    await useMailbox(ask, mailbox)
    await mailbox.close()
    const { ping_url } = await ask.post('/tasks', { name: 'soon-down', business: 'Payroll', every: '5s', grace: '1s' })
    await fetch(ping_url)
    const alerts = async (): Promise<{ status: string; attempts: number }[]> => (await ask.get('/alerts?search=soon-down')).rows

    await test.step('it is owed, and why', async () => {
      await expect.poll(async () => (await alerts())[0]?.attempts ?? 0, { timeout: 20_000 }).toBeGreaterThan(0)
      await page.goto(`${own.url}/alerts?search=soon-down`)
      await expect(row(page, 'soon-down')).toContainText(t('alerts.status.owed'))
      await expect(row(page, 'soon-down').locator('[data-test="why"]')).not.toBeEmpty()
    })

    await test.step('filtered', async () => {
      await byTest(page, 'status').getByText(t('alerts.status.sent'), { exact: true }).click()
      await expect(page).toHaveURL(/status=sent/)
      await expect(row(page, 'soon-down')).toHaveCount(0)
      await byTest(page, 'status').getByText(t('alerts.status.owed'), { exact: true }).click()
      await expect(row(page, 'soon-down')).toHaveCount(1)
    })

    const again = await new Mailbox().open(port)
    await test.step('tried again, it arrives', async () => {
      await byTest(page, 'retry').click()
      await told(page, t('alerts.retried', { to: 'alice.moore@example.org' }))
      await expect.poll(() => again.to('alice.moore@example.org').filter((letter) => letter.text?.includes('soon-down')).length).toBe(1)
      await page.goto(`${own.url}/alerts?search=soon-down&status=sent`)
      await expect(row(page, 'soon-down')).toContainText(t('alerts.status.sent'))
      await expect(byTest(page, 'retry')).toHaveCount(0)
      expect((await alerts())[0]!.status).toBe('sent')
    })
    await again.close()
  })

  test(`${lang}: a reader is offered nothing that changes anything but their own account`, async ({ page, server, watch }) => {
    test.slow()
    watch.home(server.url)
    const admin = asker(page.context(), server)
    await admin.post('/session', { user: names.admin, password })
    const all = await addresses(admin)
    await page.context().clearCookies()
    await enter(page, server, 'reader', lang)
    const changing = ['add', 'edit', 'remove', 'pause', 'resume', 'copy', 'bulk-pause', 'test', 'retry', 'save', 'add-notifier'].map((name) => `#content [data-test="${name}"]`).join()
    for (const address of all)
      await test.step(address.name, async () => {
        await page.goto(server.url + address.path)
        await settled(page)
        if (!address.roles.includes('reader')) {
          await expect(page).toHaveURL(/\/error\/403$/)
          await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('common.error.e403'))
          return
        }
        if (address.name === 'account') return
        await expect(page.locator(changing)).toHaveCount(0)
        await expect(page.locator('#content .el-checkbox, #content .el-button--danger, #content .el-button--primary').filter({ hasNotText: new RegExp([...['success', 'start', 'fail', 'log', 'ignored'].map((kind) => t(`task.kind.${kind}`)), t('task.log.flips')].join('|')) })).toHaveCount(0)
        for (const link of await page.locator('#content a[href]').evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).pathname)))
          expect(link, `a link on ${address.path}`).not.toMatch(/\/(new|edit|permissions)$|^\/(businesses|users|settings|audit)/)
      })
    await expect(page.getByRole('link', { name: t('common.nav.settings') })).toHaveCount(0)
  })
}
