// A time as short as it can be said: today's without the day.
import { dateTime, now, zoneFor } from '@/format'
import { locale } from '@/i18n'

const dayOf = (ms: number, zone: string) => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(ms)

export function shortTime(ms: number, zone = zoneFor()): string {
  if (dayOf(ms, zone) !== dayOf(now.value, zone)) return dateTime(ms, zone)
  return new Intl.DateTimeFormat(locale.value, { timeStyle: 'medium', hourCycle: 'h23', timeZone: zone }).format(ms)
}
