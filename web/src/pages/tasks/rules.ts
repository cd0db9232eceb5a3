// What is wrong with a field of a task's form, in the reader's words; the server looks once more.
import { rules } from '@/composables/useForm'
import { readLength } from './lengths'
import { description_max, in_a_row_max, name_max, name_min, slug_max, tags_max, words_max, type TaskForm } from './model'

const length_min_ms = 1000
const length_max_ms = 365 * 86_400_000

type Say = (key: string, named?: Record<string, unknown>) => string

function lengthRule(t: Say, value: string, least_ms = length_min_ms): string {
  const ms = readLength(value)
  if (ms === null) return t('tasks.rule.length')
  if (ms > length_max_ms || ms < least_ms) return t(least_ms > 0 ? 'tasks.rule.graceRange' : 'tasks.rule.toleranceRange')
  return ''
}
const unlessEmpty = (rule: (value: string) => string) => (value: string) => (value.trim() ? rule(value) : '')

function minRunRule(t: Say, value: string, form: TaskForm): string {
  if (!value.trim()) return ''
  const least = readLength(value)
  const most = readLength(form.maxRun)
  return lengthRule(t, value) || (least !== null && most !== null && least >= most ? t('tasks.rule.runOrder') : '')
}

function inARowRule(t: Say, value: string): string {
  const fine = /^\s*\d{1,3}\s*$/.test(value) && Number(value) >= 1 && Number(value) <= in_a_row_max
  return fine ? '' : t('tasks.rule.inARow', { most: in_a_row_max })
}

/** With no word at all nothing that comes would ever count. */
function wordsRule(t: Say, form: TaskForm): string {
  const words = [form.startWords, form.successWords, form.failureWords]
  return form.byBody && words.every((one) => !one.replaceAll(',', '').trim()) ? t('tasks.rule.noWords') : ''
}

export function taskRules(t: Say) {
  const atMost = (most: number) => (value: string) => rules.length(t, 0, most)(value.trim())
  return {
    name: (value: string) => rules.length(t, name_min, name_max)(value.trim()),
    business: rules.required(t),
    expression: (value: TaskForm['expression'], form: TaskForm) => (value[form.kind].trim() ? '' : t('tasks.rule.expression')),
    grace: (value: string) => (value.trim() ? lengthRule(t, value) : t('common.form.required')),
    tolerance: unlessEmpty((value) => lengthRule(t, value, 0)),
    maxRun: unlessEmpty((value) => lengthRule(t, value)),
    minRun: (value: string, form: TaskForm) => minRunRule(t, value, form),
    alertAfter: (value: string) => inARowRule(t, value),
    recoverAfter: (value: string) => inARowRule(t, value),
    startWords: atMost(words_max),
    successWords: (value: string, form: TaskForm) => wordsRule(t, form) || atMost(words_max)(value),
    failureWords: atMost(words_max),
    slug: (value: string) => (/^[a-z0-9_-]*$/.test(value.trim()) ? atMost(slug_max)(value) : t('tasks.rule.slug')),
    tags: atMost(tags_max),
    description: atMost(description_max),
  }
}
