// 时空交集 on the desk: what was asked, how it stands, and one of them whole.
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { AskTrace } from './desk-ask-trace.tsx'
import { tracesText } from './desk-text.ts'
import { OneTrace } from './desk-trace.tsx'
import { groundWords, traceStateWords } from './words.ts'

type Line = Out<'presence.listTraces'>[number]

export function TracesPage() {
  const t = useText(tracesText)
  const { current } = useAreas()
  const { may } = useSession()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const asked = useParams<{ '*': string }>()['*'] ?? ''
  if (asked !== '') return <OneTrace traceId={asked} />
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {current !== null && may('presence.trace', current.path) && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )}
      </PageHead>
      {current === null ? <Nothing says={t('choose')} /> : <Traces areaId={current.id} />}
      {isAsking && (
        <AskTrace
          areaId={current!.id}
          onClose={(traceId) => {
            setAsking(false)
            if (traceId !== null) go(`/traces/${traceId}`)
          }}
        />
      )}
    </>
  )
}

function Traces({ areaId }: { areaId: string }) {
  const t = useText(tracesText)
  const word = useWord()
  const [, go] = useLocation()
  const traces = useQuery('presence.listTraces', { areaId }, { keepPrevious: true })
  return (
    <section className="desk-panel" aria-label={t('title')}>
      <Loaded of={traces}>
        {(list) => (
          <Table<Line>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 640 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('empty')} /> }}
            columns={[
              {
                title: t('person'),
                key: 'person',
                width: 130,
                render: (_, one) => (
                  <>
                    <strong>
                      <Link href={`/traces/${one.id}`}>{one.name ?? '—'}</Link>
                    </strong>
                    <div className="desk-quiet">
                      {word(groundWords[one.ground])} · {one.areaName}
                    </div>
                  </>
                ),
              },
              { title: t('window'), key: 'window', width: 130, render: (_, one) => `${showMoment(one.from)} – ${showMoment(one.to)}` },
              {
                title: t('state'),
                key: 'state',
                render: (_, one) => (
                  <>
                    <Tag color={one.state === 'open' ? 'blue' : one.state === 'asked' ? 'gold' : 'default'}>{word(traceStateWords[one.state])}</Tag>
                    {one.state === 'open' && one.openUntil !== null && <span className="desk-quiet">{t('until', { time: showMoment(one.openUntil) })}</span>}
                  </>
                ),
              },
              { title: t('people'), key: 'people', width: 80, render: (_, one) => one.people },
              {
                title: t('by'),
                key: 'by',
                width: 120,
                render: (_, one) => (
                  <>
                    {one.askedBy}
                    <div className="desk-quiet">{showMoment(one.askedAt)}</div>
                  </>
                ),
              },
              {
                title: '',
                key: 'open',
                width: 90,
                render: (_, one) => (
                  <Button
                    size="small"
                    type={one.maySign ? 'primary' : 'default'}
                    aria-label={`${t('open')}: ${one.name ?? ''}`}
                    onClick={() => go(`/traces/${one.id}`)}
                  >
                    {t('open')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
