// How to ping from a crontab and from shells.
import { comment, cronEscaped, powershellWord, shellWord, type Comments, type Form, type Pinged, type Writer } from './words'

// The address comes behind them.
const curl = (task: Pinged) => `curl -fsS -m 10 --retry 3 --retry-connrefused -o /dev/null${task.post && !task.byBody ? ' -X POST' : ''}`
const wget = (task: Pinged) => `wget -q -T 10 -t 4 --retry-connrefused --retry-on-http-error=503 -O /dev/null${task.post ? " --post-data=''" : ''}`
const newRunId = '$(cat /proc/sys/kernel/random/uuid)'

/** Whether every cron knows this expression. */
export function isPlainCron(schedule: string): boolean {
  if (schedule.startsWith('@')) return true
  return schedule.split(/\s+/).every((field, i) =>
    field.split(',').every((item) => {
      const last = i === 2 ? /^L|W$/i.test(item) : i === 4 && /L$/i.test(item)
      const stepWithoutRange = /^[^*-]+\//.test(item)
      return !last && !stepWithoutRange && !/[#?]/.test(item)
    }),
  )
}

/** One line of a shell. Telling never fails, and never stands in the way. */
function line(call: string, task: Pinged, words: Comments, form: Form): string {
  const url = shellWord(task.url)
  if (task.byBody && call.startsWith('curl')) return `${words.command} 2>&1 | ${call} --data-binary @- ${url} || true`
  if (form === 'end') return `${words.command} && { ${call} ${url} || true; }`
  const tell = (what: string) => `${call} ${url}${what}"?rid=$r"`
  return `r=${newRunId}; ${tell('/start')}; ${words.command}; s=$?; ${tell('/$s')}; (exit $s)`
}

/** A line of a crontab, with what there is to know about it above. */
function crontabLine(task: Pinged, words: Comments, command: string): string {
  const lines = [comment('#', words.schedule)]
  if (task.kind !== 'cron')
    return [...lines, comment('#', words.fields), `MINUTE HOUR DAY MONTH WEEKDAY ${cronEscaped(command)}`].join('\n')
  if (!isPlainCron(task.schedule)) lines.push(comment('#', words.notPlain))
  if (task.tz !== 'UTC') lines.push(`CRON_TZ=${task.tz}`)
  return [...lines, `${task.schedule} ${cronEscaped(command)}`].join('\n')
}

/** cronmon itself beside the job: it tells the start, the end, the exit code and the output. */
export const crontab: Writer = (task, words) =>
  crontabLine(task, words, `cronmon exec ${shellWord(task.url)} --quiet${task.byBody ? ' --no-start' : ''} -- ${words.command}`)

/** Where cronmon itself is not installed. */
export const crontabCurl: Writer = (task, words, form) => crontabLine(task, words, line(curl(task), task, words, form))

export const curlLine: Writer = (task, words, form) => line(curl(task), task, words, form)
export const wgetLine: Writer = (task, words, form) => line(wget(task), task, words, form)

const bashEnd = (task: Pinged, words: Comments) => `#!/bin/bash
${words.command}
status=$?
if [ "$status" -eq 0 ]; then
  ${curl(task)} ${shellWord(task.url)} || true
fi
exit "$status"`

const bashRun = (task: Pinged, words: Comments) => `#!/bin/bash
url=${shellWord(task.url)}
rid=${newRunId}
tell() {
  ${curl(task)} "$@" || true
}

tell "$url/start?rid=$rid"
output=$(${words.command} 2>&1)
status=$?
printf '%s\\n' "$output"
printf '%s' "$output" | tail -c 10000 | tell --data-binary @- "$url/$status?rid=$rid"
exit "$status"`

export const bash: Writer = (task, words, form) => (form === 'end' ? bashEnd : bashRun)(task, words)

const powershellTell = (task: Pinged) => `function Send-Ping($Suffix, $Body = '') {
  foreach ($wait in 0, 2, 4, 8) {
    Start-Sleep -Seconds $wait
    try {
      Invoke-WebRequest -Uri (${powershellWord(task.url)} + $Suffix) -Method Post -Body $Body -TimeoutSec 10 -UseBasicParsing | Out-Null
      return
    } catch {
      Write-Verbose "ping: $_"
    }
  }
}
`

export const powershell: Writer = (task, words, form) =>
  form === 'end'
    ? `${powershellTell(task)}
${comment('#', words.job)}
Send-Ping ''`
    : `${powershellTell(task)}
$rid = [guid]::NewGuid()
Send-Ping "/start?rid=$rid"
try {
  ${comment('#', words.job)}
  Send-Ping "?rid=$rid"
} catch {
  Send-Ping "/fail?rid=$rid" "$_"
  throw
}`
