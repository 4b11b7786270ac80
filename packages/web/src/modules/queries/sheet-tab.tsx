// 填部门的表: a form in, its columns mapped once, the same form back.
import { FILL_SOURCES, FIXED, SERIAL, type SourceKey, SOURCES } from '@xiaomen/rules/queries'
import { Alert, Button, Input, Progress, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Area } from '../../desk/areas.tsx'
import { Loaded, Problem, useDo } from '../../desk/parts.tsx'
import { SheetDrop } from '../../desk/sheet-drop.tsx'
import { upload } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { queriesText } from './desk-text.ts'
import { ExportState, useExport } from './export-state.tsx'
import { type Filter, FilterFields, GridSelect } from './filter-fields.tsx'
import { useColumnName } from './layout-editor.tsx'

type Sheet = Out<'queries.readSheet'>
type Field = In<'queries.fillSheet'>['fields'][number]

function Choose({ area, onRead }: { area: Area; onRead: (sheet: Sheet) => void }) {
  const t = useText(queriesText)
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const send = async (file: File) => {
    setError(null)
    setShare(0)
    try {
      onRead(await upload('queries.readSheet', { areaId: area.id }, file, setShare))
    } catch (caught) {
      setError(caught)
    } finally {
      setShare(null)
    }
  }
  return (
    <section className="desk-panel desk-stack">
      <p className="desk-note">{t('sheetLead')}</p>
      {error !== null && <Problem error={error} />}
      {share === null ? (
        <SheetDrop says={t('drop')} hint={t('dropHint')} onFile={(file) => void send(file)} />
      ) : (
        <div role="status">
          <p>{t('uploading')}</p>
          <Progress percent={Math.round(share * 100)} />
        </div>
      )}
    </section>
  )
}

function MapColumns({ sheet, source, fields, onChange }: { sheet: Sheet; source: SourceKey; fields: Field[]; onChange: (fields: Field[]) => void }) {
  const t = useText(queriesText)
  const nameOf = useColumnName()
  const keys = [SERIAL, ...SOURCES[source].columns.map(({ key }) => key), FIXED]
  const set = (at: number, field: Field) => onChange(fields.map((one, index) => (index === at ? field : one)))
  return (
    <ol className="query-map">
      {sheet.columns.map(({ label, samples }, at) => {
        const field = fields[at]!
        return (
          <li key={`${label} ${at}`}>
            <span className="query-column-name">
              {label === '' ? `#${at + 1}` : label}
              {samples.length > 0 && <span className="desk-quiet"> {t('samples', { what: samples.join(' / ') })}</span>}
            </span>
            <Select
              aria-label={`${t('mapTo')}: ${label}`}
              showSearch={{ optionFilterProp: 'label' }}
              value={field.key ?? ''}
              options={[{ value: '', label: t('mapNone') }, ...keys.map((key) => ({ value: key, label: nameOf(source, key) }))]}
              onChange={(key) => set(at, key === '' ? { key: null } : { key })}
            />
            {field.key === FIXED && (
              <Input
                aria-label={`${t('fixedText')}: ${label}`}
                placeholder={t('fixedText')}
                maxLength={100}
                value={field.text ?? ''}
                onChange={(event) => set(at, { key: FIXED, text: event.target.value })}
              />
            )}
          </li>
        )
      })}
    </ol>
  )
}

function FillOne({ sheet, area, onAnother }: { sheet: Sheet; area: Area; onAnother: () => void }) {
  const t = useText(queriesText)
  const lang = useLang()
  const [source, setSource] = useState<Sheet['source']>(sheet.source)
  const [fields, setFields] = useState<Field[]>(() => sheet.columns.map(({ field, text }) => ({ key: field, ...(text === null ? {} : { text }) })))
  const [filter, setFilter] = useState<Filter>({})
  const [gridId, setGridId] = useState<string | undefined>(undefined)
  const [how, setHow] = useState<'append' | 'match'>(sheet.rows > 0 ? 'match' : 'append')
  const [purpose, setPurpose] = useState(sheet.fileName.replace(/\.\w+$/, '').slice(0, 100))
  const [exportId, setExportId] = useState<string | null>(null)
  const fill = useDo('queries.fillSheet')
  const asked = useExport(exportId)
  const choose = (next: Sheet['source']) => {
    const known = new Set<string>([SERIAL, FIXED, ...SOURCES[next].columns.map(({ key }) => key)])
    setSource(next)
    setFields(fields.map((field) => (field.key !== null && !known.has(field.key) ? { key: null } : field)))
  }
  const run = async () => {
    const wanted = fields.map(({ key, text }) => (key === FIXED && (text ?? '').trim() !== '' ? { key, text: text! } : key === FIXED ? { key: null } : { key }))
    const begun = await fill.run({
      areaId: area.id,
      ...(gridId === undefined ? {} : { gridId }),
      sheetId: sheet.id,
      source,
      filter,
      fields: wanted,
      how,
      purpose,
      lang,
    })
    if (begun !== null) setExportId(begun.id)
  }
  return (
    <section className="desk-panel desk-stack" aria-label={sheet.fileName}>
      <div className="desk-panel-head">
        <h2>{sheet.fileName}</h2>
        <Button onClick={onAnother}>{t('another')}</Button>
      </div>
      <p className="desk-quiet">
        {t('headerFound', { row: sheet.headerRow, n: sheet.columns.length })}
        {sheet.rows > 0 && ` · ${t('rowsThere', { n: sheet.rows })}`}
      </p>
      {exportId !== null ? (
        <Loaded of={asked} rows={2}>
          {(one) => <ExportState one={one} />}
        </Loaded>
      ) : (
        <>
          {sheet.isRemembered && <Alert type="info" showIcon title={t('remembered')} />}
          <div className="query-fields">
            <label className="query-field">
              <span>{t('source')}</span>
              <Select
                aria-label={t('source')}
                value={source}
                options={FILL_SOURCES.map((key) => ({ value: key, label: SOURCES[key][lang] }))}
                onChange={choose}
              />
            </label>
            <GridSelect areaId={area.id} value={gridId} onChange={setGridId} />
          </div>
          <FilterFields areaId={area.id} source={source} value={filter} onChange={setFilter} />
          <MapColumns sheet={sheet} source={source} fields={fields} onChange={setFields} />
          <fieldset className="query-choices">
            <legend>{t('how')}</legend>
            <Radio.Group
              className="desk-radios"
              value={how}
              onChange={({ target }) => setHow(target.value as 'append' | 'match')}
              options={[
                { value: 'append', label: t('howAppend') },
                { value: 'match', label: t('howMatch') },
              ]}
            />
          </fieldset>
          <label className="query-field">
            <span>{t('purpose')}</span>
            <Input value={purpose} maxLength={100} onChange={(event) => setPurpose(event.target.value)} />
          </label>
          <div>
            <Button type="primary" disabled={purpose.trim() === '' || fields.every(({ key }) => key === null)} loading={fill.isBusy} onClick={() => void run()}>
              {t('fill')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

export function SheetTab({ area }: { area: Area }) {
  const [sheet, setSheet] = useState<Sheet | null>(null)
  return sheet === null ? <Choose area={area} onRead={setSheet} /> : <FillOne key={sheet.id} sheet={sheet} area={area} onAnother={() => setSheet(null)} />
}
