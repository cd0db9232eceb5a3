// What the server makes of a schedule while it is typed: asked when the typing rests, and only
// the newest answer counts.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api, Refusal, told, type Schemas } from '@/api/client'
import { wordsBeside, wordsOf } from './notice'

export interface ScheduleWords {
  cron?: string
  every?: string
  calendar?: string
  tz?: string
}

const rest_ms = 200

/** `words` is null while there is nothing to ask about. */
export function useSchedulePreview(words: () => ScheduleWords | null) {
  const preview = shallowRef<Schemas['SchedulePreview'] | null>(null)
  const error = ref('')
  /** What the error is about: the zone, or what was typed. */
  const field = ref<'tz' | 'schedule'>('schedule')
  let timer: ReturnType<typeof setTimeout>
  let asking: AbortController | undefined

  function refuse(caught: unknown) {
    preview.value = null
    field.value = caught instanceof Refusal && caught.field === 'tz' ? 'tz' : 'schedule'
    error.value = caught instanceof Refusal ? wordsBeside(caught) : wordsOf(caught)
  }

  async function ask(query: ScheduleWords) {
    const mine = (asking = new AbortController())
    try {
      preview.value = await told(
        api.GET('/api/cronmon/v1/schedule', { params: { query: { ...query, count: 5 } }, signal: mine.signal }),
      )
      error.value = ''
    } catch (caught) {
      if (!mine.signal.aborted) refuse(caught)
    }
  }

  function cancel() {
    clearTimeout(timer)
    asking?.abort()
  }

  watch(
    () => JSON.stringify(words()),
    () => {
      cancel()
      const query = words()
      if (query) timer = setTimeout(() => void ask(query), rest_ms)
      else {
        preview.value = null
        error.value = ''
      }
    },
    { immediate: true },
  )
  onScopeDispose(cancel)

  return { preview, error, field }
}
