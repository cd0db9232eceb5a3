// How to ping, in the reader's tool: always with a time-out and retries, and so that the job
// itself never fails because of cronmon.
import { go, java, node, php, python } from './languages'
import { bash, crontab, crontabCurl, curlLine, powershell, wgetLine } from './shells'
import type { Comments, Form, Pinged, Writer } from './words'

export { isPlainCron } from './shells'
export { shellWord, type Comments, type Form, type Pinged } from './words'

export const tools = ['crontab', 'bash', 'curl', 'wget', 'powershell', 'python', 'node', 'php', 'go', 'java'] as const
export type Tool = (typeof tools)[number]
export const forms: Form[] = ['end', 'run']

const writers: Record<Tool | 'crontabCurl', Writer> = {
  crontab, crontabCurl, bash, curl: curlLine, wget: wgetLine, powershell, python, node, php, go, java,
}

export const snippet = (tool: keyof typeof writers, task: Pinged, words: Comments, form: Form = 'end'): string =>
  writers[tool](task, words, form)
