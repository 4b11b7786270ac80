import { BREACH_OUTCOMES } from '@xiaomen/rules/patrols'
import { Button, Form, Input, Modal, Radio, Table } from 'antd'
import { useState } from 'react'
import { Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { PhotoView } from '../photos/photo-view.tsx'
import { patrolsText } from './desk-text.ts'
import './desk-patrols.css'
import { breachSigns, breachWords, outcomeWords } from './words.ts'

type Breach = Out<'patrols.listBreaches'>[number]

export function Breaches({ list }: { list: Breach[] }) {
  const t = useText(patrolsText)
  const word = useWord()
  const { may } = useSession()
  const [settling, setSettling] = useState<Breach | null>(null)
  return (
    <section className="desk-panel" aria-label={t('breaches')}>
      <h2>
        {t('breaches')} <span className="desk-quiet">{t('openOnes', { count: list.filter(({ outcome }) => outcome === null).length })}</span>
      </h2>
      <Table<Breach>
        size="small"
        rowKey="id"
        dataSource={list}
        scroll={{ x: 680 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('breachesEmpty')} /> }}
        columns={[
          { title: t('when'), key: 'at', width: 120, render: (_, one) => showMoment(one.at) },
          {
            title: t('what'),
            key: 'kind',
            width: 170,
            render: (_, one) => (
              <span className={one.outcome === null ? 'desk-sign desk-sign-notFree' : ''}>
                <span aria-hidden="true">{breachSigns[one.kind]}</span> {word(breachWords[one.kind])}
              </span>
            ),
          },
          { title: t('where'), key: 'where', width: 140, render: (_, one) => `${one.areaName} ${one.place ?? ''}` },
          {
            title: t('note'),
            key: 'note',
            render: (_, one) => (
              <>
                {one.note}
                {one.by !== null && <div className="desk-quiet">{t('byWhom', { name: one.by })}</div>}
                {may('photos.read', one.path) && <PhotoView photoIds={one.photoIds} />}
              </>
            ),
          },
          {
            title: t('outcome'),
            key: 'outcome',
            width: 130,
            render: (_, one) =>
              one.outcome !== null ? (
                <span>
                  ✓ {word(outcomeWords[one.outcome])}
                  <br />
                  <span className="desk-quiet">
                    {one.answeredBy} {one.answeredAt === null ? '' : showMoment(one.answeredAt)} {one.answerNote}
                  </span>
                </span>
              ) : may('patrols.answer', one.path) ? (
                <Button size="small" type="primary" aria-label={`${t('handle')}: ${word(breachWords[one.kind])}`} onClick={() => setSettling(one)}>
                  {t('handle')}
                </Button>
              ) : null,
          },
        ]}
      />
      {settling !== null && <SettleDialog breach={settling} onClose={() => setSettling(null)} />}
    </section>
  )
}

function SettleDialog({ breach, onClose }: { breach: Breach; onClose: () => void }) {
  const t = useText(patrolsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Omit<In<'patrols.answerBreach'>, 'breachId'>>()
  const answer = useDo('patrols.answerBreach', { said: d('saved'), alsoRefresh: ['tasks'] })
  return (
    <Modal
      open
      title={`${word(breachWords[breach.kind])} · ${breach.areaName} ${breach.place ?? ''}`}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={answer.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={async ({ outcome, note }) => {
          const said = note?.trim() ?? ''
          if ((await answer.run({ breachId: breach.id, outcome, note: said === '' ? null : said })) !== null) onClose()
        }}
      >
        <Form.Item name="outcome" label={t('outcomeAsk')} rules={[{ required: true, message: d('required') }]}>
          <Radio.Group className="patrol-outcomes" options={BREACH_OUTCOMES.map((outcome) => ({ value: outcome, label: word(outcomeWords[outcome]) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
