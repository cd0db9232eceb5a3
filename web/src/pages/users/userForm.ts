// What the form of a user holds, and what is sent of it.
import type { Schemas } from '@/api/client'
import { apiLanguage } from '@/i18n'
import { rules } from '@/composables/useForm'
import type { User } from './every'

export interface UserModel {
  name: string
  email: string
  phone: string
  role: Schemas['Role']
  lang: Schemas['Language']
  enabled: boolean
  api_name: string
}

export const newUser = (): UserModel => ({
  name: '', email: '', phone: '', role: 'manager', lang: apiLanguage(), enabled: true, api_name: '',
})

export const modelOf = (user: User): UserModel => ({
  name: user.name,
  email: user.email ?? '',
  phone: user.phone ?? '',
  role: user.role,
  lang: user.lang,
  enabled: user.enabled,
  api_name: user.api_name ?? '',
})

/** An empty text takes what there was away. */
export const bodyOf = (model: UserModel) => ({
  name: model.name.trim(),
  email: model.email.trim() || null,
  phone: model.phone.trim() || null,
  role: model.role,
  lang: model.lang,
  enabled: model.enabled,
  api_name: model.api_name.trim() || null,
})

type Say = (key: string, named?: Record<string, unknown>) => string

/** The original's lengths; what may be empty may be left out. */
export function userRules(t: Say) {
  const unlessEmpty = (rule: (value: string) => string) => (value: string) => (value.trim() ? rule(value.trim()) : '')
  return {
    name: (value: string) => rules.length(t, 8, 64)(value.trim()),
    email: rules.email(t, false),
    phone: unlessEmpty(rules.length(t, 11, 11)),
    api_name: unlessEmpty(rules.length(t, 8, 32)),
  }
}
