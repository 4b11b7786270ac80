// A stranger's workbook with one sheet written into: every other part goes back byte for byte as it came.
import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'
import { coreXml, type Mark } from './make-book.ts'
import { patchSheet, type SheetPatch } from './patch-sheet.ts'
import { escapeXml } from './safe-cell.ts'
import { inflatePart, readParts, WorkbookError } from './zip-gate.ts'
import { joinZip, type PackedPart } from './zip-writer.ts'

const pack = (name: string, text: string): PackedPart => {
  const bytes = Buffer.from(text)
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes) }
}
const CORE = 'docProps/core.xml'
const CORE_TYPE = 'application/vnd.openxmlformats-package.core-properties+xml'
const CORE_RELATION = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'

/** Says in the file's properties who took it out; what its makers wrote there stays, but for the description. */
function withDescription(xml: string, says: string): string {
  const description = `<dc:description>${escapeXml(says)}</dc:description>`
  const bare = xml.replace(/<dc:description\b[^>]*?(?:\/>|>[\s\S]*?<\/dc:description>)/, '')
  return bare.replace(/<\/(\w+:)?coreProperties>/, (end) => `${description}${end}`)
}

/** `part`: the sheet's name inside the file, in small letters. @throws WorkbookError */
export async function patchBook(bytes: Buffer, part: string, patch: SheetPatch, mark: Mark): Promise<Buffer> {
  const parts = await readParts(bytes)
  const textOf = async (one: PackedPart) => (await inflatePart(one)).toString('utf8')
  const isNamed = (name: string) => (one: PackedPart) => one.name.toLowerCase() === name.toLowerCase()
  if (!parts.some(isNamed(part))) throw new WorkbookError('unreadable_file')
  const hasCore = parts.some(isNamed(CORE))
  const out: PackedPart[] = []
  for (const one of parts) {
    if (isNamed(part)(one)) out.push(pack(one.name, patchSheet(await textOf(one), patch)))
    else if (isNamed(CORE)(one)) out.push(pack(one.name, withDescription(await textOf(one), mark.says)))
    else if (!hasCore && isNamed('[Content_Types].xml')(one))
      out.push(
        pack(
          one.name,
          (await textOf(one)).replace(/<\/(?:\w+:)?Types>/, (end) => `<Override PartName="/${CORE}" ContentType="${CORE_TYPE}"/>${end}`),
        ),
      )
    else if (!hasCore && isNamed('_rels/.rels')(one))
      out.push(
        pack(
          one.name,
          (await textOf(one)).replace(/<\/(?:\w+:)?Relationships>/, (end) => `<Relationship Id="rIdXm" Type="${CORE_RELATION}" Target="${CORE}"/>${end}`),
        ),
      )
    else out.push(one)
  }
  if (!hasCore) out.push(pack(CORE, coreXml(mark)))
  return joinZip(out)
}
