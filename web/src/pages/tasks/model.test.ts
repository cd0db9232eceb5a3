// The form of a task: filled from a task, sent as a new one, and sent as what was changed.
import { describe, expect, test } from 'vitest'
import type { Schemas } from '@/api/client'
import { changes, copyName, emptyForm, fieldNames, formOf, newTask, searchOf, slugOf } from './model'

const business = { id: 7, name: 'Backups' }
const task = {
  id: 1,
  name: 'nightly-backup',
  state: 'up',
  schedule: '0 2 * * *',
  schedule_kind: 'cron',
  tz: 'Europe/Berlin',
  grace_s: 5400,
  tolerance_s: null,
  quiet_until_first_ping: false,
  business: 'Backups',
  max_run_s: null,
  min_run_s: null,
  alert_after: 1,
  recover_after: 1,
  post_only: false,
  manual_resume: false,
  by_body: false,
  else_fail: false,
  start_words: '',
  success_words: '',
  failure_words: '',
  slug: '',
  tags: '',
  description: '',
} as Schemas['Task']

describe('the form of a task', () => {
  test('is filled from a task', () => {
    expect(formOf(task, business)).toEqual({
      ...emptyForm('Europe/Berlin'),
      name: 'nightly-backup',
      business,
      kind: 'cron',
      expression: { cron: '0 2 * * *', every: '', calendar: '' },
      tz: 'Europe/Berlin',
      grace: '1h30m',
      tolerance: '',
      quiet: false,
      enabled: true,
    })
    expect(formOf({ ...task, state: 'paused', tolerance_s: 60 }, business)).toMatchObject({ enabled: false, tolerance: '1m' })
  })

  test('makes a new task', () => {
    const form = { ...emptyForm('Asia/Shanghai', business), name: ' report ', grace: '30' }
    form.expression.cron = ' */5 * * * * '
    expect(newTask(form)).toEqual({
      name: 'report',
      business: '7',
      cron: '*/5 * * * *',
      tz: 'Asia/Shanghai',
      grace: '30m',
    })
    form.kind = 'every'
    form.expression.every = '1h'
    expect(newTask(form)).not.toHaveProperty('tz')
    expect(newTask(form)).toMatchObject({ every: '1h' })
  })

  test('sends only what was changed', () => {
    const before = formOf(task, business)
    const edit = (part: object) => changes(before, { ...structuredClone(before), ...part })
    expect(edit({})).toEqual({})
    expect(edit({ enabled: false })).toEqual({})
    expect(edit({ name: 'other', quiet: true })).toEqual({ name: 'other', quiet_until_first_ping: true })
    expect(edit({ business: { id: 8, name: 'Other' } })).toEqual({ business: '8' })
    expect(edit({ tz: 'UTC' })).toEqual({ tz: 'UTC' })
    expect(edit({ grace: '90' })).toEqual({ grace: '90m' })
    expect(edit({ tolerance: '5' })).toEqual({ tolerance: '5m' })
    expect(edit({ kind: 'every', expression: { ...before.expression, every: '1h' } })).toEqual({ every: '1h' })
    expect(edit({ expression: { ...before.expression, cron: '@daily' } })).toEqual({ cron: '@daily', tz: 'Europe/Berlin' })
  })

  test('takes a tolerance away', () => {
    const before = formOf({ ...task, tolerance_s: 60 }, business)
    expect(changes(before, { ...before, tolerance: '' })).toEqual({ tolerance: null })
  })
})

describe('what few people need', () => {
  const task2 = { ...task, max_run_s: 7200, min_run_s: 10, alert_after: 3, by_body: true, failure_words: 'ERROR', slug: 'nightly', tags: 'db prod' }
  const before = formOf(task2, business)

  test('is filled in', () => {
    expect(before).toMatchObject({ maxRun: '2h', minRun: '10s', alertAfter: '3', recoverAfter: '1', byBody: true, failureWords: 'ERROR', slug: 'nightly', tags: 'db prod' })
  })

  test('is sent as far as it is changed, under the names of the API', () => {
    const edit = (part: object) => changes(before, { ...structuredClone(before), ...part })
    expect(edit({})).toEqual({})
    expect(edit({ maxRun: '30', minRun: '' })).toEqual({ max_run: '30m', min_run: null })
    expect(edit({ alertAfter: ' 2 ', recoverAfter: '4' })).toEqual({ alert_after: 2, recover_after: 4 })
    expect(edit({ postOnly: true, byBody: false })).toEqual({ post_only: true, by_body: false })
    expect(edit({ tags: ' db   prod ', slug: '' })).toEqual({ slug: '' })
    expect(edit({ description: ' Call Ann.\n' })).toEqual({ description: 'Call Ann.' })
  })

  test('goes along with a new task', () => {
    const form = { ...emptyForm('UTC', business), name: 'report', manualResume: true, startWords: 'begin', elseFail: true }
    expect(newTask(form)).toMatchObject({ manual_resume: true, start_words: 'begin', else_fail: true })
    expect(newTask(form)).not.toHaveProperty('slug')
  })

  test('is refused under the name of its field', () => {
    expect(fieldNames).toMatchObject({ max_run: 'maxRun', else_fail: 'elseFail', quiet_until_first_ping: 'quiet', tags: 'tags' })
  })
})

test('an address by name is taken from the name', () => {
  expect(slugOf('Nightly Backup (db_1)')).toBe('nightly-backup-db_1')
  expect(slugOf('Übersicht')).toBe('ubersicht')
  expect(slugOf('超时订单关闭')).toBe('')
  expect(slugOf('x'.repeat(150))).toHaveLength(100)
})

test('the name of a copy is never too long', () => {
  const words = (name: string) => `${name} (copy)`
  expect(copyName('backup', words)).toBe('backup (copy)')
  expect([...copyName('备'.repeat(64), words)]).toHaveLength(64)
})

test('a ping URL is searched for by what is its own', () => {
  const uuid = '33221dbc-cd01-465b-b202-533c16b0f116'
  expect(searchOf(`https://cronmon.example.org/api/monlink/${uuid}`)).toBe(uuid)
  expect(searchOf(`https://cronmon.example.org/api/monlink/${uuid.toUpperCase()}/start`)).toBe(uuid)
  expect(searchOf(uuid)).toBe(uuid)
  expect(searchOf('backup')).toBe('backup')
  expect(searchOf(undefined)).toBeUndefined()
})
