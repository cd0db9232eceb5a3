// What the dashboard asks the server for, again whenever something has changed.
import { shallowReactive } from 'vue'
import { api, told, type Schemas } from '@/api/client'
import { useLive } from '@/composables/useLive'
import { dueNext } from './numbers'

type Task = Schemas['Task']

export const troublesShown = 10
const nextShown = 8

interface Shown {
  numbers: Schemas['Dashboard'] | null
  troubles: Task[]
  /** The newest run of each troubled task, which tells why. */
  runs: Map<number, Schemas['Run']>
  next: Task[]
  error: unknown
}

type Asked = { status?: Schemas['TaskState']; sort?: 'deadline'; length: number }
const tasks = async (query: Asked) => (await told(api.GET('/api/cronmon/v1/tasks', { params: { query } }))).rows

async function newestRuns(of: Task[]): Promise<Map<number, Schemas['Run']>> {
  if (of.length === 0) return new Map()
  const query = { tasks: of.map((task) => task.id), length: 1 }
  const strips = await told(api.GET('/api/cronmon/v1/strips', { params: { query } }))
  return new Map(strips.rows.flatMap((strip) => (strip.runs.length > 0 ? [[strip.task, strip.runs.at(-1)!] as const] : [])))
}

export function useDashboard() {
  const shown = shallowReactive<Shown>({ numbers: null, troubles: [], runs: new Map(), next: [], error: null })

  async function ask() {
    const [numbers, worst, up, fresh] = await Promise.all([
      told(api.GET('/api/cronmon/v1/dashboard')),
      tasks({ length: troublesShown }), // the worst state comes first
      tasks({ status: 'up', sort: 'deadline', length: nextShown }),
      tasks({ status: 'new', sort: 'deadline', length: nextShown }),
    ])
    const troubles = worst.filter((task) => task.state === 'down' || task.state === 'late')
    // That a task is down is shown even if why it is cannot be told.
    const runs = await newestRuns(troubles.filter((task) => task.state === 'down')).catch((): Shown['runs'] => new Map())
    return { numbers, troubles, runs, next: dueNext([...up, ...fresh], nextShown), error: null }
  }

  let turn = 0
  async function load() {
    const mine = ++turn
    try {
      const answer = await ask()
      if (mine === turn) Object.assign(shown, answer)
    } catch (caught) {
      // What is shown stays; the frame says that the server is away.
      if (mine === turn && !shown.numbers) shown.error = caught
    }
  }

  void load()
  useLive(['tasks', 'pings', 'alerts', 'businesses', 'assignments', 'blind'], () => void load())
  return { shown, load }
}
