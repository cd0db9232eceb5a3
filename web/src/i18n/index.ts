// Sentences in the reader's language. `en` is the measure: zh-CN must have the same keys, which
// the types say at build time and i18n.test.ts says once more, with what no page uses.
import { ref } from 'vue'
import { createI18n } from 'vue-i18n'
import { speak } from '@/api/client'
import en from './en'
import zh from './zh-CN'

export type Locale = 'en' | 'zh-CN'
export type Sentences = typeof en
export const locales: { tag: Locale; name: string }[] = [
  { tag: 'en', name: 'English' },
  { tag: 'zh-CN', name: '中文' },
]

const remembered = 'cronmon.locale'

function detected(): Locale {
  const kept = localStorage.getItem(remembered)
  if (kept === 'en' || kept === 'zh-CN') return kept
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en'
}

export const locale = ref<Locale>(detected())

export const i18n = createI18n<[Sentences], Locale, false>({
  legacy: false,
  locale: locale.value,
  fallbackLocale: 'en',
  messages: { en, 'zh-CN': zh as unknown as Sentences },
})

/** The two languages as the API names them. */
export const apiLanguage = () => (locale.value === 'zh-CN' ? 'zh' : 'en')

export function setLocale(tag: Locale) {
  locale.value = tag
  localStorage.setItem(remembered, tag)
  apply()
}

function apply() {
  i18n.global.locale.value = locale.value
  document.documentElement.lang = locale.value
  speak(locale.value)
}

apply()
