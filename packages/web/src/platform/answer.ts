// A question asked once and kept for the time without network: what the resident face has in place of the hooks' library.
import { useCallback, useEffect, useState } from 'react'
import { call, isAway, isTransient, backOffMs } from './transport.ts'
import type { CommandName, In, Out, QueryName } from './ops.ts'
import { keep, kept } from './store.ts'

export type Answer<T> = {
  data: T | null
  error: unknown
  isAsking: boolean
  /** When the shown answer was given; null before the first. */
  at: number | null
  /** True when it is the one kept on the device because no server answered. */
  isKept: boolean
  ask(): void
}

/** `kept:<name>` survives the page; shown at once, then replaced by the fresh answer. */
export function useAnswer<N extends QueryName | CommandName>(name: N, input: In<N>, options: { renewEveryMs?: number; isOff?: boolean } = {}): Answer<Out<N>> {
  const [answer, setAnswer] = useState<Omit<Answer<Out<N>>, 'ask'>>({ data: null, error: null, isAsking: true, at: null, isKept: false })
  const [round, setRound] = useState(0)
  const key = JSON.stringify(input)
  const { renewEveryMs, isOff = false } = options
  const ask = useCallback(() => setRound((before) => before + 1), [])

  useEffect(() => {
    if (isOff) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const keptName = `answer:${name}:${key}`
    const fromKept = kept<Out<N>>(keptName).then((held) => {
      if (!stop.signal.aborted && held !== null)
        setAnswer((now) => (now.at === null || now.isKept ? { ...now, data: held.value, at: held.keptAt, isKept: true } : now))
    })
    const attempt = async (count: number): Promise<void> => {
      try {
        const data = await call(name, JSON.parse(key) as In<N>, { signal: stop.signal })
        if (stop.signal.aborted) return
        setAnswer({ data, error: null, isAsking: false, at: Date.now(), isKept: false })
        void keep(keptName, data)
        if (renewEveryMs !== undefined) timer = setTimeout(ask, renewEveryMs)
      } catch (error) {
        if (stop.signal.aborted) return
        await fromKept
        setAnswer((now) => ({ ...now, error, isAsking: false, isKept: now.isKept || isAway(error) }))
        if (isTransient(error)) timer = setTimeout(() => void attempt(count + 1), backOffMs(count + 1))
      }
    }
    void attempt(0)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [name, key, round, renewEveryMs, isOff, ask])
  return { ...answer, ask }
}
