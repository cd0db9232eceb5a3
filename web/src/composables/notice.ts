// Short words to the reader about what has just been done.
import { ElMessage } from 'element-plus'
import { Refusal, Unreachable } from '@/api/client'
import { i18n } from '@/i18n'

export function tell(message: string) {
  ElMessage({ message, type: 'success', grouping: true, showClose: true })
}

/** What went wrong, as a sentence. */
export function wordsOf(error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (error instanceof Unreachable) return i18n.global.t('common.error.unreachable')
  return i18n.global.t('common.error.unexpected', { reason: String(error) })
}

/** The same where it stands beside the field that it begins with: `name: must have…`. */
export function wordsBeside(refusal: Refusal): string {
  const rest = refusal.message.replace(/^(?:[a-z][a-z0-9_.]*: |[^：，。]{1,12}：)/, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

export const complain = (error: unknown) => warn(wordsOf(error))

export function warn(message: string) {
  ElMessage({ message, type: 'error', grouping: true, showClose: true, duration: 8000 })
}

/** Does it and says so, or says why not; what comes back is whether it was done. */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work()
    if (done) tell(done)
    return true
  } catch (error) {
    complain(error)
    return false
  }
}
