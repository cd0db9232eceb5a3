// A list whose question (search, filters, sort, page) lives in the URL, so that it can be shared,
// reloaded and gone back to; and whose rows refresh by themselves without a flicker.
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { useLive, type Topic } from './useLive'

export interface ListQuestion {
  search?: string
  page: number
  length: number
  sort?: string
  desc?: boolean
  [filter: string]: string | number | boolean | undefined
}

export interface PageOf<Row> {
  rows: Row[]
  total: number
}

export const pageSizes = [10, 20, 50, 100]
const usualLength = 20

const kept = new Map<unknown, LocationQueryRaw>()
/** What a list was last asked, so that the way back to it does not lose its filters. */
export const keptQuery = (name: unknown): LocationQueryRaw => kept.get(name) ?? {}

interface Options<Row> {
  ask: (question: ListQuestion) => Promise<PageOf<Row>>
  topics: Topic[]
  /** Names of filters beside search that live in the URL. */
  filters?: string[]
  sort?: string
  desc?: boolean
}

export function useList<Row>(options: Options<Row>) {
  const route = useRoute()
  const router = useRouter()
  const home = route.name
  const filters = options.filters ?? []

  const text = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const whole = (name: string, usual: number) => {
    const value = Number.parseInt(text(name), 10)
    return Number.isInteger(value) && value > 0 ? value : usual
  }

  const question = computed<ListQuestion>(() => ({
    search: text('search') || undefined,
    page: whole('page', 1),
    length: pageSizes.includes(whole('length', usualLength)) ? whole('length', usualLength) : usualLength,
    sort: text('sort') || options.sort,
    desc: route.query.desc === undefined ? options.desc : route.query.desc === '1',
    ...Object.fromEntries(filters.map((name) => [name, text(name) || undefined])),
  }))
  const filtered = computed(
    () => !!question.value.search || filters.some((name) => !!question.value[name]),
  )

  const rows = shallowRef<Row[]>([])
  const total = ref(0)
  const loading = ref(true)
  const loaded = ref(false)
  const error = shallowRef<unknown>(null)

  let turn = 0
  async function load(quiet = false) {
    const mine = ++turn
    if (!quiet) loading.value = true
    try {
      const page = await options.ask(question.value)
      if (mine !== turn) return
      rows.value = page.rows
      total.value = page.total
      error.value = null
      loaded.value = true
    } catch (caught) {
      if (mine === turn && !(quiet && loaded.value)) error.value = caught
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  /** Changes the question; whatever is not the page goes back to the first page. */
  function change(parts: Partial<ListQuestion>) {
    const query: LocationQueryRaw = { ...route.query }
    if (!('page' in parts)) delete query.page
    for (const [name, value] of Object.entries(parts)) {
      if (value === undefined || value === '' || (name === 'page' && value === 1)) delete query[name]
      else query[name] = value === true ? '1' : value === false ? '0' : String(value)
    }
    void router.replace({ query })
  }

  function clear() {
    void router.replace({ query: {} })
  }

  watch(
    () => JSON.stringify(question.value),
    () => {
      if (route.name !== home) return
      kept.set(home, route.query)
      void load()
    },
    { immediate: true },
  )
  useLive(options.topics, () => void load(true))

  return { question, filtered, rows, total, loading, loaded, error, load, change, clear }
}

export type List<Row> = ReturnType<typeof useList<Row>>
