// No sentence exists in only one language, none is missing, none is left over.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import en from './en'
import zh from './zh-CN'

type Tree = { [key: string]: string | Tree }
const src = join(import.meta.dirname, '..')

function keysOf(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  )
}

function sentence(tree: Tree, key: string): string {
  return key.split('.').reduce<Tree | string>((at, part) => (at as Tree)[part]!, tree) as string
}

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(vue|ts)$/.test(name) && !name.includes('i18n/') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(src, name), 'utf8'))
  .join('\n')
const quoted = new Set([...sources.matchAll(/['"`]([a-z][\w.]*)['"`]/gi)].map((match) => match[1]!))
// `common.state.${state}` stands for every sentence of common.state.
const stems = [...sources.matchAll(/[`'"]([a-z]\w*(?:\.\w+)*\.(?:\w*))(?:\$\{|['"`] \+)/gi)].map((match) => match[1]!)
const used = (key: string) => quoted.has(key) || stems.some((stem) => key.startsWith(stem))
const areas = Object.keys(en).join('|')

describe('sentences', () => {
  const english = keysOf(en as Tree)

  test('are the same in both languages', () => {
    expect(keysOf(zh as Tree).sort()).toEqual([...english].sort())
  })

  test('take the same values in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    for (const key of english)
      expect(places(sentence(zh as Tree, key)), key).toEqual(places(sentence(en as Tree, key)))
  })

  test('are all used by a page', () => {
    expect(english.filter((key) => !used(key))).toEqual([])
  })

  test('that a page asks for exist', () => {
    const asked = [...sources.matchAll(/\bt\(\s*['"]([\w.]+)['"]/g)].map((match) => match[1]!)
    expect(asked.filter((key) => !english.includes(key) && !stems.includes(key))).toEqual([])
  })

  test('of the pages stand in no page itself', () => {
    const bare = [...sources.matchAll(/[\u4e00-\u9fff]/g)]
    expect(bare.map((match) => match[0])).toEqual([])
    expect(areas).not.toBe('')
  })
})
