// How the audit log is put into words.
import { describe, expect, test } from 'vitest'
import en from '@/i18n/en/settings'
import { actions, kindOf, valueKey } from './auditWords'

test('every action has a sentence', () => {
  const words = en.action as Record<string, Record<string, string>>
  for (const [noun, verbs] of Object.entries(actions)) {
    expect(Object.keys(words[noun]!).sort()).toEqual([...verbs].sort())
    expect(en.actionsOf).toHaveProperty(noun)
  }
})

describe('a value', () => {
  test('is translated where only a few are possible', () => {
    expect(valueKey('enabled', 'yes')).toBe('yes')
    expect(valueKey('password', 'not set')).toBe('not_set')
    for (const key of ['yes', 'not_set', 'admin', 'zh']) expect(en.auditValue).toHaveProperty(key)
  })
  test('is left alone where people choose it', () => {
    expect(valueKey('name', 'new')).toBe('')
    expect(valueKey('role', 'owner')).toBe('')
  })
})

test('what came, went and became', () => {
  expect(kindOf({ field: 'name', before: '', after: 'x' })).toBe('came')
  expect(kindOf({ field: 'name', before: 'x', after: '' })).toBe('went')
  expect(kindOf({ field: 'name', before: 'x', after: 'y' })).toBe('became')
})
