import { describe, expect, test } from 'vitest'
import { shown } from './body'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a body', () => {
  test('is text where it is text', () => {
    expect(shown(bytes('备份完成\n<b>3</b>'))).toEqual({ text: '备份完成\n<b>3</b>', binary: false })
    expect(shown(new Uint8Array())).toEqual({ text: '', binary: false })
  })
  test('is text also where it was cut inside a character', () => {
    expect(shown(bytes('备份').subarray(0, 5))).toEqual({ text: '备', binary: false })
  })
  test('is shown without the colours of a terminal', () => {
    expect(shown(bytes('\x1b[1;31mred\x1b[0m')).text).toBe('red')
  })
  test('is hexadecimal where it is no text', () => {
    expect(shown(new Uint8Array([0, 65, 255]))).toEqual({
      text: `000000  ${'00 41 ff'.padEnd(47)}  .A.`, binary: true,
    })
    const long = shown(new Uint8Array(5000)).text.split('\n')
    expect(long).toHaveLength(257)
    expect(long.at(-1)).toBe('…')
  })
})
