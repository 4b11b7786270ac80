// 换版: choose area and edition, see what becomes of each open case, ask, sign, and take back within a day.
import { Button, Select } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { EditionRun } from './desk-edition-run.tsx'
import { runStateWords, runsText } from './runs-text.ts'
import './desk-runs.css'

type Run = Out<'control.listEditionRuns'>[number]
const key = (pack: { packId: string; edition: string }) => `${pack.packId}/${pack.edition}`

function Start({ areaId, onStarted }: { areaId: string; onStarted: (runId: string) => void }) {
  const t = useText(runsText)
  const lang = useLang()
  const [area, setArea] = useState(areaId)
  const [chosen, setChosen] = useState<string | null>(null)
  const packs = useQuery('posture.listPacks', {})
  const now = useQuery('posture.current', { areaId: area })
  const preview = useDo('control.previewEdition')
  const inForce = now.data === undefined ? null : key(now.data)
  const wanted = packs.data?.find((one) => key(one) === (chosen ?? inForce))
  const start = async () => {
    if (wanted === undefined) return
    const run = await preview.run({ id: uuidv7(), areaId: area, packId: wanted.packId, edition: wanted.edition })
    if (run !== null) onStarted(run.id)
  }
  return (
    <div className="control-edition-start">
      <label>
        {t('area')}
        <AreaSelect aria-label={t('area')} value={area} onChange={setArea} deepest="compound" />
      </label>
      <label>
        {t('edition')}
        <Select
          aria-label={t('edition')}
          value={wanted === undefined ? null : key(wanted)}
          onChange={setChosen}
          loading={packs.isPending}
          style={{ width: '100%' }}
          options={
            packs.data?.map((one) => ({ value: key(one), label: `${one[lang]} · ${one.edition}${key(one) === inForce ? ` · ${t('inForce')}` : ''}` })) ?? []
          }
        />
      </label>
      <Button type="primary" disabled={wanted === undefined} loading={preview.isBusy} onClick={() => void start()}>
        {t('preview')}
      </Button>
    </div>
  )
}

function RunButton({ of, isOpen, onOpen }: { of: Run; isOpen: boolean; onOpen: () => void }) {
  const t = useText(runsText)
  const word = useWord()
  const lang = useLang()
  const packs = useQuery('posture.listPacks', {})
  const name = packs.data?.find((one) => key(one) === key(of))?.[lang] ?? of.packId
  return (
    <li>
      <div>
        <button type="button" className="desk-link" aria-expanded={isOpen} onClick={onOpen}>
          {of.areaName} → {name} {of.edition}
        </button>{' '}
        <strong>{word(runStateWords[of.state])}</strong>
        <div className="desk-quiet">{t('by', { name: of.previewedBy, at: showMoment(of.previewedAt, lang) })}</div>
      </div>
    </li>
  )
}

export function EditionsTab({ areaId, onOpen }: { areaId: string; onOpen: (caseId: string) => void }) {
  const t = useText(runsText)
  const [chosen, setChosen] = useState<string | null>(null)
  const runs = useQuery('control.listEditionRuns', {})
  // What waits for this reader's signature is shown first, and stays in sight once it is signed.
  const first = runs.data?.find(({ waiting }) => waiting?.maySign === true)?.id ?? null
  if (chosen === null && first !== null) setChosen(first)
  return (
    <>
      <section className="desk-panel desk-gap-below" aria-label={t('tab')}>
        <p className="desk-note">{t('lead')}</p>
        <Start key={areaId} areaId={areaId} onStarted={setChosen} />
      </section>
      {chosen !== null && <EditionRun key={chosen} runId={chosen} onOpen={onOpen} />}
      <section className="desk-panel" aria-label={t('earlier')}>
        <h2>{t('earlier')}</h2>
        <Loaded of={runs}>
          {(list) =>
            list.length === 0 ? (
              <Nothing says={t('empty')} />
            ) : (
              <ul className="desk-list">
                {list.map((run) => (
                  <RunButton key={run.id} of={run} isOpen={run.id === chosen} onOpen={() => setChosen(run.id)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </>
  )
}
