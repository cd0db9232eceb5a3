// The addresses of a task: by its UUID, by its slug, and what may stand behind them.

/** What is told, and what stands behind the address for it. */
export const suffixes = [
  { name: 'success', suffix: '' },
  { name: 'start', suffix: '/start' },
  { name: 'fail', suffix: '/fail' },
  { name: 'exit', suffix: '/7' },
  { name: 'log', suffix: '/log' },
  { name: 'run', suffix: '?rid=' },
] as const

/** By ping key and slug; null where one of them is missing. `url` is the one by UUID. */
export function slugUrl(url: string, key: string | null, slug: string): string | null {
  const at = url.lastIndexOf('/api/monlink/')
  return key && slug && at >= 0 ? `${url.slice(0, at)}/ping/${key}/${slug}` : null
}
