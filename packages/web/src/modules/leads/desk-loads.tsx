// 各单位: what lies where, which desk is silent, what is closed; and the answer to whoever gave a lead.
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Problem } from '../../desk/parts.tsx'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import { leadsText } from './desk-text.ts'
import { PagedLeads } from './lead-table.tsx'

type Desk = Out<'leads.listLoads'>['desks'][number]
const OPEN = ['received', 'triaged', 'offered', 'accepted', 'working', 'returned'] as const
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

export function LoadsTab({ areaId, onOpen }: { areaId: string; onOpen: (id: string) => void }) {
  const t = useText(leadsText)
  const loads = useQuery('leads.listLoads', { areaId }, { keepPrevious: true, refetchIntervalMs: 20_000 })
  const [deskId, setDesk] = useState<string | null>(null)
  return (
    <div className="desk-stack">
      <section className="desk-panel desk-stack" aria-label={t('loadsTab')}>
        <Loaded of={loads}>
          {({ desks, open, overdue, silentHours }) => (
            <>
              <p role="status">{t('total', { open, overdue })}</p>
              <Table<Desk>
                size="small"
                rowKey="id"
                dataSource={desks}
                pagination={false}
                scroll={{ x: 640 }}
                columns={[
                  {
                    title: t('desk'),
                    key: 'name',
                    render: (_, of) => (
                      <>
                        <button type="button" className="desk-link" onClick={() => setDesk(of.id === deskId ? null : of.id)}>
                          {of.name}
                        </button>{' '}
                        {of.isCentre && <Tag>{t('centre')}</Tag>}
                        {of.isSilent && (
                          <Tag>
                            <strong>! {t('silent', { n: silentHours })}</strong>
                          </Tag>
                        )}
                      </>
                    ),
                  },
                  { title: t('waitingN'), dataIndex: 'waiting', width: 80 },
                  { title: t('sentN'), dataIndex: 'sent', width: 100 },
                  { title: t('offeredN'), dataIndex: 'offered', width: 80 },
                  { title: t('workingN'), dataIndex: 'working', width: 80 },
                  {
                    title: t('overdueN'),
                    key: 'overdue',
                    width: 80,
                    render: (_, of) => (of.overdue > 0 ? <strong className="desk-late">! {of.overdue}</strong> : '0'),
                  },
                  { title: t('closedN'), dataIndex: 'closed', width: 80 },
                  { title: t('lastAt'), key: 'last', width: 120, render: (_, of) => (of.lastAt === null ? t('never') : showMoment(new Date(of.lastAt))) },
                ]}
              />
            </>
          )}
        </Loaded>
        {deskId !== null && <PagedLeads key={deskId} input={{ areaId, states: [...OPEN], deskId }} onOpen={onOpen} />}
      </section>
      <Answers areaId={areaId} />
    </div>
  )
}

function Answers({ areaId }: { areaId: string }) {
  const t = useText(leadsText)
  const lang = useLang()
  const givers = useQuery('leads.listGivers', { areaId })
  const [giverId, setGiver] = useState<string | undefined>()
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState(today)
  const [error, setError] = useState<unknown>(null)
  const get = async () => {
    setError(null)
    try {
      await download('leads.answerList', { areaId, giverId: giverId!, from, until, lang })
    } catch (caught) {
      setError(caught)
    }
  }
  return (
    <section className="desk-panel desk-stack" aria-label={t('answers')}>
      <h2>{t('answers')}</h2>
      <p className="desk-note">{t('answersHelp')}</p>
      {error !== null && <Problem error={error} />}
      <div className="desk-row">
        <Select
          aria-label={t('giver')}
          placeholder={t('pickGiver')}
          style={{ width: 240, maxWidth: '100%' }}
          value={giverId ?? null}
          onChange={setGiver}
          options={(givers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <span className="lead-day">
          <DayInput aria-label={t('from')} value={from} onChange={(day) => day !== null && setFrom(day)} />
        </span>
        <span className="lead-day">
          <DayInput aria-label={t('until')} value={until} onChange={(day) => day !== null && setUntil(day)} />
        </span>
        <Button icon={<DownloadOutlined />} disabled={giverId === undefined} onClick={() => void get()}>
          {t('getAnswers')}
        </Button>
      </div>
    </section>
  )
}
