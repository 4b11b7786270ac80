// "Known already": who it may be, what matches, and what the worker says about it. The same on the phone and in a dialog of the desk.
import './known.css'
import type { ResidencyKind } from '@xiaomen/rules/registry'
import { careWords, documentWords, residencyWords, useWord } from '../../desk/words.ts'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { knownText, matchedWords } from './known-text.ts'

type Known = Out<'registry.findKnown'>[number]

export function KnownFacts({ person }: { person: Known['person'] }) {
  const t = useText(knownText)
  const word = useWord()
  return (
    <>
      <strong className="big">{person.name ?? t('hidden')}</strong>
      <ul className="known-facts">
        {person.homes.length === 0 && <li>{t('livesNowhere')}</li>}
        {person.homes.map((home) => (
          <li key={home.residencyId}>
            {t('livesAt', { door: home.door })} · {word(residencyWords[home.kind])} · {t('since', { day: home.from })}
          </li>
        ))}
        {person.phone !== null && <li>{person.phone}</li>}
        {person.document !== null && (
          <li>
            {person.documentKind === null ? '' : `${word(documentWords[person.documentKind])} `}
            {person.document}
          </li>
        )}
        {person.care !== null && person.care.length > 0 && <li>♥ {person.care.map((care) => word(careWords[care])).join(' · ')}</li>}
      </ul>
    </>
  )
}

type Props = {
  asked: In<'registry.findKnown'>
  /** As whom and since when the typed person lives here; null while somebody on record is being corrected. */
  link: { kind: ResidencyKind; from: string } | null
  onLinked: () => void
  /** Saved all the same: these are other people. */
  onDifferent: (ids: string[]) => void
  /** Opens the merge of the two; left out where the reader may not. */
  onMerge?: (personId: string) => void
  onCancel: () => void
  isBusy: boolean
}
export function KnownChoice({ asked, link, onLinked, onDifferent, onMerge, onCancel, isBusy }: Props) {
  const t = useText(knownText)
  const word = useWord()
  const sayError = useErrorText()
  const known = useQuery('registry.findKnown', asked)
  const move = useCommand('registry.linkResident')
  const people = known.data ?? []
  const go = (personId: string, endsOthers: boolean) => {
    if (link !== null) move.mutate({ personId, homeId: asked.homeId, kind: link.kind, from: link.from, endsOthers }, { onSuccess: onLinked })
  }
  return (
    <section className="known" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p>{t('lead')}</p>
      {known.error !== null && <p role="alert">{sayError(known.error)}</p>}
      {move.error !== null && <p role="alert">{sayError(move.error)}</p>}
      {known.data !== undefined && people.length === 0 && <p>{t('noneVisible')}</p>}
      {people.map(({ person, matches }) => {
        const isHere = person.homes.some((home) => home.homeId === asked.homeId)
        return (
          <article key={person.id} className="known-person" aria-label={person.name ?? t('hidden')}>
            <p className="known-match">≈ {matches.map((one) => word(matchedWords[one])).join(' · ')}</p>
            <KnownFacts person={person} />
            <div className="known-does">
              {link !== null &&
                (isHere ? (
                  <span>{t('isHere')}</span>
                ) : (
                  <>
                    <button type="button" disabled={move.isPending} onClick={() => go(person.id, true)}>
                      {t('movedHere')}
                    </button>
                    <button type="button" disabled={move.isPending} onClick={() => go(person.id, false)}>
                      {t('alsoHere')}
                    </button>
                  </>
                ))}
              {link === null &&
                (onMerge === undefined ? (
                  <span>{t('sameLater')}</span>
                ) : (
                  <button type="button" onClick={() => onMerge(person.id)}>
                    {t('same')}
                  </button>
                ))}
            </div>
          </article>
        )
      })}
      <div className="known-does">
        <button type="button" disabled={isBusy || known.data === undefined} onClick={() => onDifferent(people.map(({ person }) => person.id))}>
          {people.length > 1 ? t('differentMany') : t('different')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
      <p className="known-never">{t('never')}</p>
    </section>
  )
}
