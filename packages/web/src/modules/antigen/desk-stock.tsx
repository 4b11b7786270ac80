// 试剂库存: the figures that have to agree, and the last lines of the book.
import { Button, Table } from 'antd'
import { useState } from 'react'
import { Nothing, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { CountDialog } from './desk-count.tsx'
import { antigenText } from './desk-text.ts'
import { moveWords } from './words.ts'

type Stock = Out<'antigen.getStock'>
const FIGURES = ['onHand', 'received', 'out', 'atHolders', 'used', 'returned', 'spoilt'] as const

export function StockPanel({ of }: { of: Stock }) {
  const t = useText(antigenText)
  const word = useWord()
  const [asks, setAsks] = useState<'receive' | 'spoil' | null>(null)
  const receive = useDo('antigen.receiveKits', { said: t('saved') })
  const spoil = useDo('antigen.spoilKits', { said: t('saved') })
  const run = asks === 'spoil' ? spoil : receive
  return (
    <section className="desk-panel" aria-label={t('stock')}>
      <div className="desk-panel-head">
        <h2>{t('stock')}</h2>
        {of.mayPlan && (
          <div className="desk-row">
            <Button onClick={() => setAsks('receive')}>{t('receive')}</Button>
            <Button disabled={of.onHand === 0} onClick={() => setAsks('spoil')}>
              {t('spoil')}
            </Button>
          </div>
        )}
      </div>
      <dl className="desk-figures desk-gap-below">
        {FIGURES.map((key) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{of[key]}</dd>
          </div>
        ))}
      </dl>
      <Table<Stock['moves'][number]>
        size="small"
        rowKey="id"
        dataSource={of.moves}
        title={() => t('moves')}
        scroll={{ x: 560 }}
        pagination={{ pageSize: 5, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('none')} /> }}
        columns={[
          { title: t('at'), key: 'at', width: 140, render: (_, one) => showMoment(new Date(one.at)) },
          { title: t('move'), key: 'kind', width: 110, render: (_, one) => word(moveWords[one.kind]) },
          { title: t('count'), key: 'count', width: 80, align: 'right', render: (_, one) => one.count },
          { title: t('by'), key: 'by', width: 120, render: (_, one) => one.by ?? '—' },
          { title: t('note'), key: 'note', render: (_, one) => one.note ?? '' },
        ]}
      />
      {asks !== null && (
        <CountDialog
          title={t(asks)}
          noteLabel={t(asks === 'spoil' ? 'noteWhy' : 'noteFrom')}
          initial={1}
          {...(asks === 'spoil' ? { most: of.onHand } : {})}
          isBusy={run.isBusy}
          onClose={() => setAsks(null)}
          onDone={async (said) => (await run.run({ ...said, communityId: of.communityId })) !== null}
        />
      )}
    </section>
  )
}
