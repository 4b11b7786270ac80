// 样本去向: the tubes of a round by how far they have come, the oldest first.
import { TUBE_STATES, type TubeState } from '@xiaomen/rules/testing'
import { Button, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { useAge } from './age.ts'
import { poolText } from './desk-text.ts'
import { tubeStateWords } from './words.ts'

type Line = Out<'lab.listTubes'>['tubes'][number]

export function TubesTab({ campaignId }: { campaignId: string }) {
  const t = useText(poolText)
  const word = useWord()
  const age = useAge()
  const [state, setState] = useState<TubeState>('received')
  const tubes = useQuery('lab.listTubes', { campaignId, state }, { keepPrevious: true, refetchIntervalMs: 20_000 })
  return (
    <section className="desk-panel" aria-label={t('tubes')}>
      <Loaded of={tubes}>
        {(data) => (
          <div className="desk-stack">
            <div className="desk-scroll">
              <Segmented<TubeState>
                value={state}
                onChange={setState}
                options={TUBE_STATES.map((value) => ({ value, label: `${word(tubeStateWords[value])} ${data.counts[value] ?? 0}` }))}
              />
            </div>
            <Table<Line>
              size="small"
              rowKey="code"
              dataSource={data.tubes}
              scroll={{ x: 360 }}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('noTubes')} /> }}
              columns={[
                { title: t('tube'), dataIndex: 'code', width: 150, render: (code: string) => <span className="desk-mono">{code}</span> },
                { title: t('people'), dataIndex: 'size', width: 70, align: 'right' },
                { title: t('age'), key: 'age', width: 160, render: (_, one) => `${age(one.at)} · ${showMoment(new Date(one.at))}` },
                ...(state === 'positive'
                  ? [
                      {
                        title: '',
                        key: 'pool',
                        width: 90,
                        render: (_: unknown, one: Line) =>
                          one.size > 1 && (
                            <Button type="link" size="small" href={`#/pools/${one.code}`}>
                              {t('toPools')}
                            </Button>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
            {data.isCut && <p className="desk-quiet">{t('cut')}</p>}
          </div>
        )}
      </Loaded>
    </section>
  )
}
