// 公示: everything posted or withdrawn of a day.
import { CheckCircleFilled, StopOutlined } from '@ant-design/icons'
import { POSTING_LEVELS } from '@xiaomen/rules/daily'
import { Select, Table } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { levelWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showTime, today, useText } from '../../platform/text.ts'
import { dailyText, postingWords } from './desk-text.ts'

type Posting = Out<'daily.listPostings'>[number]

export function PostingsPage() {
  const t = useText(dailyText)
  const word = useWord()
  const { current } = useAreas()
  const [areaId, setAreaId] = useState<string | null>(null)
  const [day, setDay] = useState(today())
  const [level, setLevel] = useState<Posting['level'] | 'all'>('all')
  const asked = areaId ?? current?.id
  const postings = useQuery('daily.listPostings', { areaId: asked ?? '', day }, { enabled: asked !== undefined, keepPrevious: true })
  return (
    <>
      <PageHead title={t('postingsTitle')} lead={t('postingsLead')} />
      <div className="desk-row">
        <div style={{ width: 240, maxWidth: '100%' }}>
          <AreaSelect aria-label={t('here')} value={asked} onChange={setAreaId} />
        </div>
        <div style={{ width: 150 }}>
          <DayInput aria-label={t('day')} value={day} latest={today()} onChange={(chosen) => setDay(chosen ?? today())} />
        </div>
        <Select
          aria-label={t('level')}
          style={{ width: 140 }}
          value={level}
          onChange={setLevel}
          options={[{ value: 'all' as const, label: t('all') }, ...POSTING_LEVELS.map((one) => ({ value: one, label: word(levelWords[one]) }))]}
        />
      </div>
      <section className="desk-panel">
        <Loaded of={postings}>
          {(list) => (
            <Table<Posting>
              size="small"
              rowKey="code"
              dataSource={POSTING_LEVELS.filter((one) => level === 'all' || one === level).flatMap((one) => list.filter((posting) => posting.level === one))}
              scroll={{ x: 960 }}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('postingsEmpty')} /> }}
              columns={[
                { title: t('level'), key: 'level', width: 110, render: (_, one) => word(levelWords[one.level]) },
                { title: t('name'), key: 'name', width: 280, render: (_, one) => one.fullName },
                {
                  title: t('state'),
                  key: 'state',
                  width: 130,
                  render: (_, one) =>
                    one.state === 'posted' ? (
                      <span className="desk-sign desk-sign-free">
                        <CheckCircleFilled aria-hidden="true" />
                        {word(postingWords.posted)}
                      </span>
                    ) : (
                      <span className="desk-sign desk-sign-notFree">
                        <StopOutlined aria-hidden="true" />
                        {word(postingWords.withdrawn)}
                      </span>
                    ),
                },
                { title: t('postedAt'), key: 'postedAt', width: 100, render: (_, one) => showTime(one.postedAt) },
                { title: t('withdrawnAt'), key: 'withdrawnAt', width: 100, render: (_, one) => (one.withdrawnAt === null ? '' : showTime(one.withdrawnAt)) },
                {
                  title: t('actions'),
                  key: 'actions',
                  width: 220,
                  render: (_, one) => (
                    <span className="desk-row">
                      <a href={`/posting/${one.code}`} target="_blank" rel="noreferrer" aria-label={`${t('openPosting')}: ${one.fullName}`}>
                        {t('openPosting')}
                      </a>
                      <a href={`/verify/${one.code}`} target="_blank" rel="noreferrer" aria-label={`${t('verify')}: ${one.fullName}`}>
                        {t('verify')}
                      </a>
                      {one.state === 'posted' && (
                        <a href={`/poster/${one.code}`} target="_blank" rel="noreferrer" aria-label={`${t('poster')}: ${one.fullName}`}>
                          {t('poster')}
                        </a>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </section>
    </>
  )
}
