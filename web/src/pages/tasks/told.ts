// Who is told about a business's tasks, and how somebody is added to them.
import { api, told, type Schemas } from '@/api/client'
import type { Choice } from '@/components/PickOne.vue'
import type { BusinessChoice } from './model'

export type Told = Schemas['Assignment']['notifier']

export async function askTold(business: BusinessChoice): Promise<Told[]> {
  const { rows } = await told(
    api.GET('/api/cronmon/v1/assignments', { params: { query: { business: String(business.id), length: 100 } } }),
  )
  return rows.map((row) => row.notifier)
}

export async function findNotifiers(search: string): Promise<Choice[]> {
  const { rows } = await told(
    api.GET('/api/cronmon/v1/notifiers', { params: { query: { search: search || undefined, length: 50 } } }),
  )
  return rows.filter((row) => row.enabled).map((row) => ({ id: row.id, name: row.name, detail: row.email }))
}

export const addNotifier = (body: Schemas['AddNotifier']) => told(api.POST('/api/cronmon/v1/notifiers', { body }))

export const assign = (business: BusinessChoice, notifier: { id: number }) =>
  told(
    api.PUT('/api/cronmon/v1/businesses/{business}/notifiers/{notifier}', {
      params: { path: { business: String(business.id), notifier: String(notifier.id) } },
    }),
  )
