// Everything that the pages of tasks offer, done in both languages; what came of it is asked of the
// server.
import type { Page } from '@playwright/test'
import { choose, confirmDanger, enter, limitedTo, row, speaker, statusOf, submit, told, type Asker } from './actions'
import { byTest, expect, settled, test } from './fixtures'
import { languages, type Language } from './people'
import type { Server } from './server'

const apiText = (lang: Language) => (lang === 'zh' ? 'zh' : 'en')
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** As many tasks as are wanted, in a business of their own. */
async function addTasks(ask: Asker, business: string, count: number) {
  await ask.post('/businesses', { name: business })
  for (let n = 1; n <= count; ++n)
    await ask.post('/tasks', { name: `${business} ${String(n).padStart(2, '0')}`, business, every: '1h' })
}
const tasksOf = async (ask: Asker, business: string) => (await ask.get(`/tasks?business=${encodeURIComponent(business)}&sort=name&length=50`)).rows
const statesOf = async (ask: Asker, business: string) => (await tasksOf(ask, business)).map((task: { state: string }) => task.state)

const pickKind = (page: Page, words: string) => byTest(page, 'kind').getByText(words, { exact: true }).click()

/** What the form says about the schedule is what the server says about it. */
async function expectPreview(page: Page, ask: Asker, lang: Language, asked: Record<string, string>) {
  const { text, next } = await ask.get(`/schedule?${new URLSearchParams({ ...asked, count: '5' })}`)
  await expect(byTest(page, 'schedule-words')).toHaveText(text[apiText(lang)])
  await expect(byTest(page, 'next-time')).toHaveCount(next.length)
}

async function saved(page: Page, server: Server, ask: Asker) {
  await submit(page)
  await expect(page).toHaveURL(new RegExp(`^${server.url}/tasks/\\d+$`))
  return ask.get(`/tasks/${page.url().split('/').at(-1)}`)
}

