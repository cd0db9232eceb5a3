// The executable as an operator runs it: a folder of its own, a loopback port, the command line.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const binary = process.env.CRONMON_BINARY!
const webDir = process.env.CRONMON_WEB_DIR

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

export class Server {
  readonly data = mkdtempSync(join(tmpdir(), 'cronmon-browser-'))
  /** What it has said so far. */
  said = ''
  private process?: ChildProcess

  private constructor(readonly port: number) {}

  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  /** Not started yet: the command line may fill it before. */
  static async make(): Promise<Server> {
    return new Server(await freePort())
  }

  cli(args: string[], input = ''): string {
    return execFileSync(binary, [...args, '--data', this.data], { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
  }

  async start(): Promise<this> {
    const flags = webDir ? ['--web-dir', webDir] : []
    const started = spawn(binary, ['serve', '--data', this.data, '--listen', `127.0.0.1:${this.port}`, ...flags])
    this.process = started
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => (this.said += text))
    while (!(await this.healthy())) {
      if (started.exitCode !== null) throw new Error(`the server ended at once:\n${this.said}`)
      await new Promise((done) => setTimeout(done, 20))
    }
    return this
  }

  private async healthy(): Promise<boolean> {
    return fetch(`${this.url}/healthz`).then((answer) => answer.ok, () => false)
  }

  async stop() {
    const ending = this.process
    this.process = undefined
    if (!ending || ending.exitCode !== null) return
    const ended = new Promise((done) => ending.once('exit', done))
    ending.kill('SIGTERM')
    await ended
  }

  async destroy() {
    await this.stop()
    rmSync(this.data, { recursive: true, force: true })
  }
}
