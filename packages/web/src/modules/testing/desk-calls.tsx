// 叫号: which buildings come to which point, in which order and when; as a notice, and on paper for the stair heads.
import { CopyOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Checkbox, Select, Table } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import type { Campaign } from './desk-campaign.tsx'
import { testingText } from './desk-text.ts'
import './desk-testing.css'

type Call = Out<'testing.listCalls'>[number]

export function CallsTab({ of }: { of: Campaign }) {
  const t = useText(testingText)
  const lang = useLang()
  const notify = useNotify()
  const calls = useQuery('testing.listCalls', { campaignId: of.id }, { keepPrevious: true })
  return (
    <section className="desk-panel" aria-label={t('calls')}>
      {of.may.plan && of.state !== 'ended' && of.points.length > 0 && <Plan of={of} />}
      <Loaded of={calls}>
        {(list) => (
          <>
            <Table<Call>
              size="small"
              rowKey={(one) => `${one.pointId} ${one.fromClock} ${one.areaId ?? one.areaName}`}
              dataSource={list}
              scroll={{ x: 420 }}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('noCalls')} /> }}
              columns={[
                { title: t('time'), key: 'time', width: 120, render: (_, one) => `${one.fromClock}–${one.untilClock}` },
                { title: t('building'), dataIndex: 'areaName', width: 120 },
                { title: t('pointName'), dataIndex: 'pointName', width: 120 },
                { title: t('people'), dataIndex: 'people', width: 70, align: 'right' },
              ]}
            />
            {of.may.plan && list.length > 0 && (
              <div className="desk-row desk-gap-below">
                {of.points
                  .filter((point) => list.some((call) => call.pointId === point.id))
                  .map((point) => (
                    <Button
                      key={point.id}
                      icon={<PrinterOutlined />}
                      onClick={() => void download('testing.printCalls', { pointId: point.id, lang }).catch(notify.failed)}
                    >
                      {t('printCalls')} · {point.name}
                    </Button>
                  ))}
              </div>
            )}
            {list.length > 0 && <NoticeText of={of} calls={list} />}
          </>
        )}
      </Loaded>
    </section>
  )
}

/** Buildings of the campaign's area beneath the point's community, in the order of the tree. */
function Plan({ of }: { of: Campaign }) {
  const t = useText(testingText)
  const { under, find, fullName } = useAreas()
  const open = of.points.filter((point) => !point.isClosed)
  const [pointId, setPoint] = useState<string | undefined>(open[0]?.id)
  const [ticked, setTicked] = useState<string[]>([])
  const [left, setLeft] = useState(0)
  const plan = useDo('testing.planCalls', { said: t('called') })
  const community = find(open.find((point) => point.id === pointId)?.communityId ?? '')
  const buildings = under(of.path).filter((area) => area.level === 'building' && community !== null && area.path.startsWith(community.path))
  return (
    <div className="stack desk-gap-below">
      <p className="desk-note">{t('callHelp')}</p>
      <label className="desk-row">
        {t('callPoint')}
        <Select
          value={pointId}
          onChange={setPoint}
          style={{ minWidth: 180 }}
          aria-label={t('callPoint')}
          options={open.map((point) => ({ value: point.id, label: point.name }))}
        />
      </label>
      <Checkbox.Group
        className="testing-checks"
        value={ticked}
        onChange={setTicked}
        options={buildings.map((area) => ({ value: area.id, label: fullName(area) }))}
      />
      <div>
        <Button
          type="primary"
          loading={plan.isBusy}
          disabled={pointId === undefined || ticked.length === 0}
          onClick={() =>
            void plan
              .run({ pointId: pointId!, areaIds: buildings.filter((area) => ticked.includes(area.id)).map((area) => area.id) })
              .then((answer) => answer !== null && setLeft(answer.left))
          }
        >
          {t('planCalls')}
        </Button>
      </div>
      {left > 0 && <Alert type="warning" showIcon title={t('left', { n: left })} />}
    </div>
  )
}

function NoticeText({ of, calls }: { of: Campaign; calls: readonly Call[] }) {
  const t = useText(testingText)
  const notify = useNotify()
  const lines = [
    t('noticeHead', { name: of.name, day: of.day }),
    ...calls.map((call) => t('noticeLine', { building: call.areaName, from: call.fromClock, until: call.untilClock, point: call.pointName })),
    t('noticeFoot'),
  ].join('\n')
  return (
    <section aria-label={t('notice')}>
      <h2>{t('notice')}</h2>
      <p className="desk-quiet">{t('noticeHelp')}</p>
      <pre className="testing-notice">{lines}</pre>
      <Button icon={<CopyOutlined />} onClick={() => void navigator.clipboard.writeText(lines).then(() => notify.done(t('copied')), notify.failed)}>
        {t('copy')}
      </Button>
    </section>
  )
}
