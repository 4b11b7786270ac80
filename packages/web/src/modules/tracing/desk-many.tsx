// 批量: what may be done with those who are chosen, and what was done, to be undone as a whole.
import { CLOSE_REASONS, type CloseReason } from '@xiaomen/rules/tracing'
import { Button, Modal, Popover, Select } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In } from '../../platform/ops.ts'
import { showMoment, today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { tracingText } from './desk-text.ts'
import { closeWords, editWords } from './words.ts'

type Change = In<'tracing.editMany'>['change']

export function Many({ areaId, chosen, onDone }: { areaId: string; chosen: readonly string[]; onDone: () => void }) {
  const t = useText(tracingText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const edit = useDo('tracing.editMany')
  const [asking, setAsking] = useState<'isolated' | 'close' | null>(null)
  const [on, setOn] = useState<string | null>(today())
  const [reason, setReason] = useState<CloseReason>('noContact')
  const run = async (change: Change) => {
    const done = await edit.run({ id: uuidv7(), areaId, tracedIds: [...chosen], change })
    if (done === null) return
    notify.done(t('bulkDone', done))
    setAsking(null)
    onDone()
  }
  const confirm = () => {
    if (on === null || asking === null) return
    void run(asking === 'close' ? { kind: 'close', reason, on } : { kind: 'isolated', on })
  }
  return (
    <div className="desk-row">
      {chosen.length > 0 && (
        <>
          <span role="status">{t('selected', { n: chosen.length })}</span>
          <Button loading={edit.isBusy} onClick={() => void run({ kind: 'told', way: 'phone' })}>
            {t('bulkTold')}
          </Button>
          <Button onClick={() => setAsking('isolated')}>{t('bulkIsolated')}</Button>
          <Button onClick={() => setAsking('close')}>{t('bulkClose')}</Button>
        </>
      )}
      <Popover trigger="click" placement="bottomLeft" destroyOnHidden content={<Edits areaId={areaId} />}>
        <Button type="text">{t('edits')}</Button>
      </Popover>
      <Modal
        open={asking !== null}
        title={asking === 'close' ? t('bulkClose') : t('bulkIsolated')}
        okText={t('save')}
        cancelText={d('cancel')}
        confirmLoading={edit.isBusy}
        onCancel={() => setAsking(null)}
        onOk={confirm}
      >
        <p className="desk-note">{t('selected', { n: chosen.length })}</p>
        <div className="desk-stack">
          {asking === 'close' && (
            <Select<CloseReason>
              aria-label={t('closeReason')}
              value={reason}
              onChange={setReason}
              options={CLOSE_REASONS.map((one) => ({ value: one, label: word(closeWords[one]) }))}
            />
          )}
          <DayInput aria-label={asking === 'close' ? t('closeOn') : t('isolatedOn')} value={on} latest={today()} onChange={setOn} />
        </div>
      </Modal>
    </div>
  )
}

function Edits({ areaId }: { areaId: string }) {
  const t = useText(tracingText)
  const word = useWord()
  const notify = useNotify()
  const edits = useQuery('tracing.listEdits', { areaId })
  const undo = useDo('tracing.undoEdit')
  return (
    <Loaded of={edits} rows={2}>
      {(list) =>
        list.length === 0 ? (
          <Nothing says={t('nobodyYet')} />
        ) : (
          <ul className="tracing-edits">
            {list.slice(0, 12).map((one) => (
              <li key={one.id} className="desk-row">
                <span>
                  {showMoment(new Date(one.at))} {one.by} · {word(editWords[one.kind])} · {t('changedN', { n: one.changed })}
                </span>
                {one.undoneAt !== null ? (
                  <span className="desk-quiet">{t('undone')}</span>
                ) : (
                  one.mayUndo && (
                    <Button
                      size="small"
                      loading={undo.isBusy}
                      onClick={async () => {
                        const done = await undo.run({ editId: one.id })
                        if (done !== null) notify.done(t('undoDone', done))
                      }}
                    >
                      {t('undo')}
                    </Button>
                  )
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
