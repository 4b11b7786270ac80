// What I asked for in the last week, and what others ask that waits for me.
import { App, Button, Collapse, Tag } from 'antd'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { exportStateWords, queriesText } from './desk-text.ts'
import { ExportState, useOver } from './export-state.tsx'

export function FilesTab() {
  const t = useText(queriesText)
  const word = useWord()
  const asked = useQuery('queries.listExports', {}, { refetchIntervalMs: 5_000 })
  return (
    <section className="desk-panel">
      <Loaded of={asked} rows={4}>
        {(list) =>
          list.length === 0 ? (
            <Nothing says={t('filesEmpty')} />
          ) : (
            <Collapse
              accordion
              items={list.map((one) => ({
                key: one.id,
                label: (
                  <span className="query-file">
                    <strong>{one.title}</strong>
                    <Tag>{word(exportStateWords[one.state])}</Tag>
                    <span className="desk-quiet">
                      {showMoment(one.requestedAt)} · {one.areaName} · {one.purpose} · {t('code', { code: one.code })}
                      {one.decidedBy !== null && ` · ${t('decidedBy', { name: one.decidedBy })}`}
                    </span>
                  </span>
                ),
                children: <ExportState one={one} />,
              }))}
            />
          )
        }
      </Loaded>
    </section>
  )
}

export function ApprovalsTab() {
  const t = useText(queriesText)
  const { modal } = App.useApp()
  const sayOver = useOver()
  const asked = useQuery('queries.listApprovals', {}, { refetchIntervalMs: 20_000 })
  const approve = useDo('queries.decideExport', { said: t('approved') })
  const refuse = useDo('queries.decideExport', { said: t('refusedDone') })
  return (
    <section className="desk-panel">
      <Loaded of={asked} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <Nothing says={t('approvalsEmpty')} />
          ) : (
            <ul className="desk-list">
              {list.map((one) => (
                <li key={one.id}>
                  <div>
                    <strong>{one.title}</strong> <span className="desk-quiet">{one.areaName}</span>
                    <div>{sayOver(one)}</div>
                    <div>
                      {t('askedBy')}: {one.by} · {showMoment(one.requestedAt)} · {t('purpose')}: {one.purpose}
                    </div>
                    <div>
                      {t('reason')}: {one.reason}
                    </div>
                  </div>
                  <span className="desk-row">
                    <Button
                      size="small"
                      type="primary"
                      aria-label={`${t('approve')}: ${one.title}`}
                      onClick={() =>
                        void modal.confirm({
                          title: t('approve'),
                          content: t('approveAsk', { by: one.by }),
                          okText: t('approve'),
                          onOk: () => approve.run({ exportId: one.id, isApproved: true }),
                        })
                      }
                    >
                      {t('approve')}
                    </Button>
                    <Button
                      size="small"
                      danger
                      loading={refuse.isBusy}
                      aria-label={`${t('refuse')}: ${one.title}`}
                      onClick={() => void refuse.run({ exportId: one.id, isApproved: false })}
                    >
                      {t('refuse')}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
