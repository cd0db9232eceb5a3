import { expect, test } from 'vitest'
import { slugUrl } from './address'

const url = 'https://cronmon.example.org/watch/api/monlink/f951b90f-d085-4b48-b150-3ce33224a1d8'

test('an address by slug stands beside the one by UUID', () => {
  expect(slugUrl(url, 'k3y', 'nightly')).toBe('https://cronmon.example.org/watch/ping/k3y/nightly')
})

test('there is none without a key or without a slug', () => {
  expect(slugUrl(url, null, 'nightly')).toBe(null)
  expect(slugUrl(url, 'k3y', '')).toBe(null)
  expect(slugUrl('https://cronmon.example.org/else', 'k3y', 'nightly')).toBe(null)
})
