import { expect, test } from 'vitest'
import { pathOf, qrCode } from './qr'

test('dark squares beside each other are one rectangle', () => {
  expect(pathOf([[true, true, false, true], [false, false, false, false], [false, true, true, true]])).toBe(
    'M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z',
  )
})

test('a code has its three corners, and quiet around it', () => {
  const { size, path } = qrCode('otpauth://totp/cronmon:somebody?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&issuer=cronmon')
  expect(path).toContain('M4 4h7v1h-7z')
  expect(path).toContain(`M${size - 11} 4h7v1h-7z`)
  expect(path).toContain(`M4 ${size - 5}h7v1h-7z`)
  expect(path).not.toMatch(/M[0-3] /)
})
