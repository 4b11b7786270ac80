// 检测机构的一页: boxes received, results by scan or by file, the second look at what is positive, and what does not fit yet.
import { VERDICTS, type Verdict } from '@xiaomen/rules/lab'
import { Badge, Button, Input, type InputRef, Segmented, Table, Tabs } from 'antd'
import { useRef, useState } from 'react'
import { Loaded, Nothing, PageHead, useDo, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { useAge } from './age.ts'
import { FileTab } from './desk-file.tsx'
import { ReceiveTab } from './desk-receive.tsx'
import { labText } from './desk-text.ts'
import { TubeDrawer } from './desk-tube.tsx'
import { ScanField } from './scan-field.tsx'
import { VERDICT_SIGNS, verdictWords } from './words.ts'

type Desk = Out<'lab.getDesk'>

export function LabPage() {
  const t = useText(labText)
  const desk = useQuery('lab.getDesk', {}, { keepPrevious: true, refetchIntervalMs: 15_000 })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded of={desk}>
        {(data) => (
          <Tabs
            destroyOnHidden
            items={[
              { key: 'receive', label: t('receive'), children: <ReceiveTab /> },
              { key: 'report', label: t('report'), children: <ReportTab of={data} /> },
              { key: 'toConfirm', label: <Counted says={t('toConfirm')} n={data.toConfirm.length} />, children: <ConfirmTab of={data} /> },
              { key: 'unmatched', label: <Counted says={t('unmatched')} n={data.unmatched.length} />, children: <UnmatchedTab of={data} /> },
              { key: 'file', label: t('file'), children: <FileTab /> },
            ]}
          />
        )}
      </Loaded>
    </>
  )
}
const Counted = ({ says, n }: { says: string; n: number }) => (
  <>
    {says} <Badge count={n} color="#0b4f7d" overflowCount={999} />
  </>
)

function ReportTab({ of }: { of: Desk }) {
  const t = useText(labText)
  const word = useWord()
  const age = useAge()
  const notify = useNotify()
  const report = useDo('lab.report', { alsoRefresh: ['lab'] })
  const [tube, setTube] = useState('')
  const [verdict, setVerdict] = useState<Verdict>('negative')
  const [ct, setCt] = useState('')
  const [looked, setLooked] = useState<string | null>(null)
  const field = useRef<InputRef>(null)
  const send = async (code: string) => {
    const value = Number(ct)
    const answer = await report.run({ id: uuidv7(), tube: code, verdict, ct: ct.trim() === '' || !Number.isFinite(value) ? null : value })
    if (answer !== null) {
      const says = { code: code.replace(/\s/g, '').toUpperCase(), verdict: word(verdictWords[verdict]) }
      if (answer.end === 'counts' || answer.end === 'known') notify.done(t(answer.end, says))
      else notify.warn(t(answer.end === 'waits' ? 'waits' : 'isUnmatched', says))
      setTube('')
      setCt('')
    }
    field.current?.focus()
  }
  return (
    <div className="desk-stack">
      <section className="desk-panel" aria-label={t('report')}>
        <div className="desk-stack">
          <div>
            <Segmented<Verdict>
              value={verdict}
              onChange={setVerdict}
              options={VERDICTS.map((value) => ({ value, label: `${VERDICT_SIGNS[value]} ${word(verdictWords[value])}` }))}
            />
          </div>
          {verdict !== 'negative' && (
            <label>
              {t('ct')}
              <br />
              <Input className="desk-search" inputMode="decimal" value={ct} onChange={(event) => setCt(event.target.value)} aria-label={t('ct')} />
            </label>
          )}
          <ScanField
            inputRef={field}
            label={t('scanTube')}
            value={tube}
            onChange={setTube}
            onScan={(code) => void send(code)}
            says={t('send')}
            isBusy={report.isBusy}
          />
        </div>
      </section>
      <section className="desk-panel" aria-label={t('waitingList')}>
        <h2>
          {t('waitingList')} · {t('waitingN', { n: of.received })}
        </h2>
        <Table<Desk['waiting'][number]>
          size="small"
          rowKey="code"
          dataSource={of.waiting}
          scroll={{ x: 290 }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: <Nothing says={t('none')} /> }}
          columns={[
            { title: t('tube'), dataIndex: 'code', width: 120, render: (code: string) => <span className="desk-mono">{code}</span> },
            { title: t('size'), dataIndex: 'size', width: 70, align: 'right', responsive: ['md'] },
            { title: t('age'), key: 'age', width: 80, render: (_, one) => <strong>{age(one.at)}</strong> },
            { title: t('since'), key: 'at', width: 120, responsive: ['md'], render: (_, one) => showMoment(new Date(one.at)) },
            {
              title: '',
              key: 'act',
              width: 80,
              render: (_, one) => (
                <Button size="small" onClick={() => setLooked(one.code)} aria-label={`${t('find')} ${one.code}`}>
                  {t('find')}
                </Button>
              ),
            },
          ]}
        />
      </section>
      <Lookup onFound={setLooked} />
      {looked !== null && <TubeDrawer code={looked} onClose={() => setLooked(null)} />}
    </div>
  )
}

