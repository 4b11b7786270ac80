// The plan as a workbook of four sheets: what it takes, community by community, point by point, and where each figure comes from.
import type { FileReply } from '../../platform/module.ts'
import { type BookCell, type BookSheet, type Line, makeBook, widthFor } from '../../platform/workbook/make-book.ts'
import { XLSX_TYPE } from '../../platform/workbook/write-workbook.ts'
import type { Plan } from './make-plan.ts'
import { askedLines, communityHeads, communityLines, needLines, pointHeads, pointLines, sourceLines, verdictLines, waitLines } from './plan-lines.ts'
import { type Lang, say } from './plan-text.ts'

const framed = (cells: readonly string[]): Line => ({ cells, look: 'framed' })
const heads = (cells: readonly string[]): Line => ({ cells, look: 'header' })
const label = (text: string): BookCell => ({ text, look: 'header' })

function summary(name: string, plan: Plan, lang: Lang): BookSheet {
  const lines: Line[] = [
    { cells: [name], look: 'title', across: true, height: 28 },
    { cells: [say('counted', lang, { area: plan.area.name, day: plan.countedOn })], look: 'note', across: true },
    ...verdictLines(plan, lang).map((text): Line => ({ cells: [text], look: 'text', across: true })),
    { cells: [] },
    heads([say('asked', lang), '', '']),
    ...askedLines(plan, lang).map(([word, value]): Line => ({ cells: [label(word), value, ''], look: 'framed' })),
    { cells: [] },
    heads([say('need', lang), '', '']),
    ...needLines(plan, lang).map(([word, value]): Line => ({ cells: [label(word), value, ''], look: 'framed' })),
    ...(plan.run === null
      ? []
      : [
          { cells: [] },
          heads([say('waits', lang), say('now', lang), say('oneMore', lang)]),
          ...waitLines(plan.run.waits, lang).map(([word, now, more]): Line => ({ cells: [label(word), now, more], look: 'framed' })),
        ]),
  ]
  return { name: say('plan', lang), widths: [34, 24, 24], lines: [lines] }
}
const table = (name: string, header: string[], rows: readonly string[][]): BookSheet => ({
  name,
  widths: header.map((word, at) => (at === 0 ? 24 : Math.min(14, widthFor(word)))),
  lines: [[heads(header), ...rows.map(framed)]],
  frozenRows: 1,
  isLandscape: true,
})

export function planBook({ id, name, plan, by, at, lang }: { id: string; name: string; plan: Plan; by: string; at: Date; lang: Lang }): FileReply {
  const sheets: BookSheet[] = [
    summary(name, plan, lang),
    table(say('communities', lang), communityHeads(lang), communityLines(plan, lang)),
    table(say('points', lang), pointHeads(lang), pointLines(plan)),
    {
      name: say('sources', lang),
      widths: [36, 16, 90],
      lines: [[heads([say('figure', lang), say('value', lang), say('source', lang)]), ...sourceLines(plan, lang).map(framed)]],
      frozenRows: 1,
      isLandscape: true,
    },
  ]
  const title = `${say('title', lang)} · ${name}`
  const says = say('counted', lang, { area: plan.area.name, day: plan.countedOn })
  return { bytes: makeBook(sheets, { title, author: by, says, code: id.slice(0, 8), at }), type: XLSX_TYPE, name: `${say('title', lang)}-${name}.xlsx` }
}
