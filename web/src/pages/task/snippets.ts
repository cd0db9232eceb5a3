// How to ping, in the reader's tool: always with a time-out and retries, and so that the job
// itself never fails because of cronmon.
export const tools = ['crontab', 'bash', 'curl', 'wget', 'powershell', 'python', 'node', 'php', 'go', 'java'] as const
export type Tool = (typeof tools)[number]

export interface Pinged {
  url: string
  schedule: string
  kind: 'every' | 'cron' | 'calendar'
  tz: string
}

/** Words of the comments, in the reader's language. */
export interface Comments {
  /** Stands where the reader's own command goes; a word of a shell. */
  command: string
  job: string
  /** The schedule in words. */
  schedule: string
  /** The schedule is none of cron: its five fields are the reader's to choose. */
  fields: string
  /** cron itself may not know this expression. */
  notPlain: string
}

// ---- Quoting ----------------------------------------------------------------------------------

/** In single quotes if a shell would see more in it than a word. */
export function shellWord(text: string): string {
  return /^[\w.~:/%@+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
const powershellWord = (text: string) => `'${text.replaceAll("'", "''")}'`
const phpWord = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
/** A literal of Python, JavaScript, Go and Java alike. */
const quoted = (text: string) => JSON.stringify(text)
/** To cron an unescaped percent sign is the end of the line. */
const cronEscaped = (command: string) => command.replaceAll('%', '\\%')
/** A comment is one line. */
const comment = (mark: string, text: string) => `${mark} ${text.replace(/\s+/g, ' ')}`

// ---- Shells -----------------------------------------------------------------------------------

const curl = (url: string) => `curl -fsS -m 10 --retry 3 --retry-connrefused -o /dev/null ${shellWord(url)}`
const wget = (url: string) => `wget -q -T 10 -t 4 --retry-connrefused --retry-on-http-error=503 -O /dev/null ${shellWord(url)}`

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

function crontab(task: Pinged, words: Comments): string {
  const command = cronEscaped(`${words.command} && { ${curl(task.url)} || true; }`)
  if (task.kind !== 'cron')
    return [comment('#', words.schedule), comment('#', words.fields), `MINUTE HOUR DAY MONTH WEEKDAY ${command}`].join('\n')
  const lines = [comment('#', words.schedule)]
  if (!isPlainCron(task.schedule)) lines.push(comment('#', words.notPlain))
  if (task.tz !== 'UTC') lines.push(`CRON_TZ=${task.tz}`)
  return [...lines, `${task.schedule} ${command}`].join('\n')
}

const bash = (task: Pinged, words: Comments) => `#!/bin/bash
${words.command}
status=$?
if [ "$status" -eq 0 ]; then
  ${curl(task.url)} || true
fi
exit "$status"`

const powershell = (task: Pinged, words: Comments) => `${comment('#', words.job)}
foreach ($wait in 0, 2, 4, 8) {
  Start-Sleep -Seconds $wait
  try {
    Invoke-WebRequest -Uri ${powershellWord(task.url)} -TimeoutSec 10 -UseBasicParsing | Out-Null
    break
  } catch {
    Write-Verbose "ping: $_"
  }
}`

// ---- Languages --------------------------------------------------------------------------------

const python = (task: Pinged, words: Comments) => `import time
import urllib.request


def ping(url):
    for wait in (0, 2, 4, 8):
        time.sleep(wait)
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except Exception as error:
            print("ping:", error)


${comment('#', words.job)}
ping(${quoted(task.url)})`

const node = (task: Pinged, words: Comments) => `async function ping(url) {
  for (const wait of [0, 2, 4, 8]) {
    await new Promise((done) => setTimeout(done, wait * 1000))
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
      if (response.ok) return
    } catch (error) {
      console.warn('ping:', error.message)
    }
  }
}

${comment('//', words.job)}
ping(${quoted(task.url)})`

const php = (task: Pinged, words: Comments) => `<?php
function ping(string $url): void
{
    $context = stream_context_create(['http' => ['timeout' => 10]]);
    foreach ([0, 2, 4, 8] as $wait) {
        sleep($wait);
        if (@file_get_contents($url, false, $context) !== false) {
            return;
        }
    }
}

${comment('//', words.job)}
ping(${phpWord(task.url)});`

const go = (task: Pinged, words: Comments) => `package main

import (
	"net/http"
	"time"
)

func ping(url string) {
	client := http.Client{Timeout: 10 * time.Second}
	for _, wait := range []time.Duration{0, 2, 4, 8} {
		time.Sleep(wait * time.Second)
		response, err := client.Get(url)
		if err != nil {
			continue
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return
		}
	}
}

func main() {
	${comment('//', words.job)}
	ping(${quoted(task.url)})
}`

const java = (task: Pinged, words: Comments) => `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

public class Job {
    static void ping(String url) throws InterruptedException {
        var timeout = Duration.ofSeconds(10);
        var client = HttpClient.newBuilder().connectTimeout(timeout).build();
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build();
        for (int wait : new int[] {0, 2, 4, 8}) {
            Thread.sleep(wait * 1000L);
            try {
                var response = client.send(request, HttpResponse.BodyHandlers.discarding());
                if (response.statusCode() == 200) return;
            } catch (java.io.IOException error) {
                System.err.println("ping: " + error);
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        ${comment('//', words.job)}
        ping(${quoted(task.url)});
    }
}`

const writers: Record<Tool, (task: Pinged, words: Comments) => string> = {
  crontab,
  bash,
  curl: (task, words) => `${words.command} && { ${curl(task.url)} || true; }`,
  wget: (task, words) => `${words.command} && { ${wget(task.url)} || true; }`,
  powershell,
  python,
  node,
  php,
  go,
  java,
}

export const snippet = (tool: Tool, task: Pinged, words: Comments): string => writers[tool](task, words)
