// Presets, the times of a preview, and zones as they are looked for.
import { describe, expect, test } from 'vitest'
import { asParameter, kinds, localMoment, matchingZones, moment, offsetOf, presetsOf, windowIn } from './schedule'

describe('presets', () => {
  test.each(kinds)('of %s fill its own field', (kind) => {
    for (const preset of presetsOf(kind)) expect(asParameter(kind, preset.text)).toEqual({ [kind]: preset.text })
    expect(new Set(presetsOf(kind).map((preset) => preset.name)).size).toBe(presetsOf(kind).length)
  })
  test('of cron have five fields', () => {
    for (const preset of presetsOf('cron')) expect(preset.text.split(' ')).toHaveLength(5)
  })
})

describe('a time of the preview', () => {
  const ms = Date.UTC(2026, 10, 23, 18)
  const now = Date.UTC(2026, 5, 1)
  test('has the day of the week, and seconds and year only if they say something', () => {
    expect(moment(ms, 'Asia/Shanghai', 'en', now)).toBe('Tue, Nov 24, 02:00')
    expect(moment(ms + 5000, 'UTC', 'en', now)).toBe('Mon, Nov 23, 18:00:05')
    expect(moment(ms, 'UTC', 'en', Date.UTC(2025, 11, 31))).toBe('Mon, Nov 23, 2026, 18:00')
  })
  test('is the server’s local one', () => {
    expect(localMoment('2026-11-24T02:00:00+08:00', 'en', now)).toBe('Tue, Nov 24, 02:00')
    expect(offsetOf('2026-11-24T02:00:00+08:00')).toBe('+08:00')
    expect(offsetOf('2026-11-24T02:00:00.607+00:00')).toBe('+00:00')
  })
  test('ends with its grace, on another day or the same', () => {
    const until = (hours: number, zone: string) => windowIn(ms, ms + hours * 3_600_000, zone, 'en', now)
    expect(until(1, 'Asia/Shanghai')).toEqual({ expected: 'Tue, Nov 24, 02:00', deadline: '03:00', zone: 'Asia/Shanghai' })
    expect(until(7, 'UTC')).toEqual({ expected: 'Mon, Nov 23, 18:00', deadline: 'Tue, Nov 24, 01:00', zone: 'UTC' })
  })
  test('is UTC where the browser does not know the zone', () => {
    expect(windowIn(ms, ms, 'Moon/Base', 'en', now)).toMatchObject({ expected: 'Mon, Nov 23, 18:00', zone: 'UTC' })
  })
})

describe('zones', () => {
  const zones = ['America/New_York', 'Asia/Shanghai', 'Europe/Berlin', 'UTC']
  test('are found by any part, in any case', () => {
    expect(matchingZones(zones, 'new york')).toEqual(['America/New_York'])
    expect(matchingZones(zones, 'SHANG')).toEqual(['Asia/Shanghai'])
    expect(matchingZones(zones, '')).toEqual(zones)
    expect(matchingZones(zones, 'x')).toEqual([])
  })
  test('that begin so come first, and not too many', () => {
    expect(matchingZones(['Africa/Lubumbashi', 'Asia/Ashgabat', 'America/As'], 'as')).toEqual([
      'Asia/Ashgabat',
      'America/As',
      'Africa/Lubumbashi',
    ])
    expect(matchingZones(zones, '', 2)).toHaveLength(2)
  })
})
