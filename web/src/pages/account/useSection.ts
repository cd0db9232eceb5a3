// Which section of a long page the reader is at.
import { onMounted, onScopeDispose, ref } from 'vue'

// A section counts as reached when its head is in the upper part of the window.
const reach = 0.3

export function useSection(ids: readonly string[]) {
  const at = ref(ids[0])

  function look() {
    const { scrollHeight } = document.documentElement
    const atEnd = window.innerHeight + window.scrollY >= scrollHeight - 2
    const line = window.innerHeight * reach
    const reached = ids.filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) <= line)
    at.value = atEnd && window.scrollY > 0 ? ids[ids.length - 1] : (reached[reached.length - 1] ?? ids[0])
  }

  onMounted(() => window.addEventListener('scroll', look, { passive: true }))
  onScopeDispose(() => window.removeEventListener('scroll', look))
  return at
}
