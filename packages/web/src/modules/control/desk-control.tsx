// 人员管控: who is under control here, what is due today, and what they appeal about.
import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { AppealsLabel, AppealsTab } from './desk-appeals.tsx'
import { ControlDrawer } from './desk-control-case.tsx'
import { OpenDialog } from './desk-control-open.tsx'
import { EditionsTab } from './desk-edition-runs.tsx'
import { ReleaseDue } from './desk-release-due.tsx'
import { runsText } from './runs-text.ts'
import { controlText } from './desk-control-text.ts'
import { controlListWords, controlStateWords, STATE_SIGNS } from './words.ts'

type List = NonNullable<In<'control.listControl'>['list']>
type Line = Out<'control.listControl'>['cases'][number]
const LISTS = ['waiting', 'open', 'due', 'ended'] as const satisfies readonly List[]
const LOOK_AGAIN_MS = 60_000

function Today({ of }: { of: Line }) {
  const t = useText(controlText)
  const says = [
    ...(of.dayNumber === null ? [] : [t('day', { n: of.dayNumber })]),
    ...(of.recordsAsked === 0 ? [] : [t('asked', { done: of.recordsToday, all: of.recordsAsked })]),
  ]
  const heed = [
    ...(of.testsDue > 0 ? [t('testDue')] : []),
    ...(of.testsMissed > 0 ? [t('testMissed', { n: of.testsMissed })] : []),
    ...(of.changeWaits ? [t('changeWaits')] : []),
    ...(of.appealWaits ? [t('appealWaits')] : []),
  ]
  return (
    <>
      {says.join(' · ')}
      {heed.length > 0 && (
        <>
          <br />
          <strong>! {heed.join(' · ')}</strong>
        </>
      )}
    </>
  )
}

function People({ areaId, onOpen }: { areaId: string; onOpen: (caseId: string) => void }) {
  const t = useText(controlText)
  const word = useWord()
  const [list, setList] = useState<List>('open')
  const listed = useQuery('control.listControl', { areaId, list }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  const counts = listed.data?.counts
  return (
    <section className="desk-panel" aria-label={t('people')}>
      <div className="desk-scroll desk-gap-below">
        <Segmented<List>
          value={list}
          onChange={setList}
          options={LISTS.map((one) => ({ value: one, label: `${word(controlListWords[one])}${counts === undefined ? '' : ` ${counts[one]}`}` }))}
        />
        {list === 'due' && listed.data !== undefined && <ReleaseDue cases={listed.data.cases} />}
      </div>
      <Loaded of={listed}>
        {({ cases, isCut }) => (
          <>
            {isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Line>
              size="small"
              rowKey="id"
              dataSource={cases}
              scroll={{ x: 720 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('empty')} /> }}
              columns={[
                {
                  title: t('state'),
                  key: 'state',
                  width: 130,
                  render: (_, one) => (
                    <span className="desk-sign">
                      <span aria-hidden="true">{STATE_SIGNS[one.state]}</span> {word(controlStateWords[one.state])}
                    </span>
                  ),
                },
                {
                  title: t('who'),
                  key: 'who',
                  width: 110,
                  render: (_, one) => (
                    <button type="button" className="desk-link" onClick={() => onOpen(one.id)}>
                      {one.name ?? t('notForYou')}
                    </button>
                  ),
                },
                { title: t('where'), key: 'where', width: 150, render: (_, one) => `${one.areaName} ${one.door ?? ''}` },
                {
                  title: t('measure'),
                  key: 'measure',
                  width: 150,
                  render: (_, one) => (
                    <>
                      {one.measureName === null ? '—' : word(one.measureName)}
                      <br />
                      <span className="desk-quiet">{word(one.track)}</span>
                    </>
                  ),
                },
                { title: t('until'), key: 'until', width: 105, render: (_, one) => one.lastDay ?? '—' },
                { title: t('today'), key: 'today', width: 170, render: (_, one) => <Today of={one} /> },
                {
                  title: t('by'),
                  key: 'by',
                  width: 120,
                  render: (_, one) => (
                    <>
                      {one.openedBy}
                      <br />
                      <span className="desk-quiet">{one.openedUnit}</span>
                    </>
                  ),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </section>
  )
}

export function ControlPage() {
  const t = useText(controlText)
  const r = useText(runsText)
  const { may } = useSession()
  const { current } = useAreas()
  const lang = useLang()
  const [place, go] = useLocation()
  const [isOpening, setOpening] = useState(false)
  const [tab, setTab] = useState(place === '/control/editions' ? 'editions' : 'people')
  // The case stands in the address, by its id alone, so that it can be sent to a colleague.
  const caseId = /^\/control\/([0-9a-f-]{36})$/.exec(place)?.[1] ?? null
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {current?.level === 'community' && (
          <Button href={`/restrictions/${current.id}?lang=${lang}`} target="_blank">
            {t('counted')}
          </Button>
        )}
        {may('control.open') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )}
      </PageHead>
      {current !== null && (
        <Tabs
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'people', label: t('people'), children: <People areaId={current.id} onOpen={(id) => go(`/control/${id}`)} /> },
            ...(may('control.confirm')
              ? [
                  {
                    key: 'appeals',
                    label: <AppealsLabel areaId={current.id} />,
                    children: <AppealsTab areaId={current.id} onOpen={(id) => go(`/control/${id}`)} />,
                  },
                ]
              : []),
            ...(may('control.edition')
              ? [{ key: 'editions', label: r('tab'), children: <EditionsTab areaId={current.id} onOpen={(id) => go(`/control/${id}`)} /> }]
              : []),
          ]}
        />
      )}
      {isOpening && current !== null && (
        <OpenDialog
          areaId={current.id}
          onClose={(opened) => {
            setOpening(false)
            if (opened !== null) go(`/control/${opened}`)
          }}
        />
      )}
      {caseId !== null && <ControlDrawer key={caseId} caseId={caseId} onClose={() => go('/control')} />}
    </>
  )
}
