// packs/aid.json: how long a way to a hospital and back may take, and by when a need is met. Read once.
import { AidFile } from '@xiaomen/contract'
import type { TransportKind } from '@xiaomen/rules/aid'
import { packFile } from '../../platform/pack-file.ts'

/** @throws Error that names the field that does not fit */
export const proposals = packFile('aid', AidFile)
const HOUR_MS = 3_600_000
export const untilOf = (kind: TransportKind, from: Date): Date => new Date(from.getTime() + proposals().transportHours[kind].value * HOUR_MS)
