import { describe, expect, test } from 'vitest'
import type { Schemas } from '@/api/client'
import { direction, dueNext, reasonOf, seconds, troubledSince, unlessSame } from './numbers'

const task = (more: Partial<Schemas['Task']>) => ({ id: 1, state: 'up', since_ms: 100, owed_ms: null, deadline_ms: null, ...more }) as Schemas['Task']
const run = (outcome: Schemas['RunOutcome'], more = {}) => ({ at_ms: 7, outcome, ping_id: null, slot_ms: null, duration_ms: null, ...more }) as Schemas['Run']

describe('numbers of the dashboard', () => {
  test('a trend has a direction, unless there was nothing before', () => {
    expect(direction({ now: 3, before: 2, change_percent: 50 })).toBe('up')
    expect(direction({ now: 1, before: 2, change_percent: 50 })).toBe('down')
    expect(direction({ now: 2, before: 2, change_percent: 0 })).toBe('same')
    expect(direction({ now: 2, before: 0, change_percent: null })).toBe('fresh')
    expect(direction({ now: 0, before: 0, change_percent: null })).toBe('same')
  })

  test('the reason is the run that was missed or that failed', () => {
    const down = task({ state: 'down' })
    expect(reasonOf(down, run('missed', { slot_ms: 5 }))).toEqual({ kind: 'missed', when: 5 })
    expect(reasonOf(down, run('fail'))).toEqual({ kind: 'failed', when: 7 })
    expect(reasonOf(down, run('start'))).toEqual({ kind: 'unknown', when: 100 })
    expect(reasonOf(down, undefined)).toEqual({ kind: 'unknown', when: 100 })
  })

  test('a late task is late since its run was due', () => {
    const late = task({ state: 'late', owed_ms: 40, deadline_ms: 90 })
    expect(reasonOf(late, run('ok'))).toEqual({ kind: 'late', when: 40, deadline: 90 })
    expect(troubledSince(late)).toBe(40)
    expect(troubledSince(task({ state: 'down' }))).toBe(100)
  })

  test('due next: the soonest first, nothing that owes nothing', () => {
    const tasks = [task({ id: 1, owed_ms: 9 }), task({ id: 2 }), task({ id: 3, owed_ms: 4 }), task({ id: 4, owed_ms: 6 })]
    expect(dueNext(tasks, 2).map((one) => one.id)).toEqual([3, 4])
  })

  test('days and months as seconds', () => {
    expect(seconds('1970-01-02')).toBe(86_400)
    expect(seconds('1970-02')).toBe(31 * 86_400)
  })

  test('what is the same is the same object', () => {
    const old = [1, 2]
    expect(unlessSame(old, [1, 2])).toBe(old)
    expect(unlessSame(old, [1, 3])).toEqual([1, 3])
  })
})
