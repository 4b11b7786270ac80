// 传播链: drawn by day, by generation or round each source; saved as a picture or a table; every person a click away.
import { addDays, daysBetween } from '@xiaomen/rules/days'
import { anchorOf, chainsOf, type Chains, type Edge, type Node } from '@xiaomen/rules/tracing'
import { Alert, Button, Checkbox, Segmented, Table } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { saveFile } from '../../platform/transport.ts'
import { today, useText } from '../../platform/text.ts'
import { ChainDrawing, type View } from './chain-drawing.tsx'
import { csvOf } from './csv.ts'
import { tracingText } from './desk-text.ts'
import { TracedDrawer } from './desk-traced.tsx'
import { caseKindWords, certaintyWords, exposureWords, standingWords } from './words.ts'
import './tracing.css'

type Drawn = Out<'tracing.getChains'>
const FIRST_DAYS = 30
type Zoom = 'fit' | 'full'

export function ChainsTab({ areaId }: { areaId: string }) {
  const t = useText(tracingText)
  const [from, setFrom] = useState<string | null>(addDays(today(), -FIRST_DAYS))
  const [to, setTo] = useState<string | null>(today())
  const [withContacts, setWith] = useState(false)
  const [view, setView] = useState<View>('timeline')
  const [opened, setOpened] = useState<string | null>(null)
  const isAsked = from !== null && to !== null && from <= to
  const drawn = useQuery('tracing.getChains', { areaId, from: from ?? today(), to: to ?? today(), withContacts }, { enabled: isAsked, keepPrevious: true })
  return (
    <section className="desk-panel desk-stack" aria-label={t('chainsTab')}>
      <div className="desk-row">
        <div className="tracing-day">
          <DayInput aria-label={t('from')} value={from} latest={to ?? today()} onChange={setFrom} />
        </div>
        <div className="tracing-day">
          <DayInput aria-label={t('to')} value={to} latest={today()} earliest={from ?? '1900-01-01'} onChange={setTo} />
        </div>
        <Segmented<View>
          aria-label={t('view')}
          value={view}
          onChange={setView}
          options={(['timeline', 'tree', 'disc'] as const).map((one) => ({ value: one, label: t(one) }))}
        />
        <Checkbox checked={withContacts} onChange={({ target }) => setWith(target.checked)}>
          {t('withContacts')}
        </Checkbox>
      </div>
      <Loaded of={drawn}>
        {(data) =>
          data.people.length === 0 ? <Nothing says={t('noCases')} /> : <Drawing of={data} view={view} withContacts={withContacts} onOpen={setOpened} />
        }
      </Loaded>
      {opened !== null && <TracedDrawer areaId={areaId} tracedId={opened} onOpen={setOpened} onClose={() => setOpened(null)} />}
    </section>
  )
}

