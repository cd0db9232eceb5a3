// Lengths of time: read as the server reads them, and written so that it does.
import { describe, expect, test } from 'vitest'
import { asLength, lengthWords, readLength, roughly, writeLength } from './lengths'

const say = (unit: string, n: number) => `${n} ${unit}`

describe('a length of time', () => {
  test.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    ['2d', 172_800_000],
    ['1w', 604_800_000],
    ['250ms', 250],
    ['30', 1_800_000],
    [' 1H ', 3_600_000],
    ['0s', 0],
  ])('%s is read', (text, ms) => expect(readLength(text)).toBe(ms))

  test.each(['', 'm', '5x', '30m1h', '1h1h', '1h  30m', '-5m', '1.5h', '5 m'])(
    '%j is none',
    (text) => expect(readLength(text)).toBeNull(),
  )

  test('that is a bare number means minutes', () => {
    expect(asLength(' 30 ')).toBe('30m')
    expect(asLength('1h 5m')).toBe('1h 5m')
  })

  test.each([
    [0, '0s'],
    [1500, '1s500ms'],
    [5_400_000, '1h30m'],
    [604_800_000, '7d'],
  ])('of %d ms is written', (ms, text) => expect(writeLength(ms)).toBe(text))

  test('is said in full', () => {
    expect(lengthWords(95_400_000, say)).toBe('1 day 2 hour 30 minute')
    expect(lengthWords(0, say)).toBe('0 second')
  })

  test('is rough in lists', () => {
    expect(roughly(59_000)).toBe(59_000)
    expect(roughly(61_000)).toBe(60_000)
  })
})
