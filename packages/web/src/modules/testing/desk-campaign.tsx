// One campaign: how far it is, its points, who is called when, what has to be checked; begun and ended.
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Alert, App, Badge, Button, Tabs } from 'antd'
import { lazy, Suspense } from 'react'
import { Loaded, PageHead, useDo, useNotify, Waiting } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { Share } from '../tasks/desk-share.tsx'
import { CallsTab } from './desk-calls.tsx'
import { DoubtsTab } from './desk-doubts.tsx'
import { PointsTab } from './desk-points.tsx'
import { testingText } from './desk-text.ts'
import { campaignStateWords } from './words.ts'

const TubesTab = lazy(() => import('../lab/desk-tubes.tsx').then((part) => ({ default: part.TubesTab })))
export type Campaign = Out<'testing.getCampaign'>
const OLDEST = 150

export function CampaignPage({ campaignId, onBack }: { campaignId: string; onBack: () => void }) {
  const t = useText(testingText)
  const word = useWord()
  const { may } = useSession()
  const campaign = useQuery('testing.getCampaign', { campaignId }, { keepPrevious: true, refetchIntervalMs: 10_000 })
  return (
    <Loaded of={campaign}>
      {(data) => (
        <>
          <PageHead
            title={data.name}
            lead={[
              data.areaName,
              ...(data.communities > 1 ? [t('communities', { n: data.communities })] : []),
              word(campaignStateWords[data.state]),
              `${data.day} ${data.fromClock}–${data.untilClock}`,
              data.poolSize === 1 ? t('single') : t('poolOf', { n: data.poolSize }),
              data.ageFrom === 0 && data.ageTo >= OLDEST ? t('everyAge') : t('agesOf', { from: data.ageFrom, to: data.ageTo }),
            ].join(' · ')}
          >
            <Button icon={<ArrowLeftOutlined />} onClick={onBack}>
              {t('back')}
            </Button>
            {data.state === 'running' && <Button href={`#/tasks/${campaignId}`}>{t('toMissing')}</Button>}
            {data.may.plan && <Turn of={data} />}
          </PageHead>
          {(data.state === 'running' || data.state === 'ended') && (
            <section className="desk-panel" aria-label={t('progress')}>
              {data.isFilling && <Alert type="info" showIcon title={t('filling')} />}
              <dl className="desk-figures">
                {(['expected', 'done', 'excused', 'missing'] as const).map((key) => (
                  <div key={key}>
                    <dt>{t(key === 'done' ? 'doneCount' : key)}</dt>
                    <dd>{data.coverage[key]}</dd>
                  </div>
                ))}
                <div>
                  <dt>{t('tubes')}</dt>
                  <dd>{data.tubes.open + data.tubes.sealed}</dd>
                </div>
              </dl>
              {data.coverage.expected > 0 && <Share of={data.coverage} />}
              <p className="desk-quiet">{t('tubesLine', { open: data.tubes.open, sealed: data.tubes.sealed })}</p>
              {data.tubes.differing > 0 && <Alert type="warning" showIcon title={t('differing', { n: data.tubes.differing })} />}
            </section>
          )}
          <Tabs
            destroyOnHidden
            items={[
              { key: 'points', label: t('points'), children: <PointsTab of={data} /> },
              { key: 'calls', label: t('calls'), children: <CallsTab of={data} /> },
              ...(may('lab.read')
                ? [
                    {
                      key: 'tubes',
                      label: t('tubesTab'),
                      children: (
                        <Suspense fallback={<Waiting rows={4} />}>
                          <TubesTab campaignId={campaignId} />
                        </Suspense>
                      ),
                    },
                  ]
                : []),
              {
                key: 'doubts',
                label: (
                  <>
                    {t('doubts')} <Badge count={data.doubts} color="#0b4f7d" overflowCount={999} />
                  </>
                ),
                children: <DoubtsTab of={data} />,
              },
            ]}
          />
        </>
      )}
    </Loaded>
  )
}

/** The next turn of its life, asked once more before it is taken. */
function Turn({ of }: { of: Campaign }) {
  const t = useText(testingText)
  const d = useText(deskText)
  const notify = useNotify()
  const { modal } = App.useApp()
  const start = useDo('testing.startCampaign', { alsoRefresh: ['tasks'] })
  const end = useDo('testing.endCampaign', { alsoRefresh: ['tasks'] })
  if (of.state === 'ended') return null
  const isRunning = of.state === 'running'
  const ask = () =>
    modal.confirm({
      title: t(isRunning ? 'end' : 'start'),
      content: t(isRunning ? 'endSure' : 'startSure'),
      okText: t(isRunning ? 'end' : 'start'),
      cancelText: d('cancel'),
      onOk: async () => {
        if ((await (isRunning ? end : start).run({ campaignId: of.id })) !== null) notify.done(t(isRunning ? 'ended' : 'started'))
      },
    })
  return (
    <Button {...(isRunning ? {} : { type: 'primary' as const })} onClick={ask}>
      {t(isRunning ? 'end' : 'start')}
    </Button>
  )
}
