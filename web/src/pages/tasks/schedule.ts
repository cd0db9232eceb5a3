// Ways to say when a job runs, ready to take, and how the times of a preview are written.
import type { Schemas } from '@/api/client'

export type Kind = Schemas['ScheduleKind']
export const kinds: Kind[] = ['cron', 'every', 'calendar']

export interface Preset {
  name: 'fiveMinutes' | 'hourly' | 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'aDay' | 'aWeek'
  text: string
}

const presets: Record<Kind, Preset[]> = {
  cron: [
    { name: 'fiveMinutes', text: '*/5 * * * *' },
    { name: 'hourly', text: '0 * * * *' },
    { name: 'daily', text: '0 2 * * *' },
    { name: 'weekdays', text: '0 2 * * 1-5' },
    { name: 'weekly', text: '0 2 * * 1' },
    { name: 'monthly', text: '0 2 1 * *' },
  ],
  every: [
    { name: 'fiveMinutes', text: '5m' },
    { name: 'hourly', text: '1h' },
    { name: 'aDay', text: '1d' },
    { name: 'aWeek', text: '7d' },
  ],
  calendar: [
    { name: 'fiveMinutes', text: '*:0/5' },
    { name: 'hourly', text: 'hourly' },
    { name: 'daily', text: '*-*-* 02:00' },
    { name: 'weekdays', text: 'Mon..Fri 02:00' },
    { name: 'weekly', text: 'Mon 02:00' },
    { name: 'monthly', text: '*-*-01 02:00' },
  ],
}
export const presetsOf = (kind: Kind) => presets[kind]

/** A schedule as the API takes it: under the name of its kind. */
export function asParameter(kind: Kind, text: string) {
  if (kind === 'every') return { every: text }
  return kind === 'cron' ? { cron: text } : { calendar: text }
}

const day = { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' } as const
const minutes = { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** With the day of the week; with seconds only if there are any. */
export function moment(ms: number, zone: string, language: string): string {
  const format = ms % 60_000 === 0 ? minutes : { ...minutes, second: '2-digit' as const }
  return new Intl.DateTimeFormat(language, { ...format, timeZone: zone }).format(ms)
}

/** The same for the server's local time, because a browser need not know the zone. */
export function localMoment(local: string, language: string): string {
  return moment(Date.parse(`${local.slice(0, 19)}Z`), 'UTC', language)
}

/** What a local time is off UTC: `+08:00`. */
export const offsetOf = (local: string) => /[+-]\d\d:\d\d$/.exec(local)?.[0] ?? ''

/** As `moment`; where the browser does not know the zone, in UTC. */
export function momentIn(ms: number, zone: string, language: string): string {
  try {
    return `${moment(ms, zone, language)} (${zone})`
  } catch {
    return `${moment(ms, 'UTC', language)} (UTC)`
  }
}

/** Those zones first that begin with what is typed; at most `most`, because nobody reads more. */
export function matchingZones(zones: string[], typed: string, most = 50): string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_')
  const at = (zone: string) => zone.toLowerCase().indexOf(wanted)
  const starts = (zone: string) => at(zone) === 0 || zone[at(zone) - 1] === '/'
  const found = zones.filter((zone) => at(zone) >= 0)
  return [...found.filter(starts), ...found.filter((zone) => !starts(zone))].slice(0, most)
}
