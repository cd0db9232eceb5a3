// The last runs of a task as they are shown: a start and its end are one run.
import type { Schemas } from '@/api/client'

export type Run = Schemas['Run']

export const isMissing = (run: Run) => run.outcome === 'missed' || run.outcome === 'excused' || run.outcome === 'paused'

/** Without the starts whose end is there; at most `most`, the newest of them. */
export function asRuns(pings: readonly Run[], most: number): Run[] {
  const begun = new Map<number, number>()
  for (const { duration_ms: length, at_ms: end } of pings)
    if (length !== null) begun.set(end - length, (begun.get(end - length) ?? 0) + 1)
  const runs = pings.filter((run) => {
    const ends = run.outcome === 'start' ? (begun.get(run.at_ms) ?? 0) : 0
    if (ends > 0) begun.set(run.at_ms, ends - 1)
    return ends === 0
  })
  return runs.slice(-most)
}
