// 今日无疫: where the home's building stands today, with the public page anybody can check.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showTime, text, useLang, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'

const words = text({
  zh: {
    title: '今日公示',
    mine: '我家所在',
    noneToday: '今天还没有公示。日报确认后会出现在这里。',
    checkTitle: '核验海报',
    lead: '楼道里的公示海报上有一串核验码。输入核验码，看它今天是否仍然有效。',
    code: '海报上的核验码',
    check: '核验',
    posted: '今日无疫',
    withdrawn: '已撤回',
    none: '没有这个核验码。请核对海报，或问社区。',
    at: '{time} 公示',
    off: '{time} 撤回，今日无疫不再成立。',
    page: '打开公示页',
  },
  en: {
    title: 'Posting of the day',
    mine: 'Where I live',
    noneToday: 'Nothing posted yet today. It appears here once the report is confirmed.',
    checkTitle: 'Check a poster',
    lead: 'The poster in your stairwell carries a code. Enter it to see whether it still holds today.',
    code: 'Code on the poster',
    check: 'Check',
    posted: 'Outbreak-free today',
    withdrawn: 'Withdrawn',
    none: 'No such code. Compare it with the poster, or ask the community.',
    at: 'posted {time}',
    off: 'withdrawn {time}; it no longer holds.',
    page: 'Open the public page',
  },
})

type Found = Out<'daily.verifyPosting'>
export function PostingScreen() {
  const t = useText(words)
  const lang = useLang()
  const sayError = useCommonErrorText()
  const [code, setCode] = useState('')
  const [found, setFound] = useState<Found | undefined>()
  const [error, setError] = useState<unknown>(null)
  const mine = useAnswer('daily.myPostings', {}, { renewEveryMs: 60_000 })
  const check = (event: FormEvent) => {
    event.preventDefault()
    setError(null)
    call('daily.verifyPosting', { code }).then(setFound, setError)
  }
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {mine.error !== null && mine.data === null && <Notice tone="warn">{sayError(mine.error)}</Notice>}
      {mine.data?.length === 0 && <p className="card">{t('noneToday')}</p>}
      {mine.data !== null && mine.data.length > 0 && <h2>{t('mine')}</h2>}
      {mine.data?.map((posting) => (
        <PostingCard key={posting.code} posting={posting} lang={lang} />
      ))}
      <h2>{t('checkTitle')}</h2>
      <form className="card stack" onSubmit={check}>
        <p>{t('lead')}</p>
        <Field label={t('code')}>
          <input
            className="card-number"
            required
            maxLength={40}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.target.value.trim())}
          />
        </Field>
        <button className="primary">{t('check')}</button>
      </form>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {found === null && <Notice tone="warn">{t('none')}</Notice>}
      {found != null && <PostingCard posting={found} lang={lang} />}
    </section>
  )
}

function PostingCard({ posting, lang }: { posting: NonNullable<Found>; lang: string }) {
  const t = useText(words)
  const isPosted = posting.state === 'posted'
  return (
    <article className={`card posting ${posting.state}`}>
      <p className="posting-word">
        <span aria-hidden="true">{isPosted ? '✓' : '✕'}</span> {isPosted ? t('posted') : t('withdrawn')}
      </p>
      <p className="big">{posting.fullName}</p>
      <p>
        {posting.day} · {t('at', { time: showTime(posting.postedAt) })}
      </p>
      {posting.withdrawnAt !== null && <p>{t('off', { time: showTime(posting.withdrawnAt) })}</p>}
      <a className="button" href={`/posting/${encodeURIComponent(posting.code)}?lang=${lang}`}>
        {t('page')}
      </a>
    </article>
  )
}
