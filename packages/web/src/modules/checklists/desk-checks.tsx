// 小门自查 on the desk: how every gate stands, what is missing until when, and what each check said.
import { GATE_STANDINGS, type GateStanding } from '@xiaomen/rules/checklists'
import { Button, Drawer, Radio, Table, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { ExportMenu } from '../../desk/export-menu.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { CheckHistory } from './desk-history.tsx'
import { checksText } from './desk-text.ts'
import { standingSigns, standingWords } from './words.ts'

type Gate = Out<'checklists.listGates'>[number]
const SIGN: Record<GateStanding, string> = { whole: 'desk-sign-free', faults: 'desk-sign-notFree', old: 'desk-sign-unknown', never: 'desk-sign-unknown' }

function Standing({ standing }: { standing: GateStanding }) {
  const word = useWord()
  return (
    <span className={`desk-sign ${SIGN[standing]}`}>
      <span aria-hidden="true">{standingSigns[standing]}</span> {word(standingWords[standing])}
    </span>
  )
}

function Missing({ faults }: { faults: Gate['faults'] }) {
  const t = useText(checksText)
  const word = useWord()
  return (
    <div className="desk-row">
      {faults.map((fault) => (
        <Tag key={fault.id} color={fault.isOverdue ? 'red' : 'default'}>
          {fault.isOverdue ? t('overdue', { item: word(fault) }) : t('due', { item: word(fault), time: showMoment(fault.dueAt) })}
        </Tag>
      ))}
    </div>
  )
}

function Gates({ list }: { list: Gate[] }) {
  const t = useText(checksText)
  const word = useWord()
  const [filter, setFilter] = useState<GateStanding | 'all'>('all')
  const [shown, setShown] = useState<Gate | null>(null)
  const count = (standing: GateStanding) => list.filter((gate) => gate.standing === standing).length
  return (
    <section className="desk-panel" aria-label={t('title')}>
      <div className="desk-panel-head">
        <Radio.Group
          optionType="button"
          value={filter}
          aria-label={t('state')}
          onChange={({ target }) => setFilter(target.value as typeof filter)}
          options={[
            { value: 'all', label: `${t('all')} ${list.length}` },
            ...GATE_STANDINGS.map((standing) => ({ value: standing, label: `${standingSigns[standing]} ${word(standingWords[standing])} ${count(standing)}` })),
          ]}
        />
      </div>
      <Table<Gate>
        size="small"
        rowKey="gateId"
        dataSource={list.filter((gate) => filter === 'all' || gate.standing === filter)}
        scroll={{ x: 660 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('empty')} /> }}
        columns={[
          {
            title: t('gate'),
            key: 'gate',
            width: 130,
            render: (_, gate) => (
              <>
                <strong>{gate.name}</strong>
                <div className="desk-quiet">{gate.areaName}</div>
              </>
            ),
          },
          { title: t('state'), key: 'state', width: 130, render: (_, { standing }) => <Standing standing={standing} /> },
          { title: t('missing'), key: 'missing', render: (_, { faults }) => <Missing faults={faults} /> },
          {
            title: t('checked'),
            key: 'checked',
            width: 130,
            render: (_, { checkedAt, checkedBy }) => (checkedAt === null ? t('never') : `${showMoment(checkedAt)} ${checkedBy ?? ''}`),
          },
          {
            title: '',
            key: 'open',
            width: 80,
            render: (_, gate) => (
              <Button size="small" aria-label={`${t('open')}: ${gate.areaName} ${gate.name}`} onClick={() => setShown(gate)}>
                {t('open')}
              </Button>
            ),
          },
        ]}
      />
      <Drawer open={shown !== null} onClose={() => setShown(null)} size="large" title={shown === null ? '' : `${shown.areaName} ${shown.name}`} destroyOnHidden>
        {shown !== null && <CheckHistory gateId={shown.gateId} />}
      </Drawer>
    </section>
  )
}

export function ChecksPage() {
  const t = useText(checksText)
  const { may } = useSession()
  const { current } = useAreas()
  const gates = useQuery('checklists.listGates', current === null ? {} : { areaId: current.id })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {current !== null && <ExportMenu area={current} sources={['gateChecks']} />}
        {may('checklists.check') && <Button href="/work/#/checks">{t('toPhone')}</Button>}
      </PageHead>
      <Loaded of={gates}>{(list) => <Gates list={list} />}</Loaded>
    </>
  )
}
