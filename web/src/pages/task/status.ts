// Why a task is in its state, in one or two plain sentences: their keys, and the times in them.
import type { Flip, Task } from './useTask'

export interface Saying {
  /** Of task.status. */
  key: string
  times: Record<string, number>
  lengths?: Record<string, number>
  words?: Record<string, string>
}

// A flip stands at the time of the ping that caused it, or a moment later.
const slack_ms = 1000
// Later than this after slot and grace: cronmon had been away, or the grace was another one.
const moved_ms = 60_000

type Explained = Pick<
  Task,
  | 'running' | 'failures' | 'alert_after' | 'recover_after'
  | 'state' | 'business' | 'business_enabled' | 'last_ping_ms' | 'last_ip' | 'owed_ms' | 'deadline_ms' | 'since_ms' | 'grace_s' | 'quiet_until_first_ping'
>
type Turn = Pick<Flip, 'from_state' | 'to_state' | 'at_ms' | 'reason' | 'slot_ms' | 'down_since_ms'>

function lastPing(task: Explained): Saying {
  if (task.last_ping_ms == null) return { key: 'never', times: {} }
  return { key: 'last', times: { last: task.last_ping_ms }, words: from(task) }
}

const from = (task: Explained): Record<string, string> => (task.last_ip ? { ip: task.last_ip } : {})

function next(task: Explained): Saying[] {
  if (task.owed_ms == null || task.deadline_ms == null) return []
  return [{ key: 'next', times: { expected: task.owed_ms, deadline: task.deadline_ms } }]
}

/** Some have failed, but not yet as many as make a difference. */
function explainFailing(task: Explained): Saying {
  return { key: 'upFailing', times: {}, words: { count: String(task.failures), after: String(task.alert_after) } }
}

function explainUp(task: Explained, flip: Turn | null): Saying {
  const last = task.last_ping_ms
  if (task.failures > 0) return explainFailing(task)
  if (last == null) return { key: 'upSince', times: { since: task.since_ms } }
  const times = { last }
  const words = from(task)
  const freshly = flip?.to_state === 'up' && flip.at_ms + slack_ms >= last
  if (!freshly) return { key: 'up', times, words }
  if (flip.reason === 'resume') return { key: 'upResumed', times: { last, since: flip.at_ms }, words }
  if (flip.from_state === 'new') return { key: 'upFirst', times, words }
  if (flip.from_state !== 'down' || flip.down_since_ms == null) return { key: 'up', times, words }
  return {
    key: 'upAgain',
    times: { last, downSince: flip.down_since_ms },
    lengths: { down: flip.at_ms - flip.down_since_ms },
    words,
  }
}

const ended: Partial<Record<Turn['reason'], string>> = { failed: 'downFailed', overran: 'downOverran', too_fast: 'downTooFast' }

function explainDown(task: Explained, flip: Turn | null): Saying {
  const key = flip?.to_state === 'down' && ended[flip.reason]
  if (key) return { key, times: { at: flip.at_ms } }
  const slot = (flip?.to_state === 'down' ? flip.slot_ms : null) ?? task.owed_ms
  if (slot == null) return { key: 'downSince', times: { since: task.since_ms } }
  const due = slot + task.grace_s * 1000
  const moved = Math.abs(task.since_ms - due) > moved_ms
  return { key: 'down', times: { expected: slot, by: moved ? task.since_ms : due } }
}

const recovery = (task: Explained): Saying[] =>
  task.recover_after > 1 ? [{ key: 'recovers', times: {}, words: { count: String(task.recover_after) } }] : []

function explainNew(task: Explained): Saying {
  if (task.owed_ms == null || task.deadline_ms == null) return { key: 'newQuiet', times: {} }
  return { key: 'new', times: { expected: task.owed_ms, deadline: task.deadline_ms } }
}

function explainState(task: Explained, flip: Turn | null): Saying[] {
  switch (task.state) {
    case 'paused': {
      const key = task.business_enabled ? 'paused' : 'pausedBusiness'
      return [{ key, times: { since: task.since_ms }, words: { business: task.business } }, lastPing(task)]
    }
    case 'new':
      return [explainNew(task)]
    case 'up':
      return [explainUp(task, flip), ...(task.failures > 0 ? [lastPing(task)] : []), ...next(task)]
    case 'late': {
      const times = { expected: task.owed_ms ?? task.since_ms, deadline: task.deadline_ms ?? task.since_ms }
      return [{ key: task.running > 0 ? 'lateRunning' : 'late', times }, lastPing(task)]
    }
    case 'down':
      return [explainDown(task, flip), ...recovery(task), lastPing(task)]
  }
}

export function explain(task: Explained, flip: Turn | null): Saying[] {
  const said = explainState(task, flip)
  if (!task.business_enabled && task.state !== 'paused')
    said.push({ key: 'businessDisabled', times: {}, words: { business: task.business } })
  return said
}
