import { Button } from 'antd'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { sweepText } from './desk-text.ts'
import { outcomeWords, wayWords } from './words.ts'

type Visit = Out<'sweeps.listDisputes'>['stops'][number]['visits'][number]

export function Disputes({ sweepId, version }: { sweepId: string; version: number }) {
  const t = useText(sweepText)
  const disputes = useQuery('sweeps.listDisputes', { sweepId, limit: 50 }, { refetchIntervalMs: 20_000 })
  const settle = useDo('sweeps.settleStop', { said: t('settled'), alsoRefresh: ['tasks'] })
  return (
    <section className="desk-panel" aria-label={t('disputes')} data-version={version}>
      <p className="desk-note">{t('disputeHelp')}</p>
      <Loaded of={disputes}>
        {({ stops }) =>
          stops.length === 0 ? (
            <Nothing says={t('noDisputes')} />
          ) : (
            <ul className="desk-list">
              {stops.map((stop) => (
                <li key={stop.homeId}>
                  <div>
                    <strong>
                      {stop.place.join(' ')} {stop.door}
                    </strong>
                    <ol>
                      {stop.visits.map((visit) => (
                        <li key={visit.id}>
                          <VisitLine visit={visit} /> {visit.isRuling && <em>{t('countsNow')}</em>}{' '}
                          {!visit.isSuperseded && (visit.outcome === 'done' || visit.outcome === 'vacant') && (
                            <Button size="small" loading={settle.isBusy} onClick={() => void settle.run({ sweepId, homeId: stop.homeId, visitId: visit.id })}>
                              {t('takeThis')}
                            </Button>
                          )}
                        </li>
                      ))}
                    </ol>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function VisitLine({ visit }: { visit: Visit }) {
  const t = useText(sweepText)
  const word = useWord()
  const said = visit.people.map(({ name, answer }) => `${name} ${t(answer === 'stillHere' ? 'here' : answer === 'leftHere' ? 'left' : 'notAsked')}`)
  return (
    <>
      {showMoment(visit.receivedAt)} {visit.by ?? t('family')} · {word(wayWords[visit.way])} · <strong>{word(outcomeWords[visit.outcome])}</strong>
      {said.length > 0 && ` · ${said.join('、')}`}
      {visit.newcomers.length > 0 && ` · ${t('newPeople')} ${visit.newcomers.join('、')}`}
      {visit.homeUse !== null && ` · ${word(homeUseWords[visit.homeUse])}`}
      {visit.note !== null && `：${visit.note}`}
    </>
  )
}
