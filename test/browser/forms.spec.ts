// Whatever is typed wrong is said beside the field, in the reader's language, and nothing is lost.
import type { Page } from '@playwright/test'
import { byTest, expect, settled, test, unfold } from './fixtures'
import { languages, signIn, type Language } from './people'

interface Form {
  name: string
  path: string
  /** Opens it, where it is no page of its own. */
  open?: (page: Page) => Promise<void>
  /** What is typed where. */
  typed: [selector: string, value: string][]
  /** The part of the page that the form is in. */
  within?: string
  submit?: string
  /** How many fields are refused. */
  errors: number
}

const at = (name: string) => `[data-test="${name}"]`
const setting = (name: string) => `${at(name)} input`

const forms: Form[] = [
  { name: 'business, empty', path: '/businesses/new', typed: [['[name="name"]', '']], errors: 1 },
  { name: 'business, too short', path: '/businesses/new', typed: [['[name="name"]', 'x']], errors: 1 },
  { name: 'business that there is already', path: '/businesses/new', typed: [['[name="name"]', 'Backups']], errors: 1 },
  { name: 'notifier', path: '/notifiers/new', typed: [['[name="name"]', 'x'], ['[name="email"]', 'nobody'], ['[name="phone"]', '123']], errors: 3 },
  { name: 'task, empty', path: '/tasks/new', typed: [[at('name'), '']], errors: 3 },
  { name: 'task, no such minute', path: '/tasks/new', typed: [[at('name'), 'some-job'], [at('expression'), '61 * * * *']], errors: 2 },
  { name: 'task, no length of time', path: '/tasks/new', typed: [[at('name'), 'ab'], [at('grace'), 'soon']], errors: 4 },
  { name: 'task, knobs', path: '/tasks/new', open: unfold, typed: [[at('name'), 'some-job'], [at('maxRun'), 'long'], [at('minRun'), '0s'], [at('alertAfter'), '0'], [at('recoverAfter'), '101'], [at('slug'), 'Not a slug']], errors: 7 },
  { name: 'user', path: '/users/new', typed: [[at('name'), 'short'], [at('email'), 'nobody'], [at('phone'), '123']], errors: 3 },
  { name: 'profile', path: '/account', typed: [[at('email'), 'nobody'], [at('phone'), '123']], within: `form:has(${at('email')})`, errors: 2 },
  { name: 'password, wrong', path: '/account', typed: [[at('current-password'), 'wrong-horse-1'], [at('new-password'), 'correct-horse-2'], [at('new-password-again'), 'correct-horse-2']], within: `form:has(${at('current-password')})`, errors: 1 },
  { name: 'password, short and not alike', path: '/account', typed: [[at('current-password'), ''], [at('new-password'), 'short'], [at('new-password-again'), 'other']], within: `form:has(${at('current-password')})`, errors: 3 },
  { name: 'token', path: '/account', open: (page) => byTest(page, 'token-add').click(), typed: [[at('token-name'), '']], within: '.el-dialog', errors: 1 },
  { name: 'assignment', path: '/assignments', open: (page) => byTest(page, 'add').click(), typed: [], within: '.el-dialog', submit: at('save'), errors: 2 },
  { name: 'settings', path: '/settings', typed: [[setting('smtp.port'), 'x'], [setting('retention.task_log_days'), '0'], [setting('smtp.from'), 'nobody']], errors: 3 },
  { name: 'first steps, mail server', path: '/first-steps', typed: [[at('smtp-host'), ''], [at('smtp-port'), '99999']], within: at('step-mail'), errors: 2 },
]

const chinese = /[\u4e00-\u9fff]/

async function expectRefused(page: Page, form: Form, lang: Language) {
  const part = page.locator(form.within ?? '#content form').first()
  for (const [selector, value] of form.typed) await part.locator(selector).first().fill(value)
  await part.locator(form.submit ?? 'button[type="submit"]').first().click()
  const errors = part.locator('.el-form-item__error')
  await expect(errors).toHaveCount(form.errors)
  for (const words of await errors.allInnerTexts()) {
    expect(words.trim(), 'says something').not.toBe('')
    expect(chinese.test(words), `“${words}” is ${lang}`).toBe(lang === 'zh')
  }
  for (const [selector, value] of form.typed) await expect(part.locator(selector).first()).toHaveValue(value)
}

for (const lang of languages)
  for (const form of forms)
    test(`${lang}: ${form.name}`, async ({ page, server, watch }) => {
      watch.home(server.url)
      watch.allow(/status of (401|403|409|422)/)
      await signIn(page, server, 'admin', lang)
      await page.goto(server.url + form.path)
      await settled(page)
      await form.open?.(page)
      await expectRefused(page, form, lang)
    })

for (const lang of languages)
  test(`${lang}: signing in without anything`, async ({ page, server, watch }) => {
    watch.home(server.url)
    await page.addInitScript((tag) => localStorage.setItem('cronmon.locale', tag), lang === 'zh' ? 'zh-CN' : 'en')
    await page.goto(server.url)
    await expectRefused(page, { name: 'login', path: '/login', typed: [], within: 'form', errors: 2 }, lang)
  })

test('leaving what is not saved is asked about', async ({ page, server, watch }) => {
  watch.home(server.url)
  await signIn(page, server, 'admin')
  await page.goto(`${server.url}/notifiers/new`)
  await page.locator('[name="name"]').fill('Not saved yet')
  await page.getByRole('link', { name: 'Businesses' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(page.locator('[name="name"]')).toHaveValue('Not saved yet')
})

test('who has changed it meanwhile is not overwritten', async ({ page, server, watch }) => {
  watch.home(server.url)
  watch.allow(/status of 412/)
  const ask = await signIn(page, server, 'admin')
  const { id } = await ask.post('/businesses', { name: 'Changed by two' })
  await page.goto(`${server.url}/businesses/${id}`)
  await expect(page.locator('[name="name"]')).toHaveValue('Changed by two')
  await ask.patch(`/businesses/${id}`, { name: 'Changed by the other' })
  await page.locator('[name="name"]').fill('Changed by me')
  await page.locator('#content form button[type="submit"]').first().click()
  await expect(page.getByRole('alert').filter({ hasText: 'Somebody else' })).toBeVisible()
  expect((await ask.get(`/businesses/${id}`)).name).toBe('Changed by the other')
})
