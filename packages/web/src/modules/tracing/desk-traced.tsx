// One of them: the days that count, whom they met and who may have given it to them, what is to be done, what was done.
import { CASE_KINDS, type CaseKind } from '@xiaomen/rules/tracing'
import { Button, Descriptions, Drawer, Form, Select, Space } from 'antd'
import { useState } from 'react'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { DateFieldset, type DateFields, datesOf } from './desk-add.tsx'
import { Acts } from './desk-acts.tsx'
import { Meetings } from './desk-meetings.tsx'
import { tracingText } from './desk-text.ts'
import { Due } from './due.tsx'
import type { Traced } from './types.ts'
import { anyWord, caseKindWords, closeWords, originWords, sexWords, standingWords, turnWords } from './words.ts'
import './tracing.css'

export function TracedDrawer({ areaId, tracedId, onOpen, onClose }: { areaId: string; tracedId: string; onOpen: (id: string) => void; onClose: () => void }) {
  const traced = useQuery('tracing.getTraced', { tracedId }, { keepPrevious: true })
  return (
    <Drawer open onClose={onClose} size={720} title={traced.data === undefined ? '' : `${traced.data.label} ${traced.data.name ?? ''}`} destroyOnHidden>
      <Loaded of={traced}>{(of) => <Body key={`${of.id} ${of.version}`} areaId={areaId} of={of} onOpen={onOpen} />}</Loaded>
    </Drawer>
  )
}

function Body({ areaId, of, onOpen }: { areaId: string; of: Traced; onOpen: (id: string) => void }) {
  const t = useText(tracingText)
  const word = useWord()
  return (
    <div className="desk-stack">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          {
            key: 'standing',
            label: t('standing'),
            children: (
              <strong>
                {word(standingWords[of.standing])}
                {of.caseKind !== null && ` · ${word(caseKindWords[of.caseKind])}`}
              </strong>
            ),
          },
          {
            key: 'due',
            label: of.closedOn === null ? t('due') : t('close'),
            children: of.closeReason === null ? <Due of={of} /> : `${of.closedOn} ${word(closeWords[of.closeReason])}`,
          },
          { key: 'where', label: t('where'), children: [of.areaName, of.door, of.address].filter(Boolean).join(' ') },
          { key: 'phone', label: t('phone'), children: of.phone ?? '—' },
          { key: 'sex', label: t('sex'), children: word(sexWords[of.sex]) },
          { key: 'origin', label: t('origin'), children: word(originWords[of.origin]) },
          ...(of.lastMetOn === null ? [] : [{ key: 'met', label: t('lastMetOn'), children: of.lastMetOn }]),
        ]}
      />
      {of.may.work && <Acts of={of} />}
      <Days of={of} />
      <Meetings areaId={areaId} of={of} onOpen={onOpen} />
      <History of={of} />
    </div>
  )
}

function Days({ of }: { of: Traced }) {
  const t = useText(tracingText)
  const word = useWord()
  const [form] = Form.useForm<DateFields & { caseKind: CaseKind | null }>()
  const [isEditing, setEditing] = useState(false)
  const edit = useDo('tracing.editTraced', { said: t('saved') })
  const isCase = of.standing === 'case'
  return (
    <section aria-label={t('days')}>
      <h3>{t('days')}</h3>
      {isEditing ? (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ caseKind: of.caseKind, onsetOn: of.onsetOn, sampledOn: of.sampledOn, reportedOn: of.reportedOn, isolatedOn: of.isolatedOn }}
          onFinish={async (fields) => {
            const input = { tracedId: of.id, version: of.version, caseKind: isCase ? (fields.caseKind ?? 'suspected') : null, ...datesOf(fields) }
            if ((await edit.run(input)) !== null) setEditing(false)
          }}
        >
          {isCase && (
            <Form.Item name="caseKind" label={t('caseKind')}>
              <Select options={CASE_KINDS.map((one) => ({ value: one, label: word(caseKindWords[one]) }))} />
            </Form.Item>
          )}
          <DateFieldset isCase={isCase} />
          <Button type="primary" htmlType="submit" loading={edit.isBusy}>
            {t('save')}
          </Button>
        </Form>
      ) : (
        <Space wrap>
          {(['onsetOn', 'sampledOn', 'reportedOn', 'isolatedOn'] as const).map((field) =>
            of[field] === null ? null : (
              <span key={field}>
                <span className="desk-quiet">{t(field)}</span> {of[field]}
              </span>
            ),
          )}
          {of.may.work && of.closedOn === null && (
            <Button size="small" onClick={() => setEditing(true)}>
              {t('days')}
            </Button>
          )}
        </Space>
      )}
      {of.windows !== null && (
        <p className="tracing-windows">
          <span>
            <span className="desk-quiet">{t('windowOthers')}</span>{' '}
            <strong>
              {of.windows.others.from} – {of.windows.others.to}
            </strong>
          </span>
          {isCase && (
            <span>
              <span className="desk-quiet">{t('windowSource')}</span>{' '}
              <strong>
                {of.windows.source.from} – {of.windows.source.to}
              </strong>
            </span>
          )}
        </p>
      )}
    </section>
  )
}

function History({ of }: { of: Traced }) {
  const t = useText(tracingText)
  const word = useWord()
  const said = (value: string | null) => (value === null ? null : anyWord[value] === undefined ? value : word(anyWord[value]))
  return (
    <section aria-label={t('history')}>
      <h3>{t('history')}</h3>
      <ol className="tracing-history">
        {of.turns.map((turn) => (
          <li key={turn.id}>
            <span className="desk-quiet">{showMoment(new Date(turn.at))}</span> {turn.by === '' ? t('bySystem') : `${turn.by} ${turn.unit}`} ·{' '}
            {word(turnWords[turn.kind])} {[said(turn.from), said(turn.to)].filter((one) => one !== null).join(' → ')}
            {turn.reason !== null && <div className="desk-quiet">{turn.reason}</div>}
          </li>
        ))}
      </ol>
    </section>
  )
}
