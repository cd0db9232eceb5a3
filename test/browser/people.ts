// Who works with the pages in these tests, and how they sign in without typing.
import type { BrowserContext, Page } from '@playwright/test'
import type { Server } from './server'

export const password = 'correct-horse-1'
export const roles = ['admin', 'manager', 'reader'] as const
export type Role = (typeof roles)[number]
export const names: Record<Role, string> = { admin: 'administrator', manager: 'manager01', reader: 'reader0001' }
export type Language = 'en' | 'zh'
export const languages: Language[] = ['en', 'zh']

/** The manager and the reader see one business of the samples, or all of them. */
export function addPeople(server: Server, businesses = ['--all-businesses']) {
  server.cli(['user', 'add', names.admin, '--admin', '--lang', 'en', '--password', '-'], password)
  for (const role of ['manager', 'reader'] as const)
    server.cli(['user', 'add', names[role], '--role', role, ...businesses, '--lang', 'en', '--password', '-'], password)
}

/** Requests of a context's own session, as the pages would send them. */
export function asker(context: BrowserContext, server: Server) {
  const headers = { Origin: server.url }
  const root = `${server.url}/api/cronmon/v1`
  const read = async (answer: { ok(): boolean; status(): number; text(): Promise<string> }) => {
    const text = await answer.text()
    if (!answer.ok()) throw new Error(`${answer.status()}: ${text}`)
    return text ? JSON.parse(text) : null
  }
  return {
    get: async (path: string) => read(await context.request.get(root + path, { headers })),
    post: async (path: string, data?: object) => read(await context.request.post(root + path, { headers, data: data ?? {} })),
    put: async (path: string, data?: object) => read(await context.request.put(root + path, { headers, data: data ?? {} })),
    patch: async (path: string, data: object) => read(await context.request.patch(root + path, { headers, data })),
  }
}

/** Signed in, with pages in this language. */
export async function signIn(page: Page, server: Server, role: Role, lang: Language = 'en') {
  const ask = asker(page.context(), server)
  await ask.post('/session', { user: names[role], password })
  await ask.patch('/account', { lang })
  return ask
}
