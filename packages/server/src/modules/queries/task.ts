// What a file is to be made of, as it lies sealed in its row until it is made.
import type { queries } from '@xiaomen/contract'
import type { z } from 'zod'
import type { Spec } from './spec.ts'

type Common = { lang: 'zh' | 'en'; format: 'xlsx' | 'csv'; paths: string[]; placeName: string }
export type ListTask = Common & { kind: 'list'; spec: Spec }
export type ChainTask = Common & { kind: 'chain'; title: string; items: z.output<(typeof queries)['exportChain']['input']>['items'] }
export type SheetTask = Common & {
  kind: 'sheet'
  sheetId: string
  source: z.output<(typeof queries)['fillSheet']['input']>['source']
  filter: Spec['filter']
  fields: z.output<(typeof queries)['fillSheet']['input']>['fields']
  how: 'append' | 'match'
}
export type Task = ListTask | ChainTask | SheetTask
