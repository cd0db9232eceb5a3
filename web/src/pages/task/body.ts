// What a ping carried, as something that can be shown safely: text, or bytes in hexadecimal.
export interface Shown {
  text: string
  binary: boolean
}

const hex_bytes_max = 4096
const utf8_bytes_max = 4

/** Text, though its last character may have been cut in the middle; null if it is none. */
function asText(bytes: Uint8Array): string | null {
  for (let cut = 0; cut < utf8_bytes_max && cut <= bytes.length; ++cut) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut))
      return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text
    } catch {
      // Try with less of its end.
    }
  }
  return null
}

function asHex(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < Math.min(bytes.length, hex_bytes_max); at += 16) {
    const row = [...bytes.subarray(at, at + 16)]
    const codes = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const letters = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(6, '0')}  ${codes.padEnd(47)}  ${letters}`)
  }
  if (bytes.length > hex_bytes_max) lines.push('…')
  return lines.join('\n')
}

// Colours of a terminal are noise here.
const withoutColours = (text: string) => text.replace(/\x1b\[[\d;]*[A-Za-z]/g, '')

export function shown(bytes: Uint8Array): Shown {
  const text = asText(bytes)
  return text === null ? { text: asHex(bytes), binary: true } : { text: withoutColours(text), binary: false }
}
