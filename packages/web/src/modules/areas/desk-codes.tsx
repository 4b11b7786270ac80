// 统计用区划代码: a list comes in, is laid beside the tree, looked at, and written whole.
import { Alert, Button, Checkbox, InputNumber, Table, Tag } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Problem, useNotify } from '../../desk/parts.tsx'
import { SheetDrop } from '../../desk/sheet-drop.tsx'
import { levelWords, useWord } from '../../desk/words.ts'
import { refresh, upload } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { codeProblemWords, codesText, matchWords } from './codes-text.ts'

type Plan = Out<'areas.previewCodes'>
const LEVELS = ['district', 'street', 'community'] as const
const COUNTS = ['set', 'changed', 'same', 'missing', 'conflict', 'older', 'wrong', 'elsewhere'] as const

function Figures({ plan }: { plan: Plan }) {
  const word = useWord()
  return (
    <dl className="desk-figures">
      {COUNTS.filter((key) => plan.counts[key] > 0 || key === 'set').map((key) => (
        <div key={key}>
          <dt>{word(matchWords[key])}</dt>
          <dd>{plan.counts[key]}</dd>
        </div>
      ))}
    </dl>
  )
}

function Rows({ plan }: { plan: Plan }) {
  const t = useText(codesText)
  const word = useWord()
  return (
    <Table<Plan['rows'][number]>
      size="small"
      rowKey="row"
      dataSource={plan.rows}
      scroll={{ x: 760 }}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('row'), dataIndex: 'row', width: 64 },
        { title: t('code'), dataIndex: 'code', width: 130, className: 'desk-mono' },
        { title: t('listName'), dataIndex: 'name', width: 180 },
        { title: t('level'), key: 'level', width: 80, render: (_, one) => word(levelWords[one.level]) },
        { title: t('ourName'), key: 'area', width: 160, render: (_, one) => one.areaName ?? '—' },
        {
          title: t('oldCode'),
          key: 'old',
          width: 160,
          className: 'desk-mono',
          render: (_, one) => (one.oldCode === null ? '—' : `${one.oldCode} (${one.oldYear})`),
        },
        { title: t('result'), key: 'state', width: 150, render: (_, one) => <Tag>{word(matchWords[one.state])}</Tag> },
      ]}
    />
  )
}

function Wrong({ plan }: { plan: Plan }) {
  const t = useText(codesText)
  const word = useWord()
  if (plan.problems.length === 0) return null
  return (
    <section aria-label={t('wrongRows')}>
      <h3>{t('wrongRows')}</h3>
      <ul className="desk-plain-list">
        {plan.problems.slice(0, 50).map(({ row, problem, text, other }) => (
          <li key={row}>
            {t('atRow', { row })} <code>{text}</code> {word(codeProblemWords[problem])}
            {other !== null && ` (${t('atRow', { row: other })})`}
          </li>
        ))}
      </ul>
      {plan.counts.wrong > 50 && <p className="desk-quiet">{t('andMore', { n: plan.counts.wrong - 50 })}</p>}
    </section>
  )
}

export function Codes() {
  const t = useText(codesText)
  const notify = useNotify()
  const { current, chainOf, find, fullName } = useAreas()
  const start = current === null ? undefined : chainOf(current).findLast((area) => LEVELS.some((level) => level === area.level))?.id
  const [areaId, setAreaId] = useState<string | undefined>(start)
  const [year, setYear] = useState(Number(today().slice(0, 4)))
  const [file, setFile] = useState<File | null>(null)
  const [plan, setPlan] = useState<Plan | null>(null)
  const [addMissing, setAddMissing] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const forget = () => {
    setPlan(null)
    setFile(null)
    setAddMissing(false)
    setError(null)
  }
  const run = async (work: () => Promise<void>) => {
    setError(null)
    setBusy(true)
    try {
      await work()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  const look = (chosen: File) =>
    run(async () => {
      if (areaId === undefined) return
      setFile(chosen)
      setPlan(await upload('areas.previewCodes', { areaId, year }, chosen))
    })
  const commit = () =>
    run(async () => {
      if (areaId === undefined || file === null || plan === null) return
      const { set, added } = await upload('areas.commitCodes', { areaId, year, digest: plan.digest, addMissing }, file)
      forget()
      notify.done(t('done', { set, added }))
      await refresh('areas', 'daily')
    })
  const todo = plan === null ? 0 : plan.counts.set + plan.counts.changed + (addMissing ? plan.counts.missing : 0)
  return (
    <section className="desk-panel desk-stack" aria-label={t('title')}>
      <p className="desk-quiet">{t('lead')}</p>
      <div className="desk-row">
        <div style={{ width: 260 }}>
          <AreaSelect
            aria-label={t('beneath')}
            levels={LEVELS}
            deepest="community"
            value={areaId}
            onChange={(chosen) => {
              setAreaId(chosen)
              forget()
            }}
          />
        </div>
        <label className="desk-row">
          {t('year')}
          <InputNumber
            aria-label={t('year')}
            min={1990}
            max={2199}
            precision={0}
            value={year}
            onChange={(value) => {
              setYear(value ?? year)
              forget()
            }}
          />
        </label>
      </div>
      {error !== null && <Problem error={error} />}
      {plan === null ? (
        <SheetDrop says={t(isBusy ? 'reading' : 'drop')} hint={t('dropHint')} isOff={areaId === undefined || isBusy} onFile={(chosen) => void look(chosen)} />
      ) : (
        <>
          <h2>{file?.name}</h2>
          {plan.root !== 'found' && <Alert type="warning" showIcon title={t(plan.root === 'several' ? 'rootSeveral' : 'rootMissing')} />}
          <Figures plan={plan} />
          {plan.rows.length > 0 && <Rows plan={plan} />}
          <Wrong plan={plan} />
          {plan.unlisted.length > 0 && (
            <section aria-label={t('unlisted')}>
              <h3>{t('unlisted')}</h3>
              <p>
                {plan.unlisted
                  .map((id) => find(id))
                  .flatMap((area) => (area === null ? [] : [fullName(area)]))
                  .slice(0, 50)
                  .join('、')}
              </p>
            </section>
          )}
          {plan.counts.missing > 0 && (
            <Checkbox checked={addMissing} onChange={(event) => setAddMissing(event.target.checked)}>
              {t('addMissing', { n: plan.counts.missing })}
            </Checkbox>
          )}
          <div className="desk-row">
            <Button type="primary" loading={isBusy} disabled={plan.root !== 'found' || todo === 0} onClick={() => void commit()}>
              {t('commit', { n: todo })}
            </Button>
            <Button onClick={forget}>{t('other')}</Button>
          </div>
        </>
      )}
    </section>
  )
}
