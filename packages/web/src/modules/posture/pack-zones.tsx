// 分区、时限、指数、话术 of a pack in sentences.
import { levelWords, useWord } from '../../desk/words.ts'
import { useLang, useText } from '../../platform/text.ts'
import { Figure, type Files, listed, Part, Source } from './pack-parts.tsx'
import { bandWords, deliveryWords, leavingWords, packFileWords, packsText } from './packs-text.ts'

type Props = { files: Files; note?: string | undefined }
type Zone = Files['zones']['zones'][number]

function ZoneItem({ zone, files }: { zone: Zone; files: Files }) {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  const { downgrade, shape } = zone
  const to = files.zones.zones.find(({ kind }) => kind === downgrade.to)
  const index = files.indexes.indexes.find(({ key }) => key === downgrade.indexBelow?.index)
  const also = [
    ...(downgrade.allTestedWithinDays === null
      ? []
      : [t(downgrade.allTestedWithinDays === 1 ? 'allTestedDay' : 'allTested', { n: downgrade.allTestedWithinDays })]),
    ...(downgrade.indexBelow === null
      ? []
      : [t('indexBelow', { ...downgrade.indexBelow, index: index === undefined ? downgrade.indexBelow.index : word(index) })]),
  ]
  const when = [t('quiet', { n: downgrade.quietDays }), ...also].join(t('and'))
  const isAnyTime = downgrade.quietDays === 0 && also.length === 0
  const ends =
    downgrade.to !== null ? t('downTo', { when, zone: to === undefined ? downgrade.to : word(to) }) : isAnyTime ? t('liftedAny') : t('lifted', { when })
  const every = (days: number | null, daily: 'testDaily' | 'disinfectDaily', rest: 'testEvery' | 'disinfectEvery') =>
    days === null ? [] : [t(days === 1 ? daily : rest, { n: days })]
  const sentences = [
    shape.kind === 'units'
      ? t('byUnits', {
          levels: listed(
            shape.levels.map((one) => word(levelWords[one])),
            lang,
          ),
        })
      : t('byRadius', { n: shape.metres }),
    word(leavingWords[zone.leaving]),
    t(zone.admitsVisitors ? 'visitorsYes' : 'visitorsNo'),
    word(deliveryWords[zone.deliveries]),
    ...every(zone.testEveryDays, 'testDaily', 'testEvery'),
    ...every(zone.disinfectEveryDays, 'disinfectDaily', 'disinfectEvery'),
  ]
  return (
    <article className="pack-item">
      <h3>
        {word(zone)} <Source of={zone} />
      </h3>
      <p>{sentences.join(lang === 'zh' ? '；' : '; ')}</p>
      <ul>
        {zone.rules.map((rule) => (
          <li key={rule.en}>{word(rule)}</li>
        ))}
      </ul>
      <p>
        <strong>{ends}</strong>
      </p>
    </article>
  )
}

export function ZonesPart({ files, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  const { zones, standstill } = files.zones
  return (
    <Part name="zones" title={word(packFileWords.zones)} note={note}>
      {zones.length === 0 && <p className="desk-quiet">{t('zonesNone')}</p>}
      {zones.map((zone) => (
        <ZoneItem key={zone.kind} zone={zone} files={files} />
      ))}
      {standstill !== null && (
        <article className="pack-item">
          <h3>{t('standstill')}</h3>
          <ul>
            <Figure of={standstill.mostHours}>{t('standstillHours', { n: standstill.mostHours.value })}</Figure>
            {standstill.rules.map((rule) => (
              <li key={rule.en}>{word(rule)}</li>
            ))}
          </ul>
        </article>
      )}
    </Part>
  )
}

export function ClocksPart({ files: { clocks }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  return (
    <Part name="clocks" title={word(packFileWords.clocks)} note={note}>
      {clocks.clocks.length === 0 ? (
        <p className="desk-quiet">{t('none')}</p>
      ) : (
        <ul>
          {clocks.clocks.map((one) => (
            <Figure key={one.event} of={one.hours}>
              {word(one)}: <strong>{t('hours', { n: one.hours.value })}</strong>
            </Figure>
          ))}
        </ul>
      )}
    </Part>
  )
}

export function IndexesPart({ files: { indexes }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  return (
    <Part name="indexes" title={word(packFileWords.indexes)} note={note}>
      {indexes.indexes.length === 0 && <p className="desk-quiet">{t('none')}</p>}
      {indexes.indexes.map((index) => (
        <article key={index.key} className="pack-item">
          <h3>
            {word(index)} <Source of={index} />
          </h3>
          <p>{t('formula', { per: index.per, counted: word(index.counted), among: word(index.among) })}</p>
          <ul className="pack-bands">
            {index.bands.map((band) => (
              <li key={band.en} className={`pack-level-${band.level}`}>
                <span aria-hidden="true">{word(bandWords[band.level])}</span> <strong>{word(band)}</strong>{' '}
                {band.below === null ? t('bandRest') : t('bandBelow', { n: band.below })}
              </li>
            ))}
          </ul>
        </article>
      ))}
    </Part>
  )
}

export function ScriptsPart({ files: { scripts }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  return (
    <Part name="scripts" title={word(packFileWords.scripts)} note={note}>
      {scripts.scripts.length === 0 && <p className="desk-quiet">{t('none')}</p>}
      {scripts.scripts.map((script) => (
        <article key={script.key} className="pack-item">
          <h3>
            {word(script)} <Source of={script} />
          </h3>
          <ol>
            {script.lines.map((line) => (
              <li key={line.en}>
                {word(line)}
                {line.options?.map((option) => (
                  <div key={option.en} className="desk-quiet">
                    {option.next < script.lines.length
                      ? t('answerLeads', { answer: word(option), line: option.next + 1 })
                      : t('answerEnds', { answer: word(option) })}
                  </div>
                ))}
              </li>
            ))}
          </ol>
        </article>
      ))}
    </Part>
  )
}
