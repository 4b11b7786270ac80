// 重点岗位 on the desk: employers by who is late, and who is missing in a round employer by employer.
import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Table, Tabs } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { occupationWords, tradeWords } from '../registry/desk-enterprise-text.ts'
import { occupationsText } from './desk-text.ts'

const EmployerDrawer = lazy(async () => ({ default: (await import('./desk-employer.tsx')).EmployerDrawer }))
const RoundTab = lazy(async () => ({ default: (await import('./desk-round.tsx')).RoundTab }))
type Listed = Out<'occupations.listEmployers'>
type Employer = Listed['employers'][number]

export function OccupationsPage() {
  const t = useText(occupationsText)
  const { current } = useAreas()
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  const asked = params['*'] ?? ''
  if (current === null)
    return (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Nothing says={t('choose')} />
      </>
    )
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Suspense>
        <Tabs
          activeKey={asked === 'round' ? 'round' : 'due'}
          onChange={(key) => go(`/occupations/${key}`, { replace: true })}
          destroyOnHidden
          items={[
            { key: 'due', label: t('dueTab'), children: <DueTab areaId={current.id} /> },
            { key: 'round', label: t('roundTab'), children: <RoundTab areaId={current.id} /> },
          ]}
        />
      </Suspense>
    </>
  )
}

function DueTab({ areaId }: { areaId: string }) {
  const t = useText(occupationsText)
  const word = useWord()
  const lang = useLang()
  const notify = useNotify()
  const { may } = useSession()
  const [opened, setOpened] = useState<string | null>(null)
  const listed = useQuery('occupations.listEmployers', { areaId }, { keepPrevious: true })
  const maySee = may('occupations.people')
  return (
    <section className="desk-panel desk-stack" aria-label={t('dueTab')}>
      <Loaded of={listed}>
        {(of) => (
          <>
            <Rules of={of} />
            <p className="desk-note" role="status">
              {t('totals', of.totals)}
              {of.coverage.expected > 0 && (
                <>
                  <br />
                  {t('coverage', of.coverage)}
                </>
              )}
            </p>
            <div className="desk-row">
              <Button
                icon={<DownloadOutlined />}
                onClick={() => void download('occupations.downloadEmployers', { areaId, campaignId: null, lang }).catch(notify.failed)}
              >
                {t('download')}
              </Button>
            </div>
            {of.isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Employer>
              size="small"
              rowKey="enterpriseId"
              dataSource={of.employers}
              scroll={{ x: 560 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('none')} /> }}
              columns={[
                {
                  title: t('employer'),
                  key: 'name',
                  width: 170,
                  render: (_, one) => (
                    <>
                      {maySee ? (
                        <button type="button" className="desk-link" onClick={() => setOpened(one.enterpriseId)}>
                          {one.name}
                        </button>
                      ) : (
                        one.name
                      )}
                      <div className="desk-quiet">{word(tradeWords[one.trade])}</div>
                    </>
                  ),
                },
                {
                  title: t('overdue'),
                  key: 'overdue',
                  width: 90,
                  align: 'right',
                  render: (_, one) => (one.overdue > 0 ? <strong>! {one.overdue}</strong> : 0),
                },
                { title: t('never'), key: 'never', width: 90, align: 'right', render: (_, one) => (one.never > 0 ? <strong>! {one.never}</strong> : 0) },
                { title: t('today'), key: 'today', width: 80, align: 'right', render: (_, one) => one.today },
                { title: t('staff'), key: 'staff', width: 80, align: 'right', render: (_, one) => one.staff },
              ]}
            />
          </>
        )}
      </Loaded>
      <Suspense>{opened !== null && <EmployerDrawer key={opened} enterpriseId={opened} onClose={() => setOpened(null)} />}</Suspense>
    </section>
  )
}

/** How often, and by whose word. */
function Rules({ of: { table } }: { of: Listed }) {
  const t = useText(occupationsText)
  const word = useWord()
  if (table === null) return <Alert type="info" showIcon title={t('noTable')} />
  return (
    <details>
      <summary>
        {t('rules')}:{' '}
        {table.classes.map((one) => t('rule', { name: word(one), who: one.occupations.map((kind) => word(occupationWords[kind])).join(t('and')) })).join(' · ')}
      </summary>
      <ul>
        {table.classes.map((one) => (
          <li key={one.key}>
            {word(one)}
            {one.isDraft && ` (${t('draft')})`} · {t('source')}: {word(one.source)}
          </li>
        ))}
      </ul>
    </details>
  )
}
