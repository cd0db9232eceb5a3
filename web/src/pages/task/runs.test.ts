import { describe, expect, test } from 'vitest'
import { asRuns, isMissing, type Run } from './runs'

const run = (at_ms: number, outcome: Run['outcome'], duration_ms: number | null = null): Run => ({
  at_ms, outcome, duration_ms, ping_id: null, slot_ms: null,
})
const outcomes = (runs: Run[]) => runs.map((one) => one.outcome)

describe('runs', () => {
  test('have no bar for a start whose end has come', () => {
    expect(outcomes(asRuns([run(100, 'start'), run(350, 'ok', 250), run(500, 'start'), run(600, 'fail', 100)], 9))).toEqual(['ok', 'fail'])
  })
  test('that still go on, or never ended, are shown', () => {
    expect(outcomes(asRuns([run(100, 'start'), run(350, 'ok'), run(500, 'start')], 9))).toEqual(['start', 'ok', 'start'])
  })
  test('that overlap are told apart', () => {
    const overlapping = [run(100, 'start'), run(100, 'start'), run(300, 'ok', 200), run(400, 'log')]
    expect(outcomes(asRuns(overlapping, 9))).toEqual(['start', 'ok', 'log'])
  })
  test('are the newest ones', () => {
    expect(asRuns([run(1, 'ok'), run(2, 'ok'), run(3, 'missed')], 2).map((one) => one.at_ms)).toEqual([2, 3])
  })
  test('are missing for one reason or another', () => {
    expect((['missed', 'excused', 'paused', 'ok', 'ignored'] as const).map((one) => isMissing(run(1, one)))).toEqual([true, true, true, false, false])
  })
})
