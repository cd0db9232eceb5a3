// A form: what is typed, what the server (or a rule of this page) says about which field, and
// whether it would be a pity to leave.
import { computed, reactive, ref, toRaw, watch } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { useI18n } from 'vue-i18n'
import { ElMessageBox } from 'element-plus'
import { Refusal, Unreachable } from '@/api/client'
import { account } from '@/session'
import { tell, wordsBeside } from './notice'

type Rules<Model> = Partial<Record<keyof Model & string, (value: never, model: Model) => string>>

interface Options<Model> {
  /** Each says what is wrong with a field, or nothing ('') if it is fine. */
  rules?: Rules<Model>
  /** The server's names of fields that are called otherwise here. */
  names?: Record<string, keyof Model & string>
  /** Asks before leaving with unsaved changes; default true. */
  guard?: boolean
}

export function useForm<Model extends object>(initial: Model, options: Options<Model> = {}) {
  const { t } = useI18n()
  const model = reactive(structuredClone(initial)) as Model
  const kept = ref(JSON.stringify(initial))
  const errors = reactive<Record<string, string>>({})
  const general = ref('')
  const stale = ref(false)
  const busy = ref(false)
  const dirty = computed(() => JSON.stringify(model) !== kept.value)

  // What was said about a field was about what stood there then.
  for (const name of Object.keys(initial))
    watch(
      () => JSON.stringify(model[name as keyof Model]),
      () => delete errors[name],
      { flush: 'sync' },
    )

  /** Shows these values as the saved ones. */
  function fill(values: Model) {
    Object.assign(model, structuredClone(toRaw(values)))
    kept.value = JSON.stringify(model)
    wipe()
  }

  function wipe() {
    for (const name of Object.keys(errors)) delete errors[name]
    general.value = ''
    stale.value = false
  }

  function check(): boolean {
    wipe()
    for (const [name, rule] of Object.entries(options.rules ?? {})) {
      const said = (rule as (value: unknown, model: Model) => string)(model[name as keyof Model], model)
      if (said) errors[name] = said
    }
    return Object.keys(errors).length === 0
  }

  function place(error: unknown) {
    if (error instanceof Unreachable) general.value = t('common.error.unreachable')
    else if (!(error instanceof Refusal)) throw error
    else if (error.status === 412) stale.value = true
    else {
      const name = error.field && (options.names?.[error.field] ?? error.field)
      if (name && name in model) errors[name] = wordsBeside(error)
      else general.value = error.message
    }
  }

  /** Checks and sends; what comes back is whether it was accepted. */
  async function submit(send: () => Promise<void>, saved = t('common.form.saved')): Promise<boolean> {
    if (busy.value || !check()) {
      focusFirstError()
      return false
    }
    busy.value = true
    try {
      await send()
      kept.value = JSON.stringify(model)
      if (saved) tell(saved)
      return true
    } catch (error) {
      place(error)
      focusFirstError()
      return false
    } finally {
      busy.value = false
    }
  }

  if (options.guard !== false)
    onBeforeRouteLeave(async () => {
      // Whoever is no longer signed in cannot save it anyway.
      if (!dirty.value || busy.value || !account.value) return true
      return ElMessageBox.confirm(t('common.form.unsaved'), {
        confirmButtonText: t('common.do.leave'),
        cancelButtonText: t('common.do.stay'),
      }).then(
        () => true,
        () => false,
      )
    })

  return { model, errors, general, stale, busy, dirty, fill, check, submit }
}

/** The keyboard goes to the first field that is wrong. */
function focusFirstError() {
  setTimeout(() => {
    const field = document.querySelector<HTMLElement>('.el-form-item.is-error input, .el-form-item.is-error textarea')
    field?.focus()
  })
}

// ---- Rules that several forms share ---------------------------------------------------------

type Say = (key: string, named?: Record<string, unknown>) => string

export const rules = {
  length: (t: Say, min: number, max: number) => (value: string) => {
    const count = [...value].length
    if (count === 0 && min > 0) return t('common.form.required')
    return count < min || count > max ? t('common.form.length', { min, max, count }) : ''
  },
  email: (t: Say, needed = true) => (value: string) => {
    if (!value) return needed ? t('common.form.required') : ''
    return /^[^\s@]+@[^\s@]+$/.test(value) ? '' : t('common.form.email')
  },
  required: (t: Say) => (value: unknown) =>
    value === '' || value === null || value === undefined ? t('common.form.required') : '',
}
