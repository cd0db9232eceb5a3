// What an administrator can do for a user, and what is said of their rights.
import type { User } from './every'

export type Action = 'password' | 'link' | 'signOut' | 'totp' | 'remove'

/** Those that make sense for this user. */
export function actionsFor(user: User): Action[] {
  const actions: Action[] = ['password', 'link', 'signOut']
  if (user.has_totp) actions.push('totp')
  return [...actions, 'remove']
}

/** How many businesses somebody sees: a sentence's key and its values. */
export function rightsOf(user: User): [string, Record<string, unknown>] {
  if (user.role === 'admin') return ['users.sees.admin', {}]
  if (user.all_businesses) return ['users.sees.all', {}]
  return user.businesses.length === 0 ? ['users.sees.none', {}] : ['users.sees.some', { count: user.businesses.length }]
}
