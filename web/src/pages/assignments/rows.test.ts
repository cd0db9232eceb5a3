// The numbers of assignments are whole and differ.
import { expect, test } from 'vitest'
import { idOf } from './rows'

const pair = (business: number, notifier: number) => ({ business: { id: business }, notifier: { id: notifier } })

test('every pair has a number of its own', () => {
  const ids = [1, 2, 3, 1000].flatMap((business) => [1, 2, 3, 1000].map((notifier) => idOf(pair(business, notifier))))
  expect(new Set(ids).size).toBe(ids.length)
})

test('the numbers of large databases are whole', () => {
  expect(Number.isSafeInteger(idOf(pair(10_000_000, 10_000_000)))).toBe(true)
})
