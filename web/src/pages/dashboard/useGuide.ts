// What the first steps have led to, asked again whenever something has changed.
import { computed, ref, shallowRef } from 'vue'
import { api, told, type Schemas } from '@/api/client'
import { useLive } from '@/composables/useLive'
import { standings, type Found } from './guide'

const remembered = 'cronmon.guide.mail'
const shownMost = 100

async function mailHost(): Promise<string> {
  const path = { setting: 'smtp.host' }
  return (await told(api.GET('/api/cronmon/v1/settings/{setting}', { params: { path } }))).value ?? ''
}

async function firstBy(sort: 'last_ping' | 'created'): Promise<Schemas['Task'] | null> {
  const query = { sort, desc: 1 as const, length: 1 }
  return (await told(api.GET('/api/cronmon/v1/tasks', { params: { query } }))).rows[0] ?? null
}

/** The one that was made here; else one that has been pinged; else the newest. */
async function taskToWatch(made: number | null): Promise<Schemas['Task'] | null> {
  if (made !== null) return told(api.GET('/api/cronmon/v1/tasks/{task}', { params: { path: { task: String(made) } } }))
  const pinged = await firstBy('last_ping')
  return pinged?.last_ping_ms != null ? pinged : firstBy('created')
}

export function useGuide() {
  const found = shallowRef<Found | null>(null)
  const error = shallowRef<unknown>(null)
  const made = ref<number | null>(null)
  const mailSkipped = ref(localStorage.getItem(remembered) === 'skipped')

  async function ask(): Promise<Found> {
    const query = { length: shownMost }
    const [host, notifiers, businesses, task] = await Promise.all([
      mailHost(),
      told(api.GET('/api/cronmon/v1/notifiers', { params: { query } })),
      told(api.GET('/api/cronmon/v1/businesses', { params: { query } })),
      taskToWatch(made.value),
    ])
    return { mailHost: host, notifiers: notifiers.rows.filter((one) => one.enabled), businesses: businesses.rows, task }
  }

  let turn = 0
  let shown = 0
  /** What is found afterwards is at least as new as this call, even while a later one is under way. */
  async function load() {
    const mine = ++turn
    try {
      const answer = await ask()
      if (mine > shown) found.value = answer
      shown = Math.max(shown, mine)
      error.value = null
    } catch (caught) {
      if (mine === turn && !found.value) error.value = caught
    }
  }

  function skipMail() {
    mailSkipped.value = true
    localStorage.setItem(remembered, 'skipped')
  }

  const standing = computed(() => (found.value ? standings(found.value, mailSkipped.value) : null))
  useLive(['settings', 'notifiers', 'businesses', 'assignments', 'tasks', 'pings'], () => void load())
  return { found, error, made, standing, load, skipMail }
}
