// 管控 of a pack in sentences: what each measure asks, and each track with its days drawn.
import { useWord } from '../../desk/words.ts'
import { useLang, useText } from '../../platform/text.ts'
import { evidenceWords } from '../control/desk-text.ts'
import { workWords } from '../control/work-words.ts'
import { methodWords, symptomWords, triggerWords } from '../control/words.ts'
import { kindWords } from '../status/words.ts'
import { Figure, type Files, listed, Part, Source } from './pack-parts.tsx'
import { PackStrip } from './pack-strip.tsx'
import { anchorWords, carerWords, evidenceSentences, packsText, specimenWords, subjectWords, transitionWords } from './packs-text.ts'

type Control = Files['control']
type Track = Control['tracks'][number]
type Phase = Track['phases'][number]
type Props = { files: Files; note?: string | undefined }

export function MeasuresPart({ files: { control }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  const measures = Object.entries(control.measures)
  if (measures.length === 0) return null
  return (
    <Part name="measures" title={t('measures')} note={note}>
      {measures.map(([key, measure]) => (
        <article key={key} className="pack-item">
          <h3>
            {word(measure)} <Source of={measure} />
          </h3>
          <p className="desk-quiet">{t(measure.mayPassGate ? 'mayPass' : 'mayNotPass')}</p>
          <ul>
            {measure.rules.map((rule) => (
              <li key={rule.en}>{word(rule)}</li>
            ))}
          </ul>
        </article>
      ))}
      <ul>
        <Figure of={control.recordHours}>{t('recordHours', control.recordHours.value)}</Figure>
        <Figure of={control.guardianUnder}>{t('guardianUnder', { n: control.guardianUnder.value })}</Figure>
        <Figure of={control.seals}>{control.seals.value === null ? t('sealsNone') : t('seals', control.seals.value)}</Figure>
      </ul>
    </Part>
  )
}

/** What is tested on which days of the whole track, by method and specimen. */
function useTests(): (phase: Phase, from: number) => string {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  return ({ tests }, from) => {
    if (tests.length === 0) return t('noTests')
    const kinds = [...new Set(tests.map(({ method, specimen }) => `${method}/${specimen ?? ''}`))]
    return listed(
      kinds.map((kind) => {
        const those = tests.filter(({ method, specimen }) => `${method}/${specimen ?? ''}` === kind)
        const { method, specimen } = those[0]!
        const name =
          specimen === null
            ? word(methodWords[method])
            : `${word(methodWords[method])}${lang === 'zh' ? '（' : ' ('}${word(specimenWords[specimen])}${lang === 'zh' ? '）' : ')'}`
        return t('testsOn', {
          days: listed(
            those.map(({ day }) => String(from + day - 1)),
            lang,
          ),
          method: name,
        })
      }),
      lang,
    )
  }
}

function PhaseLine({ phase, from, measures }: { phase: Phase; from: number; measures: Control['measures'] }) {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  const tests = useTests()
  const stop = lang === 'zh' ? '；' : '; '
  // What is done on the same days stands in one sentence.
  const rhythms = [...new Map(phase.works.map((rule) => [`${rule.from}/${rule.everyDays}`, rule])).values()]
  const works = rhythms.map(({ from: first, everyDays }) => {
    const those = phase.works.filter((rule) => rule.from === first && rule.everyDays === everyDays)
    const work = listed(
      those.map((rule) => word(workWords[rule.work])),
      lang,
    )
    return t(everyDays === 1 ? 'workDaily' : 'workEvery', { from: from + first - 1, n: everyDays, work })
  })
  const measure = measures[phase.measure]
  return (
    <li>
      <strong>
        {t(phase.days === 1 ? 'phaseOne' : 'phase', { from, to: from + phase.days - 1 })}: {measure === undefined ? phase.measure : word(measure)}
      </strong>
      {lang === 'zh' ? '，' : ', '}
      {[tests(phase, from), t(`asked${phase.recordsPerDay}`), ...works].join(stop)}
    </li>
  )
}

function Release({ track, files }: { track: Track; files: Files }) {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  const say = (rule: Track['release'][number]): string => {
    const sentence = word(evidenceSentences[rule.kind])
    const index = rule.kind === 'indexBelow' ? files.indexes.indexes.find(({ key }) => key === rule.index) : undefined
    const values: Record<string, string | number | null> = {
      ...rule,
      ...(rule.kind === 'lastNegatives' ? { method: word(methodWords[rule.method]) } : {}),
      ...(rule.kind === 'indexBelow' ? { index: index === undefined ? rule.index : word(index) } : {}),
      ...(rule.kind === 'paper' ? { of: word(evidenceWords[rule.of]) } : {}),
    }
    const said = sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''))
    return rule.kind === 'lastNegatives' && rule.ctAtLeast !== null ? `${said} (Ct ≥ ${rule.ctAtLeast})` : said
  }
  return (
    <p>
      <strong>{t('release')}</strong>: {[t('releaseDays'), ...track.release.map(say)].join(lang === 'zh' ? '；' : '; ')}
    </p>
  )
}

