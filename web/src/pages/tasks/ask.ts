// What the pages of tasks ask the server.
import { api, told, toldWithTag, type Schemas } from '@/api/client'
import type { Run } from '@/components/RunStrip.vue'
import type { ListQuestion } from '@/composables/useList'
import { asRuns } from '../task/runs'
import { searchOf, type BusinessChoice } from './model'

export type Task = Schemas['Task']
export type State = Schemas['TaskState']
export type Counts = Record<State, number>
export const states: State[] = ['down', 'late', 'up', 'new', 'paused']

type Sort = 'name' | 'state' | 'last_ping' | 'deadline' | 'business' | 'created'

const narrowed = (question: ListQuestion) => ({
  search: searchOf(question.search),
  business: question.business as string | undefined,
  tag: question.tag as string | undefined,
})

export const askTasks = (question: ListQuestion) =>
  told(
    api.GET('/api/cronmon/v1/tasks', {
      params: {
        query: {
          ...narrowed(question),
          status: question.status as State | undefined,
          page: question.page,
          length: question.length,
          sort: question.sort as Sort | undefined,
          desc: question.sort && question.desc ? 1 : undefined,
        },
      },
    }),
  )

/** How many tasks there are in each state, among those that are searched for. */
export async function askCounts(question: ListQuestion): Promise<Counts> {
  const query = narrowed(question)
  if (!query.search && !query.business && !query.tag)
    return (await told(api.GET('/api/cronmon/v1/dashboard', {}))).states
  const count = async (status: State) =>
    [status, (await told(api.GET('/api/cronmon/v1/tasks', { params: { query: { ...query, status, length: 1 } } }))).total] as const
  return Object.fromEntries(await Promise.all(states.map(count))) as Counts
}

// A run may have been told with two pings.
const runs_shown = 30

/** The last 30 runs of each of these tasks. */
export async function askStrips(tasks: Task[]): Promise<Map<number, Run[]>> {
  const { rows } = await told(
    api.GET('/api/cronmon/v1/strips', {
      params: { query: { tasks: tasks.map((task) => task.id), length: 2 * runs_shown } },
    }),
  )
  return new Map(rows.map((strip) => [strip.task, asRuns(strip.runs, runs_shown)]))
}

const choiceOf = (business: Schemas['Business'], detail?: string): BusinessChoice => ({
  id: business.id,
  name: business.name,
  enabled: business.enabled,
  detail: business.enabled ? undefined : detail,
})

/** Businesses to choose from; `disabled` is what is written beside those that are. */
export async function findBusinesses(search: string, disabled: string): Promise<BusinessChoice[]> {
  const { rows } = await told(
    api.GET('/api/cronmon/v1/businesses', { params: { query: { search: search || undefined, length: 50 } } }),
  )
  return rows.map((row) => choiceOf(row, disabled))
}

export async function findEnabledBusinesses(search: string): Promise<BusinessChoice[]> {
  return (await findBusinesses(search, '')).filter((one) => one.enabled)
}

export async function askBusiness(business: string): Promise<BusinessChoice> {
  return choiceOf(await told(api.GET('/api/cronmon/v1/businesses/{business}', { params: { path: { business } } })))
}

export const askTask = (task: string) => toldWithTag(api.GET('/api/cronmon/v1/tasks/{task}', { params: { path: { task } } }))

const path = (task: Task) => ({ params: { path: { task: String(task.id) } } })
export const pause = (task: Task) => told(api.POST('/api/cronmon/v1/tasks/{task}/pause', path(task)))
export const resume = (task: Task) => told(api.POST('/api/cronmon/v1/tasks/{task}/resume', path(task)))
export const remove = (task: Task) => told(api.DELETE('/api/cronmon/v1/tasks/{task}', path(task)))
export const move = (task: Task, business: BusinessChoice) =>
  told(api.PATCH('/api/cronmon/v1/tasks/{task}', { ...path(task), body: { business: String(business.id) } }))
