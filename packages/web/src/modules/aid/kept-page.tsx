// A page of aid as it is kept on the phone, with what it can do: what was done last, and what stood in the way.
import { type ReactNode, useState } from 'react'
import { refresh } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment } from '../../platform/text.ts'

export type Act = (run: () => Promise<unknown>) => Promise<void>

/** The page is asked for anew after every act, whether it was done or not: `turn` is what it is asked with. */
export function useAct() {
  const sayError = useErrorText()
  const [turn, setTurn] = useState(0)
  const [isSaved, setSaved] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const act: Act = async (run) => {
    try {
      await run()
      setSaved(true)
      setProblem(null)
    } catch (failure) {
      setSaved(false)
      setProblem(sayError(failure))
    }
    setTurn((now) => now + 1)
    void refresh('aid', 'tasks')
  }
  return { act, did: { isSaved, problem }, turn: `${turn}` }
}

type Says = (key: 'back' | 'unknown' | 'kept' | 'saved', values?: Record<string, string>) => string
type Kept<T> = { data: T | null; keptAt: number; isFresh: boolean; error: unknown }

export function KeptPage<T>(props: {
  list: string
  says: Says
  of: Kept<T>
  did: { isSaved: boolean; problem: string | null }
  children: (data: T) => ReactNode
}) {
  const { list, says, of, did, children } = props
  return (
    <section className="stack">
      <a href={list}>‹ {says('back')}</a>
      {of.data === null && of.error !== null && <Notice tone="warn">{says('unknown')}</Notice>}
      {of.data !== null && !of.isFresh && of.error !== null && <Notice tone="warn">{says('kept', { time: showMoment(new Date(of.keptAt)) })}</Notice>}
      {did.isSaved && <Notice tone="done">{says('saved')}</Notice>}
      {did.problem !== null && <Notice tone="error">{did.problem}</Notice>}
      {of.data !== null && children(of.data)}
    </section>
  )
}
