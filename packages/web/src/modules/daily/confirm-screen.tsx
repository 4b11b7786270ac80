// 三级日报: the heads put their names to the day, from a phone in the stairwell.
import type { AssessmentState } from '@xiaomen/rules/daily'
import { useState } from 'react'
import { checkWords, levelWords, stateWords, useWord } from '../../desk/words.ts'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { showTime, text, useLang, useText } from '../../platform/text.ts'

const words = text({
  zh: {
    title: '今日日报',
    confirm: '确认无疫情',
    confirmAll: '全部确认（{count}）',
    confirmed: '{name} {time} 已确认',
    not: '尚未确认',
    blockers: '障碍',
    none: '没有障碍',
    below: '下级 {count} 项',
    homes: '{count} 户',
    posted: '已公示',
    withdrawn: '已撤回',
    tooSmall: '户数太少，不单独公示',
    page: '公示页',
    up: '上一级',
    open: '查看',
    refused: '有 {count} 处还不能确认，障碍见各处。',
    takeBack: '撤回确认',
    takeBackReason: '撤回理由',
    go: '撤回',
    cancel: '取消',
    who: '由 {name} 处理',
    dueBy: '请在 {time} 前确认',
    confirmMine: '我负责的 {count} 处一次确认',
    done: '已确认 {count} 处。',
    mine: '我负责的',
  },
  en: {
    title: 'Report of the day',
    confirm: 'Confirm: outbreak-free',
    confirmAll: 'Confirm all ({count})',
    confirmed: '{name} confirmed at {time}',
    not: 'Not confirmed yet',
    blockers: 'In the way',
    none: 'Nothing in the way',
    below: '{count} beneath',
    homes: '{count} homes',
    posted: 'Posted',
    withdrawn: 'Withdrawn',
    tooSmall: 'Too few homes to post alone',
    page: 'Public page',
    up: 'One level up',
    open: 'Open',
    refused: '{count} cannot be confirmed yet; what is in the way is shown at each.',
    takeBack: 'Take back',
    takeBackReason: 'Reason',
    go: 'Take back',
    cancel: 'Cancel',
    who: 'with {name}',
    dueBy: 'Due by {time}',
    confirmMine: 'Confirm all {count} of mine at once',
    done: '{count} confirmed.',
    mine: 'Mine',
  },
})
const SIGNS: Record<AssessmentState, string> = { free: '✓', notFree: '✕', unknown: '?' }
type Assessed = Out<'daily.getStatus'>['subject']

