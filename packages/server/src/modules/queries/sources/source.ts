// What a source is: one small file that opens a list and reads it piece by piece, each piece in a transaction of its own.
import type { CareState } from '@xiaomen/rules/care'
import type { SourceKey } from '@xiaomen/rules/queries'
import type { CareCategory, HomeUse, ResidencyKind } from '@xiaomen/rules/registry'
import type { StopState } from '@xiaomen/rules/sweeps'
import type { Ctx } from '../../../platform/ctx.ts'

export type Filter = {
  use?: readonly HomeUse[] | undefined
  care?: readonly CareCategory[] | undefined
  residency?: readonly ResidencyKind[] | undefined
  level?: readonly string[] | undefined
  day?: string | undefined
  obligation?: string | undefined
  sweep?: string | undefined
  stopState?: readonly StopState[] | undefined
  careState?: readonly CareState[] | undefined
}
export type Asked = {
  paths: readonly string[]
  filter: Filter
  lang: 'zh' | 'en'
  today: string
  /** Keys of the columns that are asked for: what is not needed is not read. */
  needs: ReadonlySet<string>
  /** About so many homes or rows a piece. */
  atOnce: number
}
/** Cells by the key of their column; '#id' is the person, home or thing the row is about, '#class' what it tells of whomever it names. */
export type Row = Record<string, string | null>
/** The next piece, which may be empty; null after the last. */
export type Reader = (ctx: Ctx) => Promise<Row[] | null>
export type Source = { key: SourceKey; open(ctx: Ctx, asked: Asked): Promise<Reader> }

export const TIME = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
