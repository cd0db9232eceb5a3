// What the tests of the pages' actions share: the pages' own sentences, signing in only once for
// each role, choosing one out of many, and the question before something is lost.
import type { BrowserContext, Locator, Page } from '@playwright/test'
import en from '../../web/src/i18n/en'
import zh from '../../web/src/i18n/zh-CN'
import { expect } from './fixtures'
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
  const question = page.getByRole('dialog')
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
