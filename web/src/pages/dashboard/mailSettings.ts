// The settings of the mail server, read and written as one form.
import { api, Refusal, told } from '@/api/client'

export const mailFields = ['host', 'port', 'security', 'user', 'password', 'from'] as const
export type MailField = (typeof mailFields)[number]
export type MailModel = Record<MailField, string>

export const noMail: MailModel = { host: '', port: '', security: 'none', user: '', password: '', from: '' }

/** What is kept; a password is not told, only whether there is one. */
export async function readMail(): Promise<{ model: MailModel; hasPassword: boolean }> {
  const { rows } = await told(api.GET('/api/cronmon/v1/settings'))
  const one = (field: MailField) => rows.find((row) => row.name === `smtp.${field}`)
  const model = Object.fromEntries(mailFields.map((field) => [field, one(field)?.value ?? ''])) as MailModel
  return { model, hasPassword: one('password')?.set ?? false }
}

/** Writes what has changed, the server's name last: until then mail is off, or as it was. */
export async function writeMail(model: MailModel, before: MailModel) {
  for (const field of [...mailFields].reverse()) {
    if (model[field] === before[field]) continue
    const path = { setting: `smtp.${field}` }
    try {
      await told(api.PUT('/api/cronmon/v1/settings/{setting}', { params: { path }, body: { value: field === 'password' ? model[field] : model[field].trim() } }))
    } catch (error) {
      if (error instanceof Refusal) throw Object.assign(error, { field })
      throw error
    }
  }
}
