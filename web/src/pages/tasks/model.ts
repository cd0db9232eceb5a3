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
  /** How long a run may take; empty: as long as the grace, and no matter how little. */
  maxRun: string
  minRun: string
  /** So many in a row make a difference. */
  alertAfter: string
  recoverAfter: string
  postOnly: boolean
  manualResume: boolean
  byBody: boolean
  elseFail: boolean
  startWords: string
  successWords: string
  failureWords: string
  slug: string
  tags: string
  description: string
}

// The server's limits, in characters; and how many in a row may be waited for.
export const name_min = 3
export const name_max = 64
export const slug_max = 100
export const tags_max = 500
export const description_max = 5000
export const words_max = 200
export const in_a_row_max = 100

/** What the API calls them. Lengths of time may be null there. */
const lengths = { tolerance: 'tolerance', maxRun: 'max_run', minRun: 'min_run' } as const
const counts = { alertAfter: 'alert_after', recoverAfter: 'recover_after' } as const
const switches = {
  quiet: 'quiet_until_first_ping', postOnly: 'post_only', manualResume: 'manual_resume', byBody: 'by_body', elseFail: 'else_fail',
} as const
const texts = {
  startWords: 'start_words', successWords: 'success_words', failureWords: 'failure_words',
  slug: 'slug', tags: 'tags', description: 'description',
} as const
const names = { ...lengths, ...counts, ...switches, ...texts }

/** The form's field for each of the API's, where they are called otherwise. */
export const fieldNames = Object.fromEntries(Object.entries(names).map(([field, name]) => [name, field])) as Record<string, keyof TaskForm>

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
    maxRun: '',
    minRun: '',
    alertAfter: '1',
    recoverAfter: '1',
    postOnly: false,
    manualResume: false,
    byBody: false,
    elseFail: false,
    startWords: '',
    successWords: '',
    failureWords: '',
    slug: '',
    tags: '',
    description: '',
  }
}

const lengthOf = (seconds: number | null) => (seconds === null ? '' : writeLength(seconds * 1000))

export function formOf(task: Schemas['Task'], business: BusinessChoice | null): TaskForm {
  return {
    name: task.name,
    business,
    kind: task.schedule_kind,
    expression: { cron: '', every: '', calendar: '', [task.schedule_kind]: task.schedule },
    tz: task.tz,
    grace: writeLength(task.grace_s * 1000),
    tolerance: lengthOf(task.tolerance_s),
    quiet: task.quiet_until_first_ping,
    enabled: task.state !== 'paused',
    maxRun: lengthOf(task.max_run_s),
    minRun: lengthOf(task.min_run_s),
    alertAfter: String(task.alert_after),
    recoverAfter: String(task.recover_after),
    postOnly: task.post_only,
    manualResume: task.manual_resume,
    byBody: task.by_body,
    elseFail: task.else_fail,
    startWords: task.start_words,
    successWords: task.success_words,
    failureWords: task.failure_words,
    slug: task.slug,
    tags: task.tags,
    description: task.description,
  }
}

/** What a name says in an address: small letters, digits and dashes; nothing if it has none of them. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '')
  return plain.replace(/[^a-z0-9_]+/g, '-').replace(/^-+|-+$/g, '').slice(0, slug_max)
}

/** Another name as long as is allowed; `words` makes it from the first one's. */
export function copyName(name: string, words: (name: string) => string): string {
  const letters = [...name]
  while (letters.length > 0 && [...words(letters.join(''))].length > name_max) letters.pop()
  return words(letters.join(''))
}

const expressionOf = (form: TaskForm) => form.expression[form.kind].trim()
const businessOf = (form: TaskForm) => String(form.business?.id ?? '')

/** An interval has no zone: it counts from ping to ping. */
const zoneOf = (form: TaskForm) => (form.kind === 'every' ? {} : { tz: form.tz })

type Fields<Names> = (keyof Names & keyof TaskForm)[]
const fieldsOf = <Names extends object>(of: Names) => Object.keys(of) as Fields<Names>
const tidy = { tags: (text: string) => text.trim().replace(/\s+/g, ' ') } as Record<string, (text: string) => string>

type More = Pick<Schemas['EditTask'], (typeof names)[keyof typeof names]>

/** What few people need, as far as it is different. */
function moreChanges(before: TaskForm, form: TaskForm): More {
  const edit: Record<string, unknown> = {}
  for (const field of fieldsOf(lengths))
    if (asLength(form[field]) !== before[field]) edit[names[field]] = asLength(form[field]) || null
  for (const field of fieldsOf(counts))
    if (form[field].trim() !== before[field]) edit[names[field]] = Number(form[field])
  for (const field of fieldsOf(switches)) if (form[field] !== before[field]) edit[names[field]] = form[field]
  for (const field of fieldsOf(texts)) {
    const text = tidy[field]?.(form[field]) ?? form[field].trim()
    if (text !== before[field]) edit[names[field]] = text
  }
  return edit
}

export function newTask(form: TaskForm) {
  return {
    name: form.name.trim(),
    business: businessOf(form),
    ...asParameter(form.kind, expressionOf(form)),
    ...zoneOf(form),
    grace: asLength(form.grace),
    ...moreChanges(emptyForm(form.tz), form),
  }
}

/** Only what is different: what nobody touched is not set to what it was when the page was opened. */
export function changes(before: TaskForm, form: TaskForm): Schemas['EditTask'] {
  const edit: Schemas['EditTask'] = moreChanges(before, form)
  if (form.name.trim() !== before.name) edit.name = form.name.trim()
  if (form.business?.id !== before.business?.id) edit.business = businessOf(form)
  const moved = form.kind !== before.kind || expressionOf(form) !== expressionOf(before)
  if (moved) Object.assign(edit, asParameter(form.kind, expressionOf(form)), zoneOf(form))
  else if (form.tz !== before.tz) Object.assign(edit, zoneOf(form))
  if (asLength(form.grace) !== before.grace) edit.grace = asLength(form.grace)
  return edit
}

const ping_path = /\/api\/monlink\/([0-9a-f-]{36})(?:[/?#]|$)/i

/** What is searched for: of a ping URL only what tells the task from others. */
export const searchOf = (typed: string | undefined) => ping_path.exec(typed ?? '')?.[1]?.toLowerCase() ?? typed
