// Lengths of time as people type them (90s, 5m, 1h30m, 2d) and as they are said. The grammar is
// the server's; a bare number means minutes, as it did in the original.
const units = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const

/** What the server is told: `30` becomes `30m`. */
export function asLength(typed: string): string {
  const text = typed.trim().toLowerCase()
  return /^\d+$/.test(text) ? `${text}m` : text
}

/** Milliseconds, or null if it is no length of time. */
export function readLength(typed: string): number | null {
  const text = asLength(typed)
  if (!/^(?:\d+(?:w|d|h|ms|m|s) ?)+$/.test(`${text} `)) return null
  let next = 0
  let total = 0
  for (const [, digits, name] of text.matchAll(/(\d+)([a-z]+)/g)) {
    const at = units.findIndex(([unit]) => unit === name)
    if (at < next) return null // each unit once, the largest first
    next = at + 1
    total += Number(digits) * units[at]![1]
  }
  return total
}

/** The shortest way to type it. Weeks are said as days, as the server does. */
export function writeLength(ms: number): string {
  let rest = ms
  let text = ''
  for (const [unit, length] of units.slice(1)) {
    const count = Math.floor(rest / length)
    if (count > 0) text += `${count}${unit}`
    rest -= count * length
  }
  return text || '0s'
}

const names = { d: 'day', h: 'hour', m: 'minute', s: 'second', ms: 'ms' } as const
export type UnitName = (typeof names)[keyof typeof names]

/** All of it in words; `say` knows the words of each unit. */
export function lengthWords(ms: number, say: (unit: UnitName, n: number) => string): string {
  const parts = [...writeLength(ms).matchAll(/(\d+)([a-z]+)/g)]
  return parts.map(([, digits, unit]) => say(names[unit as keyof typeof names], Number(digits))).join(' ')
}

/** What a list shows of how long something lasts: nobody counts seconds there. */
export const roughly = (ms: number) => (ms >= 60_000 ? ms - (ms % 60_000) : ms)
