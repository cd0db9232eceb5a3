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

const day = { weekday: 'short', month: 'short', day: 'numeric' } as const
const minutes = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

function written(ms: number, zone: string, language: string, dated: boolean, now: number): string {
  const yearOf = (at: number) => new Date(at).getUTCFullYear()
  const format: Intl.DateTimeFormatOptions = {
    ...(dated ? day : {}),
    ...(dated && yearOf(ms) !== yearOf(now) ? { year: 'numeric' } : {}),
    ...minutes,
    ...(ms % 60_000 === 0 ? {} : { second: '2-digit' }),
    timeZone: zone,
  }
  return new Intl.DateTimeFormat(language, format).format(ms)
}

/** With the day of the week; with year and seconds only if they say something. */
export const moment = (ms: number, zone: string, language: string, now = Date.now()) =>
  written(ms, zone, language, true, now)

/** The same for the server's local time, because a browser need not know the zone. */
export const localMoment = (local: string, language: string, now = Date.now()) =>
  moment(Date.parse(`${local.slice(0, 19)}Z`), 'UTC', language, now)

/** What a local time is off UTC: `+08:00`. */
export const offsetOf = (local: string) => /[+-]\d\d:\d\d$/.exec(local)?.[0] ?? ''

export interface Window {
  expected: string
  /** Without the day, if it is the same one. */
  deadline: string
  zone: string
}

/** From when to when a run may come; in UTC where the browser does not know the zone. */
export function windowIn(from: number, to: number, zone: string, language: string, now = Date.now()): Window {
  try {
    const dayOf = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: zone })
    const otherDay = dayOf.format(from) !== dayOf.format(to)
    return { expected: moment(from, zone, language, now), deadline: written(to, zone, language, otherDay, now), zone }
  } catch {
    return windowIn(from, to, 'UTC', language, now)
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
