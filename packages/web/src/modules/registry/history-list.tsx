// 变动记录 of a home or a person, the same on the phone and on the desk.
import './known.css'
import { homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { careList, historyFieldWords, historyKindWords, historyText } from './known-text.ts'

type Entry = Out<'registry.getHistory'>['entries'][number]

function Line({ entry, ofPerson }: { entry: Entry; ofPerson: boolean }) {
  const t = useText(historyText)
  const word = useWord()
  const valueOf = (field: Entry['changes'][number]['field'], value: string | null) =>
    field === 'care' ? careList(value, word, t('nothing')) : (value ?? t('nothing'))
  const detail =
    entry.detail === null
      ? null
      : entry.what === 'use' && entry.detail in homeUseWords
        ? word(homeUseWords[entry.detail as keyof typeof homeUseWords])
        : entry.detail
  return (
    <li>
      <div>
        <strong>{word(historyKindWords[entry.what])}</strong>
        {!ofPerson && entry.name !== null && <> · {entry.name}</>}
        {entry.other !== null && <> → {entry.other}</>}
        {detail !== null && <> · {entry.what === 'use' || entry.what === 'doorRenamed' || entry.what === 'homeMoved' ? t('was', { value: detail }) : detail}</>}
      </div>
      {entry.changes.map((change) => (
        <div key={change.field}>
          {word(historyFieldWords[change.field])}：<del>{valueOf(change.field, change.before)}</del> → <ins>{valueOf(change.field, change.after)}</ins>
        </div>
      ))}
      <small className="history-when">
        {showMoment(entry.at)} · {entry.by ?? t('house')}
      </small>
    </li>
  )
}

/** Asked when it is opened. */
export function HistoryList({ of }: { of: In<'registry.getHistory'> }) {
  const t = useText(historyText)
  const sayError = useErrorText()
  const history = useQuery('registry.getHistory', of)
  if (history.error !== null && history.data === undefined) return <p role="alert">{sayError(history.error)}</p>
  if (history.data === undefined) return <p role="status">{t('loading')}</p>
  if (history.data.entries.length === 0) return <p>{t('empty')}</p>
  return (
    <ol className="history">
      {history.data.entries.map((entry, at) => (
        <Line key={`${entry.id} ${entry.personId ?? ''} ${at}`} entry={entry} ofPerson={'personId' in of} />
      ))}
    </ol>
  )
}
