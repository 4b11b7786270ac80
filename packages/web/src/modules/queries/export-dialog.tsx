// The dialog of every export: which columns, for what, in which form; then the file on its way.
import { FIXED, SERIAL } from '@xiaomen/rules/queries'
import { Button, Checkbox, Input, Modal, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useLang, useText } from '../../platform/text.ts'
import { queriesText } from './desk-text.ts'
import { ExportState, useExport } from './export-state.tsx'
import type { Spec } from './filter-fields.tsx'
import { sendable } from './layout-editor.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  spec: Spec
  areaId: string
  gridId?: string | undefined
  /** Let the columns be chosen here, e.g. of a table as it is seen. */
  choosesColumns?: boolean
}

export function ExportDialog({ isOpen, onClose, title, spec, areaId, gridId, choosesColumns = false }: Props) {
  const t = useText(queriesText)
  const say = useText(deskText)
  const lang = useLang()
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [purpose, setPurpose] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [exportId, setExportId] = useState<string | null>(null)
  const request = useDo('queries.requestExport')
  const asked = useExport(exportId)
  useEffect(() => {
    if (!isOpen) setExportId(null)
  }, [isOpen])
  const columns = spec.columns.filter(({ key }) => key === SERIAL || key === FIXED || !left.has(key))
  const make = async () => {
    const begun = await request.run({ areaId, ...(gridId === undefined ? {} : { gridId }), spec: sendable({ ...spec, columns }), lang, format, purpose })
    if (begun !== null) setExportId(begun.id)
  }
  return (
    <Modal open={isOpen} onCancel={onClose} title={t('exportOf', { title })} footer={null} destroyOnHidden width={560}>
      {exportId !== null ? (
        <Loaded of={asked} rows={2}>
          {(one) => <ExportState one={one} />}
        </Loaded>
      ) : (
        <div className="desk-stack">
          <p className="desk-note">{t('exportHelp')}</p>
          {choosesColumns && (
            <fieldset className="query-choices">
              <legend>{t('chooseColumns')}</legend>
              {spec.columns.map(({ key, header }) => (
                <Checkbox
                  key={key}
                  checked={!left.has(key)}
                  onChange={({ target }) => setLeft(new Set(target.checked ? [...left].filter((one) => one !== key) : [...left, key]))}
                >
                  {header}
                </Checkbox>
              ))}
            </fieldset>
          )}
          <label className="query-field">
            <span>{t('purpose')}</span>
            <Input
              value={purpose}
              maxLength={100}
              autoFocus
              onChange={(event) => setPurpose(event.target.value)}
              onPressEnter={() => purpose.trim() !== '' && void make()}
            />
          </label>
          <div className="query-field">
            <span>{t('format')}</span>
            <Segmented
              aria-label={t('format')}
              value={format}
              options={[
                { value: 'xlsx', label: 'Excel' },
                { value: 'csv', label: 'CSV' },
              ]}
              onChange={setFormat}
            />
          </div>
          <div className="desk-row">
            <Button type="primary" disabled={purpose.trim() === '' || columns.length === 0} loading={request.isBusy} onClick={() => void make()}>
              {t('make')}
            </Button>
            <Button onClick={onClose}>{say('cancel')}</Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
