import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { router } from './router'
import './theme/elements'
import './theme/tokens.css'
import './theme/frame.css'

createApp(App).use(i18n).use(router).mount('#app')

// After an upgrade an open page asks for parts that are gone, and begins anew with those that are
// there; but not again and again if even then one is missing.
const begunAnew = 'cronmon.begunAnew'
window.addEventListener('vite:preloadError', (event) => {
  if (Date.now() - Number(sessionStorage.getItem(begunAnew)) < 60_000) return
  sessionStorage.setItem(begunAnew, String(Date.now()))
  event.preventDefault()
  window.location.reload()
})
