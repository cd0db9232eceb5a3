// The one way to the server: the typed client of its OpenAPI document, with refusals as errors.
import createClient from 'openapi-fetch'
import { ref } from 'vue'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

/** What the server refused, in the reader's language (RFC 9457). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly code?: string,
    readonly field?: string,
    /** How many seconds to wait before another try. */
    readonly retryAfter?: number,
  ) {
    super(detail)
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {}

/** Whether the last request reached the server. */
export const reachable = ref(true)

let tellSignedOut: () => void = () => {}
/** Called when the server no longer knows the session. */
export function onSignedOut(call: () => void) {
  tellSignedOut = call
}

let renewal: Promise<unknown> = Promise.resolve()
/** Marks a request that ends the session and brings a new one. */
export function renews<Answer>(call: Promise<Answer>): Promise<Answer> {
  renewal = Promise.allSettled([renewal, call])
  return call
}
/** Until then, what another request says of the session may be about the old one. */
export const renewed = () => renewal

let language = 'en'
/** The language of refusals before somebody has signed in. */
export function speak(tag: string) {
  language = tag
}

async function fetchOrTell(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    reachable.value = true
    return response
  } catch (error) {
    if (request.signal.aborted) throw error
    reachable.value = false
    throw new Unreachable()
  }
}

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: fetchOrTell,
  credentials: 'same-origin',
  // The browser keeps lists with their ETag, so that an unchanged one costs a 304.
  cache: 'no-cache',
  // Lists in a query are separated by commas.
  querySerializer: { array: { style: 'form', explode: false } },
})

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language)
    // The server takes changes only as JSON, even those that need no body; no foreign form can say so.
    if (request.method !== 'GET' && !request.headers.has('Content-Type'))
      request.headers.set('Content-Type', 'application/json')
    return request
  },
})

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

function refusal(answer: Answer<unknown>): Refusal {
  const problem = (answer.error ?? {}) as Partial<Schemas['Problem']>
  const said = problem.detail ?? answer.response.statusText
  const wait = Number.parseInt(answer.response.headers.get('Retry-After') ?? '', 10)
  return new Refusal(answer.response.status, said, problem.code, problem.field, wait || undefined)
}

/** What the server answered; throws Refusal or Unreachable. */
export async function told<Data>(
  call: Promise<Answer<Data>>,
  { signedIn = true } = {},
): Promise<Data> {
  return (await toldWithTag<Data>(call, { signedIn })).data
}

/** The same, with the tag (ETag) that an edit sends back, so that nobody overwrites anybody. */
export async function toldWithTag<Data>(
  call: Promise<Answer<Data>>,
  { signedIn = true } = {},
): Promise<{ data: Data; tag: string }> {
  const answer = await call
  if (!answer.response.ok) {
    if (answer.response.status === 401 && signedIn) tellSignedOut()
    throw refusal(answer)
  }
  return { data: answer.data as Data, tag: answer.response.headers.get('ETag') ?? '' }
}
