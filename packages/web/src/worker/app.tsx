// 工作端: guards, grid workers, stair heads, on a phone.
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { GateScreen } from '../modules/gate/gate-screen.tsx'
import { GatesScreen } from '../modules/gate/gates-screen.tsx'
import { Queries } from '../platform/api.ts'
import { useFollowFunctions } from '../platform/functions.ts'
import { Notice } from '../platform/parts.tsx'
import { useOutbox } from '../platform/queue.ts'
import { SessionGate, useSession } from '../platform/session.tsx'
import { useText } from '../platform/text.ts'
import { useTitle } from '../platform/title.ts'
import { MeScreen } from './me-screen.tsx'
import { faceWords } from './text.ts'

const LogScreen = lazy(() => import('../modules/gate/log-screen.tsx').then((screen) => ({ default: screen.LogScreen })))
const HandoverScreen = lazy(() => import('../modules/gate/handover-screen.tsx').then((screen) => ({ default: screen.HandoverScreen })))
const PracticeScreen = lazy(() => import('../modules/gate/practice-screen.tsx').then((screen) => ({ default: screen.PracticeScreen })))
const VisitorsScreen = lazy(() => import('../modules/visitors/visitors-screen.tsx').then((screen) => ({ default: screen.VisitorsScreen })))
const DisplayScreen = lazy(() => import('../modules/visitors/display-screen.tsx').then((screen) => ({ default: screen.DisplayScreen })))
const BuildingsScreen = lazy(() => import('../modules/registry/buildings-screen.tsx').then((screen) => ({ default: screen.BuildingsScreen })))
const ChartScreen = lazy(() => import('../modules/registry/chart-screen.tsx').then((screen) => ({ default: screen.ChartScreen })))
const HomeScreen = lazy(() => import('../modules/registry/home-screen.tsx').then((screen) => ({ default: screen.HomeScreen })))
const TenantReportsScreen = lazy(() => import('../modules/registry/tenant-reports-screen.tsx').then((screen) => ({ default: screen.TenantReportsScreen })))
const TodayScreen = lazy(() => import('../modules/tasks/today-screen.tsx').then((screen) => ({ default: screen.TodayScreen })))
const DoorScreen = lazy(() => import('../modules/tasks/door-screen.tsx').then((screen) => ({ default: screen.DoorScreen })))
const CareListScreen = lazy(() => import('../modules/care/care-list-screen.tsx').then((screen) => ({ default: screen.CareListScreen })))
const CarePersonScreen = lazy(() => import('../modules/care/care-person-screen.tsx').then((screen) => ({ default: screen.CarePersonScreen })))
const MineScreen = lazy(() => import('../modules/answerability/mine-screen.tsx').then((screen) => ({ default: screen.MineScreen })))
const AlertsScreen = lazy(() => import('../modules/status/alerts-screen.tsx').then((screen) => ({ default: screen.AlertsScreen })))
const AlertScreen = lazy(() => import('../modules/status/alerts-screen.tsx').then((screen) => ({ default: screen.AlertScreen })))
const HeldScreen = lazy(() => import('../modules/gate/held-screen.tsx').then((screen) => ({ default: screen.HeldScreen })))
const ChecksScreen = lazy(() => import('../modules/checklists/checks-screen.tsx').then((screen) => ({ default: screen.ChecksScreen })))
const CheckScreen = lazy(() => import('../modules/checklists/check-screen.tsx').then((screen) => ({ default: screen.CheckScreen })))
const PatrolsScreen = lazy(() => import('../modules/patrols/patrols-screen.tsx').then((screen) => ({ default: screen.PatrolsScreen })))
const RoundScreen = lazy(() => import('../modules/patrols/round-screen.tsx').then((screen) => ({ default: screen.RoundScreen })))
const PointScreen = lazy(() => import('../modules/patrols/round-screen.tsx').then((screen) => ({ default: screen.PointScreen })))
const BreachScreen = lazy(() => import('../modules/patrols/breach-screen.tsx').then((screen) => ({ default: screen.BreachScreen })))
const ControlScreen = lazy(() => import('../modules/control/control-screen.tsx').then((screen) => ({ default: screen.ControlScreen })))
const ControlCaseScreen = lazy(() => import('../modules/control/control-case-screen.tsx').then((screen) => ({ default: screen.ControlCaseScreen })))
const PlaceScreen = lazy(() => import('../modules/control/place-screen.tsx').then((screen) => ({ default: screen.PlaceScreen })))
const ArrivalsScreen = lazy(() => import('../modules/arrivals/arrivals-screen.tsx').then((screen) => ({ default: screen.ArrivalsScreen })))
const ArrivalScreen = lazy(() => import('../modules/arrivals/arrivals-screen.tsx').then((screen) => ({ default: screen.ArrivalScreen })))
const TransportsScreen = lazy(() => import('../modules/aid/transports-screen.tsx').then((screen) => ({ default: screen.TransportsScreen })))
const NeedsScreen = lazy(() => import('../modules/aid/needs-screen.tsx').then((screen) => ({ default: screen.NeedsScreen })))
const NeedScreen = lazy(() => import('../modules/aid/need-screen.tsx').then((screen) => ({ default: screen.NeedScreen })))
const TransportScreen = lazy(() => import('../modules/aid/transport-screen.tsx').then((screen) => ({ default: screen.TransportScreen })))
const SamplingScreen = lazy(() => import('../modules/testing/sampling-screen.tsx').then((screen) => ({ default: screen.SamplingScreen })))
const TableScreen = lazy(() => import('../modules/testing/table-screen.tsx').then((screen) => ({ default: screen.TableScreen })))
const BoxScreen = lazy(() => import('../modules/testing/box-screen.tsx').then((screen) => ({ default: screen.BoxScreen })))
const RecallScreen = lazy(() => import('../modules/lab/recall-screen.tsx').then((screen) => ({ default: screen.RecallScreen })))
const AntigenScreen = lazy(() => import('../modules/antigen/antigen-screen.tsx').then((screen) => ({ default: screen.AntigenScreen })))
const AntigenHomeScreen = lazy(() => import('../modules/antigen/antigen-screen.tsx').then((screen) => ({ default: screen.AntigenHomeScreen })))
const SealsScreen = lazy(() => import('../modules/seals/seals-screen.tsx').then((screen) => ({ default: screen.SealsScreen })))
const SealScreen = lazy(() => import('../modules/seals/seal-screen.tsx').then((screen) => ({ default: screen.SealScreen })))
const ConfirmScreen = lazy(() => import('../modules/daily/confirm-screen.tsx').then((screen) => ({ default: screen.ConfirmScreen })))

