import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { isPlainCron, shellWord, snippet, tools, type Pinged } from './snippets'

const words = { command: 'your-command', job: 'the job', schedule: 'every day at 02:00', fields: 'choose the fields', notPlain: 'cron may not know it' }
const url = 'https://cronmon.example.org/api/monlink/f951b90f-d085-4b48-b150-3ce33224a1d8'
const task: Pinged = { url, schedule: '0 2 * * *', kind: 'cron', tz: 'UTC' }
const nasty = `https://x.example/a%20b/it's?"$HOME"=\\n&\`id\``
const of = (tool: (typeof tools)[number], parts: Partial<Pinged> = {}) => snippet(tool, { ...task, ...parts }, words)

describe.each(tools)('%s', (tool) => {
  const text = of(tool)
  test('has the address', () => expect(text).toContain(url))
  test('has a time-out', () => expect(text).toMatch(/-m 10\b|-T 10\b|TimeoutSec 10|timeout=10|timeout\(10_000\)|'timeout' => 10|Timeout: 10|ofSeconds\(10\)/))
  test('tries again', () => expect(text).toMatch(/--retry 3|-t 4|0, 2, 4, 8/))
  test('says where the job goes', () => expect(text).toMatch(/your-command|the job/))
})

describe('crontab', () => {
  const command = `your-command && { curl -fsS -m 10 --retry 3 --retry-connrefused -o /dev/null ${url} || true; }`
  test('has the task’s own schedule', () => expect(of('crontab').split('\n').at(-1)).toBe(`0 2 * * * ${command}`))
  test('says the zone unless it is UTC', () => {
    expect(of('crontab')).not.toContain('CRON_TZ')
    expect(of('crontab', { tz: 'Asia/Shanghai' }).split('\n').slice(-2)).toEqual(['CRON_TZ=Asia/Shanghai', `0 2 * * * ${command}`])
  })
  test('escapes percent signs', () => {
    expect(of('crontab', { url: 'http://x/a%20b' })).toContain('http://x/a\\%20b')
    expect(of('curl', { url: 'http://x/a%20b' })).toContain('http://x/a%20b')
  })
  test('says the schedule where cron has none', () => {
    const lines = of('crontab', { kind: 'calendar', schedule: 'Sun 04:00', tz: 'Asia/Shanghai' }).split('\n')
    expect(lines.slice(0, 2)).toEqual(['# every day at 02:00', '# choose the fields'])
    expect(lines[2]).toBe(`MINUTE HOUR DAY MONTH WEEKDAY ${command}`)
  })
  test('warns of what cron may not know', () => {
    expect(of('crontab', { schedule: '0 9 LW * *' })).toContain('# cron may not know it')
    expect(of('crontab')).not.toContain('may not know')
  })
})

test.each([
  ['0 2 * * *', true],
  ['*/5 9-17/2 * * mon-fri', true],
  ['@hourly', true],
  ['0 0 15 jul *', true],
  ['0 0 LW * *', false],
  ['0 0 15W * *', false],
  ['0 3 * * 5L', false],
  ['0 3 * * MON#2', false],
  ['5/15 * * * *', false],
])('%s is known to every cron: %s', (schedule, plain) => expect(isPlainCron(schedule)).toBe(plain))

test('quotes what a shell would read', () => {
  expect(shellWord(url)).toBe(url)
  expect(shellWord("a'b")).toBe("'a'\\''b'")
  expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(nasty)}`], { encoding: 'utf8' })).toBe(nasty)
})

test('literals are those of the language', () => {
  expect(of('python', { url: nasty })).toContain(JSON.stringify(nasty))
  expect(of('php', { url: "a'b\\c$d" })).toContain("'a\\'b\\\\c$d'")
  expect(of('powershell', { url: "a'b$c" })).toContain("'a''b$c'")
})

test('bash goes on with the exit status of the job, whatever becomes of the ping', () => {
  const run = (command: string) => {
    const script = snippet('bash', { ...task, url: 'http://127.0.0.1:1/x' }, { ...words, command }).replaceAll('--retry 3', '--retry 0')
    try {
      execFileSync('/bin/bash', ['-c', script], { stdio: 'ignore' })
      return 0
    } catch (error) {
      return (error as { status: number }).status
    }
  }
  expect(run('true')).toBe(0)
  expect(run('(exit 7)')).toBe(7)
})
