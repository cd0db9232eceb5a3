import { describe, expect, test } from 'vitest'
import { explain } from './status'

const at = (text: string) => Date.parse(`${text}Z`)
const slot = at('2026-11-23T02:00:00')
const due = at('2026-11-23T02:30:00')
const last = at('2026-11-22T02:00:11')
const since = at('2026-11-20T09:00:00')

const task = {
  state: 'up' as const,
  business: 'Backups',
  business_enabled: true,
  last_ping_ms: last as number | null,
  last_ip: '10.0.0.3' as string | null,
  owed_ms: slot as number | null,
  deadline_ms: due as number | null,
  since_ms: since,
  grace_s: 1800,
  quiet_until_first_ping: false,
  running: 0,
  failures: 0,
  alert_after: 1,
  recover_after: 1,
}
type Flip = NonNullable<Parameters<typeof explain>[1]>
const flip = (parts: Partial<Flip>): Flip => ({
  from_state: 'new', to_state: 'up', at_ms: since, reason: 'ping', slot_ms: null, down_since_ms: null, ...parts,
})
const lastSaying = { key: 'last', times: { last }, words: { ip: '10.0.0.3' } }
const nextSaying = { key: 'next', times: { expected: slot, deadline: due } }

describe('up', () => {
  test('says when it came, and what is expected next', () => {
    expect(explain(task, flip({}))).toEqual([{ key: 'up', times: { last }, words: { ip: '10.0.0.3' } }, nextSaying])
  })
  test('without an address that the log no longer has', () => {
    expect(explain({ ...task, last_ip: null }, null)[0]).toEqual({ key: 'up', times: { last }, words: {} })
  })
  test('after the first ping', () => {
    expect(explain(task, flip({ at_ms: last }))[0]!.key).toBe('upFirst')
  })
  test('again, after it had been down', () => {
    const said = explain(task, flip({ from_state: 'down', at_ms: last, down_since_ms: last - 3600_000 }))
    expect(said[0]).toEqual({
      key: 'upAgain',
      times: { last, downSince: last - 3600_000 },
      lengths: { down: 3600_000 },
      words: { ip: '10.0.0.3' },
    })
  })
  test('in time once more: what was before is told no longer', () => {
    const said = explain(task, flip({ from_state: 'down', at_ms: last - 86_400_000, down_since_ms: since }))
    expect(said[0]!.key).toBe('up')
  })
  test('after a resume, before the next ping', () => {
    const said = explain(task, flip({ from_state: 'paused', at_ms: last + 1e6, reason: 'resume' }))
    expect(said[0]).toEqual({ key: 'upResumed', times: { last, since: last + 1e6 }, words: { ip: '10.0.0.3' } })
  })
  test('without a ping on record', () => {
    expect(explain({ ...task, last_ping_ms: null }, null)[0]).toEqual({ key: 'upSince', times: { since } })
  })
  test('says that some have failed, though not enough of them', () => {
    const said = explain({ ...task, failures: 1, alert_after: 3 }, null)
    expect(said[0]).toEqual({ key: 'upFailing', times: {}, words: { count: '1', after: '3' } })
  })
  test('without anything owed', () => {
    expect(explain({ ...task, owed_ms: null, deadline_ms: null }, null)).toHaveLength(1)
  })
})

describe('late', () => {
  test('says what was expected and when it goes down', () => {
    expect(explain({ ...task, state: 'late' }, null)).toEqual([
      { key: 'late', times: { expected: slot, deadline: due } },
      lastSaying,
    ])
  })
  test('though it has begun', () => {
    expect(explain({ ...task, state: 'late', running: 1 }, null)[0]!.key).toBe('lateRunning')
  })
  test('may be the first run', () => {
    expect(explain({ ...task, state: 'late', last_ping_ms: null, last_ip: null }, null)[1]).toEqual({ key: 'never', times: {} })
  })
})

describe('down', () => {
  const down = { ...task, state: 'down' as const, deadline_ms: null, since_ms: due + 120 }
  test('says what was expected, and by when nothing had come', () => {
    expect(explain(down, flip({ to_state: 'down', reason: 'missed', slot_ms: slot, at_ms: due + 120 }))).toEqual([
      { key: 'down', times: { expected: slot, by: due } },
      lastSaying,
    ])
  })
  test('with a deadline that cronmon’s own absence had moved', () => {
    const late = due + 3600_000
    expect(explain({ ...down, since_ms: late }, null)[0]!.times).toEqual({ expected: slot, by: late })
  })
  test('without a known slot', () => {
    expect(explain({ ...down, owed_ms: null }, null)[0]).toEqual({ key: 'downSince', times: { since: due + 120 } })
  })
  test.each([['failed', 'downFailed'], ['overran', 'downOverran'], ['too_fast', 'downTooFast']] as const)('because of what a run did: %s', (reason, key) => {
    const said = explain(down, flip({ from_state: 'up', to_state: 'down', reason, at_ms: due }))
    expect(said[0]).toEqual({ key, times: { at: due } })
  })
  test('says how many successes bring it up, if that is more than one', () => {
    expect(explain({ ...down, recover_after: 3 }, null)[1]).toEqual({ key: 'recovers', times: {}, words: { count: '3' } })
  })
  test('and never pinged', () => {
    expect(explain({ ...down, last_ping_ms: null, last_ip: null }, null)[1]!.key).toBe('never')
  })
})

describe('new', () => {
  const fresh = { ...task, state: 'new' as const, last_ping_ms: null, last_ip: null }
  test('waits, with a deadline', () => {
    expect(explain(fresh, null)).toEqual([{ key: 'new', times: { expected: slot, deadline: due } }])
  })
  test('waits without one', () => {
    const quiet = { ...fresh, quiet_until_first_ping: true, owed_ms: null, deadline_ms: null }
    expect(explain(quiet, null)).toEqual([{ key: 'newQuiet', times: {} }])
  })
})

describe('paused', () => {
  const paused = { ...task, state: 'paused' as const, owed_ms: null, deadline_ms: null }
  test('by hand', () => {
    expect(explain(paused, null)).toEqual([
      { key: 'paused', times: { since }, words: { business: 'Backups' } },
      lastSaying,
    ])
  })
  test('with its business', () => {
    expect(explain({ ...paused, business_enabled: false }, null)[0]!.key).toBe('pausedBusiness')
  })
})

test('a disabled business tells nobody', () => {
  expect(explain({ ...task, business_enabled: false }, null).at(-1)).toEqual({
    key: 'businessDisabled', times: {}, words: { business: 'Backups' },
  })
})
