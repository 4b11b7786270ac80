import { Button, Table } from 'antd'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { statusText } from './desk-text.ts'
import { unmatchedWords, wayWords } from './words.ts'

type Aside = Out<'status.listUnmatched'>[number]

export function UnmatchedTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const word = useWord()
  const notify = useNotify()
  const { may } = useSession()
  const aside = useQuery('status.listUnmatched', { areaId }, { keepPrevious: true })
  const settle = useDo('status.settleUnmatched', { alsoRefresh: ['gate'] })
  const run = async (one: Aside, how: 'again' | 'putAway') => {
    const answer = await settle.run({ unmatchedId: one.id, how })
    if (answer !== null) (answer.isSettled ? notify.done : notify.warn)(t(answer.isSettled ? 'settled' : 'stillNobody'))
  }
  return (
    <section className="desk-panel" aria-label={t('unmatched')}>
      <Loaded of={aside}>
        {(list) => (
          <Table<Aside>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 900 }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noUnmatched')} /> }}
            columns={[
              { title: t('problem'), key: 'problem', render: (_, one) => word(unmatchedWords[one.problem]) },
              { title: t('document'), key: 'document', width: 190, render: (_, one) => one.document ?? '—' },
              { title: t('source'), key: 'source', width: 150, render: (_, one) => one.source.name },
              {
                title: t('received'),
                key: 'received',
                width: 180,
                render: (_, one) => `${showMoment(new Date(one.receivedAt))} · ${word(wayWords[one.way])}${one.row === null ? '' : ` ${t('row')} ${one.row}`}`,
              },
              ...(may('status.report')
                ? [
                    {
                      title: t('actions'),
                      key: 'actions',
                      width: 200,
                      render: (_: unknown, one: Aside) => (
                        <span className="desk-row">
                          <Button size="small" loading={settle.isBusy} onClick={() => void run(one, 'again')}>
                            {t('tryAgain')}
                          </Button>
                          <Button size="small" onClick={() => void run(one, 'putAway')}>
                            {t('putAway')}
                          </Button>
                        </span>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
