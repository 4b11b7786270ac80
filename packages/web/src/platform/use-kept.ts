import { useEffect, useState } from 'react'
import type { In, Out, QueryName } from './ops.ts'
import { keep, kept } from './store.ts'
import { call } from './transport.ts'

/** A question whose last answer is kept on the phone: what is kept at once, what the server says as soon as it does. Asked again when `turn` changes. */
export function useKept<N extends QueryName>(key: string, name: N, input: In<N>, turn: unknown = null) {
  const [state, setState] = useState<{ data: Out<N> | null; keptAt: number; isFresh: boolean; error: unknown }>({
    data: null,
    keptAt: 0,
    isFresh: false,
    error: null,
  })
  const asked = JSON.stringify(input)
  useEffect(() => {
    let isCurrent = true
    const hold = (change: Partial<typeof state>) => {
      if (isCurrent) setState((now) => (change.isFresh === false && now.isFresh ? now : { ...now, ...change }))
    }
    void kept<Out<N>>(key).then((held) => {
      if (held !== null) hold({ data: held.value, keptAt: held.keptAt, isFresh: false })
    })
    call(name, JSON.parse(asked) as In<N>).then(
      (data) => {
        hold({ data, keptAt: Date.now(), isFresh: true, error: null })
        void keep(key, data)
      },
      (error: unknown) => hold({ error, isFresh: false }),
    )
    return () => {
      isCurrent = false
    }
  }, [key, name, asked, turn])
  return state
}
