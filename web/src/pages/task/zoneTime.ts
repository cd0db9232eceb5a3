// The calendar and the clock of a time zone.
import { i18n, locale } from '@/i18n'
import { date } from '@/format'

const made = new Map<string, Intl.DateTimeFormat>()

function format(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options)
  let one = made.get(key)
  if (!one) made.set(key, (one = new Intl.DateTimeFormat(tag, options)))
  return one
}

/** What the clock of the zone shows, as if it were UTC. */
function wall(ms: number, zone: string): number {
  const parts: Record<string, number> = {}
  const clock = format('en-US', {
    year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23', timeZone: zone,
  })
  for (const { type, value } of clock.formatToParts(ms)) parts[type] = Number(value)
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!)
}

/** How many calendar days of the zone lie between: 0 today, -1 yesterday. */
export function daysBetween(from: number, to: number, zone: string): number {
  const day = (ms: number) => Math.floor(wall(ms, zone) / 86_400_000)
  return day(to) - day(from)
}

/** When the zone's clock shows "2026-11-23T02:00"; where it never does, the moment after the gap. */
export function atWall(text: string, zone: string): number | null {
  const shown = Date.parse(`${text}Z`)
  if (Number.isNaN(shown)) return null
  const near = shown - (wall(shown, zone) - shown)
  const ms = shown - (wall(near, zone) - near)
  return wall(ms, zone) === shown ? ms : Math.max(ms, near)
}

/** "2026-11-23T02:00", as a field of a form has it. */
export const wallText = (ms: number, zone: string) => new Date(wall(ms, zone)).toISOString().slice(0, 16)

/** "02:00" of today, "02:00:11 yesterday", "02:00 on Nov 20, 2026". */
export function moment(ms: number, zone: string, now: number): string {
  const t = i18n.global.t
  const exact = Math.floor(ms / 1000) % 60 !== 0
  const time = format(locale.value, {
    hour: '2-digit', minute: '2-digit', ...(exact && { second: '2-digit' }), hourCycle: 'h23', timeZone: zone,
  }).format(ms)
  const days = daysBetween(now, ms, zone)
  if (days === 0) return time
  if (days === -1) return t('task.moment.yesterday', { time })
  if (days === 1) return t('task.moment.tomorrow', { time })
  return t('task.moment.on', { time, date: date(ms, zone) })
}
