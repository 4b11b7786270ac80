// A change as it was proposed, in the words of the engine.
import type { CHANGE_KINDS } from '@xiaomen/contract'
import { controlErrors } from '@xiaomen/contract'
import { CANCEL_GROUNDS, type CancelGround, CHANGE_GROUNDS, type ChangeGround, type Command } from '@xiaomen/rules/control'
import { fail } from '../../platform/error.ts'
import type { CaseChangeRow } from './tables.ts'

export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** A ground of an end is none of a longer stay, and an appeal is decided as one. */
export function commandOf(kind: ChangeKind, day: string | null, ground: ChangeGround | CancelGround): Exclude<Command, { kind: 'open' }> {
  const isChange = (CHANGE_GROUNDS as readonly string[]).includes(ground)
  const isCancel = (CANCEL_GROUNDS as readonly string[]).includes(ground) && ground !== 'appealUpheld'
  if (kind === 'cancel' ? !isCancel || day !== null : !isChange || day === null) throw fail(controlErrors, 'control.ground_unfit')
  switch (kind) {
    case 'cancel':
      return { kind: 'cancel', ground: ground as CancelGround }
    case 'expose':
      return { kind: 'expose', day: day! }
    default:
      return { kind, until: day!, ground: ground as ChangeGround }
  }
}
export const changeCommandOf = (row: Pick<CaseChangeRow, 'kind' | 'day' | 'ground'>) =>
  commandOf(row.kind as ChangeKind, row.day, row.ground as ChangeGround | CancelGround)
