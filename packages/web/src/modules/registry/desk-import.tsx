// 导入台账: file → preview → commit, with its history and undo.
import { FileExcelOutlined } from '@ant-design/icons'
import { App, Button, Progress, Result, Table, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, Problem, useDo, useNotify } from '../../desk/parts.tsx'
import { SheetDrop } from '../../desk/sheet-drop.tsx'
import { useWord } from '../../desk/words.ts'
import { download, queryClient, refresh, upload, useQuery } from '../../platform/api.ts'
import { sayErrorCode } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { ImportPreview } from './desk-import-preview.tsx'
import { importStateWords, importText, problemWords } from './desk-text.ts'
import './import.css'

const STEPS = ['stepFile', 'stepCheck', 'stepDone'] as const
function ImportSteps({ current }: { current: number }) {
  const t = useText(importText)
  return (
    <ol className="desk-steps">
      {STEPS.map((step, at) => (
        <li key={step} aria-current={at === current ? 'step' : undefined}>
          {at < current && <span aria-hidden="true">✓ </span>}
          {t(step)}
        </li>
      ))}
    </ol>
  )
}

type Import = Out<'registry.getImport'>
const COMMUNITY_ONLY = ['community'] as const
const WORKING: readonly Import['state'][] = ['reading', 'committing', 'undoing']

const TEMPLATES = [
  { key: 'templateZhXlsx', lang: 'zh', format: 'xlsx' },
  { key: 'templateEnXlsx', lang: 'en', format: 'xlsx' },
  { key: 'templateZhCsv', lang: 'zh', format: 'csv' },
  { key: 'templateEnCsv', lang: 'en', format: 'csv' },
] as const

function ChooseFile({
  communityId,
  onChoose,
  onStarted,
}: {
  communityId: string | undefined
  onChoose: (areaId: string) => void
  onStarted: (importId: string) => void
}) {
  const t = useText(importText)
  const notify = useNotify()
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const send = async (file: File) => {
    if (communityId === undefined) return
    setError(null)
    setShare(0)
    try {
      const { importId } = await upload('registry.startImport', { communityId }, file, setShare)
      void refresh('registry')
      onStarted(importId)
    } catch (caught) {
      setError(caught)
    } finally {
      setShare(null)
    }
  }
  return (
    <section className="desk-panel desk-stack">
      <div className="desk-row">
        <span>{t('into')}</span>
        <div style={{ width: 240 }}>
          <AreaSelect aria-label={t('into')} levels={COMMUNITY_ONLY} deepest="community" value={communityId} onChange={onChoose} />
        </div>
      </div>
      {error !== null && <Problem error={error} />}
      {share === null ? (
        <SheetDrop
          says={communityId === undefined ? t('noCommunity') : t('drop')}
          hint={t('dropHint')}
          isOff={communityId === undefined}
          onFile={(file) => void send(file)}
        />
      ) : (
        <div role="status">
          <p>{t('uploading')}</p>
          <Progress percent={Math.round(share * 100)} />
        </div>
      )}
      <div className="desk-row">
        <span>{t('template')}</span>
        {TEMPLATES.map(({ key, lang, format }) => (
          <Button
            key={key}
            size="small"
            icon={<FileExcelOutlined />}
            onClick={() => void download('registry.downloadTemplate', { lang, format }).then(() => notify.done(t('downloaded')), notify.failed)}
          >
            {t(key)}
          </Button>
        ))}
      </div>
    </section>
  )
}

const refreshLists = async (hasLedgerChanged: boolean) => {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      name === 'registry.listImports' || (hasLedgerChanged && /^(areas|daily)\.|^registry\.(getBuildingChart|findHomes|getHome)$/.test(String(name))),
  })
}

function useUndo(): { ask: (importId: string) => void; isBusy: boolean } {
  const t = useText(importText)
  const { modal } = App.useApp()
  const undo = useDo('registry.undoImport', { alsoRefresh: ['areas', 'daily'] })
  return {
    isBusy: undo.isBusy,
    ask: (importId) =>
      void modal.confirm({ title: t('undo'), content: t('undoAsk'), okText: t('undo'), okButtonProps: { danger: true }, onOk: () => undo.run({ importId }) }),
  }
}

const canUndo = (one: Pick<Import, 'state' | 'undoUntil'>) => one.state === 'committed' && one.undoUntil !== null && Date.parse(one.undoUntil) > Date.now()

/** The reason as a sentence: a problem of the file, or an error of the server. */
function useFailure(): (failure: string | null) => string {
  const word = useWord()
  return (failure) => {
    if (failure === null) return ''
    const code = failure.replace(/^registry\./, '')
    return code in problemWords ? word(problemWords[code as keyof typeof problemWords]) : sayErrorCode(failure)
  }
}

