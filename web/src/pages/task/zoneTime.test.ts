import { beforeEach, describe, expect, test } from 'vitest'
import { setLocale } from '@/i18n'
import { atWall, daysBetween, moment, wallText } from './zoneTime'

const at = (text: string) => Date.parse(`${text}Z`)

test('days are those of the zone', () => {
  const evening = at('2026-11-22T15:59:00')
  const night = at('2026-11-22T16:01:00')
  expect(daysBetween(evening, night, 'UTC')).toBe(0)
  expect(daysBetween(evening, night, 'Asia/Shanghai')).toBe(1)
  expect(daysBetween(night, evening, 'Asia/Shanghai')).toBe(-1)
})

describe('a time on the zone’s clock', () => {
  test('is found again', () => {
    expect(atWall('2026-11-23T02:00', 'UTC')).toBe(at('2026-11-23T02:00'))
    expect(atWall('2026-11-23T02:00', 'Asia/Shanghai')).toBe(at('2026-11-22T18:00'))
    expect(atWall('2026-07-01T12:30', 'America/New_York')).toBe(at('2026-07-01T16:30'))
    expect(wallText(at('2026-11-22T18:00:59'), 'Asia/Shanghai')).toBe('2026-11-23T02:00')
  })
  test('that falls into the hour that is left out comes after it', () => {
    const found = atWall('2026-03-29T02:30', 'Europe/Berlin')!
    expect(found).toBeGreaterThanOrEqual(at('2026-03-29T01:00'))
    expect(found).toBeLessThanOrEqual(at('2026-03-29T02:00'))
  })
  test('that is none', () => expect(atWall('', 'UTC')).toBe(null))
})

describe('a moment in words', () => {
  const now = at('2026-11-23T10:00:00')
  beforeEach(() => setLocale('en'))
  test.each([
    ['2026-11-23T02:00:00', '02:00'],
    ['2026-11-23T02:00:11.900', '02:00:11'],
    ['2026-11-22T02:00:11', '02:00:11 yesterday'],
    ['2026-11-24T00:00:00', '00:00 tomorrow'],
    ['2026-11-20T02:00:00', '02:00 on Nov 20, 2026'],
  ])('%s', (time, words) => expect(moment(at(time), 'UTC', now)).toBe(words))
  test('in Chinese', () => {
    setLocale('zh-CN')
    expect(moment(at('2026-11-22T02:00:11'), 'UTC', now)).toBe('昨天 02:00:11')
    expect(moment(at('2026-11-20T02:00'), 'UTC', now)).toBe('2026年11月20日 02:00')
  })
})
