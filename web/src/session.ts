// Who is signed in, and what they may do. The server decides; this only keeps away what it would
// refuse anyway.
import { computed, ref } from 'vue'
import { api, Refusal, told, type Schemas } from '@/api/client'
import { locale, setLocale, type Locale } from '@/i18n'

export type Account = Schemas['Account']

export const account = ref<Account | null>(null)

export const mayManage = computed(() => account.value !== null && account.value.role !== 'reader')
export const isAdmin = computed(() => account.value?.role === 'admin')

function welcome(who: Account) {
  account.value = who
  setLocale(who.lang === 'zh' ? 'zh-CN' : 'en')
}

/** Asks the server who we are; false: nobody. Throws Unreachable. */
export async function recall(): Promise<boolean> {
  try {
    welcome((await told(api.GET('/api/cronmon/v1/session'), { signedIn: false })) as Account)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return false
    throw error
  }
}

export async function signIn(body: Schemas['SignIn']) {
  const chosen = locale.value
  const who = await told(api.POST('/api/cronmon/v1/session', { body }), { signedIn: false })
  account.value = who as Account
  if (localStorage.getItem('cronmon.locale.chosen')) await chooseLocale(chosen)
  else welcome(who as Account)
}

export async function setUp(body: Schemas['SetUp']) {
  const who = await told(api.POST('/api/cronmon/v1/setup', { body }), { signedIn: false })
  account.value = who as Account
  await chooseLocale(locale.value)
}

export async function signOut() {
  await told(api.DELETE('/api/cronmon/v1/session'), { signedIn: false })
  account.value = null
}

/** The language of the pages, and of the letters and refusals that this user gets. */
export async function chooseLocale(tag: Locale) {
  setLocale(tag)
  localStorage.setItem('cronmon.locale.chosen', '1')
  const lang = tag === 'zh-CN' ? 'zh' : 'en'
  if (account.value && account.value.lang !== lang)
    account.value = (await told(
      api.PATCH('/api/cronmon/v1/account', { body: { lang } }),
    )) as Account
}
