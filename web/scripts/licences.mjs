// Prints the licences of the packages that the pages are made of, as each brings its own. What is
// only for those who build them (dev, in the lock file) is left out.
import { existsSync, readFileSync, readdirSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'))

for (const [folder, { dev, version, license }] of Object.entries(packages)) {
  const place = new URL(`${folder}/`, root)
  if (!folder || dev || !existsSync(place)) continue
  const title = `${folder.replace(/^.*node_modules\//, '')} ${version} (${license})`
  console.log(`\n\n${title}\n${'='.repeat(title.length)}\n`)
  const file = readdirSync(place).find((name) => /^licen[cs]e/i.test(name))
  if (file) console.log(readFileSync(new URL(file, place), 'utf8').trimEnd())
}
