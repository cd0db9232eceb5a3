// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { bodyOf, modelOf, newUser, userRules } from './userForm'
import type { User } from './every'

const rules = userRules((key) => key)

test('lengths are the original’s, and only the name is needed', () => {
  expect(rules.name('1234567')).toBe('common.form.length')
  expect(rules.name(' 1234567 ')).toBe('common.form.length')
  expect(rules.name('12345678')).toBe('')
  expect(rules.name('x'.repeat(65))).toBe('common.form.length')
  expect(rules.name('')).toBe('common.form.required')
  expect(rules.phone('')).toBe('')
  expect(rules.phone('1380000000')).toBe('common.form.length')
  expect(rules.phone('13800000000')).toBe('')
  expect(rules.api_name('')).toBe('')
  expect(rules.api_name('1234567')).toBe('common.form.length')
  expect(rules.api_name('x'.repeat(33))).toBe('common.form.length')
  expect(rules.email('')).toBe('')
  expect(rules.email('nobody')).toBe('common.form.email')
})

test('what is empty is taken away', () => {
  const user = { ...bodyOf(newUser()), name: 'somebody1', phone: '13800000000' } as unknown as User
  const model = modelOf(user)
  expect(model.email).toBe('')
  expect(bodyOf({ ...model, phone: ' ' })).toMatchObject({ name: 'somebody1', phone: null, email: null, api_name: null })
})
