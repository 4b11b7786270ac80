// 网格人头表: the counts and the buildings with their care marks, to look at, to print on A4 or A3, to take out as Excel.
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { CARE_MARKS, SOURCES } from '@xiaomen/rules/queries'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { Area } from '../../desk/areas.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { queriesText } from './desk-text.ts'
import { ExportDialog } from './export-dialog.tsx'
import { GridSelect, type Spec } from './filter-fields.tsx'

type HeadCount = Out<'queries.getHeadCount'>

function Chart({ name, floors }: HeadCount['buildings'][number]) {
  const t = useText(queriesText)
  const lang = useLang()
  const word = useWord()
  return (
    <figure className="query-chart">
      <figcaption>{name}</figcaption>
      <table>
        <tbody>
          {floors.map(({ floor, cells }) => (
            <tr key={floor ?? 'none'}>
              <th scope="row">{floor === null ? '—' : t('floorN', { n: floor })}</th>
              {cells.map(({ door, use, marks }, at) => {
                const letters = (marks ?? []).map((one) => CARE_MARKS[one][lang]).join('')
                return (
                  // Two homes of a floor may bear one number, in two units.
                  <td
                    key={`${door} ${at}`}
                    className={letters !== '' ? 'is-marked' : use === 'vacant' ? 'is-vacant' : undefined}
                    title={word(homeUseWords[use])}
                  >
                    {door}
                    {letters !== '' && <b>{letters}</b>}
                    {letters === '' && use === 'vacant' && <i>{t('vacant')}</i>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

export function HeadCountTab({ area }: { area: Area }) {
  const t = useText(queriesText)
  const lang = useLang()
  const { may } = useSession()
  const [gridId, setGridId] = useState<string | undefined>(undefined)
  const [paper, setPaper] = useState<'A4' | 'A3'>('A4')
  const [isOpen, setOpen] = useState(false)
  const asked = useQuery('queries.getHeadCount', { areaId: area.id, ...(gridId === undefined ? {} : { gridId }), lang }, { keepPrevious: true })
  const title = SOURCES.headCount[lang]
  const spec: Spec = { source: 'headCount', title, columns: SOURCES.headCount.columns.map((column) => ({ key: column.key, header: column[lang] })), filter: {} }
  return (
    <section className="desk-panel desk-stack query-print" data-paper={paper}>
      {/* The page's size follows the choice; a rule in a file could not. */}
      <style>{`@page { size: ${paper} landscape; margin: 10mm; }`}</style>
      <div className="desk-row desk-no-print">
        <GridSelect areaId={area.id} value={gridId} onChange={setGridId} />
        <span className="query-field">
          <span>{t('paper')}</span>
          <Segmented aria-label={t('paper')} value={paper} options={['A4', 'A3']} onChange={setPaper} />
        </span>
        <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
          {t('print')}
        </Button>
        {may('queries.export', area.path) && (
          <Button type="primary" icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
            {t('export')}
          </Button>
        )}
      </div>
      <Loaded of={asked} rows={8}>
        {(count) =>
          count.rows.length === 0 ? (
            <Nothing says={t('noBuildings')} />
          ) : (
            <>
              <h2>
                {title} <span className="desk-quiet">{t('printedAt', { day: count.day, name: count.title })}</span>
              </h2>
              <div className="desk-scroll">
                <table className="query-counts">
                  <thead>
                    <tr>
                      {count.headers.map((header) => (
                        <th key={header} scope="col">
                          {header}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {count.rows.map((row, at) => (
                      <tr key={at}>
                        {row.map((cell, column) => (
                          <td key={count.headers[column]}>{cell === '0' ? '' : cell}</td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <h2>{t('building')}</h2>
              {count.buildings.length === 0 ? (
                <p className="desk-note">{t('tooLarge')}</p>
              ) : (
                <>
                  <p className="query-legend">
                    {t('legend')}:{' '}
                    {count.legend.map(({ mark, says }) => (
                      <span key={mark}>
                        <b>{mark}</b> {says}
                      </span>
                    ))}
                  </p>
                  <div className="query-charts">
                    {count.buildings.map((building) => (
                      <Chart key={building.name} {...building} />
                    ))}
                  </div>
                </>
              )}
            </>
          )
        }
      </Loaded>
      <ExportDialog isOpen={isOpen} onClose={() => setOpen(false)} title={title} spec={spec} areaId={area.id} gridId={gridId} />
    </section>
  )
}