export function ConfirmScreen({ subjectId }: { subjectId: string | null }) {
  const t = useText(words)
  const word = useWord()
  const sayError = useErrorText()
  useLive('daily', 'gate', 'control')
  const status = useQuery('daily.getStatus', subjectId === null ? {} : { subjectId })
  const confirm = useCommand('daily.confirmReports')
  if (status.data === undefined)
    return (
      <section className="stack">
        <h1>{t('title')}</h1>
        {status.error !== null && <Notice tone="warn">{sayError(status.error)}</Notice>}
      </section>
    )
  const { subject, children, grids, blockers, day, cutOff, roots } = status.data
  const open = [subject, ...children, ...grids].filter(isOpen)
  const isIn = subjectId !== null && subject.parentId !== null
  return (
    <section className="stack">
      {isIn && <a href={`#/daily/${subject.parentId}`}>‹ {t('up')}</a>}
      <h1>
        {t('title')} · {day}
      </h1>
      <p className="quiet">{t('dueBy', { time: cutOff })}</p>
      {roots.length > 1 && (
        <div className="scroll-row" role="group" aria-label={t('mine')}>
          {roots.map((root) => (
            <a
              key={root.subjectId}
              className="button"
              aria-current={root.subjectId === subject.subjectId ? 'true' : undefined}
              href={`#/daily/${root.subjectId}`}
            >
              {root.name}
            </a>
          ))}
        </div>
      )}
      {roots.length > 1 && (
        <button disabled={confirm.isPending} onClick={() => confirm.mutate({ subjectIds: roots.map((root) => root.subjectId) })}>
          {t('confirmMine', { count: roots.length })}
        </button>
      )}
      {confirm.data !== undefined && confirm.data.confirmed.length > 0 && <Notice tone="done">{t('done', { count: confirm.data.confirmed.length })}</Notice>}
      {confirm.error !== null && <Notice tone="error">{sayError(confirm.error)}</Notice>}
      {confirm.data !== undefined && confirm.data.refused.length > 0 && <Notice tone="warn">{t('refused', { count: confirm.data.refused.length })}</Notice>}
      <Subject one={subject} isHead onConfirm={() => confirm.mutate({ subjectIds: [subject.subjectId] })} isBusy={confirm.isPending} />
      {blockers.length > 0 && (
        <div className="card stack">
          <h2>
            {t('blockers')} · {blockers.length}
          </h2>
          <ul className="dues">
            {blockers.map((one, index) => (
              <li key={`${one.check}${one.areaId}${index}`}>
                ✕ {word(checkWords[one.check])} · {one.areaName}
                {one.answers === null ? '' : ` · ${t('who', { name: one.answers })}`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {open.length > 1 && (
        <button className="primary" disabled={confirm.isPending} onClick={() => confirm.mutate({ subjectIds: open.map((one) => one.subjectId) })}>
          {t('confirmAll', { count: open.length })}
        </button>
      )}
      <ul className="list">
        {[...grids, ...children].map((one) => (
          <li key={one.subjectId}>
            <Subject one={one} isHead={false} onConfirm={() => confirm.mutate({ subjectIds: [one.subjectId] })} isBusy={confirm.isPending} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A name under a day that something contradicts would be refused: the button waits until nothing does. */
const isOpen = (one: Assessed) => one.mayConfirm && one.confirmedAt === null && one.state !== 'notFree'

function Subject({ one, isHead, onConfirm, isBusy }: { one: Assessed; isHead: boolean; onConfirm: () => void; isBusy: boolean }) {
  const t = useText(words)
  const word = useWord()
  const lang = useLang()
  return (
    <article className={`card stack-tight subject ${one.state}`}>
      <div className="row spread">
        <span>
          <strong className={isHead ? 'big' : ''}>{one.name}</strong>{' '}
          <span className="quiet">
            {word(levelWords[one.level])} · {t('homes', { count: one.homes })}
          </span>
        </span>
        <b className="state-word">
          {SIGNS[one.state]} {word(stateWords[one.state])}
        </b>
      </div>
      <p className="quiet">
        {one.confirmedAt === null ? t('not') : t('confirmed', { name: one.confirmedBy ?? '', time: showTime(one.confirmedAt) })}
        {one.ownBlockers > 0 && ` · ${t('blockers')} ${one.ownBlockers}`}
        {one.blockersBelow > 0 && ` · ${t('below', { count: one.blockersBelow })}`}
        {one.posting !== 'none' && ` · ${t(one.posting)}`}
      </p>
      <div className="row">
        {isOpen(one) && (
          <button className="primary" disabled={isBusy} onClick={onConfirm}>
            {t('confirm')}
          </button>
        )}
        {!isHead && one.level !== 'unit' && one.level !== 'grid' && (
          <a className="button" href={`#/daily/${one.subjectId}`}>
            {t('open')}
          </a>
        )}
        {one.postingCode !== null && (
          <a className="button" href={`/posting/${encodeURIComponent(one.postingCode)}?lang=${lang}`}>
            {t('page')}
          </a>
        )}
        {one.confirmedAt !== null && one.mayConfirm && <TakeBack subjectId={one.subjectId} />}
      </div>
    </article>
  )
}

function TakeBack({ subjectId }: { subjectId: string }) {
  const t = useText(words)
  const sayError = useErrorText()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const take = useCommand('daily.takeBackReport')
  if (!isOpen)
    return (
      <button className="plain" onClick={() => setOpen(true)}>
        {t('takeBack')}
      </button>
    )
  return (
    <form
      className="stack grow"
      onSubmit={(event) => {
        event.preventDefault()
        take.mutate({ subjectId, reason }, { onSuccess: () => setOpen(false) })
      }}
    >
      {take.error !== null && <Notice tone="error">{sayError(take.error)}</Notice>}
      <input
        required
        autoFocus
        maxLength={200}
        aria-label={t('takeBackReason')}
        placeholder={t('takeBackReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <button className="primary" disabled={take.isPending}>
          {t('go')}
        </button>
        <button type="button" onClick={() => setOpen(false)}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
