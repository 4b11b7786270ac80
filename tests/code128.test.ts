// What is printed as lines is read by a decoder that is not ours.
import { readFileSync } from 'node:fs'
import { code128, labelOf } from '@xiaomen/rules/testing'
import { beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

beforeAll(() => {
  const wasm = new URL('../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url)
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer } })
})

/** The lines as a scanner's row sees them: three points a module, forty rows, ten light modules on both sides. */
function drawn(widths: readonly number[]): { data: Uint8ClampedArray; width: number; height: number } {
  const [scale, height, margin] = [3, 40, 10]
  const modules = widths.flatMap((width, at) => Array.from({ length: width }, () => at % 2 === 0))
  const row = [...Array.from({ length: margin }, () => false), ...modules, ...Array.from({ length: margin }, () => false)]
  const width = row.length * scale
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (row[Math.floor(x / scale)]) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
  return { data, width, height }
}
const read = async (text: string): Promise<string | undefined> =>
  (await readBarcodes(drawn(code128(text)) as ImageData, { formats: ['Code128'], tryHarder: true }))[0]?.text

test('TEST-02 the lines of a label are read as the label, whatever its letters', async () => {
  const labels = Array.from({ length: 40 }, (_, at) =>
    labelOf({ kind: at % 2 === 0 ? 'tube' : 'box', batch: ['7KQ2M', 'ABCDE', '00000', 'ZZXWV'][at % 4]!, serial: 1 + at * 251 }),
  )
  expect(await Promise.all(labels.map(read))).toEqual(labels)
})

test('every character of the set is drawn as itself', async () => {
  const all = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')
  const parts = [all.slice(0, 30), all.slice(30, 60), all.slice(60)]
  // A space at an end is the decoder's to keep or drop.
  expect((await Promise.all(parts.map(read))).map((text) => text?.trim())).toEqual(parts.map((text) => text.trim()))
})

test('what the set does not have is refused', () => {
  for (const text of ['', '管', 'a\n', 'é']) expect(() => code128(text), text).toThrow(RangeError)
})
