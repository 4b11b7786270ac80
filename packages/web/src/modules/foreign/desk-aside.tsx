// 待核对: rows of nobody here, or of several; one opened beside whom of the ledger it may mean.
import { ASIDE_STATES, type AsideState } from '@xiaomen/rules/foreign'
import { Alert, Button, Descriptions, Input, Modal, Radio, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { foreignText } from './desk-text.ts'
import { asideStateWords, fitWords, foundWords, methodWords, resultWords } from './words.ts'

type Aside = Out<'foreign.listAside'>['rows'][number]

export function AsideTab({ areaId }: { areaId: string }) {
  const t = useText(foreignText)
  const word = useWord()
  const [state, setState] = useState<AsideState>('open')
  const [opened, setOpened] = useState<string | null>(null)
  const aside = useQuery('foreign.listAside', { areaId, state }, { keepPrevious: true })
  return (
    <section className="desk-panel desk-stack" aria-label={t('asideTab')}>
      <Segmented<AsideState>
        aria-label={t('state')}
        value={state}
        onChange={setState}
        options={ASIDE_STATES.map((one) => ({ value: one, label: word(asideStateWords[one]) }))}
      />
      <Loaded of={aside}>
        {({ rows, isCut }) => (
          <>
            {isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Aside>
              size="small"
              rowKey="id"
              dataSource={rows}
              scroll={{ x: 760 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('nothingAside')} /> }}
              columns={[
                {
                  title: t('who'),
                  key: 'who',
                  width: 190,
                  render: (_, one) => (
                    <>
                      <button type="button" className="desk-link" onClick={() => setOpened(one.id)}>
                        {one.name ?? '—'}
                      </button>
                      <div className="desk-quiet">{one.document ?? one.phone ?? ''}</div>
                    </>
                  ),
                },
                {
                  title: t('sampledAt'),
                  key: 'at',
                  width: 180,
                  render: (_, one) => (
                    <>
                      {showMoment(new Date(one.sampledAt))}
                      <div className="desk-quiet">
                        {word(methodWords[one.method])} · {one.result === null ? t('hidden') : word(resultWords[one.result])}
                      </div>
                    </>
                  ),
                },
                {
                  title: t('giver'),
                  key: 'giver',
                  width: 150,
                  render: (_, one) => (
                    <>
                      {one.giver.name}
                      <div className="desk-quiet">{t('rowN', { n: one.row })}</div>
                    </>
                  ),
                },
                { title: t('why'), key: 'why', render: (_, one) => word(foundWords[one.problem]) },
                {
                  title: '',
                  key: 'act',
                  width: 90,
                  render: (_, one) => (
                    <Button size="small" type={one.state === 'open' ? 'primary' : 'default'} onClick={() => setOpened(one.id)}>
                      {t('look')}
                    </Button>
                  ),
                },
              ]}
            />
          </>
        )}
      </Loaded>
      {opened !== null && <Whose key={opened} asideId={opened} onClose={() => setOpened(null)} />}
    </section>
  )
}

const OTHER = 'other'
const ELSEWHERE = 'elsewhere'
function Whose({ asideId, onClose }: { asideId: string; onClose: () => void }) {
  const t = useText(foreignText)
  const d = useText(deskText)
  const word = useWord()
  const seen = useQuery('foreign.getAside', { asideId })
  const settle = useDo('foreign.settleAside', { said: t('saved'), alsoRefresh: ['tasks', 'testing'] })
  const [choice, setChoice] = useState<string>()
  const [otherId, setOther] = useState<string>()
  const [reason, setReason] = useState('')
  const personId = choice === OTHER ? otherId : choice
  const isReady = choice === ELSEWHERE ? reason.trim() !== '' : personId !== undefined
  const save = async () => {
    const as = choice === ELSEWHERE ? { kind: 'elsewhere' as const, reason: reason.trim() } : { kind: 'person' as const, personId: personId! }
    if ((await settle.run({ asideId, as })) !== null) onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={t('lookAt')}
      okText={choice === ELSEWHERE ? t('notHere') : t('isThem')}
      cancelText={d('cancel')}
      okButtonProps={{ disabled: !isReady, ...(seen.data?.maySettle === true ? {} : { style: { display: 'none' } }) }}
      confirmLoading={settle.isBusy}
      onCancel={onClose}
      onOk={() => void save()}
    >
      <Loaded of={seen}>
        {(of) => (
          <div className="desk-stack">
            <Descriptions
              size="small"
              column={1}
              title={t('said')}
              items={[
                { key: 'who', label: t('who'), children: of.name ?? '—' },
                { key: 'document', label: t('document'), children: of.document ?? '—' },
                { key: 'phone', label: t('phone'), children: of.phone ?? '—' },
                {
                  key: 'at',
                  label: t('sampledAt'),
                  children: `${showMoment(new Date(of.sampledAt))} · ${word(methodWords[of.method])} · ${of.result === null ? t('hidden') : word(resultWords[of.result])}`,
                },
                { key: 'lab', label: t('lab'), children: of.lab ?? '—' },
                { key: 'giver', label: t('giver'), children: `${of.giver.name} · ${t('rowN', { n: of.row })}` },
                ...(of.state === 'open'
                  ? []
                  : [
                      {
                        key: 'state',
                        label: t('found'),
                        children: [word(asideStateWords[of.state]), of.reason, of.settledBy === null ? null : t('settledBy', { who: of.settledBy })]
                          .filter((one) => one !== null)
                          .join(' · '),
                      },
                    ]),
              ]}
            />
            {of.maySettle && (
              <>
                <h3>{t('candidates')}</h3>
                {of.candidates.length === 0 && <p className="desk-note">{t('noCandidates')}</p>}
                <Radio.Group
                  className="desk-radios"
                  aria-label={t('candidates')}
                  value={choice}
                  onChange={(event) => setChoice(String(event.target.value))}
                  options={[
                    ...of.candidates.map((one) => ({
                      value: one.personId,
                      label: `${one.name ?? t('hidden')} ${one.door ?? ''} · ${t('fits', { what: one.fits.map((fit) => word(fitWords[fit])).join(t('and')) })}`,
                    })),
                    { value: OTHER, label: t('byHome') },
                    { value: ELSEWHERE, label: t('notHere') },
                  ]}
                />
                {choice === OTHER && <PersonPicker {...(otherId === undefined ? {} : { value: otherId })} onChange={setOther} />}
                {choice === ELSEWHERE && (
                  <Input
                    aria-label={t('reason')}
                    placeholder={t('reason')}
                    maxLength={200}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
              </>
            )}
          </div>
        )}
      </Loaded>
    </Modal>
  )
}
