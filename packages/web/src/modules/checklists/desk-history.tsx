import { Table, Tag } from 'antd'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { PhotoView } from '../photos/photo-view.tsx'
import { checksText } from './desk-text.ts'
import { answerSigns, answerWords, checkKindWords } from './words.ts'

type Check = Out<'checklists.getGate'>['checks'][number]

function Answers({ checkId }: { checkId: string }) {
  const t = useText(checksText)
  const word = useWord()
  const { may } = useSession()
  const check = useQuery('checklists.getCheck', { checkId })
  return (
    <Loaded of={check}>
      {({ answers }) => (
        <Table
          size="small"
          rowKey="item"
          dataSource={answers}
          pagination={false}
          scroll={{ x: 460 }}
          columns={[
            { title: t('item'), key: 'item', width: 150, render: (_, one) => word(one) },
            { title: t('answer'), key: 'answer', width: 110, render: (_, one) => `${answerSigns[one.answer]} ${word(answerWords[one.answer])}` },
            { title: t('note'), key: 'note', render: (_, one) => one.note ?? '' },
            ...(may('photos.read')
              ? [
                  {
                    title: t('photos'),
                    key: 'photos',
                    width: 240,
                    render: (_: unknown, one: (typeof answers)[number]) => <PhotoView photoIds={one.photoIds} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </Loaded>
  )
}

/** The list that holds at a gate, and every check made there; each opens to what it said. */
export function CheckHistory({ gateId }: { gateId: string }) {
  const t = useText(checksText)
  const word = useWord()
  const gate = useQuery('checklists.getGate', { gateId })
  return (
    <Loaded of={gate}>
      {({ list, checks }) => (
        <>
          <p>
            {t('list')}：{word(list)} · {t('goodFor', { days: list.goodForDays })} {list.isDraft && <Tag>{t('draft')}</Tag>}
          </p>
          <p className="desk-quiet">{word(list.source)}</p>
          <h3>{t('history')}</h3>
          <Table<Check>
            size="small"
            rowKey="id"
            dataSource={checks}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 460 }}
            locale={{ emptyText: <Nothing says={t('historyEmpty')} /> }}
            expandable={{ expandedRowRender: (check) => <Answers checkId={check.id} />, defaultExpandedRowKeys: checks.slice(0, 1).map(({ id }) => id) }}
            columns={[
              { title: t('when'), key: 'at', width: 130, render: (_, check) => showMoment(check.at) },
              { title: t('kind'), key: 'kind', width: 110, render: (_, check) => word(checkKindWords[check.kind]) },
              { title: t('found'), dataIndex: 'missing', width: 80 },
              { title: t('by'), key: 'by', render: (_, check) => check.by ?? '' },
            ]}
          />
        </>
      )}
    </Loaded>
  )
}
