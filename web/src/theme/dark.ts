// Light, dark, or as the system has it. public/theme.js does the same before the first paint.
import { ref } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
const remembered = 'cronmon.theme'
const system = matchMedia('(prefers-color-scheme: dark)')

const kept = localStorage.getItem(remembered)
export const theme = ref<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')
export const isDark = ref(false)

function apply() {
  isDark.value = theme.value === 'dark' || (theme.value === 'system' && system.matches)
  document.documentElement.classList.toggle('dark', isDark.value)
}

export function chooseTheme(choice: Theme) {
  theme.value = choice
  if (choice === 'system') localStorage.removeItem(remembered)
  else localStorage.setItem(remembered, choice)
  apply()
}

system.addEventListener('change', apply)
apply()
