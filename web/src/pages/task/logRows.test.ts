import { describe, expect, test } from 'vitest'
import { logRows, spanOf } from './logRows'
import type { Flip, Ping } from './useTask'

const ping = (id: number, at_ms: number) => ({ id, at_ms }) as Ping
const flip = (id: number, at_ms: number) => ({ id, at_ms }) as Flip
const keys = (rows: { key: string }[]) => rows.map((row) => row.key)
const all = { below: Infinity, from: -Infinity }

describe('rows of the log', () => {
  const pings = [ping(3, 300), ping(2, 200), ping(1, 100)]
  test('have the flips between the pings', () => {
    expect(keys(logRows(pings, [flip(9, 250), flip(8, 150)], all))).toEqual(['ping3', 'flip9', 'ping2', 'flip8', 'ping1'])
  })
  test('have a flip above the ping that caused it', () => {
    expect(keys(logRows(pings, [flip(9, 200)], all))).toEqual(['ping3', 'flip9', 'ping2', 'ping1'])
  })
  test('keep pings of the same time in the log’s order', () => {
    expect(keys(logRows([ping(2, 100), ping(1, 100)], [], all))).toEqual(['ping2', 'ping1'])
  })
  test('show every flip on exactly one page', () => {
    const flips = [flip(9, 350), flip(8, 250), flip(7, 200), flip(6, 150), flip(5, 50)]
    const newer = [ping(3, 300), ping(2, 200)]
    const older = [ping(1, 100)]
    const first = logRows(newer, flips, spanOf(newer, Infinity, true))
    const second = logRows(older, flips, spanOf(older, 200, false))
    expect(keys(first)).toEqual(['flip9', 'ping3', 'flip8', 'flip7', 'ping2'])
    expect(keys(second)).toEqual(['flip6', 'ping1', 'flip5'])
  })
  test('without pings are the flips alone', () => {
    expect(keys(logRows([], [flip(1, 10)], spanOf([], Infinity, false)))).toEqual(['flip1'])
  })
})
