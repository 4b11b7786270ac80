// 家庭卡: a resident comes in by the number on a printed card; no text message, no app store.
import { useEffect, useEffectEvent, useState } from 'react'
import type { FormEvent } from 'react'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { residentWords } from './resident-text.ts'

type Opened = Out<'registry.openInvitation'>

export function JoinScreen({ code: brought, onJoined }: { code: string; onJoined: () => void }) {
  const t = useText(residentWords)
  const sayError = useCommonErrorText()
  const [code, setCode] = useState(brought)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [person, setPerson] = useState<Opened['people'][number] | null>(null)
  const [proof, setProof] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const doing = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  const open = (number: string) => doing(async () => setOpened(await call('registry.openInvitation', { code: number })))
  const accept = (event: FormEvent) => {
    event.preventDefault()
    void doing(async () => {
      await call('registry.acceptInvitation', { code, personId: person!.personId, proof: proof.trim().toUpperCase() })
      onJoined()
    })
  }
  // A scanned card is opened without another tap, once: what the address brought does not change while the page is open.
  const openBrought = useEffectEvent(() => {
    if (brought !== '') void open(brought)
  })
  useEffect(() => openBrought(), [])

  if (opened === null)
    return (
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault()
          void open(code)
        }}
        aria-labelledby="join-title"
      >
        <h1 id="join-title">{t('joinTitle')}</h1>
        <p>{t('joinLead')}</p>
        {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
        <Field label={t('card')}>
          <input
            className="card-number"
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            value={code}
            onChange={(event) => setCode(event.target.value.trim())}
          />
        </Field>
        <button className="primary" disabled={isBusy}>
          {isBusy ? t('opening') : t('go')}
        </button>
        <p className="quiet">{t('noCard')}</p>
        <a className="button" href="#/landlord">
          {t('landlord')}
        </a>
      </form>
    )
  if (person === null)
    return (
      <section className="card stack" aria-labelledby="who-title">
        <h1 id="who-title">{t('who')}</h1>
        <p>{t('whoLead', { community: opened.communityName })}</p>
        <ul className="list">
          {opened.people.map((one) => (
            <li key={one.personId}>
              <button
                className="wide"
                onClick={() => {
                  setPerson(one)
                  setError(null)
                }}
              >
                {one.name}
              </button>
            </li>
          ))}
        </ul>
        <button className="plain" onClick={() => setOpened(null)}>
          {t('back')}
        </button>
      </section>
    )
  return (
    <form className="card stack" onSubmit={accept} aria-labelledby="proof-title">
      <h1 id="proof-title">{person.name}</h1>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {person.proof === 'none' ? (
        <Notice tone="warn">{t('proofNone')}</Notice>
      ) : (
        <>
          <Field label={person.proof === 'phone' ? t('proofPhone') : t('proofDocument')} hint={t('proofHint')}>
            <input
              className="card-number"
              required
              autoFocus
              autoComplete="off"
              inputMode={person.proof === 'phone' ? 'numeric' : 'text'}
              maxLength={4}
              minLength={4}
              value={proof}
              onChange={(event) => setProof(event.target.value)}
            />
          </Field>
          <button className="primary" disabled={isBusy}>
            {isBusy ? t('joining') : t('join')}
          </button>
        </>
      )}
      <button
        type="button"
        className="plain"
        onClick={() => {
          setPerson(null)
          setProof('')
          setError(null)
        }}
      >
        {t('back')}
      </button>
    </form>
  )
}
