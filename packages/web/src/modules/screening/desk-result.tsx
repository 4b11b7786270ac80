// What a plan comes to: whether it ends in time, what it takes, which pool, how long people wait, where each figure comes from.
import {
  countText,
  FIGURE_WORDS,
  figureText,
  hoursText,
  minutesText,
  PACE_WORDS,
  percent,
  POOL_REASON_WORDS,
  POOL_WORDS,
  SCREENING_ZONE_WORDS,
} from '@xiaomen/rules/screening'
import { Table, Tag } from 'antd'
import { useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { screeningText } from './desk-text.ts'
import { WaitPicture } from './desk-wait-picture.tsx'
import type { Plan, Run } from './plan-view.ts'

type Community = Plan['communities'][number]

export function PlanResult({ plan }: { plan: Plan }) {
  return (
    <>
      <Sum plan={plan} />
      {plan.run !== null && <Waits plan={plan} run={plan.run} />}
      <div className="screening-two">
        <Advice plan={plan} />
        <Zones plan={plan} />
      </div>
      <Communities communities={plan.communities} />
      <Sources plan={plan} />
    </>
  )
}

/** From here on a wait is said in hours. */
const LONG_S = 3 * 3600

function Sum({ plan }: { plan: Plan }) {
  const t = useText(screeningText)
  const word = useWord()
  const { totals, run, area, countedOn } = plan
  const hours = run === null ? '' : hoursText(run.waits.now.lastServedS / 3600)
  const needs = [
    ['points', totals.points],
    ['tableCount', totals.tables],
    ['samplers', totals.samplers],
    ['others', totals.others],
    ['tubes', totals.tubes],
    ['swabs', totals.swabs],
    ['tests', totals.tests],
    ['homebound', totals.homebound],
    ['doorTeams', totals.doorTeams],
    ['special', totals.special],
    ['people', totals.people],
    ['homes', totals.homes],
    ['yuan', totals.yuan],
  ] as const
  return (
    <section className="desk-panel" aria-label={area.name}>
      <p className="screening-verdict">
        {run === null ? (
          t('noPoint')
        ) : (
          <>
            <span key={String(run.isInTime)} className={`desk-sign desk-sign-${run.isInTime ? 'free' : 'notFree'}`}>
              <span aria-hidden="true">{run.isInTime ? '✓' : '✕'}</span>
              {t(run.isInTime ? 'inTime' : 'late', { hours })}
            </span>
            {!plan.isInGuide && <span className="desk-sign desk-sign-unknown">! {t('overGuide')}</span>}
          </>
        )}
      </p>
      <p className="desk-quiet">
        {t('counted', { area: area.name, day: countedOn })}
        {run !== null && ` · ${t('peak', { count: countText(Math.round(run.peak.perTableHour)), pace: word(PACE_WORDS[run.peak.pace]) })}`}
      </p>
      <dl className="screening-sum">
        {needs.map(([key, count]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{countText(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Waits({ plan, run }: { plan: Plan; run: Run }) {
  const t = useText(screeningText)
  const { now, oneMore } = run.waits
  const wait = (seconds: number) => (seconds < LONG_S ? t('minutes', { count: minutesText(seconds) }) : t('hoursOf', { count: hoursText(seconds / 3600) }))
  const lines = [
    ['mean', wait(now.meanS), wait(oneMore.meanS)],
    ['p50', wait(now.p50S), wait(oneMore.p50S)],
    ['p95', wait(now.p95S), wait(oneMore.p95S)],
    ['max', wait(now.maxS), wait(oneMore.maxS)],
    ['queue', t('persons', { count: countText(now.longestQueue) }), t('persons', { count: countText(oneMore.longestQueue) })],
    ['busy', percent(now.utilisation), percent(oneMore.utilisation)],
    ['last', t('hoursOf', { count: hoursText(now.lastServedS / 3600) }), t('hoursOf', { count: hoursText(oneMore.lastServedS / 3600) })],
  ] as const
  const [from, to] = [wait(now.meanS), wait(oneMore.meanS)]
  return (
    <section className="desk-panel" aria-label={t('waits')}>
      <h2>{t('waits')}</h2>
      <p className="desk-quiet">{t('waitsHelp')}</p>
      <div className="screening-two">
        <div>
          <WaitPicture run={run} />
        </div>
        <div>
          <table className="screening-table">
            <thead>
              <tr>
                <th scope="col">{t('figure')}</th>
                <th scope="col">{t('now')}</th>
                <th scope="col">{t('oneMore')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(([key, own, more]) => (
                <tr key={key}>
                  <th scope="row">{t(key)}</th>
                  <td>{own}</td>
                  <td>{more}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="screening-says">
            {now.meanS - oneMore.meanS < 60
              ? t('moreHelpsLittle', { count: plan.totals.points, from, to })
              : t('moreHelps', { count: plan.totals.points, from, to, queue: countText(now.longestQueue), queueTo: countText(oneMore.longestQueue) })}
          </p>
        </div>
      </div>
    </section>
  )
}

function Advice({ plan: { advice, pool } }: { plan: Plan }) {
  const t = useText(screeningText)
  const word = useWord()
  const advised = `${advice.size}` as const
  return (
    <section className="desk-panel" aria-label={t('advice')}>
      <h2>{t('advice')}</h2>
      <p>
        <strong>{t('advised', { pool: word(POOL_WORDS[advised]), reason: word(POOL_REASON_WORDS[advice.reason]) })}</strong>{' '}
        {pool !== advised && t('used', { pool: word(POOL_WORDS[pool]) })} {t(advice.mayDilute ? 'mayDilute' : 'mayNotDilute')}
      </p>
      <table className="screening-table">
        <thead>
          <tr>
            <th scope="col">{t('size')}</th>
            <th scope="col">{t('perPerson')}</th>
            <th scope="col" className="words">
              {t('outcome')}
            </th>
          </tr>
        </thead>
        <tbody>
          {advice.options.map(({ size, testsPerPerson, isAllowed }) => (
            <tr key={size} className={size === advice.size ? 'is-best' : undefined}>
              <th scope="row">{word(POOL_WORDS[`${size}`])}</th>
              <td>{(testsPerPerson * 100).toFixed(1)}</td>
              <td className="words">{size === advice.size ? `✓ ${t('best')}` : isAllowed ? '' : `✕ ${t('notAllowed')}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Zones({ plan: { zones } }: { plan: Plan }) {
  const t = useText(screeningText)
  const word = useWord()
  return (
    <section className="desk-panel" aria-label={t('zones')}>
      <h2>{t('zones')}</h2>
      <table className="screening-table">
        <tbody>
          {zones.map(({ zone, pools }) => (
            <tr key={zone}>
              <th scope="row">{word(SCREENING_ZONE_WORDS[zone])}</th>
              <td className="words">{pools.map((pool) => word(POOL_WORDS[pool])).join(' / ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* One reading for all three. */}
      <p className="desk-quiet">{[...new Set(zones.map(({ source }) => word(source)))].join(' ')}</p>
    </section>
  )
}

function Communities({ communities }: { communities: Community[] }) {
  const t = useText(screeningText)
  const right = { width: 82, align: 'right' } as const
  return (
    <section className="desk-panel" aria-label={t('byCommunity')}>
      <h2>{t('byCommunity')}</h2>
      <Table<Community>
        size="small"
        rowKey="areaId"
        dataSource={communities}
        scroll={{ x: 780 }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        expandable={{
          defaultExpandAllRows: communities.length === 1,
          rowExpandable: ({ points }) => points.length > 0,
          expandedRowRender: ({ points }) => <Points points={points} />,
          expandIcon: ({ expanded, expandable, onExpand, record }) =>
            expandable ? (
              <button
                type="button"
                className="desk-link"
                aria-expanded={expanded}
                aria-label={`${record.name}: ${t(expanded ? 'hidePoints' : 'showPoints')}`}
                onClick={(event) => onExpand(record, event)}
              >
                {expanded ? '−' : '+'}
              </button>
            ) : null,
        }}
        columns={[
          { title: t('community'), dataIndex: 'name', width: 130 },
          { title: t('people'), key: 'people', ...right, render: (_, one) => countText(one.people) },
          { title: t('points'), key: 'points', ...right, render: (_, one) => one.points.length },
          { title: t('tableCount'), dataIndex: 'tables', ...right },
          { title: t('samplers'), dataIndex: 'samplers', ...right },
          { title: t('tubes'), key: 'tubes', ...right, render: (_, one) => countText(one.tubes) },
          { title: t('meanMinutes'), key: 'mean', ...right, render: (_, { waits }) => minutesText(waits.now.meanS) },
          { title: t('p95Minutes'), key: 'p95', ...right, render: (_, { waits }) => minutesText(waits.now.p95S) },
          { title: t('lastHours'), key: 'last', ...right, render: (_, { waits }) => hoursText(waits.now.lastServedS / 3600) },
        ]}
      />
    </section>
  )
}

function Points({ points }: { points: Community['points'] }) {
  const t = useText(screeningText)
  return (
    <table className="screening-table">
      <thead>
        <tr>
          <th scope="col">{t('points')}</th>
          <th scope="col">{t('people')}</th>
          <th scope="col">{t('tableCount')}</th>
          <th scope="col">{t('meanMinutes')}</th>
          <th scope="col">{t('p95Minutes')}</th>
          <th scope="col">{t('queue')}</th>
          <th scope="col">{t('lastHours')}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ people, tables, waits: { now } }, at) => (
          // Points have no name of their own but their number.
          <tr key={at}>
            <th scope="row">{t('point', { n: at + 1 })}</th>
            <td>{countText(people)}</td>
            <td>{tables}</td>
            <td>{minutesText(now.meanS)}</td>
            <td>{minutesText(now.p95S)}</td>
            <td>{countText(now.longestQueue)}</td>
            <td>{hoursText(now.lastServedS / 3600)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sources({ plan: { figures } }: { plan: Plan }) {
  const t = useText(screeningText)
  const word = useWord()
  return (
    <section className="desk-panel" aria-label={t('sources')}>
      <h2>{t('sources')}</h2>
      <Table<Plan['figures'][number]>
        size="small"
        rowKey="key"
        dataSource={figures}
        scroll={{ x: 640 }}
        pagination={false}
        columns={[
          { title: t('figure'), key: 'figure', width: 240, render: (_, { key }) => word(FIGURE_WORDS[key]) },
          { title: t('value'), key: 'value', width: 90, align: 'right', render: (_, { key, value }) => figureText(key, value) },
          {
            title: t('source'),
            key: 'source',
            render: (_, { isDraft, source }) => (
              <>
                {isDraft && <Tag>{t('draft')}</Tag>} {word(source)}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
