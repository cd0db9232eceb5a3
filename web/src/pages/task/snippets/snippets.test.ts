import { execFile, execFileSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forms, isPlainCron, shellWord, snippet, tools, type Form, type Pinged } from '.'

const words = { command: 'your-command', job: 'the job', schedule: 'every day at 02:00', fields: 'choose the fields', notPlain: 'cron may not know it' }
const url = 'https://cronmon.example.org/api/monlink/f951b90f-d085-4b48-b150-3ce33224a1d8'
const task: Pinged = { url, schedule: '0 2 * * *', kind: 'cron', tz: 'UTC' }
const nasty = `https://x.example/a%20b/it's?"$HOME"=\\n&\`id\``
type Tool = Parameters<typeof snippet>[0]
const of = (tool: Tool, parts: Partial<Pinged> = {}, form: Form = 'end') => snippet(tool, { ...task, ...parts }, words, form)
// cronmon exec has time-outs and retries of its own.
const callers: Tool[] = [...tools.filter((one) => one !== 'crontab'), 'crontabCurl']

describe.each(callers.flatMap((tool) => forms.map((form) => [tool, form] as const)))('%s, %s', (tool, form) => {
  const text = of(tool, {}, form)
  test('has the address', () => expect(text).toContain(url))
  test('has a time-out', () => expect(text).toMatch(/-m 10\b|-T 10\b|TimeoutSec 10|timeout=10|timeout\(10_000\)|'timeout' => 10|Timeout: 10|ofSeconds\(10\)/))
  test('tries again', () => expect(text).toMatch(/--retry 3|-t 4|0, 2, 4, 8/))
  test('says where the job goes', () => expect(text).toMatch(/your-command|the job/))
})

describe('crontab', () => {
  const command = `cronmon exec ${url} --quiet -- your-command`
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

test('without cronmon on the machine the crontab calls curl', () => {
  const call = 'curl -fsS -m 10 --retry 3 --retry-connrefused -o /dev/null'
  expect(of('crontabCurl').split('\n').at(-1)).toBe(`0 2 * * * your-command && { ${call} ${url} || true; }`)
  expect(of('crontabCurl', {}, 'run').split('\n').at(-1)).toBe(
    `0 2 * * * r=$(cat /proc/sys/kernel/random/uuid); ${call} ${url}/start"?rid=$r"; your-command; s=$?; ${call} ${url}/$s"?rid=$r"; (exit $s)`,
  )
})

test('where only POST counts, it is POST', () => {
  expect(of('curl', { post: true })).toContain(' -X POST ')
  expect(of('wget', { post: true })).toContain(" --post-data='' ")
  expect(of('curl')).not.toContain('POST')
})

test('where words in the body decide, the output comes along', () => {
  expect(of('curl', { byBody: true, post: true })).toMatch(/^your-command 2>&1 \| curl .* --data-binary @- /)
  expect(of('crontab', { byBody: true })).toContain(' --quiet --no-start -- ')
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

describe('what is told when it is run', () => {
  let server: Server
  let here = ''
  let heard: string[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (text) => (body += text))
      request.on('end', () => {
        heard.push(`${request.url} ${body}`.trim())
        response.end('OK')
      })
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    here = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`
  })
  afterAll(() => server.close())
  beforeEach(() => (heard = []))

  /** Runs the snippet with this job in its place; what comes back is its exit code. */
  function run(program: string, tool: Tool, form: Form, job: string): Promise<number> {
    const text = snippet(tool, { ...task, url: here }, { ...words, command: job, job: 'job' }, form)
    const flag = program === process.execPath ? '-e' : '-c'
    return new Promise((done) => execFile(program, [flag, placed(text, job)], (error) => done(error ? Number(error.code) : 0)))
  }
  /** In a language the job stands where the comment says so. */
  const placed = (text: string, job: string) => text.replace(/(?:#|\/\/) job ?$/m, job)
  const rid = /\?rid=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
  const ids = () => new Set(heard.map((one) => rid.exec(one)![0]))
  const told = () => heard.map((one) => one.replace(rid, ''))

  test.each([['/bin/bash', 'bash'], ['/bin/sh', 'curl']] as const)('%s, %s: the start and the exit code of one run', async (program, tool) => {
    expect(await run(program, tool, 'run', 'sh -c "exit 7"')).toBe(7)
    expect(told()).toEqual(['/x/start', '/x/7'])
    expect(ids().size).toBe(1)
  })

  test('bash sends the output along, and shows it', async () => {
    expect(await run('/bin/bash', 'bash', 'run', 'echo 5 rows')).toBe(0)
    expect(told()).toEqual(['/x/start', '/x/0 5 rows'])
  })

  const programs = [
    { program: 'python3', tool: 'python' as const, fine: 'pass', fails: 'raise ValueError("no disk")' },
    { program: process.execPath, tool: 'node' as const, fine: '', fails: "throw new Error('no disk')" },
  ]
  test.each(programs)('$tool: the start and the end of one run', async ({ program, tool, fine }) => {
    expect(await run(program, tool, 'run', fine)).toBe(0)
    expect(told()).toEqual(['/x/start', '/x'])
    expect(ids().size).toBe(1)
  })
  test.each(programs)('$tool: a failure, with what it said; and it goes on failing', async ({ program, tool, fails }) => {
    expect(await run(program, tool, 'run', fails)).not.toBe(0)
    expect(told()[1]).toMatch(/^\/x\/fail .*no disk/)
    expect(ids().size).toBe(1)
  })
  test.each(programs)('$tool: only the success', async ({ program, tool, fine }) => {
    expect(await run(program, tool, 'end', fine)).toBe(0)
    expect(heard).toEqual(['/x'])
  })
})
