// A countdown in seconds, for those whom the server has told to wait.
import { onScopeDispose, ref } from 'vue'

export function useWait() {
  const seconds = ref(0)
  const begun = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  /** The clock on the wall counts, since a hidden page's timers are slow. */
  function start(length: number) {
    clearInterval(timer)
    const until = Date.now() + length * 1000
    begun.value = seconds.value = length
    timer = setInterval(() => {
      seconds.value = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      if (seconds.value === 0) clearInterval(timer)
    }, 250)
  }

  onScopeDispose(() => clearInterval(timer))
  return { seconds, begun, start }
}
