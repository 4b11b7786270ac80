// One tube: how it came here, what was said of it, and a correction.
import { AMEND_REASONS, type AmendReason, VERDICTS, type Verdict } from '@xiaomen/rules/lab'
import { Button, Drawer, Segmented } from 'antd'
import { useState } from 'react'
import { Loaded, useDo, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { labText } from './desk-text.ts'
import { amendWords, tubeStateWords, VERDICT_SIGNS, verdictWords } from './words.ts'

export function TubeDrawer({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useText(labText)
  const word = useWord()
  const tube = useQuery('lab.findTube', { tube: code }, { keepPrevious: true })
  return (
    <Drawer open title={code.toUpperCase()} onClose={onClose}>
      <Loaded of={tube}>
        {(data) => (
          <div className="desk-stack">
            <p>
              <strong>{word(tubeStateWords[data.tube.state])}</strong> · {t('size')} {data.tube.size} · {showMoment(new Date(data.tube.at))}
            </p>
            {data.facts.length > 0 && (
              <>
                <h3>{t('history')}</h3>
                <ul className="desk-plain-list">
                  {data.facts.map((fact) => (
                    <li key={`${fact.kind} ${fact.at}`}>
                      {showMoment(new Date(fact.at))} {t(`fact_${fact.kind}`)} {VERDICT_SIGNS[fact.verdict]} {word(verdictWords[fact.verdict])}
                      {fact.ct !== null && ` · Ct ${fact.ct}`}
                      {fact.reason !== null && ` · ${word(amendWords[fact.reason])}`} · {fact.by}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {(VERDICTS as readonly string[]).includes(data.tube.state) && <Amend code={data.tube.code} now={data.tube.state as Verdict} onDone={onClose} />}
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}

function Amend({ code, now, onDone }: { code: string; now: Verdict; onDone: () => void }) {
  const t = useText(labText)
  const word = useWord()
  const notify = useNotify()
  const amend = useDo('lab.amend', { alsoRefresh: ['lab'] })
  const others = VERDICTS.filter((one) => one !== now)
  const [verdict, setVerdict] = useState<Verdict>(others[0]!)
  const [reason, setReason] = useState<AmendReason | null>(null)
  const [id] = useState(() => uuidv7())
  const save = async () => {
    if (reason === null) return
    const answer = await amend.run({ id, tube: code, verdict, ct: null, reason })
    if (answer === null) return
    const says = { code, verdict: word(verdictWords[verdict]) }
    if (answer.end === 'waits') notify.warn(t('waits', says))
    else notify.done(t('counts', says))
    onDone()
  }
  return (
    <>
      <h3>{t('amend')}</h3>
      <p className="desk-note">{t('amendLead')}</p>
      <Segmented<Verdict>
        value={verdict}
        onChange={setVerdict}
        options={others.map((value) => ({ value, label: `${VERDICT_SIGNS[value]} ${word(verdictWords[value])}` }))}
      />
      <fieldset className="desk-radios">
        <legend>{t('reason')}</legend>
        {AMEND_REASONS.map((one) => (
          <label key={one}>
            <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} /> {word(amendWords[one])}
          </label>
        ))}
      </fieldset>
      <Button type="primary" disabled={reason === null} loading={amend.isBusy} onClick={() => void save()}>
        {t('amend')}
      </Button>
    </>
  )
}
