// A test letter to a notifier, and what became of it.
import { ref, shallowRef } from 'vue'
import { api, told, type Schemas } from '@/api/client'
import { attempt } from '@/composables/notice'

export function useTestLetter() {
  const sending = ref(false)
  const outcome = shallowRef<Schemas['MailTest'] | null>(null)

  /** Sends by this request; what the server said is in `outcome`. */
  async function send(request: () => Promise<Schemas['MailTest']>) {
    sending.value = true
    outcome.value = null
    await attempt(async () => (outcome.value = await request()))
    sending.value = false
  }

  const toNotifier = (id: number) =>
    send(() => told(api.POST('/api/cronmon/v1/notifiers/{notifier}/test', { params: { path: { notifier: String(id) } } })))

  return { sending, outcome, send, toNotifier }
}
