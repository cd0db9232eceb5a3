// Writes src/api/schema.d.ts, the types of the API, from the document that the server serves
// (lib/http/openapi.json). With --check it only compares, and fails if they have drifted apart.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const document = new URL('../../lib/http/openapi.json', import.meta.url)
const types = new URL('../src/api/schema.d.ts', import.meta.url)
const head = '// Made by `npm run generate` from lib/http/openapi.json. Do not edit.\n'

const wanted = head + astToString(await openapiTS(document))
if (!process.argv.includes('--check')) {
  await writeFile(types, wanted)
} else if ((await readFile(types, 'utf8')) !== wanted) {
  console.error('src/api/schema.d.ts: is not what lib/http/openapi.json says; run: npm run generate')
  process.exit(1)
}
