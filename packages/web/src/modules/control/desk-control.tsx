// 人员管控: who is under control here, what is due today, and what they appeal about.
import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Table, Tabs } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { AppealsLabel, AppealsTab } from './desk-appeals.tsx'
import { type Line, type List, ListChoice, LOOK_AGAIN_MS, PLAIN_TABLE, stateColumn, useCourseColumns } from './desk-case-list.tsx'
import { ReleaseDue } from './desk-release-due.tsx'
import { runsText } from './runs-text.ts'
import { controlText } from './desk-control-text.ts'
import { TransfersLabel, TransfersTab } from './desk-transfers.tsx'
import { controlListWords, controlStateWords } from './words.ts'

// What is opened from the list comes when it is opened.
const ControlDrawer = lazy(async () => ({ default: (await import('./desk-control-case.tsx')).ControlDrawer }))
const OpenDialog = lazy(async () => ({ default: (await import('./desk-control-open.tsx')).OpenDialog }))
const PlacesTab = lazy(async () => ({ default: (await import('./desk-places.tsx')).PlacesTab }))
const EditionsTab = lazy(async () => ({ default: (await import('./desk-edition-runs.tsx')).EditionsTab }))

/** Those besides the list that have an address of their own, so that what waits leads there. */
const TABS = ['places', 'appeals', 'transfers', 'editions']

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
  const course = useCourseColumns((one) => <Today of={one} />)
  return (
    <section className="desk-panel" aria-label={t('people')}>
      <div className="desk-scroll desk-gap-below">
        <ListChoice words={controlListWords} list={list} counts={listed.data?.counts} onChange={setList} />
        {list === 'due' && listed.data !== undefined && <ReleaseDue cases={listed.data.cases} />}
      </div>
      <Loaded of={listed}>
        {({ cases, isCut }) => (
          <>
            {isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Line>
              {...PLAIN_TABLE}
              dataSource={cases}
              scroll={{ x: 720 }}
              locale={{ emptyText: <Nothing says={t('empty')} /> }}
              columns={[
                stateColumn(t('state'), 130, (state) => word(controlStateWords[state])),
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
                ...course,
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
  const [tab, setTab] = useState(TABS.find((one) => place === `/control/${one}`) ?? 'people')
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
            {
              key: 'places',
              label: t('places'),
              children: (
                <Suspense>
                  <PlacesTab areaId={current.id} onOpen={(id) => go(`/control/${id}`)} />
                </Suspense>
              ),
            },
            ...(may('control.confirm')
              ? [
                  {
                    key: 'appeals',
                    label: <AppealsLabel areaId={current.id} />,
                    children: <AppealsTab areaId={current.id} onOpen={(id) => go(`/control/${id}`)} />,
                  },
                ]
              : []),
            ...(may('control.transfer')
              ? [
                  {
                    key: 'transfers',
                    label: <TransfersLabel areaId={current.id} />,
                    children: <TransfersTab areaId={current.id} onOpen={(id) => go(`/control/${id}`)} />,
                  },
                ]
              : []),
            ...(may('control.edition')
              ? [
                  {
                    key: 'editions',
                    label: r('tab'),
                    children: (
                      <Suspense>
                        <EditionsTab areaId={current.id} onOpen={(id) => go(`/control/${id}`)} />
                      </Suspense>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <Suspense>
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
      </Suspense>
    </>
  )
}
