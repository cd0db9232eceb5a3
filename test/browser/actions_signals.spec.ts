// What a job says beyond "it ran": runs, knobs, words, addresses by slug, tags; done in both
// languages, and asked of the server.
import type { Page } from '@playwright/test'
import { codeOf, confirmDanger, enter, limitedTo, row, speaker, submit, told } from './actions'
import { byTest, expect, settled, test } from './fixtures'
import { languages } from './people'

const rid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const tell = (url: string, body = '') => fetch(url, { method: 'POST', body })
const fold = (page: Page, name: string) => byTest(page, name).locator('summary')

test.beforeEach(async ({ page, server, watch }) => {
  watch.home(server.url)
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

for (const lang of languages) {
  const t = speaker(lang)

  test(`${lang}: what few people need is folded away, set, shown, and taken back`, async ({ page, server, watch }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `Knobs ${lang}`
    const { id } = await ask.post('/tasks', { name, business: 'Payroll', every: '1h' })
    const open = async () => {
      await page.goto(`${server.url}/tasks/${id}/edit`)
      await settled(page)
    }
    const save = async () => {
      await submit(page)
      await expect(page).toHaveURL(`${server.url}/tasks/${id}`)
      return ask.get(`/tasks/${id}`)
    }

    await test.step('set', async () => {
      await open()
      await expect(byTest(page, 'maxRun')).toBeHidden()
      await fold(page, 'more-runs').click()
      await byTest(page, 'maxRun').fill('2h')
      await byTest(page, 'minRun').fill('10s')
      await byTest(page, 'alertAfter').fill('3')
      await byTest(page, 'recoverAfter').fill('2')
      await fold(page, 'more-listening').click()
      await expect(byTest(page, 'failureWords')).toHaveCount(0)
      await byTest(page, 'byBody').click()
      await byTest(page, 'failureWords').fill('ERROR, failed')
      await byTest(page, 'successWords').fill('done')
      for (const one of ['elseFail', 'postOnly', 'manualResume']) await byTest(page, one).click()
      await fold(page, 'more-labels').click()
      await byTest(page, 'slug-from-name').click()
      await byTest(page, 'tags').fill(`db ${lang}`)
      await byTest(page, 'description').fill('First line.\nSecond line.')
      expect(await save()).toMatchObject({
        max_run_s: 7200, min_run_s: 10, alert_after: 3, recover_after: 2,
        by_body: true, else_fail: true, post_only: true, manual_resume: true,
        failure_words: 'ERROR, failed', success_words: 'done', start_words: '',
        slug: `knobs-${lang}`, tags: `db ${lang}`, description: 'First line.\nSecond line.',
      })
    })

    await test.step('shown on the page of the task', async () => {
      await expect(byTest(page, 'notes')).toContainText('Second line.')
      await expect(byTest(page, 'fact-alertAfter')).toContainText('3')
      await expect(byTest(page, 'fact-slug')).toContainText(`knobs-${lang}`)
      await expect(byTest(page, 'listening')).toContainText(t('task.listening.failureWords', { words: 'ERROR, failed' }))
      await expect(byTest(page, 'listening')).toContainText(t('task.listening.postOnly'))
      await expect(byTest(page, 'by-body')).toBeVisible()
    })

    await test.step('refused beside its field, by the page and by the server', async () => {
      await open()
      await expect(byTest(page, 'maxRun')).toBeVisible() // because somebody uses it
      await byTest(page, 'minRun').fill('3h')
      await byTest(page, 'slug').fill('No Slug')
      await submit(page)
      await expect(page.locator('.el-form-item__error')).toHaveText([t('tasks.rule.runOrder'), t('tasks.rule.slug')])
      await byTest(page, 'minRun').fill('10s')
      await byTest(page, 'slug').fill('')
      await byTest(page, 'failureWords').fill('a\u0007b')
      watch.allow(/status of 422/)
      await submit(page)
      const refused = page.locator('.el-form-item.is-error').filter({ has: byTest(page, 'failureWords') })
      await expect(refused.locator('.el-form-item__error')).not.toBeEmpty()
      await expect(byTest(page, 'failureWords')).toBeFocused()
      await byTest(page, 'failureWords').fill('')
      await byTest(page, 'successWords').fill('')
      await submit(page)
      await expect(page.locator('.el-form-item__error')).toHaveText(t('tasks.rule.noWords'))
    })

    await test.step('taken back', async () => {
      await byTest(page, 'byBody').click()
      await byTest(page, 'maxRun').fill('')
      await byTest(page, 'minRun').fill('')
      await byTest(page, 'alertAfter').fill('1')
      await byTest(page, 'tags').fill('')
      expect(await save()).toMatchObject({ max_run_s: null, min_run_s: null, alert_after: 1, recover_after: 2, by_body: false, success_words: '', slug: '', tags: '' })
      await expect(byTest(page, 'fact-maxRun')).toHaveCount(0)
    })
  })

  test(`${lang}: runs are shown while they go on, and when they are over`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const name = `runs-${lang}`
    const { id, ping_url: url } = await ask.post('/tasks', { name, business: 'Payroll', every: '1h', max_run: '10m', alert_after: 2 })
    await tell(`${url}/start?rid=${rid(1)}`)
    await page.goto(`${server.url}/tasks/${id}`)
    await settled(page)
    const pings = byTest(page, 'log').locator('[data-test="ping"]')

    await test.step('one, and another one beside it', async () => {
      await expect(byTest(page, 'running')).toContainText(t('task.running.title'))
      await expect(byTest(page, 'running').locator('[data-test="rid"]')).toContainText('00000000')
      await tell(`${url}/start?rid=${rid(2)}`)
      await expect(byTest(page, 'running')).toContainText(t('task.running.overlap', { count: 2 }))
      await page.goto(`${server.url}/tasks?search=${name}`)
      await expect(row(page, name).locator('[data-test="running"]')).toContainText('2')
      await page.goBack()
    })

    await test.step('their ends, with exit code, duration and output', async () => {
      await tell(`${url}/0?rid=${rid(1)}`, 'all is well')
      await tell(`${url}/75?rid=${rid(2)}`, 'no such table')
      await expect(byTest(page, 'running')).toHaveCount(0)
      await expect(pings).toHaveCount(4)
      await expect(pings.first()).toContainText('75')
      await expect(pings.first()).toContainText(t('task.kind.fail'))
      await expect(byTest(page, 'status')).toContainText(t('task.status.upFailing', { count: 1, after: 2 }))
      await expect(byTest(page, 'history').getByRole('option')).toHaveCount(2)
      await expect(page.getByRole('heading', { name: t('task.chart.durationTitle'), exact: true })).toBeVisible()
      await expect(byTest(page, 'maxRun')).toBeVisible()
      await pings.first().locator('[data-test="body"]').click()
      await expect(byTest(page, 'body-text')).toHaveText('no such table')
      await page.keyboard.press('Escape')
    })

    await test.step('each kind by itself', async () => {
      await tell(`${url}/log?rid=${rid(1)}`, 'a note')
      await expect(pings).toHaveCount(5)
      const boxes = { success: 4, start: 2, fail: 1, log: 0 }
      for (const [kind, left] of Object.entries(boxes)) {
        await byTest(page, `kind-${kind}`).click()
        await expect(pings).toHaveCount(left)
      }
      await byTest(page, 'kind-start').click()
      await expect(pings).toHaveCount(2)
      for (const one of await pings.all()) await expect(one).toContainText(t('task.kind.start'))
    })

    await test.step('down, because the job said so', async () => {
      await tell(`${url}/fail`)
      await expect(byTest(page, 'state')).toContainText(t('common.state.down'))
      const said = t('task.status.downFailed', { at: '\n', zone: 'UTC' }).split('\n').at(-1)!
      await expect(byTest(page, 'status')).toContainText(said)
      await expect(byTest(page, 'log')).toContainText(t('task.flip.failed'))
    })

    await test.step('what did not come is told with its reason', async () => {
      await page.goto(`${server.url}/tasks/${(await ask.get('/tasks/forgotten-job')).id}`)
      await fold(page, 'missed').click()
      await expect(byTest(page, 'missed')).toContainText(t('task.history.why.missed'))
      await byTest(page, 'missed').getByRole('button').first().click()
      await expect(byTest(page, 'log')).toBeFocused()
    })
  })

  test(`${lang}: a readable address, made from the page of the task, and from that of its business`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const business = await ask.post('/businesses', { name: `Keys ${lang}` })
    const { id, ping_url: url } = await ask.post('/tasks', { name: `slugged-${lang}`, business: `Keys ${lang}`, cron: '0 3 * * *', slug: `nightly-${lang}` })
    const keyOf = async () => (await ask.get(`/businesses/${business.id}`)).ping_key

    await test.step('the key is made where it lacks', async () => {
      await page.goto(`${server.url}/tasks/${id}`)
      await expect(byTest(page, 'no-key')).toContainText(`nightly-${lang}`)
      await byTest(page, 'make-key').click()
      await told(page, t('task.how.keyMade', { business: `Keys ${lang}` }))
      await byTest(page, 'way').getByText(t('task.how.way.slug'), { exact: true }).click()
      const address = `${server.url}/ping/${await keyOf()}/nightly-${lang}`
      await expect(byTest(page, 'ping-url')).toContainText(address)
      await byTest(page, 'tool-crontab').click()
      await expect(byTest(page, 'snippet')).toContainText(`0 3 * * * cronmon exec ${address} --quiet -- `)
      expect((await tell(`${address}/start`)).status).toBe(200)
      await expect(byTest(page, 'running')).toBeVisible()
    })

    await test.step('start and end are told in each tool', async () => {
      await byTest(page, 'way').getByText(t('task.how.way.uuid'), { exact: true }).click()
      await byTest(page, 'form').getByText(t('task.how.form.run'), { exact: true }).click()
      await expect(byTest(page, 'snippet-curl')).toContainText(`${url}/start`)
      for (const tool of ['bash', 'curl', 'python', 'java']) {
        await byTest(page, `tool-${tool}`).click()
        await expect(byTest(page, 'snippet')).toContainText('/start')
        await expect(byTest(page, 'snippet')).toContainText('rid=')
      }
      await byTest(page, 'forms').locator('summary').click()
      await expect(byTest(page, 'forms')).toContainText(t('task.how.suffix.exit'))
    })

    await test.step('renewed and deleted, after what breaks is said', async () => {
      await page.goto(`${server.url}/businesses/${business.id}`)
      const before = await keyOf()
      await expect(byTest(page, 'ping-key-text')).toContainText(before)
      await byTest(page, 'renew-key').click()
      await confirmDanger(page, t('businesses.key.renewQuestion', { business: `Keys ${lang}` }), t('businesses.key.breaks'))
      await told(page, t('businesses.key.renewed'))
      const now = await keyOf()
      expect(now).not.toBe(before)
      await expect(byTest(page, 'ping-key-text')).toContainText(now)
      expect((await tell(`${server.url}/ping/${before}/nightly-${lang}`)).status).toBe(404)
      expect((await tell(`${server.url}/ping/${now}/nightly-${lang}`)).status).toBe(200)
      await byTest(page, 'remove-key').click()
      await confirmDanger(page, t('businesses.key.removeQuestion', { business: `Keys ${lang}` }), t('businesses.key.stays'))
      await told(page, t('businesses.key.removed'))
      expect(await keyOf()).toBe(null)
      await byTest(page, 'make-key').click()
      await told(page, t('businesses.key.made'))
      expect(await keyOf()).not.toBe(null)
    })

    await test.step('what is typed in the form beside it can still be saved', async () => {
      await page.locator('[name="name"]').fill(`Keys of ${lang}`)
      await submit(page)
      await expect(page).toHaveURL(`${server.url}/businesses`)
      expect((await ask.get(`/businesses/${business.id}`)).name).toBe(`Keys of ${lang}`)
    })
  })

  test(`${lang}: a business gives programs keys, each shown once`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const business = await ask.post('/businesses', { name: `Programs ${lang}` })
    const hintOf = async (may: string) => (await ask.get(`/businesses/${business.id}/keys`)).rows.find((key: { may: string }) => key.may === may)?.hint
    const part = (may: string, name: string) => byTest(page, `check-key-${may}`).locator(`[data-test="${name}"]`)
    /** The key that is shown now, and then no more. */
    const take = async () => {
      const key = await codeOf(page, 'check-key')
      await expect(page.getByText(t('businesses.checkKey.once'))).toBeVisible()
      await byTest(page, 'check-key-kept').click()
      await expect(byTest(page, 'check-key')).toHaveCount(0)
      return key
    }
    await page.goto(`${server.url}/businesses/${business.id}`)

    await part('write', 'make').click()
    const first = await take()
    expect(first.startsWith(await hintOf('write'))).toBe(true)
    await part('read', 'make').click()
    const reading = await take()
    expect(reading).not.toBe(first)
    await expect(byTest(page, 'check-key-read')).toContainText(await hintOf('read'))

    await part('write', 'renew').click()
    await confirmDanger(page, t('businesses.checkKey.renewQuestion', { key: t('businesses.checkKey.may.write'), business: `Programs ${lang}` }), t('businesses.checkKey.breaks'))
    const second = await take()
    expect(second).not.toBe(first)
    expect(second.startsWith(await hintOf('write'))).toBe(true)

    await part('read', 'remove').click()
    await confirmDanger(page, t('businesses.checkKey.removeQuestion', { key: t('businesses.checkKey.may.read'), business: `Programs ${lang}` }))
    await told(page, t('businesses.checkKey.removed'))
    await expect(part('read', 'make')).toBeVisible()
    expect(await hintOf('read')).toBe(undefined)
  })

  test(`${lang}: a task whose runs have become too quick is looked at with suspicion`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const { id, uuid } = await ask.post('/tasks', { name: `quick-${lang}`, business: 'Payroll', every: '1h' })
    const hour = 3_600_000
    const begin = Date.now() - 20 * hour
    const run = async (n: number, length_ms: number) => {
      const about = { target: uuid, rid: rid(500 + n) }
      await ask.post('/pings', { ...about, kind: 'start', at_ms: begin + n * hour })
      await ask.post('/pings', { ...about, kind: 'success', at_ms: begin + n * hour + length_ms })
    }
    for (let n = 0; n < 10; ++n) await run(n, 60_000)
    await page.goto(`${server.url}/tasks/${id}`)
    await settled(page)
    await expect(byTest(page, 'numbers')).toBeVisible()
    await expect(byTest(page, 'suspicions')).toHaveCount(0)
    for (let n = 10; n < 13; ++n) await run(n, 2000)
    const { rows } = await ask.get(`/tasks/${id}/suspicions`)
    expect(rows.map((one: { kind: string }) => one.kind)).toEqual(['fast'])
    await expect(byTest(page, 'suspicion-fast')).toContainText(t('common.unit.minute', { n: 1 }))
    await expect(byTest(page, 'suspicion-fast')).toContainText(t('common.unit.second', { n: 2 }))
  })

  test(`${lang}: tags narrow the list, and live in its address`, async ({ page, server }) => {
    const ask = await enter(page, server, 'admin', lang)
    const [one, both] = [`tagged-one-${lang}`, `tagged-both-${lang}`]
    await ask.post('/tasks', { name: one, business: 'Payroll', every: '1h', tags: `t-${lang}` })
    const { id } = await ask.post('/tasks', { name: both, business: 'Payroll', every: '1h', tags: `t-${lang} prod-${lang}` })
    await page.goto(`${server.url}/tasks?search=tagged`)
    await row(page, one).getByRole('link', { name: t('tasks.list.byTag', { tag: `t-${lang}` }) }).click()
    await expect(page).toHaveURL(new RegExp(`search=tagged.*tag=t-${lang}`))
    await expect(page.locator('.list tbody tr')).toHaveCount(2)
    await row(page, both).getByRole('link', { name: t('tasks.list.byTag', { tag: `prod-${lang}` }) }).click()
    await expect(page.locator('.list tbody tr')).toHaveCount(1)
    await expect(byTest(page, 'chip-new')).toContainText('1')
    await page.reload()
    await expect(byTest(page, 'tag-filter')).toHaveCount(2)
    await page.getByRole('button', { name: t('tasks.list.notByTag', { tag: `prod-${lang}` }) }).click()
    await expect(page.locator('.list tbody tr')).toHaveCount(2)
    await page.goto(`${server.url}/tasks/${id}`)
    await byTest(page, 'notes').getByRole('link', { name: t('tasks.list.byTag', { tag: `prod-${lang}` }) }).click()
    await expect(page).toHaveURL(`${server.url}/tasks?tag=prod-${lang}`)
    await expect(row(page, both)).toHaveCount(1)
    await page.getByRole('button', { name: t('common.do.reset') }).click()
    await expect(page).toHaveURL(`${server.url}/tasks`)
  })

  test(`${lang}: who only reads sees runs and addresses, and makes no keys`, async ({ page, server }) => {
    const admin = await enter(page, server, 'admin', lang)
    const { id } = await admin.post('/tasks', { name: `read-only-${lang}`, business: 'Certificates', every: '1h', slug: `ro-${lang}`, tags: 'ro' })
    await page.context().clearCookies()
    await enter(page, server, limitedTo(server, 'reader', 'Certificates'), lang)
    await page.goto(`${server.url}/tasks/${id}`)
    await expect(byTest(page, 'no-key')).toBeVisible()
    await expect(byTest(page, 'make-key')).toHaveCount(0)
    await expect(byTest(page, 'notes')).toContainText('ro')
  })
}