test.beforeEach(async ({ page, server, watch }) => {
  watch.home(server.url)
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

for (const lang of languages) {
  const t = speaker(lang)

  test(`${lang}: a task is added, edited with each kind of schedule, copied, paused, resumed and deleted`, async ({ page, server, watch }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `actions-${lang}`
    let task: { id: number; name: string; ping_url: string }

    await test.step('added', async () => {
      await page.goto(`${server.url}/tasks`)
      await byTest(page, 'add').click()
      await expect(heading(page)).toHaveText(t('tasks.addTitle'))
      await byTest(page, 'name').fill(name)
      await choose(page, byTest(page, 'business'), 'Payroll')
      await expect(byTest(page, 'told')).toContainText('Alice Moore')
      await choose(page, byTest(page, 'zone'), 'Europe/Berlin')
      await byTest(page, 'expression').fill('30 2 * * 1-5')
      await expectPreview(page, ask, lang, { cron: '30 2 * * 1-5', tz: 'Europe/Berlin' })
      await byTest(page, 'suggest-6h').click()
      await expect(byTest(page, 'meaning')).toContainText('08:30')
      task = await saved(page, server, ask)
      expect(task).toMatchObject({ name, business: 'Payroll', schedule: '30 2 * * 1-5', tz: 'Europe/Berlin', grace_s: 21_600, state: 'new' })
      await told(page, t('tasks.edit.added', { name }))
    })

    await test.step('edited: an interval, with what few people need', async () => {
      await byTest(page, 'edit').click()
      await expect(byTest(page, 'ping-url')).toContainText(task.ping_url)
      await pickKind(page, t('tasks.kind.every'))
      await byTest(page, 'expression').fill('90m')
      await expectPreview(page, ask, lang, { every: '90m' })
      await byTest(page, 'grace').fill('20')
      await byTest(page, 'advanced').locator('summary').click()
      await byTest(page, 'tolerance').fill('10m')
      await page.getByText(t('tasks.quiet'), { exact: true }).click()
      expect(await saved(page, server, ask)).toMatchObject({ schedule_kind: 'every', grace_s: 1200, tolerance_s: 600, quiet_until_first_ping: true, ping_url: task.ping_url })
    })

    await test.step('edited: calendar events, another name and business', async () => {
      await byTest(page, 'edit').click()
      await byTest(page, 'name').fill(`${name}-weekly`)
      await choose(page, byTest(page, 'business'), 'Backups')
      await pickKind(page, t('tasks.kind.calendar'))
      await byTest(page, 'suggest-weekly').click()
      await choose(page, byTest(page, 'zone'), 'Asia/Tokyo')
      await expectPreview(page, ask, lang, { calendar: 'Mon 02:00', tz: 'Asia/Tokyo' })
      await byTest(page, 'tolerance').fill('')
      expect(await saved(page, server, ask)).toMatchObject({ name: `${name}-weekly`, business: 'Backups', schedule_kind: 'calendar', schedule: 'Mon 02:00', tz: 'Asia/Tokyo', tolerance_s: null })
      await page.reload()
      await expect(heading(page)).toHaveText(`${name}-weekly`)
    })

    await test.step('copied as a new one', async () => {
      await byTest(page, 'copy').click()
      await expect(byTest(page, 'name')).toHaveValue(t('tasks.copyName', { name: `${name}-weekly` }))
      await choose(page, byTest(page, 'business'), 'Payroll')
      await byTest(page, 'name').fill(`${name}-copy`)
      const copy = await saved(page, server, ask)
      expect(copy).toMatchObject({ name: `${name}-copy`, schedule: 'Mon 02:00', tz: 'Asia/Tokyo' })
      expect(copy.ping_url).not.toBe(task.ping_url)
    })

    await test.step('paused and resumed', async () => {
      for (const [button, state] of [['pause', 'paused'], ['resume', 'new']] as const) {
        await byTest(page, button).click()
        await expect(byTest(page, 'state')).toContainText(t(`common.state.${state}`))
        expect((await ask.get(`/tasks/${name}-copy`)).state).toBe(state)
      }
    })

    await test.step('deleted', async () => {
      await byTest(page, 'remove').click()
      await confirmDanger(page, t('common.confirm.question', { name: `${name}-copy` }), t('task.danger.url'), t('task.danger.log'), t('task.danger.undo'))
      await expect(page).toHaveURL(`${server.url}/tasks`)
      await told(page, t('common.form.removed', { name: `${name}-copy` }))
      watch.allow(/status of 404/)
      expect(await statusOf(page, server, `/tasks/${name}-copy`)).toBe(404)
    })
  })

  test(`${lang}: what the list of tasks shows lives in its address`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const business = `Listed ${lang}`
    await addTasks(ask, business, 12)
    const [first, second] = await tasksOf(ask, business)
    for (const task of [first, second]) await ask.post(`/tasks/${task.id}/pause`)
    await page.goto(`${server.url}/tasks`)
    await settled(page)

    await test.step('search, business, state', async () => {
      await page.getByRole('textbox', { name: t('tasks.list.search') }).fill(business)
      await expect(page).toHaveURL(/search=Listed/)
      await expect(page.locator('.list__foot')).toContainText(t('common.list.total', { count: 12 }))
      await choose(page, byTest(page, 'business-filter'), business)
      await expect(page).toHaveURL(/business=Listed/)
      await expect(byTest(page, 'chip-paused')).toContainText('2')
      await byTest(page, 'chip-new').click()
      await expect(page).toHaveURL(/status=new/)
      await expect(page.locator('.list tbody tr')).toHaveCount(10)
    })

    await test.step('going back finds it as it was', async () => {
      const address = page.url()
      await page.getByRole('link', { name: `${business} 07`, exact: true }).click()
      await expect(heading(page)).toHaveText(`${business} 07`)
      await page.goBack()
      await expect(page).toHaveURL(address)
      await expect(byTest(page, 'chip-new')).toHaveAttribute('aria-pressed', 'true')
      await expect(page.getByRole('textbox', { name: t('tasks.list.search') })).toHaveValue(business)
      await expect(byTest(page, 'business-filter')).toContainText(business)
      await expect(page.locator('.list tbody tr')).toHaveCount(10)
    })

    await test.step('sorted, so many a page, the next page, and reloaded', async () => {
      await byTest(page, 'chip-all').click()
      const byName = page.getByRole('button', { name: t('tasks.list.task') })
      await byName.click()
      await expect(page).toHaveURL(/sort=name/)
      await byName.click()
      await expect(page).toHaveURL(/desc=1/)
      await expect(page.locator('.list tbody tr').first()).toContainText(`${business} 12`)
      await page.locator('.list__size select').selectOption('10')
      await expect(page).toHaveURL(/length=10/)
      await page.locator('.list .btn-next').click()
      await expect(page).toHaveURL(/page=2/)
      await page.reload()
      await expect(page.locator('.list tbody tr')).toHaveCount(2)
      await expect(page.locator('.list tbody tr').last()).toContainText(`${business} 01`)
    })

    await test.step('nothing is found, and the filters are cleared', async () => {
      await page.getByRole('textbox', { name: t('tasks.list.search') }).fill('no such task at all')
      await expect(page.getByText(t('common.list.noMatch'))).toBeVisible()
      await page.getByRole('button', { name: t('common.do.reset') }).first().click()
      await expect(page).toHaveURL(`${server.url}/tasks`)
    })
  })

  test(`${lang}: each task in the list has its actions`, async ({ page, context, server }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
    const ask = await enter(page, server, 'admin', lang)
    const business = `Acted on ${lang}`
    await addTasks(ask, business, 2)
    const [task] = await tasksOf(ask, business)
    await page.goto(`${server.url}/tasks?business=${encodeURIComponent(business)}`)
    const mine = row(page, task.name)
    const act = (name: string) => mine.locator(`[data-test="${name}"]`)

    await act('copy-url').click()
    await told(page, t('tasks.list.copied', { name: task.name }))
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(task.ping_url)

    await act('pause').click()
    await expect(mine).toContainText(t('common.state.paused'))
    expect(await statesOf(ask, business)).toEqual(['paused', 'new'])
    await act('resume').click()
    await expect(mine).toContainText(t('common.state.new'))
    expect(await statesOf(ask, business)).toEqual(['new', 'new'])

    await act('edit').click()
    await expect(page).toHaveURL(`${server.url}/tasks/${task.id}/edit`)
    await page.goBack()
    await act('log').click()
    await expect(page).toHaveURL(`${server.url}/tasks/${task.id}#log`)
    await page.goBack()
    await act('remove').click()
    await confirmDanger(page, t('common.confirm.question', { name: task.name }), t('tasks.removeAlong'))
    await expect(mine).toHaveCount(0)
    expect(await statesOf(ask, business)).toEqual(['new'])
  })

  test(`${lang}: many tasks are paused, resumed, moved and deleted together`, async ({ page, server, watch }) => {
    const ask = await enter(page, server, 'admin', lang)
    const business = `Many ${lang}`
    await addTasks(ask, business, 4)
    const [first] = await tasksOf(ask, business)
    await page.goto(`${server.url}/tasks?business=${encodeURIComponent(business)}`)
    const chooseAll = () => page.locator('.list thead .el-checkbox').click()
    const done = (count: number) => told(page, t('tasks.bulk.done', { count }))

    await test.step('paused, with how far it has come', async () => {
      let release = () => {}
      const held = new Promise<void>((go) => (release = go))
      await page.route('**/pause', async (route) => {
        await held
        await route.continue()
      })
      await chooseAll()
      await expect(byTest(page, 'chosen')).toHaveText(t('common.list.selected', { count: 4 }))
      await byTest(page, 'bulk-pause').click()
      await expect(byTest(page, 'progress')).toHaveText(t('tasks.bulk.progress', { done: 0, total: 4 }))
      release()
      await done(4)
      await page.unroute('**/pause')
      expect(await statesOf(ask, business)).toEqual(['paused', 'paused', 'paused', 'paused'])
    })

    await test.step('resumed, but for one that is gone', async () => {
      await chooseAll()
      await page.route(`**/tasks/${first.id}/resume`, (route) => route.fulfill({ status: 404, json: { title: 'Not Found', detail: 'it went away' } }))
      watch.allow(/status of 404/)
      await byTest(page, 'bulk-resume').click()
      await expect(byTest(page, 'bulk-failed')).toContainText(`${first.name}: it went away`)
      await expect(byTest(page, 'chosen')).toHaveText(t('common.list.selected', { count: 1 }))
      await page.unroute(`**/tasks/${first.id}/resume`)
      expect(await statesOf(ask, business)).toEqual(['paused', 'new', 'new', 'new'])
      await byTest(page, 'bulk-resume').click()
      await done(1)
      await expect(byTest(page, 'chosen')).toHaveCount(0)
    })

    await test.step('moved', async () => {
      await row(page, `${business} 03`).locator('.el-checkbox').click()
      await row(page, `${business} 04`).locator('.el-checkbox').click()
      await byTest(page, 'bulk-move').click()
      await choose(page, byTest(page, 'move-to'), 'Certificates')
      await byTest(page, 'move').click()
      await done(2)
      await expect(page.locator('.list tbody tr')).toHaveCount(2)
      expect((await ask.get(`/tasks/${encodeURIComponent(`${business} 04`)}`)).business).toBe('Certificates')
    })

    await test.step('deleted', async () => {
      await chooseAll()
      await byTest(page, 'bulk-remove').click()
      await confirmDanger(page, t('tasks.bulk.removeQuestion', { count: 2 }), `${business} 01`, `${business} 02`, t('tasks.removeAlong'))
      await done(2)
      expect(await tasksOf(ask, business)).toEqual([])
      await expect(page.getByText(t('common.list.noMatch'))).toBeVisible()
    })
  })

  test(`${lang}: the page of a task shows its runs, its log, what was sent, and how to ping it`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `logged-${lang}`
    const task = await ask.post('/tasks', { name, business: 'Backups', cron: '0 3 * * *', tz: 'Europe/Berlin' })
    for (let n = 1; n <= 30; ++n) await fetch(task.ping_url, { method: 'POST', body: `run ${n} <b>is done</b>` })
    await page.goto(`${server.url}/tasks/${task.id}`)
    const log = byTest(page, 'log')
    const pings = log.locator('[data-test="ping"]')

    await test.step('runs, by the arrow keys', async () => {
      const runs = byTest(page, 'history').getByRole('option')
      await expect(runs).toHaveCount(30)
      await byTest(page, 'history').focus()
      await expect(runs.last()).toHaveAttribute('aria-selected', 'true')
      await page.keyboard.press('ArrowLeft')
      await expect(runs.nth(28)).toHaveAttribute('aria-selected', 'true')
      await page.keyboard.press('Home')
      await expect(runs.first()).toHaveAttribute('aria-selected', 'true')
      await expect(byTest(page, 'run')).toContainText(t('common.outcome.ok'))
      await page.getByRole('button', { name: t('task.history.show') }).click()
      await expect(log.locator('[data-test="newest"]')).toBeVisible()
      await log.locator('[data-test="newest"]').click()
    })

    await test.step('the log, page by page, and filtered', async () => {
      await expect(pings).toHaveCount(25)
      await log.locator('[data-test="older"]').click()
      await expect(pings).toHaveCount(5)
      await expect(log.locator('[data-test="flip"]').first()).toContainText(t('task.flip.first'))
      await log.locator('[data-test="flips"]').click()
      await expect(log.locator('[data-test="flip"]')).toHaveCount(0)
      await log.locator('[data-test="newer"]').click()
      await expect(pings).toHaveCount(25)
      await log.locator('[data-test="kind-success"]').click()
      await expect(pings).toHaveCount(0)
      await page.getByRole('button', { name: t('task.log.allKinds') }).click()
      await expect(pings).toHaveCount(25)
      await byTest(page, 'until').fill('2020-01-01T00:00')
      await page.getByRole('button', { name: t('task.log.jump'), exact: true }).click()
      await expect(log.getByText(t('task.log.noMatch'))).toBeVisible()
      await page.getByRole('button', { name: t('task.log.allKinds') }).click()
      await expect(pings).toHaveCount(25)
    })

    await test.step('what a ping has sent is shown as text', async () => {
      await pings.first().locator('[data-test="body"]').click()
      await expect(byTest(page, 'body-text')).toHaveText('run 30 <b>is done</b>')
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: t('task.body.download') }).click()
      expect(await (await download).failure()).toBeNull()
      await page.keyboard.press('Escape')
      await expect(byTest(page, 'body-text')).toBeHidden()
    })

    await test.step('times in another zone', async () => {
      const zone = log.locator('.zone-switch select')
      await zone.selectOption('utc')
      const [newest] = await ask.get(`/tasks/${task.id}/log?length=1`)
      await expect(pings.first()).toContainText(new Date(newest.at_ms).toISOString().slice(11, 19))
      await zone.selectOption('browser')
    })

    await test.step('how to ping, in each tool', async () => {
      const tabs = page.getByRole('tab')
      for (const tab of await tabs.all()) {
        await tab.click()
        await expect(tab).toHaveAttribute('aria-selected', 'true')
        await expect(byTest(page, 'snippet')).toContainText(task.ping_url)
      }
      await page.keyboard.press('Home')
      await expect(byTest(page, 'tool-crontab')).toBeFocused()
      await expect(byTest(page, 'snippet')).toContainText('0 3 * * *')
      await expect(byTest(page, 'snippet')).toContainText(task.ping_url)
      await page.keyboard.press('ArrowRight')
      await page.reload()
      await expect(byTest(page, 'tool-bash')).toHaveAttribute('aria-selected', 'true')
    })
  })

  test(`${lang}: a business administrator has the tasks of their own businesses, and no others`, async ({ page, server, watch }) => {
    const ask = await enter(page, server, limitedTo(server, 'manager', 'Payroll'), lang)
    const name = `managed-${lang}`
    await page.goto(`${server.url}/tasks`)
    await byTest(page, 'add').click()
    await byTest(page, 'name').fill(name)
    // The only business that they see is chosen already.
    await expect(byTest(page, 'business')).toContainText('Payroll')
    await byTest(page, 'suggest-daily').click()
    const task = await saved(page, server, ask)
    await byTest(page, 'edit').click()
    await byTest(page, 'grace').fill('45m')
    expect(await saved(page, server, ask)).toMatchObject({ business: 'Payroll', grace_s: 2700 })
    await byTest(page, 'pause').click()
    await expect(byTest(page, 'state')).toContainText(t('common.state.paused'))

    await page.goto(`${server.url}/tasks?search=${name}`)
    await row(page, name).locator('.el-checkbox').click()
    await byTest(page, 'bulk-move').click()
    await byTest(page, 'move-to').click()
    await expect(page.getByRole('option').filter({ visible: true })).toHaveText([/Payroll/])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').getByRole('button', { name: t('common.do.cancel') }).click()
    await row(page, name).locator('[data-test="remove"]').click()
    await confirmDanger(page, t('common.confirm.question', { name }))
    await expect(row(page, name)).toHaveCount(0)

    watch.allow(/status of 404/)
    expect(await statusOf(page, server, `/tasks/${task.id}`)).toBe(404)
    const foreign = JSON.parse(server.cli(['task', 'show', 'nightly-backup', '--json'])).id
    for (const path of [`/tasks/${foreign}`, `/tasks/${foreign}/edit`, '/tasks/new?business=Backups']) {
      await page.goto(server.url + path)
      await expect(page.locator('#content').getByText(t('common.error.e404')).or(page.getByRole('alert')).first()).toBeVisible()
      await expect(page.locator('#content')).not.toContainText('nightly-backup')
    }
  })
}
