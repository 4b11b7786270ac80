// 今日无疫: the state of an area, what stands in the way, and the head's confirmation.
import { ArrowUpOutlined } from '@ant-design/icons'
import { contains } from '@xiaomen/rules/areas'
import { Alert, App, Breadcrumb, Button, Empty, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { ExportMenu } from '../../desk/export-menu.tsx'
import { Loaded, Nothing, PageHead, StateSign, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { levelWords, refusalWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showTime, today, useText } from '../../platform/text.ts'
import { Blockers } from './desk-blockers.tsx'
import { ConfirmDialog } from './desk-confirm.tsx'
import { dailyText, postingWords } from './desk-text.ts'
import { PostingLinks } from './posting-links.tsx'

/** Holds no area: every path begins with a slash. */
const NOWHERE = '-'
const EXPORTED = ['reports'] as const

export type Status = Out<'daily.getStatus'>
export type Assessed = Status['subject']

function Subject({ status, mayTakeBack, onConfirm, onTakeBack }: { status: Status; mayTakeBack: boolean; onConfirm: () => void; onTakeBack: () => void }) {
  const t = useText(dailyText)
  const word = useWord()
  const { subject } = status
  return (
    <section className="desk-panel" aria-label={subject.name}>
      <div className="desk-panel-head">
        <div className="desk-row">
          <StateSign state={subject.state} large />
          <h2>
            {subject.name} <span className="desk-quiet">{word(levelWords[subject.level])}</span>
          </h2>
        </div>
        {subject.mayConfirm && (
          <Button type="primary" onClick={onConfirm}>
            {t('confirm')}
          </Button>
        )}
        {mayTakeBack && subject.confirmedAt !== null && <Button onClick={onTakeBack}>{t('takeBack')}</Button>}
      </div>
      <dl className="desk-figures">
        <div>
          <dt>{t('homes')}</dt>
          <dd>{subject.homes}</dd>
        </div>
        <div>
          <dt>{t('ownBlockers')}</dt>
          <dd>{subject.ownBlockers}</dd>
        </div>
        <div>
          <dt>{t('below')}</dt>
          <dd>{subject.blockersBelow}</dd>
        </div>
        <div>
          <dt>{t('posting')}</dt>
          <dd className="desk-figure-word">{word(postingWords[subject.posting])}</dd>
        </div>
        <div>
          <dt>{t('confirmedBy')}</dt>
          <dd className="desk-figure-word">
            {subject.confirmedAt === null ? t('dueBy', { time: status.cutOff }) : `${subject.confirmedBy ?? ''} ${showTime(subject.confirmedAt)}`}
          </dd>
        </div>
        {subject.postingCode !== null && (
          <div>
            <dt>{t('openPosting')}</dt>
            <dd className="desk-figure-word">
              <PostingLinks of={subject} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Children({
  list,
  title,
  isToday,
  onConfirm,
  onOpen,
}: {
  list: Assessed[]
  title: string
  isToday: boolean
  onConfirm: (ids: string[]) => void
  onOpen: (id: string) => void
}) {
  const t = useText(dailyText)
  const word = useWord()
  const [chosen, setChosen] = useState<string[]>([])
  const [filter, setFilter] = useState<'all' | 'open'>('all')
  const confirmable = list.filter((one) => one.mayConfirm).map((one) => one.subjectId)
  const shown = filter === 'all' ? list : list.filter((one) => one.state !== 'free')
  const picked = chosen.filter((id) => confirmable.includes(id))
  const posted = list.filter((one) => one.posting === 'posted').length
  return (
    <section className="desk-panel" aria-label={title}>
      <div className="desk-panel-head">
        <h2>
          {title} <span className="desk-quiet">{t('progress', { n: posted, all: list.length })}</span>
        </h2>
        <div className="desk-row">
          <Segmented
            size="small"
            value={filter}
            onChange={setFilter}
            options={[
              { value: 'all', label: t('filterAll') },
              { value: 'open', label: t('filterOpen') },
            ]}
          />
          {isToday &&
            confirmable.length > 0 &&
            (picked.length === 0 ? (
              <Button size="small" onClick={() => setChosen(confirmable)}>
                {t('confirmAll')}
              </Button>
            ) : (
              <Button size="small" type="primary" onClick={() => onConfirm(picked)}>
                {t('confirmMany', { n: picked.length })}
              </Button>
            ))}
        </div>
      </div>
      <Table<Assessed>
        size="small"
        rowKey="subjectId"
        dataSource={shown}
        scroll={{ x: 640 }}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: <Nothing says={t('noChildren')} /> }}
        {...(isToday && confirmable.length > 0
          ? {
              rowSelection: {
                selectedRowKeys: picked,
                // The table repeats its header, hidden, to measure it; a box in there could be reached by keyboard and not be seen.
                hideSelectAll: true,
                onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
                getCheckboxProps: (one: Assessed) => ({ disabled: !one.mayConfirm, 'aria-label': `${t('confirmOne')} ${one.name}` }),
              },
            }
          : {})}
        columns={[
          {
            title: t('name'),
            key: 'name',
            render: (_, one) => (
              <Button type="link" size="small" className="desk-link" onClick={() => onOpen(one.subjectId)}>
                {one.name}
              </Button>
            ),
          },
          { title: t('state'), key: 'state', width: 150, render: (_, one) => <StateSign state={one.state} /> },
          {
            title: t('blockers'),
            key: 'blockers',
            width: 80,
            align: 'right',
            render: (_, one) => one.ownBlockers + one.blockersBelow,
            sorter: (a, b) => a.ownBlockers + a.blockersBelow - b.ownBlockers - b.blockersBelow,
          },
          { title: t('homes'), dataIndex: 'homes', width: 72, align: 'right', responsive: ['md'] },
          {
            title: t('confirmedBy'),
            key: 'confirmed',
            render: (_, one) =>
              one.confirmedAt === null ? <span className="desk-quiet">{t('notConfirmed')}</span> : `${one.confirmedBy ?? ''} ${showTime(one.confirmedAt)}`,
          },
          {
            title: t('posting'),
            key: 'posting',
            render: (_, one) => (
              <span>
                {word(postingWords[one.posting])} <PostingLinks of={one} />
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}

export function DailyPage() {
  const t = useText(dailyText)
  const { may } = useSession()
  const { current, find, fullName, chainOf, isOwn, overlays } = useAreas()
  const { notification } = App.useApp()
  const word = useWord()
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  const [day, setDay] = useState<string | null>(null)
  const [confirming, setConfirming] = useState<string[] | null>(null)
  const [takingBack, setTakingBack] = useState<string | null>(null)
  const takeBack = useDo('daily.takeBackReport', { said: t('takenBack') })
  const onDay = day === null ? {} : { day }
  // Where this reader may begin. The area chosen in the header may be at peace while parts of it are not: then it is one of those.
  const start = useQuery('daily.getStatus', onDay, { keepPrevious: true })
  const roots = start.data?.roots ?? []
  const isCurrentInForce = current !== null && roots.some((root) => contains(find(root.subjectId)?.path ?? NOWHERE, current.path))
  const startId = start.data?.subject.subjectId
  const subjectId = (params['*'] ?? '') !== '' ? params['*'] : isCurrentInForce ? current.id : startId
  const isStart = subjectId === undefined || subjectId === startId
  const wanted = useQuery('daily.getStatus', { ...(subjectId === undefined ? {} : { subjectId }), ...onDay }, { enabled: !isStart, keepPrevious: true })
  const status = isStart ? start : wanted
  const isElsewhere = (params['*'] ?? '') === '' && current !== null && start.data !== undefined && !isCurrentInForce
  const isNotInForce = status.error?.code === 'daily.not_in_force'
  const open = (id: string) => go(`/daily/${id}`)

  const area = subjectId === undefined ? null : find(subjectId)
  const overlay = overlays.find((one) => one.id === subjectId)
  const chain = area === null ? [] : chainOf(area).filter(isOwn)
  const parentId = status.data?.subject.parentId ?? null

  const report = (answer: Out<'daily.confirmReports'>, nameOf: Map<string, string>) => {
    const refused = answer.refused.map((one) => `${nameOf.get(one.subjectId) ?? ''}: ${word(refusalWords[one.check])}`)
    if (refused.length === 0) notification.success({ title: t('confirmed', { n: answer.confirmed.length }) })
    else
      notification.warning({
        title: `${t('confirmed', { n: answer.confirmed.length })} · ${t('refused', { n: refused.length })}`,
        description: (
          <ul>
            {refused.slice(0, 12).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ),
        duration: 0,
      })
  }

  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {roots.length > 1 && (
          <Select
            aria-label={t('begin')}
            style={{ width: 220 }}
            showSearch={{ optionFilterProp: 'label' }}
            value={roots.some((root) => root.subjectId === subjectId) ? (subjectId ?? null) : null}
            placeholder={t('begin')}
            onChange={(id) => {
              if (id !== null) open(id)
            }}
            options={roots.map((root) => ({ value: root.subjectId, label: find(root.subjectId) === null ? root.name : fullName(find(root.subjectId)!) }))}
          />
        )}
        <div style={{ width: 150 }}>
          <DayInput
            aria-label={t('day')}
            value={day ?? status.data?.day ?? today()}
            latest={today()}
            onChange={(chosen) => setDay(chosen === null || chosen === today() ? null : chosen)}
          />
        </div>
        {area !== null && <ExportMenu area={area} sources={EXPORTED} filter={onDay} />}
      </PageHead>
      {(chain.length > 1 || overlay !== undefined || (subjectId !== current?.id && parentId !== null)) && (
        <div className="desk-row">
          {parentId !== null && (chain.length > 1 || overlay !== undefined) && (
            <Button size="small" icon={<ArrowUpOutlined />} onClick={() => open(parentId)}>
              {t('upTo')}
            </Button>
          )}
          <Breadcrumb
            aria-label={t('path')}
            items={[
              ...chain.map((one) => ({ title: one.id === subjectId ? one.name : <Link href={`/daily/${one.id}`}>{one.name}</Link> })),
              ...(overlay === undefined ? [] : [{ title: overlay.name }]),
            ]}
          />
        </div>
      )}
      {isNotInForce ? (
        <div className="desk-panel">
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              <>
                <strong>{t('notInForce')}</strong>
                <br />
                {t('notInForceHelp')}
              </>
            }
          >
            {may('posture.read') && (
              <Button type="primary" onClick={() => go('/posture')}>
                {t('toPosture')}
              </Button>
            )}
          </Empty>
        </div>
      ) : (
        <Loaded of={status} rows={8}>
          {(now) => {
            const isToday = now.day === now.today
            const nameOf = new Map([now.subject, ...now.children, ...now.grids].map((one) => [one.subjectId, one.name]))
            return (
              <>
                {isElsewhere && current !== null && (
                  <Alert
                    type="info"
                    showIcon
                    title={t('partsInForce', { name: current.name })}
                    description={
                      <span className="desk-row">
                        {roots.map((root) => (
                          <Link key={root.subjectId} href={`/daily/${root.subjectId}`}>
                            {root.name}
                          </Link>
                        ))}
                      </span>
                    }
                  />
                )}
                {!isToday && <Alert type="info" showIcon title={t('notToday')} />}
                <Subject
                  status={now}
                  mayTakeBack={isToday && may('daily.confirm', area?.path)}
                  onConfirm={() => setConfirming([now.subject.subjectId])}
                  onTakeBack={() => setTakingBack(now.subject.subjectId)}
                />
                <div className={now.children.length + now.grids.length > 0 ? 'desk-columns' : 'desk-stack'}>
                  <div className="desk-stack">
                    {now.children.length > 0 && (
                      <Children
                        key={now.subject.subjectId}
                        list={now.children}
                        title={t('children')}
                        isToday={isToday}
                        onConfirm={setConfirming}
                        onOpen={open}
                      />
                    )}
                    {now.grids.length > 0 && (
                      <Children
                        key={`grids-${now.subject.subjectId}`}
                        list={now.grids}
                        title={t('grids')}
                        isToday={isToday}
                        onConfirm={setConfirming}
                        onOpen={open}
                      />
                    )}
                  </div>
                  <Blockers list={now.blockers} subjectId={now.subject.subjectId} />
                </div>
                {confirming !== null && (
                  <ConfirmDialog
                    ids={confirming}
                    names={confirming.map((id) => nameOf.get(id) ?? '')}
                    onClose={() => setConfirming(null)}
                    onDone={(answer) => report(answer, nameOf)}
                  />
                )}
              </>
            )
          }}
        </Loaded>
      )}
      <ReasonDialog
        isOpen={takingBack !== null}
        title={t('takeBackTitle')}
        says={t('takeBackSays')}
        confirm={t('takeBack')}
        isDanger
        isBusy={takeBack.isBusy}
        onClose={() => setTakingBack(null)}
        onReason={(reason) => {
          if (takingBack !== null)
            void takeBack.run({ subjectId: takingBack, reason }).then((answer) => {
              if (answer !== null) setTakingBack(null)
            })
        }}
      />
    </>
  )
}
