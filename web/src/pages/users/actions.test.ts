import { expect, test } from 'vitest'
import { actionsFor, rightsOf } from './actions'
import type { User } from './every'

const user = (parts: Partial<User>) => ({ role: 'manager', all_businesses: false, businesses: [], has_totp: false, ...parts }) as unknown as User

test('a second factor can be taken only from who has one', () => {
  expect(actionsFor(user({}))).not.toContain('totp')
  expect(actionsFor(user({ has_totp: true }))).toEqual(['password', 'link', 'signOut', 'totp', 'remove'])
})

test('what somebody sees is said in words', () => {
  expect(rightsOf(user({ role: 'admin', all_businesses: true }))[0]).toBe('users.sees.admin')
  expect(rightsOf(user({ all_businesses: true }))[0]).toBe('users.sees.all')
  expect(rightsOf(user({}))[0]).toBe('users.sees.none')
  expect(rightsOf(user({ businesses: ['a', 'b'] }))).toEqual(['users.sees.some', { count: 2 }])
})