function TrackItem({ track, files }: { track: Track; files: Files }) {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  const nameOf = (key: string): string => {
    const found = files.control.tracks.find((one) => one.key === key)
    return found === undefined ? key : word(found)
  }
  const carers = track.carers === null ? null : carerWords[track.carers]
  const also = [
    ...(track.testsHoursApart > 0 ? [t('apart', { n: track.testsHoursApart })] : []),
    ...(track.restartsOnExposure ? [t('restarts')] : []),
    ...(track.coResidents === null ? [] : [t('coResidents', { track: nameOf(track.coResidents) })]),
    ...(track.afterwards === null ? [] : [t('afterwards', { track: nameOf(track.afterwards) })]),
    ...(track.carers === null ? [] : [t('carers', { carers: carers === undefined || carers === null ? track.carers : word(carers) })]),
    ...(track.signal === null ? [] : [t('signal', { signal: word(kindWords[track.signal]) })]),
    word(transitionWords[track.transition]),
  ]
  return (
    <article className="pack-item">
      <h3>
        {word(track)} <Source of={track} />
      </h3>
      <p>
        <strong>{t('triggers')}</strong>: {word(subjectWords[track.subject])} ·{' '}
        {listed(
          track.triggers.map((one) => word(triggerWords[one])),
          lang,
        )}
        <br />
        <strong>{t('counted')}</strong>: {t(track.dayOne, { anchor: word(anchorWords[track.anchor]) })}
        {lang === 'zh' ? '，' : ', '}
        {t('whole', { n: track.phases.reduce((sum, { days }) => sum + days, 0) })}
      </p>
      <ul>
        {track.phases.map((phase, at) => (
          <PhaseLine
            key={phase.key}
            phase={phase}
            from={1 + track.phases.slice(0, at).reduce((sum, { days }) => sum + days, 0)}
            measures={files.control.measures}
          />
        ))}
      </ul>
      <PackStrip track={track} measures={files.control.measures} />
      <Release track={track} files={files} />
      {track.symptoms.length > 0 && (
        <p>
          <strong>{t('symptoms')}</strong>:{' '}
          {listed(
            track.symptoms.map((one) => word(symptomWords[one])),
            lang,
          )}
        </p>
      )}
      <ul className="desk-quiet">
        {also.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </article>
  )
}

export function TracksPart({ files, note }: Props) {
  const t = useText(packsText)
  return (
    <Part name="tracks" title={t('tracks')} note={note}>
      {files.control.tracks.length === 0 ? (
        <p className="desk-quiet">{t('tracksNone')}</p>
      ) : (
        <>
          <p className="desk-quiet">{t('legend')}</p>
          {files.control.tracks.map((track) => (
            <TrackItem key={track.key} track={track} files={files} />
          ))}
        </>
      )}
    </Part>
  )
}
