// 联系间隔: what the house proposes, with where each number comes from, and what the community set in its place.
import { Button, InputNumber, Table, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { careWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { careText } from './desk-text.ts'

type Row = Out<'care.listIntervals'>['categories'][number]

export function CareIntervals() {
  const t = useText(careText)
  const { current, communityOf } = useAreas()
  const community = communityOf(current)
  return community === null ? <Nothing says={t('chooseCommunity')} /> : <OfCommunity communityId={community.id} path={community.path} />
}

function OfCommunity({ communityId, path }: { communityId: string; path: string }) {
  const t = useText(careText)
  const d = useText(deskText)
  const word = useWord()
  const lang = useLang()
  const notify = useNotify()
  const { may } = useSession()
  const intervals = useQuery('care.listIntervals', { communityId })
  const set = useDo('care.setInterval', { alsoRefresh: ['tasks'] })
  const [edited, setEdited] = useState<{ category: Row['category']; days: number } | null>(null)
  const save = async (category: Row['category'], days: number | null) => {
    const answer = await set.run({ communityId, category, days })
    if (answer === null) return
    setEdited(null)
    notify.done(t('changed', { n: answer.changed }))
  }
  return (
    <section className="desk-panel" aria-label={t('intervals')}>
      <Loaded of={intervals}>
        {({ categories, emergencyMostDays, urgentAfterDays }) => (
          <>
            <p className="desk-note">
              {t('intervalsLead', { n: emergencyMostDays })} {t('urgentAfter', { n: urgentAfterDays })}
            </p>
            <Table<Row>
              size="small"
              rowKey="category"
              dataSource={categories}
              scroll={{ x: 560 }}
              pagination={false}
              columns={[
                { title: t('category'), key: 'category', width: 140, render: (_, row) => word(careWords[row.category]) },
                {
                  title: t('intervalDays'),
                  key: 'days',
                  width: 240,
                  render: (_, row) =>
                    edited?.category === row.category ? (
                      <span className="desk-row">
                        <InputNumber
                          min={1}
                          max={90}
                          autoFocus
                          value={edited.days}
                          aria-label={`${t('intervalDays')}: ${word(careWords[row.category])}`}
                          onChange={(days) => setEdited({ category: row.category, days: days ?? row.days })}
                        />
                        <Button size="small" type="primary" loading={set.isBusy} onClick={() => void save(row.category, edited.days)}>
                          {d('save')}
                        </Button>
                      </span>
                    ) : (
                      <span className="desk-row">
                        <strong>{row.days}</strong>
                        {may('care.assign', path) && (
                          <Button
                            size="small"
                            onClick={() => setEdited({ category: row.category, days: row.days })}
                            aria-label={`${t('set')}: ${word(careWords[row.category])}`}
                          >
                            {t('set')}
                          </Button>
                        )}
                        {row.isOwn && may('care.assign', path) && (
                          <Button size="small" type="link" onClick={() => void save(row.category, null)}>
                            {t('backToProposed', { n: row.proposed })}
                          </Button>
                        )}
                      </span>
                    ),
                },
                {
                  title: t('source'),
                  key: 'source',
                  render: (_, row) =>
                    row.isOwn ? (
                      <Tag>{t('own')}</Tag>
                    ) : (
                      <>
                        {row.isDraft && <Tag>{t('draft')}</Tag>} <span className="desk-quiet">{row.source[lang]}</span>
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
