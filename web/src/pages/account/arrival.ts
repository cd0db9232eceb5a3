// Where somebody goes who has just signed in.
import { api, told } from '@/api/client'
import { safeNext } from '@/router'
import { isAdmin } from '@/session'

async function nothingIsWatched(): Promise<boolean> {
  const page = await told(api.GET('/api/cronmon/v1/tasks', { params: { query: { length: 1 } } }))
  return page.total === 0
}

/** The page they wanted; an administrator of an empty database is led through the first steps. */
export async function arrival(next: unknown): Promise<string> {
  const wanted = safeNext(next)
  if (wanted !== '/' || !isAdmin.value) return wanted
  return (await nothingIsWatched().catch(() => false)) ? '/first-steps' : wanted
}
