// 沿革: what became of an area or an overlay, newest first.
import { Button, Drawer, Timeline } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { levelWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showDay, showTime, useText } from '../../platform/text.ts'
import { areasText, changeWords, historyText, stateWords } from './desk-text.ts'

type Change = Out<'areas.listHistory'>['changes'][number]
type State = NonNullable<Change['before']>
type Shown = keyof typeof stateWords
const SHOWN = ['name', 'level', 'parentName', 'code', 'codeYear', 'classCode', 'from', 'until'] as const satisfies readonly Shown[]
type Subject = { areaId: string } | { overlayId: string }

function useSay(): (key: Shown, state: State | null) => string | null {
  const t = useText(historyText)
  const word = useWord()
  return (key, state) => {
    const value = state?.[key]
    if (value === undefined) return null
    if (value === null) return t(key === 'until' ? 'noEnd' : key === 'parentName' ? 'top' : 'none')
    if (key === 'level' && String(value) in levelWords) return word(levelWords[value as keyof typeof levelWords])
    return String(value)
  }
}

/** What changed: before → after; what is the same on both sides is not said. */
function Differences({ change }: { change: Change }) {
  const t = useText(historyText)
  const word = useWord()
  const say = useSay()
  const { find, fullName } = useAreas()
  const nameOf = (id: string) => {
    const area = find(id)
    return area === null ? t('gone') : fullName(area)
  }
  const before = change.before?.areaIds ?? []
  const after = change.after?.areaIds ?? []
  const members = [
    { label: t(change.before === null ? 'members' : 'joined'), ids: after.filter((id) => !before.includes(id)) },
    { label: t('left'), ids: before.filter((id) => !after.includes(id)) },
  ]
  return (
    <dl className="desk-changes">
      {SHOWN.map((key) => {
        const [from, to] = [say(key, change.before), say(key, change.after)]
        if (from === to || (from === null && to === null)) return null
        return (
          <div key={key}>
            <dt>{word(stateWords[key])}</dt>
            <dd>{from === null ? to : to === null ? from : `${from} → ${to}`}</dd>
          </div>
        )
      })}
      {members.map(({ label, ids }) =>
        ids.length === 0 ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {ids.slice(0, 12).map(nameOf).join('、')}
              {ids.length > 12 ? ` … ${t('inAll', { n: ids.length })}` : ''}
            </dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Page({ subject, after, onMore }: { subject: Subject; after: string | undefined; onMore: ((next: string) => void) | null }) {
  const t = useText(historyText)
  const word = useWord()
  const page = useQuery('areas.listHistory', { ...subject, ...(after === undefined ? {} : { after }) })
  return (
    <Loaded of={page}>
      {({ changes, next }) =>
        changes.length === 0 && after === undefined ? (
          <Nothing says={t('empty')} />
        ) : (
          <>
            <Timeline
              items={changes.map((change) => ({
                key: change.id,
                content: (
                  <>
                    <strong>{word(changeWords[change.what])}</strong>
                    <p className="desk-quiet">
                      <time dateTime={change.at}>
                        {showDay(change.at)} {showTime(change.at)}
                      </time>{' '}
                      · {change.by ?? t('system')}
                    </p>
                    <Differences change={change} />
                  </>
                ),
              }))}
            />
            {next !== null && onMore !== null && <Button onClick={() => onMore(next)}>{t('more')}</Button>}
          </>
        )
      }
    </Loaded>
  )
}

export function HistoryDrawer({ title, subject, onClose }: { title: string; subject: Subject; onClose: () => void }) {
  const t = useText(areasText)
  const [pages, setPages] = useState<(string | undefined)[]>([undefined])
  return (
    <Drawer open onClose={onClose} size={Math.min(480, window.innerWidth)} title={`${t('history')}: ${title}`} destroyOnHidden>
      {pages.map((after, at) => (
        <Page key={after ?? ''} subject={subject} after={after} onMore={at === pages.length - 1 ? (next) => setPages([...pages, next]) : null} />
      ))}
    </Drawer>
  )
}
