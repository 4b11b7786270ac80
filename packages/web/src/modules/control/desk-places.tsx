// 场所处置 on the desk: which places are under works, what is left of today, and the way to propose one.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { type Line, type List, ListChoice, LOOK_AGAIN_MS, PLAIN_TABLE, stateColumn, useCourseColumns } from './desk-case-list.tsx'
import { OpenPlaceDialog } from './desk-place-open.tsx'
import { placeListWords, placeStateWords, placeText } from './place-text.ts'

function Today({ of }: { of: Line }) {
  const t = useText(placeText)
  const isRunning = of.dayNumber !== null
  const heed = [...(of.worksMissed > 0 ? [t('missed', { n: of.worksMissed })] : []), ...(of.changeWaits ? [t('changeWaits')] : [])]
  return (
    <>
      {isRunning && `${t('day', { n: of.dayNumber ?? 0 })} · ${of.worksDue > 0 ? t('toDo', { n: of.worksDue }) : t('allDone')}`}
      {heed.length > 0 && (
        <>
          <br />
          <strong>! {heed.join(' · ')}</strong>
        </>
      )}
    </>
  )
}

export function PlacesTab({ areaId, onOpen }: { areaId: string; onOpen: (caseId: string) => void }) {
  const t = useText(placeText)
  const word = useWord()
  const { may } = useSession()
  const [list, setList] = useState<List>('open')
  const [isOpening, setOpening] = useState(false)
  const listed = useQuery('control.listControl', { areaId, list, about: 'place' }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  const course = useCourseColumns((one) => <Today of={one} />)
  return (
    <section className="desk-panel" aria-label={t('where')}>
      <p className="desk-note">{t('lead')}</p>
      <div className="desk-scroll desk-gap-below desk-row">
        <ListChoice words={placeListWords} list={list} counts={listed.data?.counts} onChange={setList} />
        {may('control.open') && (
          <Button icon={<PlusOutlined />} onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )}
      </div>
      <Loaded of={listed}>
        {({ cases }) => (
          <Table<Line>
            {...PLAIN_TABLE}
            dataSource={cases}
            scroll={{ x: 640 }}
            locale={{ emptyText: <Nothing says={t('empty')} /> }}
            columns={[
              stateColumn(t('state'), 120, (state) => word(placeStateWords[state])),
              {
                title: t('where'),
                key: 'where',
                width: 150,
                render: (_, one) => (
                  <button type="button" className="desk-link" onClick={() => onOpen(one.id)}>
                    {one.areaName}
                  </button>
                ),
              },
              ...course,
            ]}
          />
        )}
      </Loaded>
      {isOpening && (
        <OpenPlaceDialog
          areaId={areaId}
          onClose={(opened) => {
            setOpening(false)
            if (opened !== null) onOpen(opened)
          }}
        />
      )}
    </section>
  )
}
