// The rows of the log: pings, and between them the changes of state at their time.
import type { Flip, Ping } from './useTask'

export type LogRow = { key: string; ping: Ping; flip?: undefined } | { key: string; flip: Flip; ping?: undefined }

export interface Span {
  /** Flips before this time; those after it are on a newer page. */
  below: number
  /** Flips from this time on; the older ones are on the next page. */
  from: number
}

/** What a page covers: up to where it was asked for, down to its last ping unless more are there. */
export function spanOf(pings: readonly Ping[], below: number, more: boolean): Span {
  const last = pings.at(-1)
  return { below, from: more && last ? last.at_ms : -Infinity }
}

const timeOf = (row: LogRow) => (row.ping ?? row.flip).at_ms

/** The newest first. A flip stands above the ping that caused it. */
export function logRows(pings: readonly Ping[], flips: readonly Flip[], span: Span): LogRow[] {
  const between = flips.filter((flip) => flip.at_ms < span.below && flip.at_ms >= span.from)
  const rows: LogRow[] = [
    ...between.map((flip) => ({ key: `flip${flip.id}`, flip })),
    ...pings.map((ping) => ({ key: `ping${ping.id}`, ping })),
  ]
  return rows.sort((a, b) => timeOf(b) - timeOf(a))
}
