// Settings: what is wrong, and what is sent.
import { describe, expect, test } from 'vitest'
import { changesOf, complaint, hoursOf, names, valuesOf, type Setting } from './rules'

const t = (key: string) => key
const setting = (name: string, value: string | null, standard = '', set = false): Setting => ({
  name, value, set, secret: value === null, default: standard, help: '',
})

describe('what may stand in a setting', () => {
  test.each([
    ['smtp.port', ''], ['smtp.port', '25'], ['smtp.host', ''], ['smtp.host', 'mail.example.org'], ['smtp.host', '[::1]'],
    ['smtp.host', 'fe80::1'], ['site.url', ''], ['site.url', 'https://cron.example.org/watch'], ['site.url', 'http://10.0.0.1:8000'],
    ['smtp.from', 'CRONMON <cronmon@localhost>'], ['smtp.from', 'a@b.c'], ['ping.body_bytes', '0'], ['retention.audit_days', '3650'],
    ['empty_business.every', '1d'], ['empty_business.every', '12h'], ['empty_business.every', '1d12h'], ['empty_business.every', '90m'],
    ['backup.every', ''], ['backup.every', '1d'], ['backup.dir', ''], ['backup.dir', '/var/backups'], ['backup.keep', '14'],
    ['retention.max_bytes', '0'], ['retention.max_bytes', '20000000000'],
  ])('%s: %s', (name, value) => expect(complaint(t, name, value)).toBe(''))

  test.each([
    ['smtp.port', '0'], ['smtp.port', '70000'], ['smtp.port', '2.5'], ['smtp.host', 'mail.example.org:25'], ['smtp.host', 'a b'],
    ['site.url', 'cron.example.org'], ['site.url', 'https://x?y'], ['smtp.from', ''], ['smtp.from', 'nobody'], ['ping.body_bytes', ''],
    ['ping.body_bytes', '10k'], ['retention.task_log_days', '0'], ['empty_business.every', ''], ['empty_business.every', '0h'],
    ['empty_business.every', '400d'], ['empty_business.every', 'daily'],
    ['backup.every', 'daily'], ['backup.dir', 'backups'], ['backup.keep', '0'], ['retention.max_bytes', '1000'],
  ])('not %s: %s', (name, value) => expect(complaint(t, name, value)).not.toBe(''))
})

test('lengths of time are read', () => {
  expect(hoursOf('1d')).toBe(24)
  expect(hoursOf('1w 2d3h')).toBe(219)
  expect(hoursOf('90m')).toBeNull()
  expect(hoursOf('')).toBeNull()
})

describe('what is sent', () => {
  const saved = [setting('smtp.host', 'mail'), setting('ping.body_bytes', '500', '10000', true), setting('smtp.password', null, '', true)]

  test('is nothing if nothing was changed', () => {
    expect(changesOf(saved, valuesOf(saved), false)).toEqual([])
  })

  test('is only what was changed, and the default by taking the value away', () => {
    const values = { ...valuesOf(saved), 'smtp.host': ' mx ', 'ping.body_bytes': '10000' }
    expect(changesOf(saved, values, false)).toEqual([
      { name: 'smtp.host', value: 'mx' },
      { name: 'ping.body_bytes', value: null },
    ])
  })

  test('is a new secret as it was typed, or that it is to be forgotten', () => {
    expect(changesOf(saved, { ...valuesOf(saved), 'smtp.password': ' x ' }, false)).toEqual([{ name: 'smtp.password', value: ' x ' }])
    expect(changesOf(saved, valuesOf(saved), true)).toEqual([{ name: 'smtp.password', value: null }])
  })
})

test('no setting stands in two groups', () => {
  expect(new Set(names).size).toBe(names.length)
})
