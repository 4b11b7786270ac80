// A pasted chain as a sheet: each line with the home and person it was matched to.
import { masked } from '@xiaomen/rules/access'
import type { Line } from '../../platform/workbook/make-book.ts'
import { doorsOf, findHome, findPerson } from '../registry/index.ts'
import type { Making } from './build.ts'
import type { ChainTask } from './task.ts'

const HEADERS = { zh: ['序号', '门牌', '姓名', '数量', '说明', '原文'], en: ['No.', 'Door', 'Name', 'Count', 'Note', 'As typed'] }
const PIECE = 100

export async function chainPieces({ title, items, lang }: ChainTask, { read, tally, note, onRows }: Making) {
  async function* lines(): AsyncGenerator<Line[]> {
    yield [
      { cells: [{ text: title, look: 'title' }], across: true, height: 28 },
      { cells: HEADERS[lang], look: 'header' },
    ]
    for (let from = 0; from < items.length; from += PIECE) {
      const piece = items.slice(from, from + PIECE)
      yield await read(async (ctx) => {
        const made: Line[] = []
        const doors = await doorsOf(
          ctx,
          piece.flatMap(({ homeId }) => homeId ?? []),
        )
        for (const { number, homeId, personId, said, count, rest } of piece) {
          const home = homeId === null ? null : await findHome(ctx, homeId)
          const person = personId === null ? null : await findPerson(ctx, personId)
          tally.rows += 1
          made.push({
            cells: [
              String(number ?? tally.rows),
              home === null ? null : masked('door', doors.get(home.id) ?? null, ctx.sight(home.path).door),
              person === null ? null : masked('name', person.name, ctx.sight(person.path).name),
              count === null ? null : String(count),
              rest === '' ? null : rest,
              said,
            ],
          })
        }
        return made
      })
      onRows(tally.rows)
    }
    yield [{ cells: [{ text: note(tally.rows), look: 'note' }], across: true }]
  }
  return { lines: lines(), widths: [8, 16, 14, 8, 24, 36], frozenRows: 2, name: lang === 'zh' ? '接龙' : 'Chain' }
}
