// What is usual: percentiles, and how long the pings of a task are apart.
import type { Ping } from './useTask'

/** The smallest value that is not exceeded by this share (0 to 1) of them; null for none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1]!
}

export interface Measured {
  /** What was measured: how long the runs took, or (nobody said) how far apart the pings were. */
  what: 'duration' | 'interval'
  points: { at_ms: number; ms: number }[]
  median: number
  p95: number
}

type Seen = Pick<Ping, 'at_ms' | 'duration_ms'>

function intervals(rising: Seen[]) {
  return rising.slice(1).map((ping, i) => ({ at_ms: ping.at_ms, ms: ping.at_ms - rising[i]!.at_ms }))
}

/** Of successes, newest first as the log has them; null where there is nothing to draw. */
export function measure(pings: readonly Seen[]): Measured | null {
  const rising = [...pings].reverse()
  const told = rising.filter((ping) => ping.duration_ms != null).map((ping) => ({ at_ms: ping.at_ms, ms: ping.duration_ms! }))
  const points = told.length > 0 ? told : intervals(rising)
  if (points.length === 0) return null
  const lengths = points.map((point) => point.ms)
  return {
    what: told.length > 0 ? 'duration' : 'interval',
    points,
    median: percentile(lengths, 0.5)!,
    p95: percentile(lengths, 0.95)!,
  }
}

const units = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
  { name: 'second', ms: 1000 },
  { name: 'ms', ms: 1 },
] as const

/** The unit in which lengths up to this one are small round numbers. */
export function unitFor(longest_ms: number): (typeof units)[number] {
  return units.find((unit) => longest_ms >= 2 * unit.ms) ?? units.at(-1)!
}
