// What the parts of a pack are shown with: a draft is marked, and where a figure was read opens at a touch and is printed beside it.
import { Button, Popover, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useWord, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { packsText } from './packs-text.ts'

export type Pack = Out<'posture.getPack'>
export type Files = Pack['files']

export function Source({ of: { isDraft, source } }: { of: { isDraft: boolean; source: Word } }) {
  const t = useText(packsText)
  const word = useWord()
  return (
    <span className="pack-source">
      {isDraft && <Tag>{t('isDraft')}</Tag>}
      <Popover
        trigger="click"
        content={
          <div className="pack-source-says">
            {isDraft && <strong>{t('draftSource')}: </strong>}
            {word(source)}
          </div>
        }
      >
        <Button type="link" size="small" className="desk-no-print">
          {t('source')}
        </Button>
      </Popover>
      <small className="pack-print">{t('sourceOf', { source: word(source) })}</small>
    </span>
  )
}

/** A sentence made of one figure. */
export function Figure({ of, children }: { of: { isDraft: boolean; source: Word }; children: ReactNode }) {
  return (
    <li>
      {children} <Source of={of} />
    </li>
  )
}

export function Part({ name, title, note, children }: { name: string; title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="desk-panel pack-part" id={`pack-${name}`} aria-label={title}>
      <h2>
        {title} {note !== undefined && <small className="desk-quiet">{note}</small>}
      </h2>
      {children}
    </section>
  )
}

/** 、in Chinese, commas in English. */
export const listed = (words: readonly string[], lang: 'zh' | 'en') => words.join(lang === 'zh' ? '、' : ', ')

/** An example as its author titled it, where that is in the reader's language; its number otherwise. */
export function useExampleTitle(): (example: { index: number; says: string }) => string {
  const t = useText(packsText)
  const lang = useLang()
  return ({ index, says }) => (/\p{Script=Han}/u.test(says) === (lang === 'zh') ? says : t('exampleNumber', { n: index + 1 }))
}
