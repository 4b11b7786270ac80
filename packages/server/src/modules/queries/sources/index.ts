// Every list the house can give. A new one is a file beside these and a line here.
import type { SourceKey } from '@xiaomen/rules/queries'
import { gateChecks, gateHolds, passages } from './gates.ts'
import { headCount } from './head-count.ts'
import { careList, homes, residents } from './homes.ts'
import { reports } from './reports.ts'
import type { Source } from './source.ts'
import { careContacts, missing, sweepStops } from './work.ts'

export const sources: Record<SourceKey, Source> = {
  homes,
  residents,
  careList,
  careContacts,
  missing,
  sweepStops,
  headCount,
  gateHolds,
  passages,
  gateChecks,
  reports,
}
export type { Row, Source } from './source.ts'
