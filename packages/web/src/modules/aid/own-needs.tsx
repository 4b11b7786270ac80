// On the page of one's own control: what we asked for, who has it, where it stands; it came, or it did not.
import { NEEDS, type Need } from '@xiaomen/rules/control'
import type { NeedHeard } from '@xiaomen/rules/aid'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { controlNeedWords } from '../control/words.ts'
import './aid.css'
import { NEED_SIGNS, needStateWords } from './need-words.ts'
import { ownNeedsWords } from './own-needs-text.ts'

type Own = Out<'aid.listOwnNeeds'>['needs'][number]
const RENEW_MS = 30_000
const at = (instant: string) => showMoment(new Date(instant))

export function OwnNeeds() {
  const t = useText(ownNeedsWords)
  const word = useWord()
  const sayError = useCommonErrorText()
  const { data, ask } = useAnswer('aid.listOwnNeeds', {}, { renewEveryMs: RENEW_MS })
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (data === null || (!data.maySay && data.needs.length === 0)) return null
  const act = async (run: () => Promise<unknown>, sent: boolean) => {
    try {
      await run()
      setProblem(null)
      setSent(sent)
      if (sent) {
        setOpen(false)
        setNote('')
      }
      ask()
    } catch (failure) {
      setProblem(sayError(failure))
    }
  }
  const say = (kind: Need) => act(() => call('aid.sayOwnNeed', { id: uuidv7(), kind, note: note.trim() === '' ? null : note.trim() }), true)
  return (
    <article className="card stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      {isSent && <Notice tone="done">{t('sent')}</Notice>}
      {data.needs.length === 0 && <p>{t('none')}</p>}
      {data.needs.map((one) => (
        <OneNeed key={one.id} one={one} onAnswer={(heard) => void act(() => call('aid.answerOwnNeed', { needId: one.id, heard }), false)} />
      ))}
      {data.maySay && !isOpen && <button onClick={() => setOpen(true)}>{t('ask')}</button>}
      {isOpen && (
        <>
          <Field label={t('note')} hint={t('noteHint')}>
            <input maxLength={200} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <div className="aid-choices" role="group" aria-label={t('ask')}>
            {NEEDS.map((kind) => (
              <button key={kind} onClick={() => void say(kind)}>
                {word(controlNeedWords[kind])}
              </button>
            ))}
          </div>
        </>
      )}
    </article>
  )
}

const MET = { atDoor: 'left', handed: 'handed', calledBack: 'called' } as const
function OneNeed({ one, onAnswer }: { one: Own; onAnswer: (heard: NeedHeard) => void }) {
  const t = useText(ownNeedsWords)
  const word = useWord()
  return (
    <div className="stack">
      <p>
        <strong>
          <span aria-hidden="true">{NEED_SIGNS[one.state]}</span> {word(controlNeedWords[one.kind])} · {word(needStateWords[one.state])}
        </strong>
        <br />
        {one.endedAt === null && (one.takenBy !== null && one.state === 'taken' ? `${t('takenBy', { name: one.takenBy })} · ` : '')}
        {one.endedAt === null && t('due', { at: at(one.dueAt) })}
        {one.state === 'done' && one.how !== null && one.endedAt !== null && t(MET[one.how], { at: at(one.endedAt) })}
        {one.nextCallOn !== null && ` · ${t('next', { day: one.nextCallOn })}`}
        {one.reason !== null && t('reason', { reason: one.reason })}
        {one.heard === 'got' && ` · ${t(one.how === 'calledBack' ? 'isReached' : 'isGot')}`}
        {one.heard === 'missing' && one.endedAt === null && (
          <>
            <br />
            {t('isMissing')}
          </>
        )}
      </p>
      {one.state === 'done' && one.heard !== 'got' && (
        <div className="aid-choices">
          <button className="primary" onClick={() => onAnswer('got')}>
            ✓ {t(one.how === 'calledBack' ? 'reached' : 'got')}
          </button>
          <button onClick={() => onAnswer('missing')}>✕ {t(one.how === 'calledBack' ? 'notReached' : 'missing')}</button>
        </div>
      )}
    </div>
  )
}
