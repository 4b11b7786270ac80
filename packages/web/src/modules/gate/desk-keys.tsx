// 签名密钥: the keys that sign the codes of the whole installation; one that somebody else may have is withdrawn by two people.
import { Button, Form, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, text, useText } from '../../platform/text.ts'

type Key = Out<'gate.listSigningKeys'>[number]

export const keysWords = text({
  zh: {
    keys: '通行码密钥',
    lead: '所有通行码由这些密钥签名，每周自动更换。密钥可能泄露时，在此作废：它签过的码全部失效，新密钥立即启用。',
    after: '作废后，居民重新打开亮码页就有新码；打不开的，门岗用短号、证件或门牌核对。打印的家庭卡不受影响。',
    key: '密钥编号',
    state: '状态',
    madeAt: '生成时间',
    actions: '操作',
    next: '下一把（未启用）',
    current: '正在签名',
    old: '只核验旧码',
    withdrawn: '已作废',
    askedBy: '{name} 已申请作废，等另一单位的人确认',
    ask: '申请作废',
    confirm: '确认作废',
    askSays: '需两个单位的两个人：您申请后，由另一人确认才生效。',
    confirmSays: '确认后立即生效，不能撤回。这把密钥签过的码在服务器上马上失效，在手机上下次更新名单时失效。',
    reason: '原因',
    asked: '已申请，等另一人确认',
    done: '已作废',
  },
  en: {
    keys: 'Signing keys',
    lead: 'These keys sign all pass codes and are replaced every week. If somebody else may have one, withdraw it here: every code it signed ends, and the next key signs at once.',
    after:
      'Residents have a new code as soon as they open the code page again; for whoever cannot, the guard goes by the short number, a document or the door. Printed family cards still count.',
    key: 'Key',
    state: 'State',
    madeAt: 'Made',
    actions: 'Actions',
    next: 'Next one, not yet in use',
    current: 'Signs now',
    old: 'Only verifies older codes',
    withdrawn: 'Withdrawn',
    askedBy: '{name} asked to withdraw it: somebody of another unit has to confirm',
    ask: 'Ask to withdraw',
    confirm: 'Confirm withdrawal',
    askSays: 'This takes two people of two units: it counts once another person confirms it.',
    confirmSays: 'Takes effect at once and cannot be taken back. Codes of this key end on the server now, and on phones with their next list.',
    reason: 'Reason',
    asked: 'Asked; another person has to confirm',
    done: 'Withdrawn',
  },
})

function WithdrawDialog({ of, onClose }: { of: Key; onClose: () => void }) {
  const t = useText(keysWords)
  const d = useText(deskText)
  const [form] = Form.useForm<{ reason: string }>()
  const isAsking = of.askedBy === null
  const withdraw = useDo('gate.withdrawKey', { said: t(isAsking ? 'asked' : 'done') })
  const save = async ({ reason }: { reason: string }) => {
    if ((await withdraw.run({ kid: of.kid, reason: reason.trim() })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t(isAsking ? 'ask' : 'confirm')}: ${of.kid}`}
      okText={t(isAsking ? 'ask' : 'confirm')}
      cancelText={d('cancel')}
      okButtonProps={{ danger: !isAsking }}
      confirmLoading={withdraw.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t(isAsking ? 'askSays' : 'confirmSays')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void save(values)}>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Keys({ list }: { list: Key[] }) {
  const t = useText(keysWords)
  const [withdrawing, setWithdrawing] = useState<Key | null>(null)
  return (
    <section className="desk-panel" aria-label={t('keys')}>
      <p className="desk-note">{t('lead')}</p>
      <p className="desk-note">{t('after')}</p>
      <Table<Key>
        size="small"
        rowKey="kid"
        dataSource={list}
        scroll={{ x: 680 }}
        pagination={false}
        columns={[
          { title: t('key'), key: 'kid', width: 170, render: (_, one) => <code translate="no">{one.kid}</code> },
          {
            title: t('state'),
            key: 'state',
            render: (_, one) => (
              <>
                {t(one.state)}
                {one.askedBy !== null && one.state !== 'withdrawn' && <div className="desk-quiet">{t('askedBy', { name: one.askedBy })}</div>}
              </>
            ),
          },
          { title: t('madeAt'), key: 'madeAt', width: 130, render: (_, one) => showMoment(one.madeAt) },
          {
            title: t('actions'),
            key: 'actions',
            width: 170,
            render: (_, one) =>
              one.state === 'withdrawn' ? null : (
                <Button
                  size="small"
                  danger={one.askedBy !== null}
                  aria-label={`${t(one.askedBy === null ? 'ask' : 'confirm')}: ${one.kid}`}
                  onClick={() => setWithdrawing(one)}
                >
                  {t(one.askedBy === null ? 'ask' : 'confirm')}
                </Button>
              ),
          },
        ]}
      />
      {withdrawing !== null && <WithdrawDialog of={withdrawing} onClose={() => setWithdrawing(null)} />}
    </section>
  )
}

export function KeysPanel() {
  const keys = useQuery('gate.listSigningKeys', {})
  return <Loaded of={keys}>{(list) => <Keys list={list} />}</Loaded>
}
