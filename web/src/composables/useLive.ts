// Keeps what is shown fresh: asks the server every few seconds which topics have changed, and
// tells those who show them. One poll for the whole page, slower while nobody looks at it.
import { onScopeDispose, ref, watch } from 'vue'
import { api, reachable, told, type Schemas } from '@/api/client'
import { account } from '@/session'

export type Topic = Schemas['Topic']

const poll_ms = 3_000
const poll_hidden_ms = 30_000
const poll_lost_ms = 2_000
// Tasks become late by the mere passing of time, which no topic tells.
const refresh_ms = 20_000

type Listener = { topics: Topic[]; call: () => void; at: number }
const listeners = new Set<Listener>()
let since = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** How many tasks are down, for the title and the icon. */
export const downCount = ref(0)

async function countDown() {
  const page = await told(
    api.GET('/api/cronmon/v1/tasks', { params: { query: { status: 'down', length: 1 } } }),
  )
  downCount.value = page.total
}

function wake(changed: Topic[], all: boolean) {
  const at = Date.now()
  for (const listener of listeners) {
    const due = at - listener.at > refresh_ms
    if (!all && !due && !listener.topics.some((topic) => changed.includes(topic))) continue
    listener.at = at
    listener.call()
  }
}

async function look() {
  const wasLost = !reachable.value
  const first = since === 0
  const { version, changed } = await told(
    api.GET('/api/cronmon/v1/changes', { params: { query: { since } } }),
  )
  since = version
  if (first || wasLost || changed.some((topic) => topic === 'tasks' || topic === 'pings'))
    await countDown()
  if (!first || wasLost) wake(changed, wasLost)
}

function pause(): number {
  if (!reachable.value) return poll_lost_ms
  return document.hidden ? poll_hidden_ms : poll_ms
}

async function turn() {
  clearTimeout(timer)
  if (!account.value) return
  try {
    await look()
  } catch {
    // Unreachable shows in the banner, a lost session in the router.
  }
  clearTimeout(timer)
  timer = setTimeout(turn, pause())
}

/** Starts with the first sign-in; called once, by App. */
export function startLive() {
  watch(
    () => account.value?.id,
    () => {
      since = 0
      void turn()
    },
    { immediate: true },
  )
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void turn()
  })
}

/** Calls back when one of the topics has changed, until the component is gone. */
export function useLive(topics: Topic[], call: () => void) {
  const listener = { topics, call, at: Date.now() }
  listeners.add(listener)
  onScopeDispose(() => listeners.delete(listener))
}
