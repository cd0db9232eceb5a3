// The task of this page, kept fresh; what else the page shows follows its pulse.
import { computed, onScopeDispose, ref, shallowRef, watch, type WatchSource } from 'vue'
import { api, Refusal, told, type Schemas } from '@/api/client'
import { useLive } from '@/composables/useLive'

export type Task = Schemas['Task']
export type Flip = Schemas['Flip']
export type Ping = Schemas['Ping']

const flips_max = 1000
// A task becomes late or down by the mere passing of time; the server needs a moment to say so.
const after_ms = 1500
const timer_max_ms = 2 ** 31 - 1

export function useTask(asked: string) {
  const task = shallowRef<Task | null>(null)
  const flips = shallowRef<Flip[]>([])
  const newestPing = ref(0)
  const error = shallowRef<unknown>(null)
  /** There is no such task, or not for this reader. */
  const gone = ref(false)
  /** The reader is deleting it: what the server says of it now is no news. */
  const halted = ref(false)
  /** Counts up whenever something about the task has changed. */
  const pulse = ref(0)

  const path = () => ({ task: task.value ? String(task.value.id) : asked })

  async function loadFlips(of: Task) {
    const page = await told(
      api.GET('/api/cronmon/v1/tasks/{task}/flips', { params: { path: { task: String(of.id) }, query: { length: flips_max } } }),
    )
    flips.value = page.rows
  }

  async function ask() {
    const shown = await told(api.GET('/api/cronmon/v1/tasks/{task}', { params: { path: path() } }))
    const log = await told(api.GET('/api/cronmon/v1/tasks/{task}/log', { params: { path: path(), query: { length: 1 } } }))
    const before = task.value
    const newest = log[0]?.id ?? 0
    if (before?.since_ms !== shown.since_ms) await loadFlips(shown)
    if (before && newest === newestPing.value && JSON.stringify(before) === JSON.stringify(shown)) return
    newestPing.value = newest
    task.value = shown
    ++pulse.value
  }

  async function load() {
    if (gone.value || halted.value) return
    try {
      await ask()
      error.value = null
    } catch (caught) {
      if (caught instanceof Refusal && (caught.status === 404 || caught.status === 403)) gone.value = !halted.value
      else if (!task.value) error.value = caught
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(task, (shown) => {
    clearTimeout(timer)
    const coming = [shown?.owed_ms, shown?.deadline_ms].filter((at) => at != null && at > Date.now()) as number[]
    if (coming.length === 0) return
    timer = setTimeout(() => void load(), Math.min(Math.min(...coming) - Date.now() + after_ms, timer_max_ms))
  })
  onScopeDispose(() => clearTimeout(timer))

  useLive(['tasks', 'pings'], () => void load())
  void load()

  const newestFlip = computed(() => flips.value[0] ?? null)
  return { task, flips, newestFlip, newestPing, error, gone, halted, pulse, load }
}

/** What a part of the page asks for by itself, again whenever one of `when` changes. */
export function useAsked<Data>(ask: () => Promise<Data>, when: WatchSource[]) {
  const data = shallowRef<Data | null>(null)
  const error = shallowRef<unknown>(null)
  let turn = 0
  async function load() {
    const mine = ++turn
    try {
      const answer = await ask()
      if (mine !== turn) return
      data.value = answer
      error.value = null
    } catch (caught) {
      // What is shown already stays; the banner tells of a lost server.
      if (mine === turn && data.value === null) error.value = caught
    }
  }
  watch(when, () => void load(), { immediate: true })
  return { data, error, load }
}
