// What a token can be, and how a program uses it.
import type { Schemas } from '@/api/client'

export type Scope = Schemas['Scope']
export const scopes: Scope[] = ['read', 'write', 'ping']

/** As the API writes lengths of time; '' is for ever. */
export const lifetimes = ['7d', '30d', '90d', '365d', ''] as const

/** A token that may only ping has no use for lists. */
export function curlFor(scope: Scope, token: string, origin: string): string {
  const path = scope === 'ping' ? 'tasks/TASK/ping' : 'tasks'
  const follow = scope === 'ping' ? ' -L' : ''
  return [
    `curl -fsS -m 10 --retry 3${follow}`,
    `  -H 'Authorization: Bearer ${token}'`,
    `  ${origin}/api/cronmon/v1/${path}`,
  ].join(' \\\n')
}
