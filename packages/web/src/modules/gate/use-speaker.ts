import { useEffect, useState } from 'react'
import { remember, remembered } from '../../platform/remembered.ts'
import { speak, type Speaks } from './speaker.ts'
import type { Spoken } from './spoken-text.ts'
import type { Stage } from './use-passage.ts'

const STORED = 'xm.speaks'
const stored = (): Speaks => {
  const known = remembered(STORED)
  return known === 'off' || known === 'zh' ? known : 'both'
}

/** What each step at the gate says aloud; null: nothing. */
export function spokenOf(stage: Stage): Spoken | null {
  if (stage.is === 'temperature' || stage.is === 'whereFrom') return stage.is
  if (stage.is !== 'verdict') return null
  return stage.verdict.outcome === 'enter' && stage.shown.direction === 'out' ? 'leave' : stage.verdict.outcome
}

export function useSpeaker(stage: Stage): { speaks: Speaks; setSpeaks: (speaks: Speaks) => void } {
  const [speaks, setSpeaks] = useState(stored)
  const spoken = spokenOf(stage)
  const id = stage.is === 'verdict' ? stage.id : null
  useEffect(() => {
    if (spoken !== null) void speak(spoken, speaks)
  }, [spoken, id, speaks])
  return {
    speaks,
    setSpeaks: (chosen) => {
      remember(STORED, chosen)
      setSpeaks(chosen)
    },
  }
}
