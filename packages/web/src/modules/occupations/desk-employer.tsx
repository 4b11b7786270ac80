// 一家单位: its key workers, evidence entered by hand, and the link for the employer.
import { CopyOutlined } from '@ant-design/icons'
import { Alert, Button, Drawer, Form, Input, Modal, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { occupationWords } from '../registry/desk-enterprise-text.ts'
import { occupationsText } from './desk-text.ts'
import { dueWords } from './words.ts'

type Employer = Out<'occupations.getEmployer'>
type Worker = Employer['workers'][number]

export function EmployerDrawer({ enterpriseId, onClose }: { enterpriseId: string; onClose: () => void }) {
  const t = useText(occupationsText)
  const word = useWord()
  const seen = useQuery('occupations.getEmployer', { enterpriseId })
  const [noting, setNoting] = useState<Worker | null>(null)
  return (
    <Drawer open title={seen.data?.name ?? t('employer')} size={720} onClose={onClose}>
      <Loaded of={seen}>
        {(of) => (
          <div className="desk-stack">
            {of.may.link && <Link of={of} />}
            <Table<Worker>
              size="small"
              rowKey="staffId"
              dataSource={of.workers}
              scroll={{ x: 300 }}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('none')} /> }}
              columns={[
                {
                  title: t('name'),
                  key: 'name',
                  width: 110,
                  render: (_, one) => (
                    <>
                      {one.name ?? t('hidden')}
                      <div className="desk-quiet">
                        {word(occupationWords[one.occupation])} · {t('every', { n: one.days })}
                      </div>
                    </>
                  ),
                },
                {
                  title: t('due'),
                  key: 'due',
                  width: 110,
                  render: (_, one) => (
                    <>
                      {one.state === 'later' ? word(dueWords[one.state]) : <strong>{word(dueWords[one.state])}</strong>}
                      <div className="desk-quiet">
                        {one.dueOn}
                        <br />
                        {t('last')}: {one.lastOn ?? t('noLast')}
                      </div>
                    </>
                  ),
                },
                ...(of.may.note
                  ? [
                      {
                        title: '',
                        key: 'act',
                        width: 96,
                        render: (_: unknown, one: Worker) => (
                          <Button size="small" onClick={() => setNoting(one)}>
                            {t('note')}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </div>
        )}
      </Loaded>
      {noting !== null && <Note of={noting} onClose={() => setNoting(null)} />}
    </Drawer>
  )
}

function Link({ of }: { of: Employer }) {
  const t = useText(occupationsText)
  const d = useText(deskText)
  const notify = useNotify()
  const issue = useDo('occupations.issueLink')
  const end = useDo('occupations.endLink', { said: t('saved') })
  const [path, setPath] = useState<string | null>(null)
  const whole = path === null ? '' : `${location.origin}${path}`
  return (
    <section aria-label={t('link')}>
      <h3>{t('link')}</h3>
      <p className="desk-note">{t('linkLead')}</p>
      {path !== null && (
        <>
          <Alert type="warning" showIcon title={t('onceOnly')} />
          <p>
            <a href={path} target="_blank" rel="noreferrer" className="desk-mono">
              {whole}
            </a>
          </p>
        </>
      )}
      {path === null && of.linkUntil !== null && <p>{t('linkUntil', { day: of.linkUntil.slice(0, 10) })}</p>}
      <div className="desk-row">
        {path !== null && 'clipboard' in navigator && (
          <Button icon={<CopyOutlined />} onClick={() => void navigator.clipboard.writeText(whole).then(() => notify.done(t('copied')))}>
            {t('copy')}
          </Button>
        )}
        <Button
          loading={issue.isBusy}
          onClick={async () => {
            const made = await issue.run({ enterpriseId: of.enterpriseId })
            if (made !== null) setPath(made.path)
          }}
        >
          {t('issue')}
        </Button>
        {of.linkUntil !== null && (
          <Popconfirm
            title={t('endLink')}
            okText={t('endLink')}
            cancelText={d('cancel')}
            onConfirm={async () => {
              if ((await end.run({ enterpriseId: of.enterpriseId })) !== null) setPath(null)
            }}
          >
            <Button>{t('endLink')}</Button>
          </Popconfirm>
        )}
      </div>
    </section>
  )
}

type Fields = { on: string; evidence: string }
function Note({ of, onClose }: { of: Worker; onClose: () => void }) {
  const t = useText(occupationsText)
  const d = useText(deskText)
  const [form] = Form.useForm<Fields>()
  const [id] = useState(uuidv7)
  const note = useDo('occupations.noteTest', { said: t('saved'), alsoRefresh: ['tasks'] })
  return (
    <Modal
      open
      title={t('noteOf', { name: of.name ?? t('hidden') })}
      okText={t('save')}
      cancelText={d('cancel')}
      confirmLoading={note.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ on: today() }}
        onFinish={async (fields) => {
          if ((await note.run({ id, staffId: of.staffId, ...fields })) !== null) onClose()
        }}
      >
        <Form.Item name="on" label={t('on')} rules={[{ required: true, message: d('required') }]}>
          <DayInput />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence')} rules={[{ required: true, message: d('required') }]}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
