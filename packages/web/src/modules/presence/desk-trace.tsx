// One query: numbers first, then a signature, then who it was, how sure that is and why, and where they met.
import { Alert, App, Button, Table, Tabs, Tag } from 'antd'
import { Link } from 'wouter'
import { Loaded, Nothing, PageHead, useDo, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, showTime, showTimeS, useLang, useText } from '../../platform/text.ts'
import { tracesText } from './desk-text.ts'
import './presence.css'
import { certaintySigns, certaintyWords, doubtWords, groundWords, traceStateWords } from './words.ts'

type Trace = Out<'presence.getTrace'>
type Found = NonNullable<Trace['found']>[number]
type Meeting = Trace['meetings'][number]
const RENEW_MS = 60_000

export function OneTrace({ traceId }: { traceId: string }) {
  const t = useText(tracesText)
  const trace = useQuery('presence.getTrace', { traceId }, { refetchIntervalMs: RENEW_MS })
  return (
    <>
      <p>
        <Link href="/traces">← {t('back')}</Link>
      </p>
      <Loaded of={trace}>
        {(one) => (
          <>
            <Head trace={one} />
            <Numbers trace={one} />
            {one.found === null ? (
              <p className="desk-note">{one.state === 'asked' ? t('counts') : t('closedSays')}</p>
            ) : (
              <>
                {one.isCut && <Alert type="info" showIcon title={t('cut')} />}
                <Tabs
                  items={[
                    { key: 'people', label: `${t('listTab')} (${one.found.length})`, children: <People found={one.found} /> },
                    { key: 'places', label: `${t('timeTab')} (${one.counts.places})`, children: <Places trace={one} /> },
                  ]}
                />
              </>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

function Head({ trace }: { trace: Trace }) {
  const t = useText(tracesText)
  const word = useWord()
  return (
    <>
      <PageHead title={`${trace.name ?? '—'} · ${showMoment(trace.from)} – ${showMoment(trace.to)}`}>
        <Acts trace={trace} />
      </PageHead>
      <section className="desk-panel desk-stack">
        <div className="desk-row">
          <Tag color={trace.state === 'open' ? 'blue' : trace.state === 'asked' ? 'gold' : 'default'}>{word(traceStateWords[trace.state])}</Tag>
          <span>{word(groundWords[trace.ground])}</span>
          <span className="desk-quiet">
            {trace.areaName} · {t('by')} {trace.askedBy} {showMoment(trace.askedAt)}
          </span>
          {trace.state === 'open' && trace.openUntil !== null && <span className="desk-quiet">{t('until', { time: showMoment(trace.openUntil) })}</span>}
        </div>
        <q>{trace.reason}</q>
        {[trace.waiting, trace.waitingExport].map(
          (act) =>
            act !== null && (
              <div key={act.id} className="desk-quiet">
                {act.kind === 'presence.export' && `${t('exportAsked')} · `}
                {t('signedOf', { have: act.signatures.length, needed: act.needed })}
                {!act.maySign && ` · ${t('otherUnit')}`}
              </div>
            ),
        )}
      </section>
    </>
  )
}

function Acts({ trace }: { trace: Trace }) {
  const t = useText(tracesText)
  const { modal } = App.useApp()
  const notify = useNotify()
  const also = { alsoRefresh: ['approvals'] }
  const sign = useDo('presence.signTrace', { said: t('signed'), ...also })
  const signExport = useDo('presence.signExport', { said: t('signed'), ...also })
  const askExport = useDo('presence.askExport', { said: t('exportAsked'), ...also })
  const withdraw = useDo('presence.withdrawTrace', also)
  const input = { traceId: trace.id }
  return (
    <>
      {trace.waiting?.maySign === true && (
        <Button type="primary" onClick={() => modal.confirm({ title: t('sign'), content: t('signAsk'), okText: t('sign'), onOk: () => sign.run(input) })}>
          {t('sign')}
        </Button>
      )}
      {trace.waitingExport?.maySign === true && (
        <Button type="primary" loading={signExport.isBusy} onClick={() => void signExport.run(input)}>
          {t('signExport')}
        </Button>
      )}
      {trace.export === 'may' && <Button onClick={() => void download('presence.exportTrace', input).catch(notify.failed)}>{t('exportFile')}</Button>}
      {trace.export === 'needsThird' && (
        <Button loading={askExport.isBusy} onClick={() => void askExport.run(input)}>
          {t('askExport')}
        </Button>
      )}
      {trace.mayWithdraw && (
        <Button onClick={() => modal.confirm({ title: t('withdraw'), content: t('withdrawAsk'), okText: t('withdraw'), onOk: () => withdraw.run(input) })}>
          {t('withdraw')}
        </Button>
      )}
    </>
  )
}

function Numbers({ trace: { counts } }: { trace: Trace }) {
  const t = useText(tracesText)
  const shown = [
    ['peopleHere', counts.people],
    ['second', counts.second],
    ['places', counts.places],
    ['claims', counts.claims],
    ['unnamed', counts.unnamed],
    ['elsewhere', counts.elsewhere],
  ] as const
  return (
    <dl className="desk-figures desk-panel">
      {shown.map(
        ([key, value]) =>
          value !== null && (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Sure({ of }: { of: { certainty: Found['certainty']; doubts: Found['doubts'] } }) {
  const t = useText(tracesText)
  const word = useWord()
  const lang = useLang()
  return (
    <>
      <strong className="presence-sure">
        <span aria-hidden="true">{certaintySigns[of.certainty]}</span> {word(certaintyWords[of.certainty])}
      </strong>
      <div className="desk-quiet">
        {of.doubts.length === 0 ? t('noDoubt') : of.doubts.map((doubt) => word(doubtWords[doubt])).join(lang === 'zh' ? '；' : '; ')}
      </div>
    </>
  )
}

function People({ found }: { found: Found[] }) {
  const t = useText(tracesText)
  return (
    <section className="desk-panel" aria-label={t('listTab')}>
      <Table<Found>
        size="small"
        rowKey="key"
        dataSource={found}
        scroll={{ x: 760 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('nobodyFound')} /> }}
        columns={[
          {
            title: t('name'),
            key: 'name',
            width: 170,
            render: (_, one) => (
              <>
                <strong>{one.name ?? '—'}</strong> {one.ring === 2 && <Tag>{t('second')}</Tag>}
                <div className="desk-quiet">{one.personId === null ? `${one.phone ?? ''} · ${t('outsider')}` : (one.door ?? '')}</div>
              </>
            ),
          },
          { title: `${t('sure')} · ${t('why')}`, key: 'sure', render: (_, one) => <Sure of={one} /> },
          { title: t('times'), key: 'times', width: 80, render: (_, one) => one.times },
          {
            title: t('when'),
            key: 'when',
            width: 130,
            render: (_, one) => (
              <>
                {showMoment(one.first)}
                {one.last !== one.first && <div className="desk-quiet">{showMoment(one.last)}</div>}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}

/** Place by place, in the order of time. */
function Places({ trace }: { trace: Trace }) {
  const t = useText(tracesText)
  const names = new Map((trace.found ?? []).map((one) => [one.key, one.name]))
  const places = [...Map.groupBy(trace.meetings, ({ place }) => place.key).values()]
  if (places.length === 0) return <Nothing says={t('nobodyFound')} />
  return (
    <div className="desk-stack">
      {places.map((meetings) => {
        const { place } = meetings[0]!
        return (
          <section key={place.key} className="desk-panel" aria-label={place.name}>
            <h2>
              {place.name} <Tag>{t(place.kind)}</Tag>
            </h2>
            <ol className="presence-line">
              {meetings.map((met, at) => (
                <Met key={`${met.who} ${met.from} ${at}`} met={met} name={names.get(met.who) ?? null} />
              ))}
            </ol>
          </section>
        )
      })}
    </div>
  )
}

function Met({ met, name }: { met: Meeting; name: string | null }) {
  const t = useText(tracesText)
  return (
    <li>
      <time dateTime={met.from}>
        {showMoment(met.from)}
        <span className="desk-quiet"> – {met.place.kind === 'gate' ? showTimeS(met.to) : showTime(met.to)}</span>
      </time>
      <div>
        <strong>{name ?? '—'}</strong> <span className="desk-quiet">{t(met.place.kind === 'gate' ? 'apart' : 'together', { n: met.minutes })}</span>
        <div>
          <Sure of={met} />
        </div>
      </div>
    </li>
  )
}
