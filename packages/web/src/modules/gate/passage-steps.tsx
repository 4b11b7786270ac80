// What lies over the gate's screen from the moment something was shown until the verdict is answered.
import { isOfAnotherSide } from '@xiaomen/rules/gate'
import { isDrillPage } from '../../platform/drill.ts'
import { useText } from '../../platform/text.ts'
import { DropZoneScreen } from './arrivals.tsx'
import { isAsked, openInsteadHere } from './decide-here.ts'
import { guardWords } from './guard-text.ts'
import { TemperaturePad } from './keypad.tsx'
import type { GateLink } from './offline-list.ts'
import type { usePassage } from './use-passage.ts'
import { VerdictScreen } from './verdict.tsx'
import { WhereFromScreen } from './where-from.tsx'

type Props = {
  passage: ReturnType<typeof usePassage>
  link: GateLink
  mayAskWhereFrom: boolean
  /** Where somebody held waits, where the gate has said so. */ isolationArea: string | null
}
export function PassageSteps({ passage, link, mayAskWhereFrom, isolationArea }: Props) {
  const t = useText(guardWords)
  const { stage } = passage
  return (
    <>
      {stage.is === 'looking' && (
        <div className="overlay" role="status">
          <p className="verdict-word">{t('finding')}</p>
        </div>
      )}
      {stage.is === 'picking' && (
        <div className="overlay picking" role="dialog" aria-modal="true" aria-label={t('pick')}>
          <h2>{t('pick')}</h2>
          <ul className="list">
            {stage.candidates.map((one, index) => (
              <li key={one.personId ?? one.homeId ?? index}>
                <button className="wide" onClick={() => passage.pick(one)}>
                  {[one.name, one.door].filter(Boolean).join('　')}
                </button>
              </li>
            ))}
          </ul>
          <button onClick={() => passage.pick(null)}>{t('nobody')}</button>
          <button className="plain" onClick={passage.cancel}>
            {t('cancel')}
          </button>
        </div>
      )}
      {stage.is === 'temperature' && <TemperaturePad onDone={passage.measure} onCancel={passage.cancel} />}
      {stage.is === 'whereFrom' && link.list !== null && <WhereFromScreen list={link.list} onDone={passage.answerWhereFrom} onCancel={passage.cancel} />}
      {stage.is === 'verdict' && stage.verdict.reasons.includes('drop_zone') && (
        <DropZoneScreen zone={link.list?.list.dropZone ?? null} onDone={(says) => void passage.done(says)} />
      )}
      {stage.is === 'verdict' && !stage.verdict.reasons.includes('drop_zone') && (
        <VerdictScreen
          verdict={stage.verdict}
          isDrillMixed={isOfAnotherSide(stage.shown.means.value, isDrillPage())}
          direction={stage.shown.direction}
          temperatureC={stage.shown.temperatureC}
          by={stage.looked.by}
          isolationArea={isolationArea}
          openInstead={link.list === null ? null : openInsteadHere(link.list, Date.now())}
          isMedical={stage.shown.medical === true}
          status={stage.candidate?.status ?? stage.looked.status ?? null}
          seen={stage.shown.seen}
          asksStatus={link.list !== null && isAsked(link.list.list.policy.asksStatus, stage.shown.direction)}
          onSee={passage.see}
          who={[stage.candidate?.name, stage.candidate?.door].filter(Boolean).join(' ') || null}
          onDone={(says) => void passage.done(says)}
          onMedical={passage.medical}
          onMeasure={passage.askTemperature}
          {...(mayAskWhereFrom && stage.shown.whereFrom === undefined && stage.verdict.outcome !== 'enter' ? { onWhereFrom: passage.askWhereFrom } : {})}
        />
      )}
    </>
  )
}
