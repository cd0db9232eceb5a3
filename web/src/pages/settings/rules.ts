// The settings as the page shows them: their groups, what may stand in each, and what is to be sent.
import type { Schemas } from '@/api/client'

export type Setting = Schemas['Setting']
export type Values = Record<string, string>

export const groups = [
  { name: 'site', settings: ['site.url'] },
  { name: 'mail', settings: ['smtp.host', 'smtp.security', 'smtp.port', 'smtp.user', 'smtp.password', 'smtp.from'] },
  { name: 'style', settings: ['mail.style'] },
  { name: 'retention', settings: ['retention.task_log_days', 'retention.failure_days', 'ping.body_bytes', 'retention.api_request_log_days', 'retention.audit_days', 'retention.max_bytes'] },
  { name: 'backup', settings: ['backup.every', 'backup.keep', 'backup.dir'] },
  { name: 'pace', settings: ['ping.per_address', 'ping.per_task'] },
  { name: 'empty', settings: ['empty_business.every'] },
] as const

export type SettingName = (typeof groups)[number]['settings'][number]
export const names: SettingName[] = groups.flatMap((group) => [...group.settings])
export const mailNames: readonly string[] = groups[1].settings

export const choices: Partial<Record<SettingName, string[]>> = { 'smtp.security': ['none', 'starttls', 'tls'] }
export const units: Partial<Record<SettingName, 'days' | 'bytes' | 'perMinute'>> = {
  'retention.task_log_days': 'days',
  'retention.api_request_log_days': 'days',
  'retention.failure_days': 'days',
  'retention.audit_days': 'days',
  'ping.body_bytes': 'bytes',
  'retention.max_bytes': 'bytes',
  'ping.per_address': 'perMinute',
  'ping.per_task': 'perMinute',
}
const ranges: Partial<Record<SettingName, [number, number]>> = {
  'smtp.port': [1, 65_535],
  'retention.task_log_days': [1, 3650],
  'retention.api_request_log_days': [1, 3650],
  'retention.failure_days': [0, 3650],
  'retention.audit_days': [1, 3650],
  'ping.body_bytes': [0, 1_048_576],
  'retention.max_bytes': [4_000_000, 1_000_000_000_000_000],
  'backup.keep': [1, 10_000],
  'ping.per_address': [0, 1_000_000],
  'ping.per_task': [0, 1_000_000],
}

/** The port that is meant by none. */
export const usualPort = (security: string) => ({ starttls: '587', tls: '465' })[security] ?? '25'

/** What is shown at first; a secret is never told, so its field is empty. */
export const valuesOf = (settings: Setting[]): Values =>
  Object.fromEntries(settings.map((one) => [one.name, one.value ?? '']))

/** Hours and days of a length such as 12h, 1d or 1d12h; null: none. */
export function hoursOf(text: string): number | null {
  const parts = /^(?:(\d{1,5})w)? ?(?:(\d{1,5})d)? ?(?:(\d{1,6})h)?$/.exec(text.trim())
  if (!parts || !text.trim()) return null
  const [weeks = 0, days = 0, hours = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return (weeks * 7 + days) * 24 + hours
}

type Say = (key: string, named?: Record<string, unknown>) => string
const format = (value: number) => String(value)

function wholeComplaint(t: Say, value: string, [least, most]: [number, number]): string {
  const fine = /^\d{1,16}$/.test(value) && Number(value) >= least && Number(value) <= most
  return fine ? '' : t('settings.wrong.whole', { least: format(least), most: format(most) })
}

const everyRange = [1, 365 * 24] as const
const url = /^https?:\/\/[^\s/?#@"'<>\\^`{|}]+(\/[^\s?#@"'<>\\^`{|}]*)?$/
const mailbox = /^([^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/

/** What is wrong with a value, in the reader's words; the server looks once more. */
export function complaint(t: Say, name: string, raw: string): string {
  const value = raw.trim()
  const range = ranges[name as SettingName]
  if (name === 'smtp.port' && value === '') return ''
  if (name === 'retention.max_bytes' && value === '0') return ''
  if (range) return wholeComplaint(t, value, range)
  if (name === 'site.url') return value === '' || url.test(value) ? '' : t('settings.wrong.url')
  if (name === 'smtp.from') return mailbox.test(value) ? '' : t('settings.wrong.from')
  if (name === 'smtp.host') return /^[\w.:[\]-]*$/.test(value) && !/^\w[\w.-]*:\d+$/.test(value) ? '' : t('settings.wrong.host')
  if (name === 'backup.dir') return value === '' || value.startsWith('/') ? '' : t('settings.wrong.path')
  if (name === 'backup.every' && value === '') return ''
  if (name === 'empty_business.every' || name === 'backup.every') {
    const hours = hoursOf(value)
    // Minutes and seconds are left to the server: it reads them too.
    if (hours === null) return /^[\dwdhms ]+$/.test(value) && value ? '' : t('settings.wrong.every')
    return hours >= everyRange[0] && hours <= everyRange[1] ? '' : t('settings.wrong.every')
  }
  return ''
}

export interface Change {
  name: string
  /** null: the default again. */
  value: string | null
}

/** What differs from what is saved. A secret's empty field says nothing; `forget` takes it away. */
export function changesOf(saved: Setting[], values: Values, forget: boolean): Change[] {
  const changes: Change[] = []
  for (const one of saved) {
    const value = one.secret ? (values[one.name] ?? '') : (values[one.name] ?? '').trim()
    if (one.secret) {
      if (forget && one.set) changes.push({ name: one.name, value: null })
      else if (value !== '') changes.push({ name: one.name, value })
    } else if (value !== one.value) changes.push({ name: one.name, value: value === one.default ? null : value })
  }
  return changes
}
