// 粘贴接龙: paste, see whom each line means, correct, take it out as a sheet.
import { Alert, Button, Checkbox, Input, InputNumber, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Area } from '../../desk/areas.tsx'
import { Loaded, Problem, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { call } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { certaintyWords, queriesText } from './desk-text.ts'
import { ExportState, useExport } from './export-state.tsx'

type Chain = Out<'queries.matchChain'>
type Item = Chain['items'][number]
type Line = Item & { chosen: string; kept: boolean; amount: number | null }
const keyOf = ({ homeId, personId }: { homeId: string; personId: string | null }) => `${homeId} ${personId ?? ''}`
const startOf = (item: Item): Line => ({
  ...item,
  chosen: item.certainty === 'certain' || item.certainty === 'likely' ? keyOf(item.candidates[0]!) : '',
  kept: item.sameAs === null,
  amount: item.count,
})

function Matched({ chain, area }: { chain: Chain; area: Area }) {
  const t = useText(queriesText)
  const lang = useLang()
  const word = useWord()
  const [lines, setLines] = useState<Line[]>(() => chain.items.map(startOf))
  const [title, setTitle] = useState((chain.title ?? '').slice(0, 80))
  const [purpose, setPurpose] = useState('')
  const [exportId, setExportId] = useState<string | null>(null)
  const send = useDo('queries.exportChain')
  const asked = useExport(exportId)
  const set = (line: number, change: Partial<Line>) => setLines(lines.map((one) => (one.line === line ? { ...one, ...change } : one)))
  const kept = lines.filter((line) => line.kept)
  const certain = lines.filter(({ certainty }) => certainty === 'certain').length
  const run = async () => {
    const items = kept.map(({ number, chosen, text, amount, rest }) => {
      const [homeId = '', personId = ''] = chosen.split(' ')
      return { number, homeId: homeId === '' ? null : homeId, personId: personId === '' ? null : personId, said: text, count: amount, rest }
    })
    const begun = await send.run({ areaId: area.id, title, items, purpose, lang, format: 'xlsx' })
    if (begun !== null) setExportId(begun.id)
  }
  if (chain.items.length === 0) return <Alert type="info" showIcon title={t('chainNothing')} />
  return (
    <section className="desk-panel desk-stack">
      {chain.isByDoorOnly && <Alert type="info" showIcon title={t('chainDoorsOnly')} />}
      <h2 role="status">{t('chainSummary', { n: lines.length, certain, open: lines.length - certain })}</h2>
      <Table
        size="small"
        rowKey="line"
        dataSource={lines}
        pagination={{ pageSize: 100, hideOnSinglePage: true }}
        scroll={{ x: 860 }}
        columns={[
          {
            title: t('chainLine'),
            key: 'kept',
            width: 64,
            render: (_, line) => (
              <Checkbox checked={line.kept} aria-label={`${t('chainKeep')}: ${line.text}`} onChange={({ target }) => set(line.line, { kept: target.checked })}>
                {line.number ?? line.line}
              </Checkbox>
            ),
          },
          {
            title: t('chainSaid'),
            key: 'said',
            render: (_, line) => (
              <>
                {line.text}
                {line.sameAs !== null && <div className="desk-quiet">{t('chainTwice', { line: line.sameAs })}</div>}
              </>
            ),
          },
          { title: t('chainSure'), key: 'sure', width: 96, render: (_, line) => <Tag>{word(certaintyWords[line.certainty])}</Tag> },
          {
            title: t('chainWho'),
            key: 'who',
            width: 260,
            render: (_, line) => (
              <Select
                aria-label={`${t('chainWho')}: ${line.text}`}
                style={{ width: '100%' }}
                value={line.chosen}
                options={[
                  { value: '', label: t('chainNobody') },
                  ...line.candidates.map((one) => ({
                    value: keyOf(one),
                    label: [one.place, one.door, one.name].filter((part) => part !== null && part !== '').join(' '),
                  })),
                ]}
                onChange={(chosen) => set(line.line, { chosen })}
              />
            ),
          },
          {
            title: t('chainCount'),
            key: 'count',
            width: 96,
            render: (_, line) => (
              <InputNumber
                aria-label={`${t('chainCount')}: ${line.text}`}
                min={0}
                max={9999}
                precision={0}
                value={line.amount}
                onChange={(amount) => set(line.line, { amount })}
                style={{ width: '100%' }}
              />
            ),
          },
        ]}
      />
      {chain.unread.length > 0 && (
        <details>
          <summary>{t('chainUnread', { n: chain.unread.length })}</summary>
          <ul>
            {chain.unread.map(({ line, text }) => (
              <li key={line}>
                {line}: {text}
              </li>
            ))}
          </ul>
        </details>
      )}
      {exportId !== null ? (
        <Loaded of={asked} rows={2}>
          {(one) => <ExportState one={one} />}
        </Loaded>
      ) : (
        <>
          <div className="query-fields">
            <label className="query-field">
              <span>{t('chainTitle')}</span>
              <Input value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
            </label>
            <label className="query-field">
              <span>{t('purpose')}</span>
              <Input value={purpose} maxLength={100} onChange={(event) => setPurpose(event.target.value)} />
            </label>
          </div>
          <div>
            <Button
              type="primary"
              disabled={title.trim() === '' || purpose.trim() === '' || kept.length === 0}
              loading={send.isBusy}
              onClick={() => void run()}
            >
              {t('make')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

export function ChainTab({ area }: { area: Area }) {
  const t = useText(queriesText)
  const [text, setText] = useState('')
  const [chain, setChain] = useState<Chain | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const read = async () => {
    setBusy(true)
    setError(null)
    try {
      setChain(await call('queries.matchChain', { areaId: area.id, text }))
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <section className="desk-panel desk-stack">
        <p className="desk-note">{t('chainLead')}</p>
        <label className="query-field query-wide">
          <span>{t('chainPaste')}</span>
          <Input.TextArea value={text} rows={8} maxLength={15_000} placeholder={t('chainHint')} onChange={(event) => setText(event.target.value)} />
        </label>
        {error !== null && <Problem error={error} />}
        <div>
          <Button type="primary" disabled={text.trim() === ''} loading={isBusy} onClick={() => void read()}>
            {t('chainRead')}
          </Button>
        </div>
      </section>
      {chain !== null && <Matched key={JSON.stringify(chain.items.map(({ line, text: said }) => [line, said]))} chain={chain} area={area} />}
    </>
  )
}
