// What the tests of the pages' actions share: the pages' own sentences, signing in only once for
// each role, choosing one out of many, and the question before something is lost.
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import en from '../../web/src/i18n/en'
import zh from '../../web/src/i18n/zh-CN'
import { expect, type Watch } from './fixtures'
import type { Mailbox } from './mailbox'
import { asker, names, password, type Language, type Role } from './people'
import type { Server } from './server'

export type Asker = ReturnType<typeof asker>

const dictionaries: Record<Language, object> = { en, zh }

/** The sentence of this key as the page says it in this language. */
export function speaker(lang: Language) {
  return (key: string, named: Record<string, unknown> = {}): string => {
    const found = key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], dictionaries[lang])
    if (typeof found !== 'string') throw new Error(`there is no sentence ${key}`)
    return found.replace(/\{'(.)'\}|\{(\w+)\}/g, (_, literal, name) => literal ?? String(named[name]))
  }
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
const kept = new Map<string, Cookies>()

/** Signed in with pages in this language; a session that there is already is used again. */
export async function enter(page: Page, server: Server, who: Role | (string & {}), lang: Language): Promise<Asker> {
  const user = who in names ? names[who as Role] : who
  const ask = asker(page.context(), server)
  const key = `${server.url} ${user}`
  const cookies = kept.get(key)
  if (cookies) await page.context().addCookies(cookies)
  else await ask.post('/session', { user, password })
  await ask.patch('/account', { lang })
  if (!cookies) kept.set(key, await page.context().cookies())
  return ask
}

/** Types into a select that searches, and takes what it finds. */
export async function choose(page: Page, field: Locator, name: string) {
  await field.click()
  await field.locator('input').fill(name)
  await page.getByRole('option').filter({ hasText: name, visible: true }).first().click()
}

/** The question before something is lost: what it says (all of it), and then the dangerous button. */
export async function confirmDanger(page: Page, ...says: (string | RegExp)[]) {
  // What comes of it may be told in a dialog of its own.
  const danger = page.locator('.el-dialog__footer .el-button--danger')
  const question = page.getByRole('dialog').filter({ has: danger })
  await expect(question).toBeVisible()
  for (const one of says) await expect(question).toContainText(one)
  await question.locator('.el-dialog__footer .el-button--danger').click()
  await expect(question).toBeHidden()
}

/** The button that sends the form that is in this part of the page. */
export const submit = (part: Page | Locator) => part.locator('form button[type="submit"]').first().click()

export const told = (page: Page, words: string) => expect(page.locator('.el-message').filter({ hasText: words }).first()).toBeVisible()

/** The row of a list that is headed so. */
export const row = (page: Page, name: string) => page.locator('.list tbody tr').filter({ hasText: name })

/** What a request of the same session is answered with, where that is no success. */
export async function statusOf(page: Page, server: Server, path: string): Promise<number> {
  return (await page.context().request.get(`${server.url}/api/cronmon/v1${path}`)).status()
}

const change = { 'Content-Type': 'application/json' }

export async function remove(page: Page, server: Server, path: string) {
  await page.context().request.delete(`${server.url}/api/cronmon/v1${path}`, { headers: { Origin: server.url, ...change } })
}

/** Letters go to this mail server until what comes back is called: then mail is off, as before. */
export async function useMailbox(ask: Asker, mailbox: Mailbox): Promise<() => Promise<void>> {
  await ask.put('/settings/smtp.port', { value: String(mailbox.port) })
  await ask.put('/settings/smtp.host', { value: '127.0.0.1' })
  return async () => {
    for (const name of ['host', 'port']) await ask.put(`/settings/smtp.${name}`, { value: '' })
  }
}

const limited = new Set<string>()

/** Somebody of this role who sees one business of the samples only. */
export function limitedTo(server: Server, role: 'manager' | 'reader', business: string): string {
  const name = `${role}.of.${business.toLowerCase().replace(/\W/g, '')}`
  const key = `${server.url} ${name}`
  if (!limited.has(key)) server.cli(['user', 'add', name, '--role', role, '--business', business, '--lang', 'en', '--password', '-'], password)
  limited.add(key)
  return name
}

/** Another browser, which knows nothing of the first one. */
export async function stranger(browser: Browser, server: Server, watch: Watch) {
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  await watch.look(page)
  return { page, ask: asker(context, server), close: () => context.close() }
}

/** Whether this name and password (and code) open the door. */
export async function opens(browser: Browser, server: Server, user: string, word: string, code?: string): Promise<boolean> {
  const context = await browser.newContext()
  const answer = await context.request.post(`${server.url}/api/cronmon/v1/session`, { headers: { Origin: server.url }, data: { user, password: word, code } })
  await context.close()
  return answer.ok()
}

export function addUser(server: Server, name: string) {
  server.cli(['user', 'add', name, '--role', 'reader', '--all-businesses', '--lang', 'en', '--password', '-'], password)
}

/** What is there to be copied. */
export const codeOf = (page: Page, name: string) => page.locator(`[data-test="${name}"] code`).innerText()

export async function fillPasswords(page: Page, first: string, second = first) {
  await page.locator('[data-test="new-password"]').fill(first)
  await page.locator('[data-test="new-password-again"]').fill(second)
}

/** Takes what the list of users offers for one of them. */
export async function act(page: Page, server: Server, user: string, action: string) {
  const list = `${server.url}/users?search=${user}`
  if (page.url() !== list) await page.goto(list)
  await page.locator(`[data-test="more-${user}"]`).click()
  await page.locator(`[data-test="action-${action}"]`).filter({ visible: true }).click()
}
