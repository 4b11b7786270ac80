// One plan pack as a person reads it: sentences, the days drawn, each draft marked, each figure with its source; and its examples. Prints to A4.
import { ArrowLeftOutlined, EditOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Tag } from 'antd'
import { useLocation } from 'wouter'
import { Loaded, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { MeasuresPart, TracksPart } from './pack-control.tsx'
import { ChecklistsPart, DailyPart, GatePart, StatusPart } from './pack-days.tsx'
import { type Files, listed, type Pack, Part, useExampleTitle } from './pack-parts.tsx'
import { ClocksPart, IndexesPart, ScriptsPart, ZonesPart } from './pack-zones.tsx'
import { packFileWords, packsText } from './packs-text.ts'
import { packKey } from './posture-sign.tsx'
import './packs.css'

const PARTS = [
  ['measures', 'control', MeasuresPart],
  ['tracks', 'control', TracksPart],
  ['zones', 'zones', ZonesPart],
  ['gate', 'gate', GatePart],
  ['daily', 'daily', DailyPart],
  ['status', 'status', StatusPart],
  ['clocks', 'clocks', ClocksPart],
  ['indexes', 'indexes', IndexesPart],
  ['scripts', 'scripts', ScriptsPart],
  ['checklists', 'checklists', ChecklistsPart],
] as const

function Contents({ of }: { of: Files }) {
  const t = useText(packsText)
  const word = useWord()
  const names = PARTS.filter(([name]) => name !== 'measures' || Object.keys(of.control.measures).length > 0).map(([name, file]) => ({
    name,
    says: name === 'measures' || name === 'tracks' ? t(name) : word(packFileWords[file]),
  }))
  const show = (name: string) => document.getElementById(`pack-${name}`)?.scrollIntoView({ behavior: 'smooth' })
  return (
    <nav className="pack-contents desk-no-print" aria-label={t('contents')}>
      {[...names, { name: 'examples', says: t('examples') }].map(({ name, says }) => (
        <Button key={name} size="small" onClick={() => show(name)}>
          {says}
        </Button>
      ))}
    </nav>
  )
}

function About({ of: { file, inherited } }: { of: Pack }) {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  return (
    <Part name="about" title={t('about')}>
      {file.isDraft && <Alert type="info" showIcon title={t('draftNote')} />}
      <dl className="pack-pairs">
        <div>
          <dt>{t('basis')}</dt>
          <dd>{word(file.legalBasis)}</dd>
        </div>
        <div>
          <dt>{t('effective')}</dt>
          <dd>{file.effectiveFrom}</dd>
        </div>
        <div>
          <dt>{t('sources')}</dt>
          <dd>
            {file.sources.map((source) => (
              <div key={source.en}>{word(source)}</div>
            ))}
          </dd>
        </div>
        {file.builtOn !== undefined && (
          <div>
            <dt>{t('builtOn')}</dt>
            <dd>
              <a href={`#/packs/${file.builtOn.id}/${file.builtOn.edition}`}>
                {file.builtOn.id} {file.builtOn.edition}
              </a>
            </dd>
          </div>
        )}
        {inherited.length > 0 && (
          <div>
            <dt>{t('inherited')}</dt>
            <dd>
              {listed(
                inherited.map((name) => word(packFileWords[name])),
                lang,
              )}
            </dd>
          </div>
        )}
      </dl>
    </Part>
  )
}

function Examples({ of: { examples } }: { of: Pack }) {
  const t = useText(packsText)
  const word = useWord()
  const titleOf = useExampleTitle()
  const names = [...new Set(examples.map(({ file }) => file))]
  return (
    <Part name="examples" title={t('examples')}>
      <p className="desk-quiet">{t('examplesLead')}</p>
      {names.map((name) => {
        const lines = examples.filter(({ file }) => file === name)
        return (
          <details key={name} className="pack-examples">
            <summary>{t('examplesMet', { file: word(packFileWords[name]), met: lines.filter(({ isMet }) => isMet).length, all: lines.length })}</summary>
            <ol>
              {lines.map((line) => (
                <li key={line.index}>
                  <span role="img" aria-label={t(line.isMet ? 'met' : 'unmet')}>
                    {line.isMet ? '✓' : '✗'}
                  </span>{' '}
                  {titleOf(line)}
                </li>
              ))}
            </ol>
          </details>
        )
      })}
    </Part>
  )
}

export function PackPage({ packId, edition }: { packId: string; edition: string }) {
  const t = useText(packsText)
  const lang = useLang()
  const [, go] = useLocation()
  const { may } = useSession()
  const pack = useQuery('posture.getPack', { packId, edition })
  const packs = useQuery('posture.listPacks', {})
  const isLocal = packs.data?.some((one) => one.isLocal && packKey(one) === packKey({ packId, edition })) ?? false
  return (
    <>
      <PageHead title={pack.data?.file[lang] ?? t('title')} lead={`${packId} · ${t('edition', { edition })}`}>
        <Button icon={<ArrowLeftOutlined />} onClick={() => go('/packs')}>
          {t('back')}
        </Button>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('print')}
        </Button>
        {pack.data?.mayChange === true && may('posture.draft') && (
          <Button type="primary" icon={<EditOutlined />} onClick={() => go(`/packs/${packId}/${edition}/edit`)}>
            {t('change')}
          </Button>
        )}
      </PageHead>
      <Loaded of={pack} rows={10}>
        {(of) => (
          <div className="pack">
            <h1 className="desk-print-only">
              {of.file[lang]} · {edition}
            </h1>
            {isLocal && <Tag>{t('isLocal')}</Tag>}
            <Contents of={of.files} />
            <About of={of} />
            {PARTS.map(([name, file, Body]) => {
              const from = of.inherited.includes(file) ? t('inheritedHere', { edition: of.file.builtOn?.edition ?? '' }) : undefined
              return <Body key={name} files={of.files} note={from} />
            })}
            <Examples of={of} />
          </div>
        )}
      </Loaded>
    </>
  )
}
