// node pack.mjs DIST FOLDER  packs ready-built pages for the executable:
//
//   FOLDER/pages.bin  every file compressed, back to back
//   FOLDER/pages.inc  a line of C++ for each: where it begins, how long it is
//
// and refuses pages that are too heavy. Needs nothing but Node, 18 or newer.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

// Of gzip: all that there is, and what a browser loads before it shows anything.
const allBytesMax = 400 * 1024
const firstBytesMax = 220 * 1024

// Brotli is the second form of the same file, so it has to be worth its place: it is for what the
// first page loads.
const brotliSavesAtLeast = 0.12

const [dist, folder] = process.argv.slice(2)

function fail(sentence) {
  console.error(`pack: ${sentence}`)
  process.exit(1)
}

function read(file) {
  const path = '/' + relative(dist, file).split(sep).join('/')
  if (!/^[A-Za-z0-9._/-]+$/.test(path)) fail(`dist: must have plain names, got ${path}`)
  const content = readFileSync(file)
  const gzip = gzipSync(content, { level: 9, memLevel: 9 })
  const brotli = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  })
  const worth = brotli.length < gzip.length * (1 - brotliSavesAtLeast)
  const tag = createHash('sha256').update(content).digest('base64url').slice(0, 16)
  return { path, tag, content, gzip, brotli: worth ? brotli : Buffer.alloc(0) }
}

function readAll() {
  let names
  try {
    names = readdirSync(dist, { withFileTypes: true, recursive: true })
  } catch (error) {
    fail(`dist: must be a folder of ready-built pages, got ${dist} (${error.code})`)
  }
  return names
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => read(join(entry.parentPath ?? entry.path, entry.name)))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

// The page itself, its scripts, its styles, and what it says it will need at once.
function firstPage(files) {
  const index = files.find((file) => file.path === '/index.html')
  if (!index) fail(`dist: must have an index.html, got ${files.length} other files in ${dist}`)
  const named = [...index.content.toString().matchAll(/\s(?:src|href)="([^"?#]+)"/g)]
  const paths = new Set(named.map((match) => match[1]))
  return files.filter((file) => file === index || paths.has(file.path))
}

const bytesOf = (files, form) => files.reduce((sum, file) => sum + file[form].length, 0)
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`

function checkBudget(what, files, max) {
  const bytes = bytesOf(files, 'gzip')
  if (bytes <= max) return
  const heaviest = [...files].sort((a, b) => b.gzip.length - a.gzip.length).slice(0, 5)
  fail(
    `${what}: must be at most ${kb(max)} of gzip, got ${kb(bytes)}; the heaviest are ` +
      heaviest.map((file) => `${file.path} (${kb(file.gzip.length)})`).join(', '),
  )
}

function pack(files) {
  const parts = []
  let offset = 0
  const place = (bytes) => {
    const text = `{${offset}, ${bytes.length}}`
    parts.push(bytes)
    offset += bytes.length
    return text
  }
  const lines = files.map(
    ({ path, tag, content, gzip, brotli }) =>
      `file("${path}", "${tag}", ${content.length}, ${place(gzip)}, ${place(brotli)}),\n`,
  )
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'pages.bin'), Buffer.concat(parts))
  writeFileSync(join(folder, 'pages.inc'), lines.join(''))
}

if (!dist || !folder) fail('usage: node pack.mjs DIST FOLDER')
const files = readAll()
const first = firstPage(files)
checkBudget('all pages', files, allBytesMax)
checkBudget('the first page', first, firstBytesMax)
pack(files)
console.log(
  `pack: ${files.length} files; gzip ${kb(bytesOf(files, 'gzip'))} of ${kb(allBytesMax)}, ` +
    `the first page ${kb(bytesOf(first, 'gzip'))} of ${kb(firstBytesMax)}; ` +
    `brotli ${kb(bytesOf(files, 'brotli'))}`,
)
