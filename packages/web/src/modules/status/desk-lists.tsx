// 待签名单: what a file brought and what would hurt, read, signed by somebody of another office, or declined with a reason.
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { statusText } from './desk-text.ts'
import { VerdictSign } from './verdict-sign.tsx'
import { importStateWords, kindWords } from './words.ts'

type List = Out<'status.listImports'>[number]

function Lines({ of }: { of: List }) {
  const t = useText(statusText)
  const word = useWord()
  return (
    <div>
      <span className="desk-quiet">{t('firstLines', { n: of.lines.length })}</span>
      <ul className="desk-list">
        {of.lines.map((line, at) => (
          <li key={at}>
            <div>
              {line.name ?? t('notForYou')} · {line.door ?? '—'}
              <div className="desk-quiet">
                {word(kindWords[line.kind])} · {line.from}
              </div>
            </div>
            <VerdictSign verdict={line.verdict} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function ListCard({ of, onDecline }: { of: List; onDecline: () => void }) {
  const t = useText(statusText)
  const word = useWord()
  const { modal } = App.useApp()
  const sign = useDo('status.signImport', { said: t('listSigned'), alsoRefresh: ['gate', 'approvals'] })
  const askSign = () =>
    void modal.confirm({ title: t('signList'), content: t('signListAsk'), okText: t('signList'), onOk: () => sign.run({ importId: of.id }) })
  return (
    <article className="desk-panel desk-stack" aria-label={of.source.name}>
      <div className="desk-row">
        <strong>{of.source.name}</strong>
        <Tag>{word(importStateWords[of.state])}</Tag>
      </div>
      <span>{t('carriedIn', { name: of.carriedBy.name, unit: of.carriedBy.unit, time: showMoment(new Date(of.carriedBy.at)) })}</span>
      <span>{t('wouldHurt', { n: of.people, red: of.reds, yellow: of.yellows, green: of.greens })}</span>
      <span>
        {t('signedBy', { have: of.signatures.have, needed: of.signatures.needed })}
        {of.signatures.units.map((unit) => ` · ${unit}`).join('')}
        {of.state === 'waiting' && ` · ${t('signBefore', { time: showMoment(new Date(of.expiresAt)) })}`}
      </span>
      {of.decided !== null && of.decided.name !== null && (
        <span className="desk-quiet">{t('decidedBy', { name: of.decided.name, unit: of.decided.unit ?? '', time: showMoment(new Date(of.decided.at)) })}</span>
      )}
      {of.reason !== null && <span>{of.reason}</span>}
      {of.lines.length > 0 && <Lines of={of} />}
      {(of.maySign || of.mayDecline) && (
        <div className="desk-row">
          {of.maySign && (
            <Button type="primary" loading={sign.isBusy} onClick={askSign}>
              {t('signList')}
            </Button>
          )}
          {of.mayDecline && (
            <Button danger onClick={onDecline}>
              {t('declineList')}
            </Button>
          )}
        </div>
      )}
    </article>
  )
}

export function ListsTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const lists = useQuery('status.listImports', { areaId }, { keepPrevious: true })
  const decline = useDo('status.declineImport', { said: t('listDeclined'), alsoRefresh: ['approvals'] })
  const [declining, setDeclining] = useState<List | null>(null)
  return (
    <section className="desk-stack" aria-label={t('lists')}>
      <p className="desk-quiet">{t('listsHelp')}</p>
      <Loaded of={lists}>
        {(all) =>
          all.length === 0 ? <Nothing says={t('noLists')} /> : all.map((one) => <ListCard key={one.id} of={one} onDecline={() => setDeclining(one)} />)
        }
      </Loaded>
      <ReasonDialog
        title={t('declineListTitle')}
        confirm={t('declineList')}
        isOpen={declining !== null}
        isBusy={decline.isBusy}
        isDanger
        onClose={() => setDeclining(null)}
        onReason={(reason) => {
          if (declining !== null) void decline.run({ importId: declining.id, reason }).then((done) => done !== null && setDeclining(null))
        }}
      />
    </section>
  )
}
