// What the dashboard reads out of the server's numbers, apart from how it is shown.
import type { Schemas } from '@/api/client'

type Dashboard = Schemas['Dashboard']
type Task = Schemas['Task']
type Run = Schemas['Run']

export type Direction = 'up' | 'down' | 'same' | 'fresh'

/** Which way a number went; fresh: there was nothing to compare it with. */
export function direction(trend: Schemas['Trend']): Direction {
  if (trend.change_percent === null) return trend.now > 0 ? 'fresh' : 'same'
  if (trend.now === trend.before) return 'same'
  return trend.now > trend.before ? 'up' : 'down'
}

/** Why a task is in trouble: which sentence says so, and its times. */
export interface Reason {
  kind: 'missed' | 'failed' | 'unknown' | 'late' | 'lateSoon'
  when: number
  deadline?: number
}

/** `run` is the newest of the task's strip, if it is known. */
export function reasonOf(task: Task, run: Run | undefined): Reason {
  if (task.state === 'late') {
    const when = task.owed_ms ?? task.since_ms
    return task.deadline_ms === null ? { kind: 'lateSoon', when } : { kind: 'late', when, deadline: task.deadline_ms }
  }
  if (run?.outcome === 'fail') return { kind: 'failed', when: run.at_ms }
  if (run?.outcome === 'missed') return { kind: 'missed', when: run.slot_ms ?? run.at_ms }
  return { kind: 'unknown', when: task.since_ms }
}

/** Since when a task is in trouble: a late one since its run was due. */
export const troubledSince = (task: Task) => (task.state === 'late' ? (task.owed_ms ?? task.since_ms) : task.since_ms)

/** The soonest first; what owes nothing is left out. */
export function dueNext(tasks: Task[], count: number): Task[] {
  return tasks
    .filter((task) => task.owed_ms !== null)
    .sort((a, b) => a.owed_ms! - b.owed_ms!)
    .slice(0, count)
}

/** Seconds since 1970 of days such as 2026-11-23 and months such as 2026-11. */
export const seconds = (day: string) => Date.parse(day.length === 7 ? `${day}-01` : day) / 1000

/** Keeps the old value if the new one says the same, so that a chart is not drawn again. */
export function unlessSame<Value>(old: Value, next: Value): Value {
  return JSON.stringify(old) === JSON.stringify(next) ? old : next
}

/** Nothing was ever set up here. */
export const isBare = (numbers: Dashboard) => numbers.tasks.now === 0
