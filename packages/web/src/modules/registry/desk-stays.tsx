// 滞留人员: places that are no homes where people have to stay; each opens with whoever is there.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Table } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { AddStayers } from './desk-stay-add.tsx'
import { StayPlaceDrawer } from './desk-stay-place.tsx'
import { stayPlaceWords, staysText } from './desk-stays-text.ts'

type Place = Out<'registry.listStayPlaces'>[number]

export function StaysPage() {
  const t = useText(staysText)
  const word = useWord()
  const { may } = useSession()
  const { current, placeOf } = useAreas()
  const [place, go] = useLocation()
  const [alsoClosed, setAlsoClosed] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const listed = useQuery(
    'registry.listStayPlaces',
    { areaId: current?.id ?? '', ...(alsoClosed ? { alsoClosed } : {}) },
    { enabled: current !== null, keepPrevious: true },
  )
  const homeId = /^\/stays\/([0-9a-f-]{36})$/.exec(place)?.[1] ?? null
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {current !== null && may('registry.edit', current.path) && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </PageHead>
      <section className="desk-panel" aria-label={t('title')}>
        <Checkbox className="desk-gap-below" checked={alsoClosed} onChange={(event) => setAlsoClosed(event.target.checked)}>
          {t('alsoClosed')}
        </Checkbox>
        <Loaded of={listed}>
          {(places) => (
            <Table<Place>
              size="small"
              rowKey="homeId"
              dataSource={places}
              scroll={{ x: 560 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('empty')} /> }}
              columns={[
                {
                  title: t('place'),
                  key: 'place',
                  width: 180,
                  render: (_, one) => (
                    <button type="button" className="desk-link" onClick={() => go(`/stays/${one.homeId}`)}>
                      {one.place}
                    </button>
                  ),
                },
                { title: t('people'), key: 'people', width: 80, render: (_, one) => <strong>{one.people}</strong> },
                { title: t('kind'), key: 'kind', width: 110, render: (_, one) => word(stayPlaceWords[one.kind]) },
                { title: t('area'), key: 'area', width: 140, render: (_, one) => placeOf(one) },
                {
                  title: t('since'),
                  key: 'since',
                  width: 130,
                  render: (_, one) => (
                    <>
                      {one.openedOn}
                      {one.closedOn !== null && <div className="desk-quiet">{t('closedOn', { day: one.closedOn })}</div>}
                    </>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </section>
      {isAdding && (
        <AddStayers
          at={null}
          onClose={(opened) => {
            setAdding(false)
            if (opened !== null) go(`/stays/${opened}`)
          }}
        />
      )}
      {homeId !== null && <StayPlaceDrawer key={homeId} homeId={homeId} onClose={() => go('/stays')} />}
    </>
  )
}
