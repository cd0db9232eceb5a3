import { describe, expect, test } from 'vitest'
import { measure, percentile, unitFor } from './stats'

describe('a percentile', () => {
  test('of nothing is none', () => expect(percentile([], 0.5)).toBe(null))
  test('of one is that one', () => {
    expect(percentile([7], 0.5)).toBe(7)
    expect(percentile([7], 0.95)).toBe(7)
  })
  test('does not mind the order, and leaves it', () => {
    const values = [30, 10, 20]
    expect(percentile(values, 0.5)).toBe(20)
    expect(values).toEqual([30, 10, 20])
  })
  test('is the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    expect(percentile(hundred, 0.5)).toBe(50)
    expect(percentile(hundred, 0.95)).toBe(95)
    expect(percentile(hundred, 1)).toBe(100)
    expect(percentile(hundred, 0)).toBe(1)
    expect(percentile([1, 2, 3, 100], 0.95)).toBe(100)
  })
})

describe('what was measured', () => {
  const ping = (at_ms: number, duration_ms: number | null = null) => ({ at_ms, duration_ms })
  test('are durations where some ping told one', () => {
    expect(measure([ping(300, 9), ping(200), ping(100, 5)])).toEqual({
      what: 'duration', points: [{ at_ms: 100, ms: 5 }, { at_ms: 300, ms: 9 }], median: 5, p95: 9,
    })
  })
  test('is else the time between them', () => {
    expect(measure([ping(450), ping(300), ping(100)])).toEqual({
      what: 'interval', points: [{ at_ms: 300, ms: 200 }, { at_ms: 450, ms: 150 }], median: 150, p95: 200,
    })
  })
  test('is nothing for no ping, and for the only one', () => {
    expect(measure([])).toBe(null)
    expect(measure([ping(100)])).toBe(null)
  })
})

test.each([
  [0, 'ms'],
  [1999, 'ms'],
  [2000, 'second'],
  [119_000, 'second'],
  [120_000, 'minute'],
  [47 * 3_600_000, 'hour'],
  [48 * 3_600_000, 'day'],
])('%i ms are counted by the %s', (ms, name) => expect(unitFor(ms).name).toBe(name))
