// 轮次缺检: of a round of testing who is missing, employer by employer, and of one by name.
import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Modal, Select, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { occupationWords, tradeWords } from '../registry/desk-enterprise-text.ts'
import { occupationsText } from './desk-text.ts'

type Employer = Out<'occupations.listMissing'>['employers'][number]

export function RoundTab({ areaId }: { areaId: string }) {
  const t = useText(occupationsText)
  const [chosen, setChosen] = useState<string | null>(null)
  const rounds = useQuery('testing.listCampaigns', { areaId }, { keepPrevious: true })
  return (
    <section className="desk-panel desk-stack" aria-label={t('roundTab')}>
      <Loaded of={rounds}>
        {(list) => {
          const begun = list.filter(({ state }) => state === 'running' || state === 'ended')
          const campaignId = begun.some(({ id }) => id === chosen) ? chosen : (begun[0]?.id ?? null)
          if (campaignId === null) return <Nothing says={t('noRounds')} />
          return (
            <>
              <Select
                aria-label={t('pickRound')}
                style={{ width: 300, maxWidth: '100%' }}
                value={campaignId}
                onChange={setChosen}
                options={begun.map((one) => ({ value: one.id, label: `${one.name} · ${one.day}` }))}
              />
              <MissingList areaId={areaId} campaignId={campaignId} />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function MissingList({ areaId, campaignId }: { areaId: string; campaignId: string }) {
  const t = useText(occupationsText)
  const word = useWord()
  const lang = useLang()
  const notify = useNotify()
  const { may } = useSession()
  const [opened, setOpened] = useState<Employer | null>(null)
  const missing = useQuery('occupations.listMissing', { areaId, campaignId }, { keepPrevious: true, refetchIntervalMs: 30_000 })
  const maySee = may('occupations.people')
  return (
    <Loaded of={missing}>
      {({ employers, totals, isCut }) => (
        <>
          <p className="desk-note" role="status">
            {t('roundTotals', totals)}
          </p>
          <div className="desk-row">
            <Button
              icon={<DownloadOutlined />}
              onClick={() => void download('occupations.downloadEmployers', { areaId, campaignId, lang }).catch(notify.failed)}
            >
              {t('download')}
            </Button>
          </div>
          {isCut && <Alert type="info" showIcon title={t('cut')} />}
          <Table<Employer>
            size="small"
            rowKey="enterpriseId"
            dataSource={employers}
            scroll={{ x: 480 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noEmployers')} /> }}
            columns={[
              {
                title: t('employer'),
                key: 'name',
                width: 170,
                render: (_, one) => (
                  <>
                    {maySee ? (
                      <button type="button" className="desk-link" onClick={() => setOpened(one)}>
                        {one.name}
                      </button>
                    ) : (
                      one.name
                    )}
                    <div className="desk-quiet">{word(tradeWords[one.trade])}</div>
                  </>
                ),
              },
              { title: t('missing'), key: 'missing', width: 80, align: 'right', render: (_, one) => (one.missing > 0 ? <strong>! {one.missing}</strong> : 0) },
              { title: t('done'), key: 'done', width: 80, align: 'right', render: (_, one) => one.done },
              { title: t('expected'), key: 'expected', width: 80, align: 'right', render: (_, one) => one.expected },
            ]}
          />
          {opened !== null && <Names of={opened} campaignId={campaignId} onClose={() => setOpened(null)} />}
        </>
      )}
    </Loaded>
  )
}

function Names({ of, campaignId, onClose }: { of: Employer; campaignId: string; onClose: () => void }) {
  const t = useText(occupationsText)
  const d = useText(deskText)
  const word = useWord()
  const names = useQuery('occupations.getMissing', { enterpriseId: of.enterpriseId, campaignId })
  return (
    <Modal open title={t('missingOf', { name: of.name })} footer={<Button onClick={onClose}>{d('close')}</Button>} onCancel={onClose}>
      <Loaded of={names}>
        {(list) =>
          list.length === 0 ? (
            <Nothing says={t('nobodyMissing')} />
          ) : (
            <ul>
              {list.map((one) => (
                <li key={one.personId}>
                  {one.name ?? t('hidden')} · {word(occupationWords[one.occupation])}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Modal>
  )
}
