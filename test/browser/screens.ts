// A picture of every page, in both languages, light and dark, on a desk and on a phone: for people
// to look at. Run by test/browser/screens.
import { join } from 'node:path'
import { addresses, openAddresses } from './addresses'
import { settled, test } from './fixtures'
import { asker, languages, names, password, signIn } from './people'

const folder = join(__dirname, '..', '..', 'build', 'screens')
const widths = { desktop: 1280, phone: 390 }

for (const lang of languages)
  for (const [place, width] of Object.entries(widths))
    test(`${lang}, ${place}`, async ({ page, server, watch }) => {
      test.setTimeout(300_000)
      watch.home(server.url)
      watch.allow(/./)
      await page.setViewportSize({ width, height: place === 'phone' ? 844 : 900 })
      const ask = asker(page.context(), server)
      await ask.post('/session', { user: names.admin, password })
      const inside = await addresses(ask)
      await page.addInitScript((tag) => localStorage.setItem('cronmon.locale', tag), lang === 'zh' ? 'zh-CN' : 'en')

      const take = async (name: string, path: string) => {
        await page.goto(server.url + path)
        await settled(page)
        await page.waitForLoadState('networkidle')
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await page.screenshot({ path: join(folder, `${name}.${lang}.${colorScheme}.${place}.png`), fullPage: true })
        }
      }
      await page.context().clearCookies()
      for (const { name, path } of openAddresses) await take(name, path)
      await signIn(page, server, 'admin', lang)
      for (const { name, path } of inside) await take(name, path)
    })
