// 待核对: samples about which something does not fit; every one is kept, and somebody says how it is.
import { Alert, Button, Modal, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import type { Campaign } from './desk-campaign.tsx'
import { testingText } from './desk-text.ts'
import { doubtWords } from './words.ts'

type Doubt = Out<'testing.listDoubts'>['doubts'][number]

export function DoubtsTab({ of }: { of: Campaign }) {
  const t = useText(testingText)
  const word = useWord()
  const doubts = useQuery('testing.listDoubts', { campaignId: of.id }, { keepPrevious: true, refetchIntervalMs: 20_000 })
  const settle = useDo('testing.settleDoubt', { alsoRefresh: ['tasks'], said: t('saved') })
  return (
    <section className="desk-panel" aria-label={t('doubts')}>
      <p className="desk-note">{t('doubtHelp')}</p>
      <Loaded of={doubts}>
        {({ doubts: list, isCut }) => (
          <>
            {isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Doubt>
              size="small"
              rowKey={(one) => `${one.sampleId} ${one.kind}`}
              dataSource={list}
              scroll={{ x: 640 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('noDoubts')} /> }}
              columns={[
                { title: t('what'), key: 'what', width: 170, render: (_, one) => <strong>{word(doubtWords[one.kind])}</strong> },
                {
                  title: t('who'),
                  key: 'who',
                  width: 150,
                  render: (_, one) => (one.name === null ? (one.shown === null ? '—' : t('shown', { shown: one.shown })) : `${one.name} ${one.door ?? ''}`),
                },
                {
                  title: t('tube'),
                  key: 'tube',
                  width: 160,
                  render: (_, one) => (
                    <>
                      {one.tube}
                      {one.number !== null && ` · ${t('nth', { n: one.number })}`}
                      <br />
                      <span className="desk-quiet">
                        {one.pointName}
                        {one.otherTubes.length > 0 && ` · ${t('also', { tubes: one.otherTubes.join('、') })}`}
                      </span>
                    </>
                  ),
                },
                { title: t('takenAt'), key: 'at', width: 120, responsive: ['lg'], render: (_, one) => showMoment(new Date(one.takenAt)) },
                ...(of.may.plan
                  ? [
                      {
                        title: '',
                        key: 'act',
                        width: 200,
                        render: (_: unknown, one: Doubt) => (
                          <span className="desk-row">
                            {one.kind === 'unknownPerson' && (
                              <WhoIsIt onChosen={(personId) => void settle.run({ sampleId: one.sampleId, kind: one.kind, personId })} />
                            )}
                            <Button size="small" onClick={() => void settle.run({ sampleId: one.sampleId, kind: one.kind })}>
                              {t('allRight')}
                            </Button>
                          </span>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Loaded>
    </section>
  )
}

/** Somebody of the ledger after all. */
function WhoIsIt({ onChosen }: { onChosen: (personId: string) => void }) {
  const t = useText(testingText)
  const d = useText(deskText)
  const [isOpen, setOpen] = useState(false)
  const [personId, setPerson] = useState<string>()
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        {t('whoIsIt')}
      </Button>
      {isOpen && (
        <Modal
          open
          title={t('whoIsIt')}
          okText={t('save')}
          cancelText={d('cancel')}
          okButtonProps={{ disabled: personId === undefined }}
          onCancel={() => setOpen(false)}
          onOk={() => {
            setOpen(false)
            onChosen(personId!)
          }}
        >
          <PersonPicker {...(personId === undefined ? {} : { value: personId })} onChange={setPerson} />
        </Modal>
      )}
    </>
  )
}
