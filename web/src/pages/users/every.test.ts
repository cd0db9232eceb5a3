import { expect, test } from 'vitest'
import { every, pageOf } from './every'

const numbers = Array.from({ length: 7 }, (_, index) => index)

test('every page is asked for, and none after the last', async () => {
  const asked: number[] = []
  const all = await every((page) => {
    asked.push(page)
    return Promise.resolve(pageOf(numbers, page, 3))
  })
  expect(all).toEqual(numbers)
  expect(asked).toEqual([1, 2, 3])
})

test('rows that vanish meanwhile end the list', async () => {
  expect(await every((page) => Promise.resolve({ rows: page === 1 ? [1] : [], total: 5 }))).toEqual([1])
})

test('a page behind the last one is empty', () => {
  expect(pageOf(numbers, 3, 3)).toEqual({ rows: [6], total: 7 })
  expect(pageOf(numbers, 4, 3)).toEqual({ rows: [], total: 7 })
})
