// 待我签署: acts that one person does not do alone, and where each is read and signed.
import { MANY_PEOPLE } from '@xiaomen/rules/approvals'
import { Button } from 'antd'
import { useLocation } from 'wouter'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import { kindWords, waitingText } from './desk-text.ts'

export function WaitingPage() {
  const t = useText(waitingText)
  const word = useWord()
  const lang = useLang()
  const [, go] = useLocation()
  const waiting = useQuery('approvals.listWaiting', {})
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <section className="desk-panel">
        <Loaded of={waiting}>
          {(list) =>
            list.length === 0 ? (
              <Nothing says={t('empty')} />
            ) : (
              <ul className="desk-list">
                {list.map((act) => {
                  const kind = kindWords[act.kind]
                  return (
                    <li key={act.id}>
                      <div>
                        <strong>{kind === undefined ? act.kind : word(kind)}</strong> · {act.areaName}
                        <div className="desk-quiet">
                          {t('by')} {act.author.name}（{act.author.unit}） {showMoment(act.author.at, lang)} · {t('until')} {showMoment(act.expiresAt, lang)}
                        </div>
                        <div>
                          {t('signatures')} {act.signatures.length} / {act.needed}
                          {act.signatures.map((one) => ` · ${one.name} ${one.unit}`).join('')}
                        </div>
                        {act.people > MANY_PEOPLE && <div>{t('many', { n: act.people })}</div>}
                      </div>
                      {kind !== undefined && (
                        <Button type="primary" onClick={() => go(typeof kind.screen === 'string' ? kind.screen : kind.screen(act.subjectId))}>
                          {t('open')}
                        </Button>
                      )}
                    </li>
                  )
                })}
              </ul>
            )
          }
        </Loaded>
      </section>
    </>
  )
}
