// Who can be told, and about what: questions that several pages ask.
import { api, told, type Schemas } from '@/api/client'
import type { Choice } from '@/components/PickOne.vue'

export type Person = Schemas['Assignment']['notifier']

const few = 50

/** Enabled notifiers whose name or address has this in it. */
export async function findNotifiers(search: string): Promise<(Choice & Person)[]> {
  const query = { search: search || undefined, length: few, sort: 'name' as const }
  const { rows } = await told(api.GET('/api/cronmon/v1/notifiers', { params: { query } }))
  return rows
    .filter((one) => one.enabled)
    .map(({ id, name, email, enabled }) => ({ id, name, email, enabled, detail: email }))
}

/** Enabled businesses that the reader sees. */
export async function findBusinesses(search: string): Promise<Choice[]> {
  const query = { search: search || undefined, length: few, sort: 'name' as const }
  const { rows } = await told(api.GET('/api/cronmon/v1/businesses', { params: { query } }))
  return rows.filter((one) => one.enabled).map(({ id, name }) => ({ id, name }))
}

/** Who is told about a business. */
export async function peopleOf(business: number): Promise<Person[]> {
  const query = { business: String(business), length: 1000, sort: 'notifier' as const }
  const { rows } = await told(api.GET('/api/cronmon/v1/assignments', { params: { query } }))
  return rows.map((row) => row.notifier)
}

const pair = (business: number, notifier: number) => ({
  params: { path: { business: String(business), notifier: String(notifier) } },
})

export const assign = (business: number, notifier: number) =>
  told(api.PUT('/api/cronmon/v1/businesses/{business}/notifiers/{notifier}', pair(business, notifier)))

export const unassign = (business: number, notifier: number) =>
  told(api.DELETE('/api/cronmon/v1/businesses/{business}/notifiers/{notifier}', pair(business, notifier)))
