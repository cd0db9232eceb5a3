// How to ping from programs.
import { comment, phpWord, quoted, type Comments, type Form, type Pinged, type Writer } from './words'

const choose = (end: (task: Pinged, words: Comments) => string, run: typeof end): Writer =>
  (task, words, form: Form) => (form === 'end' ? end : run)(task, words)

// ---- Python ---------------------------------------------------------------------------------

const pythonTell = (task: Pinged) => `def ping(suffix="", body=b""):
    for wait in (0, 2, 4, 8):
        time.sleep(wait)
        try:
            urllib.request.urlopen(${quoted(task.url)} + suffix, body, timeout=10).close()
            return
        except Exception as error:
            print("ping:", error)
`

export const python = choose(
  (task, words) => `import time
import urllib.request


${pythonTell(task)}

${comment('#', words.job)}
ping()`,
  (task, words) => `import time
import urllib.request
import uuid


${pythonTell(task)}

rid = uuid.uuid4()
ping(f"/start?rid={rid}")
try:
    ${comment('#', words.job)}
    ping(f"?rid={rid}")
except Exception as error:
    ping(f"/fail?rid={rid}", repr(error).encode())
    raise`,
)

// ---- Node.js --------------------------------------------------------------------------------

const nodeTell = (task: Pinged) => `async function ping(suffix = '', body = '') {
  for (const wait of [0, 2, 4, 8]) {
    await new Promise((done) => setTimeout(done, wait * 1000))
    try {
      const response = await fetch(${quoted(task.url)} + suffix, { method: 'POST', body, signal: AbortSignal.timeout(10_000) })
      if (response.ok) return
    } catch (error) {
      console.warn('ping:', error.message)
    }
  }
}
`

export const node = choose(
  (task, words) => `${nodeTell(task)}
${comment('//', words.job)}
ping()`,
  (task, words) => `${nodeTell(task)}
async function run() {
  const { randomUUID } = await import('node:crypto')
  const rid = randomUUID()
  await ping(\`/start?rid=\${rid}\`)
  try {
    ${comment('//', words.job)}
    await ping(\`?rid=\${rid}\`)
  } catch (error) {
    await ping(\`/fail?rid=\${rid}\`, String(error))
    throw error
  }
}

run()`,
)

// ---- PHP ------------------------------------------------------------------------------------

const phpTell = (task: Pinged) => `<?php
function ping(string $suffix = '', string $body = ''): void
{
    $context = stream_context_create(['http' => ['timeout' => 10, 'method' => 'POST', 'content' => $body]]);
    foreach ([0, 2, 4, 8] as $wait) {
        sleep($wait);
        if (@file_get_contents(${phpWord(task.url)} . $suffix, false, $context) !== false) {
            return;
        }
    }
}
`

export const php = choose(
  (task, words) => `${phpTell(task)}
${comment('//', words.job)}
ping();`,
  (task, words) => `${phpTell(task)}
$rid = vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex(random_bytes(16)), 4));
ping("/start?rid=$rid");
try {
    ${comment('//', words.job)}
    ping("?rid=$rid");
} catch (Throwable $error) {
    ping("/fail?rid=$rid", (string) $error);
    throw $error;
}`,
)

// ---- Go -------------------------------------------------------------------------------------

const goTell = (task: Pinged) => `func ping(suffix, body string) {
	client := http.Client{Timeout: 10 * time.Second}
	for _, wait := range []time.Duration{0, 2, 4, 8} {
		time.Sleep(wait * time.Second)
		response, err := client.Post(${quoted(task.url)}+suffix, "text/plain", strings.NewReader(body))
		if err != nil {
			continue
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return
		}
	}
}
`

export const go = choose(
  (task, words) => `package main

import (
	"net/http"
	"strings"
	"time"
)

${goTell(task)}
func main() {
	${comment('//', words.job)}
	ping("", "")
}`,
  (task, words) => `package main

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

${goTell(task)}
func job() error {
	${comment('//', words.job)}
	return nil
}

func main() {
	id := make([]byte, 16)
	rand.Read(id)
	rid := fmt.Sprintf("?rid=%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
	ping("/start"+rid, "")
	if err := job(); err != nil {
		ping("/fail"+rid, err.Error())
		os.Exit(1)
	}
	ping(rid, "")
}`,
)

// ---- Java -----------------------------------------------------------------------------------

const javaHead = `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
`

const javaTell = (task: Pinged) => `public class Job {
    static void ping(String suffix, String body) throws InterruptedException {
        var timeout = Duration.ofSeconds(10);
        var client = HttpClient.newBuilder().connectTimeout(timeout).build();
        var request = HttpRequest.newBuilder(URI.create(${quoted(task.url)} + suffix)).timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofString(body)).build();
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
`

export const java = choose(
  (task, words) => `${javaHead}
${javaTell(task)}
    public static void main(String[] args) throws InterruptedException {
        ${comment('//', words.job)}
        ping("", "");
    }
}`,
  (task, words) => `${javaHead}import java.util.UUID;

${javaTell(task)}
    public static void main(String[] args) throws Exception {
        var rid = "?rid=" + UUID.randomUUID();
        ping("/start" + rid, "");
        try {
            ${comment('//', words.job)}
            ping(rid, "");
        } catch (Exception error) {
            ping("/fail" + rid, error.toString());
            throw error;
        }
    }
}`,
)
