// 督办·即查即改: what is wrong, put right from the same line, and who did.
import { FINDINGS_OF_LEADS, type LeadFinding } from '@xiaomen/rules/leads'
import { Button, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { call, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { BulkStanding, useBulk } from './bulk.tsx'
import { leadsText } from './desk-text.ts'
import { LeadTable } from './lead-table.tsx'
import { findingWords, stepWords } from './words.ts'

type Found = Out<'leads.listFindings'>['rows'][number]
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

export function WatchTab({ areaId, onOpen }: { areaId: string; onOpen: (id: string) => void }) {
  const t = useText(leadsText)
  const word = useWord()
  const notify = useNotify()
  const { current, under } = useAreas()
  const [of, setOf] = useState<LeadFinding>('overdue')
  const [chosen, setChosen] = useState<string[]>([])
  const [bad, setBad] = useState<Found | null>(null)
  const found = useQuery('leads.listFindings', { areaId, of }, { keepPrevious: true })
  const remind = useDo('leads.remind')
  const draw = useDo('leads.drawSamples')
  const check = useDo('leads.checkSample', { said: t('saved') })
  const bulk = useBulk()
  const communities = current === null ? [] : under(current.path).filter(({ level, id }) => level === 'community' && id !== areaId)
  const remindNow = async () => {
    setChosen([])
    const done = await remind.run({ areaId, leadIds: chosen })
    if (done !== null) notify.done(t('done', { n: done.done }))
  }
  const reassign = async (to: 'community' | 'here', toId: string | null) => {
    setChosen([])
    await bulk.run(chosen, (part) => call('leads.send', { ...part, areaId, to, toId, isCorrection: true }))
  }
  const drawNow = async () => {
    const done = await draw.run({ areaId, day: today() })
    if (done !== null) notify.done(t('drawn', { n: done.drawn }))
  }
  return (
    <div className="desk-stack">
      <section className="desk-panel desk-stack" aria-label={t('watchTab')}>
        <div className="lead-wide">
          <Segmented<LeadFinding>
            aria-label={t('find')}
            value={of}
            onChange={(value) => {
              setOf(value)
              setChosen([])
            }}
            options={FINDINGS_OF_LEADS.map((one) => ({
              value: one,
              label: `${word(findingWords[one])}${found.data === undefined ? '' : ` (${found.data.counts[one] ?? 0})`}`,
            }))}
          />
        </div>
        {of === 'sample' ? (
          <div className="desk-row">
            <Button loading={draw.isBusy} onClick={() => void drawNow()}>
              {t('draw')}
            </Button>
          </div>
        ) : (
          <div className="desk-row">
            <span className="desk-quiet">{t('selected', { n: chosen.length })}</span>
            <Button type="primary" disabled={chosen.length === 0} loading={remind.isBusy} onClick={() => void remindNow()}>
              {t('remind')}
            </Button>
            <Select
              aria-label={t('reassign')}
              placeholder={t('reassign')}
              style={{ width: 190 }}
              value={null}
              onChange={(id: string) => (chosen.length === 0 ? notify.warn(t('chooseFirst')) : void reassign('community', id))}
              options={communities.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button disabled={chosen.length === 0 || bulk.isBusy} onClick={() => void reassign('here', null)}>
              {t('keepHere')}
            </Button>
          </div>
        )}
        <BulkStanding of={bulk} areaId={areaId} />
        <Loaded of={found}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Nothing says={t('nothingFound')} />
            ) : (
              <LeadTable
                rows={rows}
                onOpen={onOpen}
                {...(of === 'sample'
                  ? {
                      extra: (one) => (
                        <Check
                          of={rows.find(({ id }) => id === one.id)!}
                          isBusy={check.isBusy}
                          onGood={(id) => void check.run({ sampleId: id, isGood: true })}
                          onBad={setBad}
                        />
                      ),
                    }
                  : { chosen, onChoose: setChosen })}
              />
            )
          }
        </Loaded>
      </section>
      <Corrections areaId={areaId} onOpen={onOpen} />
      <ReasonDialog
        title={t('bad')}
        confirm={t('bad')}
        isOpen={bad !== null}
        isBusy={check.isBusy}
        onClose={() => setBad(null)}
        onReason={(reason) => void check.run({ sampleId: bad!.sampleId!, isGood: false, reason }).then((done) => done !== null && setBad(null))}
      />
    </div>
  )
}

function Check({ of, isBusy, onGood, onBad }: { of: Found; isBusy: boolean; onGood: (id: string) => void; onBad: (of: Found) => void }) {
  const t = useText(leadsText)
  const { sampleId } = of
  if (of.isGood !== null || sampleId === null) return <>{of.isGood === true ? t('good') : `${t('bad')} ${of.reason ?? ''}`}</>
  return (
    <span className="desk-row">
      <Button size="small" disabled={isBusy} onClick={() => onGood(sampleId)}>
        {t('good')}
      </Button>
      <Button size="small" disabled={isBusy} onClick={() => onBad(of)}>
        {t('bad')}
      </Button>
    </span>
  )
}

type Correction = Out<'leads.listCorrections'>[number]
function Corrections({ areaId, onOpen }: { areaId: string; onOpen: (id: string) => void }) {
  const t = useText(leadsText)
  const word = useWord()
  const log = useQuery('leads.listCorrections', { areaId }, { keepPrevious: true })
  return (
    <section className="desk-panel" aria-label={t('corrections')}>
      <h2>{t('corrections')}</h2>
      <Loaded of={log}>
        {(rows) => (
          <Table<Correction>
            size="small"
            rowKey="id"
            dataSource={rows}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 560 }}
            locale={{ emptyText: <Nothing says={t('noCorrections')} /> }}
            columns={[
              { title: t('lastAt'), key: 'at', width: 130, render: (_, one) => showMoment(new Date(one.at)) },
              {
                title: t('steps'),
                key: 'kind',
                render: (_, one) => (
                  <button type="button" className="desk-link" onClick={() => onOpen(one.leadId)}>
                    {[word(stepWords[one.kind]), one.note].filter((part) => part !== null).join(' · ')}
                  </button>
                ),
              },
              { title: t('desk'), dataIndex: 'desk', width: 150 },
              { title: '', key: 'by', width: 130, render: (_, one) => (one.by === null ? '—' : t('by', { who: one.by })) },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