/** Any tube, also one that has its result: what was said of it, and corrected. */
function Lookup({ onFound }: { onFound: (code: string) => void }) {
  const t = useText(labText)
  const [code, setCode] = useState('')
  return (
    <section className="desk-panel" aria-label={t('amend')}>
      <h2>{t('amend')}</h2>
      <p className="desk-note">{t('amendLead')}</p>
      <ScanField label={`${t('find')} / ${t('amend')}`} value={code} onChange={setCode} onScan={onFound} says={t('find')} isBusy={false} />
    </section>
  )
}

function ConfirmTab({ of }: { of: Desk }) {
  const t = useText(labText)
  const word = useWord()
  const notify = useNotify()
  const confirm = useDo('lab.confirm', { alsoRefresh: ['lab'] })
  const say = async (code: string, agree: boolean) => {
    if ((await confirm.run({ tube: code, agree })) !== null) notify.done(t(agree ? 'agreed' : 'declined', { code }))
  }
  return (
    <section className="desk-panel" aria-label={t('toConfirm')}>
      {of.toConfirm.length === 0 && <Nothing says={t('noneToConfirm')} />}
      <ul className="desk-list">
        {of.toConfirm.map((one) => (
          <li key={one.code}>
            <div>
              <strong className="desk-mono">{one.code}</strong> ·{' '}
              {t('says', { by: one.by, verdict: `${VERDICT_SIGNS[one.verdict]} ${word(verdictWords[one.verdict])}` })} · {showMoment(new Date(one.at))}
              {one.isOwn && <p className="desk-quiet">{t('own')}</p>}
            </div>
            <span className="desk-row">
              {!one.isOwn && (
                <Button type="primary" loading={confirm.isBusy} onClick={() => void say(one.code, true)} aria-label={`${t('agree')} ${one.code}`}>
                  {t('agree')}
                </Button>
              )}
              <Button onClick={() => void say(one.code, false)} aria-label={`${t(one.isOwn ? 'takeBack' : 'decline')} ${one.code}`}>
                {t(one.isOwn ? 'takeBack' : 'decline')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function UnmatchedTab({ of }: { of: Desk }) {
  const t = useText(labText)
  const word = useWord()
  return (
    <section className="desk-panel" aria-label={t('unmatched')}>
      <p className="desk-note">{t('unmatchedLead')}</p>
      {of.unmatched.length === 0 && <Nothing says={t('noneUnmatched')} />}
      <ul className="desk-list">
        {of.unmatched.map((one) => (
          <li key={one.id}>
            <div>
              <strong className="desk-mono">{one.code}</strong> · {VERDICT_SIGNS[one.verdict]} {word(verdictWords[one.verdict])} ·{' '}
              {showMoment(new Date(one.at))}
            </div>
            <span>! {t(`p_${one.problem}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
