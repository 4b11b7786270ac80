import { useEffect, useState } from 'react'
import { useErrorText } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { keep, kept } from '../../platform/store.ts'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { PerimeterLinks } from '../patrols/perimeter-links.tsx'
import { guardWords } from './guard-text.ts'

type Gates = Out<'gate.listGates'>

/** The guard's gates, from the device where the server is away. */
export function useGates(): { gates: Gates | null; error: unknown } {
  const [state, setState] = useState<{ gates: Gates | null; error: unknown }>({ gates: null, error: null })
  useEffect(() => {
    let isCurrent = true
    void (async () => {
      const held = await kept<Gates>('gates')
      if (isCurrent && held !== null) setState({ gates: held.value, error: null })
      try {
        const gates = await call('gate.listGates', {})
        await keep('gates', gates)
        if (isCurrent) setState({ gates, error: null })
      } catch (error) {
        if (isCurrent) setState((now) => ({ ...now, error }))
      }
    })()
    return () => {
      isCurrent = false
    }
  }, [])
  return state
}

export function GatesScreen() {
  const t = useText(guardWords)
  const sayError = useErrorText()
  const { gates, error } = useGates()
  return (
    <section className="stack">
      <h1>{t('choose')}</h1>
      {error !== null && gates === null && <Notice tone="error">{sayError(error)}</Notice>}
      {gates?.length === 0 && <p>{t('noGates')}</p>}
      <ul className="list">
        {gates?.map((gate) => (
          <li key={gate.id}>
            <a className="button wide" href={`#/gate/${gate.id}`}>
              <span className="grow">
                <strong>{gate.name}</strong>
                <br />
                <span className="quiet">{gate.areaName}</span>
              </span>
              {!gate.isOpen && <span>✕ {t('closed')}</span>}
            </a>
          </li>
        ))}
      </ul>
      <PerimeterLinks />
    </section>
  )
}
