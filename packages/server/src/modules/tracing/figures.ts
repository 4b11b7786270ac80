import { TracingFile } from '@xiaomen/contract'
import type { WindowFigures } from '@xiaomen/rules/tracing'
import { packFile } from '../../platform/pack-file.ts'

/** packs/tracing.json: how far back of a case others and its source are looked for, by pack; what a contact is told; how long lines are kept. */
export const figures = packFile('tracing', TracingFile)

export function windowFiguresOf(packId: string): WindowFigures {
  const { infectiousDays, sourceDays } = figures().windows[packId] ?? figures().otherwise
  return { infectiousDays: infectiousDays.value, sourceDays: sourceDays.value }
}
