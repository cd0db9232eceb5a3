// Times, lengths and numbers in the reader's way. Everything here follows the chosen language by
// itself, because it reads it reactively.
import { computed, ref } from 'vue'
import { i18n, locale } from '@/i18n'

const t = i18n.global.t

/** A clock that ticks slowly, so that "5 min ago" stays true. */
export const now = ref(Date.now())
setInterval(() => (now.value = Date.now()), 10_000)

export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** The zone that lists of times are shown in: the reader's own, UTC, or (null) the task's. */
export type ZoneChoice = 'browser' | 'utc' | 'task'
const kept = localStorage.getItem('cronmon.zone')
export const zoneChoice = ref<ZoneChoice>(kept === 'utc' || kept === 'task' ? kept : 'browser')
export function chooseZone(choice: ZoneChoice) {
  zoneChoice.value = choice
  localStorage.setItem('cronmon.zone', choice)
}
export function zoneFor(taskZone?: string): string {
  if (zoneChoice.value === 'utc') return 'UTC'
  return zoneChoice.value === 'task' && taskZone ? taskZone : browserZone
}

const stamp = computed(() => {
  const made = new Map<string, Intl.DateTimeFormat>()
  const tag = locale.value
  return (zone: string) => {
    let format = made.get(zone)
    if (!format) {
      format = new Intl.DateTimeFormat(tag, {
        year: 'numeric', month: '2-digit', day: '2-digit',
        hour: '2-digit', minute: '2-digit', second: '2-digit',
        hourCycle: 'h23', timeZone: zone,
      })
      made.set(zone, format)
    }
    return format
  }
})

/** 11/23/2026, 02:00:00 as the reader writes it, in the zone (default: the chosen one). */
export const dateTime = (ms: number, zone = zoneFor()) => stamp.value(zone).format(ms)

export const date = (ms: number, zone = zoneFor()) =>
  new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeZone: zone }).format(ms)

export const iso = (ms: number) => new Date(ms).toISOString()

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "5 minutes ago", "in 3 hours". */
export function relative(ms: number): string {
  const away = ms - now.value
  for (const [unit, length] of steps)
    if (Math.abs(away) >= length)
      return new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(
        Math.trunc(away / length),
        unit,
      )
  return away > 0 ? t('common.time.soon') : t('common.time.justNow')
}

/** "1 h 5 min": the two largest units of a length of time. */
export function duration(ms: number): string {
  if (Math.abs(ms) < 1000) return t('common.unit.ms', { n: Math.round(ms) })
  let seconds = Math.round(ms / 1000)
  const words: string[] = []
  for (const [unit, length] of [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]] as const) {
    const n = Math.floor(seconds / length)
    if (n > 0) words.push(t(`common.unit.${unit}`, { n }))
    seconds -= n * length
  }
  return words.slice(0, 2).join(' ')
}

export const number = (value: number) => new Intl.NumberFormat(locale.value).format(value)

export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let step = 0
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000
    ++step
  }
  const digits = { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 }
  return `${new Intl.NumberFormat(locale.value, digits).format(value)} ${units[step]}`
}
