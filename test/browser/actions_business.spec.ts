// Everything that the pages of businesses, notifiers and assignments offer, done in both languages.
import type { Page } from '@playwright/test'
import { choose, confirmDanger, enter, limitedTo, remove, row, speaker, statusOf, submit, told, useMailbox } from './actions'
import { byTest, expect, test } from './fixtures'
import { languages } from './people'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const toggle = (page: Page) => page.locator('#content form .el-switch').click()

test.beforeEach(async ({ page, server, watch }) => {
  watch.home(server.url)
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

for (const lang of languages) {
  const t = speaker(lang)

  test(`${lang}: a business is added, edited, disabled and deleted with all that goes along`, async ({ page, server, watch }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `Made in ${lang}`
    const open = () => page.goto(`${server.url}/businesses?search=${encodeURIComponent(name)}`)

    await test.step('added, with somebody to tell', async () => {
      await page.goto(`${server.url}/businesses`)
      await byTest(page, 'add').click()
      await expect(heading(page)).toHaveText(t('businesses.addTitle'))
      await page.locator('[name="name"]').fill(name)
      await choose(page, byTest(page, 'assign'), 'Tom Baker')
      await expect(byTest(page, 'people')).toContainText('tom.baker@example.org')
      await submit(page)
      await expect(page).toHaveURL(`${server.url}/businesses`)
      expect(await ask.get(`/businesses/${encodeURIComponent(name)}`)).toMatchObject({ name, enabled: true, tasks: 0, notifiers: ['Tom Baker'] })
    })

    for (const task of ['one', 'two']) await ask.post('/tasks', { name: `${name} ${task}`, business: name, every: '1h' })

    await test.step('other people are told', async () => {
      await open()
      await expect(row(page, name).getByRole('link', { name: t('businesses.tasksOf', { count: 2, name }) })).toHaveText('2')
      await row(page, name).getByRole('link', { name: t('businesses.editOf', { name }) }).click()
      await page.getByRole('button', { name: t('businesses.unassignOf', { name: 'Tom Baker' }) }).click()
      await told(page, t('businesses.unassigned', { notifier: 'Tom Baker', business: name }))
      await expect(page.getByText(t('businesses.nobodyText'))).toBeVisible()
      await choose(page, byTest(page, 'assign'), 'Alice Moore')
      await told(page, t('businesses.assigned', { notifier: 'Alice Moore', business: name }))
      await expect(byTest(page, 'people')).toContainText('Alice Moore')
      expect((await ask.get(`/businesses/${encodeURIComponent(name)}`)).notifiers).toEqual(['Alice Moore'])
    })

    await test.step('renamed and disabled, which pauses its tasks', async () => {
      await page.locator('[name="name"]').fill(`${name} again`)
      await toggle(page)
      await expect(page.getByText(t('businesses.pauses', { count: 2 }))).toBeVisible()
      await submit(page)
      await expect(page).toHaveURL(`${server.url}/businesses`)
      const { id } = await ask.get(`/businesses/${encodeURIComponent(`${name} again`)}`)
      expect(await ask.get(`/businesses/${id}`)).toMatchObject({ enabled: false })
      const { rows } = await ask.get(`/tasks?business=${id}`)
      expect(rows.map((task: { state: string }) => task.state)).toEqual(['paused', 'paused'])
      await open()
      await expect(row(page, `${name} again`)).toContainText(t('common.field.disabled'))
    })

    await test.step('its tasks cannot be resumed meanwhile', async () => {
      const { id } = await ask.get(`/tasks/${encodeURIComponent(`${name} one`)}`)
      await page.goto(`${server.url}/tasks/${id}`)
      await expect(byTest(page, 'resume')).toBeDisabled()
      await expect(byTest(page, 'status')).toContainText(`${name} again`)
    })

    await test.step('deleted, with what goes along', async () => {
      await open()
      await row(page, name).locator('[data-test="remove"]').click()
      await confirmDanger(page, t('common.confirm.question', { name: `${name} again` }), t('businesses.goes.tasks', { count: 2 }), t('businesses.goes.told', { names: 'Alice Moore' }), t('businesses.goes.permissions'))
      await told(page, t('common.form.removed', { name: `${name} again` }))
      await expect(row(page, name)).toHaveCount(0)
      watch.allow(/status of 404/)
      expect(await statusOf(page, server, `/businesses/${encodeURIComponent(`${name} again`)}`)).toBe(404)
      expect((await ask.get(`/tasks?search=${encodeURIComponent(name)}`)).total).toBe(0)
    })
  })

  test(`${lang}: a notifier is added, gets a test letter, is edited and deleted`, async ({ page, server, mailbox }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `Notifier ${lang}`
    const address = `notifier-${lang}@example.org`
    const { id: business } = await ask.post('/businesses', { name: `Told in ${lang}` })
    const putBack = await useMailbox(ask, mailbox)
    const letters = () => mailbox.to(address).length

    await test.step('added, for a business', async () => {
      await page.goto(`${server.url}/businesses/${business}`)
      await page.getByRole('link', { name: t('businesses.newNotifier') }).click()
      await expect(heading(page)).toHaveText(t('businesses.notifier.addTitle'))
      await page.locator('[name="name"]').fill(name)
      await page.locator('[name="email"]').fill(address)
      await page.locator('[name="phone"]').fill('13700000001')
      await page.locator('#content form').getByText(t(`businesses.lang.${lang}`), { exact: true }).click()
      await submit(page)
      await expect(page).toHaveURL(`${server.url}/businesses/${business}`)
      await expect(byTest(page, 'people')).toContainText(address)
      expect(await ask.get(`/notifiers/${encodeURIComponent(name)}`)).toMatchObject({ email: address, phone: '13700000001', lang, enabled: true, businesses: [`Told in ${lang}`] })
    })

    await test.step('a test letter from the list', async () => {
      await page.goto(`${server.url}/notifiers?search=${encodeURIComponent(name)}`)
      await row(page, name).locator('[data-test="test"]').click()
      await expect(byTest(page, 'letter-outcome')).toContainText(t('common.letter.sentText', { to: address }))
      expect(letters()).toBe(1)
      await page.getByRole('dialog').getByRole('button', { name: t('businesses.notifier.again') }).click()
      await expect.poll(letters).toBe(2)
      await page.getByRole('dialog').getByRole('button', { name: t('common.do.close') }).last().click()
    })

    await test.step('a test letter from its own page', async () => {
      await row(page, name).getByRole('link', { name: t('businesses.editOf', { name }) }).click()
      await byTest(page, 'test').click()
      await expect(byTest(page, 'letter-outcome')).toContainText(t('common.letter.sentText', { to: address }))
      expect(letters()).toBe(3)
      expect(mailbox.to(address)[2]!.subject).not.toBe('')
    })

    await test.step('edited and disabled', async () => {
      await page.locator('[name="name"]').fill(`${name} too`)
      await page.locator('[name="phone"]').fill('')
      await toggle(page)
      await submit(page)
      await expect(page).toHaveURL(`${server.url}/notifiers`)
      expect(await ask.get(`/notifiers/${encodeURIComponent(`${name} too`)}`)).toMatchObject({ enabled: false, phone: null })
      await page.goto(`${server.url}/businesses/${business}`)
      await expect(page.getByText(t('businesses.nobodyEnabled'))).toBeVisible()
    })

    await test.step('deleted, with what they were told about', async () => {
      await page.goto(`${server.url}/notifiers?search=${encodeURIComponent(name)}`)
      await row(page, name).locator('[data-test="remove"]').click()
      await confirmDanger(page, t('common.confirm.question', { name: `${name} too` }), t('businesses.notifier.goes'), `Told in ${lang}`)
      await expect(row(page, name)).toHaveCount(0)
      expect((await ask.get(`/notifiers?search=${encodeURIComponent(name)}`)).total).toBe(0)
      expect((await ask.get(`/businesses/${business}`)).notifiers).toEqual([])
    })
    await putBack()
    await remove(page, server, `/businesses/${business}`)
  })

  for (const role of ['admin', 'manager'] as const)
    test(`${lang}: an assignment is added, changed and removed by an ${role}`, async ({ page, server, watch }) => {
      const business = role === 'admin' ? 'Certificates' : 'Payroll'
      const ask = await enter(page, server, role === 'admin' ? role : limitedTo(server, 'manager', business), lang)
      const peopleOf = async () => (await ask.get(`/assignments?business=${business}&length=50`)).rows.map((one: { notifier: { name: string } }) => one.notifier.name).sort()
      const before = await peopleOf()
      const of = (notifier: string) => row(page, business).filter({ hasText: notifier })
      await page.goto(`${server.url}/assignments?search=${business}`)

      await byTest(page, 'add').click()
      const dialog = page.getByRole('dialog')
      if (role === 'manager') {
        await dialog.locator('[data-test="business"]').click()
        await expect(page.getByRole('option').filter({ visible: true })).toHaveText([/Payroll/])
        await page.keyboard.press('Escape')
      }
      await choose(page, dialog.locator('[data-test="business"]'), business)
      await choose(page, dialog.locator('[data-test="notifier"]'), '陈静')
      await byTest(page, 'save').click()
      await told(page, t('businesses.assigned', { notifier: '陈静', business }))
      await expect(of('陈静')).toHaveCount(1)
      expect(await peopleOf()).toEqual([...before, '陈静'].sort())

      await of('陈静').locator('[data-test="edit"]').click()
      await choose(page, dialog.locator('[data-test="notifier"]'), '李伟')
      await byTest(page, 'save').click()
      await expect(of('李伟')).toHaveCount(1)
      await expect(of('陈静')).toHaveCount(0)
      expect(await peopleOf()).toEqual([...before, '李伟'].sort())

      await of('李伟').locator('[data-test="remove"]').click()
      await confirmDanger(page, t('businesses.assignment.question', { notifier: '李伟', business }), t('businesses.assignment.goes'))
      await expect(of('李伟')).toHaveCount(0)
      expect(await peopleOf()).toEqual(before)

      if (role === 'admin') return
      await test.step('and nothing of others is there', async () => {
        await page.goto(`${server.url}/assignments`)
        await expect(row(page, 'Alice Moore')).toHaveCount(1)
        for (const foreign of ['Backups', 'Web shop']) await expect(row(page, foreign)).toHaveCount(0)
        await page.goto(`${server.url}/notifiers`)
        await expect(row(page, 'Alice Moore')).toHaveCount(1)
        for (const button of ['add', 'test', 'remove']) await expect(byTest(page, button)).toHaveCount(0)
        for (const path of ['/businesses', '/businesses/new', '/businesses/1', '/notifiers/new', '/notifiers/1']) {
          await page.goto(server.url + path)
          await expect(heading(page)).toHaveText(t('common.error.e403'))
        }
        watch.allow(/status of 404/)
        expect(await statusOf(page, server, '/assignments?business=Backups')).not.toBe(200)
      })
    })
}
