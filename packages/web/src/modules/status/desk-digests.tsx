// 预警: the mornings and the reds of an area, and who is in the one that is open.
import { Segmented, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import './desk-status.css'
import { statusText } from './desk-text.ts'
import { VerdictSign } from './verdict-sign.tsx'
import { reasonClassWords } from './words.ts'

type Digest = Out<'status.listDigests'>[number]
type Line = Out<'status.getDigest'>['lines'][number]

function Lines({ digest }: { digest: Digest }) {
  const t = useText(statusText)
  const word = useWord()
  const read = useQuery('status.getDigest', { communityId: digest.communityId, digestId: digest.id })
  return (
    <Loaded of={read}>
      {({ lines }) => (
        <Table<Line>
          size="small"
          rowKey="personId"
          dataSource={lines}
          scroll={{ x: 680 }}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: <Nothing says={t('nobodyChanged')} /> }}
          columns={[
            {
              title: t('change'),
              key: 'change',
              width: 170,
              render: (_, one) => (
                <span className="desk-row">
                  <VerdictSign verdict={one.was} />
                  <span aria-hidden="true">→</span>
                  <VerdictSign verdict={one.verdict} />
                </span>
              ),
            },
            { title: t('reason'), key: 'reason', width: 100, render: (_, one) => (one.reason === null ? '—' : word(reasonClassWords[one.reason])) },
            { title: t('who'), key: 'who', width: 80, render: (_, one) => one.name ?? <span className="desk-quiet">{t('notForYou')}</span> },
            { title: t('door'), key: 'door', width: 90, render: (_, one) => one.door ?? '—' },
            { title: t('carer'), key: 'carer', width: 80, render: (_, one) => one.carer ?? '—' },
            { title: t('bring'), key: 'bring', render: (_, one) => one.supplies.map(word).join(' · ') || '—' },
          ]}
        />
      )}
    </Loaded>
  )
}

export function DigestsTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const digests = useQuery('status.listDigests', { areaId }, { keepPrevious: true })
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <section className="desk-panel desk-stack" aria-label={t('digests')}>
      <Loaded of={digests}>
        {(list) => {
          const open = list.find((one) => one.id === chosen) ?? list[0]
          if (open === undefined) return <Nothing says={t('noDigests')} />
          return (
            <>
              <div className="status-days">
                <Segmented
                  value={open.id}
                  onChange={setChosen}
                  options={list.slice(0, 12).map((one) => ({
                    value: one.id,
                    label: `${t(one.kind === 'morning' ? 'morning' : 'redNow')} · ${showMoment(new Date(one.madeAt))} · ${t('peopleN', { n: one.people })}`,
                  }))}
                />
              </div>
              <Lines key={open.id} digest={open} />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
