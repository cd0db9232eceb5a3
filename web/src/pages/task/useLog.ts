// The pages of a task's log, newest first. The newest page follows what comes; a reader who has
// gone back is left where they are.
import { computed, ref, shallowRef, watch } from 'vue'
import { api, told, type Schemas } from '@/api/client'
import { spanOf } from './logRows'
import type { Ping } from './useTask'

export type PingKind = Schemas['PingKind']
export const kinds: PingKind[] = ['success', 'start', 'fail', 'log', 'ignored']

const page_rows = 25
// A rare kind is looked for in some thousand pings at a time; so many times in a row.
const rounds_max = 10

interface Place {
  /** Pings older than this one. */
  before?: number
  /** Pings before this time, after a jump. */
  until?: number
  /** Flips of this page are before this time. */
  below: number
}
const top: Place = { below: Infinity }

interface Asked {
  pings: Ping[]
  next?: number
}

async function askOnce(task: number, place: Place, chosen: PingKind[], length: number): Promise<Asked> {
  const query = {
    length,
    before: place.before,
    until_ms: place.until,
    kind: chosen.length < kinds.length ? chosen : undefined,
  }
  const answer = await api.GET('/api/cronmon/v1/tasks/{task}/log', { params: { path: { task: String(task) }, query } })
  const pings = await told(Promise.resolve(answer))
  const next = answer.response.headers.get('Next-Before')
  return { pings, next: next ? Number(next) : undefined }
}

async function askPage(task: number, place: Place, chosen: PingKind[]): Promise<Asked> {
  if (chosen.length === 0) return { pings: [] }
  let found = await askOnce(task, place, chosen, page_rows)
  for (let round = 1; round < rounds_max && found.next && found.pings.length < page_rows; ++round) {
    const more = await askOnce(task, { ...place, before: found.next }, chosen, page_rows - found.pings.length)
    found = { pings: [...found.pings, ...more.pings], next: more.next }
  }
  return found
}

export function useLog(task: number, pulse: () => number) {
  const chosen = ref<PingKind[]>([...kinds])
  const trail = ref<Place[]>([top])
  const page = shallowRef<Asked | null>(null)
  const loading = ref(false)
  const error = shallowRef<unknown>(null)

  const place = computed(() => trail.value.at(-1)!)
  const atTop = computed(() => trail.value.length === 1 && place.value.until === undefined)
  const span = computed(() => spanOf(page.value?.pings ?? [], place.value.below, !!page.value?.next))

  let turn = 0
  async function load(quiet = false) {
    const mine = ++turn
    if (!quiet) loading.value = true
    try {
      const found = await askPage(task, place.value, chosen.value)
      if (mine !== turn) return
      page.value = found
      error.value = null
    } catch (caught) {
      if (mine === turn && !(quiet && page.value)) error.value = caught
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  function go(to: Place[]) {
    trail.value = to
    return load()
  }
  const older = () => go([...trail.value, { before: page.value?.next, until: place.value.until, below: page.value?.pings.at(-1)?.at_ms ?? place.value.below }])
  const newer = () => go(trail.value.slice(0, -1))
  const newest = () => go([top])
  const jump = (until: number) => go([{ until, below: until }])

  watch(chosen, newest)
  watch(pulse, () => atTop.value && void load(true), { immediate: true })

  return { chosen, page, place, trail, atTop, span, loading, error, load, older, newer, newest, jump }
}
