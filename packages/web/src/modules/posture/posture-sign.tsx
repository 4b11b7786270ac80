import type { Posture } from '@xiaomen/rules/posture'
import { postureWords, useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'

const POSTURE_SIGNS: Record<Posture, string> = { peace: '○', watch: '◐', emergency: '●' }

export function PostureSign({ posture }: { posture: Posture }) {
  const word = useWord()
  return (
    <span className={`desk-posture desk-posture-${posture}`}>
      <span aria-hidden="true">{POSTURE_SIGNS[posture]}</span> {word(postureWords[posture])}
    </span>
  )
}

export const packKey = (pack: { packId: string; edition: string }) => `${pack.packId}/${pack.edition}`
/** What people call it; its bare key until the packs are there. */
export const nameOfPack = (packs: Out<'posture.listPacks'> | undefined, pack: { packId: string; edition: string }): { zh: string; en: string } =>
  packs?.find((one) => packKey(one) === packKey(pack)) ?? { zh: pack.packId, en: pack.packId }
