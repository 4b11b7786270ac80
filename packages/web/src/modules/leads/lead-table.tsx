// A page of leads, and what every list of them shows.
import './leads.css'
import { Button, Table, Tag } from 'antd'
import { type Key, type ReactNode, useState } from 'react'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { leadsText } from './desk-text.ts'
import { doubtWords, kindWords, stateWords, suggestWords, wayWords } from './words.ts'

export type Lead = Out<'leads.list'>['rows'][number]
type Asked = Omit<In<'leads.list'>, 'from' | 'limit'>
export const PAGE = 100

/** Page by page; a new question begins at the first. */
export function useLeadPages(input: Asked, limit = PAGE) {
  const [at, setAt] = useState<{ key: string; from: (Out<'leads.list'>['next'] | null)[] }>({ key: '', from: [null] })
  const key = JSON.stringify(input)
  const stack = at.key === key ? at.from : [null]
  const list = useQuery('leads.list', { ...input, from: stack.at(-1) ?? null, limit }, { keepPrevious: true })
  return {
    list,
    page: stack.length,
    back: stack.length > 1 ? () => setAt({ key, from: stack.slice(0, -1) }) : null,
    forward: list.data?.next ? () => setAt({ key, from: [...stack, list.data!.next] }) : null,
  }
}

export function Due({ of }: { of: Pick<Lead, 'dueAt'> }) {
  const t = useText(leadsText)
  if (of.dueAt === null) return <>—</>
  const at = new Date(of.dueAt)
  return at < new Date() ? (
    <strong className="desk-late">
      ! {showMoment(at)} {t('late')}
    </strong>
  ) : (
    <>{showMoment(at)}</>
  )
}
export function Who({ of, onOpen }: { of: Lead; onOpen?: ((id: string) => void) | undefined }) {
  const t = useText(leadsText)
  const word = useWord()
  const name = of.name ?? t('noName')
  return (
    <>
      {onOpen === undefined ? (
        <strong>{name}</strong>
      ) : (
        <button type="button" className="desk-link" onClick={() => onOpen(of.id)}>
          {name}
        </button>
      )}{' '}
      <Tag>{word(kindWords[of.kind])}</Tag>
      <div className="desk-quiet">
        {[of.phone ?? of.document ?? t('noPhone'), word(wayWords[of.way]), ...(of.sources > 1 ? [t('sourcesN', { n: of.sources })] : [])].join(' · ')}
      </div>
    </>
  )
}
export function Suggestion({ of }: { of: Lead }) {
  const word = useWord()
  if (of.doubt === 'several' && of.suggested !== null)
    return (
      <>
        {of.suggested.name} / {of.also?.name ?? '—'}
        <div className="desk-quiet">{word(doubtWords.several)}</div>
      </>
    )
  if (of.suggested === null) return <span className="desk-quiet">{of.doubt === null ? '—' : word(doubtWords[of.doubt])}</span>
  return (
    <>
      {of.suggested.name}
      <div className="desk-quiet">{word(suggestWords[of.suggested.way])}</div>
    </>
  )
}
function Said({ of }: { of: Lead }) {
  const parts = [of.address, of.said].filter((text) => text !== null)
  return <span className="desk-clamp">{parts.length === 0 ? '—' : parts.join(' · ')}</span>
}
function State({ of }: { of: Lead }) {
  const t = useText(leadsText)
  const word = useWord()
  const marks = [...(of.returns > 0 ? [t('returnsN', { n: of.returns })] : []), ...(of.remindedAt === null ? [] : [t('reminded')])]
  return (
    <>
      {word(stateWords[of.state])}
      <div className="desk-quiet">{[of.offeredTo === null ? of.desk.name : t('isOffered', { name: of.offeredTo.name }), ...marks].join(' · ')}</div>
    </>
  )
}

type Props = {
  rows: Lead[]
  onOpen?: (id: string) => void
  withSuggestion?: boolean
  chosen?: string[]
  onChoose?: (ids: string[]) => void
  extra?: (of: Lead) => ReactNode
}
export function LeadTable({ rows, onOpen, withSuggestion = false, chosen, onChoose, extra }: Props) {
  const t = useText(leadsText)
  const isWhole = rows.length > 0 && rows.every(({ id }) => chosen?.includes(id))
  const table = (
    <Table<Lead>
      size="small"
      rowKey="id"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 880 }}
      locale={{ emptyText: <Nothing says={t('none')} /> }}
      {...(onChoose === undefined
        ? {}
        : {
            rowSelection: {
              // The head is drawn twice where a table scrolls, the second time for nobody: a box in it would catch the keyboard.
              hideSelectAll: true,
              selectedRowKeys: chosen ?? [],
              onChange: (keys: Key[]) => onChoose(keys.map(String)),
              getCheckboxProps: (of: Lead) => ({ 'aria-label': of.name ?? t('noName') }) as object,
            },
          })}
      columns={[
        { title: t('who'), key: 'who', width: 230, render: (_, of) => <Who of={of} onOpen={onOpen} /> },
        { title: t('said'), key: 'said', render: (_, of) => <Said of={of} /> },
        { title: t('due'), key: 'due', width: 150, render: (_, of) => <Due of={of} /> },
        { title: t('state'), key: 'state', width: 170, render: (_, of) => <State of={of} /> },
        ...(withSuggestion ? [{ title: t('suggestion'), key: 'suggestion', width: 170, render: (_: unknown, of: Lead) => <Suggestion of={of} /> }] : []),
        ...(extra === undefined ? [] : [{ title: '', key: 'extra', width: 200, render: (_: unknown, of: Lead) => extra(of) }]),
      ]}
    />
  )
  if (onChoose === undefined || rows.length === 0) return table
  return (
    <>
      <Button className="lead-all" size="small" onClick={() => onChoose(isWhole ? [] : rows.map(({ id }) => id))}>
        {isWhole ? t('chooseNone') : t('chooseAll', { n: rows.length })}
      </Button>
      {table}
    </>
  )
}

type PagedProps = Omit<Props, 'rows'> & { input: Asked; limit?: number }
export function PagedLeads({ input, limit, ...table }: PagedProps) {
  const t = useText(leadsText)
  const pages = useLeadPages(input, limit)
  return (
    <Loaded of={pages.list}>
      {({ rows }) => (
        <>
          <LeadTable {...table} rows={rows} />
          {(pages.back !== null || pages.forward !== null) && (
            <div className="desk-row">
              <Button disabled={pages.back === null} onClick={() => pages.back?.()}>
                {t('before')}
              </Button>
              <span className="desk-quiet">{t('page', { n: pages.page })}</span>
              <Button disabled={pages.forward === null} onClick={() => pages.forward?.()}>
                {t('next')}
              </Button>
            </div>
          )}
        </>
      )}
    </Loaded>
  )
}
