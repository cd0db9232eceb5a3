// What the audit log says, in the reader's words; what it does not know stays as it is.
import type { Schemas } from '@/api/client'

export type AuditChange = Schemas['AuditEntry']['changes'][number]

/** All actions there are, by what they are done to. */
export const actions: Record<string, string[]> = {
  task: ['add', 'edit', 'pause', 'resume', 'remove'],
  business: ['add', 'edit', 'remove', 'notify', 'unnotify', 'ping_key', 'ping_key_off', 'key', 'key_off'],
  notifier: ['add', 'edit', 'remove'],
  user: ['add', 'edit', 'remove', 'permissions', 'credentials'],
  session: ['open', 'end', 'end_all'],
  token: ['add', 'remove'],
  setting: ['set', 'unset'],
  alert: ['retry'],
  import: ['original'],
}

const values = ['yes', 'no', 'set', 'not set', 'new', 'admin', 'manager', 'reader', 'zh', 'en']

/** The name of the sentence for a value, or nothing if it is shown as it is. */
export function valueKey(field: string, value: string): string {
  // A name may well be "new"; only fields with a few known values are translated.
  const known = ['enabled', 'all_businesses', 'quiet_until_first_ping', 'manual_resume', 'post_only', 'by_body', 'else_fail', 'password', 'api_password', 'totp', 'setup_link', 'role', 'lang']
  return known.includes(field) && values.includes(value) ? value.replace(' ', '_') : ''
}

/** How a change is to be read: something came, went, or became something else. */
export function kindOf(change: AuditChange): 'came' | 'went' | 'became' {
  if (change.before === '') return 'came'
  return change.after === '' ? 'went' : 'became'
}
