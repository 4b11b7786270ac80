// 代班: who stands in for whom.
import { PlusOutlined } from '@ant-design/icons'
import { MOST_COVER_DAYS } from '@xiaomen/rules/access'
import { App, Button, Form, Input, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { roleWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import type { Account } from './desk-account-state.tsx'
import { accountsText } from './desk-text.ts'

type Cover = Out<'access.listCovers'>[number]
const STATES = { planned: 'coverPlanned', running: 'coverRunning', over: 'coverOver' } as const

export function CoversPanel() {
  const t = useText(accountsText)
  const word = useWord()
  const { current } = useAreas()
  const { modal } = App.useApp()
  const [isNew, setNew] = useState(false)
  const covers = useQuery('access.listCovers', current === null ? {} : { areaId: current.id })
  const end = useDo('access.endCover', { said: t('coverEnded') })
  const askEnd = (cover: Cover) =>
    modal.confirm({
      title: `${t('coverEnd')}: ${cover.byName} → ${cover.name}`,
      content: t('coverEndAsk'),
      okText: t('coverEnd'),
      okButtonProps: { danger: true },
      onOk: () => end.run({ coverId: cover.id }),
    })
  return (
    <section className="desk-panel">
      <div className="desk-panel-head">
        <p className="desk-quiet">{t('coversSays')}</p>
        <Button icon={<PlusOutlined />} onClick={() => setNew(true)}>
          {t('coverNew')}
        </Button>
      </div>
      <Loaded of={covers}>
        {(list) => (
          <Table<Cover>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 900 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('coversNone')} /> }}
            columns={[
              { title: t('coverAbsent'), key: 'name', width: 110, render: (_, cover) => <strong>{cover.name}</strong> },
              { title: t('coverBy'), key: 'by', width: 110, render: (_, cover) => <strong>{cover.byName}</strong> },
              {
                title: t('coverPasses'),
                key: 'grants',
                width: 220,
                render: (_, cover) =>
                  cover.grants.map((grant) => (
                    <div key={`${grant.role} ${grant.areaName}`}>
                      <Tag>{word(roleWords[grant.role])}</Tag>
                      {grant.areaName}
                    </div>
                  )),
              },
              { title: t('coverDays'), key: 'days', width: 190, render: (_, cover) => `${cover.from} – ${cover.until}` },
              { title: t('coverWhy'), key: 'reason', width: 160, render: (_, cover) => cover.reason ?? '' },
              { title: t('state'), key: 'state', width: 90, render: (_, cover) => t(STATES[cover.state]) },
              {
                title: '',
                key: 'end',
                width: 90,
                render: (_, cover) =>
                  cover.state !== 'over' && (
                    <Button size="small" danger aria-label={`${t('coverEnd')}: ${cover.byName}`} onClick={() => askEnd(cover)}>
                      {t('coverEnd')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {isNew && <CoverDialog onClose={() => setNew(false)} />}
    </section>
  )
}

type Values = { accountId: string; byAccountId: string; from: string; until: string; reason: string }

export function CoverDialog({ absent, onClose }: { absent?: Account; onClose: () => void }) {
  const t = useText(accountsText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  const accountId = Form.useWatch('accountId', form)
  const from = Form.useWatch('from', form)
  const accounts = useQuery('access.listAccounts', current === null ? {} : { areaId: current.id })
  const cover = useDo('access.coverFor', { said: t('coverMade') })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  const options = (accounts.data ?? (absent === undefined ? [] : [absent]))
    .filter((account) => account.state === 'active')
    .map((account) => ({ value: account.id, label: `${account.name} · ${account.unit}` }))
  return (
    <Modal
      open
      title={t('coverNew')}
      okText={t('coverNew')}
      cancelText={d('cancel')}
      confirmLoading={cover.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('coverSays', { days: MOST_COVER_DAYS })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: today(), ...(absent === undefined ? {} : { accountId: absent.id }) }}
        onFinish={(values) => void cover.run(values).then((answer) => answer !== null && onClose())}
      >
        <Form.Item name="accountId" label={t('coverAbsent')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} disabled={absent !== undefined} options={options} />
        </Form.Item>
        <Form.Item name="byAccountId" label={t('coverBy')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options.filter((one) => one.value !== accountId)} />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="from" label={t('from')} rules={required}>
            <DayInput earliest={today()} />
          </Form.Item>
          <Form.Item name="until" label={t('coverUntil')} rules={required}>
            <DayInput earliest={from ?? today()} />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={t('coverWhy')} extra={t('coverWhyHelp')} rules={required}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
