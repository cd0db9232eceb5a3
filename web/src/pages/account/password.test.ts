import { describe, expect, test } from 'vitest'
import { charactersOf, judge, passwordRules } from './password'

const rules = passwordRules((key) => key)

describe('a new password', () => {
  test('has 8 to 128 characters, however many bytes they take', () => {
    expect(judge('1234567', '1234567').length).toBe(false)
    expect(judge('12345678', '').length).toBe(true)
    expect(judge('😀'.repeat(7), '').length).toBe(false)
    expect(judge('😀'.repeat(128), '').length).toBe(true)
    expect(judge('x'.repeat(129), '').length).toBe(false)
    expect(charactersOf('密码😀')).toBe(3)
  })

  test('is typed twice alike', () => {
    expect(judge('12345678', '12345679').alike).toBe(false)
    expect(judge('12345678', '12345678').alike).toBe(true)
    expect(judge('', '').alike).toBe(false)
  })

  test('is refused with the sentence that fits', () => {
    expect(rules.password('')).toBe('common.form.required')
    expect(rules.password('short')).toBe('common.form.length')
    expect(rules.password('long enough')).toBe('')
    expect(rules.again('a', { password: 'b' })).toBe('account.password.differ')
    expect(rules.again('b', { password: 'b' })).toBe('')
  })
})
