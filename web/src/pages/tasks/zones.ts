// Names of time zones: those that the server knows, else those of the browser.
import { api, told } from '@/api/client'

let asked: Promise<string[]> | undefined

async function ask(): Promise<string[]> {
  try {
    return (await told(api.GET('/api/cronmon/v1/zones', {}))).rows
  } catch {
    asked = undefined
    return ['UTC', ...Intl.supportedValuesOf('timeZone')]
  }
}

/** Asked once, as they change only with the server's version. */
export function askZones(): Promise<string[]> {
  return (asked ??= ask())
}
