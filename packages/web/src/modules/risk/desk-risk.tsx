// 风险地区: the list that gates compare with: what counts today, what has ended, who changed it.
import { ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Modal, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, today, useText } from '../../platform/text.ts'
import { ImportList } from './desk-import-list.tsx'
import { RiskForm } from './desk-risk-form.tsx'
import { changeWords, levelWords, riskText } from './desk-text.ts'

export type RiskArea = Out<'risk.listAreas'>[number]

function History({ area, onClose }: { area: RiskArea; onClose: () => void }) {
  const t = useText(riskText)
  const d = useText(deskText)
  const word = useWord()
  const history = useQuery('risk.listHistory', { riskAreaId: area.id })
  return (
    <Modal open width={720} title={`${t('history')}: ${area.name}`} footer={<Button onClick={onClose}>{d('close')}</Button>} onCancel={onClose}>
      <Loaded of={history}>
        {(list) => (
          <Table<(typeof list)[number]>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 560 }}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t('when'), key: 'when', width: 110, render: (_, one) => showMoment(one.at) },
              { title: t('who'), dataIndex: 'by', width: 100 },
              { title: t('what'), key: 'what', width: 80, render: (_, one) => word(changeWords[one.what]) },
              {
                title: t('as'),
                key: 'as',
                render: (_, one) => [one.name, one.code, word(levelWords[one.level]), `${one.from} – ${one.until ?? t('open')}`].filter(Boolean).join(' · '),
              },
            ]}
          />
        )}
      </Loaded>
    </Modal>
  )
}

export function RiskPage() {
  const t = useText(riskText)
  const word = useWord()
  const { may } = useSession()
  const { modal } = App.useApp()
  const [state, setState] = useState<'active' | 'ended'>('active')
  const [open, setOpen] = useState<{ is: 'add' } | { is: 'import' } | { is: 'edit' | 'history'; area: RiskArea } | null>(null)
  const list = useQuery('risk.listAreas', { state }, { keepPrevious: true })
  const end = useDo('risk.endArea')
  const close = () => setOpen(null)
  const askEnd = (area: RiskArea) =>
    modal.confirm({
      title: `${t('end')}: ${area.name}`,
      content: t('endAsk'),
      okText: t('end'),
      onOk: () => end.run({ riskAreaId: area.id, version: area.version, on: today() }),
    })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('risk.manage') && (
          <>
            <Button icon={<ImportOutlined />} onClick={() => setOpen({ is: 'import' })}>
              {t('import')}
            </Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ is: 'add' })}>
              {t('add')}
            </Button>
          </>
        )}
      </PageHead>
      <section className="desk-panel" aria-label={t('title')}>
        <div className="desk-panel-head">
          <Segmented
            value={state}
            onChange={setState}
            options={[
              { value: 'active', label: t('active') },
              { value: 'ended', label: t('ended') },
            ]}
          />
        </div>
        <Loaded of={list}>
          {(areas) => (
            <Table<RiskArea>
              size="small"
              rowKey="id"
              dataSource={areas}
              scroll={{ x: 660 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t(state === 'active' ? 'emptyActive' : 'emptyEnded')} /> }}
              columns={[
                {
                  title: t('name'),
                  key: 'name',
                  render: (_, one) => (
                    <>
                      <strong>{one.name}</strong>
                      <div className="desk-quiet">
                        {t('holdsFor')} {one.areaName}
                      </div>
                    </>
                  ),
                },
                { title: t('level'), key: 'level', width: 90, render: (_, one) => <Tag>{word(levelWords[one.level])}</Tag> },
                { title: t('code'), key: 'code', width: 110, className: 'desk-mono', render: (_, one) => one.code ?? '' },
                {
                  title: t('days'),
                  key: 'days',
                  width: 120,
                  render: (_, one) => (
                    <>
                      {one.from}
                      <div>{one.until ?? <span className="desk-quiet">{t('open')}</span>}</div>
                    </>
                  ),
                },
                {
                  title: t('actions'),
                  key: 'actions',
                  width: 200,
                  render: (_, one) => (
                    <span className="desk-row">
                      {may('risk.manage', one.path) && (
                        <Button size="small" aria-label={`${t('edit')}: ${one.name}`} onClick={() => setOpen({ is: 'edit', area: one })}>
                          {t('edit')}
                        </Button>
                      )}
                      {may('risk.manage', one.path) && state === 'active' && one.from <= today() && (
                        <Button size="small" aria-label={`${t('end')}: ${one.name}`} onClick={() => askEnd(one)}>
                          {t('end')}
                        </Button>
                      )}
                      <Button size="small" type="link" aria-label={`${t('history')}: ${one.name}`} onClick={() => setOpen({ is: 'history', area: one })}>
                        {t('history')}
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </section>
      {open?.is === 'add' && <RiskForm area={null} onClose={close} />}
      {open?.is === 'edit' && <RiskForm area={open.area} onClose={close} />}
      {open?.is === 'history' && <History area={open.area} onClose={close} />}
      {open?.is === 'import' && <ImportList onClose={close} />}
    </>
  )
}