const SweepsScreen = lazy(() => import('../modules/sweeps/sweeps-screen.tsx').then((screen) => ({ default: screen.SweepsScreen })))
const SweepBuildingScreen = lazy(() => import('../modules/sweeps/building-screen.tsx').then((screen) => ({ default: screen.SweepBuildingScreen })))
const StopScreen = lazy(() => import('../modules/sweeps/stop-screen.tsx').then((screen) => ({ default: screen.StopScreen })))
const StopAtRowScreen = lazy(() => import('../modules/sweeps/stop-screen.tsx').then((screen) => ({ default: screen.StopAtRowScreen })))

export function WorkerFace() {
  const t = useText(faceWords)
  useTitle(t('title'))
  return (
    <Queries>
      <SessionGate title={t('title')}>
        <Router hook={useHashLocation}>
          <Places />
        </Router>
      </SessionGate>
    </Queries>
  )
}

function Places() {
  const { may } = useSession()
  useFollowFunctions()
  const isGuard = may('gate.record')
  const isWorker = may('registry.chart')
  const isHead = may('daily.confirm')
  const hasTasks = may('tasks.work')
  const isCarer = may('care.contact')
  const first = hasTasks ? '/today' : isWorker ? '/buildings' : isGuard ? '/gates' : isHead ? '/daily' : '/me'
  const isWalker = may('sweeps.walk')
  return (
    <Suspense
      fallback={
        <p className="page center" role="status">
          …
        </p>
      }
    >
      <Switch>
        {isGuard && <Route path="/gate/:gateId">{({ gateId }) => <GateScreen key={gateId} gateId={gateId} />}</Route>}
        {isGuard && <Route path="/gate/:gateId/visitors">{({ gateId }) => <VisitorsScreen key={gateId} gateId={gateId} />}</Route>}
        {isGuard && <Route path="/gate/:gateId/display">{({ gateId }) => <DisplayScreen key={gateId} gateId={gateId} />}</Route>}
        {isGuard && <Route path="/gate/:gateId/handover">{({ gateId }) => <HandoverScreen key={gateId} gateId={gateId} />}</Route>}
        {isGuard && <Route path="/gate/:gateId/practice">{({ gateId }) => <PracticeScreen key={gateId} gateId={gateId} />}</Route>}
        {isGuard && <Route path="/gate/:gateId/log">{({ gateId }) => <LogScreen gateId={gateId} />}</Route>}
        <Route>
          <Shell
            tabs={[
              ...(hasTasks ? ['today' as const] : []),
              ...(isWorker ? ['buildings' as const] : []),
              ...(isGuard ? ['gates' as const] : []),
              ...(isHead ? ['daily' as const] : []),
              'me',
            ]}
          >
            <Switch>
              {hasTasks && (
                <Route path="/today">
                  <TodayScreen />
                </Route>
              )}
              {hasTasks && <Route path="/door/:homeId">{({ homeId }) => <DoorScreen key={homeId} homeId={homeId} />}</Route>}
              {may('gate.resolve') && <Route path="/held/:passageId">{({ passageId }) => <HeldScreen key={passageId} passageId={passageId} />}</Route>}
              {may('status.alerts') && (
                <Route path="/alerts">
                  <AlertsScreen />
                </Route>
              )}
              {may('status.alerts') && (
                <Route path="/alerts/:communityId/:digestId">
                  {({ communityId, digestId }) => <AlertScreen key={digestId} communityId={communityId} digestId={digestId} />}
                </Route>
              )}
              {isCarer && (
                <Route path="/care">
                  <CareListScreen />
                </Route>
              )}
              {isCarer && <Route path="/care/:personId">{({ personId }) => <CarePersonScreen key={personId} personId={personId} />}</Route>}
              {may('control.record') && (
                <Route path="/control">
                  <ControlScreen />
                </Route>
              )}
              {may('control.record') && <Route path="/control/:caseId">{({ caseId }) => <ControlCaseScreen key={caseId} caseId={caseId} />}</Route>}
              {may('control.record') && <Route path="/place/:caseId">{({ caseId }) => <PlaceScreen key={caseId} caseId={caseId} />}</Route>}
              {may('arrivals.mark') && (
                <Route path="/arrivals">
                  <ArrivalsScreen />
                </Route>
              )}
              {may('arrivals.mark') && <Route path="/arrivals/:arrivalId">{({ arrivalId }) => <ArrivalScreen key={arrivalId} arrivalId={arrivalId} />}</Route>}
              {may('testing.sample') && (
                <Route path="/sampling">
                  <SamplingScreen />
                </Route>
              )}
              {may('testing.sample') && <Route path="/sampling/:pointId">{({ pointId }) => <TableScreen key={pointId} pointId={pointId} />}</Route>}
              {may('testing.sample') && <Route path="/sampling/:pointId/boxes">{({ pointId }) => <BoxScreen key={pointId} pointId={pointId} />}</Route>}
              {may('lab.recall') && <Route path="/recall/:homeId">{({ homeId }) => <RecallScreen key={homeId} homeId={homeId} />}</Route>}
              {may('aid.request') && (
                <Route path="/transport">
                  <TransportsScreen />
                </Route>
              )}
              {may('aid.request') && (
                <Route path="/transport/:transportId">{({ transportId }) => <TransportScreen key={transportId} transportId={transportId} />}</Route>
              )}
              {may('aid.request') && (
                <Route path="/need">
                  <NeedsScreen />
                </Route>
              )}
              {may('aid.request') && <Route path="/need/:needId">{({ needId }) => <NeedScreen key={needId} needId={needId} />}</Route>}
              {may('antigen.hand') && (
                <Route path="/antigen">
                  <AntigenScreen />
                </Route>
              )}
              {may('antigen.hand') && (
                <Route path="/antigen/:roundId/:homeId">
                  {({ roundId, homeId }) => <AntigenHomeScreen key={`${roundId} ${homeId}`} roundId={roundId} homeId={homeId} />}
                </Route>
              )}
              {may('seals.apply') && (
                <Route path="/seals">
                  <SealsScreen />
                </Route>
              )}
              {may('seals.apply') && <Route path="/seals/:sealId">{({ sealId }) => <SealScreen key={sealId} sealId={sealId} />}</Route>}
              {may('answerability.care') && (
                <Route path="/mine">
                  <MineScreen />
                </Route>
              )}
              {isGuard && (
                <Route path="/gates">
                  <GatesScreen />
                </Route>
              )}
              {isWorker && (
                <Route path="/buildings">
                  <BuildingsScreen />
                </Route>
              )}
              {may('registry.edit') && (
                <Route path="/reports">
                  <TenantReportsScreen />
                </Route>
              )}
              {isWorker && <Route path="/building/:areaId">{({ areaId }) => <ChartScreen key={areaId} areaId={areaId} />}</Route>}
              {isWorker && <Route path="/home/:homeId">{({ homeId }) => <HomeScreen key={homeId} homeId={homeId} />}</Route>}
              {isWalker && (
                <Route path="/sweeps">
                  <SweepsScreen />
                </Route>
              )}
              {isWalker && (
                <Route path="/sweep/:sweepId/building/:areaId">
                  {({ sweepId, areaId }) => <SweepBuildingScreen key={areaId} sweepId={sweepId} areaId={areaId} />}
                </Route>
              )}
              {isWalker && (
                <Route path="/sweep/:sweepId/home/:homeId">{({ sweepId, homeId }) => <StopScreen key={homeId} sweepId={sweepId} homeId={homeId} />}</Route>
              )}
              {isWalker && <Route path="/sweep/:sweepId/row/:at">{({ sweepId, at }) => <StopAtRowScreen key={at} sweepId={sweepId} at={at} />}</Route>}
              {may('checklists.check') && (
                <Route path="/checks">
                  <ChecksScreen />
                </Route>
              )}
              {may('checklists.check') && <Route path="/checks/:gateId">{({ gateId }) => <CheckScreen key={gateId} gateId={gateId} />}</Route>}
              {may('patrols.walk') && (
                <Route path="/patrols">
                  <PatrolsScreen />
                </Route>
              )}
              {may('patrols.walk') && <Route path="/patrols/:routeId">{({ routeId }) => <RoundScreen key={routeId} routeId={routeId} />}</Route>}
              {may('patrols.walk') && <Route path="/point/:code">{({ code }) => <PointScreen key={code} code={code} />}</Route>}
              {may('patrols.report') && (
                <Route path="/breach">
                  <BreachScreen />
                </Route>
              )}
              {isHead && (
                <Route path="/daily">
                  <ConfirmScreen subjectId={null} />
                </Route>
              )}
              {isHead && <Route path="/daily/:subjectId">{({ subjectId }) => <ConfirmScreen key={subjectId} subjectId={subjectId} />}</Route>}
              <Route path="/me">
                <MeScreen />
              </Route>
              <Route>
                <Redirect to={first} />
              </Route>
            </Switch>
          </Shell>
        </Route>
      </Switch>
    </Suspense>
  )
}

