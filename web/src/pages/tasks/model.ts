// What the form of a task holds, and how it becomes what the API takes.
import type { Schemas } from '@/api/client'
import type { Choice } from '@/components/PickOne.vue'
import { asLength, writeLength } from './lengths'
import { asParameter, type Kind } from './schedule'

export interface BusinessChoice extends Choice {
  enabled?: boolean
}

export interface TaskForm {
  name: string
  business: BusinessChoice | null
  kind: Kind
  /** Per kind, so that trying another one loses nothing. */
  expression: Record<Kind, string>
  tz: string
  grace: string
  /** Empty: derived from the schedule. */
  tolerance: string
  quiet: boolean
  enabled: boolean
}

export const name_min = 3
export const name_max = 64

export function emptyForm(tz: string, business: BusinessChoice | null = null): TaskForm {
  return {
    name: '',
    business,
    kind: 'cron',
    expression: { cron: '', every: '', calendar: '' },
    tz,
    grace: '5m',
    tolerance: '',
    quiet: false,
    enabled: true,
  }
}

export function formOf(task: Schemas['Task'], business: BusinessChoice | null): TaskForm {
  return {
    name: task.name,
    business,
    kind: task.schedule_kind,
    expression: { cron: '', every: '', calendar: '', [task.schedule_kind]: task.schedule },
    tz: task.tz,
    grace: writeLength(task.grace_s * 1000),
    tolerance: task.tolerance_s === null ? '' : writeLength(task.tolerance_s * 1000),
    quiet: task.quiet_until_first_ping,
    enabled: task.state !== 'paused',
  }
}

/** Another name as long as is allowed; `words` makes it from the first one's. */
export function copyName(name: string, words: (name: string) => string): string {
  const letters = [...name]
  while (letters.length > 0 && [...words(letters.join(''))].length > name_max) letters.pop()
  return words(letters.join(''))
}

const expressionOf = (form: TaskForm) => form.expression[form.kind].trim()
const toleranceOf = (form: TaskForm) => asLength(form.tolerance) || null
const businessOf = (form: TaskForm) => String(form.business?.id ?? '')

/** An interval has no zone: it counts from ping to ping. */
const zoneOf = (form: TaskForm) => (form.kind === 'every' ? {} : { tz: form.tz })

export function newTask(form: TaskForm) {
  return {
    name: form.name.trim(),
    business: businessOf(form),
    ...asParameter(form.kind, expressionOf(form)),
    ...zoneOf(form),
    grace: asLength(form.grace),
    tolerance: toleranceOf(form),
    quiet_until_first_ping: form.quiet,
  }
}

/** Only what is different: what nobody touched is not set to what it was when the page was opened. */
export function changes(before: TaskForm, form: TaskForm): Schemas['EditTask'] {
  const edit: Schemas['EditTask'] = {}
  if (form.name.trim() !== before.name) edit.name = form.name.trim()
  if (form.business?.id !== before.business?.id) edit.business = businessOf(form)
  const moved = form.kind !== before.kind || expressionOf(form) !== expressionOf(before)
  if (moved) Object.assign(edit, asParameter(form.kind, expressionOf(form)), zoneOf(form))
  else if (form.tz !== before.tz) Object.assign(edit, zoneOf(form))
  if (asLength(form.grace) !== before.grace) edit.grace = asLength(form.grace)
  if (asLength(form.tolerance) !== before.tolerance) edit.tolerance = toleranceOf(form)
  if (form.quiet !== before.quiet) edit.quiet_until_first_ping = form.quiet
  return edit
}

const ping_path = /\/api\/monlink\/([0-9a-f-]{36})(?:[/?#]|$)/i

/** What is searched for: of a ping URL only what tells the task from others. */
export const searchOf = (typed: string | undefined) => ping_path.exec(typed ?? '')?.[1]?.toLowerCase() ?? typed
