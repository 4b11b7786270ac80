// What the check of an edition says: problems with their places, examples that come out otherwise, and what differs leaf by leaf.
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { reasonWords, stateWords, useWord, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { workWords } from '../control/work-words.ts'
import { controlStateWords, measureWords } from '../control/words.ts'
import { editionText, problemWords, typeWords } from './edition-text.ts'
import { keyWords } from './pack-key-text.ts'
import { listed } from './pack-parts.tsx'
import { lackWords, outcomeWords, packFileWords } from './packs-text.ts'

export type Checked = Out<'posture.checkEdition'>
type Problem = Checked['problems'][number]
type Unmet = Checked['unmet'][number]
const MANY = 60
/** What examples expect, where it has a word. */
const expectWords: Record<string, Word> = {
  ...controlStateWords,
  ...measureWords,
  ...workWords,
  ...lackWords,
  ...outcomeWords,
  ...reasonWords,
  ...stateWords,
}

/** `control` or `examples/control` in words. */
export function useFileName(): (file: string) => string {
  const t = useText(editionText)
  const word = useWord()
  const name = (file: string) => {
    const known = (packFileWords as Record<string, Word>)[file]
    return known === undefined ? file : word(known)
  }
  return (file) => (file.startsWith('examples/') ? t('exampleOf', { file: name(file.slice('examples/'.length)) }) : name(file))
}
/** The way to a place: 管控 › 轨道 3 › 阶段 1. */
function usePlace(): (file: string, path: string) => string {
  const t = useText(editionText)
  const word = useWord()
  const fileName = useFileName()
  return (file, path) => {
    const said: string[] = [fileName(file)]
    for (const step of path === '' ? [] : path.split('.'))
      if (/^\d+$/.test(step)) said.push(`${said.length === 1 ? '' : `${said.pop()} `}${Number(step) + 1}`)
      else if (step === 'zh' || step === 'en') said.push(t(step === 'zh' ? 'sideZh' : 'sideEn'))
      else said.push(keyWords[step] === undefined ? step : word(keyWords[step]))
    return said.join(' › ')
  }
}

function useProblem(): (problem: Problem) => string {
  const t = useText(editionText)
  const word = useWord()
  return ({ code, detail }) => {
    const at = /line (\d+) column (\d+)/.exec(detail ?? '')
    if (code === 'not_json' && at !== null) return t('notJsonAt', { line: at[1]!, column: at[2]! })
    const known = (problemWords as Record<string, Word>)[code]
    if (known === undefined) return t('otherProblem', { code })
    const type = code === 'wrong_type' ? typeWords[detail ?? ''] : undefined
    return word(known).replace('{detail}', type === undefined ? (detail ?? '') : word(type))
  }
}

export function Problems({ list, onGo }: { list: readonly Problem[]; onGo?: (problem: Problem) => void }) {
  const t = useText(editionText)
  const place = usePlace()
  const say = useProblem()
  if (list.length === 0) return null
  return (
    <section aria-label={t('problems', { n: list.length })}>
      <h3>{t('problems', { n: list.length })}</h3>
      <ul className="pack-problems">
        {list.map((problem) => (
          <li key={`${problem.file} ${problem.path} ${problem.code} ${problem.detail}`}>
            <strong>{place(problem.file, problem.path)}</strong>: {say(problem)}
            {onGo !== undefined && (
              <Button type="link" size="small" onClick={() => onGo(problem)}>
                {t('go')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Only what differs: an example may expect a dozen things. */
function apart({ expected, got }: Unmet): { key: string | null; was: string; is: string | null }[] {
  const [was, is] = [JSON.parse(expected) as unknown, JSON.parse(got) as unknown]
  if (is === null) return [{ key: null, was: expected, is: null }]
  if (!isGroup(was) || !isGroup(is)) return [{ key: null, was: expected, is: got }]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
    .map((key) => ({ key, was: JSON.stringify(was[key] ?? null), is: JSON.stringify(is[key] ?? null) }))
}

/** A value of an expectation as a person reads it. */
function useExpected(): (json: string) => string {
  const t = useText(editionText)
  const word = useWord()
  const lang = useLang()
  const say = (value: unknown): string => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return t('nothing')
    if (Array.isArray(value)) return listed(value.map(say), lang)
    if (typeof value !== 'string') return JSON.stringify(value)
    return expectWords[value] === undefined ? value : word(expectWords[value])
  }
  return (json) => say(JSON.parse(json))
}

export function UnmetList({ of, onAgree }: { of: Checked; onAgree?: (unmet: Unmet) => void }) {
  const t = useText(editionText)
  const word = useWord()
  const fileName = useFileName()
  const say = useExpected()
  if (of.unmet.length === 0) return null
  return (
    <section aria-label={t('unmet', { n: of.unmet.length, all: of.examples })}>
      <h3>{t('unmet', { n: of.unmet.length, all: of.examples })}</h3>
      {onAgree !== undefined && <p className="desk-quiet">{t('unmetSays')}</p>}
      <ul className="pack-problems pack-unmet">
        {of.unmet.map((one) => (
          <li key={`${one.file} ${one.index}`}>
            <strong>
              ✗ {fileName(`examples/${one.file}`)} {one.index + 1}
            </strong>
            : {one.says}
            {apart(one).map(({ key, was, is }) => (
              <dl key={key}>
                {key !== null && <dt>{keyWords[key] === undefined ? key : word(keyWords[key])}</dt>}
                <dd>
                  {t('expected')} <code>{say(was)}</code>
                  <br />
                  {t('got')} <code>{is === null ? t('unreadable') : <mark>{say(is)}</mark>}</code>
                </dd>
              </dl>
            ))}
            {onAgree !== undefined && one.got !== 'null' && (
              <Button size="small" onClick={() => onAgree(one)}>
                {t('agree')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Differences({ list }: { list: Checked['differences'] }) {
  const t = useText(editionText)
  const place = usePlace()
  const [isAll, setAll] = useState(false)
  const shown = isAll ? list : list.slice(0, MANY)
  return (
    <section aria-label={t('differences', { n: list.length })}>
      <h3>{t('differences', { n: list.length })}</h3>
      <ul className="pack-differences">
        {shown.map(({ file, path, before, after }) => (
          <li key={`${file} ${path}`}>
            {place(file, path)}
            <br />
            <code className="desk-quiet">{before ?? t('nothing')}</code> → <code>{after ?? t('nothing')}</code>
          </li>
        ))}
      </ul>
      {shown.length < list.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('firstOf', { n: MANY })} · {t('showAll')}
        </Button>
      )}
    </section>
  )
}

export function Verdict({ of }: { of: Checked }) {
  const t = useText(editionText)
  const isFit = of.problems.length === 0 && of.unmet.length === 0
  return isFit ? <Alert type="success" title={t('fits', { n: of.examples })} /> : null
}
