// Presets, the times of a preview, and zones as they are looked for.
import { describe, expect, test } from 'vitest'
import { asParameter, kinds, localMoment, matchingZones, moment, momentIn, offsetOf, presetsOf } from './schedule'

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
  test('has the day of the week, and seconds only if there are any', () => {
    expect(moment(ms, 'Asia/Shanghai', 'en')).toBe('Tue, Nov 24, 2026, 02:00')
    expect(moment(ms + 5000, 'UTC', 'en')).toBe('Mon, Nov 23, 2026, 18:00:05')
  })
  test('is the server’s local one', () => {
    expect(localMoment('2026-11-24T02:00:00+08:00', 'en')).toBe('Tue, Nov 24, 2026, 02:00')
    expect(offsetOf('2026-11-24T02:00:00+08:00')).toBe('+08:00')
    expect(offsetOf('2026-11-24T02:00:00.607+00:00')).toBe('+00:00')
  })
  test('is UTC where the browser does not know the zone', () => {
    expect(momentIn(ms, 'Moon/Base', 'en')).toBe('Mon, Nov 23, 2026, 18:00 (UTC)')
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
