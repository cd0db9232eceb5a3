import { describe, expect, test } from 'vitest'
import type { Schemas } from '@/api/client'
import { nextOf, scheduleOf, standings, type Found } from './guide'

const nothing: Found = { mailHost: '', notifiers: [], businesses: [], task: null }
const business = (more: Partial<Schemas['Business']>) => ({ enabled: true, notifiers: [], ...more }) as unknown as Schemas['Business']

describe('first steps', () => {
  test('begin with the mail server, which may be skipped', () => {
    expect(nextOf(standings(nothing, false))).toBe('mail')
    expect(standings(nothing, true).mail).toBe('skipped')
    expect(nextOf(standings(nothing, true))).toBe('notifier')
    expect(standings({ ...nothing, mailHost: 'mail.example' }, true).mail).toBe('done')
  })

  test('want a business that tells somebody', () => {
    const step = (one: Schemas['Business']) => standings({ ...nothing, businesses: [one] }, false).business
    expect(step(business({}))).toBe('open')
    expect(step(business({ notifiers: ['Ann'], enabled: false }))).toBe('open')
    expect(step(business({ notifiers: ['Ann'] }))).toBe('done')
  })

  test('end with the first ping', () => {
    const task = { last_ping_ms: null } as Schemas['Task']
    const found = { mailHost: 'x', notifiers: [{} as Schemas['Notifier']], businesses: [business({ notifiers: ['Ann'] })], task }
    expect(nextOf(standings(found, false))).toBe('ping')
    expect(nextOf(standings({ ...found, task: { last_ping_ms: 5 } as Schemas['Task'] }, false))).toBe(null)
  })

  test('a preset is a schedule, and so is what is typed', () => {
    expect(scheduleOf('hourly', 'x', 'Asia/Shanghai')).toEqual({ cron: '0 * * * *', tz: 'Asia/Shanghai' })
    expect(scheduleOf('every', ' 90s ', 'UTC')).toEqual({ every: '90s' })
    expect(scheduleOf('cron', '1 * * * *', 'UTC')).toEqual({ cron: '1 * * * *', tz: 'UTC' })
    expect(scheduleOf('cron', '  ', 'UTC')).toBe(null)
  })
})
