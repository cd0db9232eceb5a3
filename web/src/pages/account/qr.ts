// A QR code as one path of an SVG.
import { encode } from 'uqr'

/** Each run of dark squares in a row is one rectangle, one unit high. */
export function pathOf(rows: boolean[][]): string {
  let path = ''
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; ++x) {
      if (!row[x]) continue
      const begin = x
      while (row[x + 1]) ++x
      const width = x + 1 - begin
      path += `M${begin} ${y}h${width}v1h-${width}z`
    }
  })
  return path
}

export function qrCode(text: string): { size: number; path: string } {
  // Four squares of quiet around it are what readers expect.
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  return { size, path: pathOf(data) }
}
