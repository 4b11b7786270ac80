// 他处检测: of people here, with what it counts for; a positive is taken on by the office.
import { Alert, Button, Popconfirm, Table } from 'antd'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { foreignText } from './desk-text.ts'
import { foundWords, methodWords, resultWords } from './words.ts'

type Result = Out<'foreign.listResults'>['rows'][number]

export function ResultsTab({ areaId, only }: { areaId: string; only: 'all' | 'positive' }) {
  const t = useText(foreignText)
  const d = useText(deskText)
  const word = useWord()
  const results = useQuery('foreign.listResults', { areaId, only }, { keepPrevious: true })
  const seeTo = useDo('foreign.seeTo', { said: t('saved'), alsoRefresh: ['tasks'] })
  return (
    <section className="desk-panel desk-stack" aria-label={t(only === 'positive' ? 'positiveTab' : 'resultTab')}>
      <Loaded of={results}>
        {({ rows, isCut, countsHours, isDraft }) => (
          <>
            {only === 'all' && (
              <p className="desk-note">
                {countsHours === 0 ? t('countsNone') : t('counts', { n: countsHours })} {isDraft && t('draft')}
              </p>
            )}
            {isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Result>
              size="small"
              rowKey="id"
              dataSource={rows}
              scroll={{ x: 720 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t(only === 'positive' ? 'nothingPositive' : 'nothingResults')} /> }}
              columns={[
                {
                  title: t('who'),
                  key: 'who',
                  width: 130,
                  render: (_, one) => (
                    <>
                      {one.name ?? '—'}
                      <div className="desk-quiet">{one.door ?? ''}</div>
                    </>
                  ),
                },
                {
                  title: t('result'),
                  key: 'result',
                  width: 130,
                  render: (_, one) => (
                    <>
                      {one.result === 'positive' ? <strong>! {word(resultWords[one.result])}</strong> : word(resultWords[one.result])}
                      <div className="desk-quiet">{word(methodWords[one.method])}</div>
                    </>
                  ),
                },
                { title: t('sampledAt'), key: 'at', width: 130, render: (_, one) => showMoment(new Date(one.sampledAt)) },
                {
                  title: t('giver'),
                  key: 'giver',
                  render: (_, one) => (
                    <>
                      {one.giver.name}
                      <div className="desk-quiet">{one.lab ?? ''}</div>
                    </>
                  ),
                },
                { title: t('found'), key: 'found', width: 180, render: (_, one) => word(foundWords[one.way]) },
                {
                  title: '',
                  key: 'act',
                  width: 150,
                  render: (_, one) =>
                    one.maySeeTo ? (
                      <Popconfirm
                        title={t('seeTo')}
                        description={t('seeToAsk')}
                        okText={t('seeTo')}
                        cancelText={d('cancel')}
                        onConfirm={() => void seeTo.run({ resultId: one.id })}
                      >
                        <Button size="small" type="primary">
                          {t('seeTo')}
                        </Button>
                      </Popconfirm>
                    ) : one.seenToBy === null ? null : (
                      t('seenTo', { who: one.seenToBy })
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
