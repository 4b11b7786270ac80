// What a seal waits for, in one sentence, for list and drawer.
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { sealsText } from './desk-text.ts'
import { openingWords, removalWords } from './words.ts'

export type Seal = Out<'seals.listSeals'>['seals'][number]
const at = (instant: string) => showMoment(new Date(instant))

export function useNext(): (seal: Seal) => string[] {
  const t = useText(sealsText)
  const word = useWord()
  return (seal) => [
    ...(seal.state === 'issued' ? [seal.toldAt === null ? t('toTell') : t('toApply')] : []),
    ...(seal.nextCheckAt === null ? [] : [t(seal.isCheckLate ? 'checkLate' : 'check', { at: at(seal.nextCheckAt) })]),
    ...(seal.removeBy === null ? [] : [t(seal.isRemovalLate ? 'removeLate' : 'remove', { at: at(seal.removeBy) })]),
    ...(seal.removalReason === null || seal.removeBy === null ? [] : [word(removalWords[seal.removalReason])]),
    ...seal.openings.map((one) => t('announced', { why: word(openingWords[one.why]), at: at(one.until) })),
  ]
}
export function useSensorSays(): (seal: Seal) => string {
  const t = useText(sealsText)
  return ({ hasSensor, sensor }) => {
    if (!hasSensor) return t('none')
    if (sensor === null || sensor.seenAt === null) return t('sensorUnknown')
    const door = !sensor.isOnline ? t('sensorAway') : t(sensor.isOpen === true ? 'sensorOpen' : 'sensorClosed')
    return sensor.battery === null ? door : `${door} · ${sensor.isBatteryLow ? '! ' : ''}${t('battery', { n: sensor.battery })}`
  }
}
export const doorOf = ({ place, door }: Pick<Seal, 'place' | 'door'>): string => [...place, door ?? ''].join(' ').trim()