function OneImport({ importId, onLeave }: { importId: string; onLeave: () => void }) {
  const t = useText(importText)
  const [, go] = useLocation()
  const undo = useUndo()
  const sayFailure = useFailure()
  const [isWorking, setWorking] = useState(true)
  const asked = useQuery('registry.getImport', { importId }, isWorking ? { refetchIntervalMs: 700 } : {})
  const shouldPoll = asked.data === undefined || WORKING.includes(asked.data.state)
  if (shouldPoll !== isWorking) setWorking(shouldPoll)
  const state = asked.data?.state
  // What the step changed elsewhere: the history beneath, and once written or undone the areas and their reports.
  useEffect(() => {
    if (state === undefined || WORKING.includes(state)) return
    void refreshLists(state === 'committed' || state === 'undone')
  }, [state])
  const step = asked.data === undefined ? 1 : asked.data.state === 'reading' || asked.data.state === 'ready' ? 1 : 2
  return (
    <>
      <ImportSteps current={step} />
      <Loaded of={asked} rows={6}>
        {(one) => {
          const another = (
            <Button key="another" onClick={onLeave}>
              {t('another')}
            </Button>
          )
          if (WORKING.includes(one.state)) {
            return (
              <section className="desk-panel" role="status">
                <h2>
                  {t(one.state as 'reading' | 'committing' | 'undoing')} · {one.fileName}
                </h2>
                <Progress percent={Math.round(one.progress * 100)} />
                <p className="desk-quiet">{t('canLeave')}</p>
              </section>
            )
          }
          if (one.state === 'ready') return <ImportPreview key={one.columns.map((column) => column.field).join()} of={one} onLeave={onLeave} />
          if (one.state === 'committed') {
            return (
              <section className="desk-panel">
                <Result
                  status="success"
                  title={t('doneTitle')}
                  subTitle={
                    <>
                      {t('doneCounts', { homes: one.counts.homes, people: one.counts.people })}
                      {canUndo(one) && (
                        <>
                          <br />
                          {t('undoUntil', { time: showMoment(one.undoUntil!) })}
                        </>
                      )}
                    </>
                  }
                  extra={[
                    <Button key="see" type="primary" onClick={() => go('/ledger')}>
                      {t('seeChart')}
                    </Button>,
                    another,
                    ...(canUndo(one)
                      ? [
                          <Button key="undo" danger loading={undo.isBusy} onClick={() => undo.ask(importId)}>
                            {t('undo')}
                          </Button>,
                        ]
                      : []),
                  ]}
                />
              </section>
            )
          }
          if (one.state === 'undone')
            return (
              <section className="desk-panel">
                <Result status="info" title={t('undone')} extra={another} />
              </section>
            )
          return (
            <section className="desk-panel">
              <Result
                status="warning"
                title={t('failed')}
                subTitle={
                  <>
                    {sayFailure(one.failure)}
                    <br />
                    {t('nothingWritten')}
                  </>
                }
                extra={another}
              />
            </section>
          )
        }}
      </Loaded>
    </>
  )
}

function History({ communityId, onOpen }: { communityId: string; onOpen: (importId: string) => void }) {
  const t = useText(importText)
  const word = useWord()
  const undo = useUndo()
  const imports = useQuery('registry.listImports', { communityId })
  return (
    <section className="desk-panel" aria-label={t('history')}>
      <h2>{t('history')}</h2>
      <Loaded of={imports} rows={2}>
        {(list) => (
          <Table
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 820 }}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            locale={{ emptyText: <Nothing says={t('historyEmpty')} /> }}
            columns={[
              { title: t('file'), dataIndex: 'fileName', width: 200 },
              { title: t('when'), key: 'when', width: 130, render: (_, one) => showMoment(one.createdAt) },
              { title: t('state'), key: 'state', width: 120, render: (_, one) => <Tag>{word(importStateWords[one.state])}</Tag> },
              { title: t('rows'), key: 'rows', width: 80, align: 'right', render: (_, one) => one.counts.rows },
              { title: t('homes'), key: 'homes', width: 80, align: 'right', render: (_, one) => one.counts.homes },
              { title: t('people'), key: 'people', width: 80, align: 'right', render: (_, one) => one.counts.people },
              {
                title: '',
                key: 'actions',
                width: 190,
                align: 'right',
                render: (_, one) => (
                  <span className="desk-row">
                    <Button size="small" aria-label={`${t('open')}: ${one.fileName}`} onClick={() => onOpen(one.id)}>
                      {t('open')}
                    </Button>
                    {canUndo(one) && (
                      <Button size="small" danger onClick={() => undo.ask(one.id)}>
                        {t('undo')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}

export function ImportPage() {
  const t = useText(importText)
  const { current, communityOf, choose, areas, isOwn } = useAreas()
  const [, go] = useLocation()
  const importId = useParams<{ '*': string }>()['*'] ?? ''
  const own = areas.filter((area) => area.level === 'community' && isOwn(area))
  const community = communityOf(current) ?? (own.length === 1 ? own[0]! : null)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {importId === '' ? (
        <>
          <ImportSteps current={0} />
          <ChooseFile communityId={community?.id} onChoose={choose} onStarted={(id) => go(`/import/${id}`)} />
        </>
      ) : (
        <OneImport key={importId} importId={importId} onLeave={() => go('/import')} />
      )}
      {community !== null && <History communityId={community.id} onOpen={(id) => go(`/import/${id}`)} />}
    </>
  )
}
