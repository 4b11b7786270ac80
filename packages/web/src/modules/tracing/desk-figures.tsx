// 流行曲线与时效.
import { CASE_KINDS, CURVE_DAYS, type CurveDay } from '@xiaomen/rules/tracing'
import { Segmented, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { tracingText } from './desk-text.ts'
import { caseKindWords, curveWords, delayWords } from './words.ts'
import './tracing.css'

type Figures = Out<'tracing.getFigures'>

export function FiguresTab({ areaId }: { areaId: string }) {
  const t = useText(tracingText)
  const word = useWord()
  const [by, setBy] = useState<CurveDay>('onset')
  const figures = useQuery('tracing.getFigures', { areaId, by }, { keepPrevious: true })
  return (
    <section className="desk-panel desk-stack" aria-label={t('figuresTab')}>
      <Segmented<CurveDay>
        aria-label={t('curve')}
        value={by}
        onChange={setBy}
        options={CURVE_DAYS.map((one) => ({ value: one, label: word(curveWords[one]) }))}
      />
      <Loaded of={figures}>
        {(of) => (
          <>
            <h3>{t('curve')}</h3>
            {of.curve.length === 0 ? <Nothing says={t('noCases')} /> : <Curve of={of} />}
            {of.unknown > 0 && <p className="desk-quiet">{t('unknownDay', { n: of.unknown })}</p>}
            <h3>{t('delays')}</h3>
            <Table
              size="small"
              rowKey="delay"
              dataSource={of.delays}
              pagination={false}
              scroll={{ x: 560 }}
              columns={[
                { title: t('step'), key: 'step', render: (_, one) => word(delayWords[one.delay]) },
                { title: t('count'), dataIndex: 'count', width: 80 },
                { title: t('median'), key: 'median', width: 80, render: (_, one) => one.median ?? '—' },
                { title: t('p90'), key: 'p90', width: 100, render: (_, one) => one.p90 ?? '—' },
                { title: t('most'), key: 'most', width: 80, render: (_, one) => one.most ?? '—' },
                { title: t('wrongOrder'), key: 'wrong', width: 100, render: (_, one) => (one.wrongOrder === 0 ? '' : one.wrongOrder) },
              ]}
            />
            {of.generations.length > 0 && (
              <>
                <h3>{t('generations')}</h3>
                <Table
                  size="small"
                  rowKey="generation"
                  dataSource={of.generations}
                  pagination={false}
                  columns={[
                    { title: t('generations'), key: 'nth', render: (_, one) => t('generation', { n: one.generation + 1 }) },
                    { title: t('cases'), dataIndex: 'cases', width: 100 },
                    { title: t('perCase'), key: 'per', width: 160, render: (_, one) => (one.perCase === null ? t('notYet') : one.perCase.toFixed(2)) },
                  ]}
                />
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

const COLOURS = { confirmed: '#c62828', asymptomatic: '#ef9a9a', probable: '#f9a825', suspected: '#90a4ae' } as const
const BAR = { width: 14, gap: 4, height: 160, left: 36, bottom: 34, top: 12 } as const
function Curve({ of }: { of: Figures }) {
  const t = useText(tracingText)
  const word = useWord()
  const totals = of.curve.map(({ counts }) => CASE_KINDS.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0))
  const most = Math.max(1, ...totals)
  const step = BAR.width + BAR.gap
  const width = BAR.left + of.curve.length * step + 20
  const height = BAR.top + BAR.height + BAR.bottom
  const y = (count: number) => (count / most) * BAR.height
  const every = Math.max(1, Math.ceil(of.curve.length / 30))
  return (
    <>
      <p className="desk-row">
        {CASE_KINDS.map((kind) => (
          <span key={kind}>
            <span className="tracing-swatch" style={{ background: COLOURS[kind] }} aria-hidden="true" /> {word(caseKindWords[kind])}
          </span>
        ))}
      </p>
      <div className="tracing-drawing">
        <svg role="img" aria-label={t('curve')} width={width} height={height} fontSize={11} fontFamily="sans-serif">
          {[0, Math.ceil(most / 2), most].map((mark, nth) => (
            <g key={nth}>
              <line x1={BAR.left} x2={width} y1={BAR.top + BAR.height - y(mark)} y2={BAR.top + BAR.height - y(mark)} stroke="#e3e8ee" />
              <text x={BAR.left - 6} y={BAR.top + BAR.height - y(mark) + 4} textAnchor="end" fill="#5b6875">
                {mark}
              </text>
            </g>
          ))}
          {of.curve.map(({ day, counts }, at) => {
            let under = 0
            return (
              <g key={day}>
                <title>{`${day}: ${totals[at]}`}</title>
                {CASE_KINDS.map((kind) => {
                  const count = counts[kind] ?? 0
                  const bar = (
                    <rect
                      key={kind}
                      x={BAR.left + at * step}
                      y={BAR.top + BAR.height - y(under + count)}
                      width={BAR.width}
                      height={y(count)}
                      fill={COLOURS[kind]}
                      stroke="#ffffff"
                      strokeWidth={0.5}
                    />
                  )
                  under += count
                  return bar
                })}
                {at % every === 0 && (
                  <text transform={`translate(${BAR.left + at * step + 2} ${BAR.top + BAR.height + 12}) rotate(35)`} fill="#5b6875" fontSize={10}>
                    {day.slice(5)}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      </div>
    </>
  )
}
