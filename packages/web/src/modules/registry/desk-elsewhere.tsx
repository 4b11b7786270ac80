// 人户分离: what we noted and told, and what other communities told us.
import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Segmented, Select, Spin, Tag } from 'antd'
import { useState } from 'react'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Nothing, Problem, useDo, useNotify } from '../../desk/parts.tsx'
import { documentWords, useWord } from '../../desk/words.ts'
import { download, usePages } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showDay, today, useLang, useText } from '../../platform/text.ts'
import { AnswerDialog, type Answering } from './desk-elsewhere-answer.tsx'
import { NoteDialog } from './desk-elsewhere-note.tsx'
import { directionWords, ELSEWHERE_SIGNS, elsewhereStateWords, listsText, toldWords } from './desk-lists-text.ts'
import './desk-lists.css'

export type ElsewhereRow = Out<'registry.listElsewhere'>['rows'][number]
const STATES = Object.keys(elsewhereStateWords) as ElsewhereRow['state'][]
const LIMIT = 50

function Row({
  row,
  onHome,
  onEdit,
  onAnswer,
}: {
  row: ElsewhereRow
  onHome: (homeId: string) => void
  onEdit: () => void
  onAnswer: (answer: Answering['answer']) => void
}) {
  const t = useText(listsText)
  const word = useWord()
  const { modal } = App.useApp()
  const report = useDo('registry.reportElsewhere', { said: t('reportedSaid') })
  const end = useDo('registry.endElsewhere', { said: t('endedSaid') })
  const isOut = row.box === 'out'
  const mayTell = isOut && (row.state === 'noted' || row.state === 'returned')
  const name = row.name ?? t('notForYou')
  const askEnd = () =>
    modal.confirm({
      title: `${t('end')}: ${name}`,
      content: t('endAsk'),
      okText: t('end'),
      cancelText: t('cancel'),
      onOk: () => end.run({ elsewhereId: row.id, version: row.version, on: today() }),
    })
  return (
    <li>
      <div className="desk-elsewhere">
        <div>
          <strong>{name}</strong> <span className="desk-quiet">{word((isOut ? directionWords : toldWords)[row.direction])}</span>
        </div>
        <div>
          {row.communityName}
          {row.place !== null && ` · ${row.place}`}{' '}
          <span className="desk-quiet">
            {row.since} –{row.until === null ? '' : ` ${row.until}`}
          </span>
        </div>
        <div className="desk-quiet">
          {[row.phone, row.document === null ? null : `${row.documentKind === null ? '' : word(documentWords[row.documentKind])} ${row.document}`]
            .filter((part) => part !== null)
            .join(' · ')}
        </div>
        <div className="desk-row">
          <Tag>
            <span aria-hidden="true">{ELSEWHERE_SIGNS[row.state]}</span> {word(elsewhereStateWords[row.state])}
          </Tag>
          {isOut && row.state === 'reported' && row.way !== null && <span className="desk-quiet">{t(row.way === 'inbox' ? 'wayInbox' : 'wayList')}</span>}
          {row.reportedAt !== null && <span className="desk-quiet">{t('tellOn', { day: showDay(row.reportedAt) })}</span>}
          {row.answeredAt !== null && <span className="desk-quiet">{t('answeredOn', { day: showDay(row.answeredAt) })}</span>}
          {row.reason !== null && (
            <span>
              {t('reason')}: {row.reason}
            </span>
          )}
        </div>
      </div>
      <div className="desk-row">
        {row.homeId !== null && (
          <Button size="small" onClick={() => onHome(row.homeId!)} aria-label={`${t('home')}: ${name}`}>
            {t('home')}
          </Button>
        )}
        {mayTell && (
          <>
            <Button size="small" onClick={onEdit} aria-label={`${t('edit')}: ${name}`}>
              {t('edit')}
            </Button>
            <Button
              size="small"
              type="primary"
              loading={report.isBusy}
              aria-label={`${t('report')}: ${name}`}
              onClick={() => void report.run({ elsewhereId: row.id, version: row.version })}
            >
              {t(row.state === 'returned' ? 'reportAgain' : 'report')}
            </Button>
          </>
        )}
        {isOut && row.state !== 'ended' && (
          <Button size="small" onClick={askEnd} aria-label={`${t('end')}: ${name}`}>
            {t('end')}
          </Button>
        )}
        {!isOut && row.state === 'reported' && (
          <>
            <Button size="small" type="primary" onClick={() => onAnswer('acknowledged')} aria-label={`${t('acknowledge')}: ${name}`}>
              {t('acknowledge')}
            </Button>
            <Button size="small" onClick={() => onAnswer('returned')} aria-label={`${t('return')}: ${name}`}>
              {t('return')}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

export function Elsewhere({ area, onHome }: { area: Area; onHome: (homeId: string) => void }) {
  const t = useText(listsText)
  const word = useWord()
  const lang = useLang()
  const notify = useNotify()
  const { may } = useSession()
  const { fullName } = useAreas()
  const [box, setBox] = useState<'out' | 'in'>('out')
  const [state, setState] = useState<ElsewhereRow['state'] | ''>('')
  const [editing, setEditing] = useState<ElsewhereRow | null>(null)
  const [answering, setAnswering] = useState<Answering | null>(null)
  const pages = usePages('registry.listElsewhere', { areaId: area.id, box, limit: LIMIT, ...(state === '' ? {} : { state }) })
  const rows = (pages.data?.pages ?? []).flatMap((page) => page.rows)
  return (
    <section className="desk-panel" aria-label={t('viewElsewhere')}>
      <div className="desk-panel-head">
        <h2>{fullName(area)}</h2>
        {box === 'out' && may('registry.export', area.path) && (
          <Button
            icon={<DownloadOutlined />}
            onClick={() =>
              void download('registry.exportElsewhere', { areaId: area.id, lang, format: 'xlsx' }).then(() => notify.done(t('exported')), notify.failed)
            }
          >
            {t('exportList')}
          </Button>
        )}
      </div>
      <p className="desk-quiet">{t('elsewhereLead')}</p>
      <div className="desk-filters">
        <Segmented
          value={box}
          onChange={(chosen) => setBox(chosen)}
          options={[
            { value: 'out' as const, label: t('boxOut') },
            { value: 'in' as const, label: t('boxIn') },
          ]}
        />
        <Select
          className="desk-filter"
          aria-label={t('anyState')}
          value={state}
          onChange={setState}
          options={[{ value: '', label: t('anyState') }, ...STATES.map((one) => ({ value: one, label: word(elsewhereStateWords[one]) }))]}
        />
      </div>
      {pages.error !== null && <Problem error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Spin />}
      {pages.data !== undefined && rows.length === 0 && <Nothing says={t(box === 'out' ? 'emptyOut' : 'emptyIn')} />}
      <ul className="desk-list">
        {rows.map((row) => (
          <Row key={row.id} row={row} onHome={onHome} onEdit={() => setEditing(row)} onAnswer={(answer) => setAnswering({ row, answer })} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {editing !== null && <NoteDialog row={editing} onClose={() => setEditing(null)} />}
      {answering !== null && <AnswerDialog of={answering} area={area} onClose={() => setAnswering(null)} />}
    </section>
  )
}
