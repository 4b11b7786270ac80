import { BREACH_OUTCOMES, type BreachOutcome } from '@xiaomen/rules/patrols'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { PhotoView } from '../photos/photo-view.tsx'
import { breachSigns, breachWords, outcomeWords } from './words.ts'
import { walkText } from './worker-text.ts'

type Breach = Out<'patrols.listBreaches'>[number]

/** For whoever goes there: what was told, and what became of it. */
export function OpenBreaches() {
  const t = useText(walkText)
  const sayError = useErrorText()
  useLive('patrols')
  const open = useQuery('patrols.listBreaches', { isOpen: true })
  return (
    <section className="stack" aria-label={t('breaches')}>
      <h2>
        {t('breaches')} {open.data !== undefined && open.data.length > 0 && `· ${open.data.length}`}
      </h2>
      {open.error !== null && <Notice tone="warn">{sayError(open.error)}</Notice>}
      {open.data?.length === 0 && <p className="quiet">✓ {t('noBreaches')}</p>}
      {open.data?.map((breach) => (
        <BreachCard key={breach.id} breach={breach} />
      ))}
    </section>
  )
}

function BreachCard({ breach }: { breach: Breach }) {
  const t = useText(walkText)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const answer = useCommand('patrols.answerBreach', { alsoRefresh: ['tasks'] })
  const [outcome, setOutcome] = useState<BreachOutcome | null>(null)
  const [note, setNote] = useState('')
  return (
    <div className="card stack-tight">
      <strong>
        <span aria-hidden="true">{breachSigns[breach.kind]}</span> {word(breachWords[breach.kind])}
      </strong>
      <span>
        {breach.areaName} {breach.place ?? ''}
      </span>
      <span className="quiet">
        {showMoment(breach.at)}
        {breach.by !== null && ` · ${t('by', { name: breach.by })}`}
      </span>
      {breach.note !== null && <p>{breach.note}</p>}
      {may('photos.read', breach.path) && <PhotoView photoIds={breach.photoIds} />}
      {answer.error !== null && <Notice tone="warn">{sayError(answer.error)}</Notice>}
      <p className="quiet">{t('settle')}</p>
      <div className="row" role="group" aria-label={t('settle')}>
        {BREACH_OUTCOMES.map((one) => (
          <button key={one} aria-pressed={outcome === one} onClick={() => setOutcome(one)}>
            {word(outcomeWords[one])}
          </button>
        ))}
      </div>
      {outcome !== null && (
        <>
          <Field label={t('note')}>
            <input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <button
            className="primary"
            disabled={answer.isPending}
            onClick={() => answer.mutate({ breachId: breach.id, outcome, note: note.trim() === '' ? null : note.trim() })}
          >
            ✓ {t('done')}
          </button>
        </>
      )}
    </div>
  )
}
