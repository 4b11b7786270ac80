// 签收: the box, then its tubes one by one; counted blind against what the courier signed for.
import { labelOf, readLabel } from '@xiaomen/rules/testing'
import { Alert, Button, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { call } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { labText } from './desk-text.ts'
import { ScanField } from './scan-field.tsx'

type Found = Out<'lab.findBox'>
type Done = Out<'lab.receiveBox'>

export function ReceiveTab() {
  const t = useText(labText)
  const notify = useNotify()
  const receive = useDo('lab.receiveBox', { alsoRefresh: ['lab'] })
  const [typed, setTyped] = useState('')
  const [box, setBox] = useState<Found | null>(null)
  const [tubes, setTubes] = useState<string[]>([])
  const [done, setDone] = useState<Done | null>(null)
  const field = useRef<InputRef>(null)
  const open = async (code: string) => {
    setTyped('')
    try {
      setBox(await call('lab.findBox', { box: code }))
      setTubes([])
      setDone(null)
    } catch (error) {
      notify.failed(error)
    }
    field.current?.focus()
  }
  const scan = (text: string) => {
    setTyped('')
    field.current?.focus()
    const label = readLabel(text)
    const code = 'problem' in label || label.kind !== 'tube' ? null : labelOf(label)
    if (code === null) return notify.warn(t('b_label_unreadable'))
    if (tubes.includes(code)) return notify.warn(t('scannedTwice', { code }))
    setTubes([code, ...tubes])
  }
  const finish = async () => {
    const answer = box === null ? null : await receive.run({ box: box.code, tubes })
    if (answer === null) return
    setDone(answer)
    setBox(null)
  }
  const missing = box === null ? 0 : box.tubes - tubes.length
  return (
    <section className="desk-panel" aria-label={t('receive')}>
      <div className="desk-stack">
        {done !== null && (
          <Alert
            type={done.lost.length > 0 ? 'warning' : 'success'}
            showIcon
            title={done.lost.length > 0 ? t('receivedShort', { n: done.received, lost: done.lost.length }) : t('received', { n: done.received })}
            description={
              <>
                {done.lost.length > 0 && <p className="desk-mono">{done.lost.join(' ')}</p>}
                {done.matched > 0 && <p>{t('matched', { n: done.matched })}</p>}
              </>
            }
          />
        )}
        {box !== null && (
          <>
            <h2>{t('boxOnWay', { code: box.code, n: box.tubes, at: box.sentAt === null ? '—' : showMoment(new Date(box.sentAt)) })}</h2>
            <p className="desk-note">{t('scanEach')}</p>
          </>
        )}
        <ScanField
          inputRef={field}
          label={t(box === null ? 'scanBox' : 'scanTube')}
          value={typed}
          onChange={setTyped}
          onScan={(text) => (box === null ? void open(text) : scan(text))}
          says={t(box === null ? 'openBox' : 'scanShort')}
          isBusy={false}
        />
        {box !== null && (
          <>
            <strong role="status">{t('scanned', { n: tubes.length })}</strong>
            {tubes.length > 0 && (
              <ul className="desk-plain-list desk-mono">
                {tubes.slice(0, 12).map((code) => (
                  <li key={code}>✓ {code}</li>
                ))}
              </ul>
            )}
            {missing > 0 && tubes.length > 0 && <Alert type="warning" showIcon title={t('short', { n: missing })} />}
            {missing < 0 && <Alert type="error" showIcon title={t('over')} />}
            <span className="desk-row">
              <Button type="primary" loading={receive.isBusy} onClick={() => void finish()}>
                {t('done')}
              </Button>
              <Button onClick={() => setBox(null)}>{t('another')}</Button>
            </span>
          </>
        )}
      </div>
    </section>
  )
}