const SIGNS = { today: '✎', buildings: '▤', gates: '◫', daily: '☑', me: '☺' } as const
function Shell({ tabs, children }: { tabs: readonly ('today' | 'buildings' | 'gates' | 'daily' | 'me')[]; children: ReactNode }) {
  const t = useText(faceWords)
  const [place] = useLocation()
  const { isKept } = useSession()
  const { waiting, refused } = useOutbox()
  const current =
    tabs.find((tab) => place.startsWith(`/${tab}`)) ??
    (/^\/(building|home|sweeps?)(\/|$)/.test(place)
      ? 'buildings'
      : /^\/(door|held|care|control|arrivals|seals|transport|need|antigen|recall|mine|alerts|checks|patrols|point|breach)(\/|$)/.test(place)
        ? (tabs.find((tab) => tab === 'today' || tab === 'gates') ?? null)
        : null)
  return (
    <>
      <main className="page worker" id="main" tabIndex={-1}>
        {isKept && <Notice>{t('keptSession')}</Notice>}
        {tabs.length === 1 && (
          <Notice>
            {t('nothing')} <a href="/desk/">{t('desk')}</a>
          </Notice>
        )}
        {children}
      </main>
      <nav className="bottom" aria-label={t('nav')}>
        {tabs.map((tab) => (
          <a key={tab} href={`#/${tab}`} aria-current={tab === current ? 'page' : undefined}>
            <span aria-hidden="true">{SIGNS[tab]}</span>
            {t(tab)}
            {tab === 'me' && waiting + refused > 0 ? ` (${waiting + refused})` : ''}
          </a>
        ))}
      </nav>
    </>
  )
}
