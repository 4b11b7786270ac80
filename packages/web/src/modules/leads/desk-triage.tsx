// 分流: hundreds sent on at once, as suggested or by hand; and the own desk, which takes them or gives them back.
import type { ReturnReason } from '@xiaomen/rules/leads'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { useNotify } from '../../desk/parts.tsx'
import { call } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { BulkStanding, useBulk } from './bulk.tsx'
import { leadsText } from './desk-text.ts'
import { PagedLeads } from './lead-table.tsx'
import { ReturnDialog } from './return-dialog.tsx'

type At = { areaId: string; onOpen: (id: string) => void }
const WAITING = ['received', 'triaged', 'returned'] as const

export function TriageTab({ areaId, path, onOpen }: At & { path: string }) {
  const t = useText(leadsText)
  const { under } = useAreas()
  const notify = useNotify()
  const [show, setShow] = useState<'all' | 'sure' | 'doubtful' | 'returned'>('all')
  const [chosen, setChosen] = useState<string[]>([])
  const bulk = useBulk()
  const communities = under(path).filter(({ level, id }) => level === 'community' && id !== areaId)
  const states = show === 'returned' ? (['returned'] as const) : WAITING
  const doubt = show === 'sure' || show === 'doubtful' ? { doubt: show } : {}
  const send = async (ids: string[], to: 'suggested' | 'community' | 'here', toId: string | null) => {
    setChosen([])
    await bulk.run(ids, (of) => call('leads.send', { ...of, areaId, to, toId, isCorrection: false }), { mayUndo: true })
  }
  /** Page after page of what has one suggestion, until nothing is left. */
  const sendAll = async () => {
    const ids: string[] = []
    let from: Out<'leads.list'>['next'] = null
    do {
      const page: Out<'leads.list'> = await call('leads.list', { areaId, states: [...WAITING], doubt: 'sure', from, limit: 300 })
      ids.push(...page.rows.map(({ id }) => id))
      from = page.next
    } while (from !== null)
    await send(ids, 'suggested', null)
  }
  return (
    <section className="desk-panel desk-stack" aria-label={t('triageTab')}>
      <div className="lead-wide">
        <Segmented<'all' | 'sure' | 'doubtful' | 'returned'>
          aria-label={t('state')}
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: t('everything') },
            { value: 'sure', label: t('onlySure') },
            { value: 'doubtful', label: t('onlyDoubtful') },
            { value: 'returned', label: t('returned') },
          ]}
        />
      </div>
      <div className="desk-row">
        <Button type="primary" disabled={bulk.isBusy} onClick={() => void sendAll()}>
          {t('sendAll')}
        </Button>
        <span className="desk-quiet">{t('selected', { n: chosen.length })}</span>
        <Button disabled={chosen.length === 0 || bulk.isBusy} onClick={() => void send(chosen, 'suggested', null)}>
          {t('sendSuggested')}
        </Button>
        <Select
          aria-label={t('sendTo')}
          placeholder={t('sendTo')}
          style={{ width: 190 }}
          value={null}
          onChange={(id: string) => (chosen.length === 0 ? notify.warn(t('chooseFirst')) : void send(chosen, 'community', id))}
          options={communities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button disabled={chosen.length === 0 || bulk.isBusy} onClick={() => void send(chosen, 'here', null)}>
          {t('keepHere')}
        </Button>
      </div>
      <BulkStanding of={bulk} areaId={areaId} />
      <PagedLeads input={{ areaId, states: [...states], ...doubt }} onOpen={onOpen} withSuggestion chosen={chosen} onChoose={setChosen} />
    </section>
  )
}

export function MineTab({ areaId, onOpen }: At) {
  const t = useText(leadsText)
  const [show, setShow] = useState<'offered' | 'working' | 'closed'>('offered')
  const [chosen, setChosen] = useState<string[]>([])
  const [isReturning, setReturning] = useState(false)
  const bulk = useBulk()
  const states = show === 'offered' ? (['offered'] as const) : show === 'working' ? (['accepted', 'working'] as const) : (['closed'] as const)
  const accept = async () => {
    setChosen([])
    await bulk.run(chosen, (of) => call('leads.accept', { ...of, areaId }))
  }
  const giveBack = async (reason: ReturnReason, note: string) => {
    setReturning(false)
    setChosen([])
    await bulk.run(chosen, (of) => call('leads.giveBack', { ...of, areaId, reason, ...(note === '' ? {} : { note }) }))
  }
  return (
    <section className="desk-panel desk-stack" aria-label={t('mineTab')}>
      <div className="lead-wide">
        <Segmented<'offered' | 'working' | 'closed'>
          aria-label={t('state')}
          value={show}
          onChange={(value) => {
            setShow(value)
            setChosen([])
          }}
          options={[
            { value: 'offered', label: t('offeredHere') },
            { value: 'working', label: t('workingHere') },
            { value: 'closed', label: t('closedHere') },
          ]}
        />
      </div>
      {show !== 'closed' && (
        <div className="desk-row">
          <span className="desk-quiet">{t('selected', { n: chosen.length })}</span>
          {show === 'offered' && (
            <Button type="primary" disabled={chosen.length === 0 || bulk.isBusy} onClick={() => void accept()}>
              {t('acceptN')}
            </Button>
          )}
          <Button disabled={chosen.length === 0 || bulk.isBusy} onClick={() => setReturning(true)}>
            {t('giveBackN')}
          </Button>
        </div>
      )}
      <BulkStanding of={bulk} areaId={areaId} />
      <PagedLeads
        input={{ areaId, states: [...states] }}
        onOpen={onOpen}
        chosen={chosen}
        {...(show === 'closed' ? {} : { onChoose: setChosen })}
        limit={show === 'offered' ? 300 : 100}
      />
      {isReturning && <ReturnDialog onClose={() => setReturning(false)} onReason={(reason, note) => void giveBack(reason, note)} />}
    </section>
  )
}
