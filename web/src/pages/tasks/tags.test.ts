import { expect, test } from 'vitest'
import { tagsOf, withoutTag, withTag } from './tags'

test('tags are words, each once', () => {
  expect(tagsOf('')).toEqual([])
  expect(tagsOf('db  nightly db')).toEqual(['db', 'nightly'])
})

test('one more, one less', () => {
  expect(withTag('', 'db')).toBe('db')
  expect(withTag('db', 'nightly')).toBe('db nightly')
  expect(withTag('db nightly', 'db')).toBe('db nightly')
  expect(withoutTag('db nightly', 'db')).toBe('nightly')
  expect(withoutTag('db', 'db')).toBe('')
})
