// The first steps: which are done is read from what there is, so that they can be left and come
// back to.
import type { Schemas } from '@/api/client'

export const steps = ['mail', 'notifier', 'business', 'task', 'ping'] as const
export type Step = (typeof steps)[number]
export type Standing = 'done' | 'skipped' | 'open'

/** What the steps have led to so far. */
export interface Found {
  mailHost: string
  notifiers: Schemas['Notifier'][]
  businesses: Schemas['Business'][]
  /** The one that the last step waits for. */
  task: Schemas['Task'] | null
}

export function standings(found: Found, mailSkipped: boolean): Record<Step, Standing> {
  const done = (yes: boolean): Standing => (yes ? 'done' : 'open')
  return {
    mail: found.mailHost ? 'done' : mailSkipped ? 'skipped' : 'open',
    notifier: done(found.notifiers.length > 0),
    business: done(found.businesses.some((one) => one.enabled && one.notifiers.length > 0)),
    task: done(found.task !== null),
    ping: done(found.task?.last_ping_ms != null),
  }
}

/** The first that is still to do. */
export const nextOf = (standing: Record<Step, Standing>) => steps.find((step) => standing[step] === 'open') ?? null

export type Preset = 'minutes' | 'hourly' | 'daily' | 'weekly' | 'every' | 'cron'
export const presets: Preset[] = ['minutes', 'hourly', 'daily', 'weekly', 'every', 'cron']
const expressions: Partial<Record<Preset, string>> = { minutes: '*/5 * * * *', hourly: '0 * * * *', daily: '0 2 * * *', weekly: '0 2 * * 1' }

/** The schedule as the API takes it; null while there is none yet. */
export function scheduleOf(preset: Preset, typed: string, tz: string): { every: string } | { cron: string; tz: string } | null {
  const text = expressions[preset] ?? typed.trim()
  if (!text) return null
  return preset === 'every' ? { every: text } : { cron: text, tz }
}