function Drawing({ of, view, withContacts, onOpen }: { of: Drawn; view: View; withContacts: boolean; onOpen: (id: string) => void }) {
  const t = useText(tracingText)
  const word = useWord()
  const picture = useRef<SVGSVGElement>(null)
  // A time line is read row by row; the others are first seen whole.
  const [zoom, setZoom] = useState<Partial<Record<View, Zoom>>>({})
  const size = zoom[view] ?? (view === 'timeline' ? 'full' : 'fit')
  const nodes = useMemo(() => new Map(of.people.map((one): [string, Drawn['people'][number] & Node] => [one.id, one])), [of])
  const chains = useMemo(() => chainsOf(nodes.values(), of.meetings as Edge[], { withContacts }), [nodes, of, withContacts])
  // A thousand shapes and one listener. By keyboard everybody is reached in the list, where each has a line.
  useEffect(() => {
    const svg = picture.current
    const open = (event: Event) => {
      const id = (event.target as Element).closest<SVGElement>('[data-id]')?.dataset['id']
      if (id !== undefined) onOpen(id)
    }
    svg?.addEventListener('click', open)
    return () => svg?.removeEventListener('click', open)
  }, [onOpen])
  const trees = treesOf(chains)
  const most = Math.max(0, ...chains.generation.values())
  const saveSvg = () => {
    if (picture.current === null) return
    const copy = picture.current.cloneNode(true) as SVGSVGElement
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
    saveFile(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }), `chains-${today()}.svg`)
  }
  const saveCsv = () => {
    const label = (id: string) => nodes.get(id)?.label ?? ''
    const rows = of.meetings.map((one) => [
      label(one.from),
      label(one.to),
      one.day,
      one.dayTo,
      word(exposureWords[one.kind]),
      word(certaintyWords[one.certainty]),
      one.isInfection ? '1' : '',
    ])
    const people = [...nodes.values()].map((one) => [
      one.label,
      word(standingWords[one.standing]),
      one.caseKind === null ? '' : word(caseKindWords[one.caseKind]),
      one.onsetOn ?? '',
      one.reportedOn,
      String(chains.generation.get(one.id) ?? ''),
      label(chains.parent.get(one.id) ?? ''),
    ])
    const head = [t('label'), t('standing'), t('caseKind'), t('onsetOn'), t('reportedOn'), t('depth'), t('isSource')]
    const headMet = [t('from'), t('to'), t('day'), t('to'), t('how'), t('certainty'), t('isSource')]
    saveFile(new Blob([csvOf([head, ...people, [], headMet, ...rows])], { type: 'text/csv' }), `chains-${today()}.csv`)
  }
  return (
    <>
      {of.isCut && <Alert type="info" showIcon title={t('cut')} />}
      <div className="desk-row">
        <span role="status">{t('drawn', { cases: nodes.size, clusters: trees.length, most: most + 1 })}</span>
        <Segmented<Zoom>
          size="small"
          aria-label={t('zoom')}
          value={size}
          onChange={(to) => setZoom({ ...zoom, [view]: to })}
          options={(['fit', 'full'] as const).map((one) => ({ value: one, label: t(one) }))}
        />
        <Button size="small" onClick={saveSvg}>
          {t('saveSvg')}
        </Button>
        <Button size="small" onClick={saveCsv}>
          {t('saveCsv')}
        </Button>
        <span className="desk-quiet">
          {t('shapeCase')} · {t('shapeContact')} · {t('shapeSecond')}
        </span>
      </div>
      <div className={`tracing-drawing tracing-${size}`}>
        <ChainDrawing svgRef={picture} nodes={nodes} chains={chains} view={view} title={t('drawing')} />
      </div>
      <h3>{t('clusters')}</h3>
      <Table
        size="small"
        rowKey="root"
        dataSource={trees}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('root'),
            key: 'root',
            render: (_, one) => (
              <button type="button" className="desk-link" onClick={() => onOpen(one.root)}>
                {nodes.get(one.root)?.label} · {anchorOf(nodes.get(one.root)!)}
              </button>
            ),
          },
          { title: t('size'), dataIndex: 'size', width: 90 },
          { title: t('depth'), dataIndex: 'depth', width: 110 },
          { title: t('days'), key: 'days', width: 110, render: (_, one) => lasting(nodes, chains, one.root) },
        ]}
      />
    </>
  )
}
/** The largest first; those who stand alone are no chain. */
function treesOf(chains: Chains): { root: string; size: number; depth: number }[] {
  const of = Map.groupBy(chains.cluster, ([, root]) => root)
  return [...of]
    .map(([root, members]) => ({ root, size: members.length, depth: Math.max(...members.map(([id]) => chains.generation.get(id) ?? 0)) + 1 }))
    .filter(({ size }) => size > 1)
    .toSorted((a, b) => b.size - a.size || (a.root < b.root ? -1 : 1))
}
function lasting(nodes: ReadonlyMap<string, Node>, chains: Chains, root: string): number {
  const days = [...chains.cluster].flatMap(([id, of]) => (of === root ? [anchorOf(nodes.get(id)!)] : [])).toSorted()
  return daysBetween(days[0]!, days.at(-1)!) + 1
}
