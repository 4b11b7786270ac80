import { DIFFERENCE_STATES, type DifferenceState } from '@xiaomen/rules/sweeps'
import { Button, Checkbox, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { careWords, homeUseWords, residencyWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { sayErrorCode } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { sweepText } from './desk-text.ts'
import { differenceWords } from './words.ts'

type Difference = Out<'sweeps.listDifferences'>['differences'][number]

export function Differences({ sweepId, version }: { sweepId: string; version: number }) {
  const t = useText(sweepText)
  const word = useWord()
  const notify = useNotify()
  const [state, setState] = useState<DifferenceState>('proposed')
  const [chosen, setChosen] = useState<string[]>([])
  const [evenIfKnown, setEvenIfKnown] = useState(false)
  const [refused, setRefused] = useState<Map<string, string>>(new Map())
  const list = useQuery('sweeps.listDifferences', { sweepId, state, limit: 200 }, { keepPrevious: true, refetchIntervalMs: 20_000 })
  const decide = useDo('sweeps.decideDifferences', { alsoRefresh: ['registry'] })
  const run = async (ids: string[] | 'all', decision: 'accept' | 'reject') => {
    const answer = await decide.run({ sweepId, ids, decision, evenIfKnown })
    if (answer === null) return
    setRefused(new Map(answer.refused.map((one) => [one.id, one.code])))
    setChosen([])
    if (answer.refused.length > 0) notify.warn(t('decided', { n: answer.decided, left: answer.left }))
    else notify.done(t('decided', { n: answer.decided, left: answer.left }))
  }
  const isOpen = state === 'proposed'
  return (
    <section className="desk-panel" aria-label={t('differences')} data-version={version}>
      <p className="desk-note">{t('differenceHelp')}</p>
      <div className="desk-panel-head">
        <Segmented value={state} onChange={setState} options={DIFFERENCE_STATES.map((value) => ({ value, label: t(value) }))} />
        {isOpen && (
          <>
            <Checkbox checked={evenIfKnown} onChange={(event) => setEvenIfKnown(event.target.checked)}>
              {t('evenIfKnown')}
            </Checkbox>
            {chosen.length > 0 ? (
              <>
                <Button type="primary" loading={decide.isBusy} onClick={() => void run(chosen, 'accept')}>
                  {t('accept', { n: chosen.length })}
                </Button>
                <Button loading={decide.isBusy} onClick={() => void run(chosen, 'reject')}>
                  {t('reject', { n: chosen.length })}
                </Button>
              </>
            ) : (
              <>
                <Button loading={decide.isBusy} onClick={() => void run('all', 'accept')}>
                  {t('acceptAll')}
                </Button>
                <Button loading={decide.isBusy} onClick={() => void run('all', 'reject')}>
                  {t('rejectAll')}
                </Button>
              </>
            )}
          </>
        )}
      </div>
      <Loaded of={list}>
        {({ differences }) => (
          <Table<Difference>
            size="small"
            rowKey="id"
            dataSource={differences}
            scroll={{ x: 640 }}
            pagination={false}
            locale={{ emptyText: <Nothing says={t('noDifferences')} /> }}
            {...(isOpen
              ? {
                  rowSelection: {
                    selectedRowKeys: chosen,
                    onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
                    getCheckboxProps: (one: Difference) => ({ 'aria-label': `${one.place.join(' ')} ${one.door ?? ''} ${word(differenceWords[one.kind])}` }),
                  },
                }
              : {})}
            columns={[
              { title: t('door'), key: 'door', width: 150, render: (_, one) => `${one.place.join(' ')} ${one.door ?? '—'}` },
              { title: t('what'), key: 'kind', width: 130, render: (_, one) => word(differenceWords[one.kind]) },
              {
                title: t('who'),
                key: 'who',
                render: (_, one) => (
                  <>
                    {[
                      one.name,
                      one.phone,
                      one.document,
                      one.residency === null ? null : word(residencyWords[one.residency]),
                      one.care === null ? null : one.care.map((care) => word(careWords[care])).join('、'),
                      one.use === null ? null : word(homeUseWords[one.use]),
                    ]
                      .filter((part) => part !== null && part !== '')
                      .join(' · ')}
                    {refused.has(one.id) && <div role="alert">{t('refused', { why: sayErrorCode(refused.get(one.id)!) })}</div>}
                  </>
                ),
              },
              { title: t('by'), key: 'by', width: 170, render: (_, one) => `${one.by ?? t('family')} ${showMoment(one.at)}` },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
